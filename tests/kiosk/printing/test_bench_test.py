"""The printer's part of the bench test on a real print system: the sheet, paper and toner, and what is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk import phrases, settings
from kiosk.bench_test import paper
from kiosk.bench_test.words import words_of
from kiosk.handout.bench_test import LINE_MM, draw_test_sheet
from kiosk.printing.choose import printer_for
from kiosk.printing.cups import CupsPrinter
from kiosk.printing.printer import JobState, Phase
from kiosk.printing.supplies import ask_supplies
from tests.kiosk.bench_test.test_paper import words_on
from tests.kiosk.printing.conftest import PrintShop


def test_a_real_print_system_prints_the_test_sheet_and_tells_of_its_paper(
    shop: PrintShop, monkeypatch: pytest.MonkeyPatch, wait_for: Callable[..., JobState]
) -> None:
    monkeypatch.setenv("CUPS_SERVER", shop.server.address)
    chosen = settings.Settings(printer="kiosk")
    printer = printer_for(chosen)
    assert isinstance(printer, CupsPrinter)
    shop.fault("media-empty-error")
    job = printer.submit(draw_test_sheet(phrases.load("en-GB"), words_of(chosen), "Clinic").pdf)
    wait_for(printer, job, Phase.NO_PAPER)
    assert "Put paper in" in paper.supplies(chosen).do
    shop.fault("")
    wait_for(printer, job, Phase.PRINTED)
    printed = words_on(shop.printed()[-1])
    assert f"exactly {LINE_MM:.0f} mm long" in printed
    assert "Letters of 24 points" in printed
    assert paper.printer(chosen).passed
    assert "iso_a4_210x297mm" in ask_supplies(printer).papers
    assert paper.supplies(chosen).passed
    assert paper.keeps_nothing(chosen, shop.root / "cups/etc/cupsd.conf").passed
