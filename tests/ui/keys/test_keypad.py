"""The keypad: every control of every screen can be reached by arrows and acts by Select; nothing is ever lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk.errors import SettingsError
from kiosk.session import Comfort, Kind, Place, Session, Sheet, TextSize, Touch
from kiosk.settings import Settings
from kiosk.staff.desk import Field as What
from tests.support.keypad import Hand, leading_to, leads, ways
from tests.support.screens import (
    TOPICS,
    comfort,
    kiosk_on,
    show,
    sights,
    sights_of,
    stage_of,
)
from ui.app import Kiosk
from ui.keys.keymap import Deed, keymap
from ui.keys.moves import neighbour
from ui.keys.order import controls_in_order
from ui.widgets.field import Field


@pytest.fixture
def fresh(crowded: Path) -> Iterator[Kiosk]:
    """Return a kiosk whose keys are those of a keyboard."""
    with kiosk_on("landscape", crowded) as one:
        yield one


@pytest.fixture
def hand(fresh: Kiosk) -> Hand:
    return Hand(fresh)


# -- reaching ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("glass", "size"), [("landscape", TextSize.LARGEST), ("portrait", TextSize.MEDIUM)])
def test_on_every_screen_arrows_lead_from_each_control_to_each_other(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize
) -> None:
    kiosk, reading, seen = kiosks[glass], comfort(size), 0
    shut = []
    longest = 0
    for sight in chain(sights(kiosk), sights_of(kiosk, TOPICS[0], reading)):
        sight.show(kiosk, reading)
        stage = stage_of(kiosk)
        led = leads(stage)
        seen += 1
        if not led and stage.accessibleName():  # nothing to touch: it has the glass to itself, and goes by itself
            continue
        first = next(iter(led))
        reached, back = ways(led, first), leading_to(led, first)
        longest = max(longest, *(len(one) for one in reached.values()))
        shut += [f"{sight.name}: no way to '{one.accessibleName()}'" for one in led if one not in reached]
        shut += [f"{sight.name}: no way out of '{one.accessibleName()}'" for one in led if one not in back]
    assert seen > 100
    assert shut == []
    assert longest <= 14


PLACES = {
    "home": Place(Kind.HOME),
    "letters": Place(Kind.A_TO_Z, letters="B"),
    "handout": Place(Kind.HANDOUT),
    "printing": Place(Kind.PRINT, message="printing"),
    "no paper": Place(Kind.PRINT, message="no_paper"),
    "easier": Place(Kind.EASIER),
    "pin": Place(Kind.PIN),
    "typing": Place(Kind.DESK_TYPE, message=What.NOTE.value),
}


@pytest.mark.parametrize("name", PLACES)
def test_real_keys_take_the_ring_to_every_control_of_a_screen(hand: Hand, name: str) -> None:
    trail = (Place(Kind.DESK),) if name == "typing" else ()
    show(hand.kiosk, Session(place=PLACES[name], trail=trail, sheet=Sheet(TOPICS[:2])))
    stage = stage_of(hand.kiosk)
    controls = controls_in_order(stage)
    for control in controls[:: 3 if len(controls) > 30 else 1]:
        if not isinstance(control, Field):  # arrows move its cursor; that they lead out of it is asked below
            hand.walk_to(control.accessibleName())
            assert hand.on is control


def test_each_live_control_acts_by_select_as_by_a_touch(hand: Hand) -> None:
    acted = 0
    for name in ("home", "letters", "handout", "easier"):
        for number in range(0, 60, 4):
            show(hand.kiosk, Session(place=PLACES[name], sheet=Sheet(TOPICS[:2])))
            live = controls_in_order(stage_of(hand.kiosk))
            if number >= len(live):
                break
            called, clicked = live[number].accessibleName(), Counter[str]()
            live[number].clicked.connect(partial(_count, clicked, called))
            hand.kiosk.window.focus_on(live[number])
            hand.strike(Deed.SELECT)
            assert clicked == {called: 1}
            acted += 1
            hand.kiosk.presenter.end_turn()
    assert acted > 20


def _count(counted: Counter[str], called: str, *_: object) -> None:
    counted[called] += 1


# -- never lost, never acting unseen -----------------------------------------------------------------------------------


def test_the_first_key_shows_where_the_focus_is_and_does_nothing_else(hand: Hand) -> None:
    for deed in (Deed.SELECT, Deed.DOWN):
        hand.kiosk.presenter.end_turn()
        hand.kiosk.idle.by_key = False
        hand.kiosk.window.refresh()
        hand.strike(deed)
        assert hand.kiosk.presenter.session.place.kind is Kind.ATTRACT
        assert hand.on.accessibleName() == hand.kiosk.presenter.phrases("attract.start")


def test_the_focus_is_on_a_control_after_every_change_of_the_screen(hand: Hand) -> None:
    words, presenter = hand.kiosk.presenter.phrases, hand.kiosk.presenter
    hand.strike(Deed.SELECT, Deed.SELECT)
    assert presenter.session.place.kind is Kind.HOME
    hand.choose("Baclofen")
    hand.choose(words("topic.start"))
    hand.choose(words("bar.next"))
    hand.strike(Deed.SELECT, Deed.SELECT)  # Next has it still
    assert presenter.page_number() == 3
    hand.strike(Deed.BACK)
    assert hand.on.isVisible()
    hand.kiosk.window.show_seconds(20)
    hand.kiosk.idle.left = 20
    assert hand.on.isVisible()
    hand.choose(words("still.yes"))
    assert presenter.session.place.kind is Kind.READER
    assert hand.on.isVisible()


def test_back_at_a_place_the_control_that_led_away_has_the_focus_again(hand: Hand) -> None:
    hand.strike(Deed.SELECT, Deed.SELECT)
    hand.choose("Tizanidine")
    hand.strike(Deed.BACK)
    assert hand.on.accessibleName() == "Tizanidine"


def test_the_next_person_does_not_find_the_ring_where_the_one_before_left_it(hand: Hand) -> None:
    hand.strike(Deed.SELECT, Deed.SELECT)
    hand.walk_to("Tizanidine")
    hand.kiosk.presenter.end_turn()
    hand.strike(Deed.SELECT, Deed.SELECT)
    assert hand.kiosk.presenter.session.place.kind is Kind.HOME
    assert hand.on.accessibleName() != "Tizanidine"


def test_a_control_that_is_at_its_end_hands_the_focus_to_its_neighbour(hand: Hand) -> None:
    show(hand.kiosk, Session(place=Place(Kind.EASIER), comfort=Comfort(volume=3)))
    hand.choose(hand.kiosk.presenter.phrases("easier.louder"))
    assert hand.kiosk.presenter.session.comfort.volume == 4
    near = hand.on
    assert near.isEnabled()
    assert near.accessibleName() in (hand.kiosk.presenter.phrases(f"easier.{key}") for key in ("quieter", "slower"))


def test_a_finger_takes_the_ring_away_and_the_next_key_only_shows_it_again(hand: Hand) -> None:
    show(hand.kiosk, Session(place=Place(Kind.HOME)))
    hand.walk_to("Baclofen")
    hand.kiosk.idle.by_key = False
    hand.kiosk.idle.touched.emit()
    assert not hand.kiosk.window.ring.isVisible()  # type: ignore[union-attr]
    hand.strike(Deed.SELECT)
    assert hand.on.accessibleName() == "Baclofen"
    assert hand.kiosk.presenter.session.place.kind is Kind.HOME


# -- the other keys ----------------------------------------------------------------------------------------------------


def test_back_home_and_help_do_what_the_controls_of_the_bar_do_and_nothing_where_there_are_none(hand: Hand) -> None:
    presenter = hand.kiosk.presenter
    show(hand.kiosk, Session(place=Place(Kind.TOPIC, topic="baclofen"), trail=(Place(Kind.HOME),)))
    hand.strike(Deed.HELP)
    assert presenter.session.place.kind is Kind.HELP
    hand.strike(Deed.BACK)
    assert presenter.session.place.kind is Kind.TOPIC
    hand.strike(Deed.HOME)
    assert presenter.session.place.kind is Kind.HOME
    hand.strike(Deed.HOME, Deed.BACK)
    assert presenter.session.place.kind is Kind.HOME


def test_louder_and_quieter_change_the_sound_of_this_turn_and_never_the_next_persons(hand: Hand) -> None:
    presenter = hand.kiosk.presenter
    hand.strike(Deed.LOUDER)
    assert presenter.session == presenter.fresh()
    show(hand.kiosk, Session(place=Place(Kind.HOME)))
    hand.strike(Deed.QUIETER, Deed.QUIETER)
    assert presenter.session.comfort.volume == 1
    hand.strike(Deed.LOUDER)
    assert presenter.session.comfort.volume == 2
    presenter.end_turn()
    assert presenter.session.comfort.volume == Comfort().volume


def test_a_key_held_down_acts_once_and_keeps_nobodys_turn_open(hand: Hand) -> None:
    show(hand.kiosk, Session(place=Place(Kind.HOME)))
    hand.walk_to("Baclofen")
    before = hand.on
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, "", True)
    for _ in range(30):
        assert hand.kiosk.window.keying.keypad.eventFilter(hand.kiosk.window, held)
    assert hand.on is before
    quiet = Settings().idle_seconds
    for _ in range(quiet):
        hand.kiosk.idle.tick()
        hand.kiosk.idle.eventFilter(hand.kiosk.window, held)
    hand.kiosk.idle.stay()


class Stopped:
    """A clock that is moved by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_same_key_again_within_half_a_second_is_one_stroke_and_longer_for_a_hand_that_needs_it(
    crowded: Path,
) -> None:
    clock = Stopped()
    with kiosk_on("landscape", crowded, clock=clock) as kiosk:
        hand, presenter = Hand(kiosk), kiosk.presenter
        show(kiosk, Session(place=Place(Kind.READER, topic="baclofen")))
        kiosk.window.focus_on(_called(kiosk, presenter.phrases("bar.next")))
        hand.strike(Deed.SELECT, Deed.SELECT)
        assert presenter.page_number() == 1
        clock.now += 0.45
        hand.strike(Deed.SELECT)
        assert presenter.page_number() == 1
        clock.now += 0.1
        hand.strike(Deed.SELECT)
        assert presenter.page_number() == 2
        presenter.become(presenter.session.with_comfort(Comfort(touch=Touch(repeat=1.5))))
        clock.now += 1.4
        hand.strike(Deed.SELECT)
        assert presenter.page_number() == 2


