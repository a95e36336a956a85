"""What can be touched can be said beforehand: pages ask for the very sounds that a whole pack is made of."""

from __future__ import annotations

from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.storing import PACE
from kiosk.readaloud.whole_pack import whole_pack
from kiosk.session import SPEEDS, Comfort, TextSize
from tests.support.screens import comfort
from ui.app import Kiosk

KEY = KokoroVoice("bf_emma", "en-GB").key


def test_every_sentence_of_every_page_and_word_explained_is_made_beforehand(kiosk: Kiosk) -> None:
    presenter, scripts = kiosk.presenter, kiosk.presenter._scripts
    speech = kiosk.supply.phrase_speech()
    made = {KEY(one, PACE) for one in whole_pack(presenter.bundle, "en-GB", presenter.phrases, speech) if one.has_sound}
    asked = [one for one in scripts.terms(presenter.bundle.glossary("en-GB").terms[:20]) if one.has_sound]
    asked += [*scripts.phrase("still.title"), *scripts.phrase("trust.spoken_start")]
    for topic_id in ("baclofen", "spasticity-and-spasms", "fatigue-in-ms"):
        presenter.open_topic(topic_id)
        for size in (TextSize.MEDIUM, TextSize.LARGEST):
            pages = presenter._lens.view(comfort(size)).pager.pages(presenter.topic())
            asked += [one for page in pages for one in scripts.page(topic_id, page) if one.has_sound]
    assert len(asked) > 300
    assert [one.text for one in asked if KEY(one, PACE) not in made] == []


def test_how_the_most_asked_topics_begin_is_made_first(kiosk: Kiosk) -> None:
    presenter = kiosk.presenter
    speech = kiosk.supply.phrase_speech()
    said = [one.text for one in whole_pack(presenter.bundle, "en-GB", presenter.phrases, speech)]
    tiles = presenter.bundle.tiles("most", "en-GB")
    begins = [presenter.bundle.topic(tile.id, "en-GB").sections[0].question.plain for tile in tiles]
    places = [said.index(text) for text in dict.fromkeys(begins)]
    assert places == sorted(places)
    assert places[-1] < len(tiles) + 20


def test_the_pace_that_is_kept_is_the_one_people_start_with() -> None:
    assert SPEEDS[Comfort().speed] == PACE
