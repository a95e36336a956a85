"""A handout on its way to paper: drawn elsewhere than on the GUI thread, never lost, taken back when it must be."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk import phrases, settings
from kiosk.bundle.model import Topic
from kiosk.bundle.reader import open_bundle
from kiosk.errors import PrinterError
from kiosk.printing.folder import FolderPrinter
from kiosk.printing.printer import Job, JobState, Phase, Printer
from kiosk.session import Session, Sheet
from tests.support.people import until
from ui.background import Background
from ui.print_run import PrintRun

SESSION = Session(sheet=Sheet(topics=("fatigue-in-ms",), questions=("What could be driving my fatigue?",)))
Make = Callable[[Printer], tuple[PrintRun, list[str]]]


class Troubled:
    """A printer whose state is set by the test."""

    name = "troubled"

    def __init__(self) -> None:
        self.now = JobState(Phase.PRINTING, over=False)
        self.sent: list[bytes] = []
        self.copies: list[int] = []
        self.cancelled: list[Job] = []
        self.threads: set[str] = set()
        self.refuses = False
        self.answers = threading.Event()
        """Cleared: it keeps the question for its state waiting, and then does not answer."""
        self.answers.set()

    def where_it_goes(self) -> str:
        return "Nowhere."

    def submit(self, pdf: bytes, copies: int = 1) -> Job:
        self.threads.add(threading.current_thread().name)
        if self.refuses:
            raise PrinterError("The printer is switched off. Switch it on.")
        self.sent.append(pdf)
        self.copies.append(copies)
        return Job(str(len(self.sent)))

    def state(self, job: Job) -> JobState:
        if not self.answers.is_set():
            self.answers.wait(10.0)
            raise PrinterError("The printer did not answer.")
        return self.now

    def cancel(self, job: Job) -> None:
        self.cancelled.append(job)


@pytest.fixture
def topics(root: Path) -> tuple[Topic, ...]:
    return (open_bundle(root / "content" / "ms").topic("fatigue-in-ms", "en-GB"),)


@pytest.fixture
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    application = QApplication.instance() or QApplication([])
    background = Background(application)

    def start(printer: Printer) -> tuple[PrintRun, list[str]]:
        run = PrintRun(background, settings.Settings(), phrases.load("en-GB"), lambda: printer, application)
        states: list[str] = []
        run.state_changed.connect(states.append)
        return run, states

    yield start
    background.close()


def test_a_handout_is_drawn_and_kept_in_the_folder(make: Make, topics: tuple[Topic, ...], tmp_path: Path) -> None:
    run, states = make(FolderPrinter(tmp_path))
    run.start(SESSION, topics)
    until(lambda: "saved" in states)
    assert states == ["making", "printing", "saved"]
    assert [path.read_bytes()[:5] for path in tmp_path.glob("*.pdf")] == [b"%PDF-"]
    assert not run.busy


def test_the_sheets_are_counted_before_anything_is_printed(make: Make, topics: tuple[Topic, ...]) -> None:
    printer = Troubled()
    run, states = make(printer)
    counted: list[int] = []
    run.counted.connect(counted.append)
    run.count(SESSION, topics)
    until(lambda: bool(counted))
    assert counted[0] >= 2
    assert (printer.sent, states) == ([], [])


def test_drawing_and_sending_never_happen_on_the_gui_thread(make: Make, topics: tuple[Topic, ...]) -> None:
    printer = Troubled()
    run, _ = make(printer)
    run.start(SESSION, topics)
    until(lambda: bool(printer.sent))
    assert threading.current_thread().name not in printer.threads
    run.forget()


def test_trouble_keeps_the_handout_and_trying_again_sends_the_same_sheets(
    make: Make, topics: tuple[Topic, ...]
) -> None:
    printer = Troubled()
    printer.now = JobState(Phase.NO_PAPER, over=False)
    run, states = make(printer)
    run.start(SESSION, topics)
    until(lambda: "no_paper" in states)
    assert run.busy
    printer.now = JobState(Phase.PRINTED, over=True)
    run.again()
    until(lambda: "printed" in states)
    assert printer.cancelled == [Job("1")]
    assert printer.sent[0] == printer.sent[1]


def test_a_printer_that_is_off_says_so_and_loses_nothing(make: Make, topics: tuple[Topic, ...]) -> None:
    printer = Troubled()
    printer.refuses = True
    run, states = make(printer)
    run.start(SESSION, topics)
    until(lambda: "unreachable" in states)
    printer.refuses = False
    printer.now = JobState(Phase.PRINTED, over=True)
    run.again()
    until(lambda: "printed" in states)
    assert len(printer.sent) == 1


def test_who_leaves_without_paper_takes_the_waiting_job_back(make: Make, topics: tuple[Topic, ...]) -> None:
    printer = Troubled()
    printer.now = JobState(Phase.NO_PAPER, over=False)
    run, states = make(printer)
    run.start(SESSION, topics)
    until(lambda: "no_paper" in states)
    run.forget()
    until(lambda: printer.cancelled == [Job("1")])
    run.again()
    QApplication.processEvents()
    assert len(printer.sent) == 1


def test_who_leaves_while_it_prints_still_gets_the_sheets(make: Make, topics: tuple[Topic, ...]) -> None:
    printer = Troubled()
    run, states = make(printer)
    run.start(SESSION, topics)
    until(lambda: "printing" in states)
    run.forget()
    time.sleep(0.1)
    QApplication.processEvents()
    assert printer.cancelled == []


def test_trouble_that_is_told_late_is_not_told_to_the_next_person(make: Make, topics: tuple[Topic, ...]) -> None:
    printer = Troubled()
    run, states = make(printer)
    printer.answers.clear()
    run.start(SESSION, topics)
    until(lambda: "printing" in states)
    run.forget()
    states.clear()
    run.start(SESSION, topics)
    printer.answers.set()
    until(lambda: "printing" in states)
    assert states == ["making", "printing"]
    assert run.told == ""
    run.forget()


def test_what_cannot_be_printed_waits_for_staff_under_a_code_also_when_the_person_has_left(
    make: Make, topics: tuple[Topic, ...]
) -> None:
    printer = Troubled()
    printer.now = JobState(Phase.NO_PAPER, over=False, message="Put paper in.")
    run, states = make(printer)
    run.start(SESSION, topics)
    until(lambda: "no_paper" in states)
    code = run.code
    (sheet,) = run.kept.waiting()
    assert (sheet.code, sheet.pdf, sheet.sheet) == (code, printer.sent[0], SESSION.sheet)
    assert run.told == "Put paper in."
    run.forget()
    assert run.kept.find(code) is not None
    assert run.code == ""


def test_a_sheet_that_then_prints_by_itself_waits_no_longer(make: Make, topics: tuple[Topic, ...]) -> None:
    printer = Troubled()
    printer.now = JobState(Phase.NO_PAPER, over=False)
    run, states = make(printer)
    run.start(SESSION, topics)
    until(lambda: "no_paper" in states)
    printer.now = JobState(Phase.PRINTED, over=True)
    until(lambda: "printed" in states)
    assert run.kept.waiting() == ()
    assert run.code == ""


def test_a_handout_that_staff_are_asked_for_goes_to_no_printer(make: Make, topics: tuple[Topic, ...]) -> None:
    printer = Troubled()
    run, states = make(printer)
    run.ask_staff(SESSION, topics)
    until(lambda: "asked" in states)
    assert printer.sent == []
    assert run.kept.find(run.code) is not None


def test_more_sheets_than_a_patient_may_print_are_kept_for_staff_who_may(topics: tuple[Topic, ...]) -> None:
    application = QApplication.instance() or QApplication([])
    background, printer, states = Background(application), Troubled(), list[str]()
    run = PrintRun(background, settings.Settings(), phrases.load("en-GB"), lambda: printer, application, most=1)
    run.state_changed.connect(states.append)
    run.start(SESSION, topics)
    until(lambda: "too_many" in states)
    assert printer.sent == []
    printer.now = JobState(Phase.PRINTED, over=True)
    staff, told = run.beside(), list[str]()
    staff.state_changed.connect(told.append)
    staff.print_kept(run.code)
    until(lambda: "printed" in told)
    assert len(printer.sent) == 1
    assert run.kept.waiting() == ()
    background.close()


def test_what_staff_make_of_a_kept_sheet_takes_its_place_only_once_it_is_on_paper(
    make: Make, topics: tuple[Topic, ...]
) -> None:
    printer = Troubled()
    run, states = make(printer)
    replaced = run.kept.keep(b"%PDF-1.7", 1, SESSION.sheet)
    run.print_for(run.request(SESSION, topics), 1, replaced)
    until(lambda: "printing" in states)
    assert run.kept.find(replaced) is not None
    printer.now = JobState(Phase.PRINTED, over=True)
    until(lambda: "printed" in states)
    assert run.kept.waiting() == ()


def test_staff_print_as_many_copies_as_they_asked_for(make: Make, topics: tuple[Topic, ...]) -> None:
    printer = Troubled()
    printer.now = JobState(Phase.PRINTED, over=True)
    run, states = make(printer)
    run.print_for(run.request(SESSION, topics), 3)
    until(lambda: "printed" in states)
    assert printer.copies == [3]
    assert run.sheets % 3 == 0
