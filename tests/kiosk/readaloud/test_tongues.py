"""Several voices as one: the content's own, and espeak-ng for what nobody prepared and for other languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.bundle.model import Span
from kiosk.bundle.speech import SpokenWord
from kiosk.errors import VoiceError
from kiosk.phrases import load
from kiosk.readaloud import espeak
from kiosk.readaloud.espeak import EspeakVoice
from kiosk.readaloud.foreign import Foreign
from kiosk.readaloud.script import Kind, Utterance
from kiosk.readaloud.sounds import Recorded
from kiosk.readaloud.storing import Stocking
from kiosk.readaloud.tongues import Tongues, speaking
from kiosk.readaloud.voice import Patience, SilentVoice, Sound
from kiosk.settings import Settings
from tests.kiosk.readaloud.hearing import samples

LANGUAGES = ("ar", "cy", "es", "pl")
TYPED = Utterance("Dear Wilhelmina", (SpokenWord(Span(0, 15), "Dear Wilhelmina", ""),), Kind.PHRASE)


class Reader(SilentVoice):
    """Says what is prepared, in silence, and counts how often it was asked."""

    name = "reader"
    silent = False
    asked = 0

    def says(self, utterance: Utterance) -> bool:
        return utterance.has_sound

    def speak(self, utterance: Utterance, speed: float, patience: Patience | None = None) -> Sound:
        self.asked += 1
        return super().speak(utterance, speed)


class Nothing:
    """No recordings."""

    def has(self, key: str) -> bool:
        return False

    def get(self, key: str) -> bytes | None:
        return None

    def count(self, lang: str) -> int:
        return 0


def nobody(text: str) -> tuple[Utterance, ...]:
    """Say nothing of the content."""
    return (Utterance(text, (), Kind.PHRASE),)


@pytest.fixture
def tongues() -> Tongues:
    if not EspeakVoice("cy").available():
        pytest.skip("espeak-ng is not installed")
    made = Tongues(Reader("en-GB"))
    made.load()
    return made


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_of_the_interface_are_heard_in_each_language_of_the_screens(tongues: Tongues, lang: str) -> None:
    assert tongues.speaks(lang)
    words = load(lang)
    for key, names in (("guide.on", {}), ("reader.page_of", {"page": 2, "pages": 9}), ("help.unwell_help", {})):
        for one in Foreign(words, nobody).say(words(key, **names)):
            assert one.lang == lang
            assert tongues.says(one)
            sound = tongues.speak(one, 1.0)
            assert 0.3 < sound.duration < 20
            assert abs(samples(sound.pcm)).max() > 2000


def test_a_language_sounds_like_itself_and_not_like_english(tongues: Tongues) -> None:
    line = Utterance("Pomoc", (SpokenWord(Span(0, 5), "Pomoc", ""),), Kind.PHRASE)
    polish, english = (tongues.speak(replace(line, lang=lang), 1.0).pcm for lang in ("pl", "en-GB"))
    assert polish != english


def test_what_is_prepared_is_said_by_the_voice_of_the_content_and_the_rest_by_espeak(tongues: Tongues) -> None:
    reader = tongues._main
    assert isinstance(reader, Reader)
    tongues.speak(replace(TYPED, words=(SpokenWord(Span(0, 15), "Dear Wilhelmina", "dˈiə"),)), 1.0)
    assert reader.asked == 1
    assert tongues.says(TYPED)
    assert abs(samples(tongues.speak(TYPED, 1.0).pcm)).max() > 2000
    assert reader.asked == 1


def test_a_dose_that_somebody_typed_goes_through_the_rules_of_content(
    tongues: Tongues, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []
    real = EspeakVoice._asked
    monkeypatch.setattr(EspeakVoice, "_asked", lambda self, words, line, patience: (
        lines.append(line), real(self, words, line, patience))[1])  # fmt: skip
    for text in ("Take 10 mg.", "Take 1,5 mg."):
        spans = [Span(0, 4), Span(5, len(text) - 4), Span(len(text) - 3, len(text) - 1)]
        words = tuple(SpokenWord(one, text[one.start : one.end], "") for one in spans)
        tongues.speak(Utterance(text, words, Kind.PHRASE), 1.0)
    assert lines == ["Take ten milligrams.", "Take please read the number on the screen."]


def test_before_it_is_loaded_and_where_the_program_is_missing_only_the_content_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fresh = Tongues(Reader("en-GB"))
    assert not fresh.speaks("es")
    assert not fresh.says(TYPED)
    assert not fresh.says(replace(TYPED, lang="es"))
    monkeypatch.setattr(espeak, "NAME", "no-such-program")
    fresh.load()
    assert not fresh.speaks("es")
    assert not fresh.says(replace(TYPED, lang="es"))


def test_a_program_that_fails_is_a_voice_error(tongues: Tongues, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tongues.says(TYPED)
    monkeypatch.setattr(espeak, "NAME", "no-such-program")
    with pytest.raises(VoiceError):
        tongues.speak(TYPED, 1.0)


def test_it_speaks_where_the_settings_name_it_beside_the_voice_and_only_then() -> None:
    none: Recorded = Nothing()
    assert isinstance(speaking(Settings(voice="bf_emma, espeak-ng"), none), Tongues)
    assert isinstance(speaking(Settings(voice="espeak-ng"), none), Tongues)
    assert not isinstance(speaking(Settings(), none), Tongues)
    assert speaking(Settings(voice="none, espeak-ng"), none).silent


class Stocker(Reader):
    """Makes sounds for later, and keeps which."""

    stocks = True

    def __init__(self, lang: str) -> None:
        super().__init__(lang)
        self.stocked: list[Utterance] = []

    def stock(self, utterance: Utterance, patience: Patience) -> bool:
        self.stocked.append(utterance)
        return True


def test_the_voice_of_the_content_goes_on_making_sounds_for_later() -> None:
    stocker = Stocker("en-GB")
    both = Tongues(stocker)
    assert isinstance(both, Stocking)
    assert both.stocks
    assert both.stock(TYPED, Patience())
    assert stocker.stocked == [TYPED]
    assert not Tongues(Reader("en-GB")).stocks
