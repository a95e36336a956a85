"""`kiosk check`: what is wrong with a pack or a topic, with file, line and what to write instead."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

HELP = "Check a pack, a topic's folder or one file, and say what to mend."
EXAMPLES = """
kiosk check content/ms
kiosk check content/ms/topics/baclofen/en-GB.md
kiosk check content/ms --json
kiosk check content/ms --html report.html
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk check`."""
    parser.add_argument("path", type=Path, metavar="PATH", help="pack's folder, topic's folder, or one file of it")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the report as a page with a card a topic")


def run(args: argparse.Namespace) -> int:
    """Print the findings; 1 when one of them is an error, else 0."""
    from kiosk.bundle.findings import Gravity
    from kiosk.check.report import check_path

    report = check_path(args.path)
    if args.html:
        from kiosk.check.page import page

        args.html.write_text(page(report, report.grades), encoding="utf-8")
    if args.json:
        print(json.dumps(report.to_json(), indent=2, ensure_ascii=False))
    else:
        for finding in report.findings:
            print(finding)
        counts = ", ".join(f"{gravity.value}s: {report.count(gravity)}" for gravity in Gravity)
        for file, grade in report.grades.items():
            print(f"{file.parent.name}: reading grade {grade:.1f}")
        print(f"{report.path}: topics: {report.topics}, {counts}")
    return 0 if report.ok else 1
