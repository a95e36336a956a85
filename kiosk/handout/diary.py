"""A diary as a real sheet to write on: a row a day, tall enough for an unsteady hand, kept whole where it can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from kiosk.bundle.model import Diary, Text
from kiosk.handout.flow import Break, Slot
from kiosk.handout.pieces import Words
from kiosk.handout.structure import Node
from kiosk.handout.style import MM, Style
from kiosk.handout.tagging import Pen
from kiosk.handout.words import Run, Typesetter
from kiosk.phrases import Phrases

_LEAST_ROW = 10 * MM
"""Lowest row to write in; larger letters have taller rows."""
_DATE = 18 * MM
"""Room beside 'Day 14' to write the date in."""
_LEAST_COLUMN = 28 * MM
"""Narrowest column to write in."""
_WEEK = 7


def diary_slots(
    diary: Diary, room: float, root: Node, style: Style, setter: Typesetter, phrases: Phrases
) -> list[Slot]:
    """Return the empty tables of a diary, added to the tree under `root`; its title and note stand above them.

    One table where one page can hold it (`room`: the height a page has under title and note), else one a week, or of
    fewer days below a tall header; columns that find no room beside each other get tables of their own.
    """
    maker = _Maker(style, setter, phrases)
    slots: list[Slot] = []
    for columns in maker.groups(diary.columns):
        days = maker.days_together(columns, diary.days, room)
        for first in range(1, diary.days + 1, days):
            sheet = maker.sheet(columns, first, min(days, diary.days + 1 - first), root)
            gap = style.paragraph_gap if slots else 0.5 * style.em
            slots.append(Slot(sheet, gap, Break.BLOCK, f"The diary '{diary.title.plain}'"))
    return slots


class _Maker:
    def __init__(self, style: Style, setter: Typesetter, phrases: Phrases) -> None:
        self._style, self._setter, self._phrases = style, setter, phrases
        self._padding = 0.35 * style.em
        last = (Run(self._day(2 * _WEEK), strong=True),)
        label = (Run(phrases("diary.day_and_date"), strong=True),)
        widest = max(setter.width(last, style.em) + _DATE, setter.longest_word(label, style.em))
        self._first = widest + 2 * self._padding
        self._row = max(_LEAST_ROW, 1.8 * style.em)

    def groups(self, columns: Sequence[Text]) -> list[Sequence[Text]]:
        """Return the columns in as few tables as have room for their words and for writing."""
        for tables in range(1, len(columns) + 1):
            count = -(-len(columns) // tables)
            parts = [columns[start : start + count] for start in range(0, len(columns), count)]
            if all(self._spare(part) >= 0 for part in parts):
                break
        return parts

    def days_together(self, columns: Sequence[Text], days: int, room: float) -> int:
        """Return how many of `days` one table holds, so that the fewest tables of `room` height do for all."""
        for tables in range(1, days):
            together = -(-days // tables)
            if self.sheet(columns, 1, together, Node("Document")).height <= room:
                return together
        return 1

    def _spare(self, columns: Sequence[Text]) -> float:
        """Return the width that is left when each column has the least it needs."""
        return self._style.width - self._first - sum(map(self._least, columns))

    def _least(self, column: Text) -> float:
        words = self._setter.longest_word((Run(column.plain, strong=True),), self._style.em)
        return max(_LEAST_COLUMN, words + 2 * self._padding)

    def sheet(self, columns: Sequence[Text], first: int, days: int, root: Node) -> DiarySheet:
        """Return the table of `days` days from day `first`, and add it under `root`: named columns, named rows."""
        tree = root.add("Table")
        more = self._spare(columns) / len(columns)
        edges = [0.0, *accumulate((self._least(column) + more for column in columns), initial=self._first)]
        heads = [self._phrases("diary.day_and_date"), *(column.plain for column in columns)]
        top, head = tree.add("TR"), list[Words]()
        for words, (left, right) in zip(heads, pairwise(edges), strict=True):
            node = top.add("TH", O="/Table", Scope="/Column")
            head.append(self._words(words, node, right - left - 2 * self._padding))
        labels = []
        for number in range(first, first + days):
            row = tree.add("TR")
            labels.append(self._words(self._day(number), row.add("TH", O="/Table", Scope="/Row"), self._first))
            for _ in columns:
                row.add("TD")
        return DiarySheet(tuple(head), tuple(labels), tuple(edges), self._row, self._padding)

    def _day(self, number: int) -> str:
        return self._phrases("diary.day", number=number)

    def _words(self, words: str, node: Node, width: float) -> Words:
        return Words(self._setter.lines([Run(words, strong=True)], self._style.em, width), self._style.body, node)


@dataclass(frozen=True, slots=True)
class DiarySheet:
    """An empty table with its head, kept whole."""

    head: tuple[Words, ...]
    days: tuple[Words, ...]
    edges: tuple[float, ...]
    """Left edge of each column, and the right edge of the last."""
    row: float
    padding: float

    @property
    def _head_height(self) -> float:
        return max(words.height for words in self.head) + 2 * self.padding

    @property
    def height(self) -> float:
        return self._head_height + len(self.days) * self.row

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the lines as decoration, then the words row by row."""
        with pen.artifact():
            pen.operators(" ".join((*self._across(x, top), *self._down(x, top))))
        for words, left in zip(self.head, self.edges, strict=False):
            words.draw(pen, x + left + self.padding, top - self.padding)
        y = top - self._head_height
        for words in self.days:
            words.draw(pen, x + self.padding, y - (self.row - words.height) / 2)
            y -= self.row

    def _across(self, x: float, top: float) -> Iterator[str]:
        rows = (top - self._head_height - number * self.row for number in range(len(self.days) + 1))
        for number, y in enumerate((top, *rows)):
            yield f"{1.6 if number < 2 else 0.8} w {x:.2f} {y:.2f} m {x + self.edges[-1]:.2f} {y:.2f} l S"

    def _down(self, x: float, top: float) -> Iterator[str]:
        for left in self.edges:
            yield f"0.8 w {x + left:.2f} {top:.2f} m {x + left:.2f} {top - self.height:.2f} l S"
