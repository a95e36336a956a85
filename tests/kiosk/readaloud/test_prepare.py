"""The speech files: in date, made anew only where something changed, equal bytes for equal content."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from kiosk import paths, phrases
from kiosk.bundle.folder import FolderBundle
from kiosk.bundle.sentences import find_words
from kiosk.bundle.sources import overdue_line
from kiosk.errors import ContentError, UsageError
from kiosk.readaloud.lexicon import Entry, Lexicon, load
from kiosk.readaloud.phonemes import EspeakPhonemiser
from kiosk.readaloud.prepare import (
    names_in,
    refresh,
    refresh_pack,
    sentences_of_phrases,
    sentences_of_review,
    sentences_of_topic,
    speak,
)
from kiosk.readaloud.script import script_for_phrase, script_for_questions, script_for_teach_back, script_for_topic
from kiosk.readaloud.speech_file import dumps, phrase_speech, read
from tests.kiosk.bundle.makers import approve, write_pack

PACK = paths.shipped_pack()
TOPICS = sorted(path.parent.name for path in PACK.glob("topics/*/en-GB.md"))
needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


class Spelling:
    """A phonemiser for what does not hang on sounds: every word is its own sound. Counts what it is asked."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def phonemise(self, line: str) -> str:
        self.lines.append(line)
        return line.replace(".", "")

    def alone(self, word: str) -> str:
        return word


def wanted(*texts: str) -> dict[str, tuple[object, ...]]:
    return {text: find_words(text, 0, len(text)) for text in texts}


@pytest.mark.parametrize("topic", TOPICS)
def test_every_sentence_of_a_topic_has_its_sound(topic: str) -> None:
    bundle = FolderBundle(PACK)
    read_topic, speech = bundle.topic(topic, "en-GB"), bundle.speech(topic, "en-GB")
    needed = {**sentences_of_topic(read_topic), **sentences_of_review(read_topic.trust, phrases.load("en-GB"))}
    assert list(speech) == list(needed), "Run: kiosk speak --prepare content/ms"
    assert read(PACK / "topics" / topic / "en-GB.speech.json").lexicon == load(PACK / "lexicon.toml").sha256
    whole = {**speech, **phrase_speech("en-GB")}
    said = [
        *script_for_topic(read_topic, whole, phrases.load("en-GB")),
        *script_for_questions(read_topic.prompts, whole),
        *(one for teach_back in read_topic.teach_backs for one in script_for_teach_back(teach_back, whole)),
    ]
    assert [one.text for one in said if not one.has_sound] == []


def test_the_phrases_have_their_sound() -> None:
    names = names_in(FolderBundle(PACK), "en-GB")
    assert list(phrase_speech("en-GB")) == list(sentences_of_phrases(phrases.load("en-GB"), names)), (
        "Run: kiosk speak --prepare content/ms"
    )


@needs_espeak
def test_the_sounds_are_what_the_rules_make_today() -> None:
    lexicon, phonemiser = load(PACK / "lexicon.toml"), EspeakPhonemiser("en-GB")
    bundle = FolderBundle(PACK)
    for topic in TOPICS:
        speech = bundle.speech(topic, "en-GB")
        sentences = sentences_of_topic(bundle.topic(topic, "en-GB"))
        for text in list(sentences)[::12]:
            assert speak(text, sentences[text], lexicon, phonemiser) == speech[text], (
                "Run: kiosk speak --prepare content/ms --all"
            )


def test_only_what_changed_is_made_anew_and_what_is_gone_is_dropped(tmp_path: Path) -> None:
    path, spelling = tmp_path / "en-GB.speech.json", Spelling()
    refresh(path, "en-GB", wanted("One two.", "Three four."), Lexicon(), spelling)
    changes = refresh(path, "en-GB", wanted("Three four.", "Five six."), Lexicon(), spelling)
    assert (changes.made, changes.kept, changes.dropped) == (1, 1, 1)
    assert spelling.lines == ["One two.", "Three four.", "Five six."]
    assert list(read(path).sentences) == ["Three four.", "Five six."]


def test_a_new_lexicon_makes_everything_anew(tmp_path: Path) -> None:
    path, spelling = tmp_path / "en-GB.speech.json", Spelling()
    refresh(path, "en-GB", wanted("One two."), Lexicon(), spelling)
    lexicon = Lexicon({"two": Entry("tˈuː")}, sha256="0" * 64)
    assert refresh(path, "en-GB", wanted("One two."), lexicon, spelling).made == 1
    assert [word.ipa for word in read(path).sentences["One two."]] == ["One", "tˈuː"]


def test_a_file_in_date_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "en-GB.speech.json"
    refresh(path, "en-GB", wanted("One two."), Lexicon(), Spelling())
    before = path.stat().st_mtime_ns, path.read_bytes()
    refresh(path, "en-GB", wanted("One two."), Lexicon(), Spelling())
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_the_line_of_an_overdue_review_has_its_sound_before_its_day(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    path = pack / "topics" / "baclofen" / "en-GB.md"
    refresh_pack(pack, lambda lang: Spelling())
    assert not any("due" in text for text in read(path.with_suffix(".speech.json")).sentences)
    approve(path, due=date(2027, 9, 30))
    (changes,) = refresh_pack(pack, lambda lang: Spelling())
    assert changes.made == 3
    topic = FolderBundle(pack).topic("baclofen", "en-GB")
    line = overdue_line(topic.trust, phrases.load("en-GB"), date(2027, 10, 1))
    said = script_for_phrase(line, read(path.with_suffix(".speech.json")).sentences)
    assert [one.text for one in said][1] == "It was due by 30 September 2027."
    assert all(one.has_sound for one in said)


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "en-GB.speech.json"
    path.write_text('{"lang": "en-GB"')
    with pytest.raises(ContentError, match="no speech file"):
        read(path)
    assert refresh(path, "en-GB", wanted("One two."), Lexicon(), Spelling()).made == 1


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    for topic in TOPICS:
        path = PACK / "topics" / topic / "en-GB.speech.json"
        assert dumps(read(path)) == path.read_text(encoding="utf-8")


def test_a_pack_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="pack's folder"):
        refresh_pack(tmp_path / "none", lambda lang: Spelling())
