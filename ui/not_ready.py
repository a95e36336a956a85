"""The page of a kiosk that has nothing to show: calm words, read from across a room; the reason is in the log.

Nothing on it looks as if it could be touched. Who feels unwell is told what to do here too.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk import paths
from kiosk.errors import KioskError
from kiosk.phrases import Phrases
from kiosk.session import TextSize
from kiosk.theme.tokens import layout, theme
from ui.style.fonts import FILES, LATER, load_fonts
from ui.style.icons import Icons
from ui.style.look import Glass, Look
from ui.style.zones import Box
from ui.widgets.words import Words

_EDGE = 30.0
"""Millimetres of quiet at the sides."""
_BETWEEN = 14.0
"""Millimetres between what is the matter and what to do when unwell."""
_ROLES = (("display", True), ("h1", True), ("lead", False))


class NotReady(QWidget):
    """Fills the glass and can't be touched; `error` says which words are shown."""

    def __init__(self, error: KioskError, glass: Glass, words: Phrases) -> None:
        super().__init__()
        load_fonts(paths.resources() / "fonts", FILES + LATER)
        icons = Icons(paths.resources() / "icons" / "mdi6.json")
        self._look = Look(glass, layout(), theme("light"), TextSize.LARGEST, icons, mirrored=words.right_to_left)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), self._look.colour("bg"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self._build([words(error.for_patient), words("help.unwell"), words("help.unwell_help")])
        self.resize(round(self._look.px(glass.width)), round(self._look.px(glass.height)))

    def _build(self, texts: list[str]) -> None:
        """Put up the words one below the other, as a whole a little above the middle."""
        glass = self._look.glass
        width = glass.width - 2 * _EDGE
        put = [
            Words(text, self._look, self, role=role, bold=bold, heading=bold)
            for text, (role, bold) in zip(texts, _ROLES, strict=True)
        ]
        heights = [one.height_for(width) for one in put]
        y = (glass.height - sum(heights) - _BETWEEN) * 0.42
        for number, (one, height) in enumerate(zip(put, heights, strict=True)):
            one.place(Box(_EDGE, y, width, height))
            y += height + (_BETWEEN if number == 0 else 0.0)

    def cover(self) -> None:
        """Take the whole glass."""
        self.setGeometry(self.screen().geometry())
        self.showFullScreen()
        self.activateWindow()
