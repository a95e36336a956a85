"""The hazard log: every hazard is rated, has controls, and is linked to tests that exist; open ones are not hidden."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "resources" / "docs"
LOG: Mapping[str, Any] = tomllib.loads((DOCS / "hazards.toml").read_text(encoding="utf-8"))
HAZARDS: list[Mapping[str, Any]] = LOG["hazard"]
EACH = pytest.mark.parametrize("hazard", HAZARDS, ids=[one["id"] for one in HAZARDS])
NEEDED = {"id", "hazard", "cause", "effect", "harm", "first", "left", "controls", "tests"}
STARTED_WITH = {f"H{number:02}" for number in range(1, 17)}
"""The hazards that the log was begun with: none may be dropped without a word."""


@cache
def names_in(path: str) -> frozenset[str]:
    """Return the names of the test functions of a file; none when there is no such file."""
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def missing(tests: list[str]) -> list[str]:
    """Return those of `tests` that are not there."""
    split = [(test, *test.partition("::")[::2]) for test in tests]
    return [test for test, path, name in split if not name.startswith("test_") or name not in names_in(path)]


def wrong_with(hazard: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with one hazard."""
    found = [f"it lacks {key}" for key in sorted(NEEDED - hazard.keys())]
    found += [f"it has '{key}'" for key in sorted(hazard.keys() - NEEDED - {"open", "reason", "later"})]
    if found:
        return found
    found += [f"{key} is empty" for key in ("hazard", "cause", "effect", "harm", "controls") if not hazard[key]]
    found += [f"there is no {test}" for test in missing(hazard["tests"])]
    for key in ("first", "left"):
        if len(hazard[key]) != 2 or not all(type(rate) is int and 1 <= rate <= 5 for rate in hazard[key]):
            found.append(f"{key} is not [severity, likelihood] from 1 to 5")
    if hazard["left"][0] * hazard["left"][1] > hazard["first"][0] * hazard["first"][1]:
        found.append("the controls make it worse")
    if hazard.get("open", False) != bool(hazard.get("reason")):
        found.append("an open hazard has a reason, and only an open one")
    if not hazard["tests"] and not hazard.get("open", False):
        found.append("no test shows its controls, and it is not open")
    return found


@EACH
def test_every_hazard_is_rated_and_linked_to_tests_that_exist(hazard: Mapping[str, Any]) -> None:
    assert wrong_with(hazard) == []


def test_no_hazard_is_dropped_or_told_twice() -> None:
    ids = [hazard["id"] for hazard in HAZARDS]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
    assert set(ids) >= STARTED_WITH


def test_ratings_are_called_proposed_until_a_safety_officer_confirms_them() -> None:
    assert LOG["ratings"] == "proposed"
    assert set(LOG) == {"ratings", "hazard"}


def test_open_hazards_are_listed_in_the_manual_with_their_reason() -> None:
    manual = (DOCS / "trust.md").read_text(encoding="utf-8")
    section = manual.partition("## Hazards that are open\n")[2].partition("\n## ")[0]
    listed = dict(re.findall(r"^- \*\*(H\d\d)\*\* .*?: (.*)$", section, re.MULTILINE))
    assert listed == {hazard["id"]: hazard["reason"] for hazard in HAZARDS if hazard.get("open", False)}


@pytest.mark.parametrize(
    "change",
    [
        {"tests": []},
        {"tests": ["tests/kiosk/test_hazards.py::test_that_is_not_there"]},
        {"tests": ["tests/kiosk/test_nothing.py::test_x"]},
        {"tests": ["tests/kiosk/test_hazards.py::wrong_with"]},
        {"open": True},
        {"reason": "Not built."},
        {"first": [3, 6]},
        {"left": [5, 5], "first": [1, 1]},
        {"controls": []},
        {"owner": "somebody"},
    ],
)
def test_a_hazard_without_a_test_or_with_a_wrong_entry_fails(change: Mapping[str, Any]) -> None:
    sound = next(hazard for hazard in HAZARDS if not hazard.get("open", False))
    assert wrong_with(sound) == []
    assert wrong_with({**sound, **change}) != []
