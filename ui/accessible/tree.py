"""The tree: the stage with what lies on it in reading order, words as headings and paragraphs, blocks as parts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget
from shiboken6 import VoidPtr

from ui.accessible.text import ReadText, WrittenText, cast, offer
from ui.keys.order import all_in_order
from ui.widgets.field import Field, units
from ui.widgets.said import Said, Tells, What, joined
from ui.widgets.stage import Band, Stage

_Role, _Text, _Kind = QAccessible.Role, QAccessible.Text, QAccessible.InterfaceType
_ROLES = {
    What.HEADING: _Role.Heading,
    What.PARAGRAPH: _Role.Paragraph,
    What.LIST: _Role.List,
    What.ITEM: _Role.ListItem,
    What.NOTE: _Role.Note,
    What.PICTURE: _Role.Graphic,
}


def interface(one: QObject) -> QAccessibleInterface | None:
    """Return what tells of a widget; None where Qt's own does (controls)."""
    if isinstance(one, Stage):
        return StageTree(one)
    if isinstance(one, Field):
        return FieldTree(one)
    if isinstance(one, QLabel):
        said = one.said() if isinstance(one, Tells) else ()
        return WordsTree(one) if len(said) < 2 and not any(part.parts for part in said) else PartedTree(one, said)
    if isinstance(one, QWidget) and one.accessibleName() and isinstance(one.parentWidget(), Stage) and _bare(one):
        return BareTree(one)
    return None


def _bare(one: QWidget) -> bool:
    """Return whether it is no control: Qt has a tree for those."""
    return not one.inherits("QAbstractButton")


