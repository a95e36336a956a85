"""What a check comes to: passed, failed or not tried, and in the last two cases one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a check ended. Not tried is not passed."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_TRIED = "not tried"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, and, when it did not pass, what to do."""

    name: str
    state: State
    found: str
    do: str = ""
    told: bool = False
    """Whether a person at the screen said so; else the machine found it by itself."""

    @property
    def passed(self) -> bool:
        """Whether it is as it should be."""
        return self.state is State.PASSED


def passed(name: str, found: str, *, told: bool = False) -> Finding:
    """Return that all is well."""
    return Finding(name, State.PASSED, found, told=told)


def failed(name: str, found: str, do: str, *, told: bool = False) -> Finding:
    """Return that something is not as it should be, and what to do."""
    return Finding(name, State.FAILED, found, do, told)


def untried(name: str, found: str, do: str, *, told: bool = False) -> Finding:
    """Return that nobody knows, why, and how to find out."""
    return Finding(name, State.NOT_TRIED, found, do, told)


def counted(findings: Iterable[Finding]) -> dict[State, int]:
    """Return how many ended in each state."""
    count = dict.fromkeys(State, 0)
    for finding in findings:
        count[finding.state] += 1
    return count


def by_gravity(findings: Iterable[Finding]) -> list[Finding]:
    """Return what failed, then what was not tried, then what passed; in the order found within each."""
    order = [State.FAILED, State.NOT_TRIED, State.PASSED]
    return sorted(findings, key=lambda finding: order.index(finding.state))
