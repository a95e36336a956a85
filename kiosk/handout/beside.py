"""The second language of a sheet, put beside the first block by block; under it where letters are too large for two.

A column narrower than some 28 letters is hard to read: there each block is followed by its translation behind a bar.
Read aloud, a block always comes before its translation, and each says its language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeVar

from kiosk.bundle.comparison import Comparison, comparisons
from kiosk.bundle.model import Block, Diary, IconArray, Picture, Section, Table, Text, Topic, Warning
from kiosk.bundle.texts import leads_in
from kiosk.handout.arrays import figures_alone, figures_in_words
from kiosk.handout.flow import Break, Slot
from kiosk.handout.pairs import BAR, Barred, Pair
from kiosk.handout.structure import Node
from kiosk.handout.style import MM, Style
from kiosk.handout.words import Run, runs_of
from kiosk.phrases import Phrases

if TYPE_CHECKING:
    from kiosk.handout.blocks import Column

T = TypeVar("T")
_BETWEEN = 8 * MM
_NARROWEST = 15.0
"""Narrowest of two columns, in ems: some 28 letters a line, 25 in a list."""


@dataclass(frozen=True, slots=True)
class Told:
    """A section with its topic: how many sources were listed before is what citing needs."""

    section: Section
    topic: Topic
    cited: int


@dataclass(frozen=True, slots=True)
class Beside:
    """The second language: its phrases, and whether it stands in a column of its own."""

    phrases: Phrases
    columns: bool

    def put(self, column: Column, tell: Callable[[Column, T], None], first: T, second: T) -> None:
        """Let `tell` put `first` into `column` and `second` beside it or under it."""
        if not self.columns:
            tell(column, first)
            self.under(column, tell, second)
            return
        width = (column.style.width - _BETWEEN) / 2
        one, two = (column.part(width, phrases, whole=True) for phrases in (column.phrases, self.phrases))
        tell(one, first)
        tell(two, second)
        rows = [_row(left, right, width + _BETWEEN) for left, right in zip_longest(one.slots, two.slots)]
        column.join(rows, [*one.root.kids, *self._marked(two)], two)

    def under(self, column: Column, tell: Callable[[Column, T], None], second: T) -> None:
        """Let `tell` put `second` over the whole width behind a bar, at the side where the language begins."""
        inset = BAR + 0.7 * column.style.em
        part = column.part(column.style.width - inset, self.phrases, whole=False)
        tell(part, second)
        if column.under_heading and part.before is Break.NONE:  # a heading right under that of which it says the same
            part.slots[0] = replace(part.slots[0], above=column.style.under_heading)
            part.under_heading = False
        from_right = self.phrases.right_to_left
        bar, left = (column.style.width - BAR, 0.0) if from_right else (0.0, inset)
        most = 0.5 * column.style.em
        below = [slot.above if slot.above <= most else 0.0 for slot in part.slots[1:]]
        slots = [
            Slot(Barred(slot.piece, bar, left, over), slot.above, slot.after, slot.what)
            for slot, over in zip(part.slots, [*below, 0.0], strict=False)
        ]
        column.join(slots, self._marked(part), part)

    def _marked(self, part: Column) -> list[Node]:
        """Return what a part means, with its language said."""
        nodes = [node for node in part.root.kids if isinstance(node, Node)]
        for node in nodes:
            node.lang = self.phrases.lang
        return nodes


def beside_of(phrases: Phrases, style: Style) -> Beside:
    """Return the second language for sheets of this style."""
    return Beside(phrases, (style.width - _BETWEEN) / 2 >= _NARROWEST * style.em)


def _row(left: Slot | None, right: Slot | None, step: float) -> Slot:
    both = [slot for slot in (left, right) if slot is not None]
    pair = Pair(left.piece if left else None, right.piece if right else None, step)
    return Slot(pair, max(slot.above for slot in both), max(slot.after for slot in both), both[0].what)


def put_blocks(column: Column, beside: Beside, first: Told, second: Told) -> None:
    """Add the blocks of a section in both languages; pictures and figures once, with their words in both."""
    mine, its = (_units(_shown(told.section)) for told in (first, second))
    for unit, other in zip(mine, its, strict=True):
        head, translated = unit[0], other[0]
        if isinstance(head, Comparison) and isinstance(translated, Comparison):
            column.comparison(head, first.topic, first.cited)
            beside.under(column, _both_arrays, (translated, second))
        elif isinstance(head, IconArray) and isinstance(translated, IconArray):
            column.both(_heading, head, translated)
            column.put_all([figures_alone(head, column.root, column.style, column.phrases)])
            column.both(lambda part, told: _numbers(part, *told), (head, first), (translated, second))
        elif isinstance(head, Picture) and isinstance(translated, Picture):
            column.drawing(head)
            column.both(lambda part, told: part.caption(told), head, translated)
        elif isinstance(head, Table) and isinstance(translated, Table):
            column.table(head)
            beside.under(column, lambda part, table: part.table(table), translated)
        elif isinstance(head, Diary) and isinstance(translated, Diary):
            _diary(column, head, translated, repeats=first.section.repeats)
        else:
            column.both(_plain, (unit, first), (other, second))


def _shown(section: Section) -> Sequence[Block]:
    """Return the blocks but the warnings, which stand at the top, where anything else is left; as `Column.blocks`."""
    kept = section.repeats or all(isinstance(block, Warning) for block in section.blocks)
    return [block for block in section.blocks if kept or not isinstance(block, Warning)]


def _units(blocks: Sequence[Block]) -> list[list[Block | Comparison]]:
    """Return the blocks, words that lead in to a list together with it."""
    units: list[list[Block | Comparison]] = []
    leading = False
    for part in comparisons(blocks):
        apart = isinstance(part, Comparison | IconArray | Picture | Table | Diary)
        if leading and not apart:
            units[-1].append(part)
        else:
            units.append([part])
        leading = not isinstance(part, Comparison) and leads_in(part)
    return units


def _plain(column: Column, told: tuple[Sequence[Block | Comparison], Told]) -> None:
    unit, of = told
    for number, block in enumerate(unit, 1):
        if not isinstance(block, Comparison):
            column.block(block, of.topic, of.cited, last=number == len(unit))


def _heading(column: Column, array: IconArray) -> None:
    column.paragraph(runs_of(array.heading), leads=True)


def _numbers(column: Column, array: IconArray, told: Told) -> None:
    have, have_not = figures_in_words(array, column.phrases)
    column.paragraph(have, leads=True)
    column.paragraph(have_not, leads=True)
    column.paragraph(column.studied(array, told.topic, told.cited))


def _both_arrays(column: Column, told: tuple[Comparison, Told]) -> None:
    for array in (told[0].first, told[0].second):
        _heading(column, array)
        _numbers(column, array, told[1])


def _diary(column: Column, diary: Diary, other: Diary, *, repeats: bool) -> None:
    """Add one sheet to fill in: its title, its note and what its columns are called, in both languages above it."""
    if repeats:
        column.both(lambda part, title: part.see_sheet(title), diary.title, other.title)
        return
    start = len(column.slots)
    column.both(_about_diary, diary, other)
    column.diary_table(diary, start)


def _about_diary(column: Column, diary: Diary) -> None:
    column.paragraph((Run(diary.title.plain, strong=True),), leads=True)
    if diary.note:
        column.paragraph(runs_of(diary.note), leads=True)
    columns: tuple[Text, ...] = diary.columns
    column.bullets(columns)
