"""`kiosk settings`: every setting, as a settings file that can be kept and changed."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from kiosk import paths, settings
from kiosk.errors import SettingsError

HELP = "Print every setting with its value, range and meaning, as a settings file."
EXAMPLES = """
kiosk settings
kiosk settings > settings.toml
kiosk settings --settings settings.toml --json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk settings`."""
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file to read and check")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the settings in force; SettingsError when the file is wrong or not there."""
    if args.settings is not None and not args.settings.is_file():
        raise SettingsError(f"There is no settings file {args.settings}. 'kiosk settings > FILE' makes one.")
    file: Path = args.settings or paths.settings_file()
    in_force = settings.load(file)
    print(as_json(in_force, file) if args.json else as_toml(in_force, file))
    return 0


def as_json(in_force: settings.Settings, file: Path) -> str:
    """Return the table of settings as JSON: `file`, `read` and one object a setting."""
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
    return json.dumps({"file": str(file), "read": file.is_file(), "settings": rows}, indent=2, ensure_ascii=False)


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
        parts.append(f"{row.key} = {_toml(getattr(in_force, row.key))}")
    return "\n".join(parts)


def _toml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
