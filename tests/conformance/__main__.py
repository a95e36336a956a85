"""`make conformance`: runs the tests that conformance.toml names, and writes conformance.md from what they did."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from clauses import FAILED, PAGE, PASSED, ROOT, SKIPPED, Clause, clauses, mark

sys.path.insert(0, str(ROOT))

from kiosk import __version__

_HEAD = """# Accessibility conformance report

Patient education kiosk {version}, {day}. Written by `make conformance` from what the named tests did in that run; do
not edit.

- **Standard**: EN 301 549 v3.2.1 (with WCAG 2.1 A and AA in its chapters 10 and 11), for a public terminal with closed
  functionality.
- **How it was judged**: each clause by the automatic tests named beside it, on the real program under a virtual
  display. No person with a disability and no certified auditor has tried it yet. Terms are those of the VPAT form
  (ITI): 'Supports' where every named test passed; 'Partially supports' where they passed and something is left, which
  is said; 'Does not support' where no test shows it or one failed; 'Not evaluated' where a test could not run.
- **The clinic's** clauses depend on where and how the kiosk is put up; the last table says what to measure.

{counts}

| clause | asked | level | here, and what is left | tests |
|---|---|---|---|---|
"""
_CLINIC = """
## To be measured where it stands

| clause | asked | measure |
|---|---|---|
"""


class _Outcomes:
    """A plug-in that keeps the worst outcome of each test, over its parameters."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        test = report.nodeid.partition("[")[0]
        if report.failed:
            self.found[test] = FAILED
        elif report.skipped and self.found.get(test) != FAILED:
            self.found[test] = SKIPPED
        elif report.when == "call":
            self.found.setdefault(test, PASSED)


def page(listed: tuple[Clause, ...], outcomes: Mapping[str, str], day: date) -> str:
    """Return the report."""
    counted = Counter(clause.verdict(outcomes) for clause in listed)
    counts = "**" + "; ".join(f"{words}: {number}" for words, number in counted.most_common()) + "**"
    rows = [_row(clause, outcomes) for clause in listed]
    clinic = [f"| {one.id} | {one.name} | {one.clinic} |" for one in listed if one.clinic]
    told = _HEAD.format(version=__version__, day=day.isoformat(), counts=counts)
    return told + "\n".join([*rows, _CLINIC.rstrip("\n"), *clinic, "", f"Made from list {mark()}.", ""])


def _row(clause: Clause, outcomes: Mapping[str, str]) -> str:
    tests = "<br>".join(f"`{test}`: {outcomes.get(test, FAILED)}" for test in clause.tests)
    here = clause.without or " ".join(filter(None, (clause.here, clause.left and f"**Left:** {clause.left}")))
    if not tests and not clause.without and not clause.clinic:
        tests = "none"
    return f"| {clause.id} | {clause.name} | {clause.verdict(outcomes)} | {here} | {tests} |"


def main() -> int:
    """Run and write; the exit code tells whether a named test failed."""
    listed, seen = clauses(), _Outcomes()
    tests = list(dict.fromkeys(test for clause in listed for test in clause.tests))
    pytest.main(["-q", "--no-header", *(str(Path(ROOT) / test) for test in tests)], plugins=[seen])
    PAGE.write_text(page(listed, seen.found, date.today()), encoding="utf-8")
    print(f"Wrote {PAGE.relative_to(ROOT)}.")
    return int(FAILED in seen.found.values() or not seen.found)


if __name__ == "__main__":
    sys.exit(main())
