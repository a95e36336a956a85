"""A topic whose review is overdue: it says so wherever a reader comes in, with room for it at every size."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.bundle.clock import RELEASED
from kiosk.bundle.sources import overdue_line
from kiosk.session import Kind, Place, Session, Sheet, TextSize
from tests.kiosk.bundle.makers import approve, approve_glossary
from tests.support.measure import faults, words
from tests.support.screens import GLASSES, SHIPPED, TOPICS, comfort, kiosk_on, reading_sights, show, stage_of
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
        yield {glass: stack.enter_context(kiosk_on(glass, overdue)) for glass in GLASSES}


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
