"""Icon arrays as pieces of the column: one alone with its words beside it, two side by side with theirs below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.bundle.comparison import Comparison
from kiosk.bundle.model import IconArray
from kiosk.handout.flow import Break, Slot
from kiosk.handout.pictures import ArrayPiece, Figures
from kiosk.handout.pieces import Stack, Words, parts_of
from kiosk.handout.structure import Node
from kiosk.handout.style import Style
from kiosk.handout.tagging import Pen
from kiosk.handout.words import Run, Typesetter, phrase, runs_of
from kiosk.phrases import Phrases

_NARROWEST = 13.0
"""Narrowest of two columns, in ems: some 25 letters a line."""
_WHAT = "A picture of numbers"


def array_slots(array: IconArray, root: Node, style: Style, setter: Typesetter, phrases: Phrases) -> list[Slot]:
    """Return one icon array with its numbers in words beside it; its heading stands above, put by the caller."""
    both = figures_in_words(array, phrases)
    figures = Figures(array.number, array.out_of, _figure(array, both, root))
    gap = 1.2 * style.em
    room = style.width - figures.width - gap
    beside = _stack([_words(runs, root, style, setter, room) for runs in both], style)
    return [Slot(ArrayPiece(figures, beside, gap), 0.5 * style.em, Break.LEAD_IN, _WHAT)]


def figures_alone(array: IconArray, root: Node, style: Style, phrases: Phrases) -> Slot:
    """Return the figures without words beside them; heading, numbers in words and who was studied are the caller's."""
    node = _figure(array, figures_in_words(array, phrases), root)
    return Slot(Figures(array.number, array.out_of, node), 0.5 * style.em, Break.LEAD_IN, _WHAT)


def comparison_slots(
    pair: Comparison,
    studied: Sequence[tuple[Run, ...]],
    root: Node,
    style: Style,
    setter: Typesetter,
    phrases: Phrases,
    above: float,
) -> list[Slot]:
    """Return two groups side by side: who they are, their figures, the numbers in words; then who was `studied`.

    Aloud each group is told whole, with who was studied, before the other: the tree's order is not that of the page.
    """
    width = _half(style)
    groups, told = [], []
    for array, runs in zip((pair.first, pair.second), studied, strict=True):
        head = _words(runs_of(array.heading), root, style, setter, width)
        both = figures_in_words(array, phrases)
        figures = Figures(array.number, array.out_of, _figure(array, both, root))
        below = _stack([_words(one, root, style, setter, width) for one in both], style)
        groups.append(Group(head, figures, below))
        told.append(_words(runs, root, style, setter, style.measure))
    piece = ComparisonPiece(groups[0], groups[1], width + _gap(style), 0.5 * style.em)
    slots = [Slot(piece, above, Break.LEAD_IN, _WHAT)]
    for number, words in enumerate(told, 1):
        *parts, last = parts_of(words, 4)
        gap = style.paragraph_gap
        for part in parts:
            slots.append(Slot(part, gap, Break.LINE))
            gap = 0.0
        slots.append(Slot(last, gap, Break.BLOCK if number == len(told) else Break.LEAD_IN))
    return slots


def fits_side_by_side(pair: Comparison, style: Style, setter: Typesetter) -> bool:
    """Return whether two columns are wide enough to read, and wide enough for the figures and the longest word."""
    width = _half(style)
    words = [text for one in (pair.first, pair.second) for text in (one.heading, one.have, one.have_not)]
    longest = max(setter.longest_word(runs_of(text), style.em) for text in words)
    return width >= max(_NARROWEST * style.em, longest, Figures(0, pair.out_of, Node("Figure")).width)


def figures_in_words(array: IconArray, phrases: Phrases) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return both ways round: '**45 in 100** people get side effects (filled figures).' and the rest."""
    out_of = str(array.out_of)
    have = phrase(phrases, "paper.have", number=str(array.number), out_of=out_of, have=array.have.plain)
    rest = str(array.out_of - array.number)
    have_not = phrase(phrases, "paper.have_not", number=rest, out_of=out_of, have_not=array.have_not.plain)
    return have, have_not


def _figure(array: IconArray, both: tuple[tuple[Run, ...], ...], root: Node) -> Node:
    said = " ".join("".join(run.text for run in runs) for runs in both)
    return root.add("Figure", f"{array.heading.plain} {said}")


def _words(runs: tuple[Run, ...], root: Node, style: Style, setter: Typesetter, width: float) -> Words:
    return Words(setter.lines(runs, style.em, width), style.body, root.add("P"))


def _stack(words: list[Words], style: Style) -> Stack:
    return Stack(tuple((0.5 * style.em, one) for one in words))


def _gap(style: Style) -> float:
    return 1.5 * style.em


def _half(style: Style) -> float:
    return (style.width - _gap(style)) / 2


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a comparison: who they are, its figures, its numbers in words."""

    head: Words
    figures: Figures
    below: Stack


@dataclass(frozen=True, slots=True)
class ComparisonPiece:
    """Two groups beside each other, kept whole: figures stand at one height, so that they can be compared."""

    first: Group
    second: Group
    step: float
    """From the left edge of the first group to that of the second."""
    air: float

    @property
    def _heads(self) -> float:
        return max(self.first.head.height, self.second.head.height) + self.air

    @property
    def _figures(self) -> float:
        return self.first.figures.height + self.air

    @property
    def height(self) -> float:
        return self._heads + self._figures + max(self.first.below.height, self.second.below.height)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw each group from the top down, the first one at the left: headings end where the figures begin."""
        foot = top - self._heads + self.air
        for left, group in ((x, self.first), (x + self.step, self.second)):
            group.head.draw(pen, left, foot + group.head.height)
            group.figures.draw(pen, left, top - self._heads)
            group.below.draw(pen, left, top - self._heads - self._figures)
