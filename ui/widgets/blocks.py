"""Blocks of a topic laid out for the screen: each knows its height before it is drawn.

Reading text stands in the 'lead' role; a block is drawn whole at its place or not at all. What may be parted over
two pages (paragraphs at sentences, lists and tables at items) is parted in `ui.widgets.paging`, as blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from kiosk.bundle.comparison import Comparison
from kiosk.bundle.model import (
    Block,
    Bullets,
    Diary,
    IconArray,
    Paragraph,
    Picture,
    Span,
    Steps,
    Table,
    Text,
    Tip,
    Topic,
    Warning,
)
from kiosk.phrases import Phrases
from ui.style.lines import MORE_THAN_ANY_LINE, Lines
from ui.style.look import LINE_BODY, LINE_HEADING, Look
from ui.widgets.diary import DiaryBlock
from ui.widgets.figure import draw_person
from ui.widgets.pair import Pair

READING = "lead"
"""The type role of running text on the screen."""


class Laid(Protocol):
    """A block laid out at a width."""

    @property
    def height(self) -> float:
        """Height in pixels."""

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw with the top left corner at `x`, `y` (pixels)."""

    def fits(self) -> bool:
        """Whether no word is wider than its place."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What laying out needs: the look, the words, the topic the block belongs to, the width in pixels."""

    look: Look
    phrases: Phrases
    topic: Topic
    width: float
    wide: float = 0.0
    """Width in pixels for what may pass the measure of running text: two groups side by side."""

    def lines(
        self, text: Text | str, width: float, *, role: str = READING, bold: bool = False, leading: float = LINE_BODY
    ) -> Lines:
        """Wrap `text` in `role` to `width` pixels."""
        plain, strong = (text, ()) if isinstance(text, str) else (text.plain, text.strong)
        return self.look.wrapped(plain, role, width, leading, bold=bold, strong=strong)


def lay(block: Block | Comparison, setting: Setting) -> Laid:
    """Lay out one block, or two that are compared; of a picture only the caption (the figure card draws the rest)."""
    if isinstance(block, Comparison):
        return Pair(setting, block)
    if isinstance(block, Paragraph):
        return _Running(setting, block.text)
    if isinstance(block, Bullets):
        return _Listed(setting, block.items, numbered=0)
    if isinstance(block, Steps):
        return _Listed(setting, block.items, numbered=block.start)
    if isinstance(block, Warning):
        return WarningBox(setting, block)
    if isinstance(block, Tip):
        return _TipBox(setting, block)
    if isinstance(block, IconArray):
        return _Numbers(setting, block)
    if isinstance(block, Table):
        return _Tabled(setting, block)
    if isinstance(block, Diary):
        return DiaryBlock(setting, block)
    if isinstance(block, Picture):
        return _Running(setting, block.caption, role="caption")
    raise TypeError(block)


class _Running:
    def __init__(self, setting: Setting, text: Text, role: str = READING) -> None:
        self._look = setting.look
        self._lines = setting.lines(text, setting.width, role=role)
        self.height = self._lines.height

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        self._lines.draw(painter, x, y, self._look.colour("ink"))

    def fits(self) -> bool:
        return self._lines.fits


class _Listed:
    """Bullets (a drawn dot) or steps (a number), with a hanging indent; four or more short bullets in two columns."""

    def __init__(self, setting: Setting, items: tuple[Text, ...], numbered: int) -> None:
        look = self._look = setting.look
        self._numbered = numbered
        self._numbers = [
            look.wrapped(f"{number}.", READING, MORE_THAN_ANY_LINE, LINE_BODY, bold=True, close=True)
            for number in range(numbered, numbered + len(items) if numbered else 0)
        ]
        self._indent = look.px(look.em(READING) * (1.5 if numbered else 1.0))
        if numbered:
            widest = max((number.natural_width for number in self._numbers), default=0.0)
            self._indent = max(self._indent, widest + look.px(look.em(READING) * 0.4))
        self._gap = look.px(1.5)
        half = (setting.width - look.px(6.0)) / 2
        in_two = not numbered and len(items) >= 4
        self._items = [setting.lines(item, (half if in_two else setting.width) - self._indent) for item in items]
        if in_two and any(item.count > 1 for item in self._items):
            in_two = False
            self._items = [setting.lines(item, setting.width - self._indent) for item in items]
        self._second = -(-len(items) // 2) if in_two else len(items)
        self._shift = half + look.px(6.0)
        column = self._items[: self._second]
        self.height = sum(item.height for item in column) + self._gap * (len(column) - 1)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        look = self._look
        dot, top = look.px(look.cap(READING) * 0.42), y
        for index, item in enumerate(self._items):
            if index == self._second:
                x, y = x + self._shift, top
            if self._numbered:
                self._numbers[index].draw(painter, x, y, look.colour("ink"))
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("array_on"))
                middle = y + item.ascent - look.px(look.cap(READING)) / 2
                painter.drawEllipse(QRectF(x, middle - dot / 2, dot, dot))
            item.draw(painter, x + self._indent, y, look.colour("ink"))
            y += item.height + self._gap

    def fits(self) -> bool:
        return all(item.fits for item in self._items)


