"""The way of the test sheet to paper: handed over and asked after on a worker thread, told in a sentence."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.bench_test.finding import Finding
from kiosk.bench_test.paper import sheet_words
from kiosk.errors import KioskError
from kiosk.phrases import Phrases
from kiosk.printing.printer import Job, JobState, Phase, Printer
from ui.bench_test.tools import Tools, state_of

_ASK_MS = 1000
"""So often the print system is asked how the sheet fares."""


class Paper(QObject):
    """`changed`: there is something new in `told`. `trouble` is the finding when nothing could be printed."""

    changed = Signal()

    def __init__(self, tools: Tools, words: Phrases, parent: QObject) -> None:
        super().__init__(parent)
        self._tools, self._words = tools, words
        self.forget()

    def forget(self) -> None:
        """Nothing was printed."""
        self.told, self.where = "", ""
        self.state: JobState | None = None
        self.trouble: Finding | None = None

    def print_sheet(self) -> None:
        """Print the test sheet, and ask after it until it is over."""
        self.forget()
        self.told = self._words("sheet.on_its_way")
        self._tools.background.run(self._tools.print_sheet, then=self._handed_over, otherwise=self._failed)
        self.changed.emit()

    def print_certificate(self, pdf: bytes) -> None:
        """Print the certificate, and ask after it until it is over."""
        self.forget()
        self.told = self._words("sheet.on_its_way")
        job = partial(self._tools.print_certificate, pdf)
        self._tools.background.run(job, then=self._handed_over, otherwise=self._failed)
        self.changed.emit()

    def _handed_over(self, handed: tuple[Printer, Job]) -> None:
        ask, then = partial(state_of, *handed), partial(self._fares, handed)
        self._tools.background.run(ask, then=then, otherwise=self._failed)

    def _fares(self, handed: tuple[Printer, Job], answer: tuple[JobState, str]) -> None:
        self.state, self.where = answer
        said = self.state.message or self._words(f"sheet.{self.state.phase.name.lower()}")
        if said != self.told:
            self.told = said
            self.changed.emit()
        if not self.state.over and self.state.phase is not Phase.PRINTED:
            QTimer.singleShot(_ASK_MS, self, partial(self._handed_over, handed))

    def _failed(self, error: KioskError) -> None:
        self.told, self.trouble = str(error), sheet_words(error)
        self.changed.emit()
