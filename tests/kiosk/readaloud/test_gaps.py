"""Interface words with gaps are said from prepared pieces; what nobody prepared has no sound, and no name has."""

from __future__ import annotations

import time

import pytest

from kiosk import phrases
from kiosk.readaloud.gaps import Gaps, pieces
from kiosk.readaloud.speech_file import phrase_speech

WORDS = phrases.load("en-GB")
SPEECH = phrase_speech("en-GB")


@pytest.fixture
def gaps() -> Gaps:
    return Gaps(WORDS, SPEECH.get)


def said(gaps: Gaps, text: str) -> str:
    return " ".join(word.said for one in gaps.say(text) for word in one.words if word.ipa)


@pytest.mark.parametrize(
    ("shown", "heard"),
    [
        (WORDS("reader.page_of", page=3, pages=23), "Page three of twenty-three"),
        (WORDS("guide.place", number=1, count=12), "one of twelve"),
        (WORDS("bar.handout_topics", count=1), "one topic"),
        (WORDS("find.nothing", letters="QZ"), "No topic for queue zed yet Touch one more letter or Rub out"),
        (WORDS("tapping.repeat", number="1.5"), "After each touch I ignore extra taps for one point five seconds"),
        (WORDS("print.kept_code", code="7R"), "Your handout is kept safe Its code is seven ar"),
        ("BA", "bee A"),
        ("In short. Home", "In short Home"),
    ],
)
def test_what_is_filled_in_is_said_with_what_stands_round_it(gaps: Gaps, shown: str, heard: str) -> None:
    assert said(gaps, shown) == heard


def test_each_word_stands_where_it_is_shown(gaps: Gaps) -> None:
    text = WORDS("aloud.sentence_of", page=10, pages=12, sentence=1, sentences=8)
    (one,) = gaps.say(text)
    shown = [text[word.span.start : word.span.end] for word in one.words]
    assert shown == ["Page", "10", "of", "12", "sentence", "1", "of", "8"]


def test_a_name_a_date_and_words_of_a_clinic_have_no_sound(gaps: Gaps) -> None:
    for shown in (
        WORDS("desk.print_for", name="Anna"),
        WORDS("trust.overdue_by", date="3 May 2026"),
        "Ward 9, level 2",
    ):
        assert not any(one.has_sound for one in gaps.say(shown)), shown


@pytest.mark.parametrize("typed", ["BOB", "07912345678", WORDS("find.nothing", letters="HIV")])
def test_what_is_said_letter_by_letter_may_be_somebodys_own(gaps: Gaps, typed: str) -> None:
    assert any(one.own and one.has_sound for one in gaps.say(typed))


def test_pages_and_names_of_the_content_are_nobodys_own(gaps: Gaps) -> None:
    for shown in (WORDS("reader.page_of", page=3, pages=23), WORDS("guide.place", number=1, count=12), "7", "A"):
        assert not any(one.own for one in gaps.say(shown)), shown


def test_a_long_text_that_nobody_prepared_is_given_up_at_once(gaps: Gaps) -> None:
    text = " ".join(f"word{number} of {number}, in {number} for" for number in range(300))
    start = time.perf_counter()
    assert not any(one.has_sound for one in gaps.say(text))
    assert time.perf_counter() - start < 1.0


def test_every_piece_is_prepared() -> None:
    assert [piece for piece in pieces(WORDS) if not all(word.ipa for word in SPEECH[piece])] == []
