"""Days to tick beside a plan that staff typed, and the key points as a QR code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import reportlab

from kiosk.handout.pieces import draw_box
from kiosk.handout.structure import Node
from kiosk.handout.style import MM, Style, Type
from kiosk.handout.tagging import Pen
from kiosk.handout.words import Line, Run, Typesetter

MOST_BYTES = 400
"""Longest text of a code, as UTF-8: more makes squares that an older telephone cannot tell apart at this size."""
_UTF8 = "\ufeff"
"""Begins words beyond ASCII: else a reader of codes guesses how they are written, and may show signs of Chinese."""
_MODULE = 0.55 * MM
_LEAST, _QUIET = 30 * MM, 4
"""Smallest side of a code, and the white round it in squares (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class DayBoxes:
    """Days with a box before each, in as many rows as they need."""

    rows: tuple[tuple[tuple[float, Line], ...], ...]
    """Each day with its distance from the left edge."""
    look: Type
    node: Node
    row: float
    box: float

    @property
    def height(self) -> float:
        return len(self.rows) * self.row

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the boxes as decoration, then the days."""
        with pen.artifact():
            for number, row in enumerate(self.rows):
                for left, _ in row:
                    draw_box(pen, x + left, top - number * self.row - self.look.baseline(), self.look)
        with pen.marked(self.node):
            for number, row in enumerate(self.rows):
                for left, line in row:
                    pen.lines((line,), self.look, x + left + self.box, top - number * self.row)


def day_boxes(days: Sequence[str], root: Node, style: Style, setter: Typesetter) -> DayBoxes:
    """Return boxes to tick for `days`, added to the tree under `root`: spread over the width, all rows alike."""
    em = style.em
    # A blank after each day, so that a reader of the file does not hear 'MonTueWed'.
    lines = [setter.lines([Run(f"{day} ")], em, style.width)[0] for day in days]
    box = 1.25 * em
    cell = box + max(line.width for line in lines) + 0.5 * em
    count = max(1, min(len(days), int(style.width // cell)))
    count = -(-len(days) // -(-len(days) // count))
    placed = [((number % count) * max(cell, style.width / 7), line) for number, line in enumerate(lines)]
    rows = tuple(tuple(placed[start : start + count]) for start in range(0, len(placed), count))
    return DayBoxes(rows, style.body, root.add("P"), 1.7 * em, box)


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code."""

    squares: _Squares
    side: float
    node: Node

    @property
    def height(self) -> float:
        return self.side

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the dark squares in units of one square, from the top left corner down."""
        size = self.side / (self.squares.across + 2 * _QUIET)
        left, up = x + _QUIET * size, top - _QUIET * size
        with pen.marked(self.node):
            pen.operators(f"{size:.5f} 0 0 {-size:.5f} {left:.3f} {up:.3f} cm {self.squares.path} f")


def code_of(words: str, node: Node) -> Code | None:
    """Return `words` as a QR code that any telephone reads without a network; None when they are too long.

    Error correction 'M': a crease or a stain of a seventh does no harm.
    """
    if len(words.encode()) > MOST_BYTES:
        return None
    squares = _squares(words)
    return Code(squares, max(_LEAST, (squares.across + 2 * _QUIET) * _MODULE), node)


class _Squares(NamedTuple):
    """The dark squares of a code as a path of PDF, each run of them in a row as one; `across`: squares on a side."""

    across: int
    path: str


@cache
def _encoder() -> ModuleType:
    """Return ReportLab's encoder by itself: its package imports a whole layout engine, which takes 70 ms."""
    folder = Path(reportlab.__file__).parent / "graphics" / "barcode"
    found = PathFinder.find_spec("reportlab.graphics.barcode.qrencoder", [str(folder)])  # a frozen program has no file
    assert found is not None
    assert found.loader is not None
    encoder = module_from_spec(found)
    found.loader.exec_module(encoder)
    return encoder


@lru_cache(maxsize=64)
def _squares(words: str) -> _Squares:
    """Return the squares of a code; kept, since they take longer than all the rest of a sheet."""
    encoder = _encoder()
    code = encoder.QRCode(None, encoder.QRErrorCorrectLevel.M)
    code.addData(words if words.isascii() else _UTF8 + words)
    code.make()
    side = range(code.getModuleCount())
    path = []
    for y in side:
        at = 0
        for dark, run in groupby(side, key=partial(code.isDark, y)):
            length = len(list(run))
            if dark:
                path.append(f"{at} {y} {length} 1 re")
            at += length
    return _Squares(len(side), " ".join(path))
