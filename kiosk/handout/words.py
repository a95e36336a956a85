"""Words set into lines: a run is words of one weight, a line is what fits the width; nothing is hyphenated.

Written here, and not ReportLab's `Paragraph`: that one reads its text as markup, has no chain of fonts, and loses
the space at each line's end, which a screen reader then misses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from kiosk.bundle.model import Text
from kiosk.errors import HandoutError
from kiosk.handout import shaping
from kiosk.handout.fonts import Fonts, Segment
from kiosk.phrases import Phrases
from kiosk.theme.glyphs import described


class Run(NamedTuple):
    """Words of one weight. A line feed in them starts a new line."""

    text: str
    strong: bool = False


class Line(NamedTuple):
    """A set line: its segments from left to right, and its width in points.

    A space that was broken at still stands at its end. Where letters are outlines, or run from right to left, `said`
    holds the line's words as they are read; a line of a paragraph that runs from the right `starts` further in.
    """

    segments: tuple[Segment, ...]
    width: float
    said: str = ""
    starts: float = 0.0

    @property
    def words(self) -> str:
        """What the line says, in the order of reading."""
        return self.said or "".join(segment.text for segment in self.segments)


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


@dataclass(slots=True)
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
        whole = tuple(runs)
        return self._fonts.shelf.take(("lines", whole, size, width), lambda: self._lines(whole, size, width))

    def _lines(self, runs: tuple[Run, ...], size: float, width: float) -> tuple[Line, ...]:
        limit = width / size + 1e-6
        found: list[Line] = []
        paragraph: list[tuple[list[Segment], float]] = []
        line: list[Segment] = []
        used = gap = 0.0
        for word in self._cut(self._words(runs), limit):
            if line and used + gap + word.width > limit:
                paragraph.append((line, used))
                line, used, gap = [], 0.0, 0.0
            line += word.segments
            used += gap + word.width
            gap = word.space_width
            if word.space or word.ends_line:  # where a typed line ends too, or words of two lines would be read as one
                plain = line and line[-1].font not in self._fonts.shaped
                line.append(Segment(line[-1].font if plain else self._fonts.regular[0].name, word.space or " "))
            if word.ends_line:
                found += self._set([*paragraph, (line, used)], size, width)
                paragraph, line, used, gap = [], [], 0.0, 0.0
        if line:
            paragraph.append((line, used))
        return (*found, *self._set(paragraph, size, width))

    def _set(self, lines: list[tuple[list[Segment], float]], size: float, width: float) -> Iterator[Line]:
        """Yield the lines of one paragraph: as they are, or shaped and turned where its letters ask for it."""
        if not any(segment.font in self._fonts.shaped for line, _ in lines for segment in line):
            yield from (Line(_merged(line), used * size) for line, used in lines)
            return
        words = "".join(segment.text for line, _ in lines for segment in line)
        base, levels = shaping.levels(words) if shaping.runs_from_right(words) else (0, [0] * len(words))
        at = 0
        for line, used in lines:
            said = "".join(segment.text for segment in line)
            here = levels[at : at + len(said)]
            at += len(said)
            yield Line(self._seen(line, here), used * size, said, width - used * size if base else 0.0)

    def _seen(self, line: list[Segment], levels: list[int]) -> tuple[Segment, ...]:
        """Return the segments of a line from left to right; the space at its end is not seen."""
        fonts = [segment.font for segment in line for _ in segment.text]
        said = "".join(segment.text for segment in line).rstrip()
        seen: list[Segment] = []
        for places, from_right in shaping.in_order_of_sight(levels[: len(said)]):
            parts = [(font, "".join(said[at] for at in run)) for font, run in groupby(places, key=fonts.__getitem__)]
            for font, text in reversed(parts) if from_right else parts:
                turned = from_right and font not in self._fonts.shaped
                seen.append(self._fonts.outlined(Segment(font, shaping.mirrored(text) if turned else text)))
        return _merged([segment._replace(advance=self._fonts.advance(segment)) for segment in seen])

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
                    width = self._fonts.advance(Segment(segment.font, text))
                    if part.segments and part.width + width > limit:
                        yield part
                        part = _Word()
                    part.segments.append(Segment(segment.font, text))
                    part.width += width
            part.space, part.space_width, part.ends_line = word.space, word.space_width, word.ends_line
            yield part

    def _parts(self, segment: Segment, limit: float) -> Iterable[str]:
        for text in _CUT.findall(segment.text):
            if self._fonts.advance(Segment(segment.font, text)) <= limit:
                yield text
            else:
                yield from text


def _merged(segments: list[Segment]) -> tuple[Segment, ...]:
    """Return the segments with those of one font joined, but for outlines."""
    merged: list[Segment] = []
    for font, same in groupby(segments, key=attrgetter("font")):
        parts = list(same)
        if parts[0].outline is None:
            words = "".join([part.text for part in parts])
            parts = [Segment(font, words, advance=sum([part.advance for part in parts]))]
        merged += parts
    return tuple(merged)
