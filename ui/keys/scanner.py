"""Scanning on the glass: goes from row to row and from item to item in the person's time, and shows what it offers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QAbstractButton

from kiosk.session import Scanning
from ui.keys.groups import around, groups
from ui.keys.scan import Level, Scan
from ui.widgets.stage import FocusRing, Stage

_LOOK_SECONDS = 1.0
"""Longer than other things, the first of a screen is offered: the screen is looked at first."""


class Scanner(QObject):
    """`mode` and `seconds` give how this person scans, `show` puts focus and ring on a control (None: on nothing),
    `say` names what is offered, and tells whether the focus is on it."""

    def __init__(
        self,
        parent: QObject,
        mode: Callable[[], Scanning],
        seconds: Callable[[], float],
        show: Callable[[QAbstractButton | None], None],
        say: Callable[[str, bool], None],
    ) -> None:
        super().__init__(parent)
        self._mode, self._seconds, self._show, self._say = mode, seconds, show, say
        self._stage: Stage | None = None
        self._rows: list[list[QAbstractButton]] = []
        self._scan = Scan(())
        self._ring: FocusRing | None = None
        self._offered = ""
        """The name of the first control of the row offered last."""
        self._item: int | None = None
        """The item offered last in an open row: a screen that is made anew, but not by a choice, goes on there."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.go_on)

    @property
    def resting(self) -> bool:
        """Whether nothing is offered."""
        return self._scan.level is Level.RESTING

    @property
    def offered(self) -> list[QAbstractButton]:
        """What is offered now: a row, or one control."""
        if self.resting:
            return []
        row = self._rows[self._scan.row]
        return row if self._scan.level is Level.ROWS else [row[self._scan.item]]

    def follow(self, stage: Stage, *, rests: bool) -> None:
        """Scan another stage, from the row it was at if that is there again; `rests`: only once a switch is pressed."""
        self._timer.stop()
        self._stage, self._ring = stage, None
        if self._mode() is Scanning.OFF:
            self._rows, self._scan, self._offered, self._item = [], Scan(()), "", None
            return
        self._ring = FocusRing(stage.look, stage)
        self._lay_out(stage)
        if rests:
            self._show(None)
        else:
            self._begin()

    def press(self, switch: int) -> None:
        """Take a press of the first or the second switch."""
        stage = self._stage
        if stage is None:
            return
        if self._mode() is Scanning.TWO and switch == 1 and not self.resting:
            self.go_on()
            return
        chosen = self._scan.choose()
        if chosen is None:
            self._offer()
            return
        control = self._rows[chosen[0]][chosen[1]]
        self._item = None
        self._timer.stop()
        control.click()
        if stage is self._stage:  # nothing else stands there: a key of the keyboard on the glass, or nothing came of it
            self._lay_out(stage)
            self._begin()

    @Slot()
    def go_on(self) -> None:
        """Offer what comes next."""
        self._scan.go_on()
        self._offer()

    def _lay_out(self, stage: Stage) -> None:
        self._rows = groups(stage)
        self._scan = Scan([len(row) for row in self._rows], by_hand=self._mode() is Scanning.TWO)

    def _begin(self) -> None:
        named = [row[0].objectName() for row in self._rows]
        there = self._offered in named
        self._scan.begin(named.index(self._offered) if there else 0)
        if there and self._item is not None:
            self._scan.open(self._item)
        self._offer(_LOOK_SECONDS)

    def _offer(self, longer: float = 0.0) -> None:
        """Show what is offered: a ring round the row, then one round each item in it."""
        if self._ring is None:
            return
        if self.resting:
            self._ring.hide()
            self._show(None)
            return
        row, items = self._rows[self._scan.row], self._scan.level is Level.ITEMS
        self._item = self._scan.item if items else None
        self._offered = row[0].objectName()
        if items:
            self._ring.hide()
        else:
            self._ring.around(around(row))
        alone = items or len(row) == 1
        self._show(row[self._scan.item] if alone else None)
        self._say(row[self._scan.item].accessibleName(), alone)
        if self._mode() is not Scanning.TWO:
            self._timer.start(round((self._seconds() + longer) * 1000))
