"""Puts the bench test together on the screen that is there, and runs it to its end."""

from __future__ import annotations

import logging
import signal
import sys

from PySide6.QtCore import QLoggingCategory, QTimer, qVersion
from PySide6.QtMultimedia import QMediaDevices
from PySide6.QtWidgets import QApplication

from kiosk import paths, settings
from kiosk.bench_test.finding import Finding
from kiosk.bench_test.screen import Seen
from kiosk.bench_test.words import words_of
from kiosk.options import BenchTestOptions
from ui.background import Background
from ui.bench_test.bench import Bench
from ui.bench_test.tools import Tools
from ui.bench_test.window import BenchWindow
from ui.glass import believed_glass
from ui.guard import Guard
from ui.style.fonts import FILES, LATER, load_fonts


def run(options: BenchTestOptions) -> tuple[Finding, ...]:
    """Walk through the steps until the person is done; what they left out counts as not tried."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")  # says which sound libraries it looks for
    application = QApplication(sys.argv[:1])
    load_fonts(paths.resources() / "fonts", FILES + LATER)
    file = options.settings or paths.settings_file()
    chosen, seen = settings.load(file), seen_by(application)
    tools = Tools(chosen, seen, Background(application), options.certificate)
    glass = believed_glass(application.primaryScreen(), None, chosen)
    bench = Bench(chosen, file, words_of(chosen), seen, glass, application, tools)
    window = BenchWindow(bench)
    Guard(bench.mishap).install()
    application.focusChanged.connect(window.move_ring)
    bench.finished.connect(application.quit)
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: application.exit(0))
    beat = QTimer(application)  # lets Python notice a signal while Qt waits
    beat.start(500)
    window.cover()
    window.start()
    application.exec()
    tools.close()
    if bench.machine is None:  # ended before it was all looked at
        bench.machine = tools.look(int(window.winId()))
    return bench.all_found()


def seen_by(application: QApplication) -> Seen:
    """Return what Qt sees of screen and sound."""
    screen = application.primaryScreen()
    size, mm = screen.size(), screen.physicalSize()
    sounds = tuple(output.description() for output in QMediaDevices.audioOutputs())
    pixels = (size.width(), size.height())
    return Seen(application.platformName(), pixels, (mm.width(), mm.height()), sounds, qVersion() or "")
