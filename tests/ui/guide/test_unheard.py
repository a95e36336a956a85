"""Where no voice or no sound device is there, the guide does not just stay silent: the glass says so in writing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QPointingDevice
from PySide6.QtWidgets import QApplication

from kiosk.session import Comfort, Kind, Place, Session
from kiosk.settings import Settings
from tests.support.listener import Clock, Heard, Listener, hear
from tests.support.measure import words
from tests.support.screens import kiosk_on, show, stage_of
from tests.support.source import ROOT
from tests.support.touch import clear_away
from ui.app import Kiosk
from ui.reading import Reading, Script

AT_ONCE, LATER, SINCE = "at once", "later", "when it has been heard"


class Deaf(Heard):
    """A sound room without a loudspeaker, which it notices `when`."""

    def __init__(self, reading: Reading, when: str) -> None:
        super().__init__(reading)
        self.when, self.at_once = when, False

    def play(self, script: Script, index: int, speed: float) -> None:
        """Say what is missing before the first sentence, or (told so) once that was heard."""
        super().play(script, index, speed)
        if script and self.when == AT_ONCE:
            self.miss()
        if script and self.when == SINCE:
            self._reading.sentence_started(0)

    def miss(self) -> None:
        """Notice that nothing can be heard."""
        self._reading.told_trouble("no_sound_device")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kiosk(clock: Clock) -> Iterator[Kiosk]:
    with kiosk_on("landscape", ROOT / "content" / "ms", Settings(voice="none", idle_seconds=300), clock) as one:
        yield one


@pytest.fixture
def listener(kiosk: Kiosk, touch: QPointingDevice, clock: Clock) -> Listener:
    return Listener(kiosk, touch, clock, hear(kiosk))


def deaf(kiosk: Kiosk, when: str) -> Deaf:
    """Put a sound room without a loudspeaker into `kiosk`."""
    room = Deaf(kiosk.presenter.reading, when)
    kiosk.presenter.reading._make_sound = lambda _: room
    kiosk.presenter.reading._sound = None
    return room


def settle() -> None:
    """Let what waits for the screen that is put up come about."""
    for _ in range(3):
        QApplication.processEvents()
    clear_away()


def written(kiosk: Kiosk) -> list[str]:
    """Return the words on the glass."""
    return [one.accessibleName() for one in words(stage_of(kiosk))]


def test_where_no_voice_is_installed_the_glass_says_so_and_touches_choose_as_before(
    kiosk: Kiosk, listener: Listener
) -> None:
    kiosk.presenter.reading._make_sound, kiosk.presenter.reading._sound = kiosk.supply.sound, None
    before = kiosk.presenter.session.comfort
    listener.hold()
    settle()
    assert kiosk.presenter.phrases("error.guide_no_voice") in written(kiosk)
    assert not kiosk.window.guide.on
    assert kiosk.presenter.session.comfort == before
    assert not kiosk.presenter.reading.sounds
    home = listener._finger.middle("Back")
    listener._clock.now += 1.0
    listener._finger.press(home)
    listener._pass(0.2)
    listener._finger.lift(home)
    assert kiosk.presenter.session.place.kind is Kind.HOME


@pytest.mark.parametrize("when", [AT_ONCE, LATER])
def test_where_there_is_no_loudspeaker_the_glass_says_so_in_the_language_that_was_chosen(
    kiosk: Kiosk, when: str
) -> None:
    room, reading = deaf(kiosk, when), replace(Comfort(), lang="pl", volume=1)
    place = Place(Kind.TOPIC, topic="baclofen")
    show(kiosk, Session(place=place, comfort=reading))
    kiosk.window.guide.turn_on()
    if when == LATER:
        settle()
        assert kiosk.window.guide.on
        room.miss()
    settle()
    assert stage_of(kiosk).words.lang == "pl"
    assert stage_of(kiosk).words("error.guide_no_sound_device") in written(kiosk)
    assert kiosk.presenter.session.comfort == reading
    kiosk.presenter.go_back()
    assert kiosk.presenter.session.place == place


def test_a_guide_that_was_heard_stays_when_the_headset_is_pulled_out(kiosk: Kiosk) -> None:
    room = deaf(kiosk, SINCE)
    kiosk.window.guide.turn_on()
    room.miss()
    settle()
    assert kiosk.window.guide.on
    assert kiosk.presenter.session.place.kind is Kind.HOME


def test_at_the_nurse_desk_it_is_only_off_again(kiosk: Kiosk) -> None:
    deaf(kiosk, AT_ONCE)
    show(kiosk, Session(place=Place(Kind.PIN)))
    kiosk.window.guide.turn_on()
    settle()
    assert not kiosk.window.guide.on
    assert kiosk.presenter.session.place.kind is Kind.PIN


def test_who_turned_it_off_themselves_is_told_nothing(kiosk: Kiosk) -> None:
    room = deaf(kiosk, LATER)
    kiosk.window.guide.turn_on()
    kiosk.window.guide.turn_off()
    room.miss()
    settle()
    assert kiosk.presenter.session.place.kind is Kind.HOME
