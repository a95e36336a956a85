"""The words of one reading page: its blocks, one under the other, in one read-only label."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.bundle.model import Block
from ui.style.zones import Box
from ui.widgets.blocks import BLOCK_GAP, Setting, lay
from ui.widgets.plain import plain_words


class PageView(QLabel):
    """Draws blocks from the top of its box; `fits` tells whether all of them lie inside."""

    def __init__(self, blocks: tuple[Block, ...], setting: Setting, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = setting.look
        self._laid = [lay(block, setting) for block in blocks]
        self.setText(" ".join(plain_words(block, setting.phrases) for block in blocks))
        self.setAccessibleName(self.text())

    def place(self, box: Box) -> PageView:
        """Put the words at `box` (millimetres)."""
        self.setGeometry(self._look.rect(box))
        return self

    @property
    def needed(self) -> float:
        """Height in millimetres that the blocks take."""
        gap = self._look.px(BLOCK_GAP)
        return self._look.mm(sum(laid.height for laid in self._laid) + gap * max(0, len(self._laid) - 1))

    def fits(self) -> bool:
        """Whether every block lies whole inside the box."""
        return self._look.px(self.needed) <= self.height() + 1 and all(laid.fits() for laid in self._laid)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y, gap = 0.0, self._look.px(BLOCK_GAP)
        for laid in self._laid:
            laid.draw(painter, 0.0, y)
            y += laid.height + gap
        painter.end()
