"""The screens in other languages: whole or not at all, mirrored where the language is, gone with the turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter, QPixmap, QPointingDevice
from PySide6.QtWidgets import QLabel

from kiosk import phrases
from kiosk.bundle.model import Span
from kiosk.bundle.sentences import make_text
from kiosk.phrases import Phrases
from kiosk.session import STAFF, Comfort, Kind, Place, Scanning, Session, Sheet, TextSize, Touch
from kiosk.settings import Settings
from tests.support import screens
from tests.support.measure import buttons, faults, words
from tests.support.screens import (
    GLASSES,
    comfort,
    kiosk_on,
    of_no_topic,
    reading_sights,
    show,
    stage_of,
    topic_sights,
)
from tests.support.touch import Finger
from ui.app import Kiosk
from ui.languages import Languages
from ui.style.lines import Lines, reads_right_to_left
from ui.window import patience

OTHERS = ("ar", "cy", "es", "pl")


def speaking(lang: str, size: TextSize = TextSize.MEDIUM) -> Comfort:
    """Return a comfort in a language."""
    return replace(comfort(size), lang=lang)


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("size", [TextSize.MEDIUM, TextSize.LARGEST])
@pytest.mark.parametrize("glass", GLASSES)
def test_every_screen_of_a_patient_is_there_in_every_language_and_nothing_is_cut(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize, lang: str
) -> None:
    seen, wrong = 0, []
    kiosk, reading = kiosks[glass], speaking(lang, size)
    places = chain(of_no_topic(kiosk), topic_sights(kiosk, "baclofen"), reading_sights(kiosk, "fatigue-in-ms", reading))
    for sight in places:
        sight.show(kiosk, reading)
        stage = stage_of(kiosk)
        seen += 1
        wrong += [f"{sight.name}: {fault}" for fault in faults(stage)]
        wrong += [f"{sight.name} is in {stage.words.lang}"] if stage.words.lang != lang else []
    assert seen > 100
    assert wrong == []


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("glass", GLASSES)
def test_what_is_touched_lies_low_in_every_language_in_reach_mode(
    kiosks: Mapping[str, Kiosk], glass: str, lang: str
) -> None:
    low = replace(speaking(lang, TextSize.LARGEST), reach=True)
    wrong = []
    rows = (screens._at(f"easier, row {part}", Place(Kind.EASIER, page=part)) for part in range(1, 4))
    for sight in (*of_no_topic(kiosks[glass]), *rows, next(topic_sights(kiosks[glass], "baclofen"))):
        sight.show(kiosks[glass], low)
        wrong += [f"{sight.name}: {fault}" for fault in faults(stage_of(kiosks[glass]))]
    assert wrong == []


# -- whole or not at all -------------------------------------------------------------------------------------------


def said_on(kiosk: Kiosk) -> str:
    """Return all words on the glass."""
    stage = stage_of(kiosk)
    return " | ".join(one.accessibleName() for one in (*buttons(stage), *words(stage)))


def without(lang: str, key: str) -> Phrases:
    """Return the phrases of `lang` but one."""
    table = phrases.load(lang)._table
    return Phrases(lang, {other: words for other, words in table.items() if other != key})


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("help.unwell_help", Place(Kind.HELP)),  # among the words
        ("bar.back", Place(Kind.HELP)),  # in the bar, when all else stands already
        ("rail.sound", Place(Kind.HOME)),  # in the rail, last of all
        ("language.text_in.en", Place(Kind.TOPIC, topic="baclofen")),
    ],
)
def test_a_screen_that_lacks_one_phrase_is_in_english_as_a_whole_and_from_the_left(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, key: str, place: Place
) -> None:
    show(kiosk, Session(place=place))
    english = [(one.accessibleName(), one.geometry()) for one in (*buttons(stage_of(kiosk)), *words(stage_of(kiosk)))]
    monkeypatch.setattr(kiosk.window, "_languages", Languages(kiosk.presenter))
    monkeypatch.setattr("ui.languages.load", lambda lang: without(lang, key))
    show(kiosk, Session(place=place, comfort=speaking("ar")))
    stage = stage_of(kiosk)
    assert (stage.words.lang, stage.look.mirrored, stage.look.foreign) == ("en-GB", False, False)
    assert [(one.accessibleName(), one.geometry()) for one in (*buttons(stage), *words(stage))] == english
    assert len(kiosk.window.findChildren(type(stage))) == 1  # nothing is left of the half that was built


def test_a_phrase_that_english_lacks_too_is_a_mistake_of_the_program(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.HOME)))
    with pytest.raises(phrases.UntranslatedError):
        show(kiosk, Session(place=Place(Kind.ERROR, message="error.of_nobody")))


def test_staff_read_english_whatever_the_person_before_them_chose(kiosk: Kiosk) -> None:
    seen = set()
    for sight in screens._staff_sights(kiosk):
        sight.show(kiosk, speaking("ar"))
        stage = stage_of(kiosk)
        assert (stage.words.lang, stage.look.mirrored) == ("en-GB", False), sight.name
        seen.add(kiosk.presenter.session.place.kind)
    assert seen == STAFF


# -- mirrored ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("glass", GLASSES)
def test_arabic_home_is_the_mirror_of_another_language_to_the_pixel(kiosks: Mapping[str, Kiosk], glass: str) -> None:
    whole = GLASSES[glass][0]
    places = {}
    for lang in ("pl", "ar"):
        show(kiosks[glass], Session(place=Place(Kind.HOME), comfort=speaking(lang)))
        places[lang] = [one.geometry() for one in buttons(stage_of(kiosks[glass]))]
    turned = [QRect(whole - one.x() - one.width(), one.y(), one.width(), one.height()) for one in places["pl"]]
    assert places["ar"] == turned


def test_the_letters_of_a_to_z_stay_in_the_order_of_their_alphabet(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.A_TO_Z), comfort=speaking("ar")))
    a, g, h = (next(one for one in buttons(stage_of(kiosk)) if one.accessibleName() == letter) for letter in "AGH")
    assert a.x() < g.x()
    assert a.y() == g.y() < h.y()
    assert a.x() == h.x()


def test_seconds_are_written_as_the_language_writes_them(kiosk: Kiosk) -> None:
    fitted = Touch(hold=0.4, repeat=1.5, drift=3.5, growth=10.0)
    for lang, half, tenths in (("es", "2,5", "0,4"), ("pl", "2,5", "0,4"), ("cy", "2.5", "0.4"), ("ar", "2.5", "0.4")):
        reading = replace(speaking(lang), touch=fitted, scanning=Scanning.ONE, scan_seconds=2.5)
        show(kiosk, Session(place=Place(Kind.KEYPAD), comfort=reading))
        assert half in said_on(kiosk)
        show(kiosk, Session(place=Place(Kind.TAPPING, page=4), comfort=reading))
        assert tenths in said_on(kiosk)


def test_an_arrow_turns_round_with_the_screen_and_a_tick_does_not(kiosk: Kiosk) -> None:
    """Drawn with the painters of both directions: which half of the picture holds more ink."""
    leans = {}
    for lang in ("pl", "ar"):
        show(kiosk, Session(place=Place(Kind.HOME), comfort=speaking(lang)))
        look = stage_of(kiosk).look
        for name in ("arrow-left", "volume-high"):
            canvas = QLabel()
            canvas.resize(100, 100)
            pixmap = QPixmap(100, 100)
            pixmap.fill("white")
            painter = QPainter(pixmap)
            if look.mirrored:
                painter.translate(100, 0)
                painter.scale(-1, 1)
            look.draw_icon(painter, name, QRect(0, 0, 100, 100).toRectF(), look.colour("ink"))
            painter.end()
            image = pixmap.toImage()
            ink = [image.pixelColor(x, y).lightness() < 128 for x in range(100) for y in range(100)]
            leans[lang, name] = sum(ink[: len(ink) // 2]) > sum(ink[len(ink) // 2 :])
    assert leans["pl", "arrow-left"] is not leans["ar", "arrow-left"]
    assert leans["pl", "volume-high"] is leans["ar", "volume-high"]


@pytest.mark.parametrize(
    ("text", "from_the_right"),
    [
        ("Baclofen", False),
        ("نشرتي", True),
        ("2 من 4", True),
        ("\u2068Baclofen\u2069: نشرتي", True),
        ("«نشرتي»", True),
        ("23", False),
        ("", False),
    ],
)
def test_words_run_the_way_of_their_first_letter(text: str, from_the_right: bool) -> None:
    assert reads_right_to_left(text) is from_the_right


def test_joined_letters_stay_joined_in_wider_spacing(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.HOME), comfort=speaking("ar")))
    usual = stage_of(kiosk).look.font("lead")
    wide = QFont(usual)
    wide.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 9.0)
    arabic, english = (
        [Lines(text, font, 9000.0, 1.0).natural_width for font in (usual, wide)] for text in ("إجابات", "answers")
    )
    assert arabic[0] == arabic[1]
    assert english[0] < english[1]


def test_the_word_read_is_marked_where_it_stands_also_from_the_right(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.MARKS), comfort=speaking("ar")))
    lines = Lines("كلمة أولى ثم ثانية", stage_of(kiosk).look.font("lead"), 9000.0, 1.0)
    first, last = word_of(lines.text, 0), word_of(lines.text, -1)
    plain = [lines.span_rects(span, 0.0, 0.0)[0] for span in (first, last)]
    turned = [lines.span_rects(span, 0.0, 0.0, mirrored=True)[0] for span in (first, last)]
    assert plain[0].left() > plain[1].right()  # on the glass the first word stands at the right
    assert turned[0].left() == pytest.approx(0.0, abs=3.0)  # and a mirrored painter counts from there
    assert turned[1].right() == pytest.approx(lines.natural_width, abs=3.0)
    assert all(one.width() == other.width() > 0 for one, other in zip(plain, turned, strict=True))


def word_of(text: str, number: int) -> Span:
    """Return the place of a word in `text`."""
    return make_text(text).sentences[0].words[number]


# -- chosen, and gone ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("glass", GLASSES)
@pytest.mark.parametrize("size", TextSize)
def test_each_language_stands_on_the_first_screen_in_its_own_name(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize
) -> None:
    show(kiosks[glass], Session(comfort=speaking("pl", size)))
    shown = {one.accessibleName(): one for one in buttons(stage_of(kiosks[glass]))}
    names = {one.code: one.name for one in phrases.offered(Settings().languages, "en-GB")}
    assert len(names) == 5
    assert set(names.values()) <= set(shown)
    assert [name for name in names.values() if shown[name].isChecked()] == ["Polski"]
    assert list(faults(stage_of(kiosks[glass]))) == []


@pytest.mark.parametrize(("named", "shown"), [("pl", ["English", "Polski"]), ("", []), ("xx, en-GB", [])])
def test_the_settings_say_which_languages_there_are_and_one_alone_needs_no_button(
    crowded: Path, named: str, shown: list[str]
) -> None:
    with kiosk_on("landscape", crowded, Settings(voice="none", languages=named)) as kiosk:
        names = {one.name for one in phrases.languages()}
        assert [one.accessibleName() for one in buttons(stage_of(kiosk)) if one.accessibleName() in names] == shown


def test_a_language_is_chosen_by_a_touch_and_gone_with_the_turn(crowded: Path, touch: QPointingDevice) -> None:
    with kiosk_on("landscape", crowded) as kiosk:
        finger = Finger(kiosk.window, touch)
        assert patience(kiosk.presenter) is None
        finger.tap("العربية")
        assert kiosk.presenter.session.place.kind is Kind.ATTRACT
        assert stage_of(kiosk).words.lang == "ar"
        assert patience(kiosk.presenter) == 900  # whoever chose it may leave: the next person finds the clinic's
        finger.tap(phrases.load("ar")("attract.start"))
        assert (kiosk.presenter.session.place.kind, stage_of(kiosk).words.lang) == (Kind.HOME, "ar")
        kiosk.presenter.end_turn()
        assert (stage_of(kiosk).words.lang, stage_of(kiosk).look.mirrored) == ("en-GB", False)
        finger.tap("Polski")
        finger.tap("English")
        assert kiosk.presenter.session == kiosk.presenter.fresh()


def test_who_finds_the_screen_in_a_language_they_do_not_read_changes_it_on_get_help(
    crowded: Path, touch: QPointingDevice
) -> None:
    with kiosk_on("portrait", crowded) as kiosk:
        show(kiosk, Session(place=Place(Kind.HOME), comfort=speaking("pl")))
        finger = Finger(kiosk.window, touch)
        finger.tap(phrases.load("pl")("bar.help"))
        finger.tap("Cymraeg")
        assert (kiosk.presenter.session.place.kind, stage_of(kiosk).words.lang) == (Kind.HELP, "cy")
        finger.tap(phrases.load("cy")("bar.done"))
        assert (kiosk.presenter.session.place.kind, stage_of(kiosk).words.lang) == (Kind.HOME, "cy")


def test_putting_all_back_keeps_the_language(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.EASIER), comfort=speaking("cy", TextSize.LARGEST)))
    stage_of(kiosk).wishes.put_back_wanted.emit()
    assert kiosk.presenter.session.comfort == speaking("cy")


# -- what stays English --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "place",
    [
        Place(),
        Place(Kind.TOPIC, topic="baclofen"),
        Place(Kind.READER, topic="baclofen", section="what-for"),
        Place(Kind.TEACH_BACK, topic="baclofen"),
        Place(Kind.QUESTIONS, topic="baclofen"),
        Place(Kind.ALOUD, topic="baclofen", section="what-for"),
    ],
    ids=lambda place: place.kind.value,
)
@pytest.mark.parametrize("lang", OTHERS)
def test_it_is_said_in_the_language_chosen_that_a_topic_is_in_english(kiosk: Kiosk, lang: str, place: Place) -> None:
    told = phrases.load(lang)
    kind = {Kind.ATTRACT: "topics_in", Kind.ALOUD: "aloud_in"}.get(place.kind, "text_in")
    put = screens._aloud(place, 0) if place.kind is Kind.ALOUD else partial(put_at, place)
    put(kiosk, speaking(lang))
    assert said_on(kiosk).count(told(f"language.{kind}.en")) == 1
    put(kiosk, Comfort())
    assert phrases.load("en-GB")(f"language.{kind}.en") not in said_on(kiosk)


def put_at(place: Place, kiosk: Kiosk, reading: Comfort) -> None:
    """Put a place on the glass in a comfort."""
    show(kiosk, Session(place=place, comfort=reading))


def test_a_topic_keeps_its_own_words_among_its_own(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.TOPIC, topic="baclofen"), comfort=speaking("pl")))
    assert "Warning. " in said_on(kiosk)
    assert "In short. " in said_on(kiosk)


def test_paper_and_voice_are_in_the_language_of_the_topics(kiosk: Kiosk) -> None:
    presenter = kiosk.presenter
    sheet = Sheet(("baclofen",), about_me=("drive",))
    show(kiosk, Session(place=Place(Kind.HANDOUT), comfort=speaking("ar"), sheet=sheet))
    request = presenter.printing.request(presenter.session, (presenter.bundle.topic("baclofen", "en-GB"),))
    assert request.about_me == ("I drive",)
    assert phrases.load("ar")("about.drive") in said_on(kiosk)
    said = presenter._scripts.phrase("still.say")
    assert said[0].text == "Are you still there?"
    kiosk.window.show_seconds(20)
    assert phrases.load("ar")("still.spoken_too") in said_on(kiosk)  # which says that it is said in English
