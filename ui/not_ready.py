"""The page for a kiosk that has nothing sound to show: calm words on the glass, the reason in the log for staff."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk import paths
from kiosk.errors import KioskError
from kiosk.phrases import Phrases
from kiosk.session import TextSize
from kiosk.theme.tokens import layout, theme
from ui.screens.pauses import ErrorScreen
from ui.style.fonts import FILES, load_fonts
from ui.style.icons import Icons
from ui.style.look import Glass, Look
from ui.style.zones import zones
from ui.widgets.stage import Stage
from ui.wishes import Wishes


class NotReady(QWidget):
    """Fills the glass and can't be touched; `error` says which words are shown."""

    def __init__(self, error: KioskError, glass: Glass, words: Phrases) -> None:
        super().__init__()
        load_fonts(paths.resources() / "fonts", FILES)
        icons = Icons(paths.resources() / "icons" / "mdi6.json")
        look = Look(glass, layout(), theme("light"), TextSize.LARGE, icons)
        stage = Stage(look, zones(glass.width, glass.height, TextSize.LARGE), words, Wishes(self), self)
        screen = ErrorScreen(stage, words(error.for_patient), ready=False)
        screen.build()
        stage.add_band(screen.header(), demonstration=False)
        self.resize(stage.size())

    def cover(self) -> None:
        """Take the whole glass."""
        self.setGeometry(self.screen().geometry())
        self.showFullScreen()
        self.activateWindow()
