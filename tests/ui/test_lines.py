"""Lines of words: measured before they are drawn, so that nothing is ever cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from kiosk.bundle.model import Span
from kiosk.session import Kind, Place, Session
from tests.support.screens import show, stage_of
from ui.app import Kiosk
from ui.style.lines import MORE_THAN_ANY_LINE, Lines

SENTENCE = "Take your tablets with food or a glass of milk, and never stop suddenly."


@pytest.fixture
def font(kiosk: Kiosk) -> QFont:
    show(kiosk, Session(place=Place(Kind.HOME)))
    return stage_of(kiosk).look.font("lead")


@pytest.fixture
def canvas(kiosk: Kiosk) -> Iterator[tuple[QImage, QPainter]]:
    image = QImage(700, 300, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    yield image, painter
    if painter.isActive():
        painter.end()


def inked(image: QImage) -> set[tuple[int, int]]:
    return {
        (x, y)
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
        if QColor(image.pixel(x, y)).lightness() < 128
    }


def test_a_narrower_place_takes_more_lines_and_all_words_still_fit(font: QFont) -> None:
    wide, narrow = Lines(SENTENCE, font, 900, 1.5), Lines(SENTENCE, font, 300, 1.5)
    assert narrow.count > wide.count
    assert wide.fits
    assert narrow.fits
    assert narrow.height == pytest.approx(narrow.count * narrow.pitch)


def test_a_word_wider_than_its_place_is_told(font: QFont) -> None:
    assert not Lines("Hemispherectomies", font, 60, 1.5).fits


def test_balanced_words_keep_the_number_of_lines_and_leave_no_word_alone(font: QFont) -> None:
    plain = Lines(SENTENCE, font, 800, 1.5)
    balanced = Lines(SENTENCE, font, 800, 1.5, balanced=True)
    assert balanced.count == plain.count
    assert balanced.natural_width <= plain.natural_width
    assert balanced.fits


def test_strong_words_take_no_less_room(font: QFont) -> None:
    whole = Span(0, len(SENTENCE))
    assert (
        Lines(SENTENCE, font, MORE_THAN_ANY_LINE, 1.5, strong=[whole]).natural_width
        > Lines(SENTENCE, font, MORE_THAN_ANY_LINE, 1.5).natural_width
    )


def test_the_box_of_a_word_lies_where_the_word_is_drawn(font: QFont, canvas: tuple[QImage, QPainter]) -> None:
    image, painter = canvas
    lines = Lines(SENTENCE, font, 650, 1.5)
    word = Span(SENTENCE.index("milk"), SENTENCE.index("milk") + 4)
    lines.draw(painter, 20, 30, QColor("black"))
    painter.end()
    (box,) = lines.span_rects(word, 20, 30)
    columns = {x for x, y in inked(image) if box.top() <= y <= box.bottom()}
    left, right = int(box.left()), int(box.right())
    assert columns & set(range(left, left + 8)), "it begins where the word begins"
    assert columns & set(range(right - 8, right)), "and ends where it ends"
    assert not columns & set(range(left - 8, left - 3)), "a blank lies before it"


def test_a_span_over_two_lines_has_a_box_on_each(font: QFont) -> None:
    lines = Lines(SENTENCE, font, 400, 1.5)
    boxes = lines.span_rects(Span(0, len(SENTENCE)), 0, 0)
    assert len(boxes) == lines.count
    assert [box.y() for box in boxes] == [index * lines.pitch for index in range(lines.count)]


def test_centred_lines_leave_the_same_room_on_both_sides(font: QFont, canvas: tuple[QImage, QPainter]) -> None:
    image, painter = canvas
    Lines("milk", font, 700, 1.5, centred=True).draw(painter, 0, 0, QColor("black"))
    painter.end()
    columns = [x for x, _ in inked(image)]
    assert abs(min(columns) - (700 - max(columns))) < 12


@given(
    st.text(alphabet=st.characters(whitelist_categories=("Lu", "Ll", "Nd", "Zs"), max_codepoint=0x17F), max_size=80),
    st.integers(200, 900),
)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_character_lies_on_exactly_one_line(font: QFont, text: str, width: int) -> None:
    lines = Lines(text, font, width, 1.5)
    boxes = [lines.span_rects(Span(index, index + 1), 0, 0) for index in range(len(text))]
    assert all(len(found) == 1 for found in boxes)
