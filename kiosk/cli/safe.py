"""`kiosk safe`: the page that sends people to the desk while the kiosk does not run."""

from __future__ import annotations

import argparse

from kiosk.options import Screens

HELP = "Show the page that sends people to the desk (kiosk-safe.service, after the kiosk stopped again and again)."
EXAMPLES = """
kiosk safe
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk safe`: none."""


def run(args: argparse.Namespace) -> int:
    """Show the page until it is ended from outside."""
    screens: Screens = args.screens
    return screens.safe()
