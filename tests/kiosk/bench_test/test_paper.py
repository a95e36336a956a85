"""The printer: what it says of paper and toner, what the print system keeps, and the two sheets of the bench test."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from kiosk import phrases, settings
from kiosk.bench_test import paper
from kiosk.bench_test.certificate import certificate_of, write_certificate
from kiosk.bench_test.finding import State, failed, passed, untried
from kiosk.bench_test.screen import Seen
from kiosk.bench_test.words import words_of
from kiosk.bundle.clock import RELEASED
from kiosk.errors import HandoutError
from kiosk.handout.bench_test import draw_test_sheet
from kiosk.printing.supplies import Marker, Supplies

CHOSEN = settings.Settings()
INK = (Marker("Black Cartridge", 60, low=False),)


def words_on(pdf: Path) -> str:
    """Return the words of a PDF, a blank between any two."""
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, timeout=30, check=True)
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("told", "state", "says"),
    [
        (Supplies((), INK, ("iso_a4_210x297mm",)), State.PASSED, "Black Cartridge 60 %"),
        (Supplies((), INK, ()), State.PASSED, "60 %"),
        (Supplies((), INK, ("na_letter_8.5x11in",)), State.FAILED, "not A4"),
        (Supplies(("media-empty-error",), INK, ()), State.FAILED, "media-empty"),
        (Supplies(("media-low-warning",), INK, ()), State.FAILED, "media-low"),
        (Supplies(("toner-low-report",), (), ()), State.FAILED, "toner-low"),
        (Supplies(("marker-waste-almost-full-warning",), INK, ()), State.FAILED, "waste"),
        (Supplies((), (Marker("Black", 3, low=True),), ()), State.FAILED, "Black 3 %"),
        (Supplies((), (Marker("Black", None, low=False),), ()), State.NOT_TRIED, "nothing of paper"),
        (Supplies((), (), ()), State.NOT_TRIED, "nothing of paper"),
    ],
)
def test_paper_and_toner_pass_only_where_the_printer_tells_of_enough(told: Supplies, state: State, says: str) -> None:
    found = paper.judged(told, "A4")
    assert found.state is state
    assert says in found.found
    assert found.passed or found.do


@pytest.mark.parametrize(
    ("conf", "state"),
    [
        ("PreserveJobFiles No\nPreserveJobHistory 300\n", State.PASSED),
        ("preservejobfiles  off\n# PreserveJobHistory Yes\nPreserveJobHistory 60\n", State.PASSED),
        ("PreserveJobFiles No\nPreserveJobHistory No\n", State.FAILED),
        ("PreserveJobFiles No\nPreserveJobHistory 90000\n", State.FAILED),
        ("PreserveJobFiles No\n", State.FAILED),
        ("PreserveJobHistory 300\n", State.FAILED),
        ("PreserveJobFiles No\nPreserveJobHistory 300\nPreserveJobHistory Yes\n", State.FAILED),
        ("", State.FAILED),
    ],
)
def test_the_print_system_passes_only_where_it_keeps_no_page_and_no_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, conf: str, state: State
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "localhost:9")
    file = tmp_path / "cupsd.conf"
    assert paper.keeps_nothing(CHOSEN, file).state is State.NOT_TRIED  # it can't be read
    file.write_text(conf)
    assert paper.keeps_nothing(CHOSEN, file).state is state
    monkeypatch.setenv("CUPS_SERVER", "print.example:631")
    assert "another machine" in paper.keeps_nothing(CHOSEN, file).found


def test_pages_that_go_to_a_folder_pass_only_where_the_clinic_chose_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "localhost:9")
    assert paper.printer(CHOSEN).state is State.FAILED
    assert paper.printer(settings.Settings(print_folder=str(tmp_path))).passed
    assert paper.supplies(CHOSEN).state is State.NOT_TRIED


def test_the_test_sheet_is_one_page_on_either_paper_and_its_line_is_as_long_as_it_says() -> None:
    for name in ("A4", "Letter"):
        drawn = draw_test_sheet(phrases.load("en-GB"), words_of(CHOSEN), "Clinic", name)
        assert drawn.pages == 1


def test_the_certificate_holds_every_line_with_who_said_so(tmp_path: Path) -> None:
    found = (
        passed("touch", "All four corners within 2 mm."),
        passed("voice heard", "It was heard well.", told=True),
        failed("printer", "The queue '\u3042' is gone.", "Set it up."),
        untried("headset", "It was skipped.", "Test again."),
    )
    now = datetime.combine(RELEASED, datetime.min.time()).replace(hour=7, minute=55)
    made = certificate_of(found, CHOSEN, Seen(version="6.11.3"), now)
    file = tmp_path / "deep" / "c.pdf"
    pdf = write_certificate(made, CHOSEN, file)
    assert file.read_bytes() == pdf
    said = words_on(file)
    for words in (
        "Bench test of the kiosk", "Not ready for patients. 2 passed, 1 failed, 1 not tried.", "Riverside MS Clinic",
        "Python 3", "Qt 6.11.3", "Touch: All four corners within 2 mm.",
        "Voice heard (told by the person at the screen): It was heard well.",
        "Printer: The queue '?' is gone. Set it up.", "Not tried: nobody knows yet", "Headset: It was skipped.",
        "Name and signature", f"{RELEASED.day} November 2026, 7.55 am",
    ):  # fmt: skip
        assert words in said, words
    assert said.index("Printer:") < said.index("Headset:") < said.index("Touch:")


def test_a_certificate_by_a_clock_that_cannot_be_right_leaves_room_for_the_date(tmp_path: Path) -> None:
    made = certificate_of((passed("touch", "Fine."),), CHOSEN, Seen(), datetime(1970, 1, 1))
    assert made.tested_at is None
    write_certificate(made, CHOSEN, tmp_path / "c.pdf")
    assert "Date: ____" in words_on(tmp_path / "c.pdf")
    assert "1970" not in words_on(tmp_path / "c.pdf")


def test_a_kiosk_in_a_language_without_staff_words_has_its_certificate_in_english(tmp_path: Path) -> None:
    chosen = settings.Settings(language="cy")
    made = certificate_of((passed("touch", "Fine."),), chosen, Seen(), datetime.now())
    write_certificate(made, chosen, tmp_path / "c.pdf")
    assert "Page 1 of 1" in words_on(tmp_path / "c.pdf")


def test_a_certificate_that_cannot_be_written_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    made = certificate_of((), CHOSEN, Seen(), datetime.now())
    with pytest.raises(HandoutError, match="Name another file"):
        write_certificate(made, CHOSEN, tmp_path / "file" / "c.pdf")
