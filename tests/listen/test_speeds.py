"""Slower or faster, the voice keeps its pitch and is still understood."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.storing import PACE
from kiosk.readaloud.stretch import stretched
from kiosk.readaloud.voice import Sound
from tests.kiosk.readaloud.hearing import Samples, pitch, samples
from tests.listen.ear import Ear, compare
from tests.listen.pack import Spoken, chosen, medicines, sound_of

_SPEEDS = (0.6, 0.8, 1.25, 1.6)
_TOPICS = ("baclofen", "fatigue-in-ms", "what-is-ms")
_SEMITONE = 2 ** (1 / 12)


@pytest.fixture(scope="module")
def some(voice: KokoroVoice) -> list[Spoken]:
    return [Spoken(topic, one, sound_of(voice, one)) for topic in _TOPICS for one in chosen(topic, "4")]


def _at(speed: float, one: Spoken) -> Sound:
    return stretched(one.sound, speed / PACE)


def _pitch(waves: list[Samples]) -> float:
    return float(np.median([pitch(wave) for wave in waves]))


@pytest.mark.parametrize("speed", _SPEEDS)
def test_the_pitch_is_kept_and_the_words_are_understood(
    speed: float, some: list[Spoken], ears: Ear, report: dict[str, Any]
) -> None:
    sounds = [_at(speed, one) for one in some]
    waves = [samples(sound.pcm) for sound in sounds]
    results = [compare(one.text, ears.text(wave), medicines()) for one, wave in zip(some, waves, strict=True)]
    rate = sum(result.wrong for result in results) / sum(result.words for result in results)
    own = _pitch([one.wave for one in some])
    report.setdefault("speeds", {})[f"{speed:g}"] = f"{_pitch(waves) / own:.3f} of the pitch, {rate:.1%} wrong"
    assert 1 / _SEMITONE < _pitch(waves) / own < _SEMITONE
    assert rate < 0.1
    length = sum(sound.duration for sound in sounds) / sum(one.sound.duration for one in some)
    assert length == pytest.approx(PACE / speed, rel=0.02)


def test_a_sound_played_too_fast_is_noticed_by_its_pitch(some: list[Spoken]) -> None:
    fast = [np.interp(np.arange(0, len(one.wave), 1.25), np.arange(len(one.wave)), one.wave) for one in some]
    assert _pitch(fast) / _pitch([one.wave for one in some]) > _SEMITONE
