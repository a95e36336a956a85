"""`kiosk settings`: every setting, as a settings file that can be kept and changed."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from kiosk import paths, settings
from kiosk.errors import SettingsError, UsageError
from kiosk.files import write_whole

HELP = "Print, write or check the settings: each with its value, range and meaning, as a settings file."
EXAMPLES = """
kiosk settings
kiosk settings --write settings.toml
kiosk settings --check --settings /etc/kiosk/settings.toml
kiosk settings --settings settings.toml --json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk settings`."""
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file to read and check")
    doing = parser.add_mutually_exclusive_group()
    doing.add_argument("--json", action="store_true", help="print JSON, with what is wrong in the file")
    doing.add_argument("--write", type=Path, metavar="FILE", help="write the settings in force to a new file")
    doing.add_argument("--check", action="store_true", help="only say what is wrong in the file, line by line")


def run(args: argparse.Namespace) -> int:
    """Print, write or check the settings in force; the exit code is SettingsError's when a line is wrong.

    SettingsError when the file that is named is not there or can't be written, UsageError when one would be lost.
    """
    if args.settings is not None and not args.settings.is_file():
        raise SettingsError(f"There is no settings file {args.settings}. 'kiosk settings --write FILE' makes one.")
    file: Path = args.settings or paths.settings_file()
    in_force = settings.read(file) if args.check or args.json else settings.load(file)
    if args.check:
        print(checked(in_force, file))
    elif args.write:
        print(written(in_force, file, args.write))
    else:
        print(as_json(in_force, file) if args.json else as_toml(in_force, file))
    return SettingsError.exit_code if in_force.mistakes else 0


def checked(in_force: settings.Settings, file: Path) -> str:
    """Return what is wrong in `file`, a line each, and what counts instead."""
    if not file.is_file():
        return f"There is no file {file}: the kiosk takes its defaults. 'kiosk settings --write {file}' makes one."
    if not in_force.mistakes:
        return f"{file}: nothing is wrong in it."
    return "\n".join([f"{file}:", *in_force.mistakes, "All other lines count; these settings keep their defaults."])


def written(in_force: settings.Settings, file: Path, new: Path) -> str:
    """Write the settings in force to the file `new`, which must not be there; say so."""
    if new.exists():
        raise UsageError(f"{new} is there already and is left as it is. Name another file, or take it away first.")
    try:
        write_whole(new, as_toml(in_force, file) + "\n")
    except OSError as error:
        raise SettingsError(f"{new} can't be written: {error.strerror}. Choose another folder.") from error
    return f"{new}: {len(settings.described())} settings. Change what you need, then 'kiosk settings --check'."


def as_json(in_force: settings.Settings, file: Path) -> str:
    """Return the table of settings as JSON: `file`, `read`, `mistakes` and one object a setting."""
    rows = [
        {
            "key": row.key,
            "value": getattr(in_force, row.key),
            "default": row.default,
            "unit": row.unit,
            "low": row.low,
            "high": row.high,
            "choices": list(row.choices),
            "help": row.help,
        }
        for row in settings.described()
    ]
    whole = {"file": str(file), "read": file.is_file(), "mistakes": in_force.mistakes, "settings": rows}
    return json.dumps(whole, indent=2, ensure_ascii=False)


def as_toml(in_force: settings.Settings, file: Path) -> str:
    """Return the settings in force as a settings file with a comment above each."""
    state = "read from it" if file.is_file() else "not there yet, so these are the defaults"
    parts = [f"# Settings of the kiosk. File: {file} ({state})."]
    for row in settings.described():
        notes = [row.help]
        if row.choices:
            notes.append(f"One of: {', '.join(row.choices)}.")
        if row.low is not None and row.high is not None:
            notes.append(f"{row.low:g} to {row.high:g} {row.unit}".rstrip() + ".")
        parts.append("\n# " + " ".join(notes))
        parts.append(f"{row.key} = {settings.as_written(getattr(in_force, row.key))}")
    return "\n".join(parts)
