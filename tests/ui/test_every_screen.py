"""Every screen at every text size and in both orientations, measured in millimetres on a 23.8 inch glass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QRect

from kiosk.session import Comfort, Kind, Place, Session, TextSize
from kiosk.settings import Settings
from kiosk.theme.tokens import CAP_RATIO, THEMES, TypeScale
from tests.support.measure import apart, faults, words
from tests.support.screens import (
    GLASSES,
    SHIPPED,
    TOPICS,
    Sight,
    comfort,
    kiosk_on,
    show,
    sights,
    sights_of,
    stage_of,
)
from ui.app import Kiosk
from ui.widgets.stage import Band

LEAST_AT_LARGEST = 7.33
"""Millimetres: 0.7 degrees at 600 mm (EN 301 549, 5.1.4)."""


def every_sight(kiosk: Kiosk, reading: Comfort) -> Iterator[Sight]:
    """Yield all places: at the largest size of every topic, where most is at stake, else of six."""
    yield from sights(kiosk)
    for topic_id in SHIPPED if reading.text_size is TextSize.LARGEST else TOPICS:
        yield from sights_of(kiosk, topic_id, reading)


def walk(kiosk: Kiosk, reading: Comfort, places: Iterator[Sight]) -> tuple[int, list[str]]:
    """Return how many places were seen, and what is wrong with them."""
    seen, wrong = 0, []
    for sight in places:
        sight.show(kiosk, reading)
        seen += 1
        wrong += [f"{sight.name}: {fault}" for fault in faults(stage_of(kiosk))]
        screen = kiosk.window.screen_shown
        if screen is not None and screen.bare:
            continue
        (band,) = stage_of(kiosk).findChildren(Band)
        if band.text().count(kiosk.presenter.phrases("kiosk.demonstration")) != 1:
            wrong.append(f"{sight.name}: the band does not say once that this is a demonstration")
    return seen, wrong


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("glass", GLASSES)
def test_nothing_is_cut_cramped_or_too_small_on_any_screen(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize
) -> None:
    kiosk, reading = kiosks[glass], comfort(size)
    seen, wrong = walk(kiosk, reading, every_sight(kiosk, reading))
    assert seen > 250
    assert wrong == []


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("glass", GLASSES)
def test_in_reach_mode_nothing_is_cut_and_all_that_can_be_touched_lies_in_the_lower_half(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize
) -> None:
    kiosk, reading = kiosks[glass], replace(comfort(size), reach=True)
    places = chain(sights(kiosk), sights_of(kiosk, "tizanidine", reading))
    seen, wrong = walk(kiosk, reading, places)
    assert seen > 200
    assert wrong == []


@pytest.mark.parametrize("reach", [False, True], ids=["usual", "reach"])
@pytest.mark.parametrize("glass", GLASSES)
def test_in_wider_spacing_nothing_is_cut_at_the_largest_size(
    kiosks: Mapping[str, Kiosk], glass: str, reach: bool
) -> None:
    kiosk, reading = kiosks[glass], replace(comfort(TextSize.LARGEST), spacing=True, reach=reach)
    seen, wrong = walk(kiosk, reading, sights_of(kiosk, "carbamazepine", reading))
    assert seen > 60
    assert wrong == []


@pytest.mark.parametrize("theme", THEMES)
def test_colours_move_nothing_on_the_glass(kiosk: Kiosk, theme: str) -> None:
    for reach in (False, True):
        place = Session(place=Place(Kind.TOPIC, topic="baclofen"), comfort=Comfort(reach=reach))
        show(kiosk, place)
        usual = [one.geometry() for one in words(stage_of(kiosk))]
        show(kiosk, place.with_comfort(replace(comfort(TextSize.MEDIUM, theme), reach=reach)))
        assert [one.geometry() for one in words(stage_of(kiosk))] == usual
        assert list(faults(stage_of(kiosk))) == []


@pytest.mark.parametrize("glass", GLASSES)
def test_at_the_largest_size_no_capital_is_lower_than_a_reader_with_low_sight_needs(
    kiosks: Mapping[str, Kiosk], glass: str
) -> None:
    show(kiosks[glass], Session(place=Place(Kind.HOME), comfort=comfort(TextSize.LARGEST)))
    look = stage_of(kiosks[glass]).look
    roles = [field.name for field in fields(TypeScale) if field.name != "name"]
    capitals = {role: look.mm(look.font(role).pixelSize() * CAP_RATIO) for role in roles}
    assert {role: height for role, height in capitals.items() if height < LEAST_AT_LARGEST} == {}


@pytest.mark.parametrize("glass", GLASSES)
def test_each_larger_size_is_really_larger(kiosks: Mapping[str, Kiosk], glass: str) -> None:
    heights = []
    for size in TextSize:
        show(kiosks[glass], Session(place=Place(Kind.HOME), comfort=comfort(size)))
        heights.append(stage_of(kiosks[glass]).look.font("lead").pixelSize())
    assert heights == sorted(set(heights))


def test_demonstration_is_not_said_in_a_clinic_and_an_empty_group_says_so(crowded: Path) -> None:
    with kiosk_on("landscape", crowded, Settings(voice="none", demonstration=False)) as kiosk:
        show(kiosk, Session(place=Place(Kind.HOME)))
        stage = stage_of(kiosk)
        (band,) = stage.findChildren(Band)
        assert kiosk.presenter.phrases("kiosk.demonstration") not in band.text()
        told = [one.accessibleName() for one in words(stage)]
        assert kiosk.presenter.phrases("home.no_topics") in told
        assert list(faults(stage)) == []


def test_the_measure_sees_what_is_wrong(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.HOME)))
    stage = stage_of(kiosk)
    assert list(faults(stage)) == []
    tile = next(one for one in kiosk.window.findChildren(type(stage.findChildren(Band)[0])) if one.isVisible())
    tile.setGeometry(QRect(0, 0, 4000, 40))
    found = " ".join(faults(stage))
    assert "off the screen" in found
    assert "overlap" in found


def test_the_gap_between_two_controls_is_what_lies_between_their_edges() -> None:
    one = QRect(0, 0, 100, 100)
    assert apart(one, QRect(110, 0, 50, 50)) == 10
    assert apart(one, QRect(0, 103, 50, 50)) == 3
    assert apart(one, QRect(100, 0, 50, 50)) == 0
    assert apart(one, QRect(50, 50, 100, 100)) == 0
