"""Tap to next screen painted: real touches on the real window, with 30 topics and with 10,000."""

from __future__ import annotations

from pathlib import Path

from big import write_big
from child import figures
from figures import Budget, Part, Row, row
from glass import environment

SIZES = (30, 10_000)
_ROUNDS = 2
_TAPS = 100


def measure(screen: str, work: Path) -> Part:
    """Walk 200 taps through each bundle, in two turns."""
    part = Part("Tap to next screen painted: lifted finger to flushed picture, 1920 x 1080, drawn by the processor")
    taken: dict[int, list[float]] = {size: [] for size in SIZES}
    pressed: dict[int, list[float]] = {size: [] for size in SIZES}
    slowest: dict[int, list[tuple[float, str]]] = {size: [] for size in SIZES}
    for size in SIZES:
        write_big(work / f"{size}.kib", size)
    for _ in range(_ROUNDS):
        for size in SIZES:
            found = figures("walk.py", str(work / f"{size}.kib"), str(_TAPS), env=environment(screen, work))
            taken[size] += [ms for ms, _ in found["taps"]]
            pressed[size] += found["pressed"]
            slowest[size] += [(ms, words) for ms, words in found["taps"]]
    for size in SIZES:
        walked = row(f"{size:,} topics: next screen", "ms", taken[size])
        part.rows += [walked, row(f"{size:,} topics: control shows that it is pressed", "ms", pressed[size])]
        part.budgets += _budgets(size, walked)
        worst = sorted(slowest[size], reverse=True)[:3]
        part.notes.append(f"{size:,} topics, slowest: " + ", ".join(f"{words} {ms:.0f}" for ms, words in worst))
    return part


def _budgets(size: int, walked: Row) -> list[Budget]:
    return [
        Budget(f"median of {len(walked.values)} taps with {size:,} topics", walked.median, 50.0, "ms"),
        Budget(f"worst of {len(walked.values)} taps with {size:,} topics", walked.most, 100.0, "ms"),
    ]
