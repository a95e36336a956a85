"""Loudness as BS.1770-5 and EBU Tech 3341 measure it: their own test signals."""

from __future__ import annotations

import numpy as np
import pytest

from kiosk.readaloud.loudness import HIGHEST, TARGET, gain_for, loudness
from tests.kiosk.readaloud.hearing import Samples


def tone(decibels: float, seconds: float = 20.0, rate: int = 48_000, hertz: float = 997.0) -> Samples:
    return 10 ** (decibels / 20) * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)


@pytest.mark.parametrize("rate", [24_000, 48_000])
def test_a_full_tone_of_997_hertz_in_one_channel_is_minus_3_lufs(rate: int) -> None:
    assert loudness(tone(0.0, rate=rate), rate) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize("level", [-23.0, -33.0, -40.0])
def test_loudness_follows_the_level(level: float) -> None:
    assert loudness(tone(level), 48_000) == pytest.approx(level - 3.01, abs=0.05)


def test_quiet_stretches_do_not_count() -> None:
    # EBU Tech 3341, case 3: 10 s at -36, 60 s at -23, 10 s at -36 dB reads as the loud part alone.
    wave = np.concatenate([tone(-36.0, 10), tone(-23.0, 60), tone(-36.0, 10)])
    assert loudness(wave, 48_000) == pytest.approx(-26.01, abs=0.1)


def test_the_middle_of_the_voice_counts_more_than_the_bass() -> None:
    low, high = loudness(tone(-20.0, hertz=40.0), 48_000), loudness(tone(-20.0, hertz=3000.0), 48_000)
    assert low is not None
    assert high is not None
    assert high - low > 6


def test_silence_has_no_loudness_and_needs_no_gain() -> None:
    assert loudness(np.zeros(48_000), 48_000) is None
    assert gain_for(np.zeros(48_000), 48_000) == 0.0


def test_the_gain_brings_speech_to_the_target_but_never_over_full_scale() -> None:
    quiet = tone(-30.0)
    assert loudness(quiet * 10 ** (gain_for(quiet, 48_000) / 20), 48_000) == pytest.approx(TARGET, abs=0.05)
    peaky = tone(-40.0)
    peaky[1000] = 0.5
    assert 20 * np.log10(np.abs(peaky).max()) + gain_for(peaky, 48_000) == pytest.approx(HIGHEST, abs=0.01)


def test_a_sound_shorter_than_a_block_is_measured_too() -> None:
    assert loudness(tone(-20.0, 0.2), 48_000) == pytest.approx(-26, abs=1.5)
