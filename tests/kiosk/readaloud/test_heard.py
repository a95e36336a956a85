"""What the voice says is understood by a recogniser that was never told the words, and sounds as the lexicon says."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk import paths
from kiosk.bundle.folder import FolderBundle
from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.lexicon import Lexicon, load
from kiosk.readaloud.script import Kind, Utterance
from tests.kiosk.readaloud.hearing import error_rate, heard, plain_words, samples, variant

Say = Callable[..., Utterance]
PACK = paths.shipped_pack()
LEXICON = load(PACK / "lexicon.toml")


def test_each_sentence_is_told_from_all_others_of_its_topic_by_ear(voice: KokoroVoice) -> None:
    """A recogniser writes down what it hears; of all sentences of the topic, the one that was said fits best.

    It is small and American and gets some four words in ten wrong, so a limit on its errors would prove little.
    Played backwards, the same sounds must not pass: that shows that the check can fail.
    """
    speech = FolderBundle(PACK).speech("talking-to-your-ms-team", "en-GB")
    written = {text: " ".join(plain_words(word.said for word in words)) for text, words in speech.items()}
    texts = [text for text in speech if 6 <= len(speech[text]) <= 9][:6]
    waves = [samples(voice.speak(Utterance(text, speech[text], Kind.SENTENCE), 1.0).pcm) for text in texts]

    def told(wave: NDArray[np.float64]) -> str:
        found = " ".join(heard(wave))
        return min(written, key=lambda text: error_rate(written[text], found))

    assert sum(told(wave) == text for wave, text in zip(waves, texts, strict=True)) >= 5
    assert sum(told(wave[::-1]) == text for wave, text in zip(waves, texts, strict=True)) <= 1


def test_silence_does_not_pass_for_words(phrase: Utterance) -> None:
    wanted = plain_words(word.said for word in phrase.words)
    assert error_rate(wanted, heard(np.zeros(24_000))) > 0.7


SENTENCES = {"baclofen": "Your doctor may suggest {} tablets.", "tizanidine": "Your doctor may suggest {} tablets."}


@pytest.mark.parametrize("word", SENTENCES)
def test_a_medicine_sounds_as_its_lexicon_entry_and_not_like_the_known_slip(
    word: str, voice: KokoroVoice, say: Say
) -> None:
    entry = LEXICON.words[word]
    assert entry.wrong, "the entry needs a known slip to be told from"
    text = SENTENCES[word].format(word)
    words = plain_words([text])
    slip = Lexicon({**LEXICON.words, word: type(entry)(entry.wrong)}, LEXICON.said)
    right = samples(voice.speak(say(text), 0.9).pcm)
    wrong = samples(voice.speak(say(text, slip), 0.9).pcm)
    assert variant(right, words, word, entry.ipa, entry.wrong) == "right"
    assert variant(wrong, words, word, entry.ipa, entry.wrong) == "wrong", "the check cannot tell the two apart"
