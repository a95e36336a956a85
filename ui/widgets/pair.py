"""Two groups that are compared: side by side, or one over the other on an upright glass, drawn alike to be compared.

Each group stands on a card: who they are, their figures with the numbers in words beside them, who was studied.
Arrays are equally large and begin at one height. Where there is little room the numbers are set in the letters of
running text; nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from kiosk.bundle.comparison import Comparison
from kiosk.bundle.model import IconArray, Span, Text
from ui.style.look import LINE_HEADING, Look
from ui.widgets.figure import array_size, draw_array, draw_person

if TYPE_CHECKING:
    from ui.style.lines import Lines
    from ui.widgets.blocks import Setting

_LEAST, _STEP = 50.0, 2.0
"""Lowest array, and how finely its height is looked for, in millimetres."""
_WIDEST = 0.45
"""How much of a card its array may take."""
_SHARE = 0.75
"""What is left of an array's height at least when it makes room for large numbers, or for fewer lines of words."""
_PAD, _APART, _BESIDE = 4.0, 6.0, 6.0
"""Inside a card, between the cards, between array and numbers, in millimetres."""


@dataclass(frozen=True, slots=True)
class _Spacing:
    """Line height over font size of notes and small numbers, and millimetres between the parts of a card."""

    line: float
    gap: float


_USUAL, _TIGHT = _Spacing(1.35, 3.0), _Spacing(1.2, 2.0)
"""A little closer than running text, for the arrays' sake; and where even so there is no room."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A number in words behind its figure: filled or outlined, as in the array."""

    lines: tuple[Lines, ...]
    key: tuple[float, float]
    indent: float
    filled: bool

    @property
    def height(self) -> float:
        return max(sum(line.height for line in self.lines), self.key[1])

    def draw(self, painter: QPainter, x: float, y: float, look: Look) -> None:
        first = self.lines[0]
        middle = y + max(first.pitch, self.key[1]) / 2
        draw_person(painter, QRectF(x, middle - self.key[1] / 2, *self.key), look, filled=self.filled)
        y = max(y, middle - first.pitch / 2)
        for line in self.lines:
            line.draw(painter, x + self.indent, y, look.colour("ink"))
            y += line.height


class _Group:
    """The words of one group at the width of its card; `rows` sets its numbers beside an array."""

    def __init__(self, setting: Setting, array: IconArray, width: float, source: str, line: float) -> None:
        self._setting, self._look, self._line = setting, setting.look, line
        self.array, self.width = array, width
        self.head = setting.lines(array.heading, width, bold=True, leading=LINE_HEADING)
        studied = f"{setting.phrases('reader.studied')} {array.studied.plain}"
        self.foot = [setting.lines(words, width, role="caption", leading=line) for words in (studied, source) if words]

    @property
    def foot_height(self) -> float:
        return sum(line.height for line in self.foot)

    def rows(self, width: float, *, roomy: bool) -> list[_Row]:
        array, look = self.array, self._look
        cap = look.cap("h1" if roomy else "lead")
        key = look.px(cap * 1.1), look.px(cap * 1.75)
        indent = key[0] + look.px(4.0)
        both = ((array.number, array.have), (array.out_of - array.number, array.have_not))
        return [
            _Row(tuple(self._told(count, label, width - indent, roomy)), key, indent, filled)
            for (count, label), filled in zip(both, (True, False), strict=True)
        ]

    def _told(self, count: int, label: Text, width: float, roomy: bool) -> Iterator[Lines]:
        setting = self._setting
        number = setting.phrases("reader.number_in", number=count, out_of=self.array.out_of).replace(" ", "\u00a0")
        if roomy:
            yield setting.lines(number, width, role="h1", bold=True, leading=LINE_HEADING)
            yield setting.lines(label, width)
        else:
            yield setting.lines(Text(f"{number} {label.plain}", (Span(0, len(number)),)), width, leading=self._line)


