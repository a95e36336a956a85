"""Nothing by colour alone: with all colours taken away, no two states of a control look alike in shape.

Each state is drawn without its words, turned to grey and reduced to its edges, so that how dark a fill or a line is
does not count, nor how a word happens to be set. What counts is the length of edges of either state that lie further
than `BLUR` from every edge of the other. Two shades of one shape come out at nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from kiosk.session import Comfort, Kind, Place, Session, TextSize
from kiosk.theme.tokens import THEMES, theme
from tests.support.measure import buttons
from tests.support.screens import comfort, show, sights, stage_of, topic_sights
from ui.app import Kiosk
from ui.screens.screen import tick_face
from ui.style.look import Look
from ui.style.zones import Box
from ui.widgets.button import Button, Face, Shape, Tone
from ui.widgets.stage import FocusRing

Edges = NDArray[np.bool_]
STEP = 14
"""Between two neighbouring pixels, of 255: less is no edge. The faintest line of a theme is 20 over its ground."""
BLUR = 0.6
"""Millimetres within which two edges are taken for one: 0.06 degrees at arm's length, three times the finest detail of
an eye of 6/18."""
LEAST = 8.0
"""Millimetres of edge that must differ: the outline of a mark of 2 x 2 mm, three times `BLUR` across."""
BOX = Box(10.0, 10.0, 80.0, 26.0)


def edges(picture: QImage) -> Edges:
    """Return where a grey picture changes from one pixel to the next."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(bytes(grey.constBits()), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    shades = rows[:, : grey.width()].astype(np.int16)
    found = np.zeros(shades.shape, np.bool_)
    found[:, 1:] |= np.abs(np.diff(shades, axis=1)) > STEP
    found[1:, :] |= np.abs(np.diff(shades, axis=0)) > STEP
    return found


def thick(found: Edges, reach: int) -> Edges:
    """Return every place within `reach` pixels of an edge."""
    for axis in (0, 1):
        wider = found.copy()
        for step in range(1, reach + 1):
            wider |= np.roll(found, step, axis) | np.roll(found, -step, axis)
        found = wider
    return found


def apart(one: QImage, other: QImage, look: Look) -> float:
    """Return the millimetres of edge in which two pictures differ; an edge is about two pixels thick."""
    first, second = edges(one), edges(other)
    reach = round(look.px(BLUR))
    lone = np.count_nonzero(first & ~thick(second, reach)) + np.count_nonzero(second & ~thick(first, reach))
    return look.mm(lone / 2)


def drawn(kiosk: Kiosk, face: Face, *, down: bool = False, focus: bool = False, words: bool = False) -> QImage:
    """Draw a control on its ground, by itself and without words, as it is in a state."""
    look = stage_of(kiosk).look
    ground = QWidget()
    ground.resize(look.width(100.0), look.width(46.0))
    palette = ground.palette()
    palette.setColor(ground.backgroundRole(), look.colour("bg"))
    ground.setPalette(palette)
    bare = face if words else replace(face, label="", caption="", says="x")
    button = Button(bare, look, lambda: None, ground).place(BOX)
    button.setDown(down)
    if focus:
        FocusRing(look, ground).surround(button)
    return ground.grab().toImage()


PLAIN = Face("Words", icon="volume-high", shape=Shape.ROW)


def toned(tone: Tone) -> Face:
    return replace(PLAIN, tone=tone)


