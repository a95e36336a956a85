"""The page being printed is told only where it is the printer's own count; shown on a real CUPS."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from kiosk.printing import Phase
from kiosk.printing.cups import CupsPrinter
from kiosk.printing.ipp import Attribute, Operation, Tag
from kiosk.printing.printer import Job, JobState

Wait = Callable[..., JobState]
PAGES = 6


@pytest.fixture(scope="module")
def pdf() -> bytes:
    file = BytesIO()
    document = pikepdf.new()
    for _ in range(PAGES):
        document.add_blank_page(page_size=(595, 842))
    document.save(file)
    return file.getvalue()


@pytest.fixture
def held(shop: Any) -> Iterator[Any]:
    """Return the print shop, whose printer holds each job before its first page."""
    shop.pages("0")
    yield shop
    shop.pages("")


def counted_by_cups(shop: Any, queue: str, number: int) -> int:
    """Return what CUPS gives as the pages of a job that are done."""
    asked = (
        Attribute(Tag.URI, "printer-uri", (shop.server.uri(f"/printers/{queue}"),)),
        Attribute(Tag.INTEGER, "job-id", (number,)),
    )
    found = shop.server.ask(Operation.GET_JOB_ATTRIBUTES, f"/printers/{queue}", asked).first(Tag.JOB)
    return int(found["job-impressions-completed"][0])


def until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_the_pages_told_are_those_that_the_printer_has_done(held: Any, pdf: bytes, wait_for: Wait) -> None:
    printer = CupsPrinter(held.server, "kiosk")
    job = printer.submit(pdf)
    assert job.counted
    for done in (2, 5):
        held.pages(str(done))
        until(lambda: bool(printer.state(job).pages))
        until(lambda done=done: printer.state(job) == JobState(Phase.PRINTING, over=False, pages=done))
    held.pages("")
    assert wait_for(printer, job, Phase.PRINTED).pages == 0  # nothing is left to tell


def test_a_job_that_waits_has_no_page_though_cups_passed_them_all_on(held: Any, pdf: bytes, wait_for: Wait) -> None:
    """The second job does not ask the filter not to count, and CUPS counts what is not on paper yet."""
    printer = CupsPrinter(held.server, "kiosk")
    asked = printer.submit(pdf)
    until(lambda: printer.state(asked) == JobState(Phase.PRINTING, over=False))
    assert counted_by_cups(held, "kiosk", int(asked.id)) == 0
    printer.cancel(asked)
    until(lambda: printer.state(asked).over)
    plain = (
        Attribute(Tag.URI, "printer-uri", (held.server.uri("/printers/kiosk"),)),
        Attribute(Tag.MIME, "document-format", ("application/pdf",)),
    )
    answer = held.server.ask(Operation.PRINT_JOB, "/printers/kiosk", plain, pdf)
    number = int(answer.first(Tag.JOB)["job-id"][0])
    until(lambda: counted_by_cups(held, "kiosk", number) == PAGES)
    assert printer.state(Job(str(number))) == JobState(Phase.PRINTING, over=False)
    held.pages("")
    wait_for(printer, Job(str(number)), Phase.PRINTED)


def test_a_queue_whose_filters_make_pictures_of_pages_tells_none(held: Any, pdf: bytes, wait_for: Wait) -> None:
    passes = held.server.file("/printers/kiosk.ppd").decode()
    lines = [line for line in passes.splitlines() if not line.startswith("*cupsFilter2")]
    (held.root / "pictures.ppd").write_text("\n".join([*lines, '*cupsFilter2: "image/urf image/urf 100 -"']))
    device = f"ipp://localhost:{held.printer_port}/ipp/print"
    held.run("lpadmin", "-p", "pictures", "-E", "-v", device, "-P", str(held.root / "pictures.ppd"))
    try:
        printer = CupsPrinter(held.server, "pictures")
        job = printer.submit(pdf)
        assert not job.counted
        until(lambda: counted_by_cups(held, "pictures", int(job.id)) == PAGES)
        assert printer.state(job) == JobState(Phase.PRINTING, over=False)
        held.pages("")
        wait_for(printer, job, Phase.PRINTED)
    finally:
        held.run("lpadmin", "-x", "pictures")
