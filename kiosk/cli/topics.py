"""`kiosk topics`: the topics there are to show, or those that words lead to."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import paths

if TYPE_CHECKING:
    from kiosk.bundle.model import Tile
    from kiosk.bundle.reader import Bundle

HELP = "List the topics there are to show, or find some by words."
EXAMPLES = """
kiosk topics
kiosk topics --find stif
kiosk topics --content content/ms --json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk topics`."""
    parser.add_argument(
        "--content", type=Path, metavar="PATH", help="bundle file or pack folder, not the installed one"
    )
    parser.add_argument("--find", metavar="WORDS", help="only topics these words lead to, the best first")
    parser.add_argument(
        "--lang", metavar="TAG", help="language of the topics, such as en-GB; the pack's first if left out"
    )
    parser.add_argument("--approved", action="store_true", help="only topics a clinician has approved")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the topics; 1 when words lead to none."""
    from kiosk.bundle.reader import open_bundle

    bundle = open_bundle(args.content or paths.default_content(), demonstration=not args.approved)
    bundle.verified()
    rows = _rows(bundle, args.lang or bundle.pack.languages[0], args.find)
    if args.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        for row in rows:
            matched = f"  ({row['why']}: {row['matched']})" if "why" in row else ""
            print(f"{row['id']:<32} {row['title']:<36} {row['category']:<12} {row['status']}{matched}")
    return 1 if args.find is not None and not rows else 0


def _rows(bundle: Bundle, lang: str, words: str | None) -> list[dict[str, Any]]:
    index = bundle.search(lang)
    if words is None:
        return [_row(tile) for tile in index.starting_with("")]
    return [{**_row(hit.tile), "why": hit.why.value, "matched": hit.matched} for hit in index.find(words, limit=50)]


def _row(tile: Tile) -> dict[str, Any]:
    return {
        "id": tile.id, "title": tile.title, "also": list(tile.also), "category": tile.category, "icon": tile.icon,
        "status": tile.status.value,
    }  # fmt: skip
