"""How a sheet in two languages is laid out: columns or bars, headings, warnings, the side where a language begins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.model import (
    Topic,
)
from kiosk.handout import Handout, render
from kiosk.handout.beside import beside_of
from kiosk.handout.flow import Break, paginate
from kiosk.handout.fonts import load_fonts
from kiosk.handout.frame import Frame
from kiosk.handout.pairs import Barred, Pair
from kiosk.handout.story import tell
from kiosk.handout.style import style_for
from kiosk.handout.words import Typesetter
from kiosk.phrases import Phrases
from kiosk.session import Letter
from tests.kiosk.handout.two_languages import (
    LETTERS,
    PAPERS,
    Read,
    arabic,
    both,
    found,
    second,
    shipped,
    spoken,
    translated,
)

__all__ = ["both", "second", "shipped"]  # fixtures


def laid_out(asked: Handout, words: Phrases, other: Phrases) -> tuple[list[list[object]], float, bool]:
    """Return the slots page by page, the height of a page, and whether the languages stand in columns."""
    style, fonts = style_for(asked.letter, asked.paper), load_fonts()
    with fonts.lock:
        setter = Typesetter(fonts)
        frame = Frame("Clinic", "Demonstration only", "Printed", words, style, setter, (), other)
        beside = beside_of(other, style)
        slots, _ = tell(asked, words, style, setter, frame.column_height, beside)
        return [list(one) for one in paginate(slots, frame.column_height)], frame.column_height, beside.columns


@LETTERS
@PAPERS
def test_no_heading_stands_at_the_foot_and_the_last_page_holds_more_than_two_lines(
    shipped: Handout, both: Handout, words: Phrases, second: Mapping[str, Phrases], letter: Letter, paper: str
) -> None:
    for asked in (shipped, both):
        asked = replace(asked, letter=letter, paper=paper)
        pages, height, columns = laid_out(asked, words, second["es"])
        assert columns is (letter is Letter.CLEAR)
        assert all(one[-1].after is not Break.HEADING for one in pages)  # type: ignore[attr-defined]
        last = sum(slot.piece.height + slot.above for slot in pages[-1])  # type: ignore[attr-defined]
        assert 3 * 1.5 * style_for(letter, paper).em < last <= height + 100


@PAPERS
def test_columns_hold_enough_letters_and_both_blocks_begin_at_one_height(
    shipped: Handout, words: Phrases, second: Mapping[str, Phrases], read: Read, paper: str
) -> None:
    asked = replace(shipped, paper=paper)
    words_at = read(render(asked, words), "-bbox")
    places = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" .*?>(.*?)</word>', words_at)
    tops = {word: (float(x), float(y)) for x, y, word in reversed(places)}
    for english, translation in (("Relapse:", "Brote:"), ("Warning:", "Advertencia:"), ("Numbness", "Adormecimiento")):
        assert tops[english][1] == pytest.approx(tops[translation][1], abs=0.01)
        assert tops[translation][0] > tops[english][0] + 200
    pages, _, _ = laid_out(asked, words, second["es"])
    pairs = [slot.piece for one in pages for slot in one if isinstance(slot.piece, Pair)]  # type: ignore[attr-defined]
    assert len(pairs) > 60
    assert min(pair.step for pair in pairs) > 15 * 14


@LETTERS
def test_a_warning_is_whole_and_stands_first_in_both_languages(
    shipped: Handout, words: Phrases, read: Read, letter: Letter
) -> None:
    pdf = render(replace(shipped, letter=letter), words)
    said = spoken(read, pdf)
    for topic in (shipped.topics[0], shipped.translations[0].topic):
        (warning,) = topic.warnings()
        at = found(said, warning.title.plain, 0)
        for part in (warning.do, warning.when, warning.why):
            at = found(said, part.plain, at)
        assert at < said.index("In this handout, page by page")
    pages = [" ".join(one.split()) for one in read(pdf, "-layout").split("\f")]
    first = next(number for number, one in enumerate(pages) if "Warning: think" in one)
    assert "symptom." in pages[first]
    assert any("Advertencia:" in one and "síntoma." in one for one in pages[first : first + 2])


@LETTERS
def test_in_large_letters_each_translation_stands_behind_a_bar(
    shipped: Handout, words: Phrases, second: Mapping[str, Phrases], letter: Letter
) -> None:
    pages, _, columns = laid_out(replace(shipped, letter=letter), words, second["es"])
    barred = [slot.piece for one in pages for slot in one if isinstance(slot.piece, Barred)]  # type: ignore[attr-defined]
    assert (len(barred) > 60) is not columns
    assert all(piece.bar == 0.0 < piece.inset for piece in barred)


def test_arabic_begins_at_its_own_side(
    handout: Handout, topic: Topic, words: Phrases, second: Mapping[str, Phrases]
) -> None:
    made = translated(topic, "ar", arabic)
    asked = replace(handout, translations=(made,), letter=Letter.GIANT)
    pages, _, _ = laid_out(asked, words, second["ar"])
    barred = [slot.piece for one in pages for slot in one if isinstance(slot.piece, Barred)]  # type: ignore[attr-defined]
    assert all(piece.inset == 0.0 < piece.bar for piece in barred)
    labels = [piece.piece.label for piece in barred if getattr(piece.piece, "label", None)]
    assert labels
    assert all(label.at > 300 for label in labels)


@given(st.lists(st.sampled_from(["relapse", "a", "baclofen tablets and more", "999"]), min_size=1, max_size=6))
def test_pairs_are_as_tall_as_the_taller_of_both(parts: list[str]) -> None:
    class Block:
        def __init__(self, height: float) -> None:
            self.height = height

        def draw(self, pen: object, x: float, top: float) -> None:
            raise AssertionError

    heights = [float(len(part)) for part in parts]
    for one in heights:
        assert Pair(Block(one), Block(heights[0]), 10.0).height == max(one, heights[0])
        assert Pair(None, Block(one), 10.0).height == one
