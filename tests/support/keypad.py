"""A hand on a keypad: real keys in the real window, and where arrows lead from each control."""

from __future__ import annotations

from collections import deque
from functools import cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.support.screens import stage_of
from tests.support.touch import clear_away
from ui.app import Kiosk
from ui.keys.keymap import ARROWS, Deed
from ui.keys.moves import neighbour
from ui.keys.order import controls_in_order
from ui.widgets.stage import Stage

KEYS = {
    Deed.UP: Qt.Key.Key_Up,
    Deed.DOWN: Qt.Key.Key_Down,
    Deed.LEFT: Qt.Key.Key_Left,
    Deed.RIGHT: Qt.Key.Key_Right,
    Deed.SELECT: Qt.Key.Key_Return,
    Deed.BACK: Qt.Key.Key_Escape,
    Deed.HOME: Qt.Key.Key_Home,
    Deed.HELP: Qt.Key.Key_F1,
    Deed.LOUDER: Qt.Key.Key_VolumeUp,
    Deed.QUIETER: Qt.Key.Key_VolumeDown,
}


class Hand:
    """Strikes the keys of a keypad, as the window system hands them on."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        kiosk.window.activateWindow()
        QApplication.processEvents()

    def strike(self, *deeds: Deed) -> None:
        for deed in deeds:
            self.key(KEYS[deed])

    def key(self, key: Qt.Key) -> None:
        handle = self.kiosk.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key)
        clear_away()

    @property
    def on(self) -> QAbstractButton:
        """What has the focus; the ring must lie round it."""
        focused, ring = QApplication.focusWidget(), self.kiosk.window.ring
        assert isinstance(focused, QAbstractButton)
        assert ring is not None
        assert ring.isVisible()
        assert ring.geometry().contains(focused.geometry())
        return focused

    def walk_to(self, name: str) -> None:
        """Walk by arrows to the control that is called `name`, or whose name begins so."""
        live = controls_in_order(stage_of(self.kiosk))
        goal = next((one for one in live if one.accessibleName() == name), None)
        goal = goal or next(one for one in live if one.accessibleName().startswith(name))
        if not isinstance(QApplication.focusWidget(), QAbstractButton) or not self.kiosk.window.ring.isVisible():  # type: ignore[union-attr]
            self.strike(Deed.DOWN)
        for arrow in ways(leads(stage_of(self.kiosk)), self.on)[goal]:
            self.strike(arrow)
        assert self.on is goal, (name, self.on.accessibleName())

    def choose(self, name: str) -> None:
        self.walk_to(name)
        self.strike(Deed.SELECT)


Leads = dict[QAbstractButton, dict[Deed, QAbstractButton]]
Sides = tuple[int, int, int, int]


def leads(stage: Stage) -> Leads:
    """Return where each arrow leads from each live control."""
    live = controls_in_order(stage)
    numbers = _led_from(tuple(one.geometry().getRect() for one in live), stage.rect().getRect())
    return {one: {arrow: live[number] for arrow, number in to.items()} for one, to in zip(live, numbers, strict=True)}


@cache
def _led_from(places: tuple[Sides, ...], whole: Sides) -> list[dict[Deed, int]]:
    """Return the number of the place to which each arrow leads, for each place; many screens are laid out alike."""
    found = []
    for here, one in enumerate(places):
        others = [number for number in range(len(places)) if number != here]
        rects = [QRect(*places[number]) for number in others]
        to = {arrow: neighbour(QRect(*one), rects, arrow, QRect(*whole)) for arrow in ARROWS}
        found.append({arrow: others[number] for arrow, number in to.items() if number is not None})
    return found


def ways(led: Leads, start: QAbstractButton) -> dict[QAbstractButton, list[Deed]]:
    """Return the shortest way by arrows from `start` to each control that can be reached."""
    found: dict[QAbstractButton, list[Deed]] = {start: []}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for arrow, there in led[here].items():
            if there not in found:
                found[there] = [*found[here], arrow]
                waiting.append(there)
    return found


def leading_to(led: Leads, goal: QAbstractButton) -> set[QAbstractButton]:
    """Return every control from which arrows lead to `goal`."""
    found, waiting = {goal}, [goal]
    while waiting:
        here = waiting.pop()
        before = [one for one, arrows in led.items() if here in arrows.values() and one not in found]
        found.update(before)
        waiting += before
    return found
