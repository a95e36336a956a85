"""Where pages end: the breaks with the least harm over the whole handout, found at once rather than page by page.

A heading stays with what it heads, a short paragraph stays whole, and the last page does not hold two lines: the
cost of each break is weighed against the white it leaves (as TeX does for lines). Written here, and not Platypus's
frames: those look one flowable ahead and so leave headings, list ends and last lines alone on a page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate, pairwise
from math import inf
from operator import add
from typing import Protocol

from kiosk.errors import HandoutError
from kiosk.handout.tagging import Pen


class Piece(Protocol):
    """Something that is drawn whole: it knows its height, in points."""

    @property
    def height(self) -> float: ...

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw with the left edge at `x` and the upper edge at `top` (points from the foot of the page)."""


class Break(float, Enum):
    """How much harm a page break after a piece does; a page that stays half empty does about 25."""

    NONE = 0.0
    """Before a heading: the best place."""
    BLOCK = 6.0
    """Between two paragraphs, or a paragraph and a list."""
    ITEM = 12.0
    """Between two items of a list."""
    LINE = 35.0
    """Inside a paragraph."""
    ROW = 60.0
    """Between two rows of a table."""
    LONELY = 120.0
    """Before the last item of a list, or after its first."""
    LEAD_IN = 1500.0
    """Between words that announce something and that thing, such as 'Out of 100 people': worse than a page more."""
    HEADING = 5000.0
    """Between a heading and what it heads."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A piece in the column: the white above it (none at the top of a page) and what a break after it costs."""

    piece: Piece
    above: float
    after: Break
    what: str = ""
    """What it is, for a message when it is taller than a page."""


_PAGE = 1000.0
_WHITE = 100.0
_SHORT_LAST = 0.22
"""A last page filled less than this looks like a mistake."""


def paginate(slots: Sequence[Slot], height: float) -> list[Sequence[Slot]]:
    """Return the slots page by page, with the fewest pages and the least harm; HandoutError if one is too tall."""
    count = len(slots)
    heights, above = [slot.piece.height for slot in slots], [slot.above for slot in slots]
    harm = [0.0, *(_PAGE + slot.after.value for slot in slots)]
    _refuse_taller(slots, heights, height)
    feet = [*accumulate(map(add, above, heights), initial=0.0)]
    best, came_from = [0.0] + [inf] * count, [0] * (count + 1)
    for start in range(count):
        so_far, top = best[start], feet[start] + above[start]
        too_far = bisect_right(feet, top + height + 0.01, start + 1)
        for end in range(start + 1, min(too_far, count)):
            white = 1 - (feet[end] - top) / height
            cost = so_far + harm[end] + _WHITE * white * white
            if cost < best[end]:
                best[end], came_from[end] = cost, start
        if too_far > count:
            cost = so_far + _last((feet[count] - top) / height)
            if cost < best[count]:
                best[count], came_from[count] = cost, start
    ends = [count]
    while came_from[ends[-1]]:
        ends.append(came_from[ends[-1]])
    ends = [0, *reversed(ends)]
    return [slots[start:end] for start, end in pairwise(ends)]


def _refuse_taller(slots: Sequence[Slot], heights: Sequence[float], height: float) -> None:
    for slot, one in zip(slots, heights, strict=True):
        if one > height:
            raise HandoutError(
                f"{slot.what or 'Something'} does not fit on one page at this letter size. "
                "Make it shorter, or choose smaller letters."
            )


def _last(filled: float) -> float:
    """Return the cost of a last page filled to this part."""
    return _PAGE + (_WHITE * (_SHORT_LAST - filled) / _SHORT_LAST if filled < _SHORT_LAST else 0.0)
