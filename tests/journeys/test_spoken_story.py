"""The spoken journey: from the attract screen to a printed handout, by ear and finger alone, with no picture.

The person here reads nothing of the program: they know what they have heard, touch where they felt, and that is all.
`make spoken` writes what they did and heard to resources/docs/spoken-journey.md.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.session import Kind, Place
from kiosk.settings import Settings
from tests.support.listener import Clock, Heard, Listener, hear
from tests.support.screens import kiosk_on
from tests.support.source import ROOT
from tests.support.spoken_journey import journey, transcript
from tests.support.touch import clear_away
from ui.app import Kiosk
from ui.window import patience


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kiosk(printed: Path, clock: Clock) -> Iterator[Kiosk]:
    settings = Settings(voice="none", print_folder=str(printed), idle_seconds=300)
    with kiosk_on("landscape", ROOT / "content" / "ms", settings, clock) as one:
        yield one


@pytest.fixture
def heard(kiosk: Kiosk) -> Heard:
    return hear(kiosk)


@pytest.fixture
def listener(kiosk: Kiosk, touch: QPointingDevice, clock: Clock, heard: Heard) -> Listener:
    return Listener(kiosk, touch, clock, heard)


def test_from_the_attract_screen_to_a_printed_handout_by_ear_and_finger_alone(
    listener: Listener, printed: Path, kiosk: Kiosk
) -> None:
    journey(listener)
    (paper,) = printed.glob("*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")
    assert not kiosk.window.guide.on  # it ended with the turn
    print("\n".join(listener.told))
    if where := os.environ.get("KIOSK_SPOKEN"):
        Path(where).write_text(transcript(listener.told), encoding="utf-8")


def test_nothing_is_said_before_it_is_asked_for_nor_after_the_turn(listener: Listener, kiosk: Kiosk) -> None:
    listener.tap(100, 100)
    listener.hold(2.5)
    listener.hold(12.0)
    assert listener.hears() == []
    assert listener.hold()[0] == "The spoken guide is on."
    kiosk.presenter.end_turn()
    clear_away()
    assert listener.hears() == ["Your visit is cleared.", "The spoken guide is off."]
    listener.tap(100, 100)
    assert listener.hears() == []


def test_one_tap_chooses_nothing_while_the_guide_is_on(listener: Listener, kiosk: Kiosk) -> None:
    listener.hold()
    session = kiosk.presenter.session
    for x in range(20, int(listener.width) - 10, 40):
        for y in range(20, int(listener.height) - 10, 40):
            listener.tap(x, y)
            listener._pass(1.5)
    assert kiosk.presenter.session == session
    assert len(listener.hears()) > 50


def test_two_taps_before_anything_was_felt_choose_nothing_and_say_how(listener: Listener, kiosk: Kiosk) -> None:
    listener.hold()
    session = kiosk.presenter.session
    assert listener.tap_twice() == ["First slide a finger to what you want.", "Then tap twice."]
    assert kiosk.presenter.session == session


def test_stop_again_slower_and_louder_are_on_the_rail(listener: Listener, heard: Heard) -> None:
    first = listener.hold()
    listener.find("Say it again", "edge")
    said = listener.hears() or heard.said[-1]
    assert listener.tap_twice() == list(said)
    assert "Sound 4 of 4" in listener.choose("Louder", "edge")
    assert heard.volumes[-1] == 1.0
    assert "Speed 1 of 5" in listener.choose("Slower", "edge")
    assert listener.choose("Stop talking", "edge") == []
    assert first != []
    assert listener.choose("Turn guide off", "edge") == ["The spoken guide is off."]
    listener.tap(100, 100)
    assert listener.hears() == []


def test_a_guide_that_is_heard_is_never_made_silent(listener: Listener, kiosk: Kiosk) -> None:
    listener.hold()
    for _ in range(9):
        kiosk.presenter.become(kiosk.presenter.session.louder(-1))
    assert kiosk.presenter.session.comfort.volume == 1
    kiosk.presenter.end_turn()
    kiosk.presenter.become(kiosk.presenter.session.louder(-4))
    assert kiosk.presenter.session.comfort.volume == 0
    kiosk.window.guide.turn_on()
    assert kiosk.presenter.session.comfort.volume == 1


def test_keys_and_a_headset_turn_it_on_and_the_keypad_hears_where_it_is(
    listener: Listener, kiosk: Kiosk, heard: Heard
) -> None:
    QTest.keyClick(kiosk.window.windowHandle(), Qt.Key.Key_F15)
    assert listener.hears()[0] == "The spoken guide is on."
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        listener._clock.now += 1.0
        QTest.keyClick(kiosk.window.windowHandle(), key)
        QApplication.processEvents()
        name, *rest = listener.hears()
        assert name
        assert {"Button", "Choice"} & set(rest)
        assert " of " in rest[-1]
    last = heard.said[-1]
    QTest.keyClick(kiosk.window.windowHandle(), Qt.Key.Key_F4)
    assert heard.said[-1] == last
    QTest.keyClick(kiosk.window.windowHandle(), Qt.Key.Key_F5)
    assert "Speed 1 of 5" in listener.hears()
    QTest.keyClick(kiosk.window.windowHandle(), Qt.Key.Key_F2)
    assert listener.hears() == ["The spoken guide is off."]


def test_the_key_of_the_guide_struck_twice_by_a_shaking_hand_does_not_turn_it_off_again(
    listener: Listener, kiosk: Kiosk
) -> None:
    for wait, on in ((0.0, True), (0.2, True), (0.6, False)):
        listener._clock.now += wait
        QTest.keyClick(kiosk.window.windowHandle(), Qt.Key.Key_F2)
        assert kiosk.window.guide.on is on


def test_who_is_asked_whether_they_are_there_taps_twice_to_stay(listener: Listener, kiosk: Kiosk) -> None:
    listener.hold()
    for _ in range(300):
        kiosk.idle.tick()
    assert "Tap twice to go on." in listener.hears()
    listener.tap_twice()
    assert kiosk.idle.left is None
    assert kiosk.window.guide.on


def test_who_asks_for_the_guide_while_the_kiosk_asks_whether_anybody_is_there_is_there(
    listener: Listener, kiosk: Kiosk
) -> None:
    kiosk.presenter.start()
    for _ in range(300):
        kiosk.idle.tick()
    assert kiosk.idle.left is not None
    listener.hears()
    assert "What would you like to know?" in listener.hold()
    assert kiosk.idle.left is None


def test_a_page_that_is_read_aloud_is_not_talked_over(listener: Listener, kiosk: Kiosk, heard: Heard) -> None:
    listener.hold()
    kiosk.presenter.open_topic("baclofen")
    listener.hears()
    heard.at_once = False
    said = listener.choose("Listen")
    assert said[0] == "What is baclofen for?"
    assert len(heard.said[-1]) > 5
    reading = kiosk.presenter.reading
    assert reading.player.playing
    kiosk.window.refresh()
    assert listener.hears() == []
    listener.find("Play")  # whoever feels for something is told that, and the page waits
    assert not reading.player.playing
    listener.tap_twice()
    assert reading.player.playing
    kiosk.window.guide.teller.stop()
    assert not reading.player.playing


def test_who_goes_away_leaves_no_guide(listener: Listener, kiosk: Kiosk) -> None:
    listener.hold()
    for _ in range(400):
        kiosk.idle.tick()
    QApplication.processEvents()
    assert not kiosk.window.guide.on
    listener.hears()
    listener.tap(100, 100)
    assert listener.hears() == []


def test_what_a_finger_is_on_is_asked_for_within_a_tenth_of_a_second(listener: Listener, heard: Heard) -> None:
    """From the touch event to the sound room; what the room takes is measured where it lives."""
    listener.hold()
    listener.hears()
    listener._finger.press(listener._point(200, 100))
    listener._pass(0.4)
    before, times = len(heard.said), []
    for x in range(120, 420, 20):
        listener._clock.now += 0.5
        start = time.perf_counter()
        listener._finger.slide(listener._point(x, 100))
        listener._door._tick()
        times.append(time.perf_counter() - start)
    assert len(heard.said) > before
    assert sorted(times)[len(times) // 2] < 0.1


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("no_paper", ["The printer is out of paper", "It prints as soon as paper is in", "Please tell the desk"]),
        ("stuck", ["The paper is stuck", "Please leave it.", "Please tell the desk"]),
        ("unreachable", ["I cannot reach the printer", "Please tell the desk"]),
    ],
)
def test_what_is_the_matter_with_the_printer_is_heard_with_what_to_do(
    listener: Listener, kiosk: Kiosk, state: str, told: list[str]
) -> None:
    listener.hold()
    kiosk.presenter.become(kiosk.presenter.session.go(Place(Kind.PRINT, message="printing")))
    listener.hears()
    kiosk.presenter._show_print_state(state)
    heard = listener.hears()
    assert [one for one in told if one not in heard] == []
    assert "Your handout is kept safe." in heard


def test_an_error_is_heard_with_what_to_do(listener: Listener, kiosk: Kiosk) -> None:
    listener.hold()
    kiosk.presenter.fail("error.general")
    heard = listener.hears()
    assert heard[:2] == ["I am sorry", "Something went wrong here."]
    assert "Please go on from Home." in heard


def test_while_a_long_page_is_being_said_nobody_is_asked_whether_they_are_there(
    listener: Listener, kiosk: Kiosk, heard: Heard
) -> None:
    listener.hold()
    assert patience(kiosk.presenter) == 300
    heard.at_once = False
    listener.tap_twice()
    assert kiosk.presenter.reading.saying
    assert patience(kiosk.presenter) is None
    kiosk.window.guide.teller.stop()
    assert patience(kiosk.presenter) == 300
