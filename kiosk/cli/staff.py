"""`kiosk staff`: who may open the nurse desk, and the sets of topics they print in three touches."""

from __future__ import annotations

import argparse
import getpass
import json
import sys

from kiosk import paths, phrases
from kiosk.errors import UsageError
from kiosk.staff.packs import Pack, Packs
from kiosk.staff.people import PIN_DIGITS, StaffList
from kiosk.staff.tries import Tries

HELP = "List, add or remove the people who may open the nurse desk, and the clinic's packs of topics."
EXAMPLES = """
kiosk staff add Ana
kiosk staff list --json
kiosk staff remove Ana
kiosk staff reset
kiosk staff pack "Starting baclofen" baclofen spasticity-and-spasms
kiosk staff unpack "Starting baclofen"
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk staff`."""
    jobs = parser.add_subparsers(dest="job", required=True, metavar="add|remove|list|reset|pack|unpack")
    add = jobs.add_parser("add", help="list someone; the PIN is asked for, twice", allow_abbrev=False)
    add.add_argument("name", metavar="NAME", help="what colleagues call them")
    remove = jobs.add_parser("remove", help="take someone off the list", allow_abbrev=False)
    remove.add_argument("name", metavar="NAME")
    shown = jobs.add_parser("list", help="show the people and the packs", allow_abbrev=False)
    shown.add_argument("--json", action="store_true", help="print JSON")
    jobs.add_parser("reset", help="forgive wrong PINs, so that nobody has to wait", allow_abbrev=False)
    pack = jobs.add_parser("pack", help="save a pack of topics", allow_abbrev=False)
    pack.add_argument("title", metavar="TITLE")
    pack.add_argument("topics", metavar="TOPIC", nargs="+", help="ids, as 'kiosk topics' lists them")
    pack.add_argument("--beside", default="", metavar="LANG", help="a second language on paper, such as es")
    unpack = jobs.add_parser("unpack", help="remove a pack", allow_abbrev=False)
    unpack.add_argument("title", metavar="TITLE")


def run(args: argparse.Namespace) -> int:
    """Do the job; UsageError when it can't be done as asked."""
    staff, packs = StaffList(paths.staff_file()), Packs(paths.packs_file())
    match args.job:
        case "add":
            staff.add(args.name, _asked_twice())
            print(f"{args.name.strip()} may open the nurse desk.")
        case "remove":
            staff.remove(args.name)
            print(f"{args.name.strip()} may no longer open the nurse desk.")
        case "reset":
            Tries(paths.pin_tries_file()).right()
            print("Nobody has to wait any more. A kiosk that runs must be restarted.")
        case "pack":
            _refuse_unwritten(args.beside)
            packs.save(Pack(args.title, tuple(dict.fromkeys(_known(args.topics))), args.beside))
            print(f"The pack '{args.title.strip()}' is kept.")
        case "unpack":
            packs.remove(args.title)
            print(f"The pack '{args.title.strip()}' is gone.")
        case _:
            _list(staff, packs, as_json=args.json)
    return 0


def _list(staff: StaffList, packs: Packs, *, as_json: bool) -> None:
    names, sets = [one.name for one in staff.people()], packs.all()
    if as_json:
        rows = [
            {"title": one.title, "topics": list(one.topics), **({"beside": one.beside} if one.beside else {})}
            for one in sets
        ]
        told = {"people": names, "packs": rows}
        print(json.dumps(told, indent=1, ensure_ascii=False))
        return
    print("\n".join(names) if names else "Nobody may open the nurse desk yet. Add someone: kiosk staff add NAME")
    for one in sets:
        print(f"pack '{one.title}': {', '.join(one.topics)}{f' (English and {one.beside})' if one.beside else ''}")


def _known(topic_ids: list[str]) -> list[str]:
    """Return the ids, if all are topics of the content that the settings name."""
    from datetime import datetime

    from kiosk import settings
    from kiosk.bundle.opening import open_content

    chosen = settings.load(paths.settings_file())
    bundle = open_content(chosen, datetime.now())
    shown = {tile.id for tile in bundle.search(chosen.language).starting_with("")}
    for topic_id in topic_ids:
        if topic_id not in shown:
            raise UsageError(f"There is no topic '{topic_id}' on this kiosk. See them with: kiosk topics")
    return topic_ids


def _refuse_unwritten(lang: str) -> None:
    known = phrases.paper_languages()
    if lang and lang not in known:
        raise UsageError(f"The kiosk has no words for paper in '{lang}', only in: {', '.join(known)}.")


def _asked_twice() -> str:
    """Ask for a PIN without showing it; from a pipe, read it from two lines."""
    low, high = PIN_DIGITS
    if sys.stdin.isatty():
        first, again = getpass.getpass(f"PIN ({low} to {high} digits): "), getpass.getpass("The same again: ")
    else:
        first, again = sys.stdin.readline().strip(), sys.stdin.readline().strip()
    if first != again:
        raise UsageError("The two PINs are not the same. Nothing was changed.")
    return first
