"""The words of a widget or a part of it as AT-SPI's Text: to be read by letter, word, sentence or whole."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEditableTextInterface, QAccessibleTextInterface
from shiboken6 import Shiboken, VoidPtr

from ui.widgets.field import Field, units

_Offers = dict[QAccessible.InterfaceType, VoidPtr]


class ReadText(QAccessibleTextInterface):
    """Words that `words` returns; `cursor` where one types, else at their beginning."""

    def __init__(
        self, words: Callable[[], str], place: Callable[[], QRect], cursor: Callable[[], int] | None = None,
        put: Callable[[int], None] | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._words, self._place, self._cursor, self._put = words, place, cursor, put

    def text(self, start: int, end: int) -> str:
        return self._words()[start : end if end >= 0 else None]

    def characterCount(self) -> int:
        return len(self._words())

    def cursorPosition(self) -> int:
        return self._cursor() if self._cursor is not None else 0

    def setCursorPosition(self, position: int) -> None:
        if self._put is not None:
            self._put(position)

    def characterRect(self, offset: int) -> QRect:
        """Lines are drawn by hand: a letter is said to be where its words are."""
        return self._place()

    def offsetAtPoint(self, point: QPoint) -> int:
        return 0 if self._place().contains(point) else -1

    def selectionCount(self) -> int:
        return 0

    def addSelection(self, start: int, end: int) -> None:
        """Nothing on the glass can be selected: nothing may be carried off."""

    def removeSelection(self, number: int) -> None:
        """As above."""

    def setSelection(self, number: int, start: int, end: int) -> None:
        """As above."""

    def scrollToSubstring(self, start: int, end: int) -> None:
        """All of a text is on the glass, always."""


class WrittenText(QAccessibleEditableTextInterface):
    """What is in a field, to be changed as if it were typed."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field

    def insertText(self, offset: int, text: str) -> None:
        self._field.put_cursor(units(self._field.words[:offset]))
        self._field.insert(text)

    def deleteText(self, start: int, end: int) -> None:
        self._field.put_cursor(units(self._field.words[:start]))
        for _ in self._field.words[start:end]:
            self._field.delete()

    def replaceText(self, start: int, end: int, text: str) -> None:
        self.deleteText(start, end)
        self.insertText(start, text)


def offer(
    kind: QAccessible.InterfaceType, held: QAccessibleTextInterface | QAccessibleEditableTextInterface
) -> _Offers:
    """Return what `interface_cast` answers for a kind. `held` must be kept as long as the answer is."""
    return {kind: VoidPtr(Shiboken.getCppPointer(held)[0])}


def cast(offers: _Offers, kind: QAccessible.InterfaceType, otherwise: object) -> VoidPtr:
    """Return the pointer for `kind`, else `otherwise`; always as a pointer.

    PySide 6.11 takes what a Python `interface_cast` returns for a C++ pointer only if it is a `VoidPtr`: an int or
    None, as its own base classes return, ends the program (seen at 6.11.3).
    """
    if kind in offers:
        return offers[kind]
    return otherwise if isinstance(otherwise, VoidPtr) else VoidPtr(0)
