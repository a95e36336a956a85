"""Sizes on paper, all in points and all following from the letter size: nothing printed is smaller than it.

The rules are those of clear and large print (UKAAF G003): laid out at 14, 18 or 24 pt, not enlarged; one column,
left-aligned, line spacing 1.5, a clear space between paragraphs, 60 to 70 characters a line at most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from kiosk.errors import HandoutError
from kiosk.session import Letter

MM = 72 / 25.4
POINTS: Mapping[Letter, float] = MappingProxyType({Letter.CLEAR: 14.0, Letter.LARGE: 18.0, Letter.GIANT: 24.0})
PAPER: Mapping[str, tuple[float, float]] = MappingProxyType({"A4": (210 * MM, 297 * MM), "Letter": (612.0, 792.0)})

GREYS: Mapping[str, float] = MappingProxyType(
    {"ink": 0.0, "warn": 0.0, "accent": 0.25, "soft": 0.5, "tint": 0.88, "surface": 1.0}
)
"""Theme roles of drawings as greys (0 black, 1 white); see resources/docs/authoring.md."""


@dataclass(frozen=True, slots=True)
class Type:
    """A size of letters and the distance of their lines."""

    size: float
    leading: float
    strong: bool = False

    def baseline(self) -> float:
        """Return how far under the top of a line its letters stand: capitals lie in the middle of the line."""
        return self.leading / 2 + 0.334 * self.size


@dataclass(frozen=True, slots=True)
class Style:
    """Every length of a sheet."""

    body: Type
    title: Type
    heading: Type
    subheading: Type
    page: tuple[float, float]
    margin: float = 15 * MM

    @property
    def em(self) -> float:
        return self.body.size

    @property
    def width(self) -> float:
        """Width of the column."""
        return self.page[0] - 2 * self.margin

    @property
    def measure(self) -> float:
        """Width of running text: the column, but never more than about 66 characters."""
        return min(self.width, 34 * self.em)

    def of_width(self, width: float) -> Style:
        """Return the same lengths for a narrower column."""
        return replace(self, page=(width + 2 * self.margin, self.page[1]))

    @property
    def paragraph_gap(self) -> float:
        """White between paragraphs, over the white that belongs to their lines: with it, a blank line."""
        return 0.75 * self.em

    @property
    def item_gap(self) -> float:
        """White between the items of a list."""
        return 0.25 * self.em

    @property
    def heading_gap(self) -> float:
        """White above a heading."""
        return 1.35 * self.em

    @property
    def under_heading(self) -> float:
        """White between a heading and what it heads."""
        return 0.2 * self.em

    @property
    def indent(self) -> float:
        """How far the words of a list stand in from its marks."""
        return 1.6 * self.em

    @property
    def line(self) -> float:
        """Thickness of a thin rule."""
        return 0.8

    @property
    def frame(self) -> float:
        """Thickness of a warning's frame."""
        return 1 * MM


def style_for(letter: Letter, paper: str) -> Style:
    """Return the lengths for a letter size on a paper; HandoutError for a paper that is not known."""
    if paper not in PAPER:
        raise HandoutError(f"There is no paper '{paper}'. Choose {' or '.join(PAPER)}.")
    size = POINTS[letter]
    return Style(
        body=Type(size, 1.5 * size),
        title=Type(1.5 * size, 1.9 * size, strong=True),
        heading=Type(1.25 * size, 1.65 * size, strong=True),
        subheading=Type(1.1 * size, 1.55 * size, strong=True),
        page=PAPER[paper],
    )
