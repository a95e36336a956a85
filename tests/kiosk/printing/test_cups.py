"""What the kiosk promises about a print queue, shown on a real CUPS with an emulated printer."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from kiosk.errors import PrinterError
from kiosk.printing import Phase
from kiosk.printing.choose import printer_for
from kiosk.printing.cups import CupsPrinter, default_queue, queues
from kiosk.printing.folder import FolderPrinter
from kiosk.printing.ipp import Answer, Attribute, Operation, Tag
from kiosk.printing.printer import Job, JobState, QueueError
from kiosk.printing.server import Server
from kiosk.settings import Settings

Wait = Callable[..., JobState]


@pytest.fixture(scope="session")
def pdf() -> bytes:
    file = BytesIO()
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    document.add_blank_page(page_size=(595, 842))
    document.save(file)
    return file.getvalue()


@pytest.fixture
def printer(shop: Any) -> Iterator[CupsPrinter]:
    yield CupsPrinter(shop.server, "kiosk")
    shop.fault("")


def test_a_handout_is_printed_and_reported_as_printed(
    shop: Any, printer: CupsPrinter, pdf: bytes, wait_for: Wait
) -> None:
    before = len(shop.printed())
    job = printer.submit(pdf)
    state = wait_for(printer, job, Phase.PRINTED)
    assert state.over
    [printed] = shop.printed()[before:]
    with pikepdf.open(printed) as document:
        assert len(document.pages) == 2


class Deaf(Server):
    """The print system, but nothing can be learned of the printer itself."""

    def ask(self, operation: Operation, *rest: Any, **named: Any) -> Answer:
        if operation is Operation.GET_PRINTER_ATTRIBUTES:
            raise PrinterError("It does not answer.")
        return super().ask(operation, *rest, **named)


def test_what_lies_on_paper_stays_printed_though_the_printer_can_no_longer_be_asked(
    shop: Any, printer: CupsPrinter, pdf: bytes, wait_for: Wait
) -> None:
    job = printer.submit(pdf)
    wait_for(printer, job, Phase.PRINTED)
    assert CupsPrinter(Deaf(shop.server.address), "kiosk").state(job) == JobState(Phase.PRINTED, over=True)


def test_out_of_paper_is_told_and_printing_goes_on_when_paper_is_back(
    shop: Any, printer: CupsPrinter, pdf: bytes, wait_for: Wait
) -> None:
    shop.fault("media-empty")
    job = printer.submit(pdf)
    waiting = wait_for(printer, job, Phase.NO_PAPER)
    assert not waiting.over
    assert "out of paper" in waiting.message
    shop.fault("")
    assert wait_for(printer, job, Phase.PRINTED).over


@pytest.mark.parametrize(
    ("reason", "phase", "said"),
    [
        ("media-jam", Phase.STUCK, "stuck"),
        ("media-needed", Phase.OTHER_PAPER, "other paper"),
        ("cover-open", Phase.OPEN, "Close it"),
        ("toner-empty", Phase.NEEDS_STAFF, "cartridge"),
        ("input-tray-missing", Phase.NEEDS_STAFF, "Push it in"),
    ],
)
def test_each_trouble_is_told_by_its_own_name_and_printing_goes_on_when_it_is_over(
    shop: Any, printer: CupsPrinter, pdf: bytes, wait_for: Wait, reason: str, phase: Phase, said: str
) -> None:
    shop.fault(reason)
    job = printer.submit(pdf)
    waiting = wait_for(printer, job, phase)
    assert not waiting.over
    assert said in waiting.message
    shop.fault("")
    wait_for(printer, job, Phase.PRINTED)


def test_low_toner_stops_nothing_and_is_told_with_the_printed_job(
    shop: Any, printer: CupsPrinter, pdf: bytes, wait_for: Wait
) -> None:
    shop.warn("toner-low")
    try:
        state = wait_for(printer, printer.submit(pdf), Phase.PRINTED)
    finally:
        shop.warn("")
    assert state.over
    assert "Toner is low" in state.message


def test_copies_are_asked_of_the_printer(shop: Any, printer: CupsPrinter, pdf: bytes, wait_for: Wait) -> None:
    job = printer.submit(pdf, copies=3)
    wait_for(printer, job, Phase.PRINTED)
    asked = (
        Attribute(Tag.URI, "printer-uri", (shop.server.uri("/printers/kiosk"),)),
        Attribute(Tag.INTEGER, "job-id", (int(job.id),)),
    )
    known = shop.server.ask(Operation.GET_JOB_ATTRIBUTES, "/printers/kiosk", asked).first(Tag.JOB)
    assert known["copies"] == (3,)


def test_a_job_can_be_taken_back_while_the_printer_waits_for_paper(
    shop: Any, printer: CupsPrinter, pdf: bytes, wait_for: Wait
) -> None:
    before = len(shop.printed())
    shop.fault("media-empty")
    job = printer.submit(pdf)
    wait_for(printer, job, Phase.NO_PAPER)
    printer.cancel(job)
    assert wait_for(printer, job, Phase.CANCELLED).over
    printer.cancel(job)  # a job that is over is left as it is
    shop.fault("")
    assert len(shop.printed()) == before


def test_a_printer_that_is_switched_off_is_told_as_unreachable_and_prints_when_it_is_back(
    shop: Any, printer: CupsPrinter, pdf: bytes, wait_for: Wait
) -> None:
    shop.unplug()
    try:
        job = printer.submit(pdf)
        gone = wait_for(printer, job, Phase.UNREACHABLE)
        assert not gone.over
        assert "Check that it is on" in gone.message
    finally:
        shop.plug_in()
    wait_for(printer, job, Phase.PRINTED, 40.0)


def test_a_stopped_queue_is_told_and_the_job_is_printed_when_it_starts_again(
    shop: Any, printer: CupsPrinter, pdf: bytes, wait_for: Wait
) -> None:
    shop.run("cupsdisable", "kiosk")
    try:
        job = printer.submit(pdf)
        assert not wait_for(printer, job, Phase.STOPPED).over
    finally:
        shop.run("cupsenable", "kiosk")
    wait_for(printer, job, Phase.PRINTED)


def test_a_job_that_the_printer_gives_up_is_over_and_says_so(shop: Any, printer: CupsPrinter, pdf: bytes) -> None:
    """CUPS (2.4.2) asks the printer from two threads, and where the wrong one sees it first says 'completed'.

    What a kiosk cannot know it cannot tell; how often that is hangs on how busy the machine is, so it is tried anew.
    """
    shop.fault("abort")
    tried = [_end_of(printer, printer.submit(pdf))]
    while tried[-1].phase is not Phase.STOPPED and len(tried) < 12:
        tried.append(_end_of(printer, printer.submit(pdf)))
    assert tried[-1].phase is Phase.STOPPED
    assert "again" in tried[-1].message


def _end_of(printer: CupsPrinter, job: Job) -> JobState:
    end = time.monotonic() + 30.0
    while not (state := printer.state(job)).over:
        assert time.monotonic() < end, state
        time.sleep(0.1)
    return state


def test_a_queue_that_refuses_jobs_says_so(shop: Any, printer: CupsPrinter, pdf: bytes) -> None:
    shop.run("cupsreject", "kiosk")
    try:
        with pytest.raises(QueueError, match="does not take jobs"):
            printer.submit(pdf)
    finally:
        shop.run("cupsaccept", "kiosk")


def test_a_queue_that_is_not_there_is_an_error_that_names_it(shop: Any, pdf: bytes) -> None:
    with pytest.raises(QueueError, match="no print queue 'nowhere'"):
        CupsPrinter(shop.server, "nowhere").submit(pdf)


def test_staff_read_where_pages_come_out(printer: CupsPrinter) -> None:
    assert printer.where_it_goes() == "Pages come out of Waiting room printer, beside the desk (queue 'kiosk')."


def test_no_job_carries_a_title_that_tells_of_a_person(
    shop: Any, printer: CupsPrinter, pdf: bytes, wait_for: Wait
) -> None:
    job = printer.submit(pdf)
    wait_for(printer, job, Phase.PRINTED)
    listed = subprocess.run(["lpstat", "-W", "completed", "-o"], env=shop.environment, capture_output=True, text=True)
    assert f"kiosk-{job.id} " in listed.stdout
    asked = (
        Attribute(Tag.URI, "printer-uri", (shop.server.uri("/printers/kiosk"),)),
        Attribute(Tag.INTEGER, "job-id", (int(job.id),)),
    )
    known = shop.server.ask(Operation.GET_JOB_ATTRIBUTES, "/printers/kiosk", asked).first(Tag.JOB)
    assert known["job-name"] == ("handout",)
    assert known["document-name-supplied"] == ("handout",)


def test_the_default_queue_is_used_when_the_settings_name_none(shop: Any) -> None:
    assert isinstance(printer_for(Settings(), shop.server), FolderPrinter)
    shop.run("lpadmin", "-d", "kiosk")
    assert default_queue(shop.server) == "kiosk"
    assert printer_for(Settings(), shop.server).name == "kiosk"
    [queue] = queues(shop.server)
    assert (queue.name, queue.default, queue.accepting) == ("kiosk", True, True)


def test_a_print_system_that_is_not_there_is_an_error_with_what_to_do() -> None:
    with pytest.raises(PrinterError, match="Check that CUPS is running"):
        CupsPrinter(Server("localhost:9"), "kiosk").submit(b"%PDF")


def test_a_kiosk_without_a_print_system_keeps_pages_as_files() -> None:
    assert isinstance(printer_for(Settings(), Server("localhost:9")), FolderPrinter)
