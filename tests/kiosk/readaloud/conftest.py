"""What tests of reading aloud share: the real voice, sentences said by the pack's lexicon, and a pack of few words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.bundle.sentences import find_words
from kiosk.readaloud.lexicon import Lexicon, load
from kiosk.readaloud.phonemes import EspeakPhonemiser
from kiosk.readaloud.prepare import speak
from kiosk.readaloud.script import Kind, Utterance
from kiosk.readaloud.speech_file import phrase_speech
from tests.support.voices import voice

__all__ = ["voice"]  # a fixture

Say = Callable[..., Utterance]


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


@pytest.fixture
def small_pack(tmp_path: Path) -> Path:
    """A pack with one topic of few words, so that it is spoken in seconds."""
    folder = tmp_path / "pack" / "topics" / "rest"
    folder.mkdir(parents=True)
    (tmp_path / "pack" / "bundle.toml").write_text(
        'id = "small"\ntitle = "Small"\naudience = "Adults"\nversion = "0.1.0"\n'
        'languages = ["en-GB"]\nmost_asked = ["rest"]\n'
        '[[category]]\nid = "most"\ntitle = "Most asked"\nicon = "star"\naccent = "most"\n'
        '[[category]]\nid = "living"\ntitle = "Living"\nicon = "flower-outline"\naccent = "live"\n'
    )
    (folder / "en-GB.md").write_text(
        '+++\nid = "rest"\ntitle = "Rest"\ncategory = "living"\nicon = "sofa"\nversion = "0.1"\nstatus = "draft"\n'
        'author = "Content writer"\nreviewer = ""\n'
        '[[source]]\nid = "S"\npublisher = "P"\ntitle = "T"\ndate = "undated"\naddress = "https://example.org"\n+++\n\n'
        ':::key-points\npoints = ["Rest.", "Sit.", "Sleep."]\n:::\n\n'
        ':::questions\nitems = ["Why?"]\n:::\n\n'
        '{#why role="what it is" icon="sofa"}\n## Why rest?\n\nIt helps.\n'
    )
    return tmp_path / "pack"
