"""Words of the glossary, and what matters to one person, are heard as they are shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk import paths, phrases
from kiosk.bundle.focus import focused, section_of
from kiosk.bundle.folder import FolderBundle, glossary_file
from kiosk.bundle.glossary import parse_glossary
from kiosk.bundle.model import ABOUT_ME
from kiosk.readaloud.prepare import refresh_pack, sentences_of_glossary
from kiosk.readaloud.script import Kind, script_for_section, script_for_term
from kiosk.readaloud.speech_file import phrase_speech

PACK = paths.shipped_pack()
TOPICS = sorted(path.parent.name for path in PACK.glob("topics/*/en-GB.md"))
WORDS = phrases.load("en-GB")
SOURCE = """
[[term]]
word = "spasm"
say = ["SPAZ", "um"]
plain = "A sudden pull of a muscle. It can hurt."
also = ["spasms"]
"""


class Spelling:
    """A phonemiser for what does not hang on sounds: every word is its own sound."""

    def phonemise(self, line: str) -> str:
        return line.replace(".", "")

    def alone(self, word: str) -> str:
        return word


def test_a_term_is_said_as_its_word_and_then_its_meaning() -> None:
    glossary, _ = parse_glossary(SOURCE, path=Path("glossary.toml"), lang="en-GB")
    assert glossary is not None
    said = script_for_term(glossary.term("spasm"), {})
    assert [(one.text, one.kind, one.block) for one in said] == [
        ("spasm", Kind.HEADING, -1),
        ("A sudden pull of a muscle.", Kind.SENTENCE, 0),
        ("It can hurt.", Kind.SENTENCE, 0),
    ]
    assert list(sentences_of_glossary(glossary)) == [one.text for one in said]


def test_preparing_a_pack_prepares_its_glossary(tmp_path: Path) -> None:
    folder = tmp_path / "ms"
    folder.mkdir()
    for name in ("bundle.toml", "lexicon.toml"):
        shutil.copy(PACK / name, folder / name)
    (folder / "glossary.toml").write_text(SOURCE, encoding="utf-8")
    assert [change.made for change in refresh_pack(folder, lambda _: Spelling())] == [3]
    assert [change.kept for change in refresh_pack(folder, lambda _: Spelling())] == [3]
    bundle = FolderBundle(folder)
    said = script_for_term(bundle.glossary("en-GB").term("spasms"), bundle.glossary_speech("en-GB"))
    assert all(one.has_sound for one in said)


def test_every_word_that_is_explained_has_its_sound() -> None:
    bundle = FolderBundle(PACK)
    for lang in bundle.pack.languages:
        glossary, speech = bundle.glossary(lang), bundle.glossary_speech(lang)
        wanted = list(sentences_of_glossary(glossary)) if glossary_file(PACK, bundle.pack, lang).is_file() else []
        assert list(speech) == wanted, "Run: kiosk speak --prepare content/ms"


@pytest.mark.parametrize("topic_id", TOPICS)
def test_what_is_brought_forward_has_its_sound(topic_id: str) -> None:
    bundle = FolderBundle(PACK)
    speech = {**phrase_speech("en-GB"), **bundle.speech(topic_id, "en-GB")}
    section = section_of(focused(bundle.topic(topic_id, "en-GB"), ABOUT_ME, WORDS))
    said = script_for_section(section, speech, WORDS) if section else ()
    assert [one.text for one in said if not one.has_sound] == []
