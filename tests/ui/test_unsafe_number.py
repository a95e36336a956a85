"""A dose that could be meant in two ways is shown as it stands and never spoken, from the pack's file to the glass."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from kiosk import cli
from kiosk.bundle.sentences import find_words
from kiosk.readaloud.lexicon import Lexicon
from kiosk.readaloud.normalise import UNSAID
from kiosk.readaloud.phonemes import EspeakPhonemiser
from kiosk.readaloud.prepare import speak
from kiosk.session import Kind
from tests.support.screens import kiosk_on, six_topics_pack
from ui.app import Kiosk
from ui.screens.aloud import AloudScreen

SENTENCE = "Take 1,5 mg at night."
_DIGITS_SAID = re.compile(r"\d|\b(one|five|fifteen|point|comma|milligrams?)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def unsafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    """A kiosk on a pack in whose first topic somebody wrote a dose in a way that has two meanings."""
    pack = six_topics_pack(tmp_path_factory.mktemp("packs") / "unsafe")
    file = pack / "topics" / "baclofen" / "en-GB.md"
    text = file.read_text(encoding="utf-8")
    heading = re.search(r"^## .*\n", text, re.MULTILINE)
    assert heading is not None
    file.write_text(text[: heading.end()] + f"\n{SENTENCE}\n" + text[heading.end() :], encoding="utf-8")
    assert cli.main(("speak", "--prepare", str(pack)), screens=None) == 0  # type: ignore[arg-type]  # no screen
    with kiosk_on("landscape", pack) as kiosk:
        yield kiosk


def test_the_number_is_pointed_at_and_no_part_of_it_is_said(unsafe: Kiosk) -> None:
    presenter = unsafe.presenter
    presenter.open_topic("baclofen")
    presenter.start_reading()
    presenter.listen()
    assert presenter.session.place.kind is Kind.ALOUD
    one = next(one for one in presenter.reading.player.script if one.text == SENTENCE)
    assert [word.said for word in one.words] == ["Take", UNSAID, "at", "night"]
    assert not any(_DIGITS_SAID.search(word.said) for word in one.words)
    hidden = one.words[1]
    assert one.text[hidden.span.start : hidden.span.end] == "1,5 mg", "the mark lies on the number and its unit"
    [asked] = speak(UNSAID, [find_words(UNSAID, 0, len(UNSAID))[0]], Lexicon(), EspeakPhonemiser("en-GB"))[:1]
    assert asked.ipa
    assert hidden.ipa.startswith(asked.ipa), "the sound is that of the words, not of the number"
    assert isinstance(unsafe.window.screen_shown, AloudScreen)
    presenter.stop_listening()


def test_the_glass_shows_it_as_it_was_written(unsafe: Kiosk) -> None:
    presenter = unsafe.presenter
    presenter.open_topic("baclofen")
    presenter.start_reading()
    presenter.listen()
    screen = unsafe.window.screen_shown
    assert isinstance(screen, AloudScreen)
    assert SENTENCE in screen._facts.sentences
    assert not any(UNSAID in sentence for sentence in screen._facts.sentences)
    presenter.stop_listening()
