"""`kiosk handout TOPIC...`: draw a handout and write it to a file."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import paths, phrases, settings
from kiosk.bundle.model import ABOUT_ME
from kiosk.errors import HandoutError, UsageError
from kiosk.session import Letter

if TYPE_CHECKING:
    from kiosk.bundle.model import Topic
    from kiosk.bundle.reader import Bundle
    from kiosk.bundle.translation import Translation

HELP = "Draw a handout of one or more topics as a PDF."
EXAMPLES = """
kiosk handout baclofen -o baclofen.pdf
kiosk handout baclofen spasticity-and-spasms --letter large --name Sam -o sam.pdf
kiosk handout tizanidine --about drive --about kidneys -o mine.pdf
kiosk handout relapse-what-to-do --beside es -o both.pdf
kiosk handout baclofen --note "Ring us on Monday." --question "Can I drive?" -o note.pdf --json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk handout`."""
    parser.add_argument("topics", nargs="+", metavar="TOPIC", help="id of a topic ('kiosk topics' lists them)")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="FILE", help="PDF to write")
    parser.add_argument("--name", default="", metavar="N", help="name to print, exactly as typed")
    parser.add_argument("--second", default="", metavar="S", help="second identifier, such as a date of birth")
    parser.add_argument("--plan", default="", metavar="T", help="a week's plan, a line each, printed as typed")
    parser.add_argument("--note", default="", metavar="T", help="note from the nurse; its line breaks are kept")
    parser.add_argument("--question", action="append", default=[], metavar="Q", help="a question; may be repeated")
    parser.add_argument("--about", action="append", default=[], metavar="TICK", choices=ABOUT_ME,
                        help=f"what the person ticks about themselves; may be repeated: {', '.join(ABOUT_ME)}")
    parser.add_argument("--letter", type=Letter, choices=list(Letter), default=Letter.CLEAR,
                        help="size of letters: clear 14 pt, large 18 pt, giant 24 pt")  # fmt: skip
    parser.add_argument("--beside", default="", metavar="LANG",
                        help="a second language, such as es, for topics with a translation that may be printed")
    parser.add_argument("--paper", choices=("A4", "Letter"), help="paper; the settings' own when left out")
    parser.add_argument("--content", type=Path, metavar="PATH", help="bundle file or pack folder to take topics from")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file: clinic's name, who to ask, paper")
    parser.add_argument("--json", action="store_true", help="print file, pages, letter and topics as JSON")


def run(args: argparse.Namespace) -> int:
    """Draw and write the handout; UsageError, ContentError or HandoutError when it cannot be."""
    from kiosk.bundle.clock import believed
    from kiosk.bundle.opening import open_content
    from kiosk.handout import Handout, draw

    table = settings.load(args.settings or paths.settings_file())
    now = datetime.now()
    bundle = open_content(table, now, args.content)
    bundle.verified()
    words, ticks = phrases.load(table.language), tuple(dict.fromkeys(args.about))
    topics = tuple(bundle.topic(topic, table.language) for topic in dict.fromkeys(args.topics))
    handout = Handout(
        topics=topics,
        translations=_beside(bundle, topics, args.beside) if args.beside else (),
        clinic_name=table.clinic_name,
        who_to_ask=table.who_to_ask,
        printed_at=believed(now, bundle.newest),
        demonstration=table.demonstration,
        letter=args.letter,
        paper=args.paper or table.paper,
        name=args.name,
        second=args.second,
        plan=args.plan,
        note=args.note,
        questions=tuple(args.question),
        about_me=tuple(words(f"about.{tick}") for tick in ticks),
        ticks=ticks,
        audience=bundle.pack.audience,
        glossary=bundle.glossary(table.language),
    )
    drawn = draw(handout, words)
    _write(args.out, drawn.pdf)
    if args.json:
        told = {"file": str(args.out), "pages": drawn.pages, "letter": args.letter}
        beside = {"beside": args.beside} if args.beside else {}
        print(json.dumps({**told, "topics": [topic.id for topic in topics], **beside}))
    else:
        print(f"{args.out}: {drawn.pages} {'page' if drawn.pages == 1 else 'pages'}")
    return 0


def _beside(bundle: Bundle, topics: tuple[Topic, ...], lang: str) -> tuple[Translation, ...]:
    """Return the translations of all topics; UsageError names the first without one."""
    from kiosk.bundle.translations import printable

    found = printable(bundle, topics, lang)
    lacking = [topic.id for topic in topics if topic.id not in {one.topic.id for one in found}]
    if lacking:
        raise UsageError(
            f"'{lacking[0]}' has no translation into '{lang}' to print. One that is stale, or not approved outside "
            "demonstration mode, is never printed: 'kiosk check' tells of each."
        )
    return found


def _write(out: Path, pdf: bytes) -> None:
    if not out.parent.is_dir():
        raise UsageError(f"There is no folder {out.parent} to write to.")
    try:
        out.write_bytes(pdf)
    except OSError as error:
        raise HandoutError(f"Cannot write {out}: {error.strerror}.") from error
