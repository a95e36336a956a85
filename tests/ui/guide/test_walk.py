"""Every screen that a patient comes to, as the guide tells it: each control has a name and a role that are heard."""

from __future__ import annotations

import pytest

from kiosk.session import STAFF, Comfort, Kind, Place, Session
from kiosk.settings import Settings
from tests.support.listener import hear
from tests.support.screens import GLASSES, TOPICS, Sight, kiosk_on, reading_sights, show, sights, stage_of, topic_sights
from tests.support.source import ROOT
from ui.app import Kiosk
from ui.guide.thing import sight
from ui.widgets.button import Button

GUIDED = Comfort(guide=True)
ENDONYMS = ("English", "Cymraeg", "Polski", "Español", "العربية")
"""What languages call themselves: an English voice does not say that, but what English calls them."""


def heard_of(kiosk: Kiosk, text: str) -> bool:
    """Return whether all of a text has a sound."""
    return all(one.has_sound for one in kiosk.presenter.lines([text]))


def every_sight(kiosk: Kiosk) -> list[Sight]:
    found = list(sights(kiosk))
    for topic_id in TOPICS:
        found += topic_sights(kiosk, topic_id)
    return [*found, *(one for one in reading_sights(kiosk, "baclofen", GUIDED) if "aloud" not in one.name)]


@pytest.mark.parametrize("glass", GLASSES)
def test_every_control_of_every_patient_screen_is_heard_with_name_and_role(glass: str) -> None:
    seen, silent = 0, []
    with kiosk_on(glass, ROOT / "content" / "ms", Settings(voice="none", idle_seconds=900)) as kiosk:
        hear(kiosk)
        words, guide = kiosk.presenter.phrases, kiosk.window.guide
        for place in every_sight(kiosk):
            place.show(kiosk, GUIDED)
            if kiosk.presenter.session.place.kind in STAFF:
                continue
            seen += 1
            told = sight(stage_of(kiosk), secret=False)
            assert told.title, place.name
            buttons = [one for one in stage_of(kiosk).findChildren(Button) if not one.isHidden() and one.isEnabled()]
            assert told.choices >= len([one for one in buttons if one.objectName() != "whole screen"])
            for thing in told.controls:
                said = [one.text for one in guide.teller.thing(thing)]
                if thing.name not in ENDONYMS:
                    silent += [(place.name, part) for part in thing.told(words) if not heard_of(kiosk, part)]
                    assert said[0].strip(".") in thing.name
                assert words(thing.role) in said, (place.name, thing)
                assert words("guide.unnamed") not in said, (place.name, thing)
                assert bool(thing.number) == any(one.startswith(f"{thing.number} of ") for one in said)
            if kiosk.presenter.session.place.kind is not Kind.READER:  # that is said from its prepared script
                texts = guide.teller.heard(told.texts)
                silent += [(place.name, text) for text in texts if not heard_of(kiosk, text)]
    assert silent == []
    assert seen > 150


def test_reading_pages_are_heard_sentence_by_sentence_as_they_are_prepared() -> None:
    with kiosk_on("landscape", ROOT / "content" / "ms", Settings(voice="none", idle_seconds=900)) as kiosk:
        heard, presenter = hear(kiosk), kiosk.presenter
        for topic_id in TOPICS:
            show(kiosk, Session(place=Place(Kind.TOPIC, topic=topic_id), comfort=GUIDED))
            presenter.start_reading()
            for number in range(len(presenter.pages()) - 1):
                script = [one.text for one in presenter.script_of(number)]
                if not script:
                    assert presenter.is_last_heard(number - 1)
                    script = ["This page lists where the facts come from.", "It is printed on your handout."]
                said = list(heard.said[-1])
                assert [one for one in said if one in script] == script, (topic_id, number)
                presenter.next_page()


@pytest.mark.parametrize("alone", [False, True])
def test_the_numbers_of_a_pin_are_never_said_not_even_into_a_headset(alone: bool) -> None:
    with kiosk_on("landscape", ROOT / "content" / "ms", Settings(voice="none", idle_seconds=900)) as kiosk:
        heard = hear(kiosk)
        kiosk.window.guide.ears.tell_key(inside=alone)
        show(kiosk, Session(place=Place(Kind.PIN), comfort=GUIDED))
        names = [thing.name for thing in sight(stage_of(kiosk), secret=True).controls]
        assert not any(name.isdecimal() for name in names)
        feel_all(kiosk)
        assert [one for said in heard.said for one in said if one.isdecimal()] == []
        keys = [said for said in heard.said if said[0] == "Number key"]
        places = 10 if alone else 1
        assert len({said[-1] for said in keys}) == places, "a place tells the digit: it is for who alone hears it"


def feel_all(kiosk: Kiosk) -> None:
    """Say everything that a finger can come to."""
    for key in kiosk.window.guide._felt._things:
        kiosk.window.guide._point(key)


def test_the_nurse_desk_is_silent_without_a_headset() -> None:
    with kiosk_on("landscape", ROOT / "content" / "ms", Settings(voice="none", idle_seconds=900)) as kiosk:
        heard = hear(kiosk)
        show(kiosk, Session(place=Place(Kind.DESK), comfort=GUIDED))
        feel_all(kiosk)
        assert set(heard.said) == {(kiosk.presenter.phrases("guide.staff"),)}


def test_another_language_is_not_read_in_a_wrong_voice() -> None:
    with kiosk_on("landscape", ROOT / "content" / "ms", Settings(voice="none", idle_seconds=900)) as kiosk:
        heard = hear(kiosk)
        show(kiosk, Session(place=Place(Kind.HOME), comfort=Comfort(guide=True, lang="es")))
        feel_all(kiosk)
        assert {one for said in heard.said for one in said} == {
            "I speak English only.", "The screen is in another language now."
        }  # fmt: skip
        show(kiosk, Session(place=Place(Kind.HELP), comfort=Comfort(guide=True, lang="es")))
        feel_all(kiosk)
        assert ("English", "Choice", "Not chosen") in {said[:3] for said in heard.said}, "out of it there is a way back"
