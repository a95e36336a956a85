"""A finger on the glass: real touch events in the real window, and a clock that keeps them apart."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QInputDevice, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.button import Button


class Unhurried:
    """A clock for touches that come one after the other: 0.6 s between any two, so that none is taken for a bounce."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the seconds; each time more than the time before."""
        self.now += 0.6
        return self.now


def clear_away() -> None:
    """Let Qt take away what was thrown away."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def touch_screen() -> QPointingDevice:
    """Return a touch screen to touch with; make one for the whole run."""
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


class Finger:
    """Touches the window as a hand would: `tap` finds a control by its accessible name."""

    def __init__(self, window: QWidget, device: QPointingDevice, number: int = 0) -> None:
        self._window, self._device, self._number = window, device, number

    def control(self, name: str) -> Button:
        """Return the visible control that is called `name`, or whose name begins so; AssertionError if none is."""
        shown = [one for one in self._window.findChildren(Button) if one.isVisible()]
        for alike in (str.__eq__, str.startswith):
            for one in shown:
                if alike(one.accessibleName(), name) and one.objectName() != "whole screen":
                    return one
        raise AssertionError(f"no control '{name}' among {sorted(one.accessibleName() for one in shown)}")

    def tap(self, name: str) -> None:
        """Put the finger on a control and lift it."""
        self.press(self.middle(name))
        self.lift(self.middle(name))

    def middle(self, name: str) -> QPoint:
        """Return the middle of a control in the window."""
        control = self.control(name)
        return control.mapTo(self._window, control.rect().center())

    def press(self, point: QPoint) -> None:
        """Put the finger down."""
        QTest.touchEvent(self._window, self._device).press(self._number, point, self._window).commit()
        QApplication.processEvents()

    def slide(self, point: QPoint) -> None:
        """Move the finger that is down."""
        QTest.touchEvent(self._window, self._device).move(self._number, point, self._window).commit()
        QApplication.processEvents()

    def lift(self, point: QPoint) -> None:
        """Lift the finger, and let the screen follow."""
        QTest.touchEvent(self._window, self._device).release(self._number, point, self._window).commit()
        QApplication.processEvents()
        clear_away()
