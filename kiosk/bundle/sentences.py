"""Finds the sentences and words of a text, once, so that mark, voice and sheet count in the same places.

Sentence ends come from sentencex (rules for some 300 languages); what it misses in patient texts is mended here.
Between sentences, and around them, nothing but white space is ever left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from kiosk.bundle.model import Sentence, Span, Text

NEVER_LAST = ("e.g.", "i.e.", "Dr.", "Mr.", "Mrs.", "Ms.", "Prof.", "St.", "vs.", "approx.")
"""Abbreviations that never end a sentence."""
LAST_BEFORE_A_CAPITAL = ("a.m.", "p.m.", "etc.")
"""Abbreviations that end a sentence only when a capital follows."""

_PAGE_NUMBER = re.compile(r"(?:^|\W)(?:p|pp|no|No)\.\s*$")
_BRACKET_END = re.compile("""[.!?][)\\]"”\u2019']+\\s+(?=[A-Z0-9“"(])""")
_ENGLISH_END = re.compile(r"(?<=[A-Za-z][a-z])[.!?]\s+(?=[A-Z])")
"""sentencex takes 'ill.' for 'illustrated' and 'no.' for 'number': in English a word, a stop and a capital part two."""
_PIECE = re.compile(r"[^\s—…]+")
_MONEY = "£€$"
_CLOSERS = "%°"


def make_text(plain: str, strong: Iterable[Span] = (), *, lang: str = "en") -> Text:
    """Return `plain` with its sentences and words found; `strong` is carried over, in characters of `plain`."""
    return Text(plain, tuple(strong), find_sentences(plain, lang))


def slice_text(text: Text, start: int, end: int) -> Text:
    """Return the characters `start` to `end` of `text` as a text of its own.

    Spans are moved, never found again; what lies half outside is cut at the edge, what lies wholly outside goes.
    """
    start, end = max(start, 0), min(end, len(text.plain))

    def moved(span: Span) -> Span | None:
        low, high = max(span.start, start), min(span.end, end)
        return Span(low - start, high - start) if low < high else None

    sentences = tuple(
        Sentence(span, tuple(word for word in map(moved, sentence.words) if word))
        for sentence in text.sentences
        if (span := moved(sentence.span))
    )
    return Text(text.plain[start:end], tuple(span for span in map(moved, text.strong) if span), sentences)


def find_sentences(plain: str, lang: str = "en") -> tuple[Sentence, ...]:
    """Return the sentences of `plain`, each without the white space around it, and their words."""
    if not plain.strip():
        return ()
    cuts = _cuts(plain, lang)
    found = []
    for start, end in zip((0, *cuts), (*cuts, len(plain)), strict=True):
        piece = plain[start:end]
        if piece.strip():
            low = start + len(piece) - len(piece.lstrip())
            high = start + len(piece.rstrip())
            found.append(Sentence(Span(low, high), find_words(plain, low, high)))
    return tuple(found)


def find_words(plain: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the words between two places: runs with inner apostrophes, hyphens and points, '£5' and '45%' whole."""
    found = []
    for match in _PIECE.finditer(plain, start, end):
        low, high = match.span()
        while low < high and not _opens(plain[low], plain[low + 1 : high]):
            low += 1
        while low < high and not _closes(plain[high - 1], plain[low : high - 1]):
            high -= 1
        if low < high:
            found.append(Span(low, high))
    return tuple(found)


def _cuts(plain: str, lang: str) -> list[int]:
    """Return the places inside `plain` where a new sentence begins."""
    import sentencex

    cuts = {match.end() for match in _BRACKET_END.finditer(plain)}
    if lang.startswith("en"):
        cuts.update(match.end() for match in _ENGLISH_END.finditer(plain))
    place = 0
    for piece in sentencex.segment(lang.split("-")[0], plain):
        place += len(piece)
        cuts.add(place)
    return [cut for cut in sorted(cuts) if 0 < cut < len(plain) and not _runs_on(plain[:cut], plain[cut:])]


def _runs_on(before: str, after: str) -> bool:
    """Return whether the sentence goes on over a cut that was proposed."""
    last = before.rstrip().lstrip("(").rsplit(maxsplit=1)
    word = last[-1].lstrip("(“\"'") if last else ""
    following = after.lstrip()[:1]
    if word.endswith(":") or word in NEVER_LAST:
        return True
    if word in LAST_BEFORE_A_CAPITAL:
        return not following.isupper()
    return following.isdigit() and bool(_PAGE_NUMBER.search(before))


def _opens(char: str, rest: str) -> bool:
    return char.isalnum() or (char in _MONEY and rest[:1].isdigit())


def _closes(char: str, before: str) -> bool:
    if char.isalnum() or unicodedata.category(char) in ("Mn", "Mc"):
        return True
    return char in _CLOSERS and before[-1:].isdigit()
