"""Where things lie on the glass, in millimetres: the three fixed zones and the rail, for each shape and text size.

Pure arithmetic (design, sections 2 and 10): tested with no screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.session import TextSize

GAP = 4.0
"""Between two controls, in millimetres (design, section 2)."""
MARGIN = 8.0
"""Outer margin, in millimetres."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the glass, in millimetres from its top left corner."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The x just past the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The y just past the lower edge."""
        return self.y + self.h

    def inset(self, dx: float, dy: float | None = None) -> Box:
        """Return the box made smaller by `dx` left and right and `dy` (else `dx`) above and below."""
        dy = dx if dy is None else dy
        return Box(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)

    def left_part(self, width: float) -> Box:
        """Return the leftmost `width` millimetres."""
        return Box(self.x, self.y, width, self.h)

    def from_x(self, x: float) -> Box:
        """Return the part right of `x`."""
        return Box(x, self.y, self.right - x, self.h)

    def top_part(self, height: float) -> Box:
        """Return the uppermost `height` millimetres."""
        return Box(self.x, self.y, self.w, height)

    def from_y(self, y: float) -> Box:
        """Return the part below `y`."""
        return Box(self.x, y, self.w, self.bottom - y)

    def bottom_part(self, height: float) -> Box:
        """Return the lowest `height` millimetres."""
        return Box(self.x, self.bottom - height, self.w, height)

    def columns(self, weights: Sequence[float], gap: float = GAP) -> list[Box]:
        """Split into columns as wide as `weights` say, `gap` millimetres apart."""
        if not weights:
            return []
        unit = (self.w - gap * (len(weights) - 1)) / sum(weights)
        boxes, x = [], self.x
        for weight in weights:
            boxes.append(Box(x, self.y, weight * unit, self.h))
            x += weight * unit + gap
        return boxes

    def rows(self, weights: Sequence[float], gap: float = GAP) -> list[Box]:
        """Split into rows as high as `weights` say, `gap` millimetres apart."""
        unit = (self.h - gap * (len(weights) - 1)) / sum(weights)
        boxes, y = [], self.y
        for weight in weights:
            boxes.append(Box(self.x, y, self.w, weight * unit))
            y += weight * unit + gap
        return boxes

    def grid(self, across: int, down: int, gap: float = GAP) -> list[Box]:
        """Split into `across` x `down` equal boxes, row by row."""
        return [cell for row in self.rows([1] * down, gap) for cell in row.columns([1] * across, gap)]


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones of one screen; `dock` is the ground under the bar (and strip), `rail_ground` that under the rail.

    In reach mode nothing above `middle` can be touched: words stand in `reading`, controls in `touch`.
    """

    screen: Box
    band: Box
    content: Box
    bar: Box
    rail: Box
    dock: Box
    rail_ground: Box
    portrait: bool
    middle: float = 0.0
    """In reach mode the y where the lower half of the glass begins; else 0."""

    @property
    def reach(self) -> bool:
        """Whether all that can be touched lies in the lower half."""
        return self.middle > 0.0

    @property
    def strip(self) -> bool:
        """Whether the 'easier' controls lie in a row below, not at the side."""
        return self.portrait or self.reach

    @property
    def touch(self) -> Box:
        """Where a screen's own controls may lie: in reach mode the lower part of the content, else all of it."""
        return self.content.from_y(max(self.content.y, self.middle))

    @property
    def reading(self) -> Box:
        """In reach mode the part of the content above `touch`, for what is only read."""
        return self.content.top_part(self.touch.y - GAP - self.content.y)


SMALLEST = (345.0, 194.0)
"""Width and height in millimetres under which the screens no longer fit (a 15.6 inch glass)."""

_RAIL = {TextSize.SMALL: 52.0, TextSize.MEDIUM: 52.0, TextSize.LARGE: 56.0, TextSize.LARGEST: 61.0}


def zones(width: float, height: float, size: TextSize, *, reach: bool = False) -> Zones:
    """Return the zones of a screen of `width` x `height` millimetres at a text size."""
    screen = Box(0, 0, width, height)
    if height > width:
        upright = _portrait(screen, size)
        return replace(upright, middle=height / 2) if reach else upright
    return _low(screen, size) if reach else _landscape(screen, size)


def _landscape(screen: Box, size: TextSize) -> Zones:
    rail_width = _RAIL[size]
    main = screen.left_part(screen.w - rail_width)
    bar_height = 40.0 if screen.h >= 240 else 34.0
    dock = main.bottom_part(bar_height)
    band = main.top_part(26.0)
    content = Box(MARGIN, 30.0, main.w - 2 * MARGIN, dock.y - 30.0 - GAP)
    rail_ground = screen.from_x(main.right)
    return Zones(
        screen, band, content, dock.inset(MARGIN, 5.0), rail_ground.inset(GAP, 5.0), dock, rail_ground, portrait=False
    )


def _low(screen: Box, size: TextSize) -> Zones:
    """Reach mode on a glass that lies wide: the 'easier' controls in a strip under the bar (design, section 6, 10)."""
    row = 20.0 if screen.h < 240 else 30.0 if size is TextSize.LARGEST else 26.0
    dock = screen.bottom_part(2 * row + 2 * GAP + 5.0)
    bar = Box(MARGIN, dock.y + GAP, screen.w - 2 * MARGIN, row)
    strip = Box(bar.x, bar.bottom + GAP, bar.w, row)
    content = Box(MARGIN, 30.0, screen.w - 2 * MARGIN, dock.y - 30.0 - GAP)
    band = screen.top_part(26.0)
    return Zones(screen, band, content, bar, strip, dock, dock, portrait=False, middle=screen.h / 2)


_BAR = {TextSize.SMALL: 42.0, TextSize.MEDIUM: 42.0, TextSize.LARGE: 44.0, TextSize.LARGEST: 50.0}
_STRIP = {TextSize.SMALL: 46.0, TextSize.MEDIUM: 46.0, TextSize.LARGE: 46.0, TextSize.LARGEST: 50.0}
"""Portrait: icons stand above two lines of words, so bar and strip grow with the words."""


def _portrait(screen: Box, size: TextSize) -> Zones:
    bar_height, strip_height = _BAR[size], _STRIP[size]
    dock = screen.bottom_part(bar_height + strip_height)
    bar = dock.bottom_part(bar_height).inset(MARGIN, 5.0)
    strip = dock.top_part(strip_height)
    rail = Box(strip.x + MARGIN, strip.y + 4.0, strip.w - 2 * MARGIN, strip_height - 5.0)
    band = screen.top_part(30.0)
    content = Box(MARGIN, 34.0, screen.w - 2 * MARGIN, dock.y - 34.0 - GAP)
    return Zones(screen, band, content, bar, rail, dock, dock, portrait=True)
