"""What can be wrong with sound whatever it says: cut off, clicking, silent for long, too loud or too quiet."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tests.kiosk.readaloud.hearing import Samples, likeness

RATE = 24_000
LONGEST_SILENCE = 2.0
"""Seconds of quiet from which a listener thinks that it has stopped."""
LOUDNESS_STEP = 2.0
"""Loudness units between two topics from which a listener reaches for the volume."""
_EDGE = 0.02
_CLICK = 2000
"""Second difference of samples: twice the height of a click; the hiss of the voice reaches 1,500."""


def starts_cut(wave: Samples, rate: int = RATE) -> bool:
    """Return whether the sound begins in full voice: then its first part is missing."""
    return _loud(wave[: int(_EDGE * rate)], wave)


def ends_cut(wave: Samples, rate: int = RATE) -> bool:
    """Return whether the sound ends in full voice."""
    return _loud(wave[-int(_EDGE * rate) :], wave)


def _loud(part: Samples, whole: Samples) -> bool:
    return float(np.sqrt((part**2).mean())) > 0.02 * float(np.abs(whole).max())


def clicks(wave: Samples, rate: int = RATE) -> list[float]:
    """Return the seconds at which a single sample jumps out of the quiet; in full voice nobody could tell (`added`)."""
    jump = np.abs(np.diff(wave, 2))
    reach, near = int(0.005 * rate), int(0.0004 * rate)
    loudest = sliding_window_view(np.pad(np.abs(wave), reach), reach - near).max(axis=1)
    here = np.arange(1, len(jump) + 1)
    around = np.maximum(loudest[here - 1], loudest[here + reach + near])
    found = np.flatnonzero((jump > _CLICK) & (around < 300))
    return [float(place / rate) for place in found]


def added(recording: Samples, sent: Samples, rate: int = RATE) -> list[float]:
    """Return the seconds, in what was sent, at which the recording has something else: clicks, drop-outs, noise.

    Both are compared below 7 kHz, where a sound server that resamples changes next to nothing.
    """
    _, place = likeness(recording, sent)
    part = np.concatenate([recording[place : place + len(sent)], np.zeros(max(place + len(sent) - len(recording), 0))])
    kept = np.fft.rfftfreq(len(sent)) < 7000 / rate
    heard, wanted = (np.fft.rfft(wave) * kept for wave in (part, sent))
    gain = float((heard * wanted.conj()).real.sum() / (np.abs(wanted) ** 2).sum())
    rest = np.abs(np.fft.irfft(heard - gain * wanted, len(sent)))
    return [float(place / rate) for place in np.flatnonzero(rest > 0.015 * np.abs(sent).max() * gain)]


def silences(wave: Samples, rate: int = RATE) -> list[tuple[float, float]]:
    """Return where nothing is heard for longer than `LONGEST_SILENCE`, as (start, end) in seconds."""
    loud = np.flatnonzero(np.abs(wave) > 60)
    edges = np.concatenate([[-1], loud, [len(wave)]])
    gaps = np.flatnonzero(np.diff(edges) > LONGEST_SILENCE * rate)
    return [(float((edges[gap] + 1) / rate), float(edges[gap + 1] / rate)) for gap in gaps]


def lost(recording: Samples, sent: Samples, rate: int = RATE) -> list[float]:
    """Return the seconds, in what was sent, of 50 ms that are not in the recording, whatever its loudness."""
    _, place = likeness(recording, sent)
    size = int(0.05 * rate)
    heard = np.concatenate([recording[place : place + len(sent)], np.zeros(max(place + len(sent) - len(recording), 0))])
    found = []
    for start in range(0, len(sent) - size, size):
        wanted, got = sent[start : start + size], heard[start : start + size]
        if np.abs(wanted).max() < 0.03 * np.abs(sent).max():
            continue
        power = float((wanted**2).sum() * (got**2).sum()) ** 0.5
        if power == 0 or float((wanted * got).sum()) / power < 0.5:
            found.append(start / rate)
    return found
