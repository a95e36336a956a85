"""Figures as they are told: medians, extremes, ratios, and whether a budget is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one thing; `values` in the order they were taken."""

    name: str
    unit: str
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle value."""
        return median(self.values)

    @property
    def least(self) -> float:
        """The least value: what the thing costs when nothing else runs."""
        return min(self.values)

    @property
    def most(self) -> float:
        """The greatest value."""
        return max(self.values)


@dataclass(frozen=True, slots=True)
class Budget:
    """A bound and what was found; `met` says whether the bound holds."""

    promise: str
    found: float
    bound: float
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether what was found lies within the bound."""
        return self.found <= self.bound


@dataclass(slots=True)
class Part:
    """One part of the bench: its rows, its budgets, and what could not be measured and why."""

    title: str
    rows: list[Row] = field(default_factory=list)
    budgets: list[Budget] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def told(self) -> str:
        """Return the part as a small table."""
        wide = max((len(row.name) for row in self.rows), default=10)
        lines = [self.title, f"  {'':{wide}}  {'median':>9} {'least':>9} {'most':>9}  {'n':>4}"]
        for row in self.rows:
            figures = " ".join(f"{value:9.1f}" for value in (row.median, row.least, row.most))
            lines.append(f"  {row.name:{wide}}  {figures}  {len(row.values):4d}  {row.unit}")
        for budget in self.budgets:
            verdict = "met   " if budget.met else "MISSED"
            lines.append(f"  {verdict} {budget.promise}: {budget.found:.2f} (at most {budget.bound:g}) {budget.unit}")
        return "\n".join([*lines, *(f"  note: {note}" for note in self.notes)])

    def as_json(self) -> dict[str, object]:
        """Return everything that was measured, for `--json`."""
        return {
            "title": self.title,
            "rows": [
                {"name": row.name, "unit": row.unit, "median": row.median, "least": row.least, "most": row.most}
                | {"values": list(row.values)}
                for row in self.rows
            ],
            "budgets": [asdict(budget) | {"met": budget.met} for budget in self.budgets],
            "notes": self.notes,
        }


def ratio(above: Row, below: Row) -> float:
    """Return the median of the ratios pair by pair, where both were taken in turn; else the ratio of medians."""
    if len(above.values) == len(below.values):
        return median(a / b for a, b in zip(above.values, below.values, strict=True))
    return above.median / below.median


def row(name: str, unit: str, values: Sequence[float]) -> Row:
    """Return a row of `values`."""
    return Row(name, unit, tuple(values))
