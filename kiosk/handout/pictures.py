"""Icon arrays and drawings as PDF operators: one path for all figures of a kind, so that a page stays quick."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader

from kiosk.bundle.model import Drawing, Shape
from kiosk.errors import HandoutError
from kiosk.handout.pieces import Stack, circle
from kiosk.handout.structure import Node
from kiosk.handout.style import GREYS, MM
from kiosk.handout.tagging import Pen

_CELL = (5.6 * MM, 7.1 * MM)
"""Room for one figure of an array of up to 100."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of people from the top left, some filled and the rest outlined: shape tells, not colour."""

    filled: int
    out_of: int
    node: Node

    @property
    def columns(self) -> int:
        return 10 if self.out_of <= 100 else 25

    @property
    def _scale(self) -> float:
        return 1.0 if self.out_of <= 100 else 0.4

    @property
    def width(self) -> float:
        return (self.columns * _CELL[0] + _gap(self.columns - 1)) * self._scale

    @property
    def height(self) -> float:
        rows = -(-self.out_of // self.columns)
        return (rows * _CELL[1] + _gap(rows - 1)) * self._scale

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the array as one figure with its alternative."""
        box = (x, top - self.height, x + self.width, top)
        _mark_place(self.node, box)
        filled, empty = _array(self.filled, self.out_of, self.columns)
        with pen.marked(self.node):
            pen.operators(f"{self._scale:.3f} 0 0 {self._scale:.3f} {x:.2f} {top:.2f} cm 0.8 w {filled} f {empty} S")


def _gap(index: int) -> float:
    """White after the fifth row and column of each ten, so that fives can be counted at a glance."""
    return (index // 5) * 1.6 * MM


@functools.lru_cache(maxsize=64)
def _array(filled: int, out_of: int, columns: int) -> tuple[str, str]:
    """Return the paths of the filled and of the empty figures, from the top left corner down."""
    paths: tuple[list[str], list[str]] = ([], [])
    for index in range(out_of):
        row, column = divmod(index, columns)
        x = column * _CELL[0] + _gap(column) + _CELL[0] / 2
        paths[index >= filled].append(_person(x, -row * _CELL[1] - _gap(row)))
    return " ".join(paths[0]) or "n", " ".join(paths[1]) or "n"


def _person(x: float, top: float) -> str:
    """Return a head and shoulders; `x` is the middle, `top` the upper edge of the cell."""
    half, foot, shoulder = 5.2, top - 17.6, top - 12.2
    left, right, curve, crown = x - half, x + half, shoulder + 3.4, shoulder + 4.4
    body = (
        f"{left:.2f} {foot:.2f} m {left:.2f} {shoulder:.2f} l "
        f"{left:.2f} {curve:.2f} {x - half / 2:.2f} {crown:.2f} {x:.2f} {crown:.2f} c "
        f"{x + half / 2:.2f} {crown:.2f} {right:.2f} {curve:.2f} {right:.2f} {shoulder:.2f} c "
        f"{right:.2f} {foot:.2f} l h"
    )
    return f"{circle(x, top - 3.7, 2.9)} {body}"


@dataclass(frozen=True, slots=True)
class ArrayPiece:
    """An icon array with its numbers in words beside it."""

    figures: Figures
    beside: Stack
    gap: float

    @property
    def height(self) -> float:
        return max(self.figures.height, self.beside.height)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the figures, then the words in the middle of their height."""
        self.figures.draw(pen, x, top - (self.height - self.figures.height) / 2)
        lower = (self.height - self.beside.height) / 2
        self.beside.draw(pen, x + self.figures.width + self.gap, top - lower)


@dataclass(frozen=True, slots=True)
class DrawingPiece:
    """A drawing in greys, as large as its room allows, with its alternative."""

    drawing: Drawing
    node: Node
    room: tuple[float, float]

    @property
    def scale(self) -> float:
        return min(self.room[0] / self.drawing.width, self.room[1] / self.drawing.height)

    @property
    def height(self) -> float:
        return self.drawing.height * self.scale

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the shapes from back to front; the drawing's own y runs downwards."""
        scale = self.scale
        _mark_place(self.node, (x, top - self.height, x + self.drawing.width * scale, top))
        with pen.marked(self.node):
            pen.operators(f"{scale:.4f} 0 0 {-scale:.4f} {x:.2f} {top:.2f} cm 1 J 1 j\n{_shapes(self.drawing)}")


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture made of dots in greys, in a thin frame, with its alternative; width and height in points."""

    image: ImageReader
    node: Node
    width: float
    height: float

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the picture as one figure; its frame is part of it."""
        _mark_place(self.node, (x, top - self.height, x + self.width, top))
        with pen.marked(self.node):
            pen.canvas.drawImage(self.image, x, top - self.height, self.width, self.height)
            pen.operators(f"0.6 w {x:.2f} {top - self.height:.2f} {self.width:.2f} {self.height:.2f} re S")


def photograph(file: Path, node: Node, width: float, most: float) -> Photograph:
    """Return a picture `width` points wide, and at most `most` high; HandoutError when the file is no picture."""
    try:
        with Image.open(file) as opened:
            grey = opened.convert("L")  # as all on paper: the document's one colour space
    except OSError as error:
        raise HandoutError(f"The picture {file} cannot be read. Name another.") from error
    scale = min(width / grey.width, most / grey.height)
    return Photograph(ImageReader(grey), node, grey.width * scale, grey.height * scale)


_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE]-?\d+)?")
_OPERATOR = {"M": ("m", 2), "L": ("l", 2), "C": ("c", 6), "Z": ("h", 0)}


@functools.lru_cache(maxsize=64)
def _shapes(drawing: Drawing) -> str:
    return "\n".join(_shape(shape) for shape in drawing.shapes)


def _shape(shape: Shape) -> str:
    paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
    out = []
    if shape.fill:
        out.append(f"{_grey(shape.fill):g} g")
    if shape.stroke:
        out.append(f"{_grey(shape.stroke):g} G {shape.stroke_width:g} w")
    return " ".join([*out, _path(shape.path), paint[bool(shape.fill), bool(shape.stroke)]])


def _grey(role: str) -> float:
    if role not in GREYS:
        raise HandoutError(f"A picture uses the colour '{role}'. Use one of {', '.join(GREYS)}.")
    return GREYS[role]


def _path(path: str) -> str:
    out = []
    for letter, numbers in _STEP.findall(path):
        operator, size = _OPERATOR[letter]
        values = [f"{float(number):g}" for number in _NUMBER.findall(numbers)]
        if not size:
            out.append(operator)
        for start in range(0, len(values), size or 1):
            # More pairs after a move are lines, as in SVG.
            name = "l" if operator == "m" and start else operator
            out.append(f"{' '.join(values[start : start + size])} {name}")
    return " ".join(out)


def _mark_place(node: Node, box: tuple[float, float, float, float]) -> None:
    """Tell a reader where a figure lies: PDF/UA wants its box."""
    node.attributes = {"O": "/Layout", "Placement": "/Block", "BBox": f"[{' '.join(f'{value:.2f}' for value in box)}]"}
