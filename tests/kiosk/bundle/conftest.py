"""Bundles that are made once for all tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.bundle.model import Status
from kiosk.bundle.writer import Item, write_items
from tests.kiosk.bundle.makers import MODEL_PACK, make_topic


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bundle of 30 topics."""
    return _made(tmp_path_factory.mktemp("small") / "small.kib", 30)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bundle of 10,000 topics."""
    return _made(tmp_path_factory.mktemp("large") / "large.kib", 10_000)


def _made(path: Path, count: int) -> Path:
    sounds = {"sentences": {}, "made_by": "a test"}
    items = (Item(make_topic(n, Status.APPROVED if n % 10 == 0 else Status.DRAFT), sounds) for n in range(count))
    write_items(MODEL_PACK, items, path)
    return path
