# ruff: noqa: RUF001, RUF002  (phonetic letters, dashes and signs are meant as they are)
"""How the words of a pack are pronounced: `lexicon.toml`, kept by its authors and reviewed like any other content.

    [word.baclofen]
    ipa = "ˈbækləfɛn"        # how it sounds, in the International Phonetic Alphabet
    respell = "BAK-lo-fen"   # the same for readers
    wrong = "ˈbæklufən"      # a likely slip, for the check that the voice says it right
    reviewer = ""            # role of whoever listened to it; empty until someone has

    [said.MS]
    say = "em ess"           # written form -> spoken words

Plurals and possessives of a word or a form need no entry of their own.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.errors import ContentError

FILE = "lexicon.toml"
_IPA = set("abdefhijklmnoprstuvwzæðŋɐɑɒɔəɚɛɜɡɪɹɾʃʊʌʒʔθɫᵻxçʤʧˈˌː .͡'ːg-")
_HISSING = ("s", "z", "ʃ", "ʒ", "ʧ", "ʤ")
_VOICELESS = ("p", "t", "k", "f", "θ")


@dataclass(frozen=True, slots=True)
class Entry:
    """One word: its sound, and what is known of it."""

    ipa: str
    respell: str = ""
    wrong: str = ""
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The settled sounds of a pack. `Lexicon()` knows nothing and leaves every word to the phonemiser."""

    words: Mapping[str, Entry] = field(default_factory=dict)
    """By the word in small letters."""
    said: Mapping[str, str] = field(default_factory=dict)
    """By the written form, as it is written."""
    sha256: str = hashlib.sha256(b"").hexdigest()
    """Of the file, so that what was made with another one is known to be out of date."""

    def ipa(self, word: str) -> str | None:
        """Return the sound of a spoken word, its plural or possessive; None when it is not listed."""
        plain = word.lower().replace("’", "'")
        if plain in self.words:
            return self.words[plain].ipa
        for ending, needs_hiss in (("'s", False), ("s'", False), ("es", True), ("s", False)):
            stem = plain.removesuffix(ending)
            if stem != plain and stem in self.words:
                ipa = self.words[stem].ipa
                return ipa + _plural(ipa) if ipa.endswith(_HISSING) or not needs_hiss else None
        return None

    def say(self, form: str) -> str | None:
        """Return the spoken words of a written form such as 'MS' or 'GPs'; None when it is not listed.

        The case counts, since 'MS' is no 'ms'; at the head of a sentence a small-letter form may be capital.
        """
        plain = form.replace("’", "'")
        for candidate in (plain, plain[:1].lower() + plain[1:]):
            if candidate in self.said:
                return self.said[candidate]
        stem = plain.removesuffix("s").removesuffix("'")
        if stem != plain and stem in self.said:
            words = self.said[stem]
            return words + ("es" if words.endswith(("s", "x", "z", "ch", "sh")) else "s")
        return None


def _plural(ipa: str) -> str:
    if ipa.endswith(_HISSING):
        return "ɪz"
    return "s" if ipa.endswith(_VOICELESS) else "z"


def load(path: Path) -> Lexicon:
    """Read a lexicon; a missing file gives an empty one, a wrong one a ContentError that names the entry."""
    if not path.exists():
        return Lexicon()
    try:
        raw = path.read_bytes()
        table = tomllib.loads(raw.decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{path} cannot be read as a lexicon: {error}.") from error
    unknown = sorted(set(table) - {"word", "said"})
    if unknown:
        raise ContentError(f"{path}: '{unknown[0]}' is not known here. Write [word.<word>] or [said.<form>].")
    words = {word.lower(): _entry(path, word, row) for word, row in _tables(path, table, "word")}
    said = {form: _text(path, f"said.{form}", row, "say") for form, row in _tables(path, table, "said")}
    return Lexicon(words, said, hashlib.sha256(raw).hexdigest())


def _tables(path: Path, table: Mapping[str, Any], name: str) -> list[tuple[str, Mapping[str, Any]]]:
    rows = table.get(name, {})
    if not isinstance(rows, dict) or not all(isinstance(row, dict) for row in rows.values()):
        raise ContentError(f"{path}: write each entry as a table of its own, [{name}.<...>].")
    return list(rows.items())


def _text(path: Path, entry: str, row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ContentError(f'{path}: [{entry}] needs {key} = "...", with words in it.')
    return value.strip()


def _entry(path: Path, word: str, row: Mapping[str, Any]) -> Entry:
    ipa = _text(path, f"word.{word}", row, "ipa").strip("/")
    for mark in ipa:
        if mark not in _IPA:
            raise ContentError(
                f"{path}: [word.{word}] ipa has '{mark}', which is no sound of English here. Write it in the "
                "International Phonetic Alphabet, such as 'ˈbækləfɛn'."
            )
    return Entry(ipa, str(row.get("respell", "")), str(row.get("wrong", "")), str(row.get("reviewer", "")))
