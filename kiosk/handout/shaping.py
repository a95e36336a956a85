"""Scripts whose letters join, stack or run from right to left: shaped by HarfBuzz, put in order, drawn as outlines.

Written here, and not ReportLab's own shaping (as of 5.1): that one runs the words of a line from left to right, and
writes letters that cannot be copied or read aloud. An outline is the glyph itself; what it says stands beside it in the
PDF as actual text, line by line. `uharfbuzz` and `bidi` are imported when the first such letter is met.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

SCRIPTS = {"NotoSansArabic": "Arab", "NotoSansBengali": "Beng", "NotoSansGurmukhi": "Guru"}
"""Families that are shaped, and their scripts (ISO 15924). Urdu is set in the letters of the first."""


class Shaped(NamedTuple):
    """A stretch of one script: its advance in ems, and its outline as PDF operators in thousandths of an em."""

    advance: float
    outline: str


class ShapedFace:
    """One font file that is shaped. Loaded when it is first asked; shaped stretches are not kept."""

    def __init__(self, name: str, path: Path) -> None:
        self.name, self._path = name, path
        self.script = SCRIPTS[name.partition("-")[0]]

    @functools.cached_property
    def letters(self) -> frozenset[str]:
        """The characters that it holds, without the space."""
        return frozenset(map(chr, self._font.face.unicodes)) - {" ", "\u00a0"}

    @functools.cached_property
    def _font(self) -> Any:
        import uharfbuzz

        return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self._path))))

    def shape(self, text: str) -> Shaped:
        """Return `text`, letters of this face alone, in the direction of its script."""
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        if all(unicodedata.bidirectional(char) in ("AN", "EN", "NSM") for char in text):
            buffer.direction = "ltr"  # figures run from left to right in every script
        uharfbuzz.shape(self._font, buffer)
        scale = 1000 / self._font.face.upem
        pen, x = _Outline(scale), 0
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            pen.x, pen.y = x + place.x_offset, place.y_offset
            self._font.draw_glyph(glyph.codepoint, _strokes(), pen)
            x += place.x_advance
        return Shaped(x * scale / 1000, " ".join(pen.operators))


class _Outline:
    """Writes the strokes of glyphs as PDF path operators; each glyph is moved to its place first."""

    def __init__(self, scale: float) -> None:
        self.operators: list[str] = []
        self._scale = scale
        self.x = self.y = 0
        self._at = (0.0, 0.0)

    def stroke(self, operator: str, *places: float) -> None:
        """Add an operator with its places in font units: x, y, x, y ..."""
        if places:
            self._at = places[-2], places[-1]
        for x, y in zip(places[::2], places[1::2], strict=True):
            self.operators.append(f"{(x + self.x) * self._scale:.0f} {(y + self.y) * self._scale:.0f}")
        self.operators.append(operator)

    def curve(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Add a curve of TrueType, which has one control point where PDF has two."""
        x0, y0 = self._at
        first = x0 + 2 * (x1 - x0) / 3, y0 + 2 * (y1 - y0) / 3
        self.stroke("c", *first, x2 + 2 * (x1 - x2) / 3, y2 + 2 * (y1 - y2) / 3, x2, y2)


@functools.cache
def _strokes() -> Any:
    """Return how HarfBuzz hands strokes to an `_Outline`."""
    import uharfbuzz

    strokes = uharfbuzz.DrawFuncs()
    strokes.set_move_to_func(lambda x, y, pen: pen.stroke("m", x, y))
    strokes.set_line_to_func(lambda x, y, pen: pen.stroke("l", x, y))
    strokes.set_quadratic_to_func(lambda x1, y1, x2, y2, pen: pen.curve(x1, y1, x2, y2))
    strokes.set_cubic_to_func(lambda x1, y1, x2, y2, x3, y3, pen: pen.stroke("c", x1, y1, x2, y2, x3, y3))
    strokes.set_close_path_func(lambda pen: pen.stroke("h"))
    return strokes


def runs_from_right(text: str) -> bool:
    """Tell whether any letter of `text` is of a script that runs from right to left."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def levels(text: str) -> tuple[int, list[int]]:
    """Return the level of a paragraph and of each of its characters (UAX #9): odd ones run from right to left."""
    from bidi import algorithm

    storage = algorithm.get_empty_storage()
    base = algorithm.get_base_level(text)
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    for resolve in (
        algorithm.explicit_embed_and_overrides, algorithm.resolve_weak_types, algorithm.resolve_neutral_types,
        algorithm.resolve_implicit_levels,
    ):  # fmt: skip
        resolve(storage, debug=False)
    found = iter(storage["chars"])
    return base, [base if _dropped(char) else next(found)["level"] for char in text]


def _dropped(char: str) -> bool:
    """Tell whether the rules take a character out of the paragraph (X9), such as those that join or part letters."""
    return unicodedata.bidirectional(char) in ("BN", "LRE", "RLE", "LRO", "RLO", "PDF")


def in_order_of_sight(levels: Sequence[int]) -> Iterator[tuple[Sequence[int], bool]]:
    """Yield the stretches of a line from left to right (UAX #9, L2): places of letters, in the order of reading.

    `levels` are those of the line's characters; with each stretch comes whether it runs from right to left.
    """
    runs = [list(run) for _, run in groupby(range(len(levels)), key=levels.__getitem__)]
    for level in range(max(levels, default=0), 0, -1):
        turned: list[list[int]] = []
        for high, group in groupby(runs, key=lambda run: levels[run[0]] >= level):
            stretch = list(group)
            turned += reversed(stretch) if high else stretch
        runs = turned
    for run in runs:
        yield run, levels[run[0]] % 2 == 1


def mirrored(text: str) -> str:
    """Return letters that need no shaping as they look in a stretch from right to left: turned round, brackets too."""
    from bidi.mirror import MIRRORED

    return "".join(MIRRORED.get(char, char) for char in reversed(text))
