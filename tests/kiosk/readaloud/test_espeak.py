"""espeak-ng as a voice: a program of its own, which is given the words that were settled, and nothing unsafe."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kiosk.bundle.model import Span
from kiosk.bundle.sentences import make_text
from kiosk.bundle.speech import SpokenWord
from kiosk.errors import VoiceError
from kiosk.readaloud import espeak
from kiosk.readaloud.espeak import EspeakVoice, languages
from kiosk.readaloud.loudness import TARGET, loudness
from kiosk.readaloud.script import Kind, Utterance
from kiosk.readaloud.voice import GivenUpError, Patience, voice_for
from kiosk.settings import Settings
from tests.kiosk.readaloud.hearing import samples

Say = Callable[..., Utterance]


@pytest.fixture
def voice() -> EspeakVoice:
    found = EspeakVoice("en-GB")
    if not found.available():
        pytest.skip("espeak-ng is not installed")
    return found


def typed(text: str) -> Utterance:
    """Return a sentence that nobody has prepared."""
    [sentence] = make_text(text).sentences
    words = tuple(SpokenWord(word, text[word.start : word.end], "") for word in sentence.words)
    return Utterance(text, words, Kind.PHRASE)


@pytest.fixture
def lines(voice: EspeakVoice, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines that the program is given; it still runs."""
    asked: list[str] = []
    real = EspeakVoice._asked

    def noting(self: EspeakVoice, words: list[str], line: str, patience: Patience | None) -> bytes:
        asked.append(line)
        return real(self, words, line, patience)

    monkeypatch.setattr(EspeakVoice, "_asked", noting)
    return asked


def test_it_speaks_at_the_rate_of_the_stream_with_a_mark_for_each_word(voice: EspeakVoice, phrase: Utterance) -> None:
    sound = voice.speak(phrase, 0.85)
    assert sound.rate == 24_000
    assert 0.8 < sound.duration < 3.0
    assert abs(samples(sound.pcm)).max() > 3000
    assert [mark.word for mark in sound.marks] == list(range(len(phrase.words)))
    assert 0.05 < sound.marks[0].start < 0.15, "a lead-in, so that no half-word is swallowed"
    assert sound.marks[-1].end <= sound.duration


def test_steps_and_a_slower_speed_are_slower(voice: EspeakVoice, phrase: Utterance) -> None:
    usual = voice.speak(phrase, 1.0).duration
    assert voice.speak(phrase, 0.7).duration > 1.2 * usual
    assert 1.03 * usual < voice.speak(replace(phrase, slower=True), 1.0).duration < 1.3 * usual


def test_it_is_as_loud_as_the_neural_voice_within_two_units(voice: EspeakVoice, say: Say) -> None:
    texts = (
        "Take it with food or a milky drink.",
        "Ring your nurse today.",
        "What should I tell my team before I start?",
    )
    wave = np.concatenate([samples(voice.speak(say(text), 0.85).pcm) / 32768 for text in texts])
    found = loudness(wave, 24_000)
    assert found is not None
    assert abs(found - TARGET) < 2.0


def test_what_content_settled_is_what_the_program_is_given(voice: EspeakVoice, lines: list[str], say: Say) -> None:
    voice.speak(say("Take 5 mg, 2-3 times a day."), 1.0)
    assert lines == ["Take five milligrams, two to three times a day."]


def test_typed_words_go_through_the_rules_and_keep_their_marks(voice: EspeakVoice, lines: list[str]) -> None:
    one = typed("Take 10 mg at night, then 20 mg.")
    sound = voice.speak(one, 1.0)
    assert lines == ["Take ten milligrams at night, then twenty milligrams."]
    assert [mark.word for mark in sound.marks] == list(range(len(one.words)))


def test_a_dose_that_could_be_meant_in_two_ways_is_pointed_at(voice: EspeakVoice, lines: list[str]) -> None:
    voice.speak(typed("Take 1,5 mg."), 1.0)
    assert lines == ["Take please read the number on the screen."]


def test_letters_that_the_program_takes_for_sounds_are_taken_apart(voice: EspeakVoice, lines: list[str]) -> None:
    voice.speak(Utterance("x", (SpokenWord(Span(0, 1), "a [[h@l'oU]]", "a"),), Kind.PHRASE), 1.0)
    assert lines == ["a [ [h@l'oU]]."]


def test_a_number_in_a_language_without_rules_is_not_said() -> None:
    welsh = EspeakVoice("cy")
    if not welsh.available():
        pytest.skip("espeak-ng is not installed")
    assert welsh.says(typed("Gorffwys am ychydig."))
    assert welsh.speak(typed("Gorffwys am ychydig."), 1.0).duration > 0.5
    assert not welsh.says(typed("Cymerwch 5 mg."))
    with pytest.raises(VoiceError, match="No rule of 'cy'"):
        welsh.speak(typed("Cymerwch 5 mg."), 1.0)


def test_a_language_it_does_not_have_is_not_offered(voice: EspeakVoice) -> None:
    assert not EspeakVoice("xx-none").available()
    assert {"cy", "pl", "ar"} <= set(languages())


def test_where_it_is_not_installed_it_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeak, "NAME", "no-such-program")
    assert not EspeakVoice("en-GB").available()
    assert languages() == ()
    with pytest.raises(VoiceError, match="apt-get install espeak-ng"):
        EspeakVoice("en-GB").speak(typed("Rest."), 1.0)


def test_nobody_waits_for_what_was_given_up(
    voice: EspeakVoice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 15\n")
    slow.chmod(0o755)
    monkeypatch.setattr(espeak, "NAME", str(slow))
    patience, begun = Patience(), time.monotonic()
    threading.Timer(0.3, patience.give_up).start()
    with pytest.raises(GivenUpError):
        voice.speak(typed("Rest."), 1.0, patience)
    assert time.monotonic() - begun < 5
    with pytest.raises(GivenUpError):
        voice.speak(typed("Rest."), 1.0, patience)
    assert time.monotonic() - begun < 5, "nor where it was given up before it began"


def test_it_reads_where_the_settings_name_it_and_only_then() -> None:
    if not EspeakVoice("cy").available():
        pytest.skip("espeak-ng is not installed")
    assert voice_for("cy", Settings()).silent
    assert voice_for("cy", Settings(voice="bf_emma, espeak-ng")).name == "espeak-ng"
    assert voice_for("en-GB", Settings(voice="espeak-ng")).name == "espeak-ng"
    assert voice_for("cy", Settings(voice="none, espeak-ng")).silent


def test_no_library_of_it_is_loaded_into_the_program(voice: EspeakVoice) -> None:
    code = (
        "from kiosk.readaloud.espeak import EspeakVoice\n"
        "from kiosk.readaloud.script import Utterance, Kind\n"
        "from kiosk.bundle.speech import SpokenWord\n"
        "from kiosk.bundle.model import Span\n"
        "EspeakVoice('en-GB').speak(Utterance('Rest.', (SpokenWord(Span(0, 4), 'Rest', ''),), Kind.PHRASE), 1.0)\n"
        "print('espeak' in open('/proc/self/maps').read())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
