"""Where an arrow leads: the nearest control that way, and past the edge of the glass round to the other side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect

from ui.keys.keymap import Deed

_ASIDE = 3
"""How many times as far a control counts that lies aside of the way."""


def neighbour(start: QRect, others: Sequence[QRect], arrow: Deed, whole: QRect) -> int | None:
    """Return the number of the place in `others` to which `arrow` leads from `start`; None where there is none.

    What lies straight ahead comes first, the nearest of it; else what is nearest, aside counting more. Where nothing
    lies ahead on the glass (`whole`), the way goes on from the opposite edge.
    """
    turned = [_turned(one, arrow) for one in others]
    here, length = _turned(start, arrow), whole.height() if arrow in (Deed.UP, Deed.DOWN) else whole.width()
    for shift in (0, length):
        ahead = [(_far(here, one.translated(shift, 0)), number) for number, one in enumerate(turned)]
        reached = [(far, number) for far, number in ahead if far is not None]
        if reached:
            return min(reached)[1]
    return None


def _turned(place: QRect, arrow: Deed) -> QRect:
    """Return `place` turned so that the arrow points to the right."""
    if arrow is Deed.RIGHT:
        return place
    if arrow is Deed.LEFT:
        return QRect(-place.right(), place.top(), place.width(), place.height())
    if arrow is Deed.DOWN:
        return QRect(place.top(), place.left(), place.height(), place.width())
    return QRect(-place.bottom(), place.left(), place.height(), place.width())


def _far(here: QRect, there: QRect) -> tuple[int, int, int] | None:
    """Return how far `there` lies ahead (first what is straight ahead, then distance, then aside); None if it does not.

    It lies ahead when it begins after the middle of `here` and ends after the end of it.
    """
    if there.left() <= here.center().x() or there.right() <= here.right():
        return None
    gap = max(0, there.left() - here.right())
    aside = max(here.top() - there.bottom(), there.top() - here.bottom(), 0)
    off = abs(there.center().y() - here.center().y())
    return (0, gap, off) if aside == 0 else (1, gap + _ASIDE * aside, off)
