"""What a column is made of: set words with or without a mark before them, framed boxes, rules to write on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kiosk.handout.structure import Node
from kiosk.handout.style import MM, Type
from kiosk.handout.tagging import Pen
from kiosk.handout.words import Line

_CURVE = 0.5523
"""How far the handles of a quarter circle lie out, as a part of its radius."""


Mark = Callable[[Pen, float, float, Type], None]
"""Draws the mark of an item; called with the pen, left edge, baseline and size of letters."""


@dataclass(frozen=True, slots=True)
class Label:
    """The mark before an item of a list: a number, a dot or a box to tick, drawn at the left edge of the column."""

    node: Node
    draw: Mark
    at: float = 0.0
    """Distance from the left edge; over 0 where words run from the right."""


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of one paragraph, heading or item, or a part of it."""

    lines: tuple[Line, ...]
    look: Type
    node: Node
    indent: float = 0.0
    label: Label | None = None
    bookmark: tuple[str, int] | None = None
    """For a heading: its words and its level in the outline, from 0."""

    @property
    def height(self) -> float:
        return len(self.lines) * self.look.leading

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the label, then the lines."""
        if self.bookmark:
            pen.bookmark(*self.bookmark, top)
        if self.label:
            with pen.marked(self.label.node):
                self.label.draw(pen, x + self.label.at, top - self.look.baseline(), self.look)
        with pen.marked(self.node):
            pen.lines(self.lines, self.look, x + self.indent, top)


def draw_dot(pen: Pen, x: float, baseline: float, look: Type) -> None:
    """Draw the dot of an item."""
    pen.operators(circle(x + 0.5 * look.size, baseline + 0.31 * look.size, 0.15 * look.size) + " f")


def draw_box(pen: Pen, x: float, baseline: float, look: Type) -> None:
    """Draw an empty box to tick, as high as a capital letter and a little more."""
    side = 0.8 * look.size
    pen.operators(f"{0.09 * look.size:.2f} w {x + 0.06 * look.size:.2f} {baseline - 0.07 * look.size:.2f} "
                  f"{side:.2f} {side:.2f} re S")


@dataclass(frozen=True, slots=True)
class NumberMark:
    """Draws '1.' before a step."""

    line: Line

    def __call__(self, pen: Pen, x: float, baseline: float, look: Type) -> None:
        pen.lines((self.line,), look, x, baseline + look.baseline())


@dataclass(frozen=True, slots=True)
class Stack:
    """Pieces under each other with fixed white between, kept whole; `above` of the first does not count."""

    parts: tuple[tuple[float, Words], ...]

    @property
    def height(self) -> float:
        return sum(above + words.height for above, words in self.parts) - self.parts[0][0]

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw from the top down."""
        y = top + self.parts[0][0]
        for above, words in self.parts:
            words.draw(pen, x, y - above)
            y -= above + words.height


@dataclass(frozen=True, slots=True)
class WarningBox:
    """A warning in its frame: triangle and title, a thin rule, then what to do, when and why. Never parted."""

    head: Words
    body: Stack
    width: float
    frame: float
    padding: float
    mirrored: bool = False
    """Whether the triangle stands at the right: the words run from there."""

    @property
    def height(self) -> float:
        return self.frame * 2 + self.head.height + self.body.height + self.padding * 2

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the frame as decoration, then the words."""
        frame, half = self.frame, self.frame / 2
        inside, words_top = x + frame + self.padding, top - frame - self.padding * 0.4
        rule = words_top - self.head.height - self.padding * 0.4
        with pen.artifact():
            box = rounded(x + half, top - self.height + half, self.width - frame, self.height - frame, 2 * MM)
            pen.operators(f"{frame:.2f} w {box} S")
            pen.rule(x + frame, rule, self.width - 2 * frame, 1.0)
            right = x + self.width - frame - self.padding - 1.12 * self.head.look.size
            pen.operators(_triangle(right if self.mirrored else inside, words_top, self.head.look))
        self.head.draw(pen, inside, words_top)
        self.body.draw(pen, inside, rule - self.padding * 0.6)


@dataclass(frozen=True, slots=True)
class TipBox:
    """A tip in a thin frame."""

    words: Words
    width: float
    padding: float

    @property
    def height(self) -> float:
        return self.words.height + 1.2 * self.padding

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the frame as decoration, then the words."""
        with pen.artifact():
            box = rounded(x + 0.5, top - self.height + 0.5, self.width - 1, self.height - 1, 2 * MM)
            pen.operators(f"1 w {box} S")
        self.words.draw(pen, x + self.padding, top - 0.6 * self.padding)