def _called(kiosk: Kiosk, name: str) -> QAbstractButton:
    return next(one for one in controls_in_order(stage_of(kiosk)) if one.accessibleName() == name)


# -- typing ------------------------------------------------------------------------------------------------------------


def test_a_note_is_typed_by_arrows_alone_and_the_keyboard_on_the_glass_keeps_the_focus(hand: Hand) -> None:
    hand.kiosk.desk.desk = hand.kiosk.desk.desk.cleared()
    show(hand.kiosk, Session(place=Place(Kind.DESK_TYPE, message=What.NOTE.value), trail=(Place(Kind.DESK),)))
    (field,) = stage_of(hand.kiosk).findChildren(Field)
    hand.strike(Deed.DOWN)  # shows where it is: in the field
    hand.strike(Deed.DOWN)
    for letter in "Ca":
        hand.choose(letter)
    assert hand.on.accessibleName() == "a"
    hand.key(Qt.Key.Key_B)  # a keyboard is at hand too: what it types finds the field
    assert field.words == "Cab"
    hand.strike(Deed.LEFT, Deed.LEFT, Deed.LEFT)
    assert field.at == 0
    hand.strike(Deed.LEFT)
    assert QApplication.focusWidget() is not field
    hand.kiosk.presenter.end_turn()


