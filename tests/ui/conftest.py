"""What tests of the glass share: the crowded pack, a kiosk in each orientation, a touch screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtGui import QPointingDevice
from PySide6.QtWidgets import QApplication

from tests.support.screens import GLASSES, crowded_pack, kiosk_on
from tests.support.touch import touch_screen
from ui.app import Kiosk


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped pack with more topics than one page of tiles holds."""
    return crowded_pack(tmp_path_factory.mktemp("packs") / "crowded")


@pytest.fixture(scope="module")
def kiosks(crowded: Path) -> Iterator[Mapping[str, Kiosk]]:
    """Return a kiosk for each orientation."""
    with ExitStack() as stack:
        made = {glass: stack.enter_context(kiosk_on(glass, crowded)) for glass in GLASSES}
        for one in made.values():  # only looked at: nobody's touches are counted, which takes half the time
            one.application.removeEventFilter(one.idle)
        yield made


@pytest.fixture(scope="module")
def kiosk(crowded: Path) -> Iterator[Kiosk]:
    """Return a kiosk on a glass that lies wide."""
    with kiosk_on("landscape", crowded) as one:
        yield one


@pytest.fixture(scope="session")
def touch() -> QPointingDevice:
    """Return a touch screen."""
    QApplication.instance() or QApplication([])
    return touch_screen()
