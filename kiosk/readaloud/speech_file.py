# ruff: noqa: RUF002  (phonetic letters, dashes and signs are meant as they are)
"""Prepared speech as a file: `<lang>.speech.json` beside a topic and beside the phrases.

    {"lang": "en-GB", "lexicon": "<sha256>", "sentences": {"Take 5 mg.": [[0, 4, "take", "tˈeɪk"], ...]}}

One line a sentence, in the order of the text, so that a change of a sound reads well in a review.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk import paths
from kiosk.bundle.codec import speech_from_json
from kiosk.bundle.speech import Speech, SpokenWord
from kiosk.errors import ContentError


@dataclass(frozen=True, slots=True)
class SpeechFile:
    """A speech file: its language, the lexicon it was made with, and the sentences."""

    lang: str
    lexicon: str
    sentences: Speech


def read(path: Path) -> SpeechFile:
    """Read a speech file; ContentError when it is damaged."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return SpeechFile(str(table["lang"]), str(table["lexicon"]), speech_from_json(table))
    except (OSError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise ContentError(f"{path} is no speech file: {error}. Make it again: kiosk speak --prepare PACK") from error


def phrase_speech(lang: str, folder: Path | None = None) -> Speech:
    """Return how the interface phrases of `lang` are said; empty when they were never prepared."""
    path = phrase_file(lang, folder)
    return read(path).sentences if path.is_file() else {}


def phrase_file(lang: str, folder: Path | None = None) -> Path:
    """Return where the speech of the phrases of `lang` lies."""
    return (folder or paths.resources() / "phrases") / f"{lang}.speech.json"


def dumps(stored: SpeechFile) -> str:
    """Return the file's text; equal values give equal bytes."""
    lines = [
        f"{_json(text)}: {_json([[w.span.start, w.span.end, w.said, w.ipa] for w in words])}"
        for text, words in stored.sentences.items()
    ]
    body = ",\n".join(lines)
    return f'{{"lang": {_json(stored.lang)}, "lexicon": {_json(stored.lexicon)}, "sentences": {{\n{body}\n}}}}\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def merged(*parts: Mapping[str, tuple[SpokenWord, ...]]) -> Speech:
    """Return several speeches as one; the first that knows a sentence is believed."""
    whole: dict[str, tuple[SpokenWord, ...]] = {}
    for part in reversed(parts):
        whole.update(part)
    return whole
