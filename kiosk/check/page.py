"""The report as one HTML page: a card a topic with its reading grade and findings, for who reads it in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from kiosk.bundle.findings import Finding, Gravity
from kiosk.check.pemat import ASKED, Rating
from kiosk.check.pemat import FILE as PEMAT
from kiosk.check.report import Report

_WORDS = {True: "yes", False: "no", "na": "does not apply"}

_STYLE = """
body { font: 18px/1.5 sans-serif; margin: 2rem; max-width: 60rem; color: #111; background: #fff }
section { border: 2px solid #555; border-radius: 8px; padding: 0 1rem 1rem; margin: 1rem 0 }
td, th { text-align: left; padding: .2rem .6rem; vertical-align: top }
li { margin: .4rem 0 } .error { font-weight: bold } code { background: #eee }
"""


def page(report: Report) -> str:
    """Return the page; what is wrong with a topic's PEMAT-P rating stands on the topic's card."""
    by_file: dict[Path, list[Finding]] = {file: [] for file in report.grades}
    rated = {file.with_name(PEMAT): file for file in reversed(tuple(report.ratings))}
    for finding in report.findings:
        by_file.setdefault(rated.get(finding.path, finding.path), []).append(finding)
    counts = ", ".join(f"{gravity.value}s: {report.count(gravity)}" for gravity in Gravity)
    cards = "\n".join(
        _card(file, found, report.grades.get(file), report.ratings.get(file)) for file, found in sorted(by_file.items())
    )
    title = f"Check of {escape(str(report.path))}"
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{title}</h1>\n<p>Topics: {report.topics}, {counts}.</p>\n"
        f"{cards}\n</body></html>\n"
    )


def _card(file: Path, found: Sequence[Finding], grade: float | None, rating: Rating | None) -> str:
    name = file.parent.name if file.suffix == ".md" else file.name
    read = f"<p>Reading grade {grade:.1f} (aim: 6 or lower).</p>" if grade is not None else ""
    lines = "".join(
        f'<li class="{one.severity.value}">{one.severity.value}, line {one.line}: {escape(one.wrong)} '
        f"<em>{escape(one.instead)}</em> <code>{one.code}</code></li>"
        for one in found
    )
    told = f"<ul>{lines}</ul>" if found else "<p>Nothing to mend.</p>"
    return f"<section><h2>{escape(name)}</h2>{read}{_pemat(rating) if rating else ''}{told}</section>"


def _pemat(rating: Rating) -> str:
    """Return the scores, both parts apart, and every item with its reason."""
    scores = {
        "understandability": rating.understandability, "actionability": rating.actionability, "total": rating.total,
        "judged by the program": rating.by_program, "rated by people": rating.by_people,
    }  # fmt: skip
    told = ", ".join(f"{name} {one.percent} ({one.met} of {one.of})" for name, one in scores.items())
    unrated = "" if rating.rated else " Nobody has rated it yet: what people rate counts as not met."
    rows = "".join(
        f"<tr><td>{number}</td><td>{item['item']}</td><td>{item['by']}</td><td>{_WORDS[item['agree']]}</td>"
        f"<td>{escape(item['reason'])}</td></tr>"
        for number, item in rating.to_json()["items"].items()
    )
    head = "<tr><th></th><th>item</th><th>by</th><th>met</th><th>reason</th></tr>"
    table = f"<details><summary>Each item</summary><table>{head}{rows}</table></details>"
    return f"<p>PEMAT-P, in 100 ({ASKED} is asked): {told}.{unrated}</p>{table}"
