"""'Buttons lower': a person who sits low brings everything within reach, with one touch, until their turn ends."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPointingDevice

from kiosk.session import Comfort, Kind, Place, Session, TextSize
from tests.support.measure import buttons, faults
from tests.support.screens import comfort, show, stage_of
from tests.support.touch import Finger
from ui.app import Kiosk
from ui.widgets.plain import plain_words

EVERYWHERE = (Kind.ATTRACT, Kind.HOME, Kind.A_TO_Z, Kind.LIST, Kind.EASIER, Kind.MARKS, Kind.TAPPING, Kind.HELP)


@pytest.mark.parametrize("kind", EVERYWHERE)
def test_one_touch_brings_the_buttons_lower_and_one_touch_back_up(
    kiosk: Kiosk, touch: QPointingDevice, kind: Kind
) -> None:
    words, finger = kiosk.presenter.phrases, Finger(kiosk.window, touch)
    show(kiosk, Session(place=Place(kind)))
    finger.tap(words("rail.buttons_lower"))
    assert kiosk.presenter.session.comfort.reach
    assert stage_of(kiosk).zones.reach
    assert list(faults(stage_of(kiosk))) == []
    finger.tap(words("rail.buttons_up"))
    assert not stage_of(kiosk).zones.reach
    assert kiosk.presenter.session.place.kind is kind


def test_the_buttons_stay_low_from_screen_to_screen_and_go_back_up_for_the_next_person(
    kiosk: Kiosk, touch: QPointingDevice
) -> None:
    presenter, finger = kiosk.presenter, Finger(kiosk.window, touch)
    show(kiosk, Session(place=Place(Kind.HOME), comfort=Comfort(reach=True)))
    for step in (presenter.open_a_to_z, lambda: presenter.open_topic("baclofen"), presenter.start_reading):
        step()
        assert stage_of(kiosk).zones.reach
    finger.tap(presenter.phrases("rail.easier"))
    finger.tap(presenter.phrases("easier.put_back"))
    assert not presenter.session.comfort.reach
    show(kiosk, Session(place=Place(Kind.HOME), comfort=Comfort(reach=True)))
    presenter.end_turn()
    assert not stage_of(kiosk).zones.reach


def test_make_it_easier_has_a_box_to_tick_for_it_and_shows_each_row_in_turn(
    kiosk: Kiosk, touch: QPointingDevice
) -> None:
    words, finger = kiosk.presenter.phrases, Finger(kiosk.window, touch)
    show(kiosk, Session(place=Place(Kind.EASIER)))
    finger.tap(words("easier.lower"))
    assert stage_of(kiosk).zones.reach
    for row, within in (
        ("easier.text_size", "easier.spacing"), ("easier.colours", "easier.theme.calm"),
        ("easier.voice", "easier.how_i_read"), ("easier.touch", "easier.tapping"),
    ):  # fmt: skip
        tab = next(one for one in buttons(stage_of(kiosk)) if one.isCheckable() and one.text() == words(row))
        finger.press(tab.mapTo(kiosk.window, tab.rect().center()))
        finger.lift(tab.mapTo(kiosk.window, tab.rect().center()))
        assert finger.control(words(within)).isEnabled()
    finger.tap(words("easier.lower"))
    assert not kiosk.presenter.session.comfort.reach


def test_colours_and_sound_open_their_own_row(kiosk: Kiosk, touch: QPointingDevice) -> None:
    words, finger = kiosk.presenter.phrases, Finger(kiosk.window, touch)
    show(kiosk, Session(place=Place(Kind.HOME), comfort=Comfort(reach=True)))
    finger.tap(words("rail.sound"))
    assert finger.control(words("easier.louder")).isEnabled()
    finger.tap(words("rail.colours"))
    assert finger.control(words("easier.theme.dark")).isEnabled()


def test_the_words_being_read_stay_on_the_glass_when_the_buttons_go_lower(kiosk: Kiosk) -> None:
    presenter = kiosk.presenter
    show(kiosk, Session(place=Place(Kind.TOPIC, topic="baclofen"), comfort=comfort(TextSize.LARGEST)))
    presenter.start_reading()
    for _ in range(6):
        presenter.next_page()
    kiosk.window._easier.toggle_reach()
    before = presenter.session.place
    page = presenter.pages()[presenter.page_number()]
    told = " ".join(plain_words(block, presenter.phrases) for block in page.blocks)
    assert before.words
    assert before.words in told


def test_screens_of_staff_keep_their_places(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.PIN), comfort=Comfort(reach=True)))
    assert not stage_of(kiosk).zones.reach
    lower = Finger.control(Finger(kiosk.window, QPointingDevice()), kiosk.presenter.phrases("rail.buttons_lower"))
    assert not lower.isEnabled()


def test_a_page_of_numbers_and_a_list_lead_on_where_the_lower_half_holds_fewer(
    kiosk: Kiosk, touch: QPointingDevice
) -> None:
    words, finger, presenter = kiosk.presenter.phrases, Finger(kiosk.window, touch), kiosk.presenter
    show(kiosk, Session(place=Place(Kind.A_TO_Z, letters="BA"), comfort=Comfort(reach=True)))
    seen = set()
    for _ in range(20):
        seen |= {one.text() for one in buttons(stage_of(kiosk)) if one.face.accent}
        finger.tap(words("find.more"))
    assert presenter.search is not None
    assert seen == {hit.tile.title for hit in presenter.search.find("BA")}


def test_the_words_being_read_are_there_again_after_a_change_on_make_it_easier(
    kiosk: Kiosk, touch: QPointingDevice
) -> None:
    presenter, finger = kiosk.presenter, Finger(kiosk.window, touch)
    for number in range(12):
        show(kiosk, Session(place=Place(Kind.TOPIC, topic="baclofen")))
        presenter.start_reading()
        for _ in range(number):
            presenter.next_page()
        first = plain_words(presenter.pages()[presenter.page_number()].blocks[0], presenter.phrases)[:30]
        finger.tap(presenter.phrases("rail.easier"))
        kiosk.window._easier.choose_size("largest")
        kiosk.window._easier.toggle_reach()
        presenter.go_back()
        page = presenter.pages()[presenter.page_number()]
        assert any(first in plain_words(block, presenter.phrases) for block in page.blocks), number
