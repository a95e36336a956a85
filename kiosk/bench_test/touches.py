"""Whether touches land where something is drawn: four corners touched, and which turn, mirror and shift explain them.

Places are pairs of shares, 0 to 1, of the picture's width and height, so that a turned touch screen is a plain swap.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.bench_test.finding import Finding, failed, passed, untried

Place = tuple[float, float]
INSET_MM = 14.0
"""From the edges of the picture to the middle of a target."""
MOST_MM = 6.0
"""A careful finger lands so near to the middle of a target: half of the gap between two controls and their edge."""
STRAIGHT = "straight"

_WAYS: Mapping[str, Callable[[float, float], Place]] = MappingProxyType({
    STRAIGHT: lambda u, v: (u, v),
    "turned by a quarter to the right": lambda u, v: (1 - v, u),
    "upside down": lambda u, v: (1 - u, 1 - v),
    "turned by a quarter to the left": lambda u, v: (v, 1 - u),
    "mirrored left to right": lambda u, v: (1 - u, v),
    "mirrored top to bottom": lambda u, v: (u, 1 - v),
    "turned and mirrored": lambda u, v: (v, u),
    "turned the other way and mirrored": lambda u, v: (1 - v, 1 - u),
})  # fmt: skip
"""Where a touch screen tells that a finger is which lies at `u`, `v`."""
_BACK: Mapping[str, str] = MappingProxyType({
    "turned by a quarter to the right": "turned by a quarter to the left",
    "turned by a quarter to the left": "turned by a quarter to the right",
})
"""The way that undoes a way; all others undo themselves."""


@dataclass(frozen=True, slots=True)
class TouchMap:
    """How touches come out: the way they are turned, then shifted by shares of the picture."""

    way: str = STRAIGHT
    shift: Place = (0.0, 0.0)

    def put_right(self, u: float, v: float) -> Place:
        """Return where the finger lies that the touch screen tells of at `u`, `v`."""
        if self.way == STRAIGHT:
            return u - self.shift[0], v - self.shift[1]
        return _WAYS[_BACK.get(self.way, self.way)](u - self.shift[0], v - self.shift[1])


@dataclass(frozen=True, slots=True)
class Corner:
    """A target and where the touch meant for it was felt."""

    target: Place
    felt: Place


def targets(width_mm: float, height_mm: float) -> tuple[Place, ...]:
    """Return the four targets, clockwise from the top left."""
    x, y = INSET_MM / width_mm, INSET_MM / height_mm
    return (x, y), (1 - x, y), (1 - x, 1 - y), (x, 1 - y)


def explain(corners: Sequence[Corner], width_mm: float, height_mm: float) -> tuple[TouchMap, float]:
    """Return the turn and shift that explain the touches best, and by how many millimetres the worst one is off."""
    best, least = TouchMap(), math.inf
    for way, turn in _WAYS.items():
        apart = [(one.felt[0] - u, one.felt[1] - v) for one in corners for u, v in (turn(*one.target),)]
        shift = (sum(du for du, _ in apart) / len(apart), sum(dv for _, dv in apart) / len(apart))
        off = max(math.hypot((du - shift[0]) * width_mm, (dv - shift[1]) * height_mm) for du, dv in apart)
        if off < least - 1e-9:
            best, least = TouchMap(way, shift), off
    return best, least


def touch(corners: Sequence[Corner], width_mm: float, height_mm: float, *, fingers: int) -> Finding:
    """Do touches land where something is drawn? `fingers`: how many of them came from a touch screen."""
    if len(corners) < 4:
        do = "Connect the touch screen's own cable (USB), then test again."
        return failed("touch", f"Only {len(corners)} of 4 corners were felt.", do)
    best, off = explain(corners, width_mm, height_mm)
    right, down = best.shift[0] * width_mm, best.shift[1] * height_mm
    if off > MOST_MM:
        do = "Map the touch screen to this screen alone and calibrate it, then touch each target in its middle."
        return failed("touch", f"Touches land up to {off:.0f} mm from where they should, unevenly.", do)
    if best.way != STRAIGHT:
        do = "Set the touch screen's rotation to that of the picture (its calibration matrix), then test again."
        return failed("touch", f"Touches come out {best.way}.", do)
    if math.hypot(right, down) > MOST_MM:
        do = "Calibrate the touch screen, then test again."
        return failed("touch", f"Touches land {_way(right, 'right', 'left')} and {_way(down, 'below', 'above')}.", do)
    worst = max(
        math.hypot((one.felt[0] - one.target[0]) * width_mm, (one.felt[1] - one.target[1]) * height_mm)
        for one in corners
    )
    if fingers < 4:
        do = "Touch the four corners with a finger."
        return untried("touch", f"A mouse or pen landed within {worst:.0f} mm; no finger was felt.", do)
    return passed("touch", f"All four corners within {worst:.0f} mm.")


def _way(mm: float, more: str, less: str) -> str:
    return f"{abs(mm):.0f} mm {more if mm >= 0 else less}"
