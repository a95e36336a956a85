"""'Is tapping hard today?' on the real window: four targets touched, settings made and told, undone, and forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QPointingDevice

from kiosk.session import Kind, Touch
from tests.support.measure import words
from tests.support.screens import kiosk_on, stage_of
from tests.support.touch import clear_away
from tests.tremor.hand import SEVERITIES, Hand
from tests.tremor.real import RealGlass, Watch
from tests.tremor.screens import shown
from tests.tremor.trial import PAUSE
from ui.app import Kiosk
from ui.easier import Easier
from ui.screens.tapping import told

STEADY, VERY_STRONG = SEVERITIES[0], SEVERITIES[-1]


@dataclass
class Person:
    """Somebody at the glass: `touch` puts a finger on what is called so, as their hand does it."""

    kiosk: Kiosk
    glass: RealGlass
    watch: Watch
    hand: Hand

    def touch(self, name: str) -> None:
        seen = shown(self.kiosk, "")
        target = next(one for one in seen.live if str(one.key).partition(" ")[2].startswith(name))
        contacts = self.hand.touch(target)
        now = self.watch.now + PAUSE
        self.glass.tap(contacts, now)
        clear_away()

    def touch_the_targets(self) -> None:
        """Touch whichever target is asked for until all four were touched."""
        for _ in range(40):
            place = self.kiosk.presenter.session.place
            assert place.kind is Kind.TAPPING
            if place.page == 4:
                return
            self.touch(str(place.page + 1))

    def tremble_at_the_targets(self) -> None:
        """Touch the targets with a hand that trembles much, and be steady afterwards."""
        self.hand = Hand(VERY_STRONG, 4, 527.0, 296.0)
        self.touch_the_targets()
        self.hand = Hand(STEADY, 2, 527.0, 296.0, hold=self.settings.hold)

    @property
    def settings(self) -> Touch:
        return self.kiosk.presenter.session.comfort.touch

    @property
    def told(self) -> list[str]:
        return [one.accessibleName() for one in words(stage_of(self.kiosk))]


@pytest.fixture
def someone(crowded: Path, touch: QPointingDevice) -> Iterator[Person]:
    """Return somebody with a steady hand who has asked to be measured."""
    watch = Watch()
    with kiosk_on("landscape", crowded, clock=watch) as kiosk:
        kiosk.presenter.start()
        Easier(kiosk.presenter).open()
        clear_away()
        glass = RealGlass(kiosk.window, kiosk.presenter.view().look.px(1.0), touch, watch)
        person = Person(kiosk, glass, watch, Hand(STEADY, 4, 527.0, 296.0))
        person.touch("Is tapping hard today?")
        yield person


def test_a_steady_hand_is_told_that_nothing_was_changed(someone: Person) -> None:
    someone.touch_the_targets()
    phrases = someone.kiosk.presenter.phrases
    assert someone.settings == Touch()
    assert phrases("tapping.same") in someone.told
    someone.touch(phrases("bar.done"))
    assert someone.kiosk.presenter.session.place.kind is Kind.EASIER


def test_what_was_set_for_a_trembling_hand_is_said_and_undone_by_one_touch(someone: Person) -> None:
    kiosk, phrases = someone.kiosk, someone.kiosk.presenter.phrases
    someone.tremble_at_the_targets()
    assert someone.settings.hold > 0
    assert phrases("tapping.set") in someone.told
    said = [phrases(key, number=phrases.figure(number, ".1f")) for key, number in told(someone.settings)]
    assert said
    assert set(said) <= set(someone.told)
    assert kiosk.window.door.taps.touch == someone.settings
    someone.touch(phrases("tapping.undo"))
    assert someone.settings == Touch()
    assert kiosk.window.door.taps.touch == Touch()


def test_what_was_set_is_told_again_from_make_it_easier_and_ends_with_the_turn(someone: Person) -> None:
    kiosk, phrases = someone.kiosk, someone.kiosk.presenter.phrases
    someone.tremble_at_the_targets()
    someone.touch(phrases("bar.done"))
    someone.touch(phrases("easier.tapping_set"))
    assert phrases("tapping.set") in someone.told
    kiosk.presenter.end_turn()
    assert someone.settings == Touch()
    assert kiosk.window.door.taps.touch == Touch()


def test_touches_of_another_control_are_not_taken_for_misses(someone: Person) -> None:
    for _ in range(4):  # and round to the size it was
        someone.touch(someone.kiosk.presenter.phrases("rail.text_size"))
    someone.touch_the_targets()
    assert someone.settings == Touch()