class Pair:
    """A comparison laid out; `height` is the least it needs until `grow` gives it more."""

    def __init__(self, setting: Setting, pair: Comparison) -> None:
        look = self._look = setting.look
        self._setting, self._pair = setting, pair
        self._upright = look.glass.height > look.glass.width
        self._whole = max(setting.wide, setting.width)
        self._card = self._whole if self._upright else (self._whole - look.px(_APART)) / 2
        self.array = (0.0, 0.0)
        """Width and height of each array, in pixels."""
        self._rows: list[list[_Row]] = []
        self._least()

    def _space(self, spacing: _Spacing) -> None:
        """Set the words that do not depend on the array; a source that both name is named once, under the cards."""
        setting, pair = self._setting, self._pair
        cited = [self._source(setting, array) for array in (pair.first, pair.second)]
        same, line = cited[0] == cited[1], spacing.line
        inner = self._card - 2 * self._look.px(_PAD)
        self._gap = self._look.px(spacing.gap)
        self._groups = tuple(
            _Group(setting, array, inner, "" if same else source, line)
            for array, source in zip((pair.first, pair.second), cited, strict=True)
        )
        self._foot = setting.lines(cited[0], self._whole, role="caption", leading=line) if same else None

    @staticmethod
    def _source(setting: Setting, array: IconArray) -> str:
        number, source = setting.topic.source(array.source)
        return setting.phrases("reader.source", number=number, publisher=source.publisher, title=source.title)

    # -- heights --------------------------------------------------------------------------------------------------

    @property
    def height(self) -> float:
        """Height in pixels as it is laid out now."""
        return self._fixed() + self._block() * (2 if self._upright else 1)

    def _block(self) -> float:
        """Return the height of an array and the numbers beside it."""
        told = (sum(row.height for row in rows) + self._gap * (len(rows) - 1) for rows in self._rows)
        return max(self.array[1], *told)

    def _fixed(self) -> float:
        """Return the height of all that does not depend on the array."""
        px = self._look.px
        cards = [2 * px(_PAD) + 2 * self._gap + head + foot for head, foot in self._ends()]
        below = self._foot.height + self._gap if self._foot else 0.0
        return (sum(cards) + px(_APART) if self._upright else max(cards)) + below

    def _ends(self) -> list[tuple[float, float]]:
        """Return the heights of heading and foot of each card; cards side by side share them."""
        ends = [(group.head.height, group.foot_height) for group in self._groups]
        if self._upright:
            return ends
        return [(max(head for head, _ in ends), max(foot for _, foot in ends))] * 2

    def _least(self) -> None:
        """Lay out as low as can be read: the lowest array beside which the numbers find room."""
        self._space(_TIGHT)
        height = self._look.px(_LEAST)
        self._set(height, roomy=False)
        while self._block() > height + 0.5 and height < self._look.px(_LEAST) * 2:
            height += self._look.px(_STEP)
            self._set(height, roomy=False)

    def grow(self, height: float) -> None:
        """Lay out as large as `height` (pixels) allows: large numbers, few lines where it costs the arrays little."""
        if not any(self._fill(height, spacing) for spacing in (_USUAL, _TIGHT)):
            self._least()

    def _fill(self, height: float, spacing: _Spacing) -> bool:
        self._space(spacing)
        room = (height - self._fixed()) / (2 if self._upright else 1)
        least = self._look.px(_LEAST)
        for roomy, lowest in ((True, max(least, _SHARE * room)), (False, max(least, _SHARE * room)), (False, least)):
            fitting = [(lines, -tried) for tried, lines in self._tried(room, lowest, roomy=roomy)]
            if fitting:
                self._set(-min(fitting)[1], roomy=roomy)
                return True
        return False

    def _tried(self, room: float, lowest: float, *, roomy: bool) -> Iterator[tuple[float, int]]:
        """Yield heights of an array from `room` down that leave the numbers room, with how many lines those take."""
        tried = room
        while tried >= lowest:
            self._set(tried, roomy=roomy)
            if self._block() <= room and self._wide_enough():
                yield tried, sum(line.count for rows in self._rows for row in rows for line in row.lines)
            tried -= self._look.px(_STEP)

    def _set(self, height: float, *, roomy: bool) -> None:
        inner = self._groups[0].width
        self.array = array_size(self._groups[0].array.out_of, inner * _WIDEST, height)
        beside = inner - self.array[0] - self._look.px(_BESIDE)
        self._rows = [group.rows(beside, roomy=roomy) for group in self._groups]

    def _wide_enough(self) -> bool:
        return all(line.fits for rows in self._rows for row in rows for line in row.lines)

    def fits(self) -> bool:
        """Whether no word is wider than its place."""
        words = [line for group in self._groups for line in (group.head, *group.foot)]
        return self._wide_enough() and all(line.fits for line in (*words, *([self._foot] if self._foot else [])))

    # -- drawing --------------------------------------------------------------------------------------------------

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        px, foot = self._look.px, y + self.height
        for group, rows, ends in zip(self._groups, self._rows, self._ends(), strict=True):
            height = self._draw_card(painter, x, y, group, rows, ends)
            if self._upright:
                y += height + px(_APART)
            else:
                x += self._card + px(_APART)
        if self._foot:
            left = x if self._upright else x - 2 * (self._card + px(_APART))
            self._foot.draw(painter, left, foot - self._foot.height, self._look.colour("ink2"))

    def _draw_card(
        self, painter: QPainter, x: float, y: float, group: _Group, rows: list[_Row], ends: tuple[float, float]
    ) -> float:
        look = self._look
        pad, gap = look.px(_PAD), self._gap
        height = 2 * pad + 2 * gap + sum(ends) + self._block()
        painter.setPen(QPen(look.colour("hair"), max(1.0, look.px(look.layout.line["hair"]))))
        painter.setBrush(look.colour("surface"))
        radius = look.px(look.layout.radius["card"])
        painter.drawRoundedRect(QRectF(x, y, self._card, height).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        x, top = x + pad, y + pad
        group.head.draw(painter, x, top + ends[0] - group.head.height, look.colour("ink"))
        top += ends[0] + gap
        draw_array(painter, QRectF(x, top, *self.array), group.array, look)
        beside, row_top = x + self.array[0] + look.px(_BESIDE), top
        for row in rows:
            row.draw(painter, beside, row_top, look)
            row_top += row.height + gap
        top += self._block() + gap
        for line in group.foot:
            line.draw(painter, x, top, look.colour("ink2"))
            top += line.height
        return height
