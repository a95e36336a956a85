"""Sentences as they are kept: small, the same bytes each time, and nothing else is taken for one."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.readaloud.packed import DamagedSoundError, pack, unpack, with_gain
from kiosk.readaloud.voice import Mark, Sound
from tests.kiosk.readaloud.hearing import likeness, samples

RATE = 24_000


def hum(seconds: float = 1.0, height: float = 8000.0) -> Sound:
    """Return something with the shape of a voice: a buzz of 120 Hz that swells three times a second."""
    at = np.arange(int(seconds * RATE)) / RATE
    buzz = sum(np.sin(2 * np.pi * 120 * harmonic * at) / harmonic for harmonic in range(1, 20))
    wave = height * buzz / np.abs(buzz).max() * (0.55 + 0.45 * np.sin(2 * np.pi * 3 * at))
    return Sound(wave.astype("<i2").tobytes(), RATE, (Mark(0, 0.08, 0.3), Mark(2, 0.3125, 0.9)))


def test_a_kept_sentence_sounds_as_before_has_its_length_to_the_sample_and_its_marks() -> None:
    sound = hum(1.7)
    back = unpack(pack(sound))
    assert len(back.pcm) == len(sound.pcm)
    assert likeness(samples(back.pcm), samples(sound.pcm))[0] > 0.98
    assert [(mark.word, mark.start, mark.end) for mark in back.marks] == [
        (mark.word, pytest.approx(mark.start, abs=0.001), pytest.approx(mark.end, abs=0.001)) for mark in sound.marks
    ]


def test_the_same_sound_is_the_same_bytes_each_time() -> None:
    assert pack(hum()) == pack(hum())


def test_a_sentence_is_kept_in_about_24_kilobits_a_second() -> None:
    assert 15_000 < 8 * len(pack(hum(5.0))) / 5.0 < 33_000


def test_a_gain_is_applied_without_coding_the_sound_again() -> None:
    kept = pack(hum())
    louder = with_gain(kept, 6.02)
    assert louder.partition(b"\n")[2] == kept.partition(b"\n")[2]
    ratio = np.abs(samples(unpack(louder).pcm)).max() / np.abs(samples(unpack(kept).pcm)).max()
    assert ratio == pytest.approx(2.0, rel=0.01)
    assert np.abs(samples(unpack(with_gain(kept, 30.0)).pcm)).max() <= 32767, "too loud is clipped, not turned round"


@pytest.mark.parametrize(
    "head",
    [
        {"gain": 0, "marks": [], "rate": 48_000},
        {"gain": 99, "marks": [], "rate": RATE},
        {"gain": 0, "marks": [[0, 5, 3]], "rate": RATE},
        {"gain": 0, "marks": [[0, -1, 3]], "rate": RATE},
        {"gain": 0, "marks": [[0, 1]], "rate": RATE},
        {"gain": 0, "marks": [], "rate": RATE, "more": 1},
        {"gain": "0", "marks": [], "rate": RATE},
        [],
    ],
)
def test_a_head_that_is_not_as_it_is_written_is_refused(head: object) -> None:
    coded = pack(hum(0.3)).partition(b"\n")[2]
    with pytest.raises(DamagedSoundError):
        unpack(json.dumps(head).encode() + b"\n" + coded)


@given(st.binary(max_size=200))
def test_other_bytes_are_never_taken_for_a_sentence(data: bytes) -> None:
    with pytest.raises(DamagedSoundError):
        unpack(data)


def test_a_sentence_without_its_sound_is_refused() -> None:
    whole = pack(hum(0.5))
    with pytest.raises(DamagedSoundError):
        unpack(whole.partition(b"\n")[0] + b"\n")
