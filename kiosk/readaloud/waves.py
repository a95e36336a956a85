"""A sentence as samples from elsewhere (a person's file, another voice) -> a `Sound` as this program plays it.

Brought to one rate, the quiet at both ends cut down, and a mark for each word: where its maker told when words begin,
there, else by their length in letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.readaloud.script import Utterance
from kiosk.readaloud.voice import Mark, SilentVoice, Sound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 24_000
"""Samples a second of everything that is played."""
LEAD, TAIL = 0.08, 0.15
"""Seconds of quiet kept before and after a sentence, so that a sleeping amplifier swallows no half-word."""
_QUIET = 0.02
"""Share of the loudest sample under which a room is quiet."""


def resampled(wave: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """Return samples at `rate` as samples at `RATE`; what lies above half the new rate is left out."""
    import numpy as np

    if rate == RATE or not len(wave):
        return wave
    length = round(len(wave) * RATE / rate)
    spectrum = np.fft.rfft(wave)
    kept = np.zeros(length // 2 + 1, dtype=complex)
    kept[: min(len(kept), len(spectrum))] = spectrum[: len(kept)]
    return np.fft.irfft(kept, length) * (length / len(wave))


def heard_span(wave: NDArray[np.float64]) -> tuple[float, float]:
    """Return the seconds at which something is first and last heard in samples at `RATE`; (0, 0) for silence."""
    import numpy as np

    peak = float(np.abs(wave).max()) if len(wave) else 0.0
    loud = np.flatnonzero(np.abs(wave) > _QUIET * peak)
    return (float(loud[0] / RATE), float(loud[-1] / RATE)) if len(loud) else (0.0, 0.0)


def as_sound(wave: NDArray[np.float64], utterance: Utterance, starts: Sequence[float] | None = None) -> Sound:
    """Return samples from -1.0 to 1.0 at `RATE` as the sound of `utterance`; `starts` are when its words begin."""
    import numpy as np

    begin, end = heard_span(wave)
    first, last = max(int((begin - LEAD) * RATE), 0), min(int((end + TAIL) * RATE), len(wave))
    shift = first / RATE
    marks = _by_letters(utterance, begin, end) if starts is None else _as_told(starts, end)
    return Sound(
        (np.clip(wave[first:last], -1.0, 1.0) * 32767).astype("<i2").tobytes(),
        RATE,
        tuple(Mark(mark.word, max(mark.start - shift, 0.0), max(mark.end - shift, 0.0)) for mark in marks),
    )


def _as_told(starts: Sequence[float], end: float) -> list[Mark]:
    stops = [*starts[1:], end]
    return [Mark(word, start, stop) for word, (start, stop) in enumerate(zip(starts, stops, strict=True))]


def _by_letters(utterance: Utterance, begin: float, end: float) -> list[Mark]:
    silent = SilentVoice("").speak(utterance, 1.0)
    share = (end - begin) / silent.duration if silent.marks else 0.0
    return [Mark(mark.word, begin + mark.start * share, begin + mark.end * share) for mark in silent.marks]
