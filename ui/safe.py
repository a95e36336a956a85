"""The page of a kiosk that has nothing to show, as this clinic wants it, and of one that stopped again and again.

It needs no content and no settings.
"""

from __future__ import annotations

import logging
import signal
import sys
from pathlib import Path

from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication

from kiosk import paths, phrases, settings
from kiosk.errors import ContentError, KioskError, SettingsError
from ui.glass import desk_glass, glass_for
from ui.not_ready import NotReady


def page_for(error: KioskError, screen: QScreen, pixels: tuple[int, int] | None, settings_file: Path) -> NotReady:
    """Return the page in the clinic's language and size; in the program's own where the settings can't be read."""
    chosen = settings.Settings()
    try:
        chosen = settings.read(settings_file)
        words = phrases.load(chosen.language)
    except KioskError as unread:
        logging.getLogger("kiosk").warning("%s", unread)
        words = phrases.load(settings.Settings().language)
    try:
        glass = glass_for(screen, pixels, chosen)
    except SettingsError:  # too small for topics, not for one sentence
        glass = desk_glass(screen, pixels or (screen.size().width(), screen.size().height()), chosen)
    return NotReady(error, glass, words)


def run() -> int:
    """Show the page until it is ended from outside; returns the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python would not notice it while Qt waits
    application = QApplication(sys.argv[:1])
    error = ContentError("The kiosk stopped again and again.")
    page = page_for(error, application.primaryScreen(), None, paths.settings_file())
    page.cover()
    return application.exec()
