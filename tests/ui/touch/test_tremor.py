"""A hand that trembles, simulated: what the kiosk makes of it, beside plain buttons.

`make tremor` runs the same at length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from PySide6.QtGui import QPointingDevice
from PySide6.QtWidgets import QAbstractButton

from kiosk.session import Comfort
from tests.support.screens import kiosk_on, sights, topic_sights
from tests.support.touch import clear_away
from tests.tremor.hand import SEVERITIES, Hand, Severity
from tests.tremor.real import RealGlass, Watch, push_buttons
from tests.tremor.screens import TOPIC, every_screen, shown
from tests.tremor.trial import PAUSE, Plain, Shown, Tally, tap, trial
from ui.app import Kiosk
from ui.touch.taps import TapFilter, Target

TAPS = 800
"""Intended taps of each severity here; the command takes 10,000."""
MODERATE = SEVERITIES[2]
STRONG = SEVERITIES[3]


@dataclass(frozen=True)
class Timed:
    """A kiosk whose touches are timed by a watch that the test sets."""

    kiosk: Kiosk
    watch: Watch


@pytest.fixture(scope="module")
def timed(crowded: Path) -> Iterator[Timed]:
    watch = Watch()
    with kiosk_on("landscape", crowded, clock=watch) as kiosk:
        kiosk.application.removeEventFilter(kiosk.idle)
        yield Timed(kiosk, watch)


@pytest.fixture(scope="module")
def screens(timed: Timed) -> list[Shown]:
    return list(every_screen(timed.kiosk))


def hand(severity: Severity, screens: list[Shown], seed: int = 1) -> Hand:
    return Hand(severity, seed, screens[0].width, screens[0].height)


def both(severity: Severity, screens: list[Shown]) -> tuple[Tally, Tally]:
    """Return what the filter and what plain buttons make of the same hand."""
    made = [trial(glass, screens, hand(severity, screens), TAPS, seed=2) for glass in (TapFilter(), Plain())]
    return made[0], made[1]


def test_the_window_understands_a_trembling_hand_as_the_filter_alone_does(timed: Timed, touch: QPointingDevice) -> None:
    kiosk, random, now, played, chosen = timed.kiosk, Random(3), 0.0, 0, 0
    scale = kiosk.presenter.view().look.px(1.0)
    every = (*sights(kiosk), *topic_sights(kiosk, TOPIC))
    places = [one for one in every if one.name != "desk-cleaning"]  # nothing can be touched while the glass is wiped
    for sight in random.sample(places, 30):
        sight.show(kiosk, Comfort())
        seen = shown(kiosk, sight.name)
        glass = RealGlass(kiosk.window, scale, touch, timed.watch)
        controls = [one.key for one in kiosk.window.door.targets() if isinstance(one.key, QAbstractButton)]
        glass.listen(controls, seen.targets)
        trembling = Hand(STRONG, random.randrange(999), seen.width, seen.height)
        alone = TapFilter(kiosk.window.door.taps.touch)
        now += 10.0
        for _ in range(12):
            contacts = glass.snapped(trembling.touch(random.choice(seen.live)))
            expected = tap(alone, contacts, seen.targets, now)
            assert glass.tap(contacts, now) == expected, f"{sight.name} at {now}"
            now += contacts[-1].at + random.choice((0.1, PAUSE))
            played, chosen = played + 1, chosen + len(expected)
    assert played == 360
    assert chosen > 150


def test_plain_buttons_are_simulated_as_qt_makes_them(
    timed: Timed, screens: list[Shown], touch: QPointingDevice
) -> None:
    random, now, chosen = Random(4), 0.0, 0
    scale = timed.kiosk.presenter.view().look.px(1.0)
    for seen in random.sample(screens, 12):
        window, buttons = push_buttons(seen, scale)
        glass = RealGlass(window, scale, touch, Watch())
        glass.listen(buttons, seen.targets)
        trembling, plain = Hand(STRONG, random.randrange(999), seen.width, seen.height), Plain()
        for _ in range(20):
            contacts = glass.snapped(trembling.touch(random.choice(seen.live)))
            expected = tap(plain, contacts, seen.targets, now)
            assert glass.tap(contacts, now) == expected, seen.name
            now, chosen = now + contacts[-1].at + PAUSE, chosen + len(expected)
        window.hide()
        window.deleteLater()
        clear_away()
    assert chosen > 150


@pytest.mark.parametrize("severity", SEVERITIES, ids=lambda one: one.name)
def test_a_trembling_hand_makes_ten_times_fewer_wrong_choices_than_with_plain_buttons(
    severity: Severity, screens: list[Shown]
) -> None:
    ours, plain = both(severity, screens)
    assert ours.wrong * 10 <= plain.wrong
    assert (ours.wrong + ours.again) * 10 <= plain.wrong + plain.again
    assert ours.right >= 0.99 * TAPS


def test_at_moderate_tremor_fewer_than_one_choice_in_two_hundred_is_wrong(screens: list[Shown]) -> None:
    ours = trial(TapFilter(), screens, hand(MODERATE, screens, 5), 2000, seed=6)
    assert ours.share(ours.wrong + ours.again) < 0.5
    assert ours.touches < 1.1 * ours.taps


@pytest.mark.parametrize("severity", SEVERITIES, ids=lambda one: one.name)
def test_an_hour_of_tremor_aimed_elsewhere_neither_prints_nor_ends_a_turn(
    severity: Severity, screens: list[Shown]
) -> None:
    beside = [one for one in screens if any(target.careful for target in one.targets)]
    assert len(beside) > 10
    hour = round(3600 / (PAUSE + 1.0))  # a touch every two and a half seconds
    tally = trial(TapFilter(), beside, hand(severity, screens, 8), hour, seed=9, meant=_is_harmless)
    assert tally.taps == hour
    assert tally.careful == []


def test_hands_that_rest_on_the_glass_for_an_hour_neither_print_nor_end_a_turn(screens: list[Shown]) -> None:
    beside = [one for one in screens if any(target.careful for target in one.targets)]
    random, taps, now, resting = Random(10), TapFilter(), 0.0, hand(STRONG, screens, 11)
    while now < 3600:
        seen, contacts = random.choice(beside), resting.rest()
        chosen = tap(taps, contacts, seen.targets, now)
        assert not {one.key for one in seen.targets if one.careful} & set(chosen)
        now += contacts[-1].at + 1.0


def _is_harmless(target: Target) -> bool:
    return not target.careful
