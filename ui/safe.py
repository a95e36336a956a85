"""The page of a kiosk that stopped again and again: 'Please ask at the desk'. It needs no content and no settings."""

from __future__ import annotations

import logging
import signal
import sys

from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication

from kiosk import paths, phrases, settings
from kiosk.errors import ContentError, KioskError, SettingsError
from ui.glass import desk_glass, glass_for
from ui.not_ready import NotReady


def page_for(screen: QScreen) -> NotReady:
    """Return the page in the clinic's language and size; in the program's own where the settings can't be read."""
    chosen = settings.Settings()
    try:
        chosen = settings.load(paths.settings_file())
        words = phrases.load(chosen.language)
    except KioskError as error:
        logging.getLogger("kiosk").warning("%s", error)
        words = phrases.load(settings.Settings().language)
    try:
        glass = glass_for(screen, None, chosen)
    except SettingsError:  # too small for topics, not for one sentence
        size = screen.size()
        glass = desk_glass(screen, (size.width(), size.height()), chosen)
    return NotReady(ContentError("The kiosk stopped again and again."), glass, words)


def run() -> int:
    """Show the page until it is ended from outside; returns the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python would not notice it while Qt waits
    application = QApplication(sys.argv[:1])
    page = page_for(application.primaryScreen())
    page.cover()
    return application.exec()
