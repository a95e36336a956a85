"""Interface words with gaps ('Page {page} of {pages}'), said from prepared pieces: the spoken guide's way of speaking.

The program turns no text into phonemes. What stands round the gaps is prepared under the phrase as it is written,
with its braces; what fills them is prepared by itself: whole numbers, letters, or any sentence known already.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from string import ascii_uppercase

from kiosk.bundle.model import Span
from kiosk.bundle.sentences import find_words, make_text
from kiosk.bundle.speech import SpokenWord
from kiosk.phrases import Phrases
from kiosk.readaloud.script import Kind, Utterance

MOST = 100
"""The highest number that is prepared; of higher ones the figures are said."""
FIGURES = frozenset({
    "count", "least", "most", "number", "numbers", "out_of", "page", "pages", "sentence", "sentences", "size", "speed",
    "touch", "touches", "volume",
})  # fmt: skip
"""Gaps that numbers fill."""
SPELT = frozenset({"code", "letters"})
"""Gaps whose filling is said letter by letter."""
NAMES = frozenset({"audience", "names", "other", "title", "topic", "word"})
"""Gaps that names known to the content fill. A phrase with any other gap is not said: a person's name, a date."""
GAP = re.compile(r"\{(\w+)\}")
"""A place in a phrase where something is filled in."""
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_FIGURE, _NAME = r"\d+(?:\.\d+)?", ".{1,80}?"
"""What may stand in a gap, so narrow that no text takes long to be looked through."""
_LETTERS = re.compile(r"[A-Z0-9]{2,12}")
"""What was typed on the glass, and what staff print a handout by."""
_PAUSE = 0.25

Known = Callable[[str], tuple[SpokenWord, ...] | None]
"""Gives the prepared words of a sentence as it is shown; None when nobody prepared it."""


def pieces(phrases: Phrases) -> dict[str, tuple[Span, ...]]:
    """Return what has to be prepared: each sentence with gaps (its words, the gaps left out), numbers, letters."""
    found: dict[str, tuple[Span, ...]] = {}
    for sentence in _with_gaps(phrases):
        words = find_words(sentence, 0, len(sentence))
        gaps = [match.span() for match in GAP.finditer(sentence)]
        outside = tuple(one for one in words if not any(one.start < end and start < one.end for start, end in gaps))
        if outside:
            found.setdefault(sentence, outside)
    for piece in (*map(str, range(MOST + 1)), *ascii_uppercase):
        found.setdefault(piece, find_words(piece, 0, len(piece)))
    return found


def _with_gaps(phrases: Phrases) -> list[str]:
    """Return each sentence of the interface in which something is filled in, without the marks of bold words."""
    forms = (form.replace("**", "") for form in phrases.every_form() if GAP.search(form))
    sentences = (sentence for form in forms for sentence in _SENTENCE_END.split(form))
    return [one for one in sentences if set(GAP.findall(one)) <= FIGURES | SPELT | NAMES]


@dataclass(frozen=True, slots=True)
class _Shape:
    """A sentence with gaps, and what finds it in words that are shown."""

    sentence: str
    pattern: re.Pattern[str]


