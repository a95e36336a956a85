"""The same contacts through Qt: to the kiosk's own window, and to plain push buttons of the same rectangles."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from tests.tremor.hand import Contact
from tests.tremor.trial import Shown
from ui.touch.taps import Target


class Watch:
    """A clock that whoever plays contacts sets, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.now


class RealGlass:
    """A window whose controls tell what they were asked to do, in place of doing it."""

    def __init__(self, window: QWidget, scale: float, device: QPointingDevice | None, clock: Watch) -> None:
        """`scale` is in pixels a millimetre."""
        self._window, self._scale, self._device, self._clock = window, scale, device, clock
        self._chosen: list[Hashable] = []
        self._lying: set[int] = set()

    def listen(self, controls: Sequence[QAbstractButton], targets: Sequence[Target]) -> None:
        """Keep what each control is chosen for under the key of its target."""
        for control, target in zip(controls, targets, strict=True):
            control.clicked.disconnect()
            control.clicked.connect(partial(self._choose, target.key))

    def snapped(self, contacts: Sequence[Contact]) -> list[Contact]:
        """Return contacts moved to whole pixels, as this glass reports them."""
        scale = self._scale
        return [replace(one, x=round(one.x * scale) / scale, y=round(one.y * scale) / scale) for one in contacts]

    def tap(self, contacts: Sequence[Contact], now: float) -> list[Hashable]:
        """Play contacts, `now` being their first moment; return what was chosen."""
        self._chosen.clear()
        for one in contacts:
            self._clock.now = now + one.at
            self._send(one)
        QApplication.processEvents()
        return list(self._chosen)

    def _send(self, one: Contact) -> None:
        touch = QTest.touchEvent(self._window, self._device)
        for finger in sorted(self._lying - {one.finger}):
            touch.stationary(finger)
        point = QPoint(round(one.x * self._scale), round(one.y * self._scale))
        {"down": touch.press, "move": touch.move, "up": touch.release}[one.kind](one.finger, point, self._window)
        touch.commit()
        (self._lying.discard if one.kind == "up" else self._lying.add)(one.finger)

    def _choose(self, key: Hashable, _: bool = False) -> None:
        self._chosen.append(key)


def push_buttons(shown: Shown, scale: float) -> tuple[QWidget, list[QAbstractButton]]:
    """Return a window of plain push buttons where the controls of a screen lie, and the buttons in order."""
    window = QWidget()
    window.resize(round(shown.width * scale), round(shown.height * scale))
    made: list[QAbstractButton] = []
    for target in shown.targets:
        button = QPushButton(window)
        button.setGeometry(*(round(side * scale) for side in (target.x, target.y, target.w, target.h)))
        button.setEnabled(target.live)
        button.clicked.connect(window.update)
        made.append(button)
    window.show()
    QApplication.processEvents()
    return window, made
