"""The sets of topics a clinic saves, to print in three touches: `packs.toml`.

    [[pack]]
    title = "Starting baclofen"
    topics = ["baclofen", "spasticity-and-spasms"]
    beside = "es"

`beside` is left out where a pack is printed in one language.
Nothing of a person is in a pack: no name, no note, no schedule.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.errors import SettingsError, UsageError
from kiosk.files import quoted
from kiosk.staff.entries import clean_name, read_entries, write_entries

MOST_PACKS, MOST_TOPICS = 12, 12
"""Packs, and topics of a pack, at most."""
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of topics under the clinic's own title."""

    title: str
    topics: tuple[str, ...]
    beside: str = ""
    """The second language on paper; empty for none."""

    def present(self, topic_ids: Collection[str]) -> Pack:
        """Return the pack with the topics that this kiosk shows: one that was withdrawn is left out."""
        return replace(self, topics=tuple(one for one in self.topics if one in topic_ids))


class Packs:
    """The file of packs."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> tuple[Pack, ...]:
        """Return every pack, in the file's order; SettingsError when the file can't be read."""
        return tuple(self._pack(row) for row in read_entries(self.path, "pack"))

    def save(self, pack: Pack) -> None:
        """Keep a pack; one with the same title is replaced. UsageError says what can't be kept, and why."""
        title = clean_name(pack.title, "A pack's title")
        if not 0 < len(pack.topics) <= MOST_TOPICS:
            raise UsageError(f"A pack holds 1 to {MOST_TOPICS} topics.")
        others = [one for one in self.all() if one.title.casefold() != title.casefold()]
        if len(others) >= MOST_PACKS:
            raise UsageError(f"There are {MOST_PACKS} packs already. Remove one first.")
        self._write([*others, replace(pack, title=title)])

    def remove(self, title: str) -> None:
        """Throw a pack away; UsageError when there is none of that title."""
        packs = self.all()
        left = [one for one in packs if one.title.casefold() != title.strip().casefold()]
        if len(left) == len(packs):
            raise UsageError(f"There is no pack '{title}'.")
        self._write(left)

    def _pack(self, row: object) -> Pack:
        if isinstance(row, dict):
            title, topics, beside = row.get("title"), row.get("topics"), row.get("beside", "")
            words = isinstance(title, str) and isinstance(beside, str)
            if words and isinstance(topics, list) and all(_is_id(one) for one in topics):
                return Pack(str(title), tuple(topics), str(beside))
        raise SettingsError(f"{self.path} has a pack without a title, or with topics that are no ids. Mend it.")

    def _write(self, packs: list[Pack]) -> None:
        entries = []
        for pack in packs:
            topics = ", ".join(map(quoted, pack.topics))
            beside = f"beside = {quoted(pack.beside)}\n" if pack.beside else ""
            entries.append(f"[[pack]]\ntitle = {quoted(pack.title)}\ntopics = [{topics}]\n{beside}")
        write_entries(self.path, "\n".join(entries))


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None
