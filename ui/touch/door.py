"""The one door: fingers, pens and mice on the window, as millimetres and seconds, to the tap filter; its choice, to
the control.

Qt's own buttons are blocked by a palm that rests anywhere, and act twice on a bounce; so no event of a pointer gets
past this door to a widget. Keys and assistive technology go to the controls as ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QEventPoint, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.touch.taps import TapFilter, Target

_MOUSE = -1
"""The number of the finger that a mouse or a pen is."""
_MOUSE_EVENTS = frozenset({
    QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
})  # fmt: skip
_TOUCH_EVENTS = frozenset({QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd})


class Hand(Protocol):
    """Whoever may take a touch before the filter does: the spoken guide."""

    def takes(self, finger: int, state: QEventPoint.State, now: float, x: float, y: float, size: float) -> bool:
        """Take a touch (seconds, millimetres); False: it is for the filter."""

    def gone(self) -> None:
        """The system took all touches away."""


class Door(QObject):
    """Watches the native window of `window`; presses, and sets down, the controls that lie in it.

    `clock` gives seconds. `lifted` tells that a touch ended, chosen or not; how it went is in `taps.last`.
    """

    lifted = Signal()

    def __init__(self, window: QWidget, px_per_mm: float, clock: Callable[[], float]) -> None:
        super().__init__(window)
        self.taps = TapFilter()
        self.hand: Hand | None = None
        self._window, self._scale, self._clock = window, px_per_mm, clock
        self._down: QAbstractButton | None = None

    def open(self) -> None:
        """Take what comes to the window from now on; the window must have been shown."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def exchanged(self) -> None:
        """Another screen stands on the glass, or soon will: what touches it still was meant for the one before."""
        self.taps.cancel()
        self._show()

    def let_go(self) -> None:
        """Forget every touch there is: what touches from now on means something else."""
        self.taps.gone()
        self._show()

    def now(self) -> float:
        """Return the time by the clock that touches are told by."""
        return self._clock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep every touch, pen and mouse from the widgets; hand on all else."""
        kind = event.type()
        if kind in _TOUCH_EVENTS and isinstance(event, QTouchEvent):
            for point in event.points():  # every finger that lies there; a hand that rests tells nothing new
                if point.state() == QEventPoint.State.Stationary:
                    continue
                self._feel(point.id(), point.state(), point.position(), point.ellipseDiameters().width())
        elif kind in _MOUSE_EVENTS and isinstance(event, QMouseEvent):
            self._feel(_MOUSE, event.points()[0].state(), event.position(), 0.0)
        elif kind == QEvent.Type.TouchCancel:
            self.let_go()
            if self.hand is not None:
                self.hand.gone()
        else:
            return False
        event.accept()
        return True

    def _feel(self, finger: int, state: QEventPoint.State, at: QPointF, width: float) -> None:
        now, x, y, size = self._clock(), at.x() / self._scale, at.y() / self._scale, width / self._scale
        if self.hand is not None and self.hand.takes(finger, state, now, x, y, size):
            return
        targets = self.targets()
        if state == QEventPoint.State.Pressed:
            self.taps.down(finger, now, x, y, targets, size)
        elif state == QEventPoint.State.Updated:
            self.taps.move(finger, now, x, y, targets, size)
        elif state == QEventPoint.State.Released:
            chosen = self.taps.up(finger, now, x, y, targets)
            self._show()
            self.lifted.emit()
            if isinstance(chosen, QAbstractButton):
                chosen.click()
            return
        self._show()

    def targets(self) -> list[Target]:
        """Return every control that shows, in millimetres on the glass, the topmost last."""
        return [self._target(one) for one in self._window.findChildren(QAbstractButton) if one.isVisible()]

    def _target(self, control: QAbstractButton) -> Target:
        corner = control.mapTo(self._window, control.rect().topLeft())
        x, y, w, h = (side / self._scale for side in (corner.x(), corner.y(), control.width(), control.height()))
        return Target(control, x, y, w, h, control.isEnabled(), careful=bool(control.property("careful")))

    def _show(self) -> None:
        """Let the control under the finger look pressed, and no other."""
        marked = self.taps.marked
        if marked is self._down:
            return
        if self._down is not None:
            self._down.setDown(False)
        self._down = marked if isinstance(marked, QAbstractButton) else None
        if self._down is not None:
            self._down.setDown(True)
            self._down.pressed.emit()  # Qt says so only of a press that it has seen itself
