"""What every test stands on: no screen of the caller, no folder of the caller, property tests without a stopwatch."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.support.sharing import pytest_addoption, pytest_collection_modifyitems, pytest_runtestloop

__all__ = ["pytest_addoption", "pytest_collection_modifyitems", "pytest_runtestloop"]  # hooks
ROOT = Path(__file__).resolve().parent.parent

# Before Qt is imported anywhere: pictures come out the same on every machine. Tests that want another screen
# (xcb on Xvfb) start a process of their own with their own environment.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
for name in ("QT_SCALE_FACTOR", "QT_FONT_DPI", "QT_QPA_PLATFORMTHEME", "QT_STYLE_OVERRIDE", "KIOSK_HOME"):
    os.environ.pop(name, None)

hypothesis.settings.register_profile("kiosk", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("kiosk")


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Name folders that are not there yet; pytest would look through all there are for the next number."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty folder for what a clinic writes, in place of the user's own."""
    folder = next(homes)
    folder.mkdir()
    monkeypatch.setenv("KIOSK_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT
