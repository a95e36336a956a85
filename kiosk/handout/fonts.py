"""The letters on paper: Kiosk Hyperlegible, then Noto Sans for what it lacks. ReportLab has no such chain of its own.

Arabic, Bengali and Gurmukhi letters come from faces of their own, which are shaped (`shaping`). A character that no
font can draw as it should look is reported, never printed as an empty box: that takes in every other script that
needs shaping, even where a font holds its letters.
"""

from __future__ import annotations

import functools
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts

from kiosk import paths
from kiosk.errors import SetupError
from kiosk.handout.shaping import SCRIPTS, ShapedFace
from kiosk.handout.shelf import Shelf
from kiosk.theme.glyphs import FAMILIES, WEIGHTS

_SHAPED = ((0x0590, 0x109F), (0x1780, 0x18AF), (0x1900, 0x1CFF), (0x200C, 0x200D), (0xA800, 0xABFF), (0xFB1D, 0xFDFF))
"""Blocks whose letters join, stack or run right to left, and the two characters that join or part them."""


_SHAPED_FROM = "\u0590"
_BASES = frozenset("aeoun\u0254\u025b")
_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0304")
"""Letters and separate marks that sit well on each other without shaping, such as in Yoruba; all else is refused."""


class Segment(NamedTuple):
    """Words in one font. Of a shaped face, with their outline in thousandths of an em and their advance in ems."""

    font: str
    text: str
    outline: str | None = None
    advance: float = 0.0


@dataclass(frozen=True)
class Face:
    """One font file as ReportLab knows it: its name there, and the advance of each character it may draw, in ems."""

    name: str
    advance: dict[str, float]


@dataclass(frozen=True)
class Fonts:
    """The two chains. `lock` is held while a sheet is drawn: a ReportLab font serves one document at a time."""

    regular: tuple[Face, ...]
    bold: tuple[Face, ...]
    shaped: Mapping[str, ShapedFace] = field(default_factory=dict)
    """By name; of both weights."""
    lock: threading.Lock = field(default_factory=threading.Lock)
    shelf: Shelf = field(default_factory=Shelf)
    """What was set in them before and may be taken again."""

    def with_shelf(self, shelf: Shelf) -> Fonts:
        """Return the same fonts, to be used with another shelf."""
        return replace(self, shelf=shelf)

    def chain(self, strong: bool) -> tuple[Face, ...]:
        """Return the faces to look a character up in, first one first."""
        return self.bold if strong else self.regular

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters of `text` that cannot be printed, each once."""
        lost: dict[str, None] = {}
        for word in text.replace("\n", " ").split(" "):
            for strong in (False, True):
                for cluster in _clusters(word, self._joined(strong)):
                    try:
                        self._face(cluster, strong)
                    except KeyError as missing:
                        lost[missing.args[0]] = None
        return tuple(lost)

    def segments(self, text: str, strong: bool) -> tuple[tuple[Segment, ...], float]:
        """Return `text` cut into stretches of one font, and its advance in ems; KeyError for a missing character."""
        chain = self.chain(strong)
        first = chain[0]
        if first.advance.keys() >= set(text):
            return (Segment(first.name, text),), sum(map(first.advance.__getitem__, text))
        cut: list[Segment] = []
        width = 0.0
        for cluster in _clusters(text, self._joined(strong)):
            face = self._face(cluster, strong)
            if isinstance(face, ShapedFace):
                width += face.shape(cluster).advance
            else:
                width += sum(map(face.advance.__getitem__, cluster))
            if cut and cut[-1].font == face.name:
                cut[-1] = Segment(face.name, cut[-1].text + cluster)
            else:
                cut.append(Segment(face.name, cluster))
        return tuple(cut), width

    def advance(self, segment: Segment) -> float:
        """Return the advance of a segment in ems."""
        if segment.font in self.shaped:
            return segment.advance or self.shaped[segment.font].shape(segment.text).advance
        face = next(face for face in (*self.regular, *self.bold) if face.name == segment.font)
        return sum(map(face.advance.__getitem__, segment.text))

    def outlined(self, segment: Segment) -> Segment:
        """Return a segment with its outline, where its face is shaped."""
        if segment.font not in self.shaped:
            return segment
        advance, outline = self.shaped[segment.font].shape(segment.text)
        return segment._replace(outline=outline, advance=advance)

    def _joined(self, strong: bool) -> tuple[ShapedFace, ...]:
        weight = WEIGHTS[strong]
        return tuple(face for face in self.shaped.values() if face.name.endswith(weight))

    def _face(self, cluster: str, strong: bool) -> Face | ShapedFace:
        if _needs_shaping(cluster[0]):
            for face in self._joined(strong):
                if face.letters >= set(cluster):
                    return face
        return _face_for(self.chain(strong), cluster)


def _face_for(chain: tuple[Face, ...], cluster: str) -> Face:
    """Return the first face that holds a letter and the marks on it; KeyError with the character that none has."""
    if len(cluster) > 1:
        base, marks = unicodedata.normalize("NFD", cluster[0])[0], cluster[1:]
        if base not in _BASES or marks not in _MARKS:
            raise KeyError(marks[0])
    for face in chain:
        if face.advance.keys() >= set(cluster):
            return face
    raise KeyError(next(char for char in cluster if char not in chain[-1].advance))


def _clusters(text: str, shaped: Sequence[ShapedFace]) -> Iterator[str]:
    """Yield letters with the marks that stand on them, so that both come from one font; of `shaped` whole stretches."""
    cluster, held = "", frozenset[str]()
    for char in text:
        together = char in held if held else unicodedata.combining(char)
        if cluster and not together:
            yield cluster
            cluster = ""
        if not cluster:
            held = frozenset()
            if _needs_shaping(char):
                held = next((face.letters for face in shaped if char in face.letters), held)
        cluster += char
    if cluster:
        yield cluster


@functools.cache
def load_fonts(folder: Path | None = None) -> Fonts:
    """Register the fonts with ReportLab, once a process; SetupError when a file is missing."""
    rl_config.useA85 = 0  # binary streams: the same pages in four fifths of the bytes
    where = folder or paths.resources() / "fonts"
    return Fonts(
        regular=tuple(_face(where, f"{family}-Regular") for family in FAMILIES),
        bold=tuple(_face(where, f"{family}-Bold") for family in FAMILIES),
        shaped={face.name: face for face in _shaped_faces(where)},
    )


def _shaped_faces(folder: Path) -> Iterator[ShapedFace]:
    for family in SCRIPTS:
        for weight in WEIGHTS:
            path = folder / f"{family}-{weight}.ttf"
            if not path.is_file():
                raise SetupError(f"The font {path} is missing. Install the kiosk again.")
            yield ShapedFace(path.stem, path)


def _face(folder: Path, name: str) -> Face:
    path = folder / f"{name}.ttf"
    if not path.is_file():
        raise SetupError(f"The font {path} is missing. Install the kiosk again.")
    font = ttfonts.TTFont(name, str(path))
    pdfmetrics.registerFont(font)
    widths = font.face.charWidths
    advance = {chr(code): widths[code] / 1000 for code in font.face.charToGlyph if _plain(code)}
    if name.startswith(FAMILIES[0]):  # its separate marks stand beside the letter: Noto's stand on it
        advance = {char: width for char, width in advance.items() if not unicodedata.combining(char)}
    return Face(name, advance)


def _plain(code: int) -> bool:
    """Tell whether a letter looks right when drawn by itself, without shaping."""
    return code >= 0x20 and not 0x7F <= code <= 0x9F and not _needs_shaping(chr(code))


def _needs_shaping(char: str) -> bool:
    return char >= _SHAPED_FROM and any(low <= ord(char) <= high for low, high in _SHAPED)
