"""Each fault of a sound is found where it was put, and nowhere in a sound that has none. Always runs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from kiosk.readaloud.loudness import loudness
from tests.kiosk.readaloud.hearing import Samples
from tests.listen import faults
from tests.listen.faults import RATE


def sentence(seed: int = 7) -> Samples:
    """Return something like three words with a pause: gliding tones with hiss, quiet before, between and after."""
    chance = np.random.default_rng(seed)
    parts = [np.zeros(int(0.08 * RATE))]
    for pitch in (180.0, 220.0, 160.0):
        times = np.arange(int(0.4 * RATE)) / RATE
        glide = np.cumsum(pitch * (1 + 0.3 * times)) / RATE
        voiced = sum(np.sin(2 * np.pi * part * glide + chance.uniform(0, 6)) / part for part in range(1, 12))
        swell = np.sin(np.pi * np.arange(len(times)) / len(times)) ** 0.5
        parts += [5000 * swell * (voiced + chance.normal(0, 0.1, len(times))), np.zeros(int(0.1 * RATE))]
    return np.concatenate([*parts, np.zeros(int(0.05 * RATE))])


def recorded(wave: Samples) -> Samples:
    """Return it as a recorder would have it: later, a little quieter, with quiet around."""
    return np.concatenate([np.zeros(RATE), 0.9 * wave, np.zeros(RATE // 2)])


def test_a_sound_without_faults_passes() -> None:
    wave = sentence()
    assert not faults.starts_cut(wave)
    assert not faults.ends_cut(wave)
    assert faults.clicks(wave) == []
    assert faults.silences(wave) == []
    assert faults.lost(recorded(wave), wave) == []
    assert faults.added(recorded(wave), wave) == []


def test_a_swallowed_beginning_is_found() -> None:
    wave = sentence()
    gone = int(0.3 * RATE)
    assert faults.starts_cut(wave[gone:])
    swallowed = recorded(np.concatenate([np.zeros(gone), wave[gone:]]))
    assert min(faults.lost(swallowed, wave)) < 0.3


def test_a_clipped_end_is_found() -> None:
    wave = sentence()
    kept = len(wave) - int(0.3 * RATE)
    assert faults.ends_cut(wave[:kept])
    clipped = recorded(np.concatenate([wave[:kept], np.zeros(len(wave) - kept)]))
    assert max(faults.lost(clipped, wave)) > 1.2


def test_a_click_is_found_in_the_quiet_and_where_something_was_added_anywhere() -> None:
    wave = sentence()
    quiet, loud = int(0.53 * RATE), int(0.3 * RATE)
    for place, found in ((quiet, 1), (loud, 0)):
        spoiled = wave.copy()
        spoiled[place] += 1500
        assert len({round(at, 2) for at in faults.clicks(spoiled)}) == found
        assert min(abs(at - place / RATE) for at in faults.added(recorded(spoiled), wave)) < 0.002


def test_a_drop_out_of_a_tenth_of_a_second_is_found() -> None:
    wave = sentence()
    spoiled = wave.copy()
    spoiled[int(0.7 * RATE) : int(0.8 * RATE)] = 0
    assert any(0.65 <= at <= 0.8 for at in faults.lost(recorded(spoiled), wave))
    assert any(0.7 <= at <= 0.8 for at in faults.added(recorded(spoiled), wave))


def test_more_than_two_seconds_of_silence_are_found() -> None:
    wave = sentence()
    long = np.concatenate([wave, np.zeros(int(2.2 * RATE)), wave])
    assert [round(end - start, 1) for start, end in faults.silences(long)] == [2.4]
    assert faults.silences(np.concatenate([wave, np.zeros(int(1.5 * RATE)), wave])) == []


@pytest.mark.parametrize(("change", "off"), [(lambda wave: wave, False), (lambda wave: wave * 10 ** (-2.5 / 20), True)])
def test_a_topic_that_is_more_than_two_units_quieter_is_found(change: Callable[[Samples], Samples], off: bool) -> None:
    levels = [loudness(wave / 32768, RATE) for wave in (sentence(), change(sentence(8)))]
    assert levels[0] is not None
    assert levels[1] is not None
    assert (abs(levels[0] - levels[1]) > faults.LOUDNESS_STEP) == off
