"""Words get their sounds from the whole sentence, and the lexicon's where it has some."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.speech import SpokenWord
from kiosk.errors import SetupError
from kiosk.readaloud.alignment import assign
from kiosk.readaloud.lexicon import Entry, Lexicon
from kiosk.readaloud.normalise import normalise
from kiosk.readaloud.phonemes import EspeakPhonemiser, spoken_words

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


@pytest.fixture(scope="module")
def phonemiser() -> EspeakPhonemiser:
    return EspeakPhonemiser("en-GB")


def sounds(text: str, lexicon: Lexicon, phonemiser: EspeakPhonemiser) -> dict[str, str]:
    words: tuple[SpokenWord, ...] = spoken_words(text, normalise(text, say=lexicon.say), lexicon, phonemiser)
    return {text[word.span.start : word.span.end]: word.ipa for word in words}


@needs_espeak
def test_small_words_get_their_weak_forms(phonemiser: EspeakPhonemiser) -> None:
    found = sounds("Take it for the first week of the month.", Lexicon(), phonemiser)
    assert (found["for"], found["the"], found["of"]) == ("fə", "ðə", "ɒv")


@needs_espeak
def test_words_that_espeak_joins_are_parted(phonemiser: EspeakPhonemiser) -> None:
    found = sounds("Do not stop, one of them may be ill.", Lexicon(), phonemiser)
    assert found["Do"].startswith("d")
    assert found["not"].startswith("n")
    assert all(found.values())


@needs_espeak
def test_the_lexicon_has_the_last_word(phonemiser: EspeakPhonemiser) -> None:
    lexicon = Lexicon({"tizanidine": Entry("taɪzˈanɪdˌiːn")}, {"MS": "em ess"})
    found = sounds("Tizanidine in MS?", lexicon, phonemiser)
    assert found["Tizanidine"] == "taɪzˈanɪdˌiːn"
    assert found["MS"].replace("ˈ", "").replace("ˌ", "") == "ɛm ɛs"


@needs_espeak
def test_a_dose_is_one_stretch_with_the_sounds_of_all_its_words(phonemiser: EspeakPhonemiser) -> None:
    found = sounds("Take 2-3 tablets.", Lexicon(), phonemiser)
    assert found["2-3"].count(" ") == 2


def test_a_language_without_rules_is_refused() -> None:
    with pytest.raises(SetupError, match=r"cy.*en-GB|espeak-ng is needed"):
        EspeakPhonemiser("cy")


@given(st.lists(st.text("abdɪəfkm", min_size=1, max_size=6), min_size=1, max_size=8))
def test_a_sentence_that_is_its_words_is_cut_between_them(words: list[str]) -> None:
    assert assign(" ".join(words), words) == words


@given(st.text("abdɪ ˈː", max_size=20), st.lists(st.text("abdɪ", max_size=4), max_size=5))
def test_any_sounds_can_be_laid_over_any_words(sentence: str, words: list[str]) -> None:
    assert len(assign(sentence, words)) == len(words)
