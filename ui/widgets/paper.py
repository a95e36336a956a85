"""A page of the handout as it will be printed: white paper, whatever the colours of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.style.look import Look
from ui.style.zones import Box
from ui.widgets.stage import Stage
from ui.widgets.words import Words


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """A page as it will be printed, from 0, of so many; or why there is none."""

    image: QImage
    page: int = 0
    pages: int = 0
    trouble: str = ""
    """Words for staff: why the handout can't be drawn."""


class PaperView(QWidget):
    """Shows `image` as large as it fits, in the middle."""

    def __init__(self, image: QImage, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._image, self._look = image, look
        self.setAccessibleName(name)

    def place(self, box: Box) -> PaperView:
        """Put the page at `box` (millimetres)."""
        self.setGeometry(self._look.rect(box))
        return self

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        page = self._image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        corner = QPoint((self.width() - page.width()) // 2, 0)
        painter = QPainter(self)
        painter.drawImage(corner, page)
        painter.setPen(QPen(self._look.colour("edge"), max(1.0, self._look.px(0.35))))
        painter.drawRect(QRect(corner, page.size()).adjusted(0, 0, -1, -1))
        painter.end()


class PreviewPanel:
    """A heading and the page under it, or why there is none; shows another page in the same place."""

    def __init__(self, stage: Stage, box: Box) -> None:
        self._stage, self._box = stage, box
        self._parts: list[QWidget] = []

    def show_page(self, shown: Shown, *, empty: bool) -> None:
        """Show a page; `empty`: nothing was chosen yet."""
        for part in self._parts:
            part.hide()
            part.setParent(None)
            part.deleteLater()
        words, look = self._stage.words, self._stage.look
        of_pages = words("desk.preview_of", page=shown.page + 1, pages=shown.pages) if shown.pages else ""
        head = Words(of_pages or words("desk.preview"), look, self._stage, role="label", bold=True)
        height = look.em("label") * 1.35
        head.place(self._box.top_part(height))
        body = self._box.from_y(self._box.y + height)
        self._parts = [head, self._page(shown, body, empty=empty)]
        for part in self._parts:
            part.show()

    def _page(self, shown: Shown, body: Box, *, empty: bool) -> QWidget:
        words, look = self._stage.words, self._stage.look
        if shown.trouble:
            told = Words(shown.trouble, look, self._stage, bold=True, colour="warn", icon="alert-circle-outline")
        elif shown.pages:
            name = words("desk.preview_of", page=shown.page + 1, pages=shown.pages)
            return PaperView(shown.image, look, name, self._stage).place(body)
        else:
            told = Words(words("desk.preview_empty" if empty else "desk.drawing"), look, self._stage)
        return told.place(body)
