"""A diary on the glass: it stands whole on one page at every size, and says what is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from kiosk.bundle.model import Diary
from kiosk.bundle.sentences import make_text
from kiosk.session import Kind, Place, Session, TextSize
from tests.support.screens import GLASSES, comfort, show
from ui.app import Kiosk
from ui.widgets.blocks import lay
from ui.widgets.paging import Pager
from ui.widgets.plain import plain_words

COLUMNS = [
    ("Sleep",),
    ("Spasms: how many", "Sleep", "Steps"),
    ("Spasms: how many", "Stiffness", "Physiotherapy", "Medicines taken"),
]
"""The last one is too wide for the largest letters: its columns are listed."""


@pytest.mark.parametrize("columns", COLUMNS, ids=["one", "three", "four"])
@pytest.mark.parametrize(("glass", "size"), [(glass, size) for glass in GLASSES for size in TextSize])
def test_a_diary_stands_whole_on_a_page_at_every_size(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize, columns: tuple[str, ...]
) -> None:
    kiosk = kiosks[glass]
    show(kiosk, Session(place=Place(Kind.TOPIC, topic="baclofen"), comfort=comfort(size)), staged=False)
    view, topic = kiosk.presenter.view(), kiosk.presenter.topic()
    note = make_text("Show it to your nurse at your next visit. Write one line each day.")
    diary = Diary(make_text("My spasm diary"), note, tuple(map(make_text, columns)), 14)
    pager = Pager(view.look, view.zones, kiosk.presenter.phrases)
    section = replace(topic.sections[0], blocks=(*topic.sections[0].blocks, diary))
    (page,) = [one for one in pager.pages(replace(topic, sections=(section,))) if diary in one.blocks]
    laid = lay(diary, pager.setting(topic, figure=page.figure is not None))
    assert laid.fits()
    assert laid.height <= pager.room(figure=page.figure is not None)


def test_a_diary_tells_a_screen_reader_its_columns(kiosk: Kiosk) -> None:
    diary = Diary(make_text("My diary"), make_text(""), (make_text("Sleep"), make_text("Steps")), 7)
    said = "My diary Your handout has a sheet with 7 days and these columns: Sleep Steps"
    assert plain_words(diary, kiosk.presenter.phrases) == said
