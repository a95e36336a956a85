"""Where a sentence may be parted, so that its first words are heard while the rest is still being made.

Only a sentence that nobody has made yet is spoken so, and only the one that a person waits for. It is parted where a
reader would take breath: behind a comma, or before a word that opens a phrase; never behind 'not', inside a figure, or
anywhere in a warning, so that a stop there could not turn the meaning.
"""

from __future__ import annotations

import re

from kiosk.readaloud.script import Kind, Utterance

_FEWEST = 3
"""Words on either side of a parting."""
_LONGEST_FIRST = 6
"""Words the first part may have; a sentence without a parting before that is said whole."""
_GROWTH = 2
"""How many times longer than the part before it a part may be: so long the voice, on two cores, keeps ahead."""
_CLAUSE_MARK = re.compile(r"[,;:(–—]")  # noqa: RUF001  (dashes are meant as they are)
_JOINING = {
    "and", "or", "but", "that", "which", "who", "when", "where", "if", "because", "so", "while", "until", "unless",
}  # fmt: skip
_PLACING = {"for", "in", "with", "without", "from", "after", "before", "during"}
_PRONOUNS = {"me", "you", "it", "them", "him", "her", "us", "this", "that"}
"""Words too small to stand behind a word of `_PLACING` by themselves."""
_CLINGING = {
    "not", "no", "never", "none", "nor", "only", "just", "even", "at", "least", "most", "up", "more", "less", "fewer",
    "than", "as", "so", "such", "very", "too", "the", "a", "an", "of", "your", "you",
}  # fmt: skip
"""Words that belong to what follows them."""


def parts_of(utterance: Utterance) -> list[range]:
    """Return the words of an utterance in one part or several, in order, none left out."""
    total = len(utterance.words)
    if utterance.kind is Kind.WARNING or total < 2 * _FEWEST:
        return [range(total)]
    starts, longest = [0], _LONGEST_FIRST
    while (cut := _next_cut(utterance, starts[-1], longest)) is not None:
        longest = _GROWTH * (cut - starts[-1])
        starts.append(cut)
    return [range(start, end) for start, end in zip(starts, [*starts[1:], total], strict=True)]


def _next_cut(utterance: Utterance, start: int, longest: int) -> int | None:
    """Return the word that opens the next part: as late as the first part may be long; None when the rest is short."""
    total = len(utterance.words)
    if start and total - start <= longest:
        return None
    places = range(start + _FEWEST, min(start + longest, total - _FEWEST) + 1)
    found = [place for place in places if _may_part(utterance, place)]
    if not found:
        return None
    return found[-1] if start else found[0]


def _may_part(utterance: Utterance, place: int) -> bool:
    around = utterance.words[place - 1 : place + 2]
    before, word, following = around[0], around[1], around[-1]
    gap = utterance.text[before.span.end : word.span.start]
    shown = [utterance.text[one.span.start : one.span.end].lower() for one in (before, word, following)]
    if any(re.search(r"\d", one) for one in shown[:2]) or not (before.ipa and word.ipa) or shown[0] in _CLINGING:
        return False
    opens = shown[1] in _JOINING or (shown[1] in _PLACING and shown[2] not in _PRONOUNS)
    return opens or bool(_CLAUSE_MARK.search(gap))
