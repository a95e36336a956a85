"""Numbers are said the British way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.readaloud import numbers


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nought"), (7, "seven"), (13, "thirteen"), (20, "twenty"), (45, "forty-five"), (100, "one hundred"),
        (105, "one hundred and five"), (999, "nine hundred and ninety-nine"), (1000, "one thousand"),
        (1001, "one thousand and one"), (1250, "one thousand two hundred and fifty"),
        (130_000, "one hundred and thirty thousand"), (2_000_015, "two million and fifteen"),
    ],
)  # fmt: skip
def test_a_whole_number_is_said_with_and(number: int, words: str) -> None:
    assert numbers.cardinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "first"), (2, "second"), (3, "third"), (5, "fifth"), (8, "eighth"), (9, "ninth"), (12, "twelfth"),
     (20, "twentieth"), (21, "twenty-first"), (30, "thirtieth"), (100, "one hundredth"),
     (112, "one hundred and twelfth")],
)  # fmt: skip
def test_a_place_in_a_row_is_said_as_one(number: int, words: str) -> None:
    assert numbers.ordinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(1999, "nineteen ninety-nine"), (2000, "two thousand"), (2005, "two thousand and five"),
     (1905, "nineteen oh five"),
     (1900, "nineteen hundred"), (2026, "twenty twenty-six")],
)  # fmt: skip
def test_a_year_is_said_in_two_halves(number: int, words: str) -> None:
    assert numbers.year(number) == words


def test_figures_behind_the_point_are_said_one_by_one() -> None:
    assert numbers.number("2.50") == "two point five nought"
    assert numbers.number("0.5") == "nought point five"
    assert numbers.number("1,000") == "one thousand"


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError):
        numbers.number("1.2.3")


@given(st.integers(0, 10**12))
def test_different_numbers_never_sound_the_same(number: int) -> None:
    assert numbers.cardinal(number) != numbers.cardinal(number + 1)
    assert set(numbers.cardinal(number)) <= set("abcdefghijklmnopqrstuvwxyz -")


@given(st.integers(0, 10**9))
def test_a_telephone_number_keeps_every_figure(number: int) -> None:
    assert len(numbers.digits(str(number)).split()) == len(str(number))
