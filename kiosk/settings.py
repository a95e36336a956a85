"""What a clinic can set: one frozen table with default, unit, range and one help sentence a field.

Settings are read from TOML, once, at the start. A line that is wrong is named with its number and with what to write;
its setting keeps the default, and all other lines count. So one slip of a pen never keeps a kiosk from starting:
staff are told (`Settings.mistakes`), patients are not. Only the bench test writes, one line, when it is asked to.
"""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from kiosk.errors import SettingsError
from kiosk.files import quoted, write_whole

LEAST_GLASS_MM = (526.0, 296.0)
"""Longer and shorter side of the picture under which a page of the pack may not find room: a 23.8 inch glass has
a little more."""


def _setting(default: Any, help_text: str, *, unit: str = "", low: float | None = None, high: float | None = None,
             choices: tuple[str, ...] = (), careful: Any = None, command: bool = False) -> Any:
    meta = {
        "help": help_text, "unit": unit, "low": low, "high": high, "choices": choices,
        "command": command, "careful": default if careful is None else careful,
    }  # fmt: skip
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
        True, "Show topics that no clinician has approved yet, and say 'Demonstration' on every screen and page.",
        careful=False,
    )
    grace_days: int = _setting(
        30, "How long a topic stays on the patient screens after its review was due, with a line that says so.",
        unit="days", low=0, high=365,
    )
    content: str = _setting("", "Bundle file (.kib) or pack folder to show; empty: the one installed with the kiosk.")
    content_key: str = _setting(
        "", "Public key of who signs the content, as 'kiosk kit key' prints it; other content is refused. "
        "Empty: any counts.", careful="unreadable",
    )  # fmt: skip
    language: str = _setting("en-GB", "Language the kiosk starts in, and of its topics.")
    languages: str = _setting(
        "en-GB, cy, pl, es, ar", "Languages of the screens to choose from, parted by commas; topics and reading aloud "
        "stay in the language above. The words of cy, pl, es and ar are not yet checked by a native speaker.",
    )
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
    voice: str = _setting(
        "bf_emma", "Reading voices, first choice first ('bf_emma, espeak-ng'); 'none' turns sound off. espeak-ng "
        "beside another speaks the other languages of the screens in the guide, and typed words into a headset.",
    )
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
    help_command: str = _setting(
        "", "Program that calls staff from the 'Get help' screen, by its full path, with its arguments: it switches a "
        "relay or sends a message. Started without a shell, for 10 s at most; its end code 0 means that staff were "
        "called. Empty: the screen calls nobody.", command=True,
    )  # fmt: skip
    guide_key_guide: str = _setting("F2", "Keys that turn the spoken guide on and off, as Qt calls them.")
    guide_key_stop: str = _setting("F3", "Keys that stop the spoken guide talking.")
    guide_key_again: str = _setting("F4", "Keys that have the spoken guide say it again.")
    guide_key_slower: str = _setting("F5", "Keys that make the voice slower.")
    guide_key_headset_in: str = _setting("F15", "Keys that a keypad sends when a headset goes in: the guide turns on.")
    guide_key_headset_out: str = _setting("F16", "Keys that a keypad sends when the headset is pulled out.")
    guide_headset: bool = _setting(
        True, "Notice a headset that is plugged in: the spoken guide turns on, and says what staff typed to it alone. "
        "Set it to false where the loudspeaker hangs on the socket for headphones.",
    )  # fmt: skip

    # Keys as Qt calls them, parted by commas. The defaults are those of a keyboard and of keypads that send arrows and
    # Enter; kiosk audio keypads that send other keys have them named here.
    keypad_up: str = _setting("Up", "Keys that lead to the control above, of a keyboard or a kiosk keypad.")
    keypad_down: str = _setting("Down", "Keys that lead to the control below.")
    keypad_left: str = _setting("Left", "Keys that lead to the control at the left.")
    keypad_right: str = _setting("Right", "Keys that lead to the control at the right.")
    keypad_select: str = _setting("Return, Enter, Space, Select", "Keys that choose the control with the ring.")
    keypad_back: str = _setting("Esc, Back", "Keys that do what Back does.")
    keypad_home: str = _setting("Home, Home Page", "Keys that do what Home does.")
    keypad_help: str = _setting("F1, Help", "Keys that do what Get help does.")
    keypad_louder: str = _setting("Volume Up, +", "Keys that make the voice louder.")
    keypad_quieter: str = _setting("Volume Down, -", "Keys that make the voice quieter.")
    switch_1_keys: str = _setting(
        "F7, Space", "Keys that the first switch sends; one that means nothing else here turns scanning on."
    )
    switch_2_keys: str = _setting("F8, Return, Enter", "Keys that the second switch sends.")
    scanning: str = _setting(
        "off", "Switches each person starts with: the screen offers one thing after the other, a switch chooses; "
        "'touch': the whole glass is the switch.", choices=("off", "one", "two", "touch"),
    )
    scan_seconds: float = _setting(2.0, "How long scanning offers each thing.", unit="s", low=0.5, high=10)

    mistakes: tuple[str, ...] = ()
    """No setting: what is wrong in the file they were read from, a sentence or two a line, for staff."""


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
    command: bool
    """Whether it is a program with its arguments."""
    careful: Any
    """What counts where its line is wrong."""


