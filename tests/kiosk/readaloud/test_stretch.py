"""One stored sound serves every speed: its length changes, its pitch and its words do not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.readaloud.storing import PACE
from kiosk.readaloud.stretch import stretched
from kiosk.readaloud.voice import Mark, Sound
from kiosk.session import SPEEDS
from tests.kiosk.readaloud.hearing import pitch, samples
from tests.kiosk.readaloud.test_packed import hum


@pytest.mark.parametrize("speed", [speed / PACE for speed in SPEEDS])
def test_every_speed_keeps_the_pitch_and_has_the_right_length(speed: float) -> None:
    sound = hum(3.0)
    other = stretched(sound, speed)
    assert other.duration == pytest.approx(sound.duration / speed, abs=0.001)
    assert pitch(samples(other.pcm)) == pytest.approx(pitch(samples(sound.pcm)), rel=0.02)
    assert [mark.start for mark in other.marks] == [pytest.approx(mark.start / speed) for mark in sound.marks]


@pytest.mark.parametrize("speed", [0.6, 1.6])
def test_what_is_heard_stays_where_its_mark_says(speed: float) -> None:
    wave = np.zeros(48_000)
    hit = samples(hum(0.2).pcm)
    for at in (12_000, 36_000):
        wave[at : at + len(hit)] = hit
    other = stretched(Sound(wave.astype("<i2").tobytes(), 24_000, (Mark(0, 0.5, 0.7), Mark(1, 1.5, 1.7))), speed)
    loud = np.abs(samples(other.pcm)) > 1000
    for mark in other.marks:
        heard = np.flatnonzero(loud[int((mark.start - 0.2) * 24_000) :])[0] / 24_000 + mark.start - 0.2
        assert heard == pytest.approx(mark.start, abs=0.03)


def test_its_own_speed_is_the_same_sound() -> None:
    assert stretched(hum(), 1.0) == hum()


@given(st.integers(0, 3000), st.floats(0.6, 1.8))
def test_no_sound_is_too_short_to_be_stretched(length: int, speed: float) -> None:
    other = stretched(Sound(b"\x10\x00" * length, 24_000, ()), speed)
    assert len(other.pcm) // 2 == pytest.approx(length / speed, abs=1)
