# ruff: noqa: RUF001, RUF002  (phonetic letters, dashes and signs are meant as they are)
"""From spoken words to phonemes, with espeak-ng as a separate process, when content is built.

espeak-ng is GPL-3.0-or-later: it runs as a program of its own, sentence in, IPA out, and no part of it is in the
kiosk. A sentence is phonemised whole, so that 'the', 'of' and 'for' get the weak forms they have in speech, and
its phonemes are then laid over the words by edit distance, since espeak-ng joins words ('do not' -> 'duːnɒt').
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from typing import Protocol

from kiosk.bundle.speech import SpokenWord
from kiosk.errors import SetupError
from kiosk.readaloud.alignment import assign
from kiosk.readaloud.lexicon import Lexicon
from kiosk.readaloud.normalise import Said

VOICES = {"en-GB": "en-gb-x-rp"}
"""The languages whose numbers and words have rules here, and what espeak-ng calls them."""
_CLAUSE_MARK = re.compile(r"[,;:()\u2013\u2014\u2026]")
_ATOM = re.compile(r"[^\s,-]+")


class Phonemiser(Protocol):
    """Turns a line of words into IPA, words parted by blanks."""

    def phonemise(self, line: str) -> str:
        """Return the phonemes of a whole line, said as one sentence."""

    def alone(self, word: str) -> str:
        """Return the phonemes of a word said by itself."""


class EspeakPhonemiser:
    """espeak-ng on this machine, one short process a sentence. SetupError when it is not installed."""

    def __init__(self, lang: str) -> None:
        program = shutil.which("espeak-ng")
        if program is None:
            raise SetupError("espeak-ng is needed to prepare speech. Install it: apt-get install espeak-ng")
        if lang not in VOICES:
            raise SetupError(f"There are no rules yet to say '{lang}' aloud; known are: {', '.join(VOICES)}.")
        self._command = [program, "-v", VOICES[lang], "-q", "--ipa"]
        self._known: dict[str, str] = {}

    def phonemise(self, line: str) -> str:
        """Return the IPA of `line`, its clauses joined by blanks."""
        done = subprocess.run([*self._command, "--stdin"], input=line, capture_output=True, text=True, timeout=20)
        if done.returncode:
            raise SetupError(f"espeak-ng failed on '{line}': {done.stderr.strip()}. Install it again.")
        return _modern(" ".join(done.stdout.split()))

    def alone(self, word: str) -> str:
        """Return the IPA of one word; asked once, then remembered."""
        if word not in self._known:
            self._known[word] = self.phonemise(word)
        return self._known[word]


def _modern(ipa: str) -> str:
    """Bring espeak-ng's received pronunciation up to date: 'happy' ends in i, 'cat' has a, one schwa."""
    ipa = re.sub(r"\([a-z-]+\)", "", ipa).replace("\u200d", "").replace("ɐ", "ə").replace("æ", "a")
    return re.sub(r"(?<=[^\Wˈˌɔaəe])ɪ(?=[\s-]|$)", "i", ipa)


def spoken_words(text: str, said: Sequence[Said], lexicon: Lexicon, phonemiser: Phonemiser) -> tuple[SpokenWord, ...]:
    """Return the words of the sentence `text` with their phonemes; the lexicon's sounds come before the rules.

    `said` is what `normalise` made of the sentence. What nobody can say keeps ipa ''.
    """
    atoms = [(index, atom) for index, one in enumerate(said) for atom in _ATOM.findall(one.said)]
    line = phonemiser.phonemise(written(text, said))
    alone = [phonemiser.alone(atom) for _, atom in atoms]
    pieces = assign(line, alone)
    sounds: list[str] = [""] * len(said)
    for place, ((index, atom), piece) in enumerate(zip(atoms, pieces, strict=True)):
        sound = lexicon.ipa(atom) or _modern(piece or alone[place])
        sounds[index] = f"{sounds[index]} {sound}".strip() if sound else sounds[index]
    return tuple(SpokenWord(one.span, one.said, sounds[index]) for index, one in enumerate(said))


def written(text: str, said: Sequence[Said | SpokenWord]) -> str:
    """Write the spoken words down with the pauses and the end of the sentence, for espeak-ng's intonation rules."""
    parts = []
    for index, one in enumerate(said):
        following = said[index + 1].span.start if index + 1 < len(said) else len(text)
        gap = text[one.span.end : following]
        last = index + 1 == len(said)
        mark = ("?" if "?" in gap else ".") if last else "," if _CLAUSE_MARK.search(gap) else ""
        if one.said:
            parts.append(one.said + mark)
    return " ".join(parts)
