"""Goldens are accepted by hand: `pytest tests/golden --accept-goldens`, after a look at every picture."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept-goldens", action="store_true", help="keep the pictures as they are drawn now")


@pytest.fixture
def accepting(request: pytest.FixtureRequest) -> bool:
    """Return whether the pictures drawn now are to be kept."""
    return bool(request.config.getoption("--accept-goldens", default=False))
