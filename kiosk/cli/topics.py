"""`kiosk topics`: the topics this kiosk shows, or those of them that words lead to; and what it leaves out, and why."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import paths, settings

if TYPE_CHECKING:
    from kiosk.bundle.model import Tile
    from kiosk.bundle.reader import Bundle

HELP = "List the topics this kiosk shows, and what it leaves out; or find some by words."
EXAMPLES = """
kiosk topics
kiosk topics --find stif
kiosk topics --content content/ms --json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk topics`."""
    parser.add_argument("--content", type=Path, metavar="PATH", help="bundle or pack folder, not the settings' own")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file: content, demonstration, grace")
    parser.add_argument("--find", metavar="WORDS", help="only topics these words lead to, the best first")
    parser.add_argument(
        "--lang", metavar="TAG", help="language of the topics, such as en-GB; the pack's first if left out"
    )
    parser.add_argument("--approved", action="store_true", help="leave out what no clinician has approved")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the topics that the kiosk would show now, and to stderr what it leaves out; 1 when words lead to none."""
    from kiosk.bundle.opening import left_out, open_content

    chosen, now = settings.load(args.settings or paths.settings_file()), datetime.now()
    chosen = replace(chosen, demonstration=chosen.demonstration and not args.approved)
    bundle = open_content(chosen, now, args.content)
    bundle.verified()
    lang = args.lang or bundle.pack.languages[0]
    rows = _rows(bundle, lang, args.find)
    if args.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        for row in rows:
            matched = f"  ({row['why']}: {row['matched']})" if "why" in row else ""
            print(f"{row['id']:<32} {row['title']:<36} {row['category']:<12} {row['status']}{matched}")
    by_reason: dict[str, list[str]] = {}
    for topic_id, why in left_out(chosen, now, lang, args.content).items():
        by_reason.setdefault(why, []).append(topic_id)
    for reason, ids in by_reason.items():
        print(f"Left out, {reason}: {', '.join(ids)}", file=sys.stderr)
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
