"""What the sheets of a topic have in common, kept so that it is made once: set lines, and the letters that they need.

Nothing of a person can get onto a shelf, by how it is filled: it is open only while the sheet is drawn for nobody
(`Press`), before it is drawn for somebody. Whoever comes then only takes from it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Shelf:
    """Things by what they are and what they were made from; closed, nothing is added any more."""

    def __init__(self, *, kept: bool = False) -> None:
        """`kept`: open, until it is closed; else nothing is kept at all."""
        self._things: dict[Hashable, Any] = {}
        self._open = kept

    def take(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what stands under `key`; made anew where nothing does, and kept while the shelf is open."""
        found: T | None = self._things.get(key)
        if found is not None:
            return found
        made = make()
        if self._open:
            self._things[key] = made
        return made

    def close(self) -> None:
        """Keep nothing more from here on."""
        self._open = False
