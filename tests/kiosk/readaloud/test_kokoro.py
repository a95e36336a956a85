"""The real voice: whole words, exact times, the same sound every time."""

from __future__ import annotations

import statistics
import threading
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from kiosk.errors import VoiceError
from kiosk.readaloud import kokoro
from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.script import Utterance
from kiosk.readaloud.voice import GivenUpError, Patience
from tests.kiosk.readaloud.hearing import onsets, pitch, samples

Say = Callable[..., Utterance]


def test_the_same_sentence_is_the_same_sound_to_the_sample(voice: KokoroVoice, phrase: Utterance) -> None:
    assert voice.speak(phrase, 1.2) == voice.speak(phrase, 1.2)


def test_every_word_has_its_time_in_order_and_inside_the_sound(voice: KokoroVoice, say: Say) -> None:
    sound = voice.speak(say("Take 5 mg, 2-3 times a day (with MS)."), 1.2)
    assert [mark.word for mark in sound.marks] == list(range(9))
    edges = [edge for mark in sound.marks for edge in (mark.start, mark.end)]
    assert edges == sorted(edges)
    assert 0 <= edges[0] < 0.3
    assert edges[-1] <= sound.duration


def test_words_begin_when_their_marks_say(voice: KokoroVoice, say: Say) -> None:
    late = []
    for text in ("Pump, tablets, doctor, gate, nurse, team, dose.", "Talking; bottle; table; dizzy; people; kidney."):
        utterance = say(text)
        sound = voice.speak(utterance, 1.0)
        heard = onsets(samples(sound.pcm))
        for mark in sound.marks:
            nearest = min(heard, key=lambda onset: abs(onset - mark.start))
            if abs(nearest - mark.start) < 0.25:
                late.append(mark.start - nearest)
    assert len(late) >= 10
    assert abs(statistics.median(late)) < 0.03
    assert statistics.median(map(abs, late)) < 0.05
    assert max(map(abs, late)) < 0.15


def test_slower_is_longer_and_keeps_the_pitch(voice: KokoroVoice, phrase: Utterance) -> None:
    slow, fast = voice.speak(phrase, 0.7), voice.speak(phrase, 1.4)
    assert slow.duration > 1.5 * fast.duration
    assert pitch(samples(slow.pcm)) == pytest.approx(pitch(samples(fast.pcm)), rel=0.12)


def test_steps_are_said_more_slowly(voice: KokoroVoice, phrase: Utterance) -> None:
    assert voice.speak(replace(phrase, slower=True), 1.0).duration > voice.speak(phrase, 1.0).duration


def test_a_little_quiet_stands_before_and_after_so_that_nothing_is_swallowed(
    voice: KokoroVoice, phrase: Utterance
) -> None:
    sound = voice.speak(phrase, 1.0)
    loud = np.flatnonzero(np.abs(samples(sound.pcm)) > 330) / sound.rate
    assert 0.06 < loud[0] < 0.2
    assert 0.1 < sound.duration - loud[-1] < 0.4
    assert np.abs(samples(sound.pcm)).max() < 32767, "the sound is clipped"


def test_a_sentence_nobody_prepared_is_marked_at_reading_pace(voice: KokoroVoice, phrase: Utterance) -> None:
    unprepared = replace(phrase, words=tuple(replace(word, ipa="") for word in phrase.words))
    sound = voice.speak(unprepared, 1.0)
    assert not any(sound.pcm)
    assert len(sound.marks) == len(phrase.words)


