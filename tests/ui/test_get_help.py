"""'Get help' is one touch away on every screen a patient can come to, and tells what to do when somebody is unwell."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPointingDevice

from kiosk import paths, phrases
from kiosk.session import Comfort, Kind, Place, Session, TextSize
from tests.support.measure import buttons, faults, words
from tests.support.screens import (
    Finger,
    Sight,
    comfort,
    pages_of,
    reading_sights,
    show,
    sights,
    stage_of,
    topic_sights,
)
from ui.app import Kiosk

STAFF = re.compile(r"pin\Z|kept\Z|desk\b")
"""Screens behind a PIN: whoever is there is staff."""
TOPIC = "trigeminal-neuralgia"
"""A topic with words to explain, so that every kind of screen is among its sights."""


def every_sight(kiosk: Kiosk, reading: Comfort) -> Iterator[Sight]:
    yield from sights(kiosk)
    yield from topic_sights(kiosk, TOPIC)
    yield from reading_sights(kiosk, TOPIC, reading)


def help_controls(kiosk: Kiosk) -> int:
    """Return how many controls for help are on the glass, and can be touched."""
    name = kiosk.presenter.phrases("bar.help")
    return sum(one.accessibleName() == name and one.isEnabled() for one in buttons(stage_of(kiosk)))


@pytest.mark.parametrize("size", [TextSize.MEDIUM, TextSize.LARGEST])
def test_get_help_is_on_every_screen(kiosk: Kiosk, size: TextSize) -> None:
    missing, seen = [], set()
    for sight in every_sight(kiosk, comfort(size)):
        sight.show(kiosk, comfort(size))
        kind = kiosk.presenter.session.place.kind
        seen.add(kind)
        if STAFF.match(kind):
            continue
        # One touch anywhere starts or goes on, to a screen that has it; the page of help itself is the help.
        if kind not in (Kind.ATTRACT, Kind.HELP) and sight.name != "still there" and help_controls(kiosk) != 1:
            missing.append(sight.name)
    assert missing == []
    assert {kind for kind in Kind if not STAFF.match(kind)} <= seen
    kiosk.presenter.end_turn()


def test_a_touch_on_it_tells_whom_to_ask_and_what_to_do_when_one_is_unwell(
    kiosk: Kiosk, touch: QPointingDevice
) -> None:
    presenter = kiosk.presenter
    section = pages_of(kiosk, TOPIC, Comfort())[0].section.id
    kiosk.application.installEventFilter(kiosk.idle)
    show(kiosk, Session(place=Place(Kind.READER, topic=TOPIC, section=section)))
    Finger(kiosk.window, touch).tap(presenter.phrases("bar.help"))
    assert presenter.session.place.kind is Kind.HELP
    told = {one.accessibleName() for one in words(stage_of(kiosk))}
    assert {presenter.phrases("help.unwell"), presenter.phrases("help.unwell_help")} <= told
    assert presenter.settings.help_at_desk in told
    assert list(faults(stage_of(kiosk))) == []
    presenter.end_turn()


def test_where_nothing_has_been_touched_yet_a_touch_anywhere_leads_to_a_screen_with_help(
    kiosk: Kiosk, touch: QPointingDevice
) -> None:
    kiosk.presenter.end_turn()
    Finger(kiosk.window, touch).tap(kiosk.presenter.phrases("attract.start"))
    assert kiosk.presenter.session.place.kind is Kind.HOME
    assert help_controls(kiosk) == 1


def test_a_kiosk_that_asks_whether_anybody_is_there_goes_back_to_a_screen_with_help(kiosk: Kiosk) -> None:
    kiosk.presenter.end_turn()
    kiosk.presenter.start()
    kiosk.window.show_seconds(20)
    assert help_controls(kiosk) == 0
    kiosk.window.refresh()
    assert help_controls(kiosk) == 1
    kiosk.presenter.end_turn()


def test_every_language_of_the_program_says_what_to_do_when_one_is_unwell() -> None:
    languages = [path.stem for path in (paths.resources() / "phrases").glob("*.toml")]
    assert "en-GB" in languages
    for lang in languages:
        told = phrases.load(lang)
        assert told("help.unwell").strip()
        assert re.search(r"\d{3}", told("help.unwell_help")), f"{lang}: no number to call in an emergency"
