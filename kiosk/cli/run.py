"""`kiosk run`: the kiosk on this screen."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.options import RunOptions, Screens

HELP = "Show the kiosk on this screen (the same as 'kiosk' alone, with options)."
EXAMPLES = """
kiosk run --windowed --content content/ms
kiosk run --windowed --screen 1080x1920
kiosk run --settings /etc/kiosk/settings.toml
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk run`."""
    parser.add_argument("--windowed", action="store_true", help="in a window, for authors and developers")
    add_screen(parser)
    add_sources(parser)


def add_screen(parser: argparse.ArgumentParser) -> None:
    """Declare `--screen`."""
    parser.add_argument(
        "--screen", type=screen_size, metavar="WxH", help="width and height in pixels, such as 1920x1080"
    )


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Declare `--content` and `--settings`."""
    parser.add_argument("--content", type=Path, metavar="PATH", help="bundle file (.kib) or pack folder to show")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file to use")


def run(args: argparse.Namespace) -> int:
    """Show the kiosk until it is closed."""
    screens: Screens = args.screens
    return screens.run(
        RunOptions(windowed=args.windowed, screen=args.screen, content=args.content, settings=args.settings)
    )


def screen_size(text: str) -> tuple[int, int]:
    """Read a screen size such as '1920x1080', in pixels, each side 320 to 16384."""
    width, cross, height = text.partition("x")
    if cross and width.isdecimal() and height.isdecimal():
        size = int(width), int(height)
        if all(320 <= side <= 16384 for side in size):
            return size
    raise argparse.ArgumentTypeError(f"'{text}' is no screen size: write it as 1920x1080, each side 320 to 16384")
