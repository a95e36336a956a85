"""Which voice speaks, and the one that makes no sound."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.model import Span
from kiosk.bundle.speech import SpokenWord
from kiosk.readaloud import kokoro
from kiosk.readaloud.script import Kind, Utterance
from kiosk.readaloud.voice import SilentVoice, voice_for, voices
from kiosk.settings import Settings


def utterance(words: list[str]) -> Utterance:
    spans = [Span(place, place + 1) for place in range(len(words))]
    said = tuple(SpokenWord(span, word, "") for span, word in zip(spans, words, strict=True))
    return Utterance("x" * len(words), said, Kind.SENTENCE)


@given(st.lists(st.text("abc -", min_size=1, max_size=12), max_size=15), st.sampled_from([0.7, 1.0, 1.4]))
def test_silence_marks_every_word_in_order_and_lasts_as_long(words: list[str], speed: float) -> None:
    sound = SilentVoice("en-GB").speak(utterance(words), speed)
    assert not any(sound.pcm)
    assert [mark.word for mark in sound.marks] == list(range(len(words)))
    edges = [edge for mark in sound.marks for edge in (mark.start, mark.end)]
    assert edges == sorted(edges)
    assert sound.duration == pytest.approx(edges[-1] if edges else 0.0, abs=0.001)


def test_silence_keeps_the_pace_of_a_reader() -> None:
    sound = SilentVoice("en-GB").speak(utterance(["words"] * 150), 1.0)
    assert 50 < sound.duration < 70
    assert SilentVoice("en-GB").speak(utterance(["words"] * 150), 0.5).duration == pytest.approx(2 * sound.duration)


def test_steps_are_marked_more_slowly_too() -> None:
    one = utterance(["words"] * 20)
    steps = SilentVoice("en-GB").speak(replace(one, slower=True), 1.0)
    assert steps.duration == pytest.approx(SilentVoice("en-GB").speak(one, 1.0).duration / 0.9, rel=0.001)


def test_a_voice_never_speaks_another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kokoro.KokoroVoice, "available", lambda self: True)
    assert voice_for("en-GB", Settings()).name == "bf_emma"
    assert voice_for("cy", Settings()).silent
    assert voice_for("cy", Settings()).lang == "cy"


def test_no_voice_no_setting_and_no_such_voice_are_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kokoro.KokoroVoice, "available", lambda self: False)
    assert voice_for("en-GB", Settings()).silent
    monkeypatch.setattr(kokoro.KokoroVoice, "available", lambda self: True)
    assert voice_for("en-GB", Settings(voice="none")).silent
    assert voice_for("en-GB", Settings(voice="robot")).silent


def test_every_voice_names_its_licence() -> None:
    assert all(voice.licence for voice in voices())