TILE = Face("Words", icon="volume-high", shape=Shape.TILE, tone=Tone.TILE, accent="med")
OPEN = Face("Words", icon="radiobox-blank", shape=Shape.LIST, checkable=True, icon_mm=11.0)
PICKED, RIGHT = (
    replace(OPEN, icon="radiobox-marked", tone=Tone.SELECTED),
    replace(OPEN, icon="check-circle", tone=Tone.RIGHT),
)
LETTER = Face("A", shape=Shape.KEY)
DOWN = "under the finger"
FAMILIES: Mapping[str, Mapping[str, tuple[Face, bool]]] = {
    "a control": {
        "usual": (PLAIN, False), DOWN: (PLAIN, True), "chosen": (toned(Tone.SELECTED), False),
        f"chosen, {DOWN}": (toned(Tone.SELECTED), True), "not now": (toned(Tone.NOT_NOW), False),
    },
    "the next step": {
        "usual": (toned(Tone.PRIMARY), False), DOWN: (toned(Tone.PRIMARY), True),
        "not now": (toned(Tone.NOT_NOW), False),
    },
    "a strong control": {"usual": (toned(Tone.STRONG), False), DOWN: (toned(Tone.STRONG), True)},
    "a tile": {"usual": (TILE, False), DOWN: (TILE, True)},
    "a letter": {"usual": (LETTER, False), DOWN: (LETTER, True), "no topics": (replace(LETTER, tone=Tone.PALE), False)},
    "an answer": {"open": (OPEN, False), DOWN: (OPEN, True), "chosen": (PICKED, False), "right": (RIGHT, False)},
    "a box to tick": {
        "empty": (tick_face("Words", ticked=False), False), "ticked": (tick_face("Words", ticked=True), False),
    },
}  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("key", THEMES)
def test_any_two_states_of_a_control_differ_in_shape_when_colours_are_gone(kiosk: Kiosk, key: str, family: str) -> None:
    show(kiosk, Session(place=Place(Kind.HELP), comfort=comfort(TextSize.MEDIUM, key)))
    look = stage_of(kiosk).look
    pictures = {name: drawn(kiosk, face, down=down) for name, (face, down) in FAMILIES[family].items()}
    alike = {
        f"{one} and {other}": round(apart(pictures[one], pictures[other], look), 1)
        for one, other in combinations(pictures, 2)
        if apart(pictures[one], pictures[other], look) < LEAST
    }
    assert alike == {}


@pytest.mark.parametrize("key", THEMES)
def test_the_ring_of_the_focus_is_seen_without_colours_round_every_kind_of_control(kiosk: Kiosk, key: str) -> None:
    show(kiosk, Session(place=Place(Kind.HELP), comfort=comfort(TextSize.MEDIUM, key)))
    look = stage_of(kiosk).look
    for tone in (Tone.NORMAL, Tone.PRIMARY, Tone.SELECTED, Tone.STRONG):
        face = replace(PLAIN, tone=tone)
        assert apart(drawn(kiosk, face), drawn(kiosk, face, focus=True), look) > LEAST


def test_two_shades_of_one_shape_are_alike_to_the_measure(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.HELP), comfort=Comfort()))
    look = stage_of(kiosk).look
    light, dark = theme("light"), theme("black_on_white")
    one = replace(PLAIN, icon="", colours=(light.tip_bg, light.ink))
    other = replace(PLAIN, icon="", colours=(dark.ink, dark.bg))
    assert apart(drawn(kiosk, one), drawn(kiosk, other), look) < 1.0
    assert apart(drawn(kiosk, one), drawn(kiosk, replace(one, icon="stop")), look) > LEAST


def test_whatever_is_chosen_on_a_screen_carries_a_mark(kiosk: Kiosk) -> None:
    """A tick, a filled box, a filled ring: by its icon, or in its corner."""
    seen = 0
    for sight in (*sights(kiosk), *topic_sights(kiosk, "baclofen")):
        sight.show(kiosk, comfort(TextSize.MEDIUM))
        for one in buttons(stage_of(kiosk)):
            if not isinstance(one, Button) or not (one.isChecked() or one.face.tone is Tone.SELECTED):
                continue
            seen += 1
            plain = drawn(kiosk, replace(one.face, tone=Tone.NORMAL, checkable=False, icon=_unchosen(one.face.icon)))
            chosen = drawn(kiosk, replace(one.face, tone=Tone.SELECTED, checkable=True))
            assert apart(plain, chosen, stage_of(kiosk).look) > LEAST, (sight.name, one.accessibleName())
    assert seen > 50


def _unchosen(icon: str) -> str:
    """Return the icon of the same control when it is not chosen."""
    return {"checkbox-marked": "checkbox-blank-outline", "radiobox-marked": "radiobox-blank", "check-bold": "",
            "check-circle": "radiobox-blank", "file-check-outline": "file-plus-outline"}.get(icon, icon)  # fmt: skip
