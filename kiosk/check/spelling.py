"""Spelling, by hunspell's British dictionary: a separate process, for authors only; the kiosk never runs it.

Words of the pack's lexicon and names in its heads count as known: that is the pack's own medical word list.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable

DICTIONARIES = {"en-GB": "en_GB"}
"""hunspell's dictionary, by language."""


def available(lang: str) -> bool:
    """Return whether hunspell and the dictionary of `lang` are installed."""
    if lang not in DICTIONARIES or shutil.which("hunspell") is None:
        return False
    listed = subprocess.run(
        ["hunspell", "-D"], capture_output=True, text=True, check=False, timeout=20, stdin=subprocess.DEVNULL
    )
    return f"/{DICTIONARIES[lang]}" in listed.stdout + listed.stderr


def unknown_words(texts: Iterable[str], lang: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the words of `texts` that neither the dictionary nor `known` has, each once, in order."""
    words = "\n".join(texts)
    checked = subprocess.run(
        ["hunspell", "-d", DICTIONARIES[lang], "-i", "utf-8", "-l"],
        input=words,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    learned = {word.casefold() for word in known}
    return tuple(dict.fromkeys(word for word in checked.stdout.split() if not _learned(word.casefold(), learned)))


def _learned(word: str, known: set[str]) -> bool:
    return word in known or word.removesuffix("'s") in known or word.removesuffix("s") in known
