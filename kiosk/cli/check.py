"""`kiosk check`: what is wrong with a pack or a topic, with file, line and what to write instead."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import HandoutError, UsageError

if TYPE_CHECKING:
    from kiosk.bundle.findings import Finding
    from kiosk.check.report import Report
    from kiosk.handout import Handout
    from kiosk.options import Screens
    from kiosk.phrases import Phrases

HELP = "Check a pack, a topic's folder or one file, and say what to mend."
EXAMPLES = """
kiosk check content/ms
kiosk check content/ms/topics/baclofen/en-GB.md
kiosk check content/ms --layout
kiosk check content/ms --lexicon
kiosk check content/ms --json
kiosk check content/ms --html report.html
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk check`."""
    parser.add_argument("path", type=Path, metavar="PATH", help="pack's folder, topic's folder, or one file of it")
    parser.add_argument("--layout", action="store_true",
                        help="also lay a pack's topics out on paper and on the glass, at every size")  # fmt: skip
    parser.add_argument("--lexicon", action="store_true",
                        help="also print how each word of a pack's lexicon is said, and who has listened")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the report as a page with a card a topic")


def run(args: argparse.Namespace) -> int:
    """Print the findings; 1 when one of them is an error, else 0."""
    from kiosk.check.report import check_path

    report = check_path(args.path)
    if args.layout:
        if not (args.path / "bundle.toml").is_file():
            raise UsageError("--layout lays out a whole pack. Name its folder, such as content/ms.")
        if not report.ok:
            print("Not laid out: mend the errors first.", file=sys.stderr)
        else:
            found = (*_paper(args.path, report), *_glass(args.path, args.screens))
            report = replace(report, findings=(*report.findings, *found))
    if args.html:
        from kiosk.check.page import page

        args.html.write_text(page(report), encoding="utf-8")
    if args.lexicon and not args.json:
        _lexicon(args.path)
    if args.json:
        print(json.dumps(report.to_json(), indent=2, ensure_ascii=False))
    else:
        _tell(report)
    return 0 if report.ok else 1


def _tell(report: Report) -> None:
    from kiosk.bundle.findings import Gravity

    for finding in report.findings:
        print(finding)
    if report.grades:
        print(f"{'topic':<32}grade  understandability  actionability  total  program  people")
    for file, grade in report.grades.items():
        print(f"{file.parent.name:<32}{grade:>5.1f}{_scores(report, file)}")
    counts = ", ".join(f"{gravity.value}s: {report.count(gravity)}" for gravity in Gravity)
    print(f"{report.path}: topics: {report.topics}, {counts}")


def _lexicon(folder: Path) -> None:
    """Print the lexicon as a table for whoever listens: how a word is said, a slip it may get, who has listened."""
    from kiosk.readaloud.lexicon import FILE, load

    words = load(folder / FILE).words
    if not words:
        raise UsageError(f"--lexicon prints a pack's lexicon, and there is none in {folder}. Name a pack's folder.")
    print(f"{'word':<24}{'said':<28}{'sound':<28}{'known slip':<28}listened by")
    for word, entry in sorted(words.items()):
        print(f"{word:<24}{entry.respell:<28}{entry.ipa:<28}{entry.wrong:<28}{entry.reviewer or '-'}")
    heard = sum(bool(entry.reviewer) for entry in words.values())
    print(f"{len(words)} words, {sum(bool(entry.wrong) for entry in words.values())} with a slip, {heard} listened to")


def _scores(report: Report, file: Path) -> str:
    """Return the PEMAT-P columns of a topic, in 100; only the program's own where nobody has rated it."""
    rating = report.ratings[file]
    if not rating.rated:
        return f"{'-':>19}{'-':>15}{'-':>7}{rating.by_program.percent:>9}{'-':>8}"
    return (
        f"{rating.understandability.percent:>19}{rating.actionability.percent:>15}{rating.total.percent:>7}"
        f"{rating.by_program.percent:>9}{rating.by_people.percent:>8}"
    )


def _paper(folder: Path, report: Report) -> Iterator[Finding]:
    """Yield an error for each topic that does not fit on paper: every letter size on every paper."""
    from kiosk import phrases
    from kiosk.bundle.folder import FolderBundle, read_glossary
    from kiosk.bundle.translations import printable
    from kiosk.handout import Handout

    bundle = FolderBundle(folder)
    pack = bundle.pack
    words = {lang: phrases.load(lang) for lang in pack.languages}
    glossaries = {lang: read_glossary(folder, pack, lang) for lang in pack.languages}
    for file, topic in report.parsed.items():
        asked = tuple(prompt.plain for prompt in topic.prompts.questions[:3])
        handout = Handout((topic,), pack.title, "", None, True, questions=asked, audience=pack.audience,
                          glossary=glossaries[topic.lang])  # fmt: skip
        yield from _sheets(file, handout, words[topic.lang])
        for lang in bundle.translations.languages:
            beside = printable(bundle, [topic], lang)
            both = replace(handout, translations=beside)
            yield from _sheets(file.with_name(f"{lang}.md"), both, words[topic.lang]) if beside else ()


def _sheets(file: Path, handout: Handout, words: Phrases) -> Iterator[Finding]:
    from kiosk.handout import draw
    from kiosk.handout.style import PAPER
    from kiosk.session import Letter

    for letter in Letter:
        for paper in PAPER:
            try:
                draw(replace(handout, letter=letter, paper=paper), words)
            except HandoutError as error:
                yield _overflows(file, f"On {paper} paper in {letter.value} letters: {error}")


def _glass(folder: Path, screens: Screens) -> Iterator[Finding]:
    """Yield an error for each place on the glass where words have no room."""
    for one in screens.overflow(folder):
        yield _overflows(folder / "topics" / one.topic / f"{one.lang}.md", f"On the glass, {one.where}.")


def _overflows(file: Path, wrong: str) -> Finding:
    from kiosk.bundle.findings import Finding, Gravity

    return Finding(file, 1, Gravity.ERROR, "overflow", wrong, "Use fewer or shorter words there.")
