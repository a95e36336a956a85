"""Who has the focus after the glass has changed: the same control again, else the nearest, else the first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.keys.order import controls_in_order, zone_of
from ui.widgets.stage import Stage


@dataclass(frozen=True, slots=True)
class Kept:
    """What had the focus: its name and where its middle lay."""

    name: str
    at: QPoint


def kept(focused: QWidget | None, window: QWidget) -> Kept | None:
    """Return what to remember of the control that has the focus; None if none has."""
    if not isinstance(focused, QAbstractButton) or not focused.hasFocus():
        return None
    return Kept(focused.objectName(), focused.mapTo(window, focused.rect().center()))


def same_again(stage: Stage, before: Kept | None) -> QAbstractButton | None:
    """Return the live control of the same name, of several the nearest to where it was; None if there is none."""
    if before is None:
        return None
    named = [one for one in stage.findChildren(QAbstractButton) if one.objectName() == before.name and one.isEnabled()]
    return min(named, key=lambda one: _far(one, before.at), default=None)


def next_best(stage: Stage, before: Kept | None) -> QAbstractButton | None:
    """Return what takes the focus where the control before is no longer live: the nearest if it still stands there,
    else the first of the content."""
    live = controls_in_order(stage)
    if before is not None and any(one.objectName() == before.name for one in stage.findChildren(QAbstractButton)):
        return min(live, key=lambda one: _far(one, before.at), default=None)
    return next((one for one in live if zone_of(stage, one) == 1), live[0] if live else None)


def _far(one: QWidget, at: QPoint) -> int:
    """Return how far the edge of `one` is from a point; what lies in another row counts as further."""
    place = one.geometry()
    aside = max(place.left() - at.x(), at.x() - place.right(), 0)
    return aside + 3 * max(place.top() - at.y(), at.y() - place.bottom(), 0)
