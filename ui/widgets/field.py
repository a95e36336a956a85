"""A place to type in: a line, or lines, with a cursor. It keeps no history, knows no clipboard and opens no menu.

Made by hand since Qt's own fields remember: what was typed comes back by 'undo' and by the clipboard, and their menus
lead out of the kiosk. A finger that lifts on it, or the focus, chooses it; keys of a keyboard and words of the keyboard
on the glass come in by `insert`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.style.look import Look
from ui.style.zones import Box
from ui.widgets.button import Face

_PAD = 3.0
_LEADING = 1.25
_BREAK, _DRAWN_BREAK = "\n", "\u2028"


class Field(QAbstractButton):
    """`edited(text)` after each change. `many`: lines may be broken; else Enter does nothing here.

    `act` is what a touch does besides giving it the focus.
    """

    edited = Signal(str)

    def __init__(
        self,
        name: str,
        text: str,
        look: Look,
        act: Callable[[], object] | None,
        parent: QWidget,
        *,
        many: bool = False,
        wrong: bool = False,
        most: int = 2000,
    ) -> None:
        super().__init__(parent)
        self.face = Face(name)
        self._look, self._many, self._wrong, self._most = look, many, wrong, most
        self.words = text
        self._at = units(text)
        self.setAccessibleName(name)
        self.setObjectName(f"field {name}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._layout = QTextLayout()
        self._tell()
        self.clicked.connect(self.setFocus)
        if act is not None:
            self.clicked.connect(act)

    def place(self, box: Box) -> Field:
        """Put the field at `box` (millimetres)."""
        self.setGeometry(self._look.rect(box))
        self._lay_out()
        return self

    def fits(self) -> bool:
        """Whether a line and the cursor find room; what is longer moves up as it is typed."""
        return self.height() >= self._font().pixelSize() * _LEADING + 2 * self._look.px(1.0)

    @property
    def at(self) -> int:
        """Where the cursor is, in units of UTF-16."""
        return self._at

    def same_as(self, other: Field) -> bool:
        """Return whether `other` is this field again, with the same words in it."""
        return (self.objectName(), self.words) == (other.objectName(), other.words)

    def put_cursor(self, at: int) -> None:
        """Put the cursor where it was in a field that this one replaces."""
        self._at = min(at, units(self.words))
        self.update()

    # -- typing --------------------------------------------------------------------------------------------

    def insert(self, text: str) -> None:
        """Put `text` where the cursor is; what cannot be seen is left out."""
        kept = "".join(one for one in text if self._shows(one))
        before, after = self._parts()
        if kept and len(before) + len(kept) + len(after) <= self._most:
            self._become(before + kept, after)

    def rub_out(self) -> None:
        """Take away what stands before the cursor: a letter with all its accents."""
        start = self._layout.previousCursorPosition(self._at)
        before, after = self._parts()
        if before:
            self._become(before.encode("utf-16-le")[: 2 * start].decode("utf-16-le"), after)

    def delete(self) -> None:
        """Take away what stands after the cursor."""
        end = self._layout.nextCursorPosition(self._at)
        before, after = self._parts()
        if after:
            self._become(before, after.encode("utf-16-le")[2 * (end - self._at) :].decode("utf-16-le"))

    def go(self, steps: int) -> None:
        """Move the cursor by one letter: negative to the left."""
        move = self._layout.previousCursorPosition if steps < 0 else self._layout.nextCursorPosition
        self._at = min(max(move(self._at), 0), units(self.words))
        self.update()

    def go_to(self, *, end: bool) -> None:
        """Move the cursor to the beginning or the end of all."""
        self._at = units(self.words) if end else 0
        self.update()

    def has_line(self, steps: int) -> bool:
        """Return whether there is a line so many below the cursor's (negative: above)."""
        return 0 <= self._layout.lineForTextPosition(self._at).lineNumber() + steps < self._layout.lineCount()

    def go_line(self, steps: int) -> None:
        """Move the cursor to the line above (negative) or below."""
        line = self._layout.lineForTextPosition(self._at)
        other = self._layout.lineAt(line.lineNumber() + steps)
        if other.isValid() and self.has_line(steps):
            self._at = other.xToCursor(_x(line.cursorToX(self._at)))
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that type and move; every other goes on its way, so that Tab leads on."""
        key = Qt.Key(event.key())
        moves: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Backspace: self.rub_out,
            Qt.Key.Key_Delete: self.delete,
            Qt.Key.Key_Left: lambda: self.go(-1),
            Qt.Key.Key_Right: lambda: self.go(1),
            Qt.Key.Key_Up: lambda: self.go_line(-1),
            Qt.Key.Key_Down: lambda: self.go_line(1),
            Qt.Key.Key_Home: lambda: self.go_to(end=False),
            Qt.Key.Key_End: lambda: self.go_to(end=True),
        }
        commanding = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier)
        if key in moves:
            moves[key]()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.insert(_BREAK)
        elif event.text() and event.text().isprintable() and not commanding:
            self.insert(event.text())
        elif commanding:
            event.accept()  # copy, paste, undo: none of them does anything here
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Do nothing: Qt's button would take the space bar for a touch."""
        event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what dead keys and input methods of the machine have put together."""
        self.insert(event.commitString())
        event.accept()

    def _shows(self, char: str) -> bool:
        """Return whether a character can be typed here: no control, no half of one (Qt counts in UTF-16)."""
        return (char == _BREAK and self._many) or unicodedata.category(char) not in ("Cc", "Cs")

    def _parts(self) -> tuple[str, str]:
        coded = self.words.encode("utf-16-le")
        return coded[: 2 * self._at].decode("utf-16-le"), coded[2 * self._at :].decode("utf-16-le")

    def _become(self, before: str, after: str) -> None:
        self.words, self._at = before + after, units(before)
        self._tell()
        self._lay_out()
        self.update()
        self.edited.emit(self.words)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.words)

    # -- drawing -------------------------------------------------------------------------------------------

    def _font(self) -> QFont:
        return self._look.font("body")

    def _lay_out(self) -> None:
        font, pad = self._font(), self._look.px(_PAD)
        self._layout = QTextLayout(self.words.replace(_BREAK, _DRAWN_BREAK), font)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._layout.setTextOption(option)
        pitch = font.pixelSize() * _LEADING
        self._layout.beginLayout()
        count = 0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, self.width() - 2 * pad))
            line.setPosition(QPointF(0.0, count * pitch))
            count += 1
        self._layout.endLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, line = self._look, self._look.layout.line
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.hasFocus()
        edge = "warn" if self._wrong else "primary" if chosen else "edge"
        width = max(1.0, look.px(line["selected"] if chosen or self._wrong else look.control_line))
        radius = look.px(look.layout.radius["button"])
        painter.setPen(QPen(look.colour(edge), width))
        painter.setBrush(look.colour("pressed" if self.isDown() else "surface"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius
        )
        pad, pitch = look.px(_PAD), self._font().pixelSize() * _LEADING
        room = max(1, int((self.height() - 2 * look.px(1.5)) // pitch))
        at = self._layout.lineForTextPosition(self._at)
        first = max(0, (at.lineNumber() if at.isValid() else 0) - room + 1)
        shown = min(room, max(1, self._layout.lineCount() - first))
        top = look.px(_PAD) if self._many else (self.height() - shown * pitch) / 2
        painter.setClipRect(QRectF(pad / 2, top - 1, self.width() - pad, room * pitch + 2))
        painter.setPen(look.colour("on_pressed" if self.isDown() else "ink"))
        shift = (pitch - QFontMetricsF(self._font()).height()) / 2
        self._layout.draw(painter, QPointF(pad, top + shift - first * pitch))
        if chosen and at.isValid():
            x = pad + _x(at.cursorToX(self._at))
            cursor = QRectF(x, top + (at.lineNumber() - first) * pitch, max(2.0, look.px(0.7)), pitch)
            painter.fillRect(cursor, look.colour("primary"))
        painter.end()


def units(text: str) -> int:
    """Return the length of `text` as Qt counts it, in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _x(found: object) -> float:
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
