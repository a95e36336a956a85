"""Composition root: settings -> bundle, voice, printer -> presenter -> window. Nothing is decided here."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QLoggingCategory, QTimer
from PySide6.QtWidgets import QApplication

from kiosk import paths, phrases, settings
from kiosk.bundle.clock import believed
from kiosk.bundle.opening import memory, open_content
from kiosk.bundle.reader import Bundle
from kiosk.bundle.translations import printable
from kiosk.errors import ContentError, KioskError
from kiosk.options import RunOptions
from kiosk.staff.packs import Packs
from kiosk.staff.people import StaffList
from kiosk.staff.tries import Tries
from ui import accessible
from ui.accessible.news import News
from ui.background import Background
from ui.desk.run import WARNING_SECONDS, DeskRun
from ui.glass import desk_glass, glass_for
from ui.guard import Guard
from ui.help_call import HelpCall
from ui.idle import Idle
from ui.presenter import Presenter
from ui.print_run import PrintRun
from ui.reading import Reading
from ui.style.fonts import FILES, LATER, load_fonts
from ui.style.icons import Icons
from ui.supply import Supply
from ui.widgets.lens import Lens
from ui.window import Window, patience

_WARM_UP_MS = 2000
"""After the first picture: the voice takes a second of work to load, and nobody waits for it on the attract screen."""


@dataclass(frozen=True, slots=True)
class Kiosk:
    """The parts of a kiosk that runs, for whoever started it."""

    application: QApplication
    window: Window
    presenter: Presenter
    idle: Idle
    supply: Supply
    background: Background
    desk: DeskRun

    def close(self) -> None:
        """End threads, sound and printing."""
        self.presenter.printing.forget()
        self.presenter.helping.close()
        self.desk.printing.forget()
        self.supply.close()
        self.background.close()


def build(
    options: RunOptions,
    chosen: settings.Settings,
    *,
    record: bool = False,
    clock: Callable[[], float] = time.monotonic,
) -> Kiosk:
    """Put the kiosk together and show it; `record` keeps the sound that is played, `clock` times the touches."""
    bundle = open_content(chosen, datetime.now(), options.content)
    words = phrases.load(chosen.language)
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")  # says which sound libraries it looks for
    application = _application()
    application.setApplicationName("Patient education kiosk")
    load_fonts(paths.resources() / "fonts", FILES)
    glass = (desk_glass if options.desk else glass_for)(application.primaryScreen(), options.screen, chosen)
    lens = Lens(glass, Icons(paths.resources() / "icons" / "mdi6.json"), words)
    background = Background(application)
    supply = Supply(chosen, bundle, record=record)
    reading = Reading(supply.sound, application)
    explained = partial(bundle.glossary, chosen.language)
    printing = PrintRun(
        background, chosen, words, supply.printer, application, partial(_time, bundle), explained,
        most=chosen.patient_sheets, audience=bundle.pack.audience, translations=partial(printable, bundle),
    )  # fmt: skip
    helping = HelpCall(Background(application), chosen.help_command, application)
    presenter = Presenter(
        chosen, bundle, words, lens, background, reading, printing, supply.phrase_speech, helping, application
    )
    desk = _desk(options, presenter, background, printing.beside())
    idle = Idle(
        lambda: WARNING_SECONDS if desk.open else chosen.idle_warning_seconds,
        lambda: desk.patience() if desk.open else patience(presenter),
        application,
    )
    desk.came_in.connect(idle.start_anew)
    accessible.install()
    window = Window(presenter, desk, idle, windowed=options.windowed, clock=clock)
    Guard(presenter.fail).install()
    bundle.verified()
    _remember_withdrawals(bundle)
    window.refresh()
    window.cover(round(glass.width * glass.px_per_mm), round(glass.height * glass.px_per_mm))
    _follow(application, window, idle, presenter, lens)
    QTimer.singleShot(_WARM_UP_MS, window, partial(supply.watch_headset, window.guide.ears.noticed.emit))
    return Kiosk(application, window, presenter, idle, supply, background, desk)


def _follow(application: QApplication, window: Window, idle: Idle, presenter: Presenter, lens: Lens) -> None:
    """Join what watches the glass to it, and plan what comes after the first picture."""
    application.focusChanged.connect(window.move_ring)
    window.staged.connect(News(window, lambda: window.stage).tell)
    QTimer.singleShot(0, partial(_settle, application, window, idle))
    QTimer.singleShot(0, partial(_load_other_fonts, lens))
    QTimer.singleShot(50, presenter.load_search)
    QTimer.singleShot(_WARM_UP_MS, presenter.reading.warm_up)
    idle.touched.connect(presenter.reading.stir)


def _load_other_fonts(lens: Lens) -> None:
    load_fonts(paths.resources() / "fonts", LATER)
    lens.forget()


def _desk(options: RunOptions, presenter: Presenter, background: Background, printing: PrintRun) -> DeskRun:
    staff, packs = StaffList(paths.staff_file()), Packs(paths.packs_file())
    return DeskRun(presenter, background, printing, staff, packs, Tries(paths.pin_tries_file()), only=options.desk)


def _time(bundle: Bundle) -> datetime | None:
    return believed(datetime.now(), bundle.newest)


def _remember_withdrawals(bundle: Bundle) -> None:
    """Keep what the content withdraws; a disk that takes nothing more keeps nobody from reading."""
    try:
        memory().learn(bundle.withdrawals)
    except ContentError as error:
        logging.getLogger("kiosk").warning("%s", error)


def _settle(application: QApplication, window: Window, idle: Idle) -> None:
    """Do what can wait for the first picture: Qt makes 150 Python types for the first event that a filter sees."""
    handle = window.windowHandle()
    if handle is None or not handle.isExposed():
        QTimer.singleShot(2, partial(_settle, application, window, idle))
        return
    application.installEventFilter(idle)
    window.door.open()
    window.keying.open()
    window.guide.open()  # last: what watches last is asked first
    application.focusChanged.connect(window.guide.follow_focus)
    gc.freeze()  # what stands now stands to the end: it need not be looked through again
    gc.enable()


def _application() -> QApplication:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    return application


def run(options: RunOptions) -> int:
    """Show the kiosk until it is closed; returns the exit code.

    Without sound content the glass says that the kiosk is not ready, and the exit code is the error's. A service says
    so for every error with words: it has no terminal, and would only be started again and again.
    """
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    application = _application()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: application.exit(0))  # not quit(): windows may refuse that
    beat = QTimer(application)  # lets Python notice a signal while Qt waits
    beat.start(500)
    service = "NOTIFY_SOCKET" in os.environ
    if service:
        from ui.heartbeat import begin

        begin(application)
    try:
        kiosk = build(options, settings.load(options.settings or paths.settings_file()))
    except KioskError as error:
        if not (service or isinstance(error, ContentError)):
            raise
        gc.enable()
        logging.getLogger("kiosk").warning("%s", error)
        return _tell_not_ready(application, error, options)
    code = application.exec()
    kiosk.close()
    return code


def _tell_not_ready(application: QApplication, error: KioskError, options: RunOptions) -> int:
    from ui.safe import page_for

    file = options.settings or paths.settings_file()
    page = page_for(error, application.primaryScreen(), options.screen, file)
    page.cover()
    application.exec()
    return error.exit_code
