"""Real touches on a real window: fingers, a palm, a mouse, a finger that slides, a hand that bounces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.support.touch import Finger, clear_away
from tests.tremor.real import Watch
from ui.touch.door import Door

SCALE = 4.0
"""Pixels a millimetre."""


@dataclass
class Bench:
    """Two controls 10 mm apart, 60 x 30 mm each, and a careful one below."""

    window: QWidget
    clock: Watch
    door: Door
    chosen: list[str] = field(default_factory=list)

    def control(self, name: str) -> QPushButton:
        return next(one for one in self.window.findChildren(QPushButton) if one.text() == name)

    def middle(self, name: str) -> QPoint:
        return self.control(name).geometry().center()

    def at(self, seconds: float) -> Bench:
        self.clock.now = seconds
        return self

    def tap(self, finger: Finger, name: str, seconds: float) -> None:
        """Touch a control at a time, for 0.1 s."""
        finger.press(self.at(seconds).middle(name))
        finger.lift(self.at(seconds + 0.1).middle(name))

    def slide(self, finger: Finger, start: QPoint, end: QPoint) -> None:
        """Put the finger down at `start` and slide it to `end`, where it stays."""
        finger.press(start)
        self.at(0.2)
        finger.slide(end)
        self.at(1.0)
        finger.slide(end)


@pytest.fixture
def bench(touch: QPointingDevice) -> Iterator[Bench]:
    window, clock = QWidget(), Watch()
    window.resize(600, 400)
    made = Bench(window, clock, Door(window, SCALE, clock))
    for name, (x, y) in {"Left": (5, 5), "Right": (75, 5), "Print": (5, 50)}.items():
        control = QPushButton(name, window)
        control.setGeometry(int(x * SCALE), int(y * SCALE), int(60 * SCALE), int(30 * SCALE))
        control.clicked.connect(lambda _=False, name=name: made.chosen.append(name))
        control.setProperty("careful", name == "Print")
    window.show()
    made.door.open()
    QApplication.processEvents()
    yield made
    window.hide()
    window.deleteLater()
    clear_away()


def test_a_tap_chooses_when_the_finger_lifts(bench: Bench, touch: QPointingDevice) -> None:
    finger = Finger(bench.window, touch)
    finger.press(bench.middle("Left"))
    assert bench.control("Left").isDown()
    assert bench.chosen == []
    finger.lift(bench.at(0.1).middle("Left"))
    assert bench.chosen == ["Left"]
    assert not bench.control("Left").isDown()


def test_a_finger_that_slides_off_before_it_lifts_chooses_nothing(bench: Bench, touch: QPointingDevice) -> None:
    finger, outside = Finger(bench.window, touch), QPoint(590, 390)
    bench.slide(finger, bench.middle("Left"), outside)
    assert not bench.control("Left").isDown()
    finger.lift(outside)
    assert bench.chosen == []


def test_a_finger_that_slides_marks_what_is_under_it_and_chooses_it(bench: Bench, touch: QPointingDevice) -> None:
    finger = Finger(bench.window, touch)
    bench.slide(finger, bench.middle("Left"), bench.middle("Right"))
    assert bench.control("Right").isDown()
    assert not bench.control("Left").isDown()
    finger.lift(bench.at(1.1).middle("Right"))
    assert bench.chosen == ["Right"]


def test_a_finger_that_comes_down_twice_within_half_a_second_chooses_once(bench: Bench, touch: QPointingDevice) -> None:
    finger = Finger(bench.window, touch)
    for seconds in (0.0, 0.2, 0.4):
        bench.tap(finger, "Left", seconds)
    assert bench.chosen == ["Left"]
    bench.tap(finger, "Right", 0.95)
    assert bench.chosen == ["Left", "Right"]


def test_a_palm_that_rests_on_one_control_blocks_no_other_and_chooses_nothing_itself(
    bench: Bench, touch: QPointingDevice
) -> None:
    window, palm, tip = bench.window, bench.middle("Right"), bench.middle("Left")
    QTest.touchEvent(window, touch).press(0, palm, window).commit()
    bench.at(0.3)
    QTest.touchEvent(window, touch).stationary(0).press(1, tip, window).commit()
    bench.at(0.4)
    QTest.touchEvent(window, touch).stationary(0).release(1, tip, window).commit()
    assert bench.chosen == ["Left"]
    bench.at(3.0)
    QTest.touchEvent(window, touch).release(0, palm, window).commit()
    assert bench.chosen == ["Left"]


def test_a_second_finger_of_the_same_hand_is_ignored(bench: Bench, touch: QPointingDevice) -> None:
    window, tip = bench.window, bench.middle("Left")
    other = tip + QPoint(int(45 * SCALE), 0)
    QTest.touchEvent(window, touch).press(0, tip, window).commit()
    bench.at(0.2)
    QTest.touchEvent(window, touch).stationary(0).press(1, other, window).commit()
    bench.at(0.25)
    QTest.touchEvent(window, touch).stationary(0).release(1, other, window).commit()
    assert bench.chosen == []
    bench.at(0.3)
    QTest.touchEvent(window, touch).release(0, tip, window).commit()
    assert bench.chosen == ["Left"]


def test_of_two_fingers_that_land_together_on_two_controls_neither_chooses(
    bench: Bench, touch: QPointingDevice
) -> None:
    window, tip = bench.window, bench.middle("Left")
    other = tip + QPoint(int(45 * SCALE), 0)
    QTest.touchEvent(window, touch).press(0, tip, window).commit()
    bench.at(0.05)
    QTest.touchEvent(window, touch).stationary(0).press(1, other, window).commit()
    bench.at(0.2)
    QTest.touchEvent(window, touch).release(0, tip, window).stationary(1).commit()
    bench.at(0.3)
    QTest.touchEvent(window, touch).release(1, other, window).commit()
    assert bench.chosen == []


def test_what_prints_acts_only_for_a_touch_that_began_on_it(bench: Bench, touch: QPointingDevice) -> None:
    finger = Finger(bench.window, touch)
    bench.slide(finger, bench.middle("Right"), bench.middle("Print"))
    finger.lift(bench.middle("Print"))
    assert bench.chosen == []
    bench.tap(finger, "Print", 2.0)
    assert bench.chosen == ["Print"]


def test_a_touch_in_the_gap_counts_for_the_nearest_control(bench: Bench, touch: QPointingDevice) -> None:
    finger, beside = Finger(bench.window, touch), QPoint(int(68 * SCALE), int(20 * SCALE))
    finger.press(beside)
    bench.at(0.1)
    finger.lift(beside)
    assert bench.chosen == ["Left"]


def test_a_mouse_comes_through_the_same_door(bench: Bench) -> None:
    handle = bench.window.windowHandle()
    assert handle is not None
    none = Qt.KeyboardModifier.NoModifier
    for seconds in (0.0, 0.2):
        bench.at(seconds)
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, none, bench.middle("Left"))
    assert bench.chosen == ["Left"]


def test_a_finger_that_lies_on_the_glass_while_the_screen_changes_chooses_nothing_on_the_next(
    bench: Bench, touch: QPointingDevice
) -> None:
    finger = Finger(bench.window, touch)
    finger.press(bench.middle("Left"))
    bench.door.exchanged()
    finger.lift(bench.at(0.3).middle("Left"))
    assert bench.chosen == []
