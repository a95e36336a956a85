"""`kiosk voices`: the reading voices as a table, with what they need and, measured, how fast they are."""

from __future__ import annotations

import argparse
import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kiosk.readaloud.measuring import Measured
    from kiosk.readaloud.voice import Voice

HELP = "List the reading voices, measure how fast they speak, or install the voice model."
EXAMPLES = """
kiosk voices
kiosk voices --measure --json
kiosk voices install
kiosk voices add en_GB-alba-medium.onnx --licence "CC BY 4.0"
"""
_MISSING = {"espeak-ng": "not installed: apt-get install espeak-ng"}
_NOT_INSTALLED = "not installed: run 'kiosk voices install'"
_HEADINGS = ("Voice", "Languages", "Licence", "Here")
_MEASURED = (
    "Loaded in", "First sound, cold", "First sound, warm", "First sound, kept", "Wait for 1 s of sound", "Work for it",
    "Memory", "Kept, a minute",
)  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk voices`."""
    parser.add_argument(
        "job",
        nargs="?",
        choices=("list", "install", "add"),
        default="list",
        help="install: set up the neural voice; add: a voice of the clinic's own, in Piper's format",
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.onnx", help="with add; FILE.onnx.json beside it")
    parser.add_argument("--lang", metavar="TAG", help="with add: what it speaks, where that is not what its file says")
    parser.add_argument("--licence", default="not told", metavar="TEXT", help="with add: under which it may be used")
    parser.add_argument(
        "--measure", "--test", action="store_true", help="have each speak, and measure first sound, speed and memory"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """List, measure, install or add voices."""
    if args.job == "install":
        from kiosk.readaloud.install import install_voice

        print(f"The voice model is installed: {install_voice()}")
        return 0
    if args.job == "add":
        return _add(args)
    from kiosk.readaloud.voice import voices

    rows = [*_recorded(), *(_row(voice, measured=args.measure) for voice in voices())]
    if args.json:
        print(json.dumps(rows, indent=2))
        return 0
    print(_table(rows, measured=args.measure))
    if args.measure:
        load = f"load {os.getloadavg()[0]:.1f}"
        print(f"\nMeasured on {datetime.now():%d %B %Y at %H:%M}: {os.cpu_count()} cores, {load}.")
    return 0


def _add(args: argparse.Namespace) -> int:
    from kiosk.errors import UsageError
    from kiosk.readaloud.measuring import trial
    from kiosk.readaloud.piper import add_voice

    if args.file is None:
        raise UsageError("Say which voice: kiosk voices add FILE.onnx")
    voice = add_voice(args.file, args.lang, args.licence, trial("en-GB"))
    print(
        f'Added {voice.name}, which speaks {voice.lang}. To have it read, set in the settings: voice = "{voice.name}"'
    )
    return 0


def _recorded() -> list[dict[str, Any]]:
    """Return what the content has recorded, which is played before any voice is asked; one row a language."""
    from kiosk import paths, settings
    from kiosk.bundle.opening import open_content

    bundle = open_content(settings.load(paths.settings_file()), datetime.now())
    counts = {lang: bundle.sounds.count(lang) for lang in bundle.pack.languages}
    return [
        {"name": "recorded", "languages": [lang], "licence": "as the content", "here": f"{count} recorded"}
        for lang, count in counts.items()
        if count
    ]


def _row(voice: Voice, *, measured: bool) -> dict[str, Any]:
    from kiosk.readaloud.measuring import languages_of, measure

    row: dict[str, Any] = {"name": voice.name, "languages": languages_of(voice), "licence": voice.licence}
    if not voice.available():
        return {**row, "here": _MISSING.get(voice.name, _NOT_INSTALLED)}
    return {**row, "here": "installed"} | (_figures(measure(voice.name, voice.lang)) if measured else {})


def _figures(found: Measured) -> dict[str, Any]:
    """Return what was measured, as JSON has it: seconds, MB."""
    return {
        "load_s": round(found.load, 2),
        "first_sound_cold_s": round(found.first_cold, 2),
        "first_sound_warm_s": round(found.first, 2),
        "kept_sound_s": None if found.kept is None else round(found.kept, 3),
        "real_time_factor": round(found.factor, 2),
        "work_factor": round(found.work, 2),
        "memory_mb": found.memory,
        "kept_mb_a_minute": None if found.kept_mb_a_minute is None else round(found.kept_mb_a_minute, 2),
    }


def _table(rows: list[dict[str, Any]], *, measured: bool) -> str:
    """Return the rows as a table that reads well on a terminal and is one in Markdown too."""
    lines = [[*_HEADINGS, *(_MEASURED if measured else ())]]
    lines += [[*_told(row), *(_told_figures(row) if measured else ())] for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |" for line in lines
    )


def _told(row: dict[str, Any]) -> list[str]:
    languages = row["languages"]
    spoken = ", ".join(languages) if len(languages) < 4 else f"{len(languages)}, such as cy, pl, ar"
    return [row["name"], spoken or "none", row["licence"], row["here"]]


def _told_figures(row: dict[str, Any]) -> list[str]:
    if "load_s" not in row:
        return ["" for _ in _MEASURED]
    kept, size = row["kept_sound_s"], row["kept_mb_a_minute"]
    return [
        f"{row['load_s']} s", f"{row['first_sound_cold_s']} s", f"{row['first_sound_warm_s']} s",
        "-" if kept is None else f"{kept} s", f"{row['real_time_factor']} s", f"{row['work_factor']} s",
        f"{row['memory_mb']} MB",
        "-" if size is None else f"{size} MB",
    ]  # fmt: skip
