"""The sentence before or after the one being read: words that can be touched, to start there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.style.lines import Lines
from ui.style.look import LINE_BODY, Look
from ui.style.zones import Box
from ui.widgets.button import Button, Face

LEAST = 20.5
"""Least height of a control in millimetres, 20 and what rounding to pixels may take."""


class BesideSentence(Button):
    """Looks like words on the ground, since they are for reading first; under a finger it looks like any control."""

    def __init__(self, sentence: str, look: Look, act: Callable[[], object], parent: QWidget) -> None:
        super().__init__(Face(sentence, role="lead"), look, act, parent)
        self._beside: Lines | None = None

    def place(self, box: Box) -> BesideSentence:
        """Put it at `box` (millimetres); the words stand in the middle of its height."""
        self.setGeometry(self._look.rect(box))
        self._beside = Lines(self.face.label, self._look.font("lead"), self.width(), LINE_BODY)
        return self

    def fits(self) -> bool:
        """Whether the words lie inside it."""
        lines = self._beside
        return lines is not None and lines.fits and lines.height <= self.height() + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        look, lines = self._look, self._beside
        if lines is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = look.colour("dim")
        if self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("pressed"))
            radius = look.px(look.layout.radius["button"])
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
            ink = look.colour("on_pressed")
        lines.draw(painter, 0.0, (self.height() - lines.height) / 2, ink)
        painter.end()
