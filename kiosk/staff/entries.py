"""The room's TOML files: a list of entries, each told by a name that staff give it."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

from kiosk.errors import SettingsError, UsageError
from kiosk.files import write_whole

_LONGEST = 40
"""Characters of a name at most."""


def read_entries(path: Path, key: str) -> list[object]:
    """Return the entries under `[[key]]`, none when there is no file; SettingsError when it can't be read."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}. Mend it, or take it away and begin anew.") from error
    rows = table.get(key, [])
    return rows if isinstance(rows, list) else [rows]


def write_entries(path: Path, text: str, mode: int = 0o644) -> None:
    """Write the file, all or nothing; SettingsError when it can't be written."""
    try:
        write_whole(path, text, mode)
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}.") from error


def clean_name(name: str, what: str) -> str:
    """Return a name as it is kept; UsageError when it can't be. `what` it is begins the message, such as 'A name'."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    odd = any(one in '"\\' or unicodedata.category(one)[0] == "C" for one in name)
    if not name or len(name) > _LONGEST or odd:
        raise UsageError(f"{what} has 1 to {_LONGEST} characters, without quotation marks or backslashes.")
    return name
