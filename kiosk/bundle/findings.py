"""What is wrong with content, as values: where it stands, what is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Gravity(StrEnum):
    """How grave a finding is: an `ERROR` keeps the topic from being shown, a `HINT` is a matter of taste."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend in a file of a pack."""

    path: Path
    line: int
    """From 1."""
    severity: Gravity
    code: str
    """A short name of the rule, such as 'unknown-key'."""
    wrong: str
    """What is wrong, as a sentence."""
    instead: str
    """What to write instead, as a sentence."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.wrong} {self.instead} [{self.code}]"


class Findings:
    """Collects the findings of one file while it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._found: list[Finding] = []

    def error(self, line: int, code: str, wrong: str, instead: str) -> None:
        """Add what keeps the file from being used."""
        self._found.append(Finding(self.path, line, Gravity.ERROR, code, wrong, instead))

    def warning(self, line: int, code: str, wrong: str, instead: str) -> None:
        """Add what ought to be mended."""
        self._found.append(Finding(self.path, line, Gravity.WARNING, code, wrong, instead))

    def hint(self, line: int, code: str, wrong: str, instead: str) -> None:
        """Add what could be better."""
        self._found.append(Finding(self.path, line, Gravity.HINT, code, wrong, instead))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Add findings of a file that this one names, such as a picture."""
        self._found.extend(findings)

    @property
    def failed(self) -> bool:
        """Whether an error is among them."""
        return has_errors(self._found)

    def all(self) -> tuple[Finding, ...]:
        """Return what was found, in the order of the lines of this file, then that of other files."""
        order = {self.path: 0}
        return tuple(
            sorted(self._found, key=lambda finding: (order.get(finding.path, 1), str(finding.path), finding.line))
        )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether an error is among the findings."""
    return any(finding.severity is Gravity.ERROR for finding in findings)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return 'Did you mean ...?' or the list of what is known: the second half of every finding about a wrong word."""
    import difflib  # only for content that is written wrongly

    words = sorted(known)
    near = difflib.get_close_matches(word, words, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Write one of: {', '.join(words)}."
