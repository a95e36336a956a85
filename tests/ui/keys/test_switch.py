"""Switches: whoever has one switch, of any kind, gets from the first screen to a printed handout with it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.errors import SettingsError
from kiosk.session import SCAN_SECONDS, Comfort, Kind, Place, Scanning, Session, TextSize
from kiosk.settings import Settings
from tests.support.screens import comfort, kiosk_on, show, sights, stage_of
from tests.support.touch import Finger, clear_away
from ui.app import Kiosk
from ui.keys.groups import around, groups
from ui.keys.order import controls_in_order
from ui.keys.scan import Level, Scan
from ui.keys.scanner import Scanner
from ui.keys.switches import switch_keys
from ui.widgets.stage import FocusRing


class Switch:
    """Presses one key of a switch box when the right thing is offered, and never anything else."""

    def __init__(self, kiosk: Kiosk, key: Qt.Key = Qt.Key.Key_F7) -> None:
        self.kiosk, self.key = kiosk, key
        kiosk.window.activateWindow()
        QApplication.processEvents()

    @property
    def scanner(self) -> Scanner:
        return self.kiosk.window.keying.scanner

    def press(self, key: Qt.Key | None = None) -> None:
        handle = self.kiosk.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key or self.key)
        clear_away()

    def wait_for(self, name: str, *, alone: bool) -> None:
        """Let time pass until `name` is offered, in a row or alone; the glass must show what is."""
        for _ in range(80):
            offered = [one.accessibleName() for one in self.scanner.offered]
            if any(one.startswith(name) for one in offered) and (len(offered) == 1 or not alone):
                rings = [one for one in stage_of(self.kiosk).findChildren(FocusRing) if one.isVisible()]
                assert all(any(r.geometry().contains(one.geometry()) for r in rings) for one in self.scanner.offered)
                return
            assert not self.scanner.resting, f"the scan rested before it offered '{name}'"
            self.scanner.go_on()
        raise AssertionError(f"'{name}' was never offered")

    def choose(self, name: str) -> None:
        self.wait_for(name, alone=False)
        if len(self.scanner.offered) > 1:
            self.press()
            self.wait_for(name, alone=True)
        self.press()


def scanning(kiosk: Kiosk, how: Scanning, place: Place | None = None) -> Switch:
    """Show `place` to somebody who scans."""
    show(kiosk, Session(place=place or Place(Kind.HOME), comfort=Comfort(scanning=how)))
    return Switch(kiosk)


@pytest.fixture
def printing(crowded: Path, tmp_path: Path) -> Iterator[Kiosk]:
    with kiosk_on("landscape", crowded, Settings(voice="none", print_folder=str(tmp_path), idle_seconds=900)) as one:
        yield one


# -- the whole way ---------------------------------------------------------------------------------------------------


def test_one_switch_leads_from_the_first_screen_to_the_printed_handout_and_leaves_nothing(
    printing: Kiosk, tmp_path: Path
) -> None:
    switch, presenter = Switch(printing), printing.presenter
    words = presenter.phrases
    switch.press()  # nobody had told the kiosk of a switch
    assert presenter.session.comfort.scanning is Scanning.ONE
    assert switch.scanner.resting  # nothing moves on the first screen
    switch.press()
    switch.choose(words("attract.start"))
    switch.choose("Baclofen")
    switch.choose(words("topic.start"))
    switch.choose(words("bar.next"))
    switch.choose(words("bar.back"))
    switch.choose(words("bar.back"))
    switch.choose(words("topic.add"))
    switch.choose(words("bar.handout"))
    switch.choose(words("about.drive"))
    switch.choose(words("handout.print"))
    for _ in range(2000):
        if presenter.session.place.message == "saved":
            break
        QTest.qWait(25)
    assert presenter.session.place.message == "saved"
    assert list(tmp_path.glob("*.pdf"))
    switch.choose(words("bar.home"))
    switch.choose(words("home.finish"))
    switch.choose(words("finish.yes"))
    assert presenter.session == presenter.fresh()
    assert switch.scanner.resting


@pytest.mark.parametrize(("glass", "size"), [("landscape", TextSize.MEDIUM), ("portrait", TextSize.LARGEST)])
def test_every_live_control_of_every_screen_is_offered_once_and_none_is_long_in_coming(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize
) -> None:
    kiosk, reading, longest = kiosks[glass], comfort(size), 0
    for sight in sights(kiosk):
        sight.show(kiosk, reading)
        rows = groups(stage_of(kiosk))
        assert [one for row in rows for one in row] == controls_in_order(stage_of(kiosk)), sight.name
        for row in rows:  # the ring round a row lies round no other control
            inside = [one for one in controls_in_order(stage_of(kiosk)) if around(row).contains(one.geometry())]
            assert set(inside) == set(row), sight.name
        if not sight.name.startswith(("desk", "typing", "kept", "pin", "all topics")):  # screens of staff
            longest = max(longest, *(number + len(row) for number, row in enumerate(rows)))
    assert 5 < longest <= 18


# -- what is offered, and when ---------------------------------------------------------------------------------------


def test_the_ring_goes_on_by_itself_at_the_pace_set_and_rests_after_three_rounds(printing: Kiosk) -> None:
    show(printing, Session(place=Place(Kind.FINISH), comfort=Comfort(scanning=Scanning.ONE, scan_seconds=0.01)))
    scanner, seen = printing.window.keying.scanner, set()
    for _ in range(600):
        seen.add(tuple(one.accessibleName() for one in scanner.offered))
        if scanner.resting:
            break
        QTest.qWait(10)
    assert scanner.resting
    assert len(seen) == len(groups(stage_of(printing))) + 1
    assert not [one for one in stage_of(printing).findChildren(FocusRing) if one.isVisible()]
    Switch(printing).press()
    assert not scanner.resting


def test_with_two_switches_nothing_moves_by_itself_the_first_goes_on_and_the_second_chooses(printing: Kiosk) -> None:
    switch = scanning(printing, Scanning.TWO)
    first = switch.scanner.offered
    QTest.qWait(120)
    assert switch.scanner.offered == first
    while "Baclofen" not in [one.accessibleName() for one in switch.scanner.offered]:
        switch.press(Qt.Key.Key_F7)
    switch.press(Qt.Key.Key_F8)
    while [one.accessibleName() for one in switch.scanner.offered] != ["Baclofen"]:
        switch.press(Qt.Key.Key_F7)
    switch.press(Qt.Key.Key_F8)
    assert printing.presenter.session.place.topic == "baclofen"


def test_where_the_glass_is_the_switch_a_touch_chooses_what_is_offered_and_not_what_lies_under_it(
    printing: Kiosk, touch: QPointingDevice
) -> None:
    switch, hand = scanning(printing, Scanning.TOUCH), Finger(printing.window, touch)
    corner = QPoint(5, 5)

    def press() -> None:
        hand.press(corner)
        hand.lift(corner)

    switch.wait_for("Baclofen", alone=False)
    press()
    switch.wait_for("Baclofen", alone=True)
    hand.press(hand.middle("Finish"))
    hand.lift(hand.middle("Finish"))
    assert printing.presenter.session.place.topic == "baclofen"


def test_the_voice_names_what_is_offered_if_asked_to_and_a_row_by_its_first_control(
    printing: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(printing.presenter.reading, "say", lambda script: said.extend(one.text for one in script))
    switch = scanning(printing, Scanning.ONE)
    switch.wait_for("Baclofen", alone=False)
    assert said == []
    printing.window.keying.choose_voice(True)
    switch.wait_for("Baclofen", alone=False)
    switch.press()
    switch.scanner.go_on()
    assert said[-1].startswith(switch.scanner.offered[0].accessibleName())
    assert any(one.startswith("Baclofen") for one in said)


def test_are_you_still_there_is_answered_by_the_switch(printing: Kiosk) -> None:
    switch = scanning(printing, Scanning.ONE, Place(Kind.TOPIC, topic="baclofen"))
    printing.idle.left = 20
    printing.window.show_seconds(20)
    switch.choose(printing.presenter.phrases("still.yes"))
    assert printing.idle.left is None
    assert printing.presenter.session.place.kind is Kind.TOPIC


def test_a_screen_that_is_made_anew_is_scanned_on_from_the_row_it_was_at(printing: Kiosk) -> None:
    switch = scanning(printing, Scanning.ONE)
    switch.wait_for("Baclofen", alone=False)
    offered = [one.accessibleName() for one in switch.scanner.offered]
    printing.window.refresh()
    assert [one.accessibleName() for one in switch.scanner.offered] == offered
    switch.press()
    switch.wait_for(offered[1], alone=True)
    printing.window.refresh()  # as when the sheets of a handout have been counted
    assert [one.accessibleName() for one in switch.scanner.offered] == [offered[1]]


def test_the_next_person_is_not_offered_first_what_the_one_before_was_at(printing: Kiosk) -> None:
    switch = scanning(printing, Scanning.ONE)
    first = [one.accessibleName() for one in switch.scanner.offered]
    switch.wait_for("Baclofen", alone=False)
    printing.presenter.end_turn()
    show(printing, Session(place=Place(Kind.HOME)))
    switch.press()
    assert [one.accessibleName() for one in switch.scanner.offered] == first


def test_a_switch_held_down_or_struck_twice_by_a_shaking_hand_counts_once(crowded: Path) -> None:
    with kiosk_on("landscape", crowded, clock=lambda: 7.0) as kiosk:
        switch = scanning(kiosk, Scanning.ONE)
        switch.wait_for("Baclofen", alone=False)
        switch.press()
        offered = switch.scanner.offered
        assert len(offered) == 1
        switch.press()
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F7, Qt.KeyboardModifier.NoModifier, "", True)
        assert kiosk.window.keying.switches.eventFilter(kiosk.window, held)
        assert switch.scanner.offered == offered
        assert kiosk.presenter.session.place.kind is Kind.HOME


# -- setting it ------------------------------------------------------------------------------------------------------


def test_the_page_of_the_keypad_sets_switch_and_pace_and_says_what_is_set(
    printing: Kiosk, touch: QPointingDevice
) -> None:
    hand, presenter = Finger(printing.window, touch), printing.presenter
    words = presenter.phrases
    show(printing, Session(place=Place(Kind.EASIER)))
    hand.tap(words("easier.keypad"))
    assert presenter.session.place.kind is Kind.KEYPAD
    hand.tap(words("keypad.longer"))
    assert presenter.session.comfort.scan_seconds == 2.5
    hand.tap(words("keypad.voice"))
    assert presenter.session.comfort.scan_voice
    hand.tap(words("keypad.one"))
    assert presenter.session.comfort.scanning is Scanning.ONE
    assert not printing.window.keying.scanner.resting
    hand.tap(words("keypad.off"))
    assert printing.window.keying.scanner.resting
    hand.tap(words("bar.done"))
    assert presenter.session.place.kind is Kind.EASIER


def test_the_desk_is_never_scanned_and_keys_of_a_keyboard_keep_their_meaning_until_somebody_scans(
    printing: Kiosk,
) -> None:
    switch = scanning(printing, Scanning.ONE, Place(Kind.PIN))
    assert switch.scanner.resting
    assert switch.scanner.offered == []
    show(printing, Session(place=Place(Kind.HOME)))
    switch.press(Qt.Key.Key_Space)  # chooses by keypad: it shows the ring
    assert printing.presenter.session.comfort.scanning is Scanning.OFF
    assert printing.window.ring is not None
    assert printing.window.ring.isVisible()


def test_a_clinic_may_have_everybody_start_with_a_switch(crowded: Path) -> None:
    with kiosk_on("landscape", crowded, Settings(voice="none", scanning="one", switch_1_keys="F20")) as kiosk:
        switch = Switch(kiosk, Qt.Key.Key_F20)
        switch.press()
        switch.choose(kiosk.presenter.phrases("attract.start"))
        assert kiosk.presenter.session.place.kind is Kind.HOME
    with pytest.raises(SettingsError, match="switch_2_keys"):
        switch_keys(Settings(switch_2_keys="Left foot"))


def test_each_pace_leads_to_the_next_and_ends_at_the_last() -> None:
    session = Session(comfort=Comfort(scan_seconds=0.5))
    met = []
    while session.scan_slower(1) != session:
        session = session.scan_slower(1)
        met.append(session.comfort.scan_seconds)
    assert tuple(met) == SCAN_SECONDS
    assert session.scan_slower(-1).comfort.scan_seconds == SCAN_SECONDS[-2]


@given(some.lists(some.integers(1, 10), min_size=1, max_size=12), some.booleans(), some.data())
def test_whatever_is_wanted_comes_to_be_offered_and_two_presses_choose_it(
    sizes: list[int], by_hand: bool, data: some.DataObject
) -> None:
    row = data.draw(some.integers(0, len(sizes) - 1))
    item = data.draw(some.integers(0, sizes[row] - 1))
    scan = Scan(sizes, by_hand=by_hand)
    assert scan.choose() is None
    for _ in range(row):
        scan.go_on()
    if sizes[row] > 1:
        assert scan.choose() is None
    for _ in range(item):
        scan.go_on()
    assert scan.choose() == (row, item)


def test_who_opened_the_wrong_row_is_let_out_by_waiting_or_by_stepping_on() -> None:
    for by_hand, steps in ((False, 6), (True, 3)):
        scan = Scan((3, 3), by_hand=by_hand)
        scan.begin()
        scan.choose()
        for _ in range(steps):
            assert scan.level is Level.ITEMS
            scan.go_on()
        assert (scan.level, scan.row) == (Level.ROWS, 0)