class WarningBox:
    """A warning, whole: a filled head with an alert sign and its title, then what to do, when, and why."""

    def __init__(self, setting: Setting, warning: Warning, *, short: bool = False, height: float = 0.0) -> None:
        """`short` leaves out the reason (the front page of a topic); `height` stretches the box (pixels)."""
        look, words = setting.look, setting.phrases
        self._look, self._width = look, setting.width
        self._pad = look.px(5.0)
        inner = setting.width - 2 * self._pad
        self._sign = look.px(look.cap(READING) * 1.9)
        title = words("topic.warning")
        if not short:
            title = f"{title}: {warning.title.plain[:1].lower()}{warning.title.plain[1:]}"
        self._head = setting.lines(title, inner - self._sign - look.px(3.0), bold=True, leading=LINE_HEADING)
        parts: list[Text] = [_opened(warning.title, warning.do, short=short)]
        if not short:
            parts += [_named(words("reader.when"), warning.when)] if warning.when else []
            parts += [_named(words("reader.why"), warning.why)] if warning.why else []
        self._parts = [setting.lines(part, inner) for part in parts]
        self._head_height = max(self._head.height, self._sign) + look.px(4.0)
        gaps = look.px(2.0) * (len(self._parts) - 1)
        self._natural = self._head_height + sum(part.height for part in self._parts) + gaps + look.px(6.0)
        self.height = max(self._natural, height)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        look = self._look
        pen = look.px(look.layout.line["warning"])
        radius = look.px(look.layout.radius["card"])
        frame = QRectF(x, y, self._width, self.height).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)
        painter.setPen(QPen(look.colour("warn"), pen))
        painter.setBrush(look.colour("warn_bg"))
        painter.drawRoundedRect(frame, radius, radius)
        painter.save()
        painter.setClipRect(QRectF(x, y, self._width, self._head_height))
        painter.setBrush(look.colour("warn"))
        painter.drawRoundedRect(frame, radius, radius)
        painter.restore()
        sign = QRectF(x + self._pad, y + (self._head_height - self._sign) / 2, self._sign, self._sign)
        look.draw_icon(painter, "alert", sign, look.colour("on_warn"))
        head_y = y + (self._head_height - self._head.height) / 2
        self._head.draw(painter, sign.right() + look.px(3.0), head_y, look.colour("on_warn"))
        y += self._head_height + look.px(2.0)
        for part in self._parts:
            part.draw(painter, x + self._pad, y, look.colour("ink"))
            y += part.height + look.px(2.0)

    def fits(self) -> bool:
        return self._head.fits and all(part.fits for part in self._parts)


def _opened(title: Text, do: Text, *, short: bool) -> Text:
    """Return what to do; on a front page with the title before it, in bold."""
    if not short:
        return do
    start = title.plain.rstrip(".") + "."
    start = start[:1].upper() + start[1:]
    return Text(f"{start} {do.plain}", (Span(0, len(start)),))


def _named(name: str, text: Text) -> Text:
    """Return `text` after a bold word such as 'Why?'."""
    shift = len(name) + 1
    strong = tuple(Span(span.start + shift, span.end + shift) for span in text.strong)
    return Text(f"{name} {text.plain}", (Span(0, len(name)), *strong))


