"""While the glass is wiped: words as large as there are, nothing to touch, and the seconds that are left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.screens.screen import Screen
from ui.style.look import Look
from ui.style.zones import Box
from ui.widgets.stage import Header, Slot, Stage
from ui.widgets.words import Words

SECONDS = 60
"""How long the glass takes no touch: time to wipe it and for it to dry."""


class CleaningScreen(Screen):
    """The whole glass, without band, bar or rail. `show_seconds` counts down."""

    bare = True

    def __init__(self, stage: Stage, seconds: int) -> None:
        super().__init__(stage)
        self._seconds = seconds
        self._number: Words | None = None
        self._left: Words | None = None

    def header(self) -> Header:
        return Header(self.words("desk.clean_title"))

    def slots(self) -> Sequence[Slot]:
        return ()

    def show_seconds(self, seconds: int) -> None:
        """Show that `seconds` are left."""
        if self._number and self._left:
            for one, told, box in (
                (self._number, str(seconds), self._number_box),
                (self._left, self.words("still.left", count=seconds), self._left_box),
            ):
                one.setText(told)
                one.setAccessibleName(told)
                one.place(box)

    def build(self) -> None:
        look, words, whole = self.look, self.words, self.zones.screen
        _Ground(look, self.stage).setGeometry(look.rect(whole))
        box = whole.inset(24.0)
        parts = (
            (words("desk.clean_title"), "display", True),
            (words("desk.clean_lead"), "h1", False),
            (words("desk.clean_after"), "h2", False),
        )
        heights = [self.height_of(text, box.w, role=role, bold=bold) for text, role, bold in parts]
        count = look.em("display") * 1.3
        y = box.y + max(0.0, (box.h - sum(heights) - 8.0 * len(parts) - count) / 2)
        for (text, role, bold), height in zip(parts, heights, strict=True):
            self.text(text, Box(box.x, y, box.w, height), role=role, bold=bold)
            y += height + 8.0
        self._number_box = Box(box.x, y, look.em("display") * 1.4, count)
        self._left_box = Box(self._number_box.right + 3.0, y, box.right - self._number_box.right - 3.0, count)
        self._number = self.text(str(self._seconds), self._number_box, role="display", bold=True, middle=True)
        left = words("still.left", count=self._seconds)
        self._left = self.text(left, self._left_box, role="h2", bold=True, middle=True)


class _Ground(QWidget):
    """Covers the grounds of bar and rail: there is neither."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("bg"))
        painter.end()