class Gaps:
    """Says what is shown: sentences that are prepared, and phrases whose gaps are filled with what is prepared."""

    def __init__(self, phrases: Phrases, known: Known) -> None:
        self._phrases, self._known = phrases, known

    def say(self, text: str) -> tuple[Utterance, ...]:
        """Return `text` as it is said, sentence by sentence; one without sound stands for what nobody prepared."""
        shown = text.strip().replace("..", ".").replace("?.", "?")  # as sentences come to be joined on the screen
        whole = self._sentence(shown)
        if whole is not None:
            return (whole,)
        sentences = [shown[one.span.start : one.span.end] for one in make_text(shown).sentences]
        if sentences == [shown]:
            return self._halves(shown) or (_without_sound(shown),)
        return tuple(said for one in sentences for said in self.say(one))

    def _halves(self, shown: str) -> tuple[Utterance, ...]:
        """Say a heading and what it is of ('Take out: Baclofen'), one after the other."""
        head, colon, rest = shown.partition(": ")
        if not colon:
            return ()
        said = (self._sentence(head), self._sentence(rest))
        return (said[0], said[1]) if said[0] and said[1] else ()

    def _sentence(self, shown: str) -> Utterance | None:
        """Return a sentence; a full stop more or less, or a capital at its start, changes no sound."""
        if _LETTERS.fullmatch(shown):
            words = self._spelt(shown)
            return None if words is None else Utterance(shown, words, Kind.SPELT, _PAUSE)
        for alike in (shown, shown.rstrip("."), f"{shown}.", shown[:1].lower() + shown[1:]):
            words = self._known(alike)
            if words and any(word.ipa for word in words):
                return Utterance(shown, words, Kind.PHRASE, _PAUSE)
        return self._filled(shown)

    def _filled(self, shown: str) -> Utterance | None:
        for shape in self._shapes:
            match = shape.pattern.fullmatch(shown)
            words = None if match is None else self._fill(shape.sentence, match)
            if words:
                spelt = SPELT & shape.pattern.groupindex.keys()
                return Utterance(shown, words, Kind.SPELT if spelt else Kind.PHRASE, _PAUSE)
        return None

    @cached_property
    def _shapes(self) -> tuple[_Shape, ...]:
        """Return the shapes, those with the most words of their own first: they leave the least to a gap."""
        with_gaps = {one for one in _with_gaps(self._phrases) if GAP.search(one)}
        ordered = sorted(with_gaps, key=lambda one: (-len(GAP.sub("", one)), one))
        return tuple(_Shape(one, pattern(one, lambda gap: _FIGURE if gap in FIGURES else _NAME)) for one in ordered)

    def _fill(self, sentence: str, match: re.Match[str]) -> tuple[SpokenWord, ...] | None:
        """Put what fills the gaps between the prepared words of `sentence`, each where it stands in what is shown."""
        around = self._known(sentence) or ()
        words: list[SpokenWord] = []
        at, shift = 0, 0
        for gap in GAP.finditer(sentence):
            words += [_moved(one, shift) for one in around if at <= one.span.start < gap.start()]
            name, (start, end) = gap[1], match.span(gap[1])
            filling = self._filling(name, match[name])
            if filling is None:
                return None
            words += [_moved(one, start) for one in filling]
            at, shift = gap.end(), end - gap.end()
        return (*words, *(_moved(one, shift) for one in around if one.span.start >= at))

    def _filling(self, name: str, value: str) -> tuple[SpokenWord, ...] | None:
        if name in SPELT:
            return self._spelt(value)
        if name in FIGURES:
            return self._known(value) or self._spelt(value)
        parts = value.split(", ") if name == "names" else [value]
        words: list[SpokenWord] = []
        at = 0
        for part in parts:
            known = self._known(part)
            if not known:
                return None
            words += [_moved(one, at) for one in known]
            at += len(part) + 2
        return tuple(words)

    def _spelt(self, value: str) -> tuple[SpokenWord, ...] | None:
        """Return letters and figures one by one; None when one of them is neither."""
        words: list[SpokenWord] = []
        for at, sign in enumerate(value):
            known = self._point if sign == "." else self._known(sign.upper())
            if not known:
                return None
            words += [replace(one, span=Span(at, at + 1)) for one in known]
        return tuple(words)

    @property
    def _point(self) -> tuple[SpokenWord, ...] | None:
        return self._known(self._phrases("guide.point"))


def pattern(sentence: str, filling: Callable[[str], str]) -> re.Pattern[str]:
    """Return what finds `sentence` in words that are shown; `filling` gives what may stand in a gap."""
    seen: set[str] = set()
    written = []
    for place, part in enumerate(GAP.split(sentence)):
        if place % 2 == 0:
            written.append(re.escape(part))
        else:
            written.append(f"(?P={part})" if part in seen else f"(?P<{part}>{filling(part)})")
            seen.add(part)
    return re.compile("".join(written))


def _moved(word: SpokenWord, by: int) -> SpokenWord:
    return replace(word, span=Span(word.span.start + by, word.span.end + by))


def _without_sound(shown: str) -> Utterance:
    words = tuple(SpokenWord(span, shown[span.start : span.end], "") for span in find_words(shown, 0, len(shown)))
    return Utterance(shown, words, Kind.PHRASE, _PAUSE)
