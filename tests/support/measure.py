"""Measures the screen on the glass in millimetres and tells what breaks the design's rules."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.screens.topic import InShort, WarningCard
from ui.widgets.button import Button, Shape, Tone
from ui.widgets.field import Field
from ui.widgets.figure import FigureCard
from ui.widgets.page_view import PageView
from ui.widgets.sentence import SentencePanel
from ui.widgets.stage import Band, Stage
from ui.widgets.words import Words

CONTROL, TILE, GAP = 20.0, 30.0, 2.9
"""Least side of a control and of a tile, least gap between two controls, in millimetres (design, section 2)."""
WORDS = (Words, PageView, InShort, WarningCard, SentencePanel, FigureCard, Band)
"""Widgets that hold words and are not touched."""
_Edges = tuple[int, int, int, int]


def buttons(stage: Stage) -> list[Button | Field]:
    """Return the controls on the glass; the live ground of the attract screen lies under all and is none of them."""
    controls = (*stage.findChildren(Button), *stage.findChildren(Field))
    return [one for one in controls if not one.isHidden() and one.objectName() != "whole screen"]


def words(stage: Stage) -> list[QWidget]:
    """Return the widgets that hold words."""
    return [one for one in stage.findChildren(QWidget) if isinstance(one, WORDS) and not one.isHidden()]


def faults(stage: Stage) -> Iterator[str]:
    """Yield what is wrong with the screen, each as a sentence with its measure."""
    controls, told = buttons(stage), words(stage)
    yield from _sizes(stage, controls)
    yield from _places(stage, controls, told)
    yield from _reach(stage, controls)
    for one in (*controls, *told):
        if not one.fits():
            yield f"{_name(one)} is cut"
        if not one.accessibleName().strip() and not isinstance(one, Band):
            yield f"{type(one).__name__} at {one.geometry()} has no name"
    primary = [one for one in controls if one.face.tone is Tone.PRIMARY and one.face.shape is not Shape.LIST]
    if len(primary) > 1:
        yield f"{len(primary)} filled controls: {[_name(one) for one in primary]}"


def _sizes(stage: Stage, controls: list[Button | Field]) -> Iterator[str]:
    look = stage.look
    for one in controls:
        if not one.isEnabled():
            continue
        least = TILE if one.face.shape is Shape.TILE or one.face.tone is Tone.TILE else CONTROL
        width, height = look.mm(one.width()), look.mm(one.height())
        if min(width, height) < least - 0.15:
            yield f"{_name(one)} is {width:.1f} x {height:.1f} mm, under {least:g}"


def _reach(stage: Stage, controls: list[Button | Field]) -> Iterator[str]:
    """In reach mode all that can be touched lies in the lower half of the glass."""
    half = stage.height() / 2
    for one in controls:
        if stage.zones.reach and one.isEnabled() and one.geometry().top() < half - 0.5:
            yield f"{_name(one)} begins {stage.look.mm(half - one.geometry().top()):.1f} mm above the middle"


def _places(stage: Stage, controls: list[Button | Field], told: list[QWidget]) -> Iterator[str]:
    whole, placed = stage.rect(), list[tuple[QWidget, _Edges]]()
    for one in (*controls, *told):
        place = one.geometry()
        placed.append((one, _edges(place)))
        if not whole.contains(place):
            yield f"{_name(one)} lies partly off the screen: {place}"
    for (one, at), (other, beside) in combinations(placed, 2):
        if at[0] < beside[2] and beside[0] < at[2] and at[1] < beside[3] and beside[1] < at[3]:
            yield f"{_name(one)} and {_name(other)} overlap"
    near = stage.look.px(GAP)
    live = [(one, at) for one, at in placed[: len(controls)] if one.isEnabled()]
    for (one, at), (other, beside) in combinations(live, 2):
        gap = _gap(at, beside)
        if gap < near:
            yield f"{_name(one)} and {_name(other)} are {stage.look.mm(gap):.1f} mm apart, under {GAP:g}"


def _edges(place: QRect) -> _Edges:
    """Return left, top, and the first pixels right of it and below it: numbers, since each is compared with all."""
    left, top = place.left(), place.top()
    return left, top, left + place.width(), top + place.height()


def _gap(one: _Edges, other: _Edges) -> int:
    across = other[0] - one[2] if one[2] < other[0] else one[0] - other[2]
    down = other[1] - one[3] if one[3] < other[1] else one[1] - other[3]
    return max(across, down, 0)


def apart(one: QRect, other: QRect) -> float:
    """Return the pixels between two rectangles; 0 when they touch or overlap."""
    return float(_gap(_edges(one), _edges(other)))


def _name(one: QWidget) -> str:
    return f"{type(one).__name__} '{one.accessibleName()[:40]}'"
