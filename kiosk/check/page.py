"""The report as one HTML page: a card a topic with its reading grade and findings, for who reads it in a browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from kiosk.bundle.findings import Finding, Gravity
from kiosk.check.report import Report

_STYLE = """
body { font: 18px/1.5 sans-serif; margin: 2rem; max-width: 60rem; color: #111; background: #fff }
section { border: 2px solid #555; border-radius: 8px; padding: 0 1rem 1rem; margin: 1rem 0 }
li { margin: .4rem 0 } .error { font-weight: bold } code { background: #eee }
"""


def page(report: Report, grades: Mapping[Path, float]) -> str:
    """Return the page; `grades` are the reading grades by topic file, for those that could be read."""
    by_file: dict[Path, list[Finding]] = {file: [] for file in grades}
    for finding in report.findings:
        by_file.setdefault(finding.path, []).append(finding)
    counts = ", ".join(f"{gravity.value}s: {report.count(gravity)}" for gravity in Gravity)
    cards = "\n".join(_card(file, found, grades.get(file)) for file, found in sorted(by_file.items()))
    title = f"Check of {escape(str(report.path))}"
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{title}</h1>\n<p>Topics: {report.topics}, {counts}.</p>\n"
        f"{cards}\n</body></html>\n"
    )


def _card(file: Path, found: Sequence[Finding], grade: float | None) -> str:
    name = file.parent.name if file.suffix == ".md" else file.name
    read = f"<p>Reading grade {grade:.1f} (aim: 6 or lower).</p>" if grade is not None else ""
    lines = "".join(
        f'<li class="{one.severity.value}">{one.severity.value}, line {one.line}: {escape(one.wrong)} '
        f"<em>{escape(one.instead)}</em> <code>{one.code}</code></li>"
        for one in found
    )
    told = f"<ul>{lines}</ul>" if found else "<p>Nothing to mend.</p>"
    return f"<section><h2>{escape(name)}</h2>{read}{told}</section>"
