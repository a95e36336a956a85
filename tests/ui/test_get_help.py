"""'Get help' is one touch away on every screen a patient can come to, and tells what to do when somebody is unwell."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QPointingDevice
from PySide6.QtWidgets import QApplication

from kiosk import paths, phrases
from kiosk.session import Comfort, Kind, Place, Session, TextSize
from kiosk.settings import Settings
from tests.support.measure import buttons, faults, words
from tests.support.screens import (
    GLASSES,
    Sight,
    comfort,
    kiosk_on,
    pages_of,
    reading_sights,
    show,
    sights,
    stage_of,
    topic_sights,
)
from tests.support.touch import Finger
from ui.app import Kiosk
from ui.help_call import Called

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


# -- calling staff -------------------------------------------------------------------------------------------------


def kiosk_that_calls(crowded: Path, folder: Path, body: str, glass: str = "landscape") -> AbstractContextManager[Kiosk]:
    """Return a kiosk whose clinic has set a small program that calls staff."""
    ring = folder / "ring"
    ring.write_text(f"#!{sys.executable}\nimport pathlib, sys\n{body}\n", encoding="utf-8")
    ring.chmod(0o755)
    return kiosk_on(glass, crowded, Settings(voice="none", idle_seconds=900, help_command=f"{ring} room-2"))


def wait_for(kiosk: Kiosk, state: Called) -> None:
    began = time.monotonic()
    while kiosk.presenter.helping.state is not state:
        assert time.monotonic() - began < 8, kiosk.presenter.helping.state
        QApplication.processEvents()


def told_on(kiosk: Kiosk) -> set[str]:
    return {one.accessibleName() for one in words(stage_of(kiosk))}


def test_without_a_command_nothing_offers_to_call(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.HELP)))
    assert kiosk.presenter.phrases("help.call") not in {one.accessibleName() for one in buttons(stage_of(kiosk))}


def test_a_touch_calls_staff_and_the_screen_says_that_they_know(
    crowded: Path, tmp_path: Path, touch: QPointingDevice
) -> None:
    body = f"with open({str(tmp_path / 'rung')!r}, 'a') as rung: rung.write(' '.join(sys.argv[1:]) + chr(10))"
    with kiosk_that_calls(crowded, tmp_path, body) as kiosk:
        phrases_, finger = kiosk.presenter.phrases, Finger(kiosk.window, touch)
        show(kiosk, Session(place=Place(Kind.HELP)))
        finger.tap(phrases_("help.call"))
        assert phrases_("help.wait") in told_on(kiosk)
        assert not finger.control(phrases_("help.calling")).isEnabled()
        wait_for(kiosk, Called.TOLD)
        assert phrases_("help.told") in told_on(kiosk)
        assert (tmp_path / "rung").read_text(encoding="utf-8") == "room-2\n"
        kiosk.presenter.end_turn()
        show(kiosk, Session(place=Place(Kind.HELP)))
        assert phrases_("help.lead") in told_on(kiosk)


def test_a_call_that_fails_sends_the_person_to_the_desk_and_tells_the_log_why(
    crowded: Path, tmp_path: Path, touch: QPointingDevice, caplog: pytest.LogCaptureFixture
) -> None:
    with kiosk_that_calls(crowded, tmp_path, "print('secret'); sys.exit(7)") as kiosk:
        phrases_, finger = kiosk.presenter.phrases, Finger(kiosk.window, touch)
        show(kiosk, Session(place=Place(Kind.HELP)))
        finger.tap(phrases_("help.call"))
        wait_for(kiosk, Called.FAILED)
        assert phrases_("help.failed") in told_on(kiosk)
        assert finger.control(phrases_("help.again")).isEnabled()
        assert "code 7" in caplog.text
        assert "secret" not in caplog.text
        caplog.clear()


def test_the_end_of_a_call_does_not_take_a_control_away_from_under_a_finger(crowded: Path, tmp_path: Path) -> None:
    with kiosk_that_calls(crowded, tmp_path, "import time; time.sleep(0.2)") as kiosk:
        show(kiosk, Session(place=Place(Kind.HELP)))
        kiosk.presenter.helping.call()
        kiosk.presenter.go_home()
        stage = stage_of(kiosk)
        wait_for(kiosk, Called.TOLD)
        assert stage_of(kiosk) is stage
        kiosk.presenter.ask_help()
        assert kiosk.presenter.phrases("help.told") in told_on(kiosk)


def test_the_end_of_a_call_is_not_told_to_the_next_person(crowded: Path, tmp_path: Path) -> None:
    with kiosk_that_calls(crowded, tmp_path, "import time; time.sleep(0.4)") as kiosk:
        kiosk.presenter.helping.call()
        kiosk.presenter.end_turn()
        began = time.monotonic()
        while time.monotonic() - began < 1.2:
            QApplication.processEvents()
        assert kiosk.presenter.helping.state is Called.NOT_YET


@pytest.mark.parametrize("glass", GLASSES)
def test_in_every_state_and_size_the_words_of_a_call_have_room(crowded: Path, tmp_path: Path, glass: str) -> None:
    with kiosk_that_calls(crowded, tmp_path, "", glass) as kiosk:
        for size in TextSize:
            for reach, spacing in ((False, False), (True, False), (False, True), (True, True)):
                for state in Called:
                    kiosk.presenter.helping.state = state
                    reading = replace(comfort(size), reach=reach, spacing=spacing)
                    show(kiosk, Session(place=Place(Kind.HELP), comfort=reading))
                    assert list(faults(stage_of(kiosk))) == [], (size, reach, spacing, state)