@dataclass(frozen=True, slots=True)
class Rules:
    """Lines to write on."""

    count: int
    width: float
    distance: float
    thickness: float

    @property
    def height(self) -> float:
        return self.count * self.distance

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the lines as decoration."""
        with pen.artifact():
            for number in range(1, self.count + 1):
                pen.rule(x, top - number * self.distance + self.thickness, self.width, self.thickness)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells beside each other, a rule under it."""

    cells: tuple[tuple[float, Words], ...]
    """Each with its distance from the left edge."""
    width: float
    padding: float
    rule: float

    @property
    def height(self) -> float:
        return max(words.height for _, words in self.cells) + 2 * self.padding

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the rule as decoration, then the cells."""
        with pen.artifact():
            pen.rule(x, top - self.height, self.width, self.rule)
        for left, words in self.cells:
            words.draw(pen, x + left, top - self.padding)


def parts_of(words: Words, keep: int) -> Sequence[Words]:
    """Return a paragraph cut where a page may end inside it: whole up to `keep` lines, else never one line alone."""
    count = len(words.lines)
    if count <= keep:
        return (words,)
    cuts = [0, *range(2, count - 1), count]
    return tuple(
        Words(words.lines[start:end], words.look, words.node, words.indent,
              words.label if start == 0 else None, words.bookmark if start == 0 else None)
        for start, end in pairwise(cuts)
    )  # fmt: skip


def circle(x: float, y: float, radius: float) -> str:
    """Return the path of a circle as PDF operators."""
    h = _CURVE * radius
    points = (
        (x + radius, y + h, x + h, y + radius, x, y + radius), (x - h, y + radius, x - radius, y + h, x - radius, y),
        (x - radius, y - h, x - h, y - radius, x, y - radius), (x + h, y - radius, x + radius, y - h, x + radius, y),
    )  # fmt: skip
    curves = " ".join(" ".join(f"{value:.2f}" for value in curve) + " c" for curve in points)
    return f"{x + radius:.2f} {y:.2f} m {curves} h"


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """Return the path of a rectangle with round corners as PDF operators; `x`, `y` is its lower left corner."""
    h = radius * (1 - _CURVE)
    right, up = x + width, y + height
    steps: tuple[tuple[str, tuple[float, ...]], ...] = (
        ("m", (x + radius, y)), ("l", (right - radius, y)),
        ("c", (right - h, y, right, y + h, right, y + radius)), ("l", (right, up - radius)),
        ("c", (right, up - h, right - h, up, right - radius, up)), ("l", (x + radius, up)),
        ("c", (x + h, up, x, up - h, x, up - radius)), ("l", (x, y + radius)),
        ("c", (x, y + h, x + h, y, x + radius, y)),
    )  # fmt: skip
    return " ".join(f"{' '.join(f'{value:.2f}' for value in values)} {name}" for name, values in steps) + " h"


def _triangle(x: float, top: float, look: Type) -> str:
    """Return a filled triangle with an exclamation mark left out of it, as high as a capital and a half."""
    s = look.size * 1.12
    foot = top - look.leading / 2 - s * 0.42

    def at(u: float, v: float) -> str:
        return f"{x + u * s:.2f} {foot + v * s:.2f}"

    outline = f"{at(0, 0)} m {at(0.5, 0.88)} l {at(1, 0)} l h"
    stroke = f"{at(0.44, 0.6)} m {at(0.56, 0.6)} l {at(0.535, 0.28)} l {at(0.465, 0.28)} l h"
    return f"{outline} {stroke} {circle(x + 0.5 * s, foot + 0.16 * s, 0.06 * s)} f*"