def test_a_sentence_longer_than_the_voice_can_hold_is_cut_between_words() -> None:
    tokens = [kokoro._Token(50, -1 if place % 7 == 6 else place // 7) for place in range(1300)]
    parts = kokoro._parts(tokens)
    assert [token for part in parts for token in part] == tokens
    assert all(len(part) <= 500 for part in parts)
    assert all(part[-1].word == -1 for part in parts[:-1])


def test_without_its_model_the_voice_says_what_to_do(
    phrase: Utterance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kokoro, "model_path", lambda: tmp_path / "none.onnx")
    absent = KokoroVoice("bf_emma", "en-GB")
    assert not absent.available()
    with pytest.raises(VoiceError, match="kiosk voices install"):
        absent.speak(phrase, 1.0)


@pytest.mark.parametrize("content", [b"", b"no model at all", b"\x08\x07" + bytes(1000)])
def test_a_damaged_model_is_named(
    content: bytes, phrase: Utterance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(content)
    monkeypatch.setattr(kokoro, "model_path", lambda: path)
    with pytest.raises(VoiceError, match="damaged"):
        KokoroVoice("bf_emma", "en-GB").speak(phrase, 1.0)


@pytest.mark.parametrize("refusal", [MemoryError(), PermissionError(13, "Permission denied")])
def test_a_model_that_cannot_be_loaded_is_an_error_that_the_screen_can_tell(
    refusal: Exception, voice: KokoroVoice, phrase: Utterance, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(model: bytes) -> bytes:
        raise refusal

    monkeypatch.setattr(kokoro, "suits_this_processor", lambda: True)
    monkeypatch.setattr(kokoro, "with_signed_bytes", refuse)
    with pytest.raises(VoiceError, match=r"cannot be loaded: .+"):
        KokoroVoice(voice.name, voice.lang).speak(phrase, 1.0)


def test_a_voice_that_gets_no_memory_is_an_error_that_the_screen_can_tell(
    voice: KokoroVoice, phrase: Utterance, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onnxruntime.capi.onnxruntime_pybind11_state import RuntimeException

    def run(*asked: object) -> None:
        raise RuntimeException("bad allocation")

    voice.load()
    monkeypatch.setattr(voice, "_model", SimpleNamespace(run=run))
    with pytest.raises(VoiceError, match="bad allocation"):
        voice.speak(phrase, 1.0)


def test_speaking_leaves_nothing_behind_in_memory(voice: KokoroVoice, phrase: Utterance) -> None:
    voice.speak(phrase, 1.4)
    tracemalloc.start()
    try:
        for _ in range(3):
            voice.speak(phrase, 1.4)
        assert tracemalloc.get_traced_memory()[0] < 500_000
    finally:
        tracemalloc.stop()


def test_a_key_stands_for_what_shapes_the_sound_and_for_nothing_else(voice: KokoroVoice, say: Say) -> None:
    one = say("Take 5 mg, with food.")
    key = voice.key(one, 0.85)
    assert KokoroVoice("bf_emma", "en-GB", threads=1).key(replace(one, pause_after=3.0, item=4, block=2), 0.85) == key
    others = {
        "voice": KokoroVoice("bm_george", "en-GB").key(one, 0.85),
        "pace": voice.key(one, 0.9),
        "a step": voice.key(replace(one, slower=True), 0.85),
        "a pause": voice.key(replace(one, text=one.text.replace(",", " ")), 0.85),
        "the end": voice.key(replace(one, text=one.text.replace(".", "?")), 0.85),
        "a sound": voice.key(replace(one, words=(replace(one.words[0], ipa="tək"), *one.words[1:])), 0.85),
        "the words": voice.key(replace(one, words=(*one.words[:-1], replace(one.words[-1], ipa=""))), 0.85),
    }
    assert len({key, *others.values()}) == len(others) + 1, others


def test_a_key_needs_no_model(phrase: Utterance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kokoro, "model_path", lambda: tmp_path / "none.onnx")
    assert len(KokoroVoice("bf_emma", "en-GB").key(phrase, 0.85)) == 64


def test_one_thread_or_two_make_the_same_sound_to_the_sample(voice: KokoroVoice, phrase: Utterance) -> None:
    assert KokoroVoice("bf_emma", "en-GB", threads=1).speak(phrase, 1.4) == voice.speak(phrase, 1.4)


def test_a_voice_that_nobody_waits_for_any_longer_stops_at_once(voice: KokoroVoice, say: Say) -> None:
    one = say("Before your first dose, tell your team if you have or had any of these, or if you are not sure of it.")
    patience = Patience()
    voice.load()
    gone: list[float] = []

    def give_up() -> None:
        gone.append(time.monotonic())
        patience.give_up()

    threading.Timer(0.4, give_up).start()
    with pytest.raises(GivenUpError):
        voice.speak(one, 0.7, patience)
    assert time.monotonic() - gone[0] < 0.3
    with pytest.raises(GivenUpError):
        voice.speak(one, 0.7, patience)
    assert voice.speak(say("Rest."), 1.4).pcm, "the next sentence is said as ever"
