"""One voice for all tests that let it speak: loading it takes most of a second."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.bundle.sentences import find_words
from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.lexicon import Lexicon, load
from kiosk.readaloud.phonemes import EspeakPhonemiser
from kiosk.readaloud.prepare import speak
from kiosk.readaloud.script import Kind, Utterance
from kiosk.readaloud.stored import phrase_speech

Say = Callable[..., Utterance]


@pytest.fixture(scope="session")
def voice() -> KokoroVoice:
    """Return the real voice."""
    found = KokoroVoice("bf_emma", "en-GB")
    if not found.available():
        pytest.skip("the voice is not installed: kiosk voices install")
    return found


@pytest.fixture(scope="session")
def say() -> Say:
    """Return a function that makes an utterance of any sentence, said by the pack's lexicon or another."""
    from kiosk import paths

    phonemiser = EspeakPhonemiser("en-GB")
    settled = load(paths.shipped_pack() / "lexicon.toml")

    def utterance(text: str, lexicon: Lexicon = settled, kind: Kind = Kind.SENTENCE) -> Utterance:
        return Utterance(text, speak(text, find_words(text, 0, len(text)), lexicon, phonemiser), kind)

    return utterance


@pytest.fixture(scope="session")
def phrase() -> Utterance:
    """Return a short sentence of the interface, as it was prepared."""
    text = "Are you still there?"
    return Utterance(text, phrase_speech("en-GB")[text], Kind.PHRASE)
