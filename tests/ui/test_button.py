"""The one control of the kiosk: what it does when it is chosen, and whether its words fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.session import Kind, Place, Session
from tests.support.screens import show, stage_of
from tests.support.touch import Finger, Unhurried, clear_away
from ui.app import Kiosk
from ui.style.look import Look
from ui.style.zones import Box
from ui.touch.door import Door
from ui.widgets.button import Button, Face, Shape, Tone


@dataclass
class Bench:
    """A window with two controls beside each other and one below that is 'not now'."""

    window: QWidget
    chosen: list[str] = field(default_factory=list)

    def add(self, face: Face, look: Look, box: Box) -> Button:
        return Button(face, look, lambda: self.chosen.append(face.label), self.window).place(box)


@pytest.fixture
def bench(kiosk: Kiosk) -> Iterator[Bench]:
    show(kiosk, Session(place=Place(Kind.HOME)))
    look = stage_of(kiosk).look
    window = QWidget()
    window.resize(600, 400)
    made = Bench(window)
    made.add(Face("Left"), look, Box(5, 5, 60, 30))
    made.add(Face("Right", checkable=True), look, Box(80, 5, 60, 30))
    made.add(Face("Asleep", "Needs paper", tone=Tone.NOT_NOW), look, Box(5, 50, 60, 30))
    window.show()
    Door(window, look.px(1.0), Unhurried()).open()
    QApplication.processEvents()
    yield made
    window.hide()
    window.deleteLater()
    clear_away()


def test_a_control_that_is_not_now_stays_still_and_says_why(bench: Bench, touch: QPointingDevice) -> None:
    finger = Finger(bench.window, touch)
    asleep = finger.control("Asleep")
    finger.tap("Asleep")
    assert bench.chosen == []
    assert not asleep.isDown()
    assert asleep.accessibleDescription() == "Needs paper"


def test_a_mouse_and_a_key_choose_too(bench: Bench) -> None:
    left = bench.window.findChildren(Button)[0]
    handle = bench.window.windowHandle()
    assert handle is not None
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, left.geometry().center())
    left.setFocus()
    QTest.keyClick(left, Qt.Key.Key_Space)
    assert bench.chosen == ["Left", "Left"]


def test_a_check_box_is_ticked_by_who_holds_the_session_not_by_itself(bench: Bench, touch: QPointingDevice) -> None:
    Finger(bench.window, touch).tap("Right")
    right = Finger(bench.window, touch).control("Right")
    assert bench.chosen == ["Right"]
    assert not right.isChecked()


def test_words_that_do_not_fit_are_told_and_not_hidden(bench: Bench, kiosk: Kiosk) -> None:
    look = stage_of(kiosk).look
    short = bench.add(Face("Yes"), look, Box(5, 90, 40, 20))
    long = bench.add(Face("Yes, I should like to hear the whole of this page again"), look, Box(50, 90, 40, 20))
    wide = bench.add(Face("Hemispherectomies"), look, Box(95, 90, 25, 20))
    assert short.fits()
    assert not long.fits()
    assert not wide.fits()


def test_the_icon_of_a_tile_makes_way_for_its_words(bench: Bench, kiosk: Kiosk) -> None:
    look = stage_of(kiosk).look
    face = Face("What side effects could I get?", icon="pill", shape=Shape.TILE, tone=Tone.TILE, accent="med")
    roomy = bench.add(face, look, Box(5, 5, 60, 60))
    tight = bench.add(replace(face, role="tile"), look, Box(5, 5, 60, 54))
    assert roomy.fits()
    assert tight.fits()
