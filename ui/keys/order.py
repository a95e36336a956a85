"""The order in which a stage is read and walked: band, then the content row by row, then the bar, then the rail.

Where columns stand beside one another with rows of their own (Home: groups left, tiles right), column by column, as
an eye reads. In a language that runs from right to left the columns are taken from the right.

To move the focus to a control: `Window.focus_on(control)`. It shows the ring round it and follows it to the same
control of the next stage (by its object name); where there is none, the first control of the content has it. Qt tells
every move, by whomever, in `QApplication.focusChanged`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from ui.widgets.stage import Band, Stage

WHOLE_SCREEN = "whole screen"
"""Object name of the live ground of the attract screen: for fingers only, a control lies on it that does the same."""

_CLOSE = 1.0
"""Millimetres by which two gaps may differ and still count as the same."""
_Placed = tuple[QRect, int]
"""A place on the stage, and the number of what lies there."""
_Ends = tuple[Callable[[QRect], int], Callable[[QRect], int]]
_UP_DOWN: _Ends = (QRect.top, QRect.bottom)
_LEFT_RIGHT: _Ends = (QRect.left, QRect.right)


def controls_in_order(stage: Stage, *, live: bool = True) -> list[QAbstractButton]:
    """Return the controls of `stage` in reading order; with `live` off also those that are 'not now'."""
    read = all_in_order(stage)  # words and headings between them tell which belong together
    return [one for one in read if isinstance(one, QAbstractButton) and (one.isEnabled() or not live)]


def all_in_order(stage: Stage) -> list[QWidget]:
    """Return everything on `stage` that is read or touched in reading order: words, pictures with a name, controls."""
    told = (
        one for one in stage.findChildren(QWidget) if isinstance(one, QAbstractButton | QLabel) or one.accessibleName()
    )
    return _in_zones(stage, [one for one in told if _shows(one)])


def zone_of(stage: Stage, one: QWidget) -> int:
    """Return where `one` lies: 0 band, 1 content, 2 bar, 3 rail."""
    if isinstance(one, Band):
        return 0
    middle = one.mapTo(stage, one.rect().center())
    for number, box in ((2, stage.zones.bar), (3, stage.zones.rail)):
        if stage.look.rect(box).contains(middle):
            return number
    return 1


def _shows(one: QWidget) -> bool:
    """Return whether it stands on the stage; asked before the window is shown, too."""
    return not one.isHidden() and one.objectName() != WHOLE_SCREEN


def _in_zones(stage: Stage, shown: Sequence[QWidget]) -> list[QWidget]:
    zones: list[list[_Placed]] = [[], [], [], []]
    for number, one in enumerate(shown):
        place = QRect(one.mapTo(stage, one.rect().topLeft()), one.size())
        zones[zone_of(stage, one)].append((place, number))
    close = stage.look.px(_CLOSE)
    return [shown[number] for zone in zones for number in _read(zone, close, mirrored=stage.look.mirrored)]


def _read(places: Sequence[_Placed], close: float, *, mirrored: bool) -> list[int]:
    """Cut where the widest clear line goes through from edge to edge, across before down; and so on in each part."""
    across, down = _parted(places, _UP_DOWN), _parted(places, _LEFT_RIGHT)
    if len(places) <= 1 or across.gap == down.gap == 0:  # what lies over one another is read from the top
        return [number for _, number in sorted(places, key=lambda one: (one[0].top(), one[0].left()))]
    in_rows = across.gap > 0 and (across.gap >= down.gap - close or _in_line(across.all))
    parts = (across if in_rows else down).widest(close)
    if mirrored and not in_rows:
        parts.reverse()
    return [number for part in parts for number in _read(part, close, mirrored=mirrored)]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What clear lines part, in order, and how wide the line before each part is (the first has none)."""

    all: list[list[_Placed]]
    gaps: list[int]

    @property
    def gap(self) -> int:
        """The widest line in pixels; 0 where none goes through."""
        return max(self.gaps, default=0)

    def widest(self, close: float) -> list[list[_Placed]]:
        """Return what the widest lines part, and those hardly narrower."""
        parts: list[list[_Placed]] = [[]]
        for part, gap in zip(self.all, [0, *self.gaps], strict=True):
            if gap and gap >= self.gap - close:
                parts.append([])
            parts[-1] += part
        return parts


def _parted(places: Sequence[_Placed], ends: _Ends) -> _Parts:
    """Part what lies one after the other along one side of the stage."""
    start, end = ends
    parts: list[list[_Placed]] = []
    gaps: list[int] = []
    reached = 0
    for place, number in sorted(places, key=lambda one: (start(one[0]), one[1])):
        if not parts or start(place) > reached + 1:
            if parts:
                gaps.append(start(place) - reached - 1)
            parts.append([])
            reached = end(place)
        parts[-1].append((place, number))
        reached = max(reached, end(place))
    return _Parts(parts, gaps)


def _in_line(rows: Sequence[Sequence[_Placed]]) -> bool:
    """Return whether the rows are those of a grid: in each, all stand at the same height, and most have several."""
    level = all(abs(one.top() - row[0][0].top()) <= 2 and abs(one.bottom() - row[0][0].bottom()) <= 2
                for row in rows for one, _ in row)  # fmt: skip
    return level and all(len(row) == len(rows[0]) for row in rows[:-1])
