"""Several test processes share one run, so that no core idles: `pytest --claims=FOLDER`, and `--backwards` but for one.

All collect the same tests; each file is run whole, by the process that is first to claim it in FOLDER. The first
process begins in front, with what waits for sound, paper or another process and must not be kept waiting itself; the
others (`--backwards`) begin at the back, with the long walks. They meet somewhere between, so the end is short.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

IN_FRONT = (
    "tests/deploy",
    "tests/journeys/test_tour.py",
    "tests/kiosk/printing",
    "tests/ui/accessible",
    "tests/ui/adapters",
    "tests/ui/bench_test",
    "tests/ui/guide",
)
"""What depends most on the clock, or starts programs of its own."""
AT_THE_BACK = ("tests/ui/test_every_screen.py",)
"""The longest, the last of these first."""
TOGETHER = ("tests/kiosk/printing",)
"""Folders that are run by one process: what all their files stand on can be there once only."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("sharing", "share a run with other test processes")
    group.addoption("--claims", type=Path, metavar="FOLDER", help="where they claim files")
    group.addoption("--backwards", action="store_true", help="begin with the last")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("claims") is None:
        return
    items.sort(key=lambda item: _rank(item.nodeid))
    if config.getoption("backwards"):
        files: dict[str, list[pytest.Item]] = {}
        for item in items:
            files.setdefault(_file(item), []).append(item)
        items[:] = [item for file in reversed(files) for item in files[file]]


def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run what this process claims, as pytest's own loop runs all; that one stays where nothing is shared."""
    folder = session.config.getoption("claims")
    if folder is None or session.testsfailed or session.config.option.collectonly:
        return None
    claimed = _claimed(session.items, folder)
    item = next(claimed, None)
    while item is not None:
        following = next(claimed, None)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.shouldfail:
            raise session.Failed(session.shouldfail)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)
        item = following
    return True


def _claimed(items: Sequence[pytest.Item], folder: Path) -> Iterator[pytest.Item]:
    mine: dict[str, bool] = {}
    for item in items:
        what = next((name for name in TOGETHER if item.nodeid.startswith(f"{name}/")), _file(item))
        if what not in mine:
            mine[what] = _claim(folder / what.replace("/", "+"))
        if mine[what]:
            yield item


def _claim(path: Path) -> bool:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


def _rank(nodeid: str) -> int:
    if nodeid.startswith(AT_THE_BACK):
        return 1 + next(at for at, name in enumerate(AT_THE_BACK) if nodeid.startswith(name))
    return -1 if nodeid.startswith(IN_FRONT) else 0
