"""The guide on screens in another language: their phrases in that language, what is English in the English voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from PySide6.QtGui import QPointingDevice

from kiosk.phrases import load, undirected
from kiosk.session import Comfort, Kind, Place, Session, TextSize
from kiosk.settings import Settings
from tests.support.listener import Clock, Heard, Listener, hear
from tests.support.measure import faults
from tests.support.measure import words as texts
from tests.support.screens import (
    GLASSES,
    TOPICS,
    Sight,
    kiosk_on,
    of_no_topic,
    reading_sights,
    show,
    stage_of,
    topic_sights,
)
from tests.support.source import ROOT
from ui.app import Kiosk
from ui.guide.thing import sight
from ui.reading import Script

LANGUAGES = ("ar", "cy", "es", "pl")
HOME, GUIDED = Place(Kind.HOME), Comfort(guide=True)


def guided(lang: str) -> Comfort:
    return Comfort(guide=True, lang=lang)


@pytest.fixture(scope="module")
def kiosk() -> Iterator[Kiosk]:
    with kiosk_on("landscape", ROOT / "content" / "ms", Settings(voice="none", idle_seconds=900)) as one:
        yield one


@pytest.fixture
def heard(kiosk: Kiosk) -> Heard:
    heard = hear(kiosk)
    heard.languages = frozenset(LANGUAGES)
    return heard


def every_sight(kiosk: Kiosk) -> list[Sight]:
    found = [*of_no_topic(kiosk), *topic_sights(kiosk, TOPICS[0])]
    return [*found, *(one for one in reading_sights(kiosk, "baclofen", GUIDED) if "aloud" not in one.name)]


def voices(script: Script) -> list[str]:
    """Return in whose voice each part is said; '' where it has none."""
    return [one.lang or ("en" if one.has_sound else "") for one in script]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_patient_screen_is_heard_whole_and_its_own_words_in_its_own_language(
    kiosk: Kiosk, heard: Heard, lang: str
) -> None:
    words, guide, seen, silent, english = load(lang), kiosk.window.guide, 0, [], []
    for place in every_sight(kiosk):
        place.show(kiosk, guided(lang))
        seen += 1
        stage = stage_of(kiosk)
        assert stage.words.lang == lang, place.name
        assert guide.words().lang == lang
        told = sight(stage, secret=False)
        for thing in told.controls:
            script = guide.teller.thing(thing)
            silent += [(place.name, thing.name)] * (undirected(words("guide.unnamed")) in [one.text for one in script])
            role = [one for one in script if one.text == words(thing.role)]
            assert [one.lang for one in role] == [lang], (place.name, thing)
            parts = guide.lines(thing.told(words)[1:])
            silent += [(place.name, one.text) for one in parts if not (one.has_sound or one.lang)]
        if kiosk.presenter.session.place.kind is not Kind.READER:
            for text in guide.teller.heard((*told.title, *told.texts)):
                said = guide.lines([text])
                silent += [(place.name, text)] * ("" in voices(said))
                english += [text] * (set(voices(said)) == {"en"})
    assert sorted({text for _, text in silent}) == []
    assert seen > 60
    print(lang, sorted(set(english)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("glass", GLASSES)
def test_the_guides_own_controls_have_room_for_their_words(kiosks: Mapping[str, Kiosk], glass: str, lang: str) -> None:
    wrong = []
    for size in TextSize:
        for reach in (False, True):
            comfort = replace(guided(lang), text_size=size, reach=reach)
            show(kiosks[glass], Session(place=HOME, comfort=comfort))
            stage = stage_of(kiosks[glass])
            assert stage.words.lang == lang
            wrong += [f"{size} {reach}: {fault}" for fault in faults(stage)]
    assert wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guide_keeps_the_language_that_was_chosen_where_a_voice_speaks_it(
    kiosk: Kiosk, heard: Heard, lang: str
) -> None:
    words = load(lang)
    show(kiosk, Session(place=Place(Kind.ATTRACT), comfort=Comfort(lang=lang)))
    kiosk.window.guide.turn_on()
    assert kiosk.presenter.session.comfort.lang == lang
    assert heard.said[-1][0] == words("guide.on")
    assert words("home.title") in heard.said[-1]
    kiosk.window.guide.turn_off()
    assert heard.said[-1] == (words("guide.off"),)
    kiosk.window.guide.turn_on()
    kiosk.presenter.end_turn()
    assert heard.said[-1][-1] in words("guide.ended")


def test_without_a_voice_of_that_language_the_guide_speaks_the_clinics(kiosk: Kiosk) -> None:
    heard = hear(kiosk)
    show(kiosk, Session(place=HOME, comfort=Comfort(lang="pl")))
    kiosk.window.guide.turn_on()
    assert kiosk.presenter.session.comfort.lang == ""
    assert heard.said[-1][0] == "The spoken guide is on."


def test_a_page_of_a_topic_is_announced_as_english_and_read_in_the_voice_of_the_content(
    kiosk: Kiosk, heard: Heard
) -> None:
    words = load("es")
    show(kiosk, Session(place=Place(Kind.TOPIC, topic="baclofen"), comfort=guided("es")))
    assert words("language.text_in.en") in heard.said[-1]
    kiosk.presenter.start_reading()
    said = heard.said[-1]
    page = [one.text for one in kiosk.presenter.script_of(0)]
    at = said.index(words("language.text_in.en"))
    assert list(said[at + 1 : at + 1 + len(page)]) == page
    assert all(one.has_sound and not one.lang for one in kiosk.presenter.script_of(0))


def test_that_these_are_drafts_is_said_in_the_language_too(kiosk: Kiosk, heard: Heard) -> None:
    kiosk.presenter.end_turn()
    show(kiosk, Session(place=Place(Kind.TOPIC, topic="baclofen"), comfort=guided("pl")))
    assert heard.said[-1][0] == load("pl")("trust.spoken_start")


def test_a_language_is_called_so_that_the_listener_knows_it_and_is_told_where_no_voice_speaks_it(
    kiosk: Kiosk, heard: Heard
) -> None:
    heard.languages = frozenset({"es"})
    show(kiosk, Session(place=Place(Kind.HELP), comfort=guided("es")))
    guide, words = kiosk.window.guide, load("es")
    told = {
        one.name: [part.text for part in guide.teller.thing(one)]
        for one in sight(stage_of(kiosk), secret=False).controls
    }
    assert told["Polski"][:2] == ["Polaco", words("guide.not_spoken")]
    assert told["Español"][:2] == ["Español", words("guide.choice")]
    assert told["English"][:2] == ["Inglés", words("guide.choice")]


def test_the_first_screen_promises_a_voice_in_the_language_only_where_there_is_one(kiosk: Kiosk, heard: Heard) -> None:
    spoken = replace(kiosk.presenter.settings, voice="bf_emma")
    before, kiosk.presenter.settings = kiosk.presenter.settings, spoken
    try:
        for languages, promised in ((LANGUAGES, "attract.hold_to_hear"), ((), "language.guide_in.en")):
            heard.languages = frozenset(languages)
            show(kiosk, Session(place=Place(Kind.ATTRACT), comfort=Comfort(lang="pl")))
            assert any(load("pl")(promised) in one.accessibleName() for one in texts(stage_of(kiosk)))
    finally:
        kiosk.presenter.settings = before


def test_who_sees_nothing_finds_their_language_by_ear_and_goes_on_in_it_to_the_handout(touch: QPointingDevice) -> None:
    clock = Clock()
    with kiosk_on("landscape", ROOT / "content" / "ms", Settings(voice="none", idle_seconds=900), clock) as kiosk:
        heard = hear(kiosk)
        heard.languages = frozenset(LANGUAGES)
        listener = Listener(kiosk, touch, clock, heard)
        assert listener.hold()[0] == "The spoken guide is on."
        listener.choose("Get help", "foot")
        said = listener.choose("Spanish")
        assert "Ayuda" in said
        assert "Elegida" in said
        assert "¿Qué le gustaría saber?" in listener.choose("Inicio", "foot")
        said = listener.choose("Baclofen")
        assert said[0] == load("es")("trust.spoken_start")
        assert "Este texto está en inglés." in said
        assert "En mi folleto" in " ".join(listener.choose("Añadir a mi folleto"))
        said = listener.choose("Mi folleto", "foot")
        assert {"Mi folleto", "Temas de mi folleto"} <= set(said)
        assert listener.choose("Apagar guía", "edge") == [load("es")("guide.off")]
