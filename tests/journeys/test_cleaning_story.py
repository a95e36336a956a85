"""A nurse wipes the glass: a wet cloth all over it chooses nothing, and nothing is left on it for the next person."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.session import Kind, Session, TextSize
from tests.support.measure import buttons, faults
from tests.support.people import Nurse
from tests.support.screens import GLASSES, comfort, kiosk_on, show, stage_of
from tests.support.source import ROOT
from tests.support.touch import Finger
from ui.app import Kiosk
from ui.screens.cleaning import SECONDS
from ui.widgets.stage import Band


@pytest.fixture
def kiosk(nurse: Nurse) -> Kiosk:
    return nurse.kiosk


def wipe(kiosk: Kiosk, touch: QPointingDevice) -> None:
    """Touch the whole glass in rows, three fingers of a hand at a time, each sliding on before it lifts."""
    window = kiosk.window
    fingers = [Finger(window, touch, number) for number in range(3)]
    for y in range(20, window.height() - 20, 110):
        for x in range(20, window.width() - 320, 220):
            places = [QPoint(x + 100 * number, y) for number in range(3)]
            for finger, place in zip(fingers, places, strict=True):
                finger.press(place)
            for finger, place in zip(fingers, places, strict=True):
                finger.slide(place + QPoint(15, 5))
                finger.lift(place + QPoint(15, 5))


def begin(nurse: Nurse) -> None:
    """Go from Home to the glass that can be wiped."""
    nurse.come_in()
    nurse.kiosk.desk.type("name", "Wilhelmina")
    nurse.kiosk.desk.toggle_topic("baclofen")
    nurse.tap(nurse.words("desk.kept"), nurse.words("desk.clean"))


def test_a_wet_cloth_all_over_the_glass_chooses_nothing_and_then_the_first_screen_stands_there(
    nurse: Nurse, kiosk: Kiosk, touch: QPointingDevice
) -> None:
    begin(nurse)
    place = kiosk.presenter.session
    assert nurse.at is Kind.CLEANING
    assert not kiosk.desk.open
    assert kiosk.desk.desk.name == ""
    assert kiosk.desk.desk.topics == ()
    wipe(kiosk, touch)
    QTest.mouseClick(kiosk.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(1800, 1000))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Home, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_F1):
        QTest.keyClick(kiosk.window.windowHandle(), key)
    for _ in range(SECONDS - 1):
        kiosk.idle.tick()
        kiosk.window.cleaning.tick()
    QApplication.processEvents()
    assert kiosk.presenter.session == place
    assert "second left" in nurse.read()
    held = Finger(kiosk.window, touch, 5)
    held.press(QPoint(900, 500))
    kiosk.window.cleaning.tick()
    held.lift(QPoint(900, 500))
    assert kiosk.presenter.session == Session(comfort=kiosk.presenter.fresh().comfort)
    assert nurse.at is Kind.ATTRACT
    nurse.tap(nurse.words("attract.start"))
    assert nurse.at is Kind.HOME


def test_the_same_cloth_on_the_first_screen_would_choose_something(
    nurse: Nurse, kiosk: Kiosk, touch: QPointingDevice
) -> None:
    """Else the story above would prove nothing."""
    kiosk.presenter.end_turn()
    wipe(kiosk, touch)
    assert nurse.at is not Kind.ATTRACT


def test_while_the_glass_is_wiped_a_mistake_of_the_program_gives_the_glass_back(nurse: Nurse, kiosk: Kiosk) -> None:
    begin(nurse)
    kiosk.presenter.fail("error.general")
    assert kiosk.window.cleaning.left == 0
    nurse.tap(nurse.words("bar.home"))
    assert nurse.at is Kind.HOME


@pytest.mark.parametrize("glass", GLASSES)
def test_its_words_fit_at_every_size_and_there_is_nothing_to_touch(glass: str) -> None:
    with kiosk_on(glass, ROOT / "content" / "ms") as kiosk:
        for size in TextSize:
            kiosk.window.cleaning.begin()
            at = kiosk.presenter.session
            show(kiosk, Session(place=at.place, comfort=comfort(size)))
            stage = stage_of(kiosk)
            assert list(faults(stage)) == []
            assert buttons(stage) == []
            assert stage.findChildren(Band) == []
            kiosk.presenter.end_turn()
