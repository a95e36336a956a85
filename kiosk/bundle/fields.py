"""Reads TOML that people wrote: each value checked, each mistake a finding with its line, nothing ever raised."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from kiosk.bundle.findings import Findings, nearest

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")
_SPACE = re.compile(r"[ \t\r\n]+")


def load_fields(source: str, first_line: int, findings: Findings, what: str) -> Fields | None:
    """Return the fields of some TOML that begins at `first_line` of its file; None when it cannot be read."""
    try:
        values = tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        # ValueError beside TOMLDecodeError: a number of more digits than Python converts.
        told = _AT_LINE.search(str(error))
        line = first_line + (int(told.group(1)) - 1 if told else 0)
        reason = _AT_LINE.sub("", str(error))
        findings.error(
            line,
            "toml",
            f"{what} cannot be read: {reason}.",
            'Put text in quotes: key = "text", key = 12 or key = ["one", "two"], one a line.',
        )
        return None
    return Fields(values, source.split("\n"), first_line, findings, what)


class Fields:
    """The keys of one table, read one by one; `finish` reports those that nobody asked for."""

    def __init__(
        self, values: Mapping[str, Any], lines: list[str], first_line: int, findings: Findings, what: str
    ) -> None:
        self._values = values
        self._lines = lines
        self.line = first_line
        """Line of the file where the table begins."""
        self._findings = findings
        self.what = what
        self._asked: set[str] = set()

    def line_of(self, key: str) -> int:
        """Return the line of the file where `key` stands, or that of the table when it does not."""
        pattern = re.compile(rf"\s*(?:\[\[?)?\s*[\"']?{re.escape(key)}[\"']?\s*(?:=|\])")
        for number, line in enumerate(self._lines):
            if pattern.match(line):
                return self.line + number
        return self.line

    def has(self, key: str) -> bool:
        """Return whether the key is written at all."""
        return key in self._values

    def text(self, key: str, *, required: bool = True, example: str = "...") -> str:
        """Return a text on one line; '' when it is missing, which is a finding if it is required."""
        value = self._get(key)
        if value is None:
            if required:
                self._missing(key, f'"{example}"')
            return ""
        if not isinstance(value, str):
            self.wrong(key, "type", f"'{key}' must be text.", f'Write {key} = "..." with quotes.')
            return ""
        line = _SPACE.sub(" ", value).strip()
        if required and not line:
            self.wrong(key, "empty", f"'{key}' is empty.", "Write it in plain words.")
        return line

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """Return a list of texts; empty ones and other values are findings."""
        value = self._get(key)
        if value is None:
            if required:
                self._missing(key, '["first", "second"]')
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(key, "type", f"'{key}' must be a list of texts.", f'Write {key} = ["first", "second"].')
            return ()
        items = tuple(_SPACE.sub(" ", item).strip() for item in value)
        if (required and not items) or not all(items):
            self.wrong(key, "empty", f"'{key}' is empty or holds an empty text.", "Write something or take it out.")
        return tuple(item for item in items if item)

    def whole(self, key: str) -> int | None:
        """Return a whole number."""
        value = self._get(key)
        if value is None:
            self._missing(key, "45")
        elif type(value) is int:
            return value
        else:
            self.wrong(key, "type", f"'{key}' must be a whole number.", f"Write {key} = 45, without quotes.")
        return None

    def flag(self, key: str) -> bool:
        """Return true or false; false when it is not written."""
        value = self._get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.wrong(key, "type", f"'{key}' must be true or false.", f"Write {key} = true, without quotes.")
        return False

    def day(self, key: str) -> date | None:
        """Return a date, if it is written."""
        value = self._get(key)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.wrong(key, "type", f"'{key}' must be a date.", f"Write {key} = 2028-11-30, without quotes.")
        return None

    def choice(self, key: str, choices: Iterable[str]) -> str:
        """Return one of the words of `choices`; '' after a finding."""
        value = self.text(key)
        if not value or value in choices:
            return value
        self.wrong(key, f"unknown-{key}", f"There is no {key} '{value}'.", nearest(value, choices))
        return ""

    def tables(self, key: str) -> tuple[Fields, ...]:
        """Return the tables written as `[[key]]`, in order."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(key, "type", f"'{key}' must be a table.", f"Write [[{key}]] on a line of its own before it.")
            return ()
        heads = [n for n, line in enumerate(self._lines) if re.match(rf"\s*\[\[\s*{re.escape(key)}\s*\]\]", line)]
        found = []
        for number, item in enumerate(value):
            start = heads[number] if number < len(heads) else 0
            end = heads[number + 1] if number + 1 < len(heads) else len(self._lines)
            what = f"{key} {number + 1} of {self.what}"
            found.append(Fields(item, self._lines[start:end], self.line + start, self._findings, what))
        return tuple(found)

    def finish(self) -> None:
        """Report every key that was not asked for."""
        for key in self._values:
            if key not in self._asked:
                self.wrong(key, "unknown-key", f"{self.what} has no '{key}'.", nearest(key, self._asked))

    def wrong(self, key: str, code: str, wrong: str, instead: str) -> None:
        """Report an error at the line of `key`."""
        self._findings.error(self.line_of(key), code, wrong, instead)

    def _get(self, key: str) -> Any:
        self._asked.add(key)
        return self._values.get(key)

    def _missing(self, key: str, example: str = '"..."') -> None:
        self._findings.error(self.line, "missing-key", f"{self.what} lacks '{key}'.", f"Add {key} = {example}.")