def described() -> tuple[Described, ...]:
    """Return every setting with its default, unit, range and help sentence."""
    return tuple(
        Described(
            f.name, f.default, f.metadata["unit"], f.metadata["low"], f.metadata["high"], f.metadata["choices"],
            f.metadata["help"], f.metadata["command"], f.metadata["careful"],
        )
        for f in fields(Settings) if f.metadata
    )  # fmt: skip


def load(path: Path) -> Settings:
    """Read settings as `read` does, and write to the log what is wrong in the file."""
    found = read(path)
    for mistake in found.mistakes:
        logging.getLogger("kiosk").warning("%s: %s", path, mistake)
    return found


def read(path: Path) -> Settings:
    """Read settings from a TOML file; a missing file gives the defaults, one that is no text a SettingsError.

    What is wrong in it is kept in `mistakes`.
    """
    if not path.exists():
        return Settings()
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise SettingsError(f"{path} is no settings file: it is far too large. 'kiosk settings' prints one.")
        text = path.read_text(encoding="utf-8-sig")  # some editors begin a file with a mark
    except (OSError, UnicodeDecodeError) as error:
        words = f"{path} cannot be read as settings: {error}. Run 'kiosk settings' for an example."
        raise SettingsError(words) from error
    return from_text(text)


def from_text(text: str) -> Settings:
    """Read settings line by line: what is right counts, what is wrong is told in `mistakes` and keeps its default.

    Where the default is the bold choice (`demonstration`), a wrong line counts as the careful one; so does a line that
    only mistypes its name.
    """
    table = {row.key: row for row in described()}
    values: dict[str, Any] = {}
    first: dict[str, int] = {}
    mistakes: list[str] = []
    for number, key, value in _statements(text):
        row = table.get(key)
        try:
            if isinstance(value, tomllib.TOMLDecodeError):
                raise SettingsError(_unreadable(row, text.split("\n")[number - 1], number))  # noqa: TRY301
            if row is None:
                raise SettingsError(_unknown(key, table, f"Line {number}"))  # noqa: TRY301
            if key in first:
                told = f"Line {number}: '{key}' stands in line {first[key]} already, which counts. Take one out."
                raise SettingsError(told)  # noqa: TRY301
            values[key], first[key] = _checked(row, value, f"Line {number}"), number
        except SettingsError as error:
            told, meant = str(error), row or _mistyped(key, table)
            if meant is not None and meant.key not in first:
                values[meant.key] = meant.careful
                if meant.careful != meant.default:
                    told += f" Until then it counts as {as_written(meant.careful)}."
            mistakes.append(told)
    return replace(Settings(**values), mistakes=tuple(mistakes))


_MOST_BYTES = 100_000
_NAMED = re.compile(r"""\s*["']?(?P<key>[A-Za-z0-9_-]+)["']?\s*[=:]\s*(?P<value>.*?)\s*$""")


def _statements(text: str) -> Iterator[tuple[int, str, Any]]:
    """Yield the number of each line that sets something, what it sets, and the value or why it can't be read."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        values, end = _statement(lines, at)
        if isinstance(values, tomllib.TOMLDecodeError):
            named = _NAMED.match(lines[at])
            yield at + 1, named["key"] if named else "", values
        else:
            for key, value in values.items():
                yield at + 1, key, value
        at = end


def _statement(lines: list[str], at: int) -> tuple[dict[str, Any] | tomllib.TOMLDecodeError, int]:
    """Return what the line at `at` sets, and the line after it: text in three quotation marks goes on below."""
    goes_on = '"""' in lines[at] or "'''" in lines[at]
    wrong = None
    for end in range(at + 1, min(at + _MOST_LINES, len(lines)) + 1 if goes_on else at + 2):
        try:
            return tomllib.loads("\n".join(lines[at:end])), end
        except tomllib.TOMLDecodeError as error:
            wrong = wrong or error
    assert wrong is not None
    return wrong, at + 1


