"""Display sentences become spoken words, each tied to the words on the screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.sentences import find_words, make_text
from kiosk.readaloud.normalise import normalise


def said(text: str) -> str:
    return " ".join(one.said for one in normalise(text))


@pytest.mark.parametrize(
    ("shown", "spoken"),
    [
        ("Take 5 mg 3 times a day.", "Take five milligrams three times a day"),
        ("Take 1 mg, 1.5ml or 50 µg.", "Take one milligram one point five millilitres or fifty micrograms"),
        ("50 mcg and 2 g", "fifty micrograms and two grams"),
        ("2-3 times a day", "two to three times a day"),
        ("20–40 mg/day", "twenty to forty milligrams a day"),
        ("2 – 3 weeks", "two to three weeks"),
        ("10mg/5ml of liquid", "ten milligrams in five millilitres of liquid"),
        ("45 in 100 people, or 45%", "forty-five in one hundred people or forty-five per cent"),
        ("It costs £20, £1 or £2.50.", "It costs twenty pounds one pound or two pounds fifty"),
        ("£3 million and 50p", "three million pounds and fifty pence"),
        ("on 12/03/2026", "on the twelfth of March twenty twenty-six"),
        ("on 12 March 2026", "on the twelfth of March twenty twenty-six"),
        ("the 1st May", "the first of May"),
        ("in 2022", "in twenty twenty-two"),
        ("2000 people", "two thousand people"),
        ("at 8am or 8.30 pm or 20:05", "at eight ay em or eight thirty pee em or twenty oh five"),
        ("9am-5pm", "nine ay em to five pee em"),
        ("Call 999 or NHS 111.", "Call nine nine nine or en aitch ess one one one"),
        ("Ring 0300 500 8084", "Ring oh three oh oh five oh oh eight oh eight four"),
        ("on 116 123", "on one one six one two three"),
        ("999 people", "nine hundred and ninety-nine people"),
        ("MS, your GPs, the DVLA and NICE", "em ess your gee pees the dee vee ell ay and nice"),
        ("foods, e.g. milk", "foods for example milk"),
        ("half: ½ or 1½ tablets", "half a half or one and a half tablets"),
        ("65+ and <5%", "sixty-five and over and less than five per cent"),
        ("vitamin B12 & more", "vitamin bee twelve and more"),
        ("you and/or him/her", "you and or him or her"),
        ("A to Z", "ay to zed"),
        ("see nhs.uk", "see en aitch ess dot you kay"),
        ("Don’t stop", "Don't stop"),
        ("38°C", "thirty-eight degrees Celsius"),
        ("may 3 people come", "may three people come"),
        ("24/7 care at 120/80", "twenty-four seven care at one hundred and twenty over eighty"),
    ],
)
def test_it_is_said_the_british_way(shown: str, spoken: str) -> None:
    assert said(shown) == spoken


def test_a_settled_form_comes_before_the_rules() -> None:
    settled = {"PIP": "pee eye pee"}
    assert [one.said for one in normalise("PIP helps", say=settled.get)] == ["pee eye pee", "helps"]


_PIECES = st.lists(
    st.sampled_from(
        ["Take", "5", "mg", "5mg", "2-3", "(with", "food)", "£20", "45%", "MS,", "e.g.", "999", "0300", "123", "½", "—",
         "–", "well-being", "1,000", "12/03/2026", "B12", "and/or", "it’s", "“no”", "a.m.", "…", "&", "A", "8.30", "x2"]
    ),
    max_size=12,
)  # fmt: skip
_TEXTS = st.one_of(_PIECES.map(" ".join), st.text(max_size=60))


@given(_TEXTS)
def test_the_spans_tile_the_words_of_the_sentence(text: str) -> None:
    words = find_words(text, 0, len(text))
    spans = [one.span for one in normalise(text, words)]
    place = 0
    for span in spans:
        assert place <= span.start < span.end <= len(text)
        place = span.end
    for word in words:
        assert sum(span.start <= word.start and word.end <= span.end for span in spans) == 1


@given(_TEXTS)
def test_only_letters_are_said(text: str) -> None:
    for one in normalise(text):
        assert not any(mark.isdecimal() for mark in one.said)
        assert all(mark.isalnum() or mark in " -'" or not mark.isascii() for mark in one.said)


@given(_PIECES)
def test_every_figure_is_heard(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for sentence in make_text(text).sentences:
        part = text[sentence.span.start : sentence.span.end]
        for one in normalise(part):
            if any(mark.isdigit() for mark in part[one.span.start : one.span.end]):
                assert one.said