def test_digits_of_a_keyboard_still_type_the_pin_when_arrows_were_used(hand: Hand) -> None:
    show(hand.kiosk, Session(place=Place(Kind.PIN)))
    hand.choose("5")
    hand.key(Qt.Key.Key_7)
    assert hand.kiosk.desk.pin.digits == "57"
    hand.kiosk.presenter.end_turn()


# -- settings ----------------------------------------------------------------------------------------------------------


def test_a_clinic_names_the_keys_its_keypad_sends(crowded: Path) -> None:
    sent = Settings(voice="none", keypad_down="F22, Down", keypad_select="F24")
    with kiosk_on("landscape", crowded, sent) as kiosk:
        hand = Hand(kiosk)
        for key in (Qt.Key.Key_F22, Qt.Key.Key_F24):
            hand.key(key)
        assert kiosk.presenter.session.place.kind is Kind.HOME


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"keypad_up": "Upwards"}, "'keypad_up' names a key 'Upwards'"), ({"keypad_help": "Up"}, "stands in both")],
)
def test_a_key_that_does_not_exist_or_means_two_things_is_told_with_its_setting(
    wrong: dict[str, str], told: str
) -> None:
    with pytest.raises(SettingsError, match=told):
        keymap(Settings(**wrong))


def test_an_arrow_leads_straight_ahead_before_aside_and_round_the_edge_at_last() -> None:
    start, ahead, aside = QRect(0, 0, 10, 10), QRect(50, 5, 10, 10), QRect(20, 40, 10, 10)
    whole = QRect(0, 0, 100, 100)
    assert neighbour(start, [ahead, aside], Deed.RIGHT, whole) == 0
    assert neighbour(start, [aside], Deed.RIGHT, whole) == 0
    assert neighbour(ahead, [start], Deed.RIGHT, whole) == 0
    assert neighbour(start, [], Deed.RIGHT, whole) is None
