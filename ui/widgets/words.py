"""Words that are read and never touched: a label that draws its own measured lines and tells them to AT-SPI."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.bundle.model import Span
from ui.style.lines import Lines
from ui.style.look import LINE_BODY, LINE_HEADING, LINE_LABEL, Look
from ui.style.zones import Box
from ui.widgets.said import Said, heading, paragraph

_LEADING = {
    "h1": LINE_HEADING,
    "h2": LINE_HEADING,
    "display": LINE_HEADING,
    "tile": LINE_HEADING,
    "caption": LINE_HEADING,
    "label": LINE_LABEL,
}
"""Line height by role; running text has its own."""

_HEADS = frozenset({"h1", "h2", "display"})
"""Roles that, in bold, head what stands below."""


class Words(QLabel):
    """One piece of text in one role, wrapped to its box; top-aligned unless `middle`."""

    def __init__(
        self,
        text: str,
        look: Look,
        parent: QWidget,
        *,
        role: str = "body",
        bold: bool = False,
        colour: str = "ink",
        strong: Sequence[Span] = (),
        middle: bool = False,
        centred: bool = False,
        icon: str = "",
        heading: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._role, self._bold, self._colour, self._strong = role, bold, colour, tuple(strong)
        self._middle, self._centred, self._icon = middle, centred, icon
        self._leading = LINE_HEADING if heading else _LEADING.get(role, LINE_BODY)
        self.setText(text)  # last: whoever listens for names asks at once what kind of words these are
        self.setAccessibleName(text)
        self._lines: Lines | None = None

    def said(self) -> tuple[Said, ...]:
        """Return the words: a heading where they stand as one."""
        return ((heading if self._bold and self._role in _HEADS else paragraph)(self.text()),)

    def place(self, box: Box) -> Words:
        """Put the words at `box` (millimetres) and wrap them to its width."""
        self.setGeometry(self._look.rect(box))
        self._lines = self._laid(self.width())
        return self

    def height_for(self, width_mm: float) -> float:
        """Return the height in millimetres that the words take at a width."""
        return self._look.mm(self._laid(self._look.width(width_mm)).height)

    def fits(self) -> bool:
        """Whether all words lie inside the box."""
        lines = self._lines
        return lines is not None and lines.fits and lines.height <= self.height() + 1

    def _lead(self) -> float:
        return self._look.px(self._look.cap(self._role) * 1.9) if self._icon else 0.0

    def _laid(self, width: float) -> Lines:
        font = self._look.font(self._role, bold=self._bold)
        return Lines(
            self.text(),
            font,
            width - self._lead(),
            self._leading,
            strong=self._strong,
            centred=self._centred,
            balanced=self._centred or self._role == "display",
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        lines = self._lines or self._laid(self.width())
        own = lines.count > 1 and not lines.right_to_left
        painter = self._look.painter(self, own_way=own)  # several lines of English are read from the left
        y = (self.height() - lines.height) / 2 if self._middle else 0.0
        if self._icon:
            side = self._look.px(self._look.cap(self._role) * 1.5)
            top = y + (lines.pitch - side) / 2
            self._look.draw_icon(painter, self._icon, QRectF(0.0, top, side, side), self._look.colour(self._colour))
        lines.draw(painter, self._lead(), y, self._look.colour(self._colour))
        painter.end()
