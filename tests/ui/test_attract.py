"""The first screen tells who hardly sees it how to be spoken to; only where that is true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QPointingDevice

from kiosk import phrases
from kiosk.session import Comfort, Kind, Scanning, Session, TextSize
from kiosk.settings import Settings
from tests.support.measure import buttons, faults, words
from tests.support.screens import GLASSES, kiosk_on, show, show_with_voice, stage_of
from tests.support.touch import Finger
from ui.app import Kiosk
from ui.widgets.words import Words

LANGUAGES = ("", "ar", "cy", "es", "pl")
HOLD, TOUCH = "attract.hold_to_hear", "attract.hard_to_see_help"
IN_ENGLISH = "language.guide_in.en"


def hints(kiosk: Kiosk) -> list[str]:
    """Return the lines on the glass that begin as the hint does."""
    stage = stage_of(kiosk)
    lead = stage.words("attract.hard_to_see")
    found = [one.accessibleName() for one in words(stage) if isinstance(one, Words)]
    return [name.removeprefix(lead).strip() for name in found if name.startswith(lead)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("glass", GLASSES)
def test_that_a_finger_held_brings_speech_is_said_whole_in_every_language_size_and_layout(
    kiosks: Mapping[str, Kiosk], glass: str, lang: str
) -> None:
    kiosk, wrong = kiosks[glass], []
    for size, reach, spacing in product(TextSize, (False, True), (False, True)):
        show_with_voice(kiosk, Comfort(text_size=size, reach=reach, spacing=spacing, lang=lang))
        stage = stage_of(kiosk)
        assert stage.words.lang == (lang or "en-GB")
        hint = stage.words(IN_ENGLISH if lang else HOLD)  # no voice of another language is set here
        assert hints(kiosk) == [hint]
        assert not any(hint in one.accessibleName() for one in buttons(stage))
        lead = stage.words("attract.hard_to_see")
        wrong += [(size, reach, spacing, fault) for fault in faults(stage) if lead[:12] in fault]
    assert wrong == []


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("glass", GLASSES)
def test_the_notice_for_staff_leaves_it_room(crowded: Path, glass: str, size: TextSize) -> None:
    noted = Settings(voice="none", mistakes=("'idle_secs' is no setting.",))
    with kiosk_on(glass, crowded, noted) as kiosk:
        for reach in (False, True):
            show_with_voice(kiosk, Comfort(text_size=size, reach=reach))
            assert hints(kiosk) == [stage_of(kiosk).words(HOLD)]
            assert list(faults(stage_of(kiosk))) == []


@pytest.mark.parametrize("scanning", Scanning)
def test_it_is_not_said_where_a_touch_anywhere_is_the_switch(kiosk: Kiosk, scanning: Scanning) -> None:
    show_with_voice(kiosk, Comfort(scanning=scanning))
    assert hints(kiosk) == ([] if scanning is Scanning.TOUCH else [stage_of(kiosk).words(HOLD)])


def test_no_speech_is_promised_where_there_is_none(kiosk: Kiosk) -> None:
    show(kiosk, Session())  # the setting is 'none'
    assert hints(kiosk) == [stage_of(kiosk).words(TOUCH)]
    kiosk.presenter.reading.told_trouble("no_sound_device")
    show_with_voice(kiosk, Comfort())
    assert hints(kiosk) == [stage_of(kiosk).words(TOUCH)]
    kiosk.presenter.reading.trouble = ""
    show_with_voice(kiosk, Comfort())
    assert hints(kiosk) == [stage_of(kiosk).words(HOLD)]


def test_a_touch_on_the_line_starts_like_one_anywhere(crowded: Path, touch: QPointingDevice) -> None:
    with kiosk_on("landscape", crowded) as kiosk:
        show_with_voice(kiosk, Comfort())
        line = next(one for one in words(stage_of(kiosk)) if phrases.load("en-GB")(HOLD) in one.accessibleName())
        finger = Finger(kiosk.window, touch)
        finger.press(line.geometry().center())
        finger.lift(line.geometry().center())
        assert kiosk.presenter.session.place.kind is Kind.HOME


def test_the_languages_keep_their_place_where_nothing_is_said(kiosk: Kiosk) -> None:
    places = []
    for scanning in (Scanning.OFF, Scanning.TOUCH):
        show_with_voice(kiosk, replace(Comfort(), scanning=scanning))
        places.append([(one.accessibleName(), one.geometry()) for one in buttons(stage_of(kiosk))])
    assert places[0] == places[1]
