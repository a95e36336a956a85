"""How loud speech is, as broadcasters measure it: ITU-R BS.1770-5 and EBU R 128, for one channel.

Used when content is built, so that each topic is as loud as the next. Two filters weigh the sound as the ear does
(BS.1770-5, annex 1, tables 1 and 2, brought to any sampling rate), blocks of 0.4 s that overlap by three quarters are
averaged, and blocks under -70 LUFS, then under the mean less 10, do not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TARGET = -20.0
"""LUFS of every topic. EBU R 128 asks for -23 in broadcast; here it is what the neural voice has by itself (-19.9 over
a topic), so that recorded sound and sound made on the spot are equally loud, with room for its peaks."""
HIGHEST = -1.0
"""Decibels below full scale that no sample may pass once it is levelled."""
_BLOCK, _STEP = 0.4, 0.1
_OFFSET = -0.691
_SHELF = (1681.974450955533, 3.999843853973347, 0.7071752369554196)
_PASS = (38.13547087602444, 0.5003270373238773)
"""Frequency in hertz, gain in decibels and quality; the tables give the filters as they are at 48 kHz."""


def loudness(wave: NDArray[np.float64], rate: int) -> float | None:
    """Return the integrated loudness in LUFS of samples from -1.0 to 1.0; None when nothing counts as sound."""
    import numpy as np

    size, step = round(_BLOCK * rate), round(_STEP * rate)
    if len(wave) < size:
        wave = np.concatenate([wave, np.zeros(size - len(wave))])
    heard = np.concatenate([[0.0], np.cumsum(_weighted(wave, rate) ** 2)])
    begins = np.arange(0, len(wave) - size + 1, step)
    power = (heard[begins + size] - heard[begins]) / size
    power = power[power > _power(-70.0)]
    if not len(power):
        return None
    power = power[power > power.mean() * 0.1]
    return float(_OFFSET + 10 * np.log10(power.mean()))


def gain_for(wave: NDArray[np.float64], rate: int) -> float:
    """Return the decibels that bring samples to `TARGET`, or as near as `HIGHEST` lets them; 0.0 for silence."""
    import numpy as np

    found = loudness(wave, rate)
    if found is None:
        return 0.0
    return min(TARGET - found, HIGHEST - 20 * float(np.log10(np.abs(wave).max())))


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET) / 10))


def _weighted(wave: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """Filter by multiplying spectra: numpy has no recursive filter, and a loop over samples would take minutes."""
    import numpy as np

    size = 1 << (len(wave) + rate - 1).bit_length()  # a second of room, in which the filters die away
    turn = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    spectrum = np.fft.rfft(wave, size)
    for above, below in (_shelf(rate), _high_pass(rate)):
        spectrum *= np.polyval(above[::-1], turn) / np.polyval(below[::-1], turn)
    return np.fft.irfft(spectrum, size)[: len(wave)]


def _shelf(rate: int) -> tuple[list[float], list[float]]:
    """Return the filter that stands for the head: numerator and denominator in powers of z^-1."""
    from math import pi, tan

    frequency, gain, quality = _SHELF
    k = tan(pi * frequency / rate)
    high = 10 ** (gain / 20)
    middle = high**0.4996667741545416
    a0 = 1 + k / quality + k * k
    above = [high + middle * k / quality + k * k, 2 * (k * k - high), high - middle * k / quality + k * k]
    return [one / a0 for one in above], [1.0, 2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0]


def _high_pass(rate: int) -> tuple[list[float], list[float]]:
    """Return the filter that leaves out what is too low to be heard as loud."""
    from math import pi, tan

    frequency, quality = _PASS
    k = tan(pi * frequency / rate)
    a0 = 1 + k / quality + k * k
    return [1.0, -2.0, 1.0], [1.0, 2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0]
