"""A handout of four pages drawn again and again, and one of a hundred drawn once, beside WeasyPrint and typst."""

from __future__ import annotations

from pathlib import Path

from child import figures
from figures import Budget, Part, ratio, row
from glass import environment

_OTHERS = {"weasyprint": ("WeasyPrint", 0.2), "typst": ("typst", 1.3)}
"""What each is called, and how much of its time a warm handout may take."""


def measure(screen: str, work: Path) -> Part:
    """Draw with each engine in turn in one process; then a hundred pages, each engine in a process of its own."""
    env = environment(screen, work)
    found = figures("sheets.py", str(work), env=env)
    times, pages = found["times"], found["pages"]
    part = Part(f"Handout, warm, for another person each time: '{found['topic']}', {pages['kiosk']} pages")
    own = row("kiosk handout", "ms", times["kiosk"])
    part.rows.append(own)
    part.budgets.append(Budget("handout of four pages", own.median * 4 / pages["kiosk"], 60.0, "ms"))
    for key, (name, most) in _OTHERS.items():
        if key not in times:
            part.notes.append(f"{name} is not installed, so it was not measured: run 'make bench'.")
            continue
        other = row(f"{name}, the same words, PDF/UA too ({pages[key]} pages)", "ms", times[key])
        part.rows.append(other)
        part.budgets.append(Budget(f"handout beside {name}", ratio(own, other), most, "times"))
    long = {name: figures("sheets.py", str(work), name, env=env) for name in times}
    for name, told in long.items():
        words = f"{told['pages']} pages, cold: memory taken by {_OTHERS.get(name, (name,))[0]}"
        part.rows.append(row(words, "MB", [told["most"] - told["before"]]))
    if "typst" in long:
        ours, theirs = (long[name]["most"] - long[name]["before"] for name in ("kiosk", "typst"))
        part.budgets.append(Budget("memory of a hundred pages beside typst", ours / theirs, 1.0, "times"))
    return part
