"""What was withdrawn, kept on the kiosk so that an older bundle cannot bring it back.

A withdrawal names a topic, its language and a version: that version and every earlier one stay away for ever; a
later one that has been approved may be shown. The file only grows. One that is there and can't be read is an error,
never an empty list: forgetting would bring back what somebody took away for a reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.errors import ContentError
from kiosk.files import write_whole

FORMAT = 1
_NUMBERS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})*\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """Withdrawn versions by topic and language."""

    by_topic: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(topic id, language) -> the latest version withdrawn; one that is not dotted numbers stands for every version."""

    def hold(self, topic_id: str, lang: str, version: str) -> bool:
        """Return whether this version of a topic was withdrawn."""
        withdrawn = self.by_topic.get((topic_id, lang))
        return withdrawn is not None and not is_later(version, withdrawn)

    def joined(self, other: Withdrawals) -> Withdrawals:
        """Return what either holds; where both name a topic, the later version."""
        merged = dict(self.by_topic)
        for key, version in other.by_topic.items():
            if key not in merged or is_later(version, merged[key]) or not _NUMBERS.match(version):
                merged[key] = version
        return Withdrawals(merged)

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        """Yield topic id, language and version, in order."""
        return ((topic_id, lang, version) for (topic_id, lang), version in sorted(self.by_topic.items()))

    def __bool__(self) -> bool:
        return bool(self.by_topic)


def is_later(version: str, than: str) -> bool:
    """Return whether a version such as '1.10' is later than another; never for one that is not dotted numbers."""
    if not (_NUMBERS.match(version) and _NUMBERS.match(than)):
        return False
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def to_json(withdrawals: Withdrawals) -> list[list[str]]:
    """Return withdrawals as lists of topic id, language and version."""
    return [list(one) for one in withdrawals]


def from_json(value: object) -> Withdrawals:
    """Return the withdrawals; ValueError when they are not as `to_json` makes them."""
    if not isinstance(value, list):
        raise ValueError("the withdrawn topics are missing")  # noqa: TRY004 - every fault of a file is a ValueError
    found = Withdrawals()
    for one in value:
        if not isinstance(one, list) or len(one) != 3 or not all(isinstance(part, str) for part in one):
            raise ValueError("a withdrawn topic has another shape")
        found = found.joined(Withdrawals({(one[0], one[1]): one[2]}))
    return found


def _remembered(value: object) -> Withdrawals:
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise ValueError(f"it is not of format {FORMAT}")
    return from_json(value.get("withdrawn"))


class Memory:
    """The kiosk's own file of what was ever withdrawn."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def known(self) -> Withdrawals:
        """Return what is remembered; ContentError when the file is there and cannot be read."""
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return Withdrawals()
        except (OSError, UnicodeDecodeError) as error:
            raise self._unreadable(error) from error
        try:
            return _remembered(json.loads(text))
        except (ValueError, RecursionError) as error:
            raise self._unreadable(error) from error

    def learn(self, withdrawals: Withdrawals) -> Withdrawals:
        """Add to the file what it does not hold yet, all or nothing, and return what is known now.

        ContentError when the file can't be read or written.
        """
        before = self.known()
        after = before.joined(withdrawals)
        if after != before:
            self._write(after)
        return after

    def _write(self, withdrawals: Withdrawals) -> None:
        text = json.dumps({"format": FORMAT, "withdrawn": to_json(withdrawals)}, indent=1, ensure_ascii=False)
        try:
            write_whole(self.path, text + "\n")
        except OSError as error:
            raise ContentError(
                f"{self.path} cannot be written: {error.strerror}. It holds which topics were withdrawn: make room, "
                "or give this user the folder."
            ) from error

    def _unreadable(self, error: Exception) -> ContentError:
        return ContentError(
            f"{self.path} cannot be read ({error}). It holds which topics were withdrawn, so nothing is shown without "
            "it: copy it from a kiosk with the same content, or take it away once the newest bundle is in place."
        )
