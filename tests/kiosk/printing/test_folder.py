"""What the kiosk promises where pages are kept as files."""

from __future__ import annotations

import os
import stat
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.errors import PrinterError
from kiosk.printing import Phase
from kiosk.printing.choose import printer_for
from kiosk.printing.folder import FolderPrinter
from kiosk.settings import Settings


def at_ten() -> datetime:
    return datetime(2026, 11, 25, 10, 40)


def test_a_page_is_kept_whole_and_staff_read_where(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path / "printed", at_ten)
    job = printer.submit(b"%PDF-1.7 whole")
    assert printer.path(job).read_bytes() == b"%PDF-1.7 whole"
    state = printer.state(job)
    assert (state.phase, state.over) == (Phase.PRINTED, True)
    assert str(printer.path(job)) in state.message
    assert str(tmp_path / "printed") in printer.where_it_goes()


def test_only_the_kiosks_own_user_can_read_what_is_printed(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path / "printed", at_ten)
    path = printer.path(printer.submit(b"%PDF"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_two_pages_of_the_same_second_are_two_files_and_nothing_else_is_left(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path, at_ten)
    names = {printer.submit(b"%PDF").id, printer.submit(b"%PDF").id}
    assert {path.name for path in tmp_path.iterdir()} == names
    assert len(names) == 2
    assert all(name.startswith("handout-2026-11-25-104000-") for name in names)


def test_a_folder_that_cannot_be_written_is_an_error_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PrinterError, match="Check the folder"):
        FolderPrinter(tmp_path / "file" / "printed", at_ten).submit(b"%PDF")


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PrinterError, match="No space left"):
        FolderPrinter(tmp_path, at_ten).submit(b"%PDF")
    assert not list(tmp_path.iterdir())


def test_a_file_that_was_taken_away_is_not_reported_as_printed(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path, at_ten)
    job = printer.submit(b"%PDF")
    printer.cancel(job)
    assert printer.state(job).phase is Phase.PRINTED
    printer.path(job).unlink()
    assert printer.state(job).phase is Phase.CANCELLED


def test_the_folder_of_the_settings_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "localhost:9")
    printer = printer_for(Settings(print_folder=str(tmp_path / "here")))
    printer.submit(b"%PDF")
    assert len(list((tmp_path / "here").iterdir())) == 1


def test_a_named_queue_without_a_print_system_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CUPS_SERVER", raising=False)
    monkeypatch.setattr("kiosk.printing.server.SOCKETS", ())
    with pytest.raises(PrinterError, match="Start CUPS"):
        printer_for(Settings(printer="desk"))