class _TipBox:
    def __init__(self, setting: Setting, tip: Tip) -> None:
        look = self._look = setting.look
        self._width, self._pad = setting.width, look.px(4.0)
        self._sign = look.px(look.cap(READING) * 1.9)
        inner = setting.width - 2 * self._pad - self._sign - look.px(3.0)
        self._lines = setting.lines(_named(setting.phrases("topic.tip") + ":", tip.text), inner)
        self.height = self._lines.height + look.px(6.0)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        look = self._look
        pen = look.px(look.control_line)
        radius = look.px(look.layout.radius["card"])
        painter.setPen(QPen(look.colour("tip"), pen))
        painter.setBrush(look.colour("tip_bg"))
        painter.drawRoundedRect(
            QRectF(x, y, self._width, self.height).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), radius, radius
        )
        top = y + look.px(3.0) + (self._lines.pitch - self._sign) / 2
        sign = QRectF(x + self._pad, top, self._sign, self._sign)
        look.draw_icon(painter, "lightbulb-on-outline", sign, look.colour("tip"))
        self._lines.draw(painter, sign.right() + look.px(3.0), y + look.px(3.0), look.colour("ink"))

    def fits(self) -> bool:
        return self._lines.fits


class _Numbers:
    """A frequency in words, both ways round, with the two figures as the key of the array beside it."""

    def __init__(self, setting: Setting, array: IconArray) -> None:
        look, words = setting.look, setting.phrases
        self._look = look
        number, source = setting.topic.source(array.source)
        self._key = look.px(look.cap("h1") * 1.1), look.px(look.cap("h1") * 1.75)
        self._indent = self._key[0] + look.px(6.0)
        inner = setting.width - self._indent
        self._heading = setting.lines(array.heading, setting.width, bold=True, leading=LINE_HEADING)
        self._rows = []
        for count, label in ((array.number, array.have), (array.out_of - array.number, array.have_not)):
            big = setting.lines(
                words("reader.number_in", number=count, out_of=array.out_of),
                inner,
                role="h1",
                bold=True,
                leading=LINE_HEADING,
            )
            self._rows.append((big, setting.lines(label, inner)))
        cited = words("reader.source", number=number, publisher=source.publisher, title=source.title)
        who = _named(words("reader.studied"), array.studied)
        self._foot = [
            setting.lines(who.plain, setting.width, role="caption"),
            setting.lines(cited, setting.width, role="caption"),
        ]
        self._gap = look.px(3.0)
        rows = sum(max(big.height + label.height, self._key[1]) for big, label in self._rows)
        foot = sum(lines.height for lines in self._foot)
        self.height = self._heading.height + rows + foot + self._gap * 4

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        look = self._look
        self._heading.draw(painter, x, y, look.colour("ink"))
        y += self._heading.height + self._gap
        for index, (big, label) in enumerate(self._rows):
            height = max(big.height + label.height, self._key[1])
            figure = QRectF(x, y + (height - self._key[1]) / 2, *self._key)
            draw_person(painter, figure, look, filled=index == 0)
            big.draw(painter, x + self._indent, y, look.colour("ink"))
            label.draw(painter, x + self._indent, y + big.height, look.colour("ink"))
            y += height + self._gap
        y += self._gap
        for lines in self._foot:
            lines.draw(painter, x, y, look.colour("ink2"))
            y += lines.height

    def fits(self) -> bool:
        return all(big.fits and label.fits for big, label in self._rows) and all(foot.fits for foot in self._foot)


class _Tabled:
    """A small table: bold header, lines between rows."""

    def __init__(self, setting: Setting, table: Table) -> None:
        look = self._look = setting.look
        self._pad = look.px(2.0)
        self._column = setting.width / max(1, len(table.header))
        width = self._column - 2 * self._pad
        self._rows = [[setting.lines(cell, width, bold=True) for cell in table.header]]
        self._rows += [[setting.lines(cell, width) for cell in row] for row in table.rows]
        self._heights = [max((cell.height for cell in row), default=0.0) + 2 * self._pad for row in self._rows]
        self._width = setting.width
        self.height = sum(self._heights)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        look = self._look
        for index, (row, height) in enumerate(zip(self._rows, self._heights, strict=True)):
            for column, cell in enumerate(row):
                cell.draw(painter, x + column * self._column + self._pad, y + self._pad, look.colour("ink"))
            y += height
            line = look.px(look.layout.line["selected" if index == 0 else "control"])
            painter.setPen(QPen(look.colour("edge"), line))
            painter.drawLine(QPointF(x, y), QPointF(x + self._width, y))

    def fits(self) -> bool:
        return all(cell.fits for row in self._rows for cell in row)
