"""Typing on the glass: a field that remembers nothing, and a keyboard whose every key can be read and printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest

from kiosk import paths
from kiosk.handout.fonts import load_fonts
from kiosk.session import Kind, Place, Session
from kiosk.staff.desk import Field as What
from tests.support.measure import faults
from tests.support.naughty import naughty
from tests.support.screens import show, stage_of
from tests.support.touch import clear_away
from ui.app import Kiosk
from ui.style.fonts import FILES, LATER
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.keyboard import ACCENTS, DIGITS, LETTERS, SIGNS


@pytest.fixture
def field(kiosk: Kiosk) -> Iterator[Field]:
    """Return a field of many lines, with the keyboard under it."""
    kiosk.desk.desk = kiosk.desk.desk.cleared()
    place = Place(Kind.DESK_TYPE, message=What.NOTE.value)
    show(kiosk, Session(place=place, trail=(Place(Kind.DESK),)))
    (found,) = stage_of(kiosk).findChildren(Field)
    yield found
    kiosk.presenter.end_turn()


def key(kiosk: Kiosk, name: str) -> Button:
    (found,) = [
        one for one in stage_of(kiosk).findChildren(Button) if one.isVisible() and one.accessibleName() == name
    ]
    return found


def every_key() -> str:
    return DIGITS + "".join(letter for page in (LETTERS, *SIGNS, *ACCENTS) for row in page for letter in row)


def test_every_letter_of_the_keyboard_can_be_printed_and_seen_small_and_capital() -> None:
    letters = every_key()
    letters += "".join(one.upper() for one in letters if len(one.upper()) == 1)
    assert load_fonts().missing(letters) == ()
    held = {code for name in (*FILES, *LATER) for code in TTFont(paths.resources() / "fonts" / name).getBestCmap()}
    assert [one for one in letters if ord(one) not in held] == []


def test_no_letter_stands_twice_and_each_is_one_composed_letter() -> None:
    letters = every_key()
    assert len(set(letters)) == len(letters)
    assert unicodedata.normalize("NFC", letters) == letters


@pytest.mark.parametrize(("name", "pages"), [("key.signs", SIGNS), ("key.accents", ACCENTS)])
def test_every_page_of_the_keyboard_is_whole_and_types_what_it_shows(
    kiosk: Kiosk, field: Field, name: str, pages: tuple[tuple[str, ...], ...]
) -> None:
    words = kiosk.presenter.phrases
    key(kiosk, words("key.shift")).click()  # the first letter would be a capital
    for number, page in enumerate(pages):
        key(kiosk, words(name)).click()
        for _ in range(number):
            key(kiosk, words("key.more")).click()
        clear_away()
        assert list(faults(stage_of(kiosk))) == []
        for letter in "".join(page):
            assert key(kiosk, letter).isEnabled()
        key(kiosk, page[2][-1]).click()
        assert field.words.endswith(page[2][-1])
        for _ in range(len(pages)):  # signs stay to be typed on; round to the letters
            if not is_there(kiosk, "q"):
                key(kiosk, words("key.letters" if is_there(kiosk, words("key.letters")) else "key.more")).click()


def is_there(kiosk: Kiosk, name: str) -> bool:
    return any(one.isVisible() and one.accessibleName() == name for one in stage_of(kiosk).findChildren(Button))


def test_the_first_letter_is_a_capital_and_the_next_are_not(kiosk: Kiosk, field: Field) -> None:
    for name in ("S", "a", "m"):
        key(kiosk, name).click()
    assert field.words == "Sam"
    assert kiosk.desk.desk.note == "Sam"


@pytest.mark.parametrize("letter", ["e\u0301", "👩🏽‍🦽", "𝔖", "ẹ̄", "𠮷"])
def test_rubbing_out_takes_a_letter_with_all_that_belongs_to_it(field: Field, letter: str) -> None:
    field.insert("Sam")
    field.insert(letter)
    field.rub_out()
    assert field.words == "Sam"


def test_the_cursor_moves_and_words_come_in_where_it_is(field: Field) -> None:
    field.insert("Smt")
    for name in (Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(field, name)
    field.insert("a")
    QTest.keyClick(field, Qt.Key.Key_End)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.words == "Sam"
    QTest.keyClick(field, Qt.Key.Key_Home)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert field.words == "am"


def test_a_line_is_broken_and_the_cursor_goes_up_and_down(field: Field) -> None:
    field.insert("one")
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.insert("two")
    QTest.keyClick(field, Qt.Key.Key_Up)
    field.insert("!")
    assert field.words == "one!\ntwo"
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.words == "one!\ntwo"


def test_dead_keys_and_input_methods_of_the_machine_come_through(field: Field) -> None:
    event = QInputMethodEvent()
    event.setCommitString("ŵ")
    field.inputMethodEvent(event)
    assert field.words == "ŵ"


def test_nothing_that_is_typed_breaks_the_field_and_all_that_shows_is_kept(field: Field) -> None:
    for words in naughty():
        field.go_to(end=True)
        while field.words:
            field.rub_out()
            field.words = ""
            field.put_cursor(0)
        field.insert(words)
        kept = "".join(one for one in words if one == "\n" or unicodedata.category(one) not in ("Cc", "Cs"))
        assert field.words == (kept if len(kept) <= 2000 else ""), repr(words)
        for steps in (-1, 1):
            field.go(steps)
            field.go_line(steps)
        field.repaint()
