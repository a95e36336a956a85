"""Whether somebody has settled how each word is said: the pack's lexicon against a general dictionary of sounds.

The dictionary is CMU's (BSD licence, 134,000 words), as the speech recogniser pocketsphinx carries it: an author's own
tool, like hunspell; the kiosk never opens it. That a word is in it says nothing of how it is said here, only that a
speech program has probably met it.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.bundle.files import read_text
from kiosk.bundle.findings import Finding, Gravity
from kiosk.bundle.model import Pack
from kiosk.check.pack_rules import Filed, easy_words, glossary_of, lexicon
from kiosk.check.rules import Lines, topic_texts

FILE = "lexicon.toml"
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


def advise_sounds(folder: Path, pack: Pack, topics: Sequence[Filed]) -> list[Finding]:
    """Return the findings of every rule of this module; none for a pack that has no lexicon.

    The lexicon is in the pack's first language.
    """
    table = lexicon(folder)
    words = {word.casefold(): row for word, row in table.get("word", {}).items()}
    if not words:
        return []
    forms = frozenset(table.get("said", {}))
    own = [(file, topic) for file, topic in topics if topic.lang == pack.languages[0]]
    glossary = glossary_of(folder, pack, pack.languages[0])
    names = [*easy_words(topic for _, topic in own), *(term.word.plain for term in glossary.terms)]
    path = folder / FILE
    found = _names(path, names, words, forms)
    found += _entries(path, words)
    known = _dictionary()
    if not known:
        wrong = "No word was looked up in a dictionary of sounds: pocketsphinx is not installed."
        return [*found, Finding(path, 1, Gravity.HINT, "no-sound", wrong, "Run: make test (it sets it up).")]
    texts = [(file, [text.plain for text in topic_texts(topic)]) for file, topic in own]
    texts.append((path, [text.plain for term in glossary.terms for text in (term.word, term.plain)]))
    return found + _unknown(texts, words, forms, known)


def _names(path: Path, names: Iterable[str], words: Mapping[str, Any], forms: frozenset[str]) -> list[Finding]:
    """Every medicine, brand and word of the glossary has an entry, whatever the dictionary knows.

    Of a name in several words, such as 'foot drop', only words that no dictionary has: those are found as any other.
    """
    parts = (_WORD.findall(name) for name in names)
    lacking = {part[0].casefold() for part in parts if len(part) == 1 and not _settled(part[0], words, forms)}
    return [
        Finding(
            path, 1, Gravity.WARNING, "name-without-sound", f"'{word}' is in a name or the glossary, and has no entry.",
            f"Add [word.{word}] with ipa, respell and wrong, then run 'kiosk speak --prepare'.",
        )
        for word in sorted(lacking)
    ]  # fmt: skip


def _entries(path: Path, words: Mapping[str, Any]) -> list[Finding]:
    """An entry without a slip can't be tested by ear; who has listened is told once for the pack."""
    found = []
    lines = Lines(read_text(path)) if path.is_file() else None
    for word, row in words.items():
        if lines and isinstance(row, dict) and not (row.get("respell") and row.get("wrong")):
            wrong = f"The entry of '{word}' lacks how it is respelt, or a slip to tell it from."
            line = lines.of_key(f"[word.{word}]")
            found.append(
                Finding(path, line, Gravity.HINT, "sound-entry", wrong, 'Fill in respell = "" and wrong = "".')
            )
    unheard = sum(isinstance(row, dict) and not row.get("reviewer") for row in words.values())
    if unheard:
        wrong = f"Nobody has listened to {unheard} of {len(words)} words of the lexicon."
        instead = "Have someone who knows the words listen, then write their role into 'reviewer'."
        found.append(Finding(path, 1, Gravity.HINT, "not-listened", wrong, instead))
    return found


def _unknown(
    texts: Iterable[tuple[Path, Iterable[str]]], words: Mapping[str, Any], forms: frozenset[str], known: frozenset[str]
) -> list[Finding]:
    """Warn once of each word that neither the lexicon nor the dictionary has, where it first stands."""
    found: dict[str, Finding] = {}
    for file, parts in texts:
        lines = Lines(read_text(file)) if file.is_file() else None
        for written in (word for part in parts for word in _WORD.findall(part)):
            plain = _plain(written).removesuffix("'s")
            # Initials are said letter by letter, and units ('cm') in full, by rules.
            spelt = written.isupper() or not re.search("[aeiouy]", plain)
            if spelt or plain in found or _settled(written, words, forms):
                continue
            if plain not in known:
                wrong = f"How '{written}' is said stands neither in the lexicon nor in the dictionary of sounds."
                line = lines.of_word(written) if lines else 1
                instead = f"Add [word.{plain}] to {FILE}, then run 'kiosk speak --prepare'."
                found[plain] = Finding(file, line, Gravity.WARNING, "no-sound", wrong, instead)
    return list(found.values())


def _settled(written: str, words: Mapping[str, Any], forms: frozenset[str]) -> bool:
    """Return whether the lexicon says it, or what it is the plural or possessive of (as `readaloud.lexicon` does)."""
    plain = _plain(written)
    stems = {plain, plain.removesuffix("'s"), plain.removesuffix("s"), plain.removesuffix("es")}
    form = written.replace("\u2019", "'").removesuffix("'s")
    return bool(stems & words.keys()) or bool({form, form.removesuffix("s")} & forms)


def _plain(written: str) -> str:
    return written.casefold().replace("\u2019", "'")


@cache
def _dictionary() -> frozenset[str]:
    """Return the words of the dictionary; none where pocketsphinx is not installed."""
    package = importlib.util.find_spec("pocketsphinx")
    if package is None or package.origin is None:
        return frozenset()
    file = Path(package.origin).parent / "model" / "en-us" / "cmudict-en-us.dict"
    if not file.is_file():
        return frozenset()
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(line.partition(" ")[0] for line in lines)
