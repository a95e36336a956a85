"""The words of one reading page: its blocks, one under the other, in one read-only label."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.bundle.comparison import Comparison, members
from kiosk.bundle.model import Block
from ui.style.zones import Box
from ui.widgets.blocks import Setting, lay
from ui.widgets.pair import Pair
from ui.widgets.plain import plain_words
from ui.widgets.said import Said, said_block


class PageView(QLabel):
    """Draws blocks from the top of its box; a comparison takes what is left. `fits`: whether all lie inside."""

    def __init__(self, parts: tuple[Block | Comparison, ...], setting: Setting, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._parts, self._words = setting.look, parts, setting.phrases
        self.laid = [lay(part, setting) for part in parts]
        blocks = (block for part in parts for block in members(part))
        self.setText(" ".join(plain_words(block, setting.phrases) for block in blocks))
        self.setAccessibleName(self.text())

    def place(self, box: Box) -> PageView:
        """Put the words at `box` (millimetres)."""
        self.setGeometry(self._look.rect(box))
        for laid in self.laid:
            if isinstance(laid, Pair):
                laid.grow(laid.height + self.height() - self._look.px(self.needed))
        return self

    def said(self) -> tuple[Said, ...]:
        """Return the blocks; two that are compared lie side by side."""
        told, y, gap = [], 0.0, self._look.px(self._look.block_gap)
        for part, laid in zip(self._parts, self.laid, strict=True):
            for block in members(part):
                told.append(replace(said_block(block, self._words), top=y, height=laid.height))
            y += laid.height + gap
        return tuple(told)

    @property
    def needed(self) -> float:
        """Height in millimetres that the blocks take."""
        gap = self._look.px(self._look.block_gap)
        return self._look.mm(sum(laid.height for laid in self.laid) + gap * max(0, len(self.laid) - 1))

    def fits(self) -> bool:
        """Whether every block lies whole inside the box."""
        return self._look.px(self.needed) <= self.height() + 1 and all(laid.fits() for laid in self.laid)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y, gap = 0.0, self._look.px(self._look.block_gap)
        for laid in self.laid:
            laid.draw(painter, 0.0, y)
            y += laid.height + gap
        painter.end()
