"""Writes the sample of the settings that the package lays into /etc/kiosk: each setting with its sentence, none set.

Run after a change of the table in `kiosk/settings.py`: `.venv/bin/python resources/deploy/make_sample.py`.
"""

from __future__ import annotations

from pathlib import Path

from kiosk.files import quoted
from kiosk.settings import Described, described

SAMPLE = Path(__file__).with_name("system") / "usr" / "share" / "kiosk" / "settings.toml"

_HEAD = """# Settings of this kiosk. Each stands here with what holds where nothing is set.
# To set one, take away the # before its name and write your own value; then: systemctl restart kiosk
# 'kiosk settings' shows what holds, and says what is wrong with a line.
"""


def sample() -> str:
    """Return the whole sample."""
    return "\n".join([_HEAD, *map(_entry, described())])


def _entry(row: Described) -> str:
    notes = [row.help]
    if row.choices:
        notes.append(f"One of: {', '.join(row.choices)}.")
    if row.low is not None and row.high is not None:
        notes.append(f"{row.low:g} to {row.high:g} {row.unit}".rstrip() + ".")
    value = quoted(row.default) if isinstance(row.default, str) else str(row.default).lower()
    return f"# {' '.join(notes)}\n#{row.key} = {value}\n"


if __name__ == "__main__":
    SAMPLE.write_text(sample(), encoding="utf-8")
