"""`make bench`: speed and memory beside what a clinic would use instead, measured in the same run.

Everything is measured in turn and told as medians with extremes: ratios hold where single times drift. What misses
its budget is told as missed; the exit code is 0 whenever everything could be measured.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import handout
import sound
import start
import taps
from figures import Part
from glass import display

PARTS = ("start", "taps", "handout", "sound")


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part (may be given again)")
    parser.add_argument("--rounds", type=int, default=10, help="starts of each program (10)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure to FILE")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep pictures, bundles and sheets in DIR")
    args = parser.parse_args()
    parts: list[Part] = []
    with tempfile.TemporaryDirectory() as made, display() as screen:
        work = args.keep or Path(made)
        work.mkdir(parents=True, exist_ok=True)
        for name in args.only or PARTS:
            part = {
                "start": lambda: start.measure(screen, work, args.rounds),
                "taps": lambda: taps.measure(screen, work),
                "handout": lambda: handout.measure(screen, work),
                "sound": lambda: sound.measure(screen, work),
            }[name]()
            parts.append(part)
            print(part.told(), end="\n\n", flush=True)
    if args.json:
        told = [part.as_json() for part in parts]
        args.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
