"""Words of a screen in another language: each phrase in its own language, names and figures in its gaps, no guesses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.model import Span
from kiosk.bundle.speech import SpokenWord
from kiosk.phrases import Phrases, load, undirected
from kiosk.readaloud.foreign import Foreign
from kiosk.readaloud.gaps import FIGURES, GAP, NAMES, SPELT
from kiosk.readaloud.script import Kind, Utterance

LANGUAGES = ("ar", "cy", "es", "pl")
PREPARED = ("Baclofen", "Tizanidine", "Stiffness and spasms", "No")


def prepared(text: str) -> tuple[Utterance, ...]:
    """Say the names that are known here, and nothing else."""
    ipa = "x" if text in PREPARED else ""
    return (Utterance(text, (SpokenWord(Span(0, len(text)), text, ipa),), Kind.PHRASE),)


WORDS = {lang: load(lang) for lang in LANGUAGES}
SPOKEN = {lang: Foreign(words, prepared) for lang, words in WORDS.items()}


def said(lang: str, text: str) -> list[tuple[str, str]]:
    """Return language ('en' what is prepared, '' what has no sound) and words of each part."""
    return [(one.lang or ("en" if one.has_sound else ""), one.words[0].said) for one in SPOKEN[lang].say(text)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_phrase_is_said_in_its_own_language(lang: str) -> None:
    for form in WORDS[lang].every_form():
        if not GAP.search(form):
            assert {voice for voice, _ in said(lang, form)} == {lang}, form


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_phrase_with_gaps_is_said_with_what_fills_them_names_in_the_voice_of_the_content(lang: str) -> None:
    filling = {**dict.fromkeys(FIGURES, "12"), **dict.fromkeys(SPELT, "BA"), **dict.fromkeys(NAMES, "Baclofen")}
    for form in WORDS[lang].every_form():
        gaps = GAP.findall(form)
        if not gaps or not set(gaps) <= filling.keys():
            continue
        parts = said(lang, form.format(**{gap: filling[gap] for gap in gaps}))
        names = sum(gap in NAMES for gap in gaps)
        assert sum(voice == "en" for voice, _ in parts) == names, form
        assert {voice for voice, _ in parts} <= {lang, "en"}, form
        if set(gaps) & FIGURES:
            assert "12" in " ".join(words for _, words in parts), form
        if set(gaps) & SPELT:
            assert "B A" in " ".join(words for _, words in parts), form


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_name_among_other_words_is_set_apart_and_said_by_the_voice_that_knows_it(lang: str) -> None:
    words = WORDS[lang]
    for title in ("Baclofen", "Stiffness and spasms"):
        assert ("en", title) in said(lang, f"{words('ask.title')}: {words.apart(title)}")
    both = words("find.also", names="Baclofen, Tizanidine")
    assert [one for one in said(lang, both) if one[0] == "en"] == [("en", "Baclofen"), ("en", "Tizanidine")]


def test_a_number_to_call_is_said_figure_by_figure_and_counts_are_not() -> None:
    for lang in LANGUAGES:
        called = " ".join(words for _, words in said(lang, WORDS[lang]("help.unwell_help")))
        assert "9 9 9" in called
        assert "999" not in called
    assert said("es", "Número 24") == [("es", "Número 24")]
    assert said("es", "24") == [("es", "24")]


def test_letters_that_were_typed_and_numbers_alone_may_be_somebodys_own() -> None:
    for text in (WORDS["pl"]("find.nothing", letters="HIV"), "07912345678"):
        assert all(one.own for one in SPOKEN["pl"].say(text) if "HIV" in one.text or one.text.isdecimal())
    assert not any(one.own for one in SPOKEN["pl"].say(WORDS["pl"]("guide.place", number=3, count=14)))


def test_two_forms_of_a_word_are_said_one_after_the_other() -> None:
    assert "Pan, Pani" in said("pl", WORDS["pl"]("home.title"))[0][1]


def test_what_is_neither_a_phrase_nor_prepared_has_no_sound() -> None:
    assert said("es", "Take it with food.") == [("", "Take it with food.")]
    assert said("es", "También llamado Nobody") == [("", "También llamado Nobody")], "not half a sentence"
    assert said("es", "Inicio. Nobody") == [("es", "Inicio"), ("", "Nobody")]


def test_the_language_of_the_screen_comes_first_where_a_word_is_both() -> None:
    words = Phrases("es", {"a": "No"})
    [one] = Foreign(words, prepared).say("No")
    assert one.lang == "es"


@given(
    st.sampled_from(LANGUAGES),
    st.text(max_size=60) | st.lists(st.sampled_from(["No", "Inicio", ": ", ". ", "?", "\u2068"])).map("".join),
)
def test_any_text_is_said_or_owned_up_to(lang: str, text: str) -> None:
    for one in SPOKEN[lang].say(text):
        assert one.lang in ("", lang)
        assert one.has_sound or one.lang or one.text.strip() or not undirected(text).strip()
