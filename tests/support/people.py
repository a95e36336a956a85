"""People at the glass for stories: they touch what they read, wait for what comes, and leave nothing behind."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtGui import QPointingDevice
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.session import Kind
from tests.support.screens import stage_of
from tests.support.touch import Finger
from ui.app import Kiosk
from ui.widgets.button import Button
from ui.widgets.field import Field

PIN = "481903"
"""The PIN of the one who is listed as staff."""


def until(come: Callable[[], bool], seconds: float = 20.0) -> None:
    """Let Qt work until something has come about; AssertionError when it does not."""
    end = time.monotonic() + seconds
    while not come():
        assert time.monotonic() < end, "waited in vain"
        QApplication.processEvents()
        time.sleep(0.005)


def held(kiosk: Kiosk) -> str:
    """Return every word that a widget still holds, shown or not, and the whole session."""
    told = []
    for one in QApplication.allWidgets():
        told += [one.accessibleName(), one.accessibleDescription(), one.objectName(), one.windowTitle()]
        told.append(str(getattr(one, "words", "")))
        text = getattr(one, "text", None)
        told.append(str(text()) if callable(text) else "")
    return "\n".join([*told, repr(kiosk.presenter.session)])


class Person:
    """Someone who touches what they read."""

    def __init__(self, kiosk: Kiosk, touch: QPointingDevice) -> None:
        self.kiosk, self.finger, self.taps = kiosk, Finger(kiosk.window, touch), 0
        self.words = kiosk.presenter.phrases

    def tap(self, *names: str) -> None:
        """Touch one control after the other."""
        for name in names:
            self.finger.tap(name)
            self.taps += 1

    @property
    def at(self) -> Kind:
        """The kind of place they are at."""
        return self.kiosk.presenter.session.place.kind

    def wait_for(self, state: str) -> None:
        """Wait until the handout is in a state."""
        until(lambda: self.kiosk.presenter.session.place.message == state)

    def read(self) -> str:
        """Return every word on the glass."""
        parts = [one for one in stage_of(self.kiosk).findChildren(QWidget) if not one.isHidden()]
        return "\n".join(f"{one.accessibleName()} {one.accessibleDescription()}" for one in parts)


class Nurse(Person):
    """Staff, who also type on the glass."""

    def open_pin(self) -> None:
        """Go to the page of the PIN."""
        self.tap(self.words("rail.easier"), self.words("easier.staff"))

    def enter(self, pin: str) -> None:
        """Touch the digits and open."""
        self.tap(*pin, self.words("pin.open"))

    def come_in(self) -> None:
        """Open the desk."""
        self.open_pin()
        self.enter(PIN)
        until(lambda: self.at is Kind.DESK)

    def touch_field(self, label: str) -> None:
        """Touch the field that is called so."""
        (field,) = [one for one in stage_of(self.kiosk).findChildren(Field) if one.accessibleName().startswith(label)]
        point = field.mapTo(self.kiosk.window, field.rect().center())
        self.finger.press(point)
        self.finger.lift(point)

    def type(self, label: str, text: str) -> None:
        """Type on the keyboard on the glass."""
        self.touch_field(label)
        assert self.at is Kind.DESK_TYPE
        self.touch_keys(text)
        self.tap(self.words("desk.done"))

    def touch_keys(self, text: str) -> None:
        """Touch the keys on the glass; capitals by their own key."""
        for letter in text:
            name = self.words("key.space") if letter == " " else letter
            shown = {one.accessibleName() for one in stage_of(self.kiosk).findChildren(Button) if one.isVisible()}
            if name not in shown:
                self.tap(self.words("key.shift"))
            self.tap(name)
