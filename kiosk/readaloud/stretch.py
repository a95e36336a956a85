"""Speech slower or faster with its pitch kept: waveform-similarity overlap-add (WSOLA, Verhelst and Roelands 1993).

Short windows of the sound are laid down closer together or further apart; each is taken from where, within some
milliseconds, it goes on best from the one before. So one stored sound serves every reading speed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.readaloud.voice import Mark, Sound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WINDOW = 0.030
"""Seconds of a window: two periods of a low voice."""
_SEARCH = 0.008
"""Seconds either way in which the best place for a window is looked for."""
_SAME = 0.001


def stretched(sound: Sound, speed: float) -> Sound:
    """Return `sound` at `speed` times its own pace, marks with it; equal speeds give the same sound."""
    if abs(speed - 1.0) < _SAME or not sound.pcm:
        return sound
    import numpy as np

    wave = np.frombuffer(sound.pcm, "<i2").astype(np.float32)
    pcm = np.clip(_stretched(wave, speed, sound.rate), -32767, 32767).astype("<i2").tobytes()
    marks = tuple(Mark(mark.word, mark.start / speed, mark.end / speed) for mark in sound.marks)
    return replace(sound, pcm=pcm, marks=marks)


def _stretched(wave: NDArray[np.float32], speed: float, rate: int) -> NDArray[np.float32]:
    import numpy as np

    step = round(_WINDOW * rate / 2)
    search = round(_SEARCH * rate)
    window = np.hanning(2 * step + 1)[:-1].astype(np.float32)
    length = round(len(wave) / speed)
    count = -(-length // step) + 1
    # Half a window before, since the first window rises from nothing; room for the last one and its search behind.
    source = np.concatenate([np.zeros(step + search, np.float32), wave, np.zeros(4 * step + 2 * search, np.float32)])
    out = np.zeros((count + 1) * step, np.float32)
    place = search
    for number in range(count):
        if number:
            wanted = min(search + round(number * step * speed), len(source) - 2 * step - search)
            follows = source[place + step : place + 2 * step]
            around = source[wanted - search : wanted + search + step]
            place = wanted - search + int(np.argmax(np.correlate(around, follows, "valid")))
        out[number * step : (number + 2) * step] += window * source[place : place + 2 * step]
    return out[step : step + length]
