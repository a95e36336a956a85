"""The rows that scanning offers: controls beside or above one another, in reading order, few enough to wait for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton

from ui.keys.order import controls_in_order, zone_of
from ui.widgets.stage import Stage

MOST = 10
"""Controls in a row: a keyboard's have ten keys."""


def groups(stage: Stage) -> list[list[QAbstractButton]]:
    """Return the live controls of `stage` by rows and columns; none is of two zones or lies round another control."""
    found: list[list[QAbstractButton]] = []
    live = controls_in_order(stage)
    for one in live:
        if found and len(found[-1]) < MOST and _goes_on(stage, found[-1], one) and _alone([*found[-1], one], live):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def around(row: Sequence[QAbstractButton]) -> QRect:
    """Return the place that a row takes, in its stage."""
    place = QRect()
    for one in row:
        place = place.united(one.geometry())
    return place


def _goes_on(stage: Stage, row: Sequence[QAbstractButton], one: QAbstractButton) -> bool:
    """Return whether `one` stands in line with all of `row`: side by side, or one above the other."""
    if zone_of(stage, row[0]) != zone_of(stage, one):
        return False
    places, here = [other.geometry() for other in row], one.geometry()
    beside = all(_overlap(place.top(), place.bottom(), here.top(), here.bottom()) for place in places)
    above = all(
        _overlap(place.left(), place.right(), here.left(), here.right()) and place.width() == here.width()
        for place in places
    )
    if len(row) == 1:
        return beside or above
    in_a_line = _overlap(places[0].top(), places[0].bottom(), places[1].top(), places[1].bottom())
    return beside if in_a_line else above


def _alone(row: Sequence[QAbstractButton], live: Sequence[QAbstractButton]) -> bool:
    """Return whether a ring round `row` lies round nothing else."""
    place = around(row)
    return all(one in row or not place.intersects(one.geometry()) for one in live)


def _overlap(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Return whether two stretches share more than half of the shorter one."""
    return 2 * (min(end, other_end) - max(start, other_start)) > min(end - start, other_end - other_start)
