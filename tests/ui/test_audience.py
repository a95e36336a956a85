"""For whom a topic is written stands on its front page, whole and once, however a person reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import pytest

from kiosk.session import Comfort, Kind, Place, Session, TextSize
from tests.support.measure import faults, words
from tests.support.screens import GLASSES, show, stage_of
from ui.app import Kiosk

LINE = "Written for: Adults with multiple sclerosis (MS)"


@pytest.mark.parametrize("glass", GLASSES)
@pytest.mark.parametrize("lang", ["", "ar", "pl"])
def test_the_front_page_says_once_for_whom_the_topic_is_written_in_every_comfort(
    kiosks: Mapping[str, Kiosk], glass: str, lang: str
) -> None:
    kiosk, wrong = kiosks[glass], []
    for size, reach, theme in product(TextSize, (False, True), ("light", "dark")):
        comfort = Comfort(text_size=size, reach=reach, theme=theme, lang=lang)
        for topic in ("baclofen", "tizanidine") if theme == "light" else ("baclofen",):
            show(kiosk, Session(place=Place(Kind.TOPIC, topic=topic), comfort=comfort))
            told = [one.accessibleName() for one in words(stage_of(kiosk))].count(LINE)
            wrong += [f"{topic} {size} {reach}: {fault}" for fault in faults(stage_of(kiosk))]
            wrong += [f"{topic} {size} {reach}: {told} times"] * (told != 1)
    assert wrong == []


def test_the_spoken_guide_has_the_sound_of_that_line(kiosks: Mapping[str, Kiosk]) -> None:
    said = kiosks["landscape"].presenter.lines([LINE])
    assert [one.text for one in said] == [LINE]
    assert said[0].has_sound


def test_a_pack_that_says_nothing_shows_no_such_line(kiosks: Mapping[str, Kiosk]) -> None:
    kiosk = kiosks["landscape"]
    bundle = kiosk.presenter.bundle
    told, bundle.pack = bundle.pack, replace(bundle.pack, audience="")
    show(kiosk, Session(place=Place(Kind.TOPIC, topic="baclofen")))
    bundle.pack = told
    assert not any(one.accessibleName().startswith("Written for") for one in words(stage_of(kiosk)))
    assert list(faults(stage_of(kiosk))) == []
