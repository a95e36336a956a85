"""What a clinic can set: one frozen table with default, unit, range and one help sentence a field.

Settings are read from TOML, once, at the start. An unknown key is an error with the nearest known one; a value
out of its range is an error that gives the range. Nothing is written back.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kiosk.errors import SettingsError

LEAST_GLASS_MM = (526.0, 296.0)
"""Longer and shorter side of the picture under which a page of the pack may not find room: a 23.8 inch glass has
a little more."""


def _setting(default: Any, help_text: str, *, unit: str = "", low: float | None = None, high: float | None = None,
             choices: tuple[str, ...] = ()) -> Any:
    meta = {"help": help_text, "unit": unit, "low": low, "high": high, "choices": choices}
    return field(default=default, metadata=meta)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default."""

    clinic_name: str = _setting("Riverside MS Clinic", "The clinic's name, on the attract screen and on paper.")
    who_to_ask: str = _setting(
        "Your MS nurse, or the desk where you checked in.",
        "Who to ask, printed on each handout: name the nurse line and its hours.",
    )
    demonstration: bool = _setting(
        True, "Show topics that no clinician has approved yet, and say 'Demonstration' on every screen and page."
    )
    grace_days: int = _setting(
        30, "How long a topic stays on the patient screens after its review was due, with a line that says so.",
        unit="days", low=0, high=365,
    )
    content: str = _setting("", "Bundle file (.kib) or pack folder to show; empty: the one installed with the kiosk.")
    language: str = _setting("en-GB", "Language the kiosk starts in.")
    text_size: str = _setting(
        "medium", "Text size each person starts with.", choices=("small", "medium", "large", "largest")
    )
    theme: str = _setting(
        "light", "Colours each person starts with.",
        choices=("light", "dark", "black_on_white", "white_on_black", "yellow_on_black", "calm"),
    )
    screen_width_mm: float = _setting(
        0.0, "Width of the picture on the glass; 0: ask the screen.", unit="mm", low=0, high=3000
    )
    viewing_distance_mm: float = _setting(
        600.0, "How far a reader's eyes are from the glass; the largest text grows with it.", unit="mm", low=300,
        high=2000,
    )
    idle_seconds: int = _setting(
        120, "Time without a touch before the kiosk asks 'Are you still there?'.", unit="s", low=20, high=900
    )
    idle_warning_seconds: int = _setting(
        30, "Time to answer before the screen is cleared for the next person.", unit="s", low=20, high=120
    )
    voice: str = _setting("bf_emma", "Reading voice; 'none' turns sound off.")
    sounds_mb: int = _setting(
        200, "Most disk space for sentences the kiosk has spoken and keeps; 0: it keeps none.", unit="MB", low=0,
        high=10_000,
    )
    printer: str = _setting("", "Name of the print queue; empty: the machine's default queue, else a folder.")
    print_folder: str = _setting("", "Folder that printed pages go to when there is no queue; empty: the kiosk's own.")
    paper: str = _setting("A4", "Paper in the printer.", choices=("A4", "Letter"))
    patient_sheets: int = _setting(
        30, "Most sheets of paper that a patient prints: one topic in giant letters takes up to 29. Above that, staff "
        "print the handout.", unit="sheets", low=1, high=60,
    )
    staff_copies: int = _setting(
        5, "Most copies that staff print at once at the nurse desk.", unit="copies", low=1, high=5
    )
    staff_lock_seconds: int = _setting(
        120, "Time without a touch before the nurse desk locks and forgets what was typed; it warns 20 s before.",
        unit="s", low=40, high=600,
    )
    help_at_desk: str = _setting(
        "Please ask at the desk. They are glad to help.", "What the 'Get help' screen says about where staff are."
    )


@dataclass(frozen=True, slots=True)
class Described:
    """One row of the table of settings, for `kiosk settings`."""

    key: str
    default: Any
    unit: str
    low: float | None
    high: float | None
    choices: tuple[str, ...]
    help: str


def described() -> tuple[Described, ...]:
    """Return every setting with its default, unit, range and help sentence."""
    return tuple(
        Described(
            f.name, f.default, f.metadata["unit"], f.metadata["low"], f.metadata["high"], f.metadata["choices"],
            f.metadata["help"],
        )
        for f in fields(Settings)
    )


def load(path: Path) -> Settings:
    """Read settings from a TOML file; a missing file gives the defaults, a wrong one a SettingsError."""
    if not path.exists():
        return Settings()
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        words = f"{path} cannot be read as settings: {error}. Run 'kiosk settings' for an example."
        raise SettingsError(words) from error
    return from_values(values, str(path))


def from_values(values: Mapping[str, Any], where: str) -> Settings:
    """Check values against the table and return the settings; `where` names their origin in errors."""
    table = {row.key: row for row in described()}
    checked = {}
    for key, value in values.items():
        if key not in table:
            near = difflib.get_close_matches(key, table, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else " Run 'kiosk settings' for the list."
            raise SettingsError(f"{where}: there is no setting '{key}'.{hint}")
        checked[key] = _checked(table[key], value, where)
    return Settings(**checked)


def _checked(row: Described, value: Any, where: str) -> Any:
    wanted = type(row.default)
    if wanted is float and type(value) is int:
        value = float(value)
    if type(value) is not wanted:
        raise SettingsError(f"{where}: '{row.key}' must be {_KINDS[wanted]}, such as {_example(row.default)}.")
    if row.choices and value not in row.choices:
        raise SettingsError(f"{where}: '{row.key}' must be one of {', '.join(row.choices)}, not '{value}'.")
    if row.low is not None and row.high is not None and not row.low <= value <= row.high:
        unit = f" {row.unit}" if row.unit else ""
        raise SettingsError(f"{where}: '{row.key}' must be {row.low:g} to {row.high:g}{unit}, not {value:g}.")
    return value


_KINDS = {str: "text in quotes", bool: "true or false", int: "a whole number", float: "a number"}


def _example(default: Any) -> str:
    return f'"{default}"' if isinstance(default, str) else str(default).lower()
