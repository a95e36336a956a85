"""The page being printed: told as the printer tells it, beside what stands there already, and never before."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import QRect

from kiosk import phrases
from kiosk.printing.printer import Job, JobState, Phase
from kiosk.session import Comfort, Kind, Place, Scanning, Session, Sheet, TextSize
from tests.support.measure import buttons, words
from tests.support.screens import GLASSES, comfort, show, stage_of
from ui.app import Kiosk
from ui.print_run import PrintRun

PRINTING = Place(Kind.PRINT, message="printing")


def at(pages: int) -> JobState:
    """Return the state of a job of whose pages so many are done."""
    return JobState(Phase.PRINTING, over=False, pages=pages)


@pytest.fixture
def printing(kiosk: Kiosk) -> PrintRun:
    """Return a handout of six sheets on its way, nothing known of its pages."""
    run = kiosk.presenter.printing
    run.forget()
    run._follow(run._turn, Job("1"))
    run._timer.stop()
    run.sheets = kiosk.presenter.sheets = 6
    return run


def places(kiosk: Kiosk) -> Mapping[str, QRect]:
    """Return what stands on the glass, and where."""
    stage = stage_of(kiosk)
    return {one.accessibleName(): one.geometry() for one in (*buttons(stage), *words(stage))}


def told(kiosk: Kiosk, lang: str = "en-GB") -> list[str]:
    """Return the pages told on the glass."""
    possible = {phrases.load(lang)("reader.page_of", page=page, pages=6) for page in range(10)}
    return [name for name in places(kiosk) if name in possible]


def test_the_screen_follows_the_printer_and_says_nothing_before_it_has_told_a_page(
    kiosk: Kiosk, printing: PrintRun
) -> None:
    show(kiosk, Session(place=PRINTING, sheet=Sheet(("baclofen",))))
    seen = []
    for pages in (0, 1, 1, 4, 5, 6):
        printing._tell(printing._turn, at(pages))
        seen.append(told(kiosk))
    assert seen == [[], ["Page 2 of 6"], ["Page 2 of 6"], ["Page 5 of 6"], ["Page 6 of 6"], ["Page 6 of 6"]]
    printing._tell(printing._turn, JobState(Phase.PRINTED, over=True))
    assert told(kiosk) == []
    kiosk.presenter.end_turn()


def test_the_next_handout_begins_with_no_page(kiosk: Kiosk, printing: PrintRun) -> None:
    printing._tell(printing._turn, at(3))
    assert printing.page == 4
    printing.forget()
    assert printing.page == 0


@pytest.mark.parametrize("lang", ["", "ar", "cy", "es", "pl"])
@pytest.mark.parametrize("size", [TextSize.MEDIUM, TextSize.LARGEST])
@pytest.mark.parametrize("glass", GLASSES)
def test_nothing_moves_when_a_page_is_told(kiosks: Mapping[str, Kiosk], glass: str, size: TextSize, lang: str) -> None:
    kiosk, shown = kiosks[glass], []
    kiosk.presenter.sheets = 6
    for page in (0, 3):
        kiosk.presenter.printing.page = page
        reading = Comfort(text_size=comfort(size).text_size, lang=lang)
        show(kiosk, Session(place=PRINTING, comfort=reading, sheet=Sheet(("baclofen",))))
        shown.append(places(kiosk))
    kiosk.presenter.printing.page = 0
    (added,) = shown[1].keys() - shown[0].keys()
    assert [added] == told(kiosk, lang or "en-GB")
    assert {name: place for name, place in shown[1].items() if name != added} == shown[0]


@pytest.mark.parametrize("using", [Comfort(guide=True), Comfort(scanning=Scanning.ONE)])
def test_who_listens_to_the_screen_or_scans_it_is_not_interrupted_by_pages(
    kiosk: Kiosk, printing: PrintRun, using: Comfort
) -> None:
    show(kiosk, Session(place=PRINTING, comfort=using, sheet=Sheet(("baclofen",))))
    stage = stage_of(kiosk)
    printing._tell(printing._turn, at(2))
    assert stage_of(kiosk) is stage
    kiosk.presenter.end_turn()
