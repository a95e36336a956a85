"""The letters typed so far, each in its own box, read and never touched."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from ui.style.lines import Lines
from ui.style.look import LINE_LABEL, Look
from ui.style.zones import Box

_BOX, _GAP = 22.0, 2.0
"""Width of a letter's box where there is room, and between two boxes, in millimetres."""


class Typed(QLabel):
    """Boxes from the left; they grow narrower when there are many letters."""

    def __init__(self, letters: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._letters, self._cell = look, letters, _BOX
        self.setText(letters)
        self.setAccessibleName(letters)

    @property
    def width_mm(self) -> float:
        """Width the boxes take, in millimetres; known once they have a place."""
        return len(self._letters) * (self._cell + _GAP) - _GAP

    def place(self, box: Box) -> Typed:
        """Put the letters at the left of `box` (millimetres), as wide as they need."""
        self._cell = min(_BOX, (box.w + _GAP) / len(self._letters) - _GAP)
        self.setGeometry(self._look.rect(box.left_part(self.width_mm)))
        return self

    def fits(self) -> bool:
        """Whether every letter lies inside its box."""
        return all(line.natural_width <= self._look.px(self._cell - 1.0) for line in self._lines())

    def _lines(self) -> list[Lines]:
        font, width = self._look.font("tile", bold=True), self._look.px(self._cell)
        return [Lines(letter, font, width, LINE_LABEL, centred=True) for letter in self._letters]

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        pen = max(1.0, look.px(look.control_line))
        radius = look.px(look.layout.radius["chip"])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, line in enumerate(self._lines()):
            x = look.px(index * (self._cell + _GAP))
            frame = QRectF(x, 0, look.px(self._cell), self.height()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)
            painter.setPen(QPen(look.colour("selected_edge"), pen))
            painter.setBrush(look.colour("selected"))
            painter.drawRoundedRect(frame, radius, radius)
            line.draw(painter, x, (self.height() - line.height) / 2, look.colour("on_selected"))
        painter.end()
