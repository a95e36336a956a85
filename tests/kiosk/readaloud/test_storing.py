"""Recorded, else kept, else made: one voice in front of three sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kiosk.bundle.model import Span
from kiosk.bundle.sounds import NoSounds
from kiosk.bundle.speech import SpokenWord
from kiosk.errors import VoiceError
from kiosk.readaloud import kokoro
from kiosk.readaloud.espeak import EspeakVoice
from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.packed import pack
from kiosk.readaloud.script import Kind, Utterance
from kiosk.readaloud.sounds import DiskSounds, human_key
from kiosk.readaloud.storing import PACE, StoringVoice, storing_voice
from kiosk.readaloud.voice import Patience, SilentVoice, Sound
from kiosk.session import SPEEDS
from kiosk.settings import Settings
from tests.kiosk.readaloud.hearing import likeness, samples
from tests.kiosk.readaloud.test_packed import hum


class Live(SilentVoice):
    """A voice that hums, and counts what it made."""

    name = "live"
    silent = False

    def __init__(self) -> None:
        super().__init__("en-GB")
        self.made: list[tuple[str, float]] = []

    def speak(self, utterance: Utterance, speed: float, patience: Patience | None = None) -> Sound:
        self.made.append((utterance.text, speed))
        return hum(0.6)

    def key(self, utterance: Utterance, speed: float) -> str:
        return human_key("the live voice", f"{utterance.text} {speed}")


class Shelf:
    """Recordings in memory."""

    def __init__(self, **sounds: bytes) -> None:
        self.sounds = dict(sounds)

    def count(self, lang: str) -> int:
        return len(self.sounds)

    def has(self, key: str) -> bool:
        return key in self.sounds

    def get(self, key: str) -> bytes | None:
        return self.sounds.get(key)


def said(text: str, ipa: str = "a") -> Utterance:
    return Utterance(text, (SpokenWord(Span(0, len(text)), text, ipa),), Kind.SENTENCE)


@pytest.fixture
def live() -> Live:
    return Live()


@pytest.fixture
def kept(tmp_path: Path) -> DiskSounds:
    return DiskSounds(tmp_path / "sounds", 10_000_000)


def test_a_sentence_is_made_once_and_heard_again_at_every_speed(live: Live, kept: DiskSounds) -> None:
    voice = StoringVoice(live, live, Shelf(), kept)
    assert not voice.at_hand(said("Rest."))
    lengths = [voice.speak(said("Rest."), speed).duration for speed in SPEEDS]
    assert live.made == [("Rest.", PACE)]
    assert voice.at_hand(said("Rest."))
    assert lengths == [pytest.approx(0.6 * PACE / speed, abs=0.001) for speed in SPEEDS]
    StoringVoice(live, live, Shelf(), DiskSounds(kept.folder, 10_000_000)).speak(said("Rest."), 1.0)
    assert len(live.made) == 1, "the next start finds it"


def test_what_is_recorded_comes_before_what_is_kept_and_a_person_before_the_voice(live: Live, kept: DiskSounds) -> None:
    one = said("Rest.")
    StoringVoice(live, live, Shelf(), kept).speak(one, PACE)
    shelf = Shelf(**{live.key(one, PACE): pack(hum(0.7))})
    voice = StoringVoice(live, live, shelf, kept)
    assert voice.speak(one, PACE).duration == pytest.approx(0.7)
    shelf.sounds[human_key("en-GB", "Rest.")] = pack(hum(0.8))
    assert voice.speak(one, PACE).duration == pytest.approx(0.8)
    assert len(live.made) == 1


def test_making_for_later_leaves_out_what_is_there(live: Live, kept: DiskSounds) -> None:
    voice = StoringVoice(live, live, Shelf(**{human_key("en-GB", "Sit."): pack(hum())}), kept)
    for text in ("Rest.", "Sit.", "Rest."):
        assert voice.stock(said(text), Patience())
    assert [text for text, _ in live.made] == ["Rest."]


def test_a_damaged_recording_is_made_anew(live: Live, kept: DiskSounds) -> None:
    one = said("Rest.")
    voice = StoringVoice(live, live, Shelf(**{live.key(one, PACE): b"{}\nno sound"}), kept)
    assert voice.speak(one, PACE).duration == pytest.approx(0.6)


def test_words_that_no_content_holds_are_never_kept(live: Live, kept: DiskSounds) -> None:
    voice = StoringVoice(live, live, Shelf(), kept)
    voice.speak(said("My own name", ipa=""), PACE)
    voice.speak(replace(said("BOB"), kind=Kind.SPELT), PACE)
    assert [text for text, _ in live.made] == ["My own name", "BOB"]
    assert not kept.folder.exists()


def test_without_a_voice_recordings_are_heard_and_the_rest_is_told(kept: DiskSounds) -> None:
    shelf = Shelf(**{human_key("cy", "Gorffwys."): pack(hum(0.9))})
    voice = StoringVoice(SilentVoice("cy"), None, shelf, kept)
    assert not voice.silent
    assert voice.says(said("Gorffwys.", ipa=""))
    assert voice.speak(said("Gorffwys.", ipa=""), PACE).duration == pytest.approx(0.9)
    assert not voice.says(said("Eistedd.", ipa=""))
    with pytest.raises(VoiceError):
        voice.speak(said("Eistedd.", ipa=""), PACE)
    assert not voice.stocks


def test_the_model_is_loaded_at_once_only_where_nothing_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    live = Live()
    monkeypatch.setattr(live, "load", lambda: loaded.append("model"))
    StoringVoice(live, live, Shelf(), DiskSounds(tmp_path, 1000)).load()
    StoringVoice(live, live, Shelf(a=b""), DiskSounds(tmp_path, 0)).load()
    assert loaded == []
    StoringVoice(live, live, Shelf(), DiskSounds(tmp_path, 0)).load()
    assert loaded == ["model"]


def test_which_voice_it_is_follows_settings_and_content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kokoro, "model_path", lambda: tmp_path / "none.onnx")
    assert storing_voice("en-GB", Settings(), NoSounds()).silent
    assert not storing_voice("en-GB", Settings(), Shelf(a=b"")).silent
    assert storing_voice("en-GB", Settings(voice="none"), Shelf(a=b"")).silent


def test_the_real_voice_kept_sounds_as_it_was_made(voice: KokoroVoice, phrase: Utterance, kept: DiskSounds) -> None:
    storing = StoringVoice(voice, voice, Shelf(), kept)
    made, again = storing.speak(phrase, PACE), storing.speak(phrase, PACE)
    assert len(made.pcm) == len(again.pcm)
    alike, place = likeness(samples(again.pcm), samples(made.pcm))
    assert (alike > 0.88, place) == (True, 0), "as 24 kbit/s keep it, and not a sample late"
    assert [mark.word for mark in again.marks] == [mark.word for mark in made.marks]
    starts = np.array([[one.start, other.start] for one, other in zip(made.marks, again.marks, strict=True)])
    assert np.abs(starts[:, 0] - starts[:, 1]).max() < 0.001


def test_what_another_voice_says_meanwhile_is_never_kept_under_the_name_of_the_first(
    live: Live, kept: DiskSounds
) -> None:
    first = Live()
    voice = StoringVoice(live, first, Shelf(), kept)
    voice.speak(said("Rest."), PACE)
    assert live.made == [("Rest.", PACE)]
    assert not voice.stocks
    assert not voice.at_hand(said("Rest."))


def test_where_the_first_voice_is_not_installed_the_next_one_speaks_and_what_the_first_recorded_is_heard(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, phrase: Utterance
) -> None:
    monkeypatch.setattr(kokoro, "model_path", lambda: tmp_path / "none.onnx")
    monkeypatch.setattr(EspeakVoice, "available", lambda self: True)
    monkeypatch.setattr(EspeakVoice, "speak", lambda self, utterance, speed, patience=None: hum(0.3))
    key = kokoro.KokoroVoice("bf_emma", "en-GB").key(phrase, PACE)
    voice = storing_voice("en-GB", Settings(voice="bf_emma, espeak-ng"), Shelf(**{key: pack(hum(0.9))}))
    assert voice.speak(phrase, PACE).duration == pytest.approx(0.9)
    assert voice.name == "espeak-ng"
    assert voice.speak(said("Sit."), PACE).duration == pytest.approx(0.3)
