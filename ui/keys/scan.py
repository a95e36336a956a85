"""Row and item scanning as a machine of plain values: what is offered, and what a switch makes of it. No Qt in here."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

_ROUNDS = 3
"""How often all rows are offered before the scan rests: nothing on the glass moves for nobody."""
_ITEM_ROUNDS = 2
"""How often the items of a row are offered before the rows are again."""


class Level(Enum):
    """What is offered."""

    RESTING = 0
    ROWS = 1
    ITEMS = 2


class Scan:
    """`sizes`: how many items each row has. `by_hand`: a second switch goes on, so it neither rests nor goes round in
    a row: after its last item the row itself is offered again."""

    def __init__(self, sizes: Sequence[int], *, by_hand: bool = False) -> None:
        self._sizes, self._by_hand = tuple(sizes), by_hand
        self.level = Level.RESTING
        self.row = self.item = 0
        self._rounds = 0

    def begin(self, row: int = 0) -> None:
        """Offer rows, from `row` on."""
        if self._sizes:
            self.level, self.row, self.item, self._rounds = Level.ROWS, row % len(self._sizes), 0, 0

    def open(self, item: int) -> None:
        """Offer the items of the present row, from `item` on, if it has more than one."""
        if self.level is Level.ROWS and self._sizes[self.row] > 1:
            self.level, self.item, self._rounds = Level.ITEMS, min(item, self._sizes[self.row] - 1), 0

    def go_on(self) -> None:
        """Offer what comes next."""
        if self.level is Level.ROWS:
            self.row += 1
            if self.row == len(self._sizes):
                self.row, self._rounds = 0, self._rounds + 1
                if self._rounds == _ROUNDS and not self._by_hand:
                    self.level = Level.RESTING
        elif self.level is Level.ITEMS:
            self.item += 1
            if self.item == self._sizes[self.row]:
                self.item, self._rounds = 0, self._rounds + 1
                if self._by_hand or self._rounds == _ITEM_ROUNDS:
                    self.begin(self.row)

    def choose(self) -> tuple[int, int] | None:
        """Take what is offered: a row opens, a row of one and an item are returned; a scan that rests begins."""
        if self.level is Level.RESTING:
            self.begin()
            return None
        if self.level is Level.ROWS and self._sizes[self.row] > 1:
            self.open(0)
            return None
        return self.row, self.item
