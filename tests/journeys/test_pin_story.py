"""Stories of the PIN: who comes in, who waits, and who has lost nothing."""

from __future__ import annotations

import threading

import pytest

from kiosk import paths
from kiosk.session import Kind
from kiosk.staff.people import StaffList
from tests.support.people import PIN, Nurse, until
from ui.app import Kiosk

WRONG = "736251"


@pytest.fixture
def kiosk(nurse: Nurse) -> Kiosk:
    return nurse.kiosk


def test_four_wrong_pins_are_free_then_each_waits_and_the_right_one_must_wait_too(nurse: Nurse, kiosk: Kiosk) -> None:
    words = nurse.words
    nurse.open_pin()
    for left in (3, 2, 1, 0):
        nurse.enter(WRONG)
        until(lambda: kiosk.desk.pin.told == "wrong")
        assert words("pin.wrong", count=left) in nurse.read()
        assert "•" not in nurse.read()
    nurse.enter(WRONG)
    until(lambda: kiosk.desk.pin.told == "wait")
    assert words("pin.wait", count=kiosk.desk.pin.seconds) in nurse.read()
    assert 25 <= kiosk.desk.pin.seconds <= 30
    nurse.tap(*PIN)
    assert not nurse.finger.control(words("pin.open")).isEnabled()
    kiosk.desk.pin.unlock()
    assert nurse.at is Kind.PIN
    assert PIN not in nurse.read()


def test_who_is_not_staff_goes_back_and_has_lost_nothing(nurse: Nurse, kiosk: Kiosk) -> None:
    words = nurse.words
    nurse.tap("Baclofen", words("topic.add"))
    place = kiosk.presenter.session.place
    nurse.tap(words("rail.easier"), words("easier.staff"), "4", "8")
    nurse.tap(words("bar.back"), words("bar.done"))
    assert kiosk.presenter.session.place == place
    assert kiosk.presenter.session.sheet.topics == ("baclofen",)
    assert kiosk.desk.pin.digits == ""


def test_where_nobody_is_listed_nothing_opens_and_the_page_says_who_can_help(nurse: Nurse, kiosk: Kiosk) -> None:
    paths.staff_file().unlink()
    nurse.open_pin()
    assert "kiosk staff add" in nurse.read()
    nurse.tap(*PIN)
    assert not nurse.finger.control(nurse.words("pin.open")).isEnabled()


def test_digits_that_nobody_goes_on_with_are_taken_back(nurse: Nurse, kiosk: Kiosk) -> None:
    nurse.tap(nurse.words("rail.easier"), nurse.words("easier.staff"), "4", "8", "1")
    for _ in range(29):
        kiosk.desk.pin.count_down()
    assert kiosk.desk.pin.digits == "481"
    kiosk.desk.pin.count_down()
    assert kiosk.desk.pin.digits == ""


def test_who_left_the_page_of_the_pin_is_not_let_in_by_an_answer_that_comes_late(nurse: Nurse, kiosk: Kiosk) -> None:
    nurse.open_pin()
    nurse.enter(PIN)
    nurse.tap(nurse.words("bar.home"))
    until(lambda: not kiosk.desk.pin.checking)
    assert nurse.at is Kind.HOME
    assert not kiosk.desk.open


def test_who_comes_to_the_page_while_the_pin_of_another_is_checked_is_not_let_in_by_it(
    nurse: Nurse, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, checked = StaffList.who, threading.Event()

    def slow(self: StaffList, pin: str, people: object = None) -> object:
        checked.wait(20.0)
        return who(self, pin)

    monkeypatch.setattr(StaffList, "who", slow)
    nurse.open_pin()
    nurse.enter(PIN)
    nurse.tap(nurse.words("bar.home"))
    nurse.open_pin()
    assert nurse.words("pin.checking") in nurse.read()
    checked.set()
    until(lambda: not kiosk.desk.pin.checking)
    assert nurse.at is Kind.PIN
    assert not kiosk.desk.open
    nurse.enter(PIN)
    until(lambda: kiosk.desk.open)


def test_a_pin_is_verified_while_the_glass_goes_on(nurse: Nurse, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    who = StaffList.who

    def watched(self: StaffList, pin: str, people: object = None) -> object:
        seen.append(threading.current_thread().name)
        return who(self, pin)

    monkeypatch.setattr(StaffList, "who", watched)
    nurse.come_in()
    assert seen
    assert threading.current_thread().name not in seen
