"""How many controls stand in a box so that the words of every one have room: as many as do."""

from __future__ import annotations

from collections.abc import Sequence

from ui.style.look import LINE_LABEL, Look
from ui.style.zones import Box

Kind = tuple[float, float, float, float]
TILE: Kind = (80.0, 35.5, 10.0, 7.5)
"""Of a tile: least width and height (a hand that trembles needs more than the 30 of the design), and what is no room
for words across and down, in millimetres."""
ROW: Kind = (160.0, 22.0, 28.0, 4.5)
"""The same of a control whose icon stands left of its words: few beside one another, so that they can be read."""
_ACROSS, _DOWN = 6, 5


def most(labels: Sequence[str], look: Look, box: Box, kind: Kind, role: str) -> tuple[int, int]:
    """Return how many stand across and down so that every label (bold) has room: the most; (1, 1) where none has."""
    narrowest, lowest, *_ = kind
    shapes = sorted(
        ((across, down) for across in range(1, _ACROSS + 1) for down in range(1, _DOWN + 1)),
        key=lambda shape: (-shape[0] * shape[1], shape[0]),
    )
    for across, down in shapes:
        cell = box.grid(across, down)[0]
        if cell.w >= narrowest and cell.h >= lowest and have_room(labels, look, cell, kind, role):
            return across, down
    return 1, 1


def have_room(labels: Sequence[str], look: Look, cell: Box, kind: Kind, role: str) -> bool:
    """Return whether every label (bold) has room in a control as large as `cell`."""
    _, _, beside, above = kind
    width, height = look.width(cell.w) - look.px(beside), look.width(cell.h) - look.px(above)
    lines = (look.wrapped(label, role, width, LINE_LABEL, bold=True) for label in labels)
    return all(one.fits and one.height <= height for one in lines)
