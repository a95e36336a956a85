"""Each word of the lexicon is heard as its entry says, and told from the slip that the entry names.

The same sentence is spoken twice, with the right and with the wrong sound, and a recogniser that is given both ways
to say the word picks one by the sound. It has to pick the right one and the wrong one: a pair it cannot tell apart
would pass whatever is said.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace
from typing import Any

import pytest

from kiosk.bundle.sentences import find_words
from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.lexicon import FILE, Entry, Lexicon, load
from kiosk.readaloud.phonemes import EspeakPhonemiser
from kiosk.readaloud.prepare import speak
from kiosk.readaloud.script import Kind, Utterance
from tests.kiosk.readaloud.hearing import samples, variant
from tests.listen.pack import LANG, PACK, sound_of

_SENTENCE = "Please ask about {} today."
_SAMPLE = 40
_TOLD_APART = 0.95
"""Share of words for which the recogniser has to pick what was said, in both cases."""


def words() -> list[str]:
    """Return the words to listen to: all with LISTEN=all, else a sample that stays the same."""
    lexicon = load(PACK / FILE)
    known = [word for word, entry in lexicon.words.items() if entry.wrong]
    return known if os.environ.get("LISTEN") == "all" else random.Random("lexicon").sample(known, _SAMPLE)


class Told:
    """Speaks a word one way or the other and asks which it was."""

    def __init__(self, voice: KokoroVoice) -> None:
        self._voice = voice
        self._phonemiser = EspeakPhonemiser(LANG)
        self._lexicon = load(PACK / FILE)

    def entry(self, word: str) -> Entry:
        """Return how a word is said."""
        return self._lexicon.words[word]

    def picked(self, word: str, ipa: str) -> str:
        """Return 'right' or 'wrong': what is heard when `word` is said as `ipa`."""
        entry, text = self.entry(word), _SENTENCE.format(word)
        lexicon = Lexicon({word: replace(entry, ipa=ipa)}, self._lexicon.said)
        said = Utterance(text, speak(text, find_words(text, 0, len(text)), lexicon, self._phonemiser), Kind.SENTENCE)
        plain = text.lower().rstrip(".").split()
        wave = samples(sound_of(self._voice, said).pcm)
        return variant(wave, plain, word, entry.ipa, entry.wrong)


@pytest.fixture(scope="module")
def told(voice: KokoroVoice) -> Told:
    return Told(voice)


def test_the_right_sound_is_told_from_the_known_slip(told: Told, report: dict[str, Any]) -> None:
    rows = {
        word: (told.picked(word, told.entry(word).ipa), told.picked(word, told.entry(word).wrong)) for word in words()
    }
    fine = [word for word, row in rows.items() if row == ("right", "wrong")]
    reviewed = [word for word in rows if told.entry(word).reviewer]
    report["lexicon"] = {
        "words": len(rows),
        "told_apart": len(fine),
        "right_heard_as_wrong": sum(row[0] == "wrong" for row in rows.values()),
        "wrong_heard_as_right": sum(row[1] == "right" for row in rows.values()),
        "reviewed": len(reviewed),
        "not_told_apart": {word: row for word, row in rows.items() if word not in fine},
    }
    assert len(fine) >= _TOLD_APART * len(rows), report["lexicon"]["not_told_apart"]


def test_the_check_hears_a_lexicon_whose_sounds_were_swapped(told: Told) -> None:
    some = [word for word in words() if len(word) > 6][:6]
    assert sum(told.picked(word, told.entry(word).wrong) == "right" for word in some) <= 1