class StageTree(QAccessibleWidget):
    """A screen, by its title; what lies on it stands in reading order, and what only adorns it is left out."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _Role.Pane)
        self._stage = stage
        self._known: tuple[tuple[tuple[int, bool], ...], list[QWidget]] = (), []

    def text(self, t: QAccessible.Text) -> str:
        return title_of(self._stage) if t == _Text.Name else super().text(t)

    def _shown(self) -> list[QWidget]:
        """Return what lies on the stage, put in order anew only when something has come or gone."""
        there = tuple((id(one), one.isHidden()) for one in self._stage.children() if isinstance(one, QWidget))
        if there != self._known[0]:
            self._known = there, all_in_order(self._stage)
        return self._known[1]

    def childCount(self) -> int:
        return len(self._shown())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        shown = self._shown()
        return QAccessible.queryAccessibleInterface(shown[index]) if 0 <= index < len(shown) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((number for number, one in enumerate(self._shown()) if one is child.object()), -1)


class WordsTree(QAccessibleWidget):
    """Words in one piece: a heading, a paragraph, a label; as they stand now."""

    def __init__(self, label: QLabel) -> None:
        said = label.said() if isinstance(label, Tells) else ()
        super().__init__(label, _ROLES[said[0].what] if said else _Role.StaticText)
        self._label = label
        self._text = ReadText(label.text, self.rect)
        self._offers = offer(_Kind.TextInterface, self._text)

    def text(self, t: QAccessible.Text) -> str:
        return self._label.text() if t == _Text.Name else super().text(t)

    def state(self) -> QAccessible.State:
        return _read_only(super().state())

    def interface_cast(self, t: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]  # see `cast`
        return cast(self._offers, t, super().interface_cast(t))


class PartedTree(QAccessibleWidget):
    """A widget of several parts, which stand under it."""

    def __init__(self, label: QLabel, said: tuple[Said, ...]) -> None:
        super().__init__(label, _Role.Section)
        self._label = label
        self._parts = [PartTree(label, self, part) for part in said]
        ids = [number for part in self._parts for number in part.numbers()]
        label.destroyed.connect(partial(_forget, ids))

    def text(self, t: QAccessible.Text) -> str:
        return "" if t == _Text.Name else super().text(t)

    def childCount(self) -> int:
        return len(self._parts)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return self._parts[index] if 0 <= index < len(self._parts) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((number for number, one in enumerate(self._parts) if one is child), -1)


class PartTree(QAccessibleInterface):
    """One part of a widget, or a part of that."""

    def __init__(self, label: QLabel, parent: QAccessibleInterface, said: Said) -> None:
        super().__init__()
        self._label, self._parent, self._said = label, parent, said
        self._number = QAccessible.registerAccessibleInterface(self)
        self._parts = [PartTree(label, self, part) for part in said.parts]
        self._text = ReadText(self._words, self.rect)
        self._offers = offer(_Kind.TextInterface, self._text)

    def numbers(self) -> list[int]:
        """Return the numbers Qt knows it and its parts by."""
        return [self._number, *(number for part in self._parts for number in part.numbers())]

    def _words(self) -> str:
        return self._said.words

    def isValid(self) -> bool:
        return True

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def parent(self) -> QAccessibleInterface:
        return self._parent

    def childCount(self) -> int:
        return len(self._parts)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return self._parts[index] if 0 <= index < len(self._parts) else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return next((part for part in self._parts if part.rect().contains(x, y)), None)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((number for number, one in enumerate(self._parts) if one is child), -1)

    def rect(self) -> QRect:
        """Where the block lies; a part of a block lies where the block does."""
        if isinstance(self._parent, PartTree):
            return self._parent.rect()
        corner, said = self._label.mapToGlobal(QPoint(0, 0)), self._said
        if not said.height:
            return QRect(corner, self._label.size())
        return QRect(corner.x(), corner.y() + round(said.top), self._label.width(), round(said.height))

    def role(self) -> QAccessible.Role:
        return _ROLES[self._said.what]

    def state(self) -> QAccessible.State:
        state = _read_only(QAccessible.State())
        state.invisible = not self._label.isVisible()
        return state

    def text(self, t: QAccessible.Text) -> str:
        return self._said.words if t == _Text.Name else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """What is read cannot be changed."""

    def interface_cast(self, t: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]  # see `cast`
        return cast(self._offers, t, 0)


class FieldTree(QAccessibleWidget):
    """A field: its name, and what is in it as text that can be changed."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, _Role.EditableText)
        self._field = field
        self._read = ReadText(self._words, self.rect, self._cursor, self._put_cursor)
        self._write = WrittenText(field)
        self._offers = offer(_Kind.TextInterface, self._read) | offer(_Kind.EditableTextInterface, self._write)

    def _words(self) -> str:
        return self._field.words

    def _cursor(self) -> int:
        return len(self._field.words.encode("utf-16-le")[: 2 * self._field.at].decode("utf-16-le"))

    def _put_cursor(self, at: int) -> None:
        self._field.put_cursor(units(self._field.words[:at]))

    def text(self, t: QAccessible.Text) -> str:
        if t == _Text.Name:
            return self._field.accessibleName()
        return self._field.words if t == _Text.Value else ""

    def state(self) -> QAccessible.State:
        state = super().state()
        state.editable = True
        return state

    def actionNames(self) -> list[str]:
        return ["Press", *super().actionNames()]

    def doAction(self, action: str) -> None:
        if action == "Press":
            self._field.click()
        else:
            super().doAction(action)

    def interface_cast(self, t: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]  # see `cast`
        return cast(self._offers, t, super().interface_cast(t))


class BareTree(QAccessibleWidget):
    """A widget that is drawn and has a name: a picture, or, where it takes keys, the boxes of the PIN.

    Those say how many digits are in, never which.
    """

    def __init__(self, one: QWidget) -> None:
        self._typed = one.focusPolicy() == Qt.FocusPolicy.StrongFocus
        super().__init__(one, _Role.EditableText if self._typed else _Role.Graphic)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.passwordEdit = self._typed
        return state


def title_of(stage: Stage) -> str:
    """Return what the band of a stage says."""
    return next((joined(band.said()) for band in stage.findChildren(Band)), stage.accessibleName())


def _read_only(state: QAccessible.State) -> QAccessible.State:
    state.readOnly = True
    return state


def _forget(numbers: list[int], *_: object) -> None:
    """Let Qt forget the parts of a widget that is gone."""
    for number in numbers:
        QAccessible.deleteAccessibleInterface(number)
