"""Figures, drawings, letters and words, each by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.model import Drawing, Picture, Shape, Text, Topic
from kiosk.errors import HandoutError
from kiosk.handout import Handout, render
from kiosk.handout.fonts import load_fonts
from kiosk.handout.pictures import _array
from kiosk.handout.typed import many_lines, one_line
from kiosk.handout.words import Run, Typesetter
from kiosk.phrases import Phrases


@given(st.integers(0, 100))
def test_as_many_figures_are_filled_as_the_number_says(number: int) -> None:
    filled, empty = _array(number, 100, 10)
    # Each figure is a head and a body: two outlines that begin with a move.
    assert (filled.split().count("m"), empty.split().count("m")) == (2 * number, 2 * (100 - number))


PLAIN = st.text(st.sampled_from("abc defg,. 45"), max_size=200)


@given(PLAIN, st.booleans(), st.floats(60, 400))
def test_lines_hold_every_letter_in_order_and_fit_the_width(words: str, strong: bool, width: float) -> None:
    lines = Typesetter(load_fonts()).lines([Run(words, strong)], 18.0, width)
    assert "".join(segment.text for line in lines for segment in line.segments) == words
    assert all(line.width <= width + 0.01 for line in lines)


def test_an_address_longer_than_a_line_is_cut_after_a_slash() -> None:
    address = "https://www.example.org/patients-and-visitors/information-pages/baclofen-pump"
    lines = Typesetter(load_fonts()).lines([Run(address)], 24.0, 400.0)
    cut = ["".join(segment.text for segment in line.segments) for line in lines]
    assert "".join(cut) == address
    assert all(line[-1] in "/-." for line in cut[:-1])


def test_a_letter_that_the_first_font_lacks_comes_from_the_second() -> None:
    segments, _ = load_fonts().segments("Ольга Sam", strong=False)
    assert [segment.font for segment in segments][:2] == ["NotoSans-Regular", "KioskHyperlegible-Regular"]


def test_a_character_of_a_topic_that_no_font_has_is_named(topic: Topic, handout: Handout, words: Phrases) -> None:
    section = replace(topic.sections[0], question=Text("What is \u4e16?"))
    with pytest.raises(HandoutError, match=r"'\u4e16' \(U\+4E16"):
        render(replace(handout, topics=(replace(topic, sections=(section,)),)), words)


def test_every_phrase_can_be_printed(words: Phrases) -> None:
    fonts = load_fonts()
    assert {char for form in words.every_form() for char in fonts.missing(form)} == set()


def test_a_drawing_is_printed_in_greys(topic: Topic, handout: Handout, words: Phrases) -> None:
    colours = set()
    with pikepdf.open(BytesIO(render(handout, words))) as pdf:
        for sheet in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(sheet):
                assert str(operator) not in ("k", "K", "sc", "SC", "scn", "SCN", "sh", "Do")
                if str(operator) in ("rg", "RG"):
                    assert len({float(value) for value in operands}) == 1
                if str(operator) in ("g", "G"):
                    colours.add(float(operands[0]))
    assert {0.25, 0.88, 0.5} <= colours


def test_a_drawing_with_an_unknown_colour_is_refused(topic: Topic, handout: Handout, words: Phrases) -> None:
    odd = Drawing(10, 10, (Shape("M 0 0 L 1 1 Z", "pink", None, 0),))
    section = replace(topic.sections[0], blocks=(Picture("odd.svg", Text("Odd."), Text("Odd."), odd),))
    with pytest.raises(HandoutError, match="pink"):
        render(replace(handout, topics=(replace(topic, sections=(section,)),)), words)


@given(st.text(max_size=80))
def test_typed_words_never_keep_control_characters(words: str) -> None:
    assert not any(char < " " for char in one_line(words, "name", 1000))
    assert not any(char < " " and char != "\n" for char in many_lines(words, "note", 1000))


def test_typed_line_breaks_of_any_system_are_line_breaks() -> None:
    assert many_lines("a\r\nb\rc\u2028d\n", "note", 100) == "a\nb\nc\nd"


Reader = Callable[..., str]


def test_a_warning_moved_to_the_top_is_pointed_to_where_nothing_else_stands(
    handout: Handout, words: Phrases, read: Reader
) -> None:
    said = " ".join(read(render(handout, words)).split())
    assert "Can I stop taking it? Please read the warning 'do not stop suddenly' at the start." in said
