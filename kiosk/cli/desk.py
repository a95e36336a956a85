"""`kiosk desk`: the nurse desk alone, in a window on a nurse's own computer."""

from __future__ import annotations

import argparse

from kiosk.cli.run import add_screen, add_sources
from kiosk.options import RunOptions, Screens

HELP = "Open the nurse desk in a window, for keyboard and mouse; it asks for the PIN of 'kiosk staff add'."
EXAMPLES = """
kiosk desk
kiosk desk --content /srv/kiosk/ms.kib --settings /etc/kiosk/settings.toml
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk desk`."""
    add_screen(parser)
    add_sources(parser)


def run(args: argparse.Namespace) -> int:
    """Show the desk until its window is closed."""
    screens: Screens = args.screens
    return screens.run(
        RunOptions(windowed=True, screen=args.screen, content=args.content, settings=args.settings, desk=True)
    )
