"""What stories share: a touch screen, a folder in place of a printer, staff at a kiosk that knows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QPointingDevice
from PySide6.QtWidgets import QApplication

from kiosk import paths
from kiosk.settings import Settings
from kiosk.staff.packs import Pack, Packs
from kiosk.staff.people import StaffList
from tests.support.people import PIN, Nurse
from tests.support.screens import kiosk_on
from tests.support.source import ROOT
from tests.support.touch import touch_screen


@pytest.fixture(scope="session")
def touch() -> QPointingDevice:
    """Return a touch screen."""
    QApplication.instance() or QApplication([])
    return touch_screen()


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """Return the folder that is printed to."""
    return tmp_path / "printed"


@pytest.fixture
def nurse(printed: Path, touch: QPointingDevice) -> Iterator[Nurse]:
    """Return a nurse at Home of a kiosk that has one pack."""
    StaffList(paths.staff_file(), pepper=b"").add("Ana", PIN)
    Packs(paths.packs_file()).save(Pack("Starting baclofen", ("baclofen", "talking-to-your-ms-team")))
    settings = Settings(voice="none", print_folder=str(printed), idle_seconds=300, staff_lock_seconds=60)
    with kiosk_on("landscape", ROOT / "content" / "ms", settings) as kiosk:
        kiosk.presenter.start()
        yield Nurse(kiosk, touch)
