"""How far one is, in words and in pills: in the band, or on a line of its own where the band has no room."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.style.look import Look
from ui.style.zones import Box
from ui.widgets.words import Words

MOST_PILLS = 12
"""More pages than these are told in words alone."""
_PILL, _GAP = 7.0, 1.0
"""Width of a pill and the room between two, in millimetres."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one is: words ('Page 5 of 6') and pills; page counts from 0."""

    words: str
    page: int = 0
    pages: int = 0


def pills_width(look: Look, progress: Progress) -> float:
    """Return the width in pixels that the pills take; 0 where words alone tell (large sizes, many pages)."""
    shown = not look.big and 2 <= progress.pages <= MOST_PILLS
    return look.px((_PILL + _GAP) * progress.pages) if shown else 0.0


def draw_pills(painter: QPainter, look: Look, progress: Progress, x: float, middle: float) -> None:
    """Draw one pill a page from `x`: done ones filled, the present one higher, those to come outlined."""
    if not pills_width(look, progress):
        return
    for index in range(progress.pages):
        height = look.px(5.4 if index == progress.page else 3.0)
        box = QRectF(x, middle - height / 2, look.px(_PILL), height)
        if index <= progress.page:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("primary"))
        else:
            painter.setPen(QPen(look.colour("edge"), max(1.0, look.px(0.3))))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, height / 2, height / 2)
        x += look.px(_PILL + _GAP)


class ProgressLine(Words):
    """A line of its own under the band: words, then pills."""

    def __init__(self, progress: Progress, look: Look, parent: QWidget) -> None:
        super().__init__(progress.words, look, parent, role="label", bold=True, middle=True)
        self._progress = progress

    def place(self, box: Box) -> ProgressLine:
        """Put the line at `box` (millimetres)."""
        super().place(box)
        return self

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = self._look.painter(self)
        x = self._look.px(3.0) + (self._lines.natural_width if self._lines else 0.0)
        draw_pills(painter, self._look, self._progress, x, self.height() / 2)
        painter.end()
