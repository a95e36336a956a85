"""Pieces of two languages: two side by side with their upper edges level, or one behind a bar that marks the second."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.handout.flow import Piece, Slot
from kiosk.handout.pieces import Words
from kiosk.handout.style import MM
from kiosk.handout.tagging import Pen

BAR = 1.2 * MM
"""Thickness of the bar."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pieces that say the same, kept together; one of them may be missing."""

    first: Piece | None
    second: Piece | None
    step: float
    """From the left edge of the first to that of the second."""

    @property
    def height(self) -> float:
        return max(piece.height for piece in (self.first, self.second) if piece is not None)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the first, then the second."""
        for left, piece in ((x, self.first), (x + self.step, self.second)):
            if piece is not None:
                piece.draw(pen, left, top)


@dataclass(frozen=True, slots=True)
class Barred:
    """A piece in the second language, behind a bar; `over` is the white below that the bar bridges."""

    piece: Piece
    bar: float
    """Distance of the bar from the left edge of the column."""
    inset: float
    """Distance of the piece."""
    over: float = 0.0

    @property
    def height(self) -> float:
        return self.piece.height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the bar as decoration, then the piece."""
        with pen.artifact():
            foot = top - self.height - self.over
            pen.operators(f"{x + self.bar:.2f} {foot:.2f} {BAR:.2f} {top - foot:.2f} re f")
        self.piece.draw(pen, x + self.inset, top)


def _heads(piece: Piece | None, *, second: bool = False) -> Iterator[tuple[str, int, bool]]:
    """Yield the words and level of each heading in a piece, and whether it is in the second language."""
    match piece:
        case Words(bookmark=(words, level)):
            yield words, level, second
        case Pair():
            yield from _heads(piece.first, second=second)
            yield from _heads(piece.second, second=True)
        case Barred():
            yield from _heads(piece.piece, second=True)


class Entry(NamedTuple):
    """A heading in the list of contents, and whether it is in the second language."""

    words: str
    page: int
    second: bool


def headings(pages: Sequence[Sequence[Slot]], small: Collection[str]) -> list[Entry]:
    """Return the headings right under the title but the `small` ones, each with its page."""
    return [
        Entry(words, number, second)
        for number, page in enumerate(pages, 1)
        for slot in page
        for words, level, second in _heads(slot.piece)
        if level == 1 and words not in small
    ]
