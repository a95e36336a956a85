"""A card: a ground with an edge, for words that belong together."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.style.look import Look
from ui.style.zones import Box


class Card(QWidget):
    """A card with an edge of one colour role."""

    def __init__(self, look: Look, colour: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._colour = look, colour

    def place(self, box: Box) -> None:
        """Put the card at `box` (millimetres)."""
        self.setGeometry(self._look.rect(box))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        pen = max(1.0, look.px(look.layout.line["hair" if self._colour == "hair" else "selected"]))
        radius = look.px(look.layout.radius["card"])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour(self._colour), pen))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), radius, radius)
        painter.end()