_MOST_LINES = 30
"""Of one text in three quotation marks."""


def _unreadable(row: Described | None, line: str, number: int) -> str:
    if row is None:
        how = "Write it as 'name = value'; 'kiosk settings' shows how."
        return f"Line {number} is no setting: {line.strip()[:60]!r}. {how}"
    written = _NAMED.match(line)
    value = written["value"].strip("\"'\u201c\u201d\u2018\u2019 ") if written else ""
    if row.choices and value not in row.choices:
        return f"Line {number}: '{row.key}' can't be read. Write one of: {', '.join(map(quoted, row.choices))}."
    shown = quoted(value or row.default) if isinstance(row.default, str) else as_written(row.default)
    return f"Line {number}: '{row.key}' can't be read. Write: {row.key} = {shown}"


def _mistyped(key: str, table: Mapping[str, Described]) -> Described | None:
    """Return the setting whose default is the bold choice and whose name `key` all but is."""
    bold = [row.key for row in table.values() if row.careful != row.default]
    near = _nearest(key, bold, 0.85)
    return table[near] if near else None


def _nearest(key: str, known: Iterable[str], likeness: float = 0.6) -> str:
    import difflib  # only where a line is wrong

    return "".join(difflib.get_close_matches(key, tuple(known), n=1, cutoff=likeness))


def _unknown(key: str, known: Mapping[str, Described], where: str) -> str:
    near = _nearest(key, known)
    hint = f" Did you mean '{near}'?" if near else " Run 'kiosk settings' for the list."
    return f"{where}: there is no setting '{key}'.{hint}"


def from_values(values: Mapping[str, Any], where: str) -> Settings:
    """Check values against the table and return the settings; `where` names their origin in errors."""
    table = {row.key: row for row in described()}
    checked = {}
    for key, value in values.items():
        if key not in table:
            raise SettingsError(_unknown(key, table, where))
        checked[key] = _checked(table[key], value, where)
    return Settings(**checked)


def write_line(path: Path, key: str, value: str | float | bool) -> None:
    """Set `key` in the file at `path`: its line is put right, or one is added; every other line stays.

    SettingsError when the value is none that may stand there, or the file can't be written.
    """
    from_values({key: value}, "The new value")
    shown = as_written(value)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n") if path.exists() else []
        found = [at for at, line in enumerate(lines) if (named := _NAMED.match(line)) and named["key"] == key]
        if found:
            lines[found[0]] = f"{key} = {shown}"
        else:
            lines = [*lines[: len(lines) - (lines[-1:] == [""])], f"{key} = {shown}", ""]
        write_whole(path, "\n".join(lines), path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} can't be written ({error}). Write this line into it: {key} = {shown}") from error


def as_written(value: Any) -> str:
    """Return a value as it stands in a settings file."""
    return quoted(value) if isinstance(value, str) else str(value).lower()


def _checked(row: Described, value: Any, where: str) -> Any:
    wanted = type(row.default)
    if wanted is float and type(value) is int:
        value = float(value)
    if type(value) is not wanted:
        raise SettingsError(f"{where}: '{row.key}' must be {_KINDS[wanted]}, such as {as_written(row.default)}.")
    if row.choices and value not in row.choices:
        raise SettingsError(f"{where}: '{row.key}' must be one of {', '.join(row.choices)}, not '{value}'.")
    if row.command and value and not command_words(value):
        raise SettingsError(
            f"{where}: '{row.key}' must be the full path of a program, then its arguments, such as "
            '"/usr/local/bin/ring-bell --room 2"; what holds a blank stands in single quotation marks.'
        )
    if row.low is not None and row.high is not None and not row.low <= value <= row.high:
        unit = f" {row.unit}" if row.unit else ""
        raise SettingsError(f"{where}: '{row.key}' must be {row.low:g} to {row.high:g}{unit}, not {value:g}.")
    return value


def command_words(written: str) -> tuple[str, ...]:
    """Return program and arguments of a command as it is written in the settings; none where it is no command."""
    import shlex  # only where a clinic has set one

    try:
        words = shlex.split(written)
    except ValueError:
        return ()
    return tuple(words) if words and words[0].startswith("/") else ()


_KINDS = {str: "text in quotes", bool: "true or false", int: "a whole number", float: "a number"}
