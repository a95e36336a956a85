"""The way of the test sheet to paper: handed over and asked after on a worker thread, told in a sentence."""

from __future__ import annotations

from collections.abc import Callable
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
_SAID = (Phase.PRINTING, Phase.PRINTED, Phase.CANCELLED)
"""How a sheet may fare of which the printer itself says nothing, or only what it will soon need."""


class Paper(QObject):
    """`changed`: there is something new in `told`. `trouble` is the finding when nothing could be printed."""

    changed = Signal()

    def __init__(self, tools: Tools, words: Phrases, parent: QObject) -> None:
        super().__init__(parent)
        self._tools, self._words = tools, words
        self._number = 0
        """Of the pages that are followed: what is said of others comes too late."""
        self.forget()

    def forget(self) -> None:
        """Nothing was printed."""
        self._number += 1
        self.told, self.where = "", ""
        self.state: JobState | None = None
        self.trouble: Finding | None = None

    def print_sheet(self) -> None:
        """Print the test sheet, and ask after it until it is over."""
        self._print(self._tools.print_sheet)

    def print_certificate(self, pdf: bytes) -> None:
        """Print the certificate, and ask after it until it is over."""
        self._print(partial(self._tools.hand_over, pdf))

    def _print(self, job: Callable[[], tuple[Printer, Job]]) -> None:
        self.forget()
        self.told = self._words("sheet.on_its_way")
        number = self._number
        self._tools.background.run(job, then=partial(self._ask, number), otherwise=partial(self._fail, number))
        self.changed.emit()

    def _ask(self, number: int, handed: tuple[Printer, Job]) -> None:
        if number == self._number:
            then, otherwise = partial(self._tell, number, handed), partial(self._fail, number)
            self._tools.background.run(partial(state_of, *handed), then=then, otherwise=otherwise)

    def _tell(self, number: int, handed: tuple[Printer, Job], answer: tuple[JobState, str]) -> None:
        if number != self._number:
            return
        self.state, self.where = answer
        said = self.state.message
        if self.state.phase in _SAID:
            said = f"{self._words(f'sheet.{self.state.phase.name.lower()}')} {said}".rstrip()
        if said != self.told:
            self.told = said
            self.changed.emit()
        if not self.state.over:
            QTimer.singleShot(_ASK_MS, self, partial(self._ask, number, handed))

    def _fail(self, number: int, error: KioskError) -> None:
        if number == self._number:
            self.told, self.trouble = str(error), sheet_words(error)
            self.changed.emit()
