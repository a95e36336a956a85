"""`kiosk tour`: the kiosk walks through itself and leaves pictures."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.cli.run import add_screen, add_sources
from kiosk.options import Screens, TourOptions
from kiosk.session import TextSize
from kiosk.settings import described

HELP = "Walk through the kiosk by real taps and leave a picture of each step, with times, in a folder."
EXAMPLES = """
kiosk tour --out out
kiosk tour --out portrait --screen 1080x1920 --text-size largest
kiosk tour --out dark --theme dark
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk tour`."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the pictures and tour.json")
    add_screen(parser)
    parser.add_argument("--text-size", choices=[size.value for size in TextSize], help="text size to begin with")
    parser.add_argument("--theme", choices=themes(), help="colours to begin with")
    add_sources(parser)


def run(args: argparse.Namespace) -> int:
    """Walk through the kiosk."""
    screens: Screens = args.screens
    return screens.tour(
        TourOptions(
            out=args.out,
            screen=args.screen,
            text_size=TextSize(args.text_size) if args.text_size else None,
            theme=args.theme,
            content=args.content,
            settings=args.settings,
        )
    )


def themes() -> tuple[str, ...]:
    """Return the names of the themes, as the settings list them."""
    return next(row.choices for row in described() if row.key == "theme")
