"""The list of clauses, read and judged: from what tests did to the words of a conformance report."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LIST = ROOT / "resources" / "docs" / "conformance.toml"
PAGE = LIST.with_suffix(".md")
PASSED, FAILED, SKIPPED = "passed", "failed", "not run here"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the standard. `tests` are ids without parameters; see the head of conformance.toml."""

    id: str
    name: str
    here: str
    tests: tuple[str, ...] = ()
    left: str = ""
    clinic: str = ""
    without: str = ""

    def verdict(self, outcomes: Mapping[str, str]) -> str:
        """Return the term of the report form for this clause, after `outcomes` by test id."""
        if self.without:
            return "Not applicable"
        if not self.tests:
            return "The clinic's" if self.clinic else "Does not support"
        found = {outcomes.get(test, FAILED) for test in self.tests}
        if FAILED in found:
            return "Does not support"
        if SKIPPED in found:
            return "Not evaluated"
        return "Partially supports" if self.left else "Supports"


def clauses() -> tuple[Clause, ...]:
    """Return the list, in its order."""
    raw = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return tuple(Clause(**{**one, "tests": tuple(one.get("tests", ()))}) for one in raw["clause"])


def mark() -> str:
    """Return what tells this list from any other."""
    return hashlib.sha256(LIST.read_bytes()).hexdigest()[:12]
