"""A handout of four pages, drawn again and again in a warm program, beside the same words through WeasyPrint."""

from __future__ import annotations

from pathlib import Path

from child import figures
from figures import Budget, Part, ratio, row
from glass import environment


def measure(screen: str, work: Path) -> Part:
    """Draw both in turn, in one process."""
    found = figures("sheets.py", str(work), env=environment(screen, work))
    part = Part(f"Handout, warm: '{found['topic']}', {found['pages']} pages")
    own = row("kiosk handout", "ms", found["own"])
    part.rows.append(own)
    part.budgets.append(Budget("handout of four pages", own.median * 4 / found["pages"], 60.0, "ms"))
    if found["other"]:
        other = row(f"WeasyPrint, the same words, PDF/UA too ({found['other_pages']} pages)", "ms", found["other"])
        part.rows.append(other)
        part.budgets.append(Budget("handout beside WeasyPrint", ratio(own, other), 0.2, "times"))
    else:
        part.notes.append("WeasyPrint is not installed, so it was not measured: run 'make bench'.")
    return part
