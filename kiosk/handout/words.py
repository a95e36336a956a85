"""Words set into lines: a run is words of one weight, a line is what fits the width; nothing is hyphenated.

Written here, and not ReportLab's `Paragraph`: that one reads its text as markup, has no chain of fonts, and loses
the space at each line's end, which a screen reader then misses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kiosk.bundle.model import Text
from kiosk.errors import HandoutError
from kiosk.handout.fonts import Fonts, Segment
from kiosk.phrases import Phrases
from kiosk.theme.glyphs import described


class Run(NamedTuple):
    """Words of one weight. A line feed in them starts a new line."""

    text: str
    strong: bool = False


class Line(NamedTuple):
    """A set line: its segments in order (a space that was broken at still stands at its end) and width in points."""

    segments: tuple[Segment, ...]
    width: float


def runs_of(text: Text) -> tuple[Run, ...]:
    """Return the words of a topic's text with its strong stretches."""
    runs, at = [], 0
    for span in text.strong:
        runs += [Run(text.plain[at : span.start]), Run(text.part(span), strong=True)]
        at = span.end
    return tuple(run for run in (*runs, Run(text.plain[at:])) if run.text)


def phrase(phrases: Phrases, key: str, **names: str) -> tuple[Run, ...]:
    """Return the phrase `key` with its `**strong**` part; `names` are filled in as they stand, markup and all."""
    marks = {name: chr(0xF0000 + index) for index, name in enumerate(names)}
    filled = {mark: names[name] for name, mark in marks.items()}
    pieces = phrases(key, count=None, **marks).split("**")
    return tuple(
        Run("".join(filled.get(char, char) for char in piece), strong=bool(index % 2))
        for index, piece in enumerate(pieces)
        if piece
    )


@dataclass
class _Word:
    """Letters up to the next space, in one or more fonts; widths in ems."""

    segments: list[Segment] = field(default_factory=list)
    width: float = 0.0
    space: str = ""
    space_width: float = 0.0
    ends_line: bool = False


_TOKEN = re.compile(r"\n| +|[^ \n]+")
_CUT = re.compile(r"[^/.?&=_-]*[/.?&=_-]+|[^/.?&=_-]+")
"""An address too long for a line is cut after these."""


class Typesetter:
    """Sets lines for one handout. It remembers words it has measured, and is forgotten with the handout."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._known: dict[tuple[str, bool], tuple[tuple[Segment, ...], float]] = {}

    def lines(self, runs: Iterable[Run], size: float, width: float) -> tuple[Line, ...]:
        """Return the lines of `runs` at `size` points, none wider than `width` points."""
        limit = width / size + 1e-6
        found: list[Line] = []
        line: list[Segment] = []
        used = gap = 0.0
        for word in self._cut(self._words(runs), limit):
            if line and used + gap + word.width > limit:
                found.append(_line(line, used * size))
                line, used, gap = [], 0.0, 0.0
            line += word.segments
            used += gap + word.width
            gap = word.space_width
            if word.space:
                line.append(Segment(line[-1].font if line else self._fonts.regular[0].name, word.space))
            if word.ends_line:
                found.append(_line(line, used * size))
                line, used, gap = [], 0.0, 0.0
        if line:
            found.append(_line(line, used * size))
        return tuple(found)

    def width(self, runs: Iterable[Run], size: float) -> float:
        """Return the width of `runs` on one line, in points."""
        return sum(self._measure(run.text, run.strong)[1] for run in runs) * size

    def longest_word(self, runs: Iterable[Run], size: float) -> float:
        """Return the width of the longest word, in points: a column narrower than this cuts it."""
        return max((word.width for word in self._words(runs)), default=0.0) * size

    def _words(self, runs: Iterable[Run]) -> list[_Word]:
        words, word = [], _Word()
        for run in runs:
            for token in _TOKEN.findall(run.text):
                if token == "\n":
                    word.ends_line = True
                elif token[0] == " ":
                    word.space, word.space_width = token, self._measure(token, run.strong)[1]
                else:
                    segments, width = self._measure(token, run.strong)
                    word.segments += segments
                    word.width += width
                    continue
                words.append(word)
                word = _Word()
        if word.segments:
            words.append(word)
        return words

    def _measure(self, text: str, strong: bool) -> tuple[tuple[Segment, ...], float]:
        key = (text, strong)
        if key not in self._known:
            try:
                self._known[key] = self._fonts.segments(text, strong)
            except KeyError as missing:
                raise HandoutError(
                    f"No font of the kiosk can print {described(missing.args[0])} in '{text}'. Write it another way."
                ) from missing
        return self._known[key]

    def _cut(self, words: list[_Word], limit: float) -> Iterable[_Word]:
        """Yield the words; one that is longer than a line comes in parts that fit."""
        for word in words:
            if word.width <= limit:
                yield word
                continue
            part = _Word()
            for segment in word.segments:
                for text in self._parts(segment, limit):
                    width = self._advance(segment.font, text)
                    if part.segments and part.width + width > limit:
                        yield part
                        part = _Word()
                    part.segments.append(Segment(segment.font, text))
                    part.width += width
            part.space, part.space_width, part.ends_line = word.space, word.space_width, word.ends_line
            yield part

    def _parts(self, segment: Segment, limit: float) -> Iterable[str]:
        for text in _CUT.findall(segment.text):
            if self._advance(segment.font, text) <= limit:
                yield text
            else:
                yield from text

    def _advance(self, font: str, text: str) -> float:
        face = next(face for face in (*self._fonts.regular, *self._fonts.bold) if face.name == font)
        return sum(map(face.advance.__getitem__, text))


def _line(segments: list[Segment], width: float) -> Line:
    merged: list[Segment] = []
    for segment in segments:
        if merged and merged[-1].font == segment.font:
            merged[-1] = Segment(segment.font, merged[-1].text + segment.text)
        else:
            merged.append(segment)
    return Line(tuple(merged), width)
