"""What can be touched can be said beforehand: pages ask for the very sounds that a whole pack is made of."""

from __future__ import annotations

import pytest

from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.script import Utterance
from kiosk.readaloud.storing import PACE
from kiosk.readaloud.whole_pack import whole_pack
from kiosk.session import SPEEDS, Comfort, Kind, Place, Session, TextSize
from tests.support.screens import comfort, show, stage_of
from ui.app import Kiosk
from ui.guide.thing import sight

KEY = KokoroVoice("bf_emma", "en-GB").key


@pytest.fixture(scope="module")
def whole(kiosk: Kiosk) -> tuple[Utterance, ...]:
    """Return all that is made of the pack, in its order."""
    speech = kiosk.supply.phrase_speech()
    return tuple(whole_pack(kiosk.presenter.bundle, "en-GB", kiosk.presenter.phrases, speech))


@pytest.fixture(scope="module")
def made(whole: tuple[Utterance, ...]) -> set[str]:
    """Return the sounds that are made of it."""
    return {KEY(one, PACE) for one in whole if one.has_sound}


def test_every_sentence_of_every_page_and_word_explained_is_made_beforehand(kiosk: Kiosk, made: set[str]) -> None:
    presenter, scripts = kiosk.presenter, kiosk.presenter._scripts
    asked = [one for one in scripts.terms(presenter.bundle.glossary("en-GB").terms[:20]) if one.has_sound]
    asked += [*scripts.phrase("still.title"), *scripts.phrase("trust.spoken_start")]
    for topic_id in ("baclofen", "spasticity-and-spasms", "fatigue-in-ms"):
        presenter.open_topic(topic_id)
        for size in (TextSize.MEDIUM, TextSize.LARGEST):
            pages = presenter._lens.view(comfort(size)).pager.pages(presenter.topic())
            asked += [one for page in pages for one in scripts.page(topic_id, page) if one.has_sound]
    assert len(asked) > 300
    assert [one.text for one in asked if KEY(one, PACE) not in made] == []


def test_how_the_most_asked_topics_begin_is_made_first(kiosk: Kiosk, whole: tuple[Utterance, ...]) -> None:
    presenter, said = kiosk.presenter, [one.text for one in whole]
    tiles = presenter.bundle.tiles("most", "en-GB")
    begins = [presenter.bundle.topic(tile.id, "en-GB").sections[0].question.plain for tile in tiles]
    places = [said.index(text) for text in dict.fromkeys(begins)]
    assert places == sorted(places)
    assert places[-1] < len(tiles) + 20


def test_how_pages_begin_is_made_before_what_follows_on_them(kiosk: Kiosk, whole: tuple[Utterance, ...]) -> None:
    presenter, said = kiosk.presenter, [one.text for one in whole]
    most_asked = presenter.bundle.tiles("most", "en-GB")[0].id
    title = presenter.bundle.topic(most_asked, "en-GB").title.plain
    rest = said.index(title, said.index(title) + 1)  # first it is a control's name
    made_first = set(said[:rest])
    pager = presenter._lens.view(comfort(TextSize.MEDIUM)).pager
    begins = {
        presenter._scripts.page(tile.id, page)[0].text
        for category in presenter.bundle.pack.categories
        for tile in presenter.bundle.tiles(category.id, "en-GB")
        for page in pager.pages(presenter.bundle.topic(tile.id, "en-GB"))
    }
    late = begins - made_first
    assert len(late) <= 0.03 * len(begins), "only where a list or paragraph is parted"


def test_how_the_next_page_begins_is_made_ahead_before_what_follows_on_this_one(kiosk: Kiosk) -> None:
    presenter, scripts = kiosk.presenter, kiosk.presenter._scripts
    presenter.open_topic("baclofen")
    pages = presenter.pages()
    here, following, later = (scripts.page("baclofen", page) for page in pages[1:4])
    scripts.opened(here, presenter.phrases)  # the words for drafts were said
    assert scripts.soon("baclofen", pages, 1) == (here[0], following[0], here[1], later[0])
    last = scripts.page("baclofen", pages[-1])
    assert scripts.soon("baclofen", pages, len(pages) - 1) == last[:2]


def test_what_a_finger_feels_on_the_screens_one_comes_to_first_is_made_beforehand(kiosk: Kiosk, made: set[str]) -> None:
    presenter, names = kiosk.presenter, []
    for place in (Place(Kind.HOME), Place(Kind.TOPIC, topic="baclofen"), Place(Kind.READER, topic="baclofen")):
        show(kiosk, Session(place=place, comfort=Comfort(guide=True)))
        names += [thing.name for thing in sight(stage_of(kiosk), secret=False).controls]
    asked = [one for name in names for one in presenter.lines([name])[:1] if one.has_sound]  # not of made-up topics
    assert len(asked) > 50
    assert [one.text for one in asked if KEY(one, PACE) not in made] == []


def test_the_pace_that_is_kept_is_the_one_people_start_with() -> None:
    assert SPEEDS[Comfort().speed] == PACE
