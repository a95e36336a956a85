"""The real page of a handout in the making: drawn and pictured off the GUI thread, a little after typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from kiosk.errors import KioskError
from kiosk.handout.press import Press
from kiosk.handout.request import Handout, Rendered
from ui.background import Background
from ui.widgets.paper import Shown

_WAIT_MS = 200
"""After the last change: nobody types faster for long, and the machine need not draw each letter."""
_WIDTH = 1000
"""Pixels: sharp on the largest preview, 20 ms of work."""


class Preview(QObject):
    """`changed`: another picture is at hand in `shown`, or none any more."""

    changed = Signal()

    def __init__(self, background: Background, press: Press, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background, self._press = background, press
        self._make: Callable[[], Handout | None] | None = None
        self._rendered: Rendered | None = None
        self._turn = 0
        self.shown = Shown(QImage())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._draw)

    def ask(self, make: Callable[[], Handout | None]) -> None:
        """Show what `make` asks for, a little later; sooner calls are overtaken by later ones."""
        self._make = make
        self._timer.start()

    def turn(self, steps: int) -> None:
        """Show another page."""
        page = min(max(self.shown.page + steps, 0), max(0, self.shown.pages - 1))
        if self._rendered is not None and page != self.shown.page:
            self._picture(self._turn, self._rendered, page)

    def forget(self) -> None:
        """Forget page and picture."""
        self._timer.stop()
        self._turn += 1
        self._make, self._rendered = None, None
        self.shown = Shown(QImage())

    # -- inside ----------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        request = self._make() if self._make is not None else None
        self._turn += 1
        turn = self._turn
        if request is None:
            self._rendered, nothing = None, Shown(QImage())
            if self.shown != nothing:
                self._tell(turn, nothing)
            return
        self._background.run(
            lambda: self._drawn(request), then=lambda drawn: self._know(turn, drawn),
            otherwise=lambda error: self._fail(turn, error),
        )  # fmt: skip

    def _drawn(self, request: Handout) -> Rendered:
        return self._press.draw(request)

    def _know(self, turn: int, drawn: Rendered) -> None:
        if turn == self._turn:
            self._rendered = drawn
            self._picture(turn, drawn, min(self.shown.page, drawn.pages - 1))

    def _picture(self, turn: int, drawn: Rendered, page: int) -> None:
        self._background.run(
            lambda: picture(drawn.pdf, page), then=lambda image: self._tell(turn, Shown(image, page, drawn.pages)),
            otherwise=lambda error: self._fail(turn, error),
        )  # fmt: skip

    def _fail(self, turn: int, error: KioskError) -> None:
        if turn == self._turn:
            self._rendered = None
            self._tell(turn, Shown(QImage(), trouble=error.for_staff))

    def _tell(self, turn: int, shown: Shown) -> None:
        if turn == self._turn:
            self.shown = shown
            self.changed.emit()


def picture(pdf: bytes, page: int) -> QImage:
    """Return a page, from 0, as a picture of `_WIDTH` pixels on white; slow: for a worker thread."""
    from PySide6.QtCore import QBuffer, QIODevice, QSize
    from PySide6.QtGui import QPainter
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    points = document.pagePointSize(page)
    size = QSize(_WIDTH, round(_WIDTH * points.height() / max(1.0, points.width())))
    drawn = document.render(page, size)
    document.close()
    white = QImage(size, QImage.Format.Format_RGB32)
    white.fill(0xFFFFFFFF)
    painter = QPainter(white)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return white
