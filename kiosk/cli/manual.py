"""`kiosk manual`: write the manual as a PDF."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk import __version__, paths, phrases, settings
from kiosk.errors import HandoutError

HELP = "Write the manual, for the clinic's IT and its nurses, as a PDF."
EXAMPLES = """
kiosk manual -o manual.pdf
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk manual`."""
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="FILE", help="PDF to write")


def run(args: argparse.Namespace) -> int:
    """Draw and write the manual; HandoutError when it cannot be."""
    from kiosk.files import write_whole
    from kiosk.handout.manual import draw_manual

    chosen = settings.load(paths.settings_file())
    drawn = draw_manual(paths.manual(), phrases.load("en-GB"), f"Version {__version__}", chosen.paper)
    try:
        write_whole(args.out, drawn.pdf)
    except OSError as error:
        raise HandoutError(f"{args.out} can't be written: {error.strerror}. Name another file.") from error
    print(f"Wrote {args.out}: {drawn.pages} pages.")
    return 0
