"""A topic whose review is overdue: it says so wherever a reader comes in, with room for it at every size."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from kiosk.bundle.clock import RELEASED
from kiosk.bundle.sources import overdue_line
from kiosk.session import Kind, Place, Session, Sheet, TextSize
from kiosk.settings import from_text
from tests.kiosk.bundle.makers import approve, approve_glossary
from tests.support.measure import faults, words
from tests.support.screens import (
    GLASSES,
    SHIPPED,
    TOPICS,
    comfort,
    kiosk_on,
    reading_sights,
    show,
    six_topics_pack,
    stage_of,
)
from tests.support.source import ROOT
from ui.app import Kiosk
from ui.show import ABOUT_ME
from ui.widgets.button import Button


@pytest.fixture(scope="module")
def overdue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped pack, all of it approved, its review due the day before this release."""
    pack = tmp_path_factory.mktemp("packs") / "overdue"
    shutil.copytree(ROOT / "content" / "ms", pack)
    for file in pack.glob("topics/*/en-GB.md"):
        approve(file, due=RELEASED - timedelta(1))
    approve_glossary(pack, due=RELEASED - timedelta(1))
    return pack


@pytest.fixture(scope="module")
def kiosks(overdue: Path) -> Iterator[Mapping[str, Kiosk]]:
    with ExitStack() as stack:
        made = {glass: stack.enter_context(kiosk_on(glass, overdue)) for glass in GLASSES}
        for one in made.values():  # only looked at, as in conftest.py
            one.application.removeEventFilter(one.idle)
        yield made


def seen(kiosk: Kiosk) -> str:
    """Return every word that stands on the glass."""
    return "\n".join(one.accessibleName() for one in words(stage_of(kiosk)))


def line_of(kiosk: Kiosk, topic_id: str) -> str:
    presenter = kiosk.presenter
    topic = presenter.bundle.topic(topic_id, presenter.lang)
    return overdue_line(topic.trust, presenter.phrases, presenter.bundle.today)


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("glass", GLASSES)
def test_the_front_page_of_an_overdue_topic_says_so_whole_at_every_size(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize
) -> None:
    kiosk, wrong = kiosks[glass], []
    for topic_id in SHIPPED if size is TextSize.LARGEST else TOPICS:
        line = line_of(kiosk, topic_id)
        assert line.startswith("This page was due to be checked again. It was due by ")
        for page, sheet in ((0, Sheet((topic_id,), about_me=ABOUT_ME)), (0, Sheet()), (1, Sheet()), (2, Sheet())):
            place = Place(Kind.TOPIC, topic=topic_id, page=page)
            show(kiosk, Session(place=place, comfort=comfort(size), sheet=sheet))
            told = [one.accessibleName() for one in words(stage_of(kiosk))]
            wrong += [f"{topic_id} {page}: {fault}" for fault in faults(stage_of(kiosk))]
            wrong += [f"{topic_id} {page}: the line stands {told.count(line)} times"] * (told.count(line) != 1)
    assert wrong == []


@pytest.mark.parametrize("glass", GLASSES)
def test_its_pages_have_room_for_the_line_at_the_largest_size(kiosks: Mapping[str, Kiosk], glass: str) -> None:
    kiosk, reading, wrong = kiosks[glass], comfort(TextSize.LARGEST), []
    explained = 0
    for sight in reading_sights(kiosk, "trigeminal-neuralgia", reading):
        sight.show(kiosk, reading)
        wrong += [f"{sight.name}: {fault}" for fault in faults(stage_of(kiosk))]
        if kiosk.presenter.session.place.kind is Kind.WORDS:
            explained += 1
            told = [one.accessibleName() for one in words(stage_of(kiosk))]
            assert line_of(kiosk, "trigeminal-neuralgia") in told
    assert wrong == []
    assert explained >= 5


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("glass", GLASSES)
def test_staff_who_pass_see_on_the_attract_screen_how_many_reviews_are_overdue(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize
) -> None:
    kiosk = kiosks[glass]
    show(kiosk, Session(comfort=comfort(size)))
    told = f"Staff: {len(SHIPPED) + 1} reviews are overdue"  # the glossary has one of its own
    assert told in seen(kiosk)
    assert list(faults(stage_of(kiosk))) == []


def test_they_see_it_as_soon_as_the_kiosk_stands_there(overdue: Path) -> None:
    with kiosk_on("landscape", overdue) as kiosk:
        kiosk.presenter.search = None
        kiosk.window.refresh()
        assert "overdue" not in seen(kiosk)
        kiosk.presenter.load_search()
        end = time.monotonic() + 20
        while "overdue" not in seen(kiosk):
            assert time.monotonic() < end
            QTest.qWait(10)


@pytest.mark.parametrize("glass", GLASSES)
@pytest.mark.parametrize("size", TextSize)
def test_staff_see_that_the_clock_cannot_be_right(tmp_path: Path, glass: str, size: TextSize) -> None:
    pack = six_topics_pack(tmp_path / "six")
    approve(pack / "topics" / "baclofen" / "en-GB.md", on=date(2099, 1, 1), due=date(2099, 6, 1))
    with kiosk_on(glass, pack) as kiosk:
        show(kiosk, Session(comfort=comfort(size)))
        assert kiosk.presenter.phrases("trust.staff_clock") in seen(kiosk)
        assert list(faults(stage_of(kiosk))) == []


@pytest.mark.parametrize("glass", GLASSES)
@pytest.mark.parametrize("size", TextSize)
def test_staff_see_that_a_line_of_the_settings_is_wrong(crowded: Path, glass: str, size: TextSize) -> None:
    chosen = replace(from_text("theme = pink"), voice="none", idle_seconds=900)
    with kiosk_on(glass, crowded, chosen) as kiosk:
        show(kiosk, Session(comfort=comfort(size)))
        assert kiosk.presenter.phrases("trust.staff_settings") in seen(kiosk)
        assert list(faults(stage_of(kiosk))) == []


def test_there_is_nothing_for_staff_where_nothing_is_overdue(kiosk: Kiosk) -> None:
    show(kiosk, Session())
    assert "Staff" not in seen(kiosk)


def test_every_question_can_be_reached_while_the_line_takes_the_place_of_two(kiosks: Mapping[str, Kiosk]) -> None:
    kiosk = kiosks["landscape"]
    place = Place(Kind.TOPIC, topic="baclofen")
    session = Session(place=place, comfort=comfort(TextSize.LARGEST))
    show(kiosk, session, staged=False)
    questions = {section.short.plain for section in kiosk.presenter.topic().sections}
    reached: set[str] = set()
    for page in range(len(questions)):
        show(kiosk, session.turn(Place(Kind.TOPIC, topic="baclofen", page=page)))
        reached |= {one.text() for one in stage_of(kiosk).findChildren(Button)}
    assert questions <= reached
