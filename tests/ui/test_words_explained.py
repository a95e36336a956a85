"""Words explained: they are heard as they are read, and where nobody approved them they are words like others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.bundle.model import Status, Trust
from kiosk.bundle.sources import overdue_line
from kiosk.session import Kind, Place, Session, TextSize
from kiosk.settings import Settings
from tests.kiosk.bundle.makers import approve
from tests.support.measure import faults
from tests.support.screens import GLASSES, comfort, kiosk_on, show, stage_of
from tests.support.source import ROOT
from ui.app import Kiosk
from ui.screens.words_explained import WordsExplainedScreen
from ui.show import Show
from ui.widgets.button import Button
from ui.widgets.stage import Stage
from ui.wishes import Wishes

TOPIC = "trigeminal-neuralgia"


def on_a_page_with_words(kiosk: Kiosk) -> Place:
    """Put the first page of the topic on the glass that holds words to explain, and return its place."""
    presenter = kiosk.presenter
    show(kiosk, Session(place=Place(Kind.READER, topic=TOPIC)), staged=False)
    for number, page in enumerate(presenter.pages()):
        place = Place(Kind.READER, topic=TOPIC, page=number, section=page.section.id)
        show(kiosk, Session(place=place), staged=False)
        if presenter.terms():
            show(kiosk, presenter.session)
            return place
    raise AssertionError("no page holds a word to explain")


def test_listen_reads_each_word_and_what_it_means_and_stopping_leads_back(kiosk: Kiosk) -> None:
    presenter = kiosk.presenter
    presenter.end_turn()
    place = on_a_page_with_words(kiosk)
    terms = presenter.terms()
    presenter.open_words()
    assert Show(presenter, kiosk.desk).rail().can_speak
    presenter.listen()
    assert presenter.session.place.kind is Kind.ALOUD
    said = presenter.reading.player.script
    assert [one.text for one in said][:2] == ["Demonstration.", "Not checked by a clinician."]
    sentences = [text.part(one.span) for term in terms for text in (term.word, term.plain) for one in text.sentences]
    assert [one.text for one in said][2:] == sentences
    assert all(one.has_sound for one in said)
    assert stage_of(kiosk).findChildren(Button)
    assert kiosk.window.screen_shown is not None
    assert kiosk.window.screen_shown.header().title == presenter.phrases("glossary.title")
    assert list(faults(stage_of(kiosk))) == []
    presenter.stop_listening()
    assert presenter.session.place == replace(place, kind=Kind.WORDS)
    assert not presenter.reading.player.playing


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("glass", GLASSES)
def test_every_word_of_the_glossary_has_room_also_when_its_review_is_overdue(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize
) -> None:
    presenter = kiosks[glass].presenter
    presenter.session = Session(comfort=comfort(size))
    terms, view = presenter.bundle.glossary(presenter.lang).terms, presenter.view()
    due = Trust("1", Status.APPROVED, "", "Nurse", None, date(2000, 9, 30))
    wishes, wrong = Wishes(kiosks[glass].window), []
    for line in ("", overdue_line(due, presenter.phrases, date.max)):
        for part in range(len(terms)):
            stage = Stage(view.look, view.zones, presenter.phrases, wishes, kiosks[glass].window)
            screen = WordsExplainedScreen(stage, terms, part, 0, line)
            screen.build()
            stage.add_band(screen.header(), demonstration=True)
            stage.add_bar(screen.slots())
            wrong += [f"part {part}: {fault}" for fault in faults(stage)]
            stage.setParent(None)
            progress = screen.header().progress
            if progress is not None and part + 1 == progress.pages:
                break
    assert wrong == []


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Kiosk]:
    """Return a kiosk that is no demonstration: the topic is approved, the glossary is not."""
    pack = tmp_path / "ms"
    shutil.copytree(ROOT / "content" / "ms", pack)
    approve(pack / "topics" / TOPIC / "en-GB.md")
    with kiosk_on("landscape", pack, Settings(voice="none", demonstration=False)) as kiosk:
        yield kiosk


def test_where_nobody_approved_the_glossary_its_words_are_words_like_others(clinic: Kiosk) -> None:
    presenter = clinic.presenter
    show(clinic, Session(place=Place(Kind.READER, topic=TOPIC)), staged=False)
    for number, page in enumerate(presenter.pages()):
        show(clinic, Session(place=Place(Kind.READER, topic=TOPIC, page=number, section=page.section.id)))
        assert presenter.terms() == ()
        names = [one.accessibleName() for one in stage_of(clinic).findChildren(Button)]
        assert presenter.phrases("glossary.what") not in names
        assert list(faults(stage_of(clinic))) == []
