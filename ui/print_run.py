"""One handout on its way to paper: drawn off the GUI thread, handed to the printer, followed until it lies in the tray.

The PDF is held in memory until it is printed or the turn ends. When the printer is in trouble it is also kept for staff
under a code (`kiosk.staff.kept`), so that no trouble loses it, not even when the person has left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.bundle.glossary import Glossary
from kiosk.bundle.model import Topic
from kiosk.bundle.translation import Translation
from kiosk.errors import KioskError, PrinterError
from kiosk.handout.press import Press
from kiosk.handout.request import Handout, Rendered
from kiosk.phrases import Phrases
from kiosk.printing.printer import Job, JobState, Phase, Printer, QueueError
from kiosk.session import Letter, Session, Sheet
from kiosk.settings import Settings
from kiosk.staff.kept import KeptSheets
from ui.background import Background

POLL_MS = 1000
"""Between two questions to the printer, in milliseconds."""

STATES = {
    Phase.PRINTING: "printing",
    Phase.PRINTED: "printed",
    Phase.NO_PAPER: "no_paper",
    Phase.OTHER_PAPER: "other_paper",
    Phase.STUCK: "stuck",
    Phase.OPEN: "open",
    Phase.NEEDS_STAFF: "needs_staff",
    Phase.UNREACHABLE: "unreachable",
    Phase.STOPPED: "stopped",
    Phase.CANCELLED: "stopped",
}
DONE = ("printed", "saved")
WAITING = tuple(state for phase, state in STATES.items() if phase not in (Phase.PRINTING, Phase.PRINTED))
"""States in which a handout is kept for staff; so it is, without trouble, in 'asked' and 'too_many'."""


def _none(_: tuple[Topic, ...], __: str) -> tuple[Translation, ...]:
    """Find no translation."""
    return ()


class PrintRun(QObject):
    """`counted(sheets)`: how many sheets the handout takes; `state_changed(state)`: a key of `print.*` phrases.

    `page_changed`: the printer is at another page.
    """

    counted = Signal(int)
    state_changed = Signal(str)
    page_changed = Signal()
    failed = Signal(str)

    def __init__(
        self,
        background: Background,
        settings: Settings,
        phrases: Phrases,
        make_printer: Callable[[], Printer],
        parent: QObject | None = None,
        clock: Callable[[], datetime | None] = datetime.now,
        glossary: Callable[[], Glossary] = Glossary,
        kept: KeptSheets | None = None,
        most: int | None = None,
        audience: str = "",
        translations: Callable[[tuple[Topic, ...], str], tuple[Translation, ...]] = _none,
        press: Press | None = None,
    ) -> None:
        """`clock` gives the time to print, None when it can't be believed; `glossary` the words to explain.

        `kept` takes what waits for staff; a handout of more than `most` sheets is not printed, but kept for staff.
        `audience` says for whom the topics are written; `translations` finds those that can stand beside them.
        `press` draws, in the language of `phrases`.
        """
        super().__init__(parent)
        self._background, self._settings, self._phrases = background, settings, phrases
        self._make_printer, self._clock, self._glossary = make_printer, clock, glossary
        self.kept, self._most = KeptSheets() if kept is None else kept, most
        self.press = press or Press(phrases)
        self._audience, self._translations = audience, translations
        self.both = False
        """Whether all topics of the handout counted last are told in two languages."""
        self.code = ""
        """The code under which the handout waits for staff; empty while none does."""
        self.told = ""
        """What the printer says, in words for staff."""
        self.sheets = 0
        """Sheets of paper the handout takes; 0 while that is not known."""
        self.page = 0
        """The page being printed, by the printer's own count; 0 until it has told that one is done."""
        self._copies, self._sheet, self._letter, self._lang = 1, Sheet(), Letter.CLEAR, ""
        self._replaces = ""
        """The code of a kept sheet that is not needed any more when this handout is on paper."""
        self._printer: Printer | None = None
        self._rendered: Rendered | None = None
        self._job: Job | None = None
        self._phase = Phase.PRINTING
        self._turn = 0
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._ask)

    @property
    def busy(self) -> bool:
        """Whether a job is being made or followed: the turn must not end by itself meanwhile."""
        return self._timer.isActive()

    def beside(self) -> PrintRun:
        """Return another one for staff: the same printer and kept sheets, no limit of sheets."""
        return PrintRun(
            self._background, self._settings, self._phrases, self._make_printer, self.parent(), self._clock,
            self._glossary, self.kept, audience=self._audience, translations=self._translations,
            press=self.press,
        )  # fmt: skip

    def count(self, session: Session, topics: tuple[Topic, ...]) -> None:
        """Draw the handout to know its sheets; `counted` tells."""
        request, turn = self.request(session, topics), self._turn
        self._background.run(
            lambda: self._draw(request, session.comfort.lang),
            then=lambda drawn: self._count(turn, drawn),
            otherwise=partial(self._fail, turn),
        )

    def start(self, session: Session, topics: tuple[Topic, ...]) -> None:
        """Draw the handout and print it."""
        self._begin(session.sheet, session.letter, lang=session.comfort.lang)
        self._make(self.request(session, topics), self._send)

    def ask_staff(self, session: Session, topics: tuple[Topic, ...]) -> None:
        """Draw the handout and keep it, for staff to print."""
        self._begin(session.sheet, session.letter, lang=session.comfort.lang)
        self._make(self.request(session, topics), self._keep_asked)

    def print_for(self, request: Handout, copies: int, replaces: str = "") -> None:
        """Draw what staff prepared and print it, `copies` times; once it is on paper it `replaces` a kept sheet."""
        self._begin(Sheet(), request.letter, copies)
        self._replaces = replaces
        self._make(request, self._send)

    def print_kept(self, code: str) -> None:
        """Print a sheet that was kept; it stays kept until it lies in the tray."""
        sheet = self.kept.find(code)
        if sheet is not None:
            self._begin(sheet.sheet, sheet.letter)
            self.code = sheet.code
            self.state_changed.emit("making")
            self._send(self._turn, Rendered(sheet.pdf, sheet.pages))

    def again(self) -> None:
        """Print the same handout once more; a job that still waits is taken back first."""
        if self._rendered is not None:
            self._give_up_job(always=True)
            self.state_changed.emit("making")
            self._send(self._turn, self._rendered)

    def forget(self) -> None:
        """Forget the handout: the turn has ended. A job on its way prints; one that waits for staff is taken back."""
        self._begin(Sheet(), Letter.CLEAR)

    def request(self, session: Session, topics: tuple[Topic, ...]) -> Handout:
        """Return what the handout of a session is asked to hold."""
        settings = self._settings
        return Handout(
            topics=topics,
            clinic_name=settings.clinic_name,
            who_to_ask=settings.who_to_ask,
            printed_at=self._clock(),
            demonstration=settings.demonstration,
            letter=Letter(session.letter),
            paper=settings.paper,
            questions=session.sheet.questions,
            about_me=tuple(self._phrases(f"about.{tick}") for tick in session.sheet.about_me),
            ticks=session.sheet.about_me if session.focus else (),
            audience=self._audience,
            glossary=self._glossary(),
        )

    # -- inside ---------------------------------------------------------------------------------------------

    def _begin(self, sheet: Sheet, letter: Letter, copies: int = 1, lang: str = "") -> None:
        self._give_up_job()
        self._turn += 1
        self._rendered, self.code, self.told, self.sheets, self._replaces = None, "", "", 0, ""
        self.page = 0
        self._sheet, self._letter, self._copies, self._lang = sheet, letter, copies, lang

    def _make(self, request: Handout, then: Callable[[int, Rendered], None]) -> None:
        turn, lang = self._turn, self._lang
        self.state_changed.emit("making")
        self._background.run(
            lambda: self._draw(request, lang), then=partial(then, turn), otherwise=partial(self._fail, turn)
        )

    def _keep_asked(self, turn: int, rendered: Rendered) -> None:
        if turn == self._turn:
            self._rendered = rendered
            self.counted.emit(rendered.pages)
            self._tell_kept("asked")

    def _tell_kept(self, state: str) -> None:
        """Keep the handout, if it is drawn, and tell the state."""
        if self._rendered is not None and not self.code:
            self.code = self.kept.keep(self._rendered.pdf, self._rendered.pages, self._sheet, self._letter, self._lang)
        self.state_changed.emit(state)

    def _draw(self, request: Handout, lang: str) -> Rendered:
        """Draw what is asked for; in `lang` too, for who reads the screens in it, where topics have a translation."""
        if lang:
            request = replace(request, translations=self._translations(request.topics, lang))
        return self.press.draw(request)

    def _send(self, turn: int, rendered: Rendered) -> None:
        if turn != self._turn:
            return
        self._rendered, self.sheets = rendered, rendered.pages * self._copies
        self.counted.emit(rendered.pages)
        if self._most is not None and rendered.pages > self._most:
            self._tell_kept("too_many")
            return
        copies = self._copies
        self._background.run(
            lambda: self._submit(rendered, copies),
            then=partial(self._follow, turn),
            otherwise=partial(self._fail, turn),
        )

    def _submit(self, rendered: Rendered, copies: int) -> Job:
        if self._printer is None:
            self._printer = self._make_printer()
        return self._printer.submit(rendered.pdf, copies)

    def _count(self, turn: int, drawn: Rendered) -> None:
        if turn == self._turn:
            self.both = drawn.both
            self.counted.emit(drawn.pages)

    def _follow(self, turn: int, job: Job) -> None:
        if turn != self._turn:
            return
        self._job, self._phase, self.page = job, Phase.PRINTING, 0
        self.state_changed.emit("printing")
        self._timer.start()
        self._ask()

    def _ask(self) -> None:
        printer, job, turn = self._printer, self._job, self._turn
        if printer is not None and job is not None:
            self._background.run(
                lambda: printer.state(job), then=partial(self._tell, turn), otherwise=partial(self._fail, turn)
            )

    def _tell(self, turn: int, state: JobState) -> None:
        if turn != self._turn or self._job is None:
            return
        self._phase, self.told = state.phase, state.message
        if state.over:
            self._timer.stop()
            self._job = None
        from kiosk.printing.folder import FolderPrinter

        saved = isinstance(self._printer, FolderPrinter) and state.phase is Phase.PRINTED
        self._tell_state("saved" if saved else STATES[state.phase])
        page = min(state.pages + 1, self.sheets) if state.pages else self.page
        if page != self.page:
            self.page = page
            self.page_changed.emit()

    def _tell_state(self, state: str) -> None:
        """Keep a handout that waits; one that lies in the tray waits no longer."""
        if state in WAITING:
            self._tell_kept(state)
            return
        if state in DONE:
            for code in (self.code, self._replaces):
                self.kept.take(code)
            self.code = self._replaces = ""
        self.state_changed.emit(state)

    def _fail(self, turn: int, error: KioskError) -> None:
        if turn != self._turn:
            return
        self._timer.stop()
        if isinstance(error, PrinterError):
            self.told = error.for_staff
            self._tell_state("stopped" if isinstance(error, QueueError) else "unreachable")
        else:
            self.failed.emit(error.for_patient)

    def _give_up_job(self, *, always: bool = False) -> None:
        self._timer.stop()
        job, self._job = self._job, None
        if job is not None and (always or self._phase is not Phase.PRINTING):
            self._background.run(lambda: self._cancel(job), then=_nothing, otherwise=_nothing)

    def _cancel(self, job: Job) -> None:
        if self._printer is not None:
            self._printer.cancel(job)


def _nothing(_: object) -> None:
    """Nothing is to be done with the answer: the turn it belonged to is over."""
