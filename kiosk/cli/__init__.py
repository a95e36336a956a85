"""The command line: one file a verb, each imported only when its verb is asked for.

A verb's file offers `HELP` (one line), `EXAMPLES`, `arguments(parser)` and `run(args) -> exit code`. What a verb does
lives in the rooms; here are only arguments, output and exit codes. Only `kiosk.__main__` may import this package.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from kiosk import __version__
from kiosk.errors import KioskError, UsageError
from kiosk.options import Screens

VERBS = (
    "run", "tour", "topics", "handout", "speak", "check", "review", "bundle", "voices", "printers", "settings",
    "staff", "desk", "doctor", "manual", "kit", "safe",
)
"""In the order of the help: `kiosk VERB` is `kiosk/cli/VERB.py`."""

_CODES = """exit codes:
  0 done    1 something went wrong    2 wrong command line    3 wrong settings    4 a topic is written wrongly
  5 damaged bundle    6 no voice    7 no handout    8 printer    9 something is not installed
"""


class Verb(Protocol):
    """What the file of a verb offers."""

    HELP: str
    EXAMPLES: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do the job and return the exit code. `args.screens` holds the `Screens`."""


def main(words: Sequence[str], screens: Screens) -> int:
    """Run the verb that `words` begin with; an error made for people becomes one line and its exit code."""
    try:
        return _written_out(words, screens)
    except KioskError as error:
        print(f"kiosk: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has left, as in `kiosk topics | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _written_out(words: Sequence[str], screens: Screens) -> int:
    code = _dispatch(words, screens)
    sys.stdout.flush()  # here, where a reader that has left can be told from a mistake
    return code


def _dispatch(words: Sequence[str], screens: Screens) -> int:
    verb, rest = words[0], list(words[1:])
    if verb in ("-h", "--help", "help"):
        if rest and rest[0] in VERBS:
            return _dispatch([rest[0], "--help"], screens)
        print(overview())
        return 0
    if verb == "--version":
        print(f"kiosk {__version__}")
        return 0
    if verb.startswith("-"):  # options without a verb are those of `run`
        verb, rest = "run", list(words)
    if verb not in VERBS:
        near = difflib.get_close_matches(verb, VERBS, n=1)
        hint = f"Did you mean 'kiosk {near[0]}'?" if near else "'kiosk --help' lists them."
        raise UsageError(f"There is no command '{verb}'. {hint}")
    job = load(verb)
    parser = argparse.ArgumentParser(
        prog=f"kiosk {verb}",
        description=job.HELP,
        epilog=f"examples:\n{_indented(job.EXAMPLES)}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    job.arguments(parser)
    parser.set_defaults(screens=screens)
    return job.run(parser.parse_args(rest))


def load(verb: str) -> Verb:
    """Import the file of a verb."""
    return cast(Verb, importlib.import_module(f"kiosk.cli.{verb}"))


def overview() -> str:
    """Return the help of the whole command: each verb with its line, and the exit codes."""
    lines = [f"  kiosk {verb:<9} {load(verb).HELP}" for verb in VERBS]
    return "\n".join(
        [
            "Patient information on a touchscreen, read aloud, and on paper.",
            "",
            "  kiosk           Show the kiosk on this screen.",
            *lines,
            "",
            "'kiosk VERB --help' says more, with examples.",
            "",
            _CODES,
        ]
    )


def _indented(examples: str) -> str:
    return "\n".join(f"  {line.strip()}" for line in examples.strip().splitlines())
