"""Two icon arrays that are one picture: a medicine and a dummy tablet, out of equally many people.

Two groups can be compared at a glance only when they are drawn alike, side by side, out of the same number
(Garcia-Retamero and Cokely, 'Communicating health risks with visual aids', 2013); so they are found here, once,
for screen and paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.bundle.model import Block, IconArray


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two groups of equally many people, and how often the same thing happened in each."""

    first: IconArray
    second: IconArray

    @property
    def out_of(self) -> int:
        """How many figures each group has."""
        return self.first.out_of


def comparisons(blocks: Sequence[Block]) -> tuple[Block | Comparison, ...]:
    """Return `blocks` in order, with each two icon arrays that belong together made one `Comparison`.

    They belong together when one follows the other, they have the same `out_of`, and both count the same thing
    (`have` in the same words): two side effects of one medicine are no comparison.
    """
    return tuple(_paired(blocks))


def members(part: Block | Comparison) -> tuple[Block, ...]:
    """Return the blocks that a part of `comparisons` stands for: `comparisons` undone."""
    return (part.first, part.second) if isinstance(part, Comparison) else (part,)


def same_outcome(first: Block, second: Block) -> bool:
    """Return whether both are icon arrays that count the same thing, whatever they are out of."""
    if not isinstance(first, IconArray) or not isinstance(second, IconArray):
        return False
    return first.have.plain.casefold().rstrip(".") == second.have.plain.casefold().rstrip(".")


def _paired(blocks: Sequence[Block]) -> Iterator[Block | Comparison]:
    place = 0
    while place < len(blocks):
        first, second = blocks[place], blocks[place + 1] if place + 1 < len(blocks) else None
        if (
            isinstance(first, IconArray)
            and isinstance(second, IconArray)
            and first.out_of == second.out_of
            and same_outcome(first, second)
        ):
            yield Comparison(first, second)
            place += 2
        else:
            yield first
            place += 1
