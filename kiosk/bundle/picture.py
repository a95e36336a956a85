"""Reads a picture of a pack: a small part of SVG, no words in it, colours that are roles of the theme.

What comes out is a `Drawing`: absolute M, L, C and Z commands with two decimals at most and every transform
applied, so that screen and paper draw it with no SVG reader of their own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from kiosk.bundle.findings import Finding, Findings, nearest
from kiosk.bundle.model import Drawing, Shape

if TYPE_CHECKING:
    from fontTools.misc.transform import Transform

PICTURE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.svg\Z")
LARGEST = 200_000
"""Bytes of a picture's file."""
ROLES: Mapping[str, str] = {
    "#1D2B33": "ink",
    "#0B5148": "accent",
    "#5F6C73": "soft",
    "#DDF1EA": "tint",
    "#FFFFFF": "surface",
    "#8C1D18": "warn",
}
"""The colours a picture may use, and the role of the theme each stands for."""

_SVG = "http://www.w3.org/2000/svg"
_GEOMETRY: Mapping[str, tuple[str, ...]] = {
    "path": ("d",),
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "polyline": ("points",),
    "polygon": ("points",),
    "g": (),
}
_PAINT = ("id", "transform", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin")
_ROOT = ("id", "viewBox", "width", "height", "version", "fill", "stroke", "stroke-width")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TRANSFORM = re.compile(r"\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)\s*,?")
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError, NotImplementedError)
"""What fontTools raises on broken numbers and commands; it has no error class of its own."""
_ARGUMENTS = {"matrix": (6,), "translate": (1, 2), "scale": (1, 2), "rotate": (1, 3), "skewX": (1,), "skewY": (1,)}


@dataclass(frozen=True, slots=True)
class _Paint:
    """What an element hands down to those inside it."""

    fill: str = ""
    """Role, 'none', or '' when nobody has said."""
    stroke: str = "none"
    width: float = 1.0
    transform: Transform | None = None


def read_picture(path: Path) -> tuple[Drawing | None, tuple[Finding, ...]]:
    """Return the drawing in an SVG file, or None and the findings that say why not."""
    findings = Findings(path)
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as error:
        findings.error(1, "picture", f"The picture cannot be read: {error.strerror}.", "Save it again.")
        return None, findings.all()
    if data is None:
        findings.error(1, "picture-size", "The picture is larger than 200 kB.", "Draw it with fewer points.")
        return None, findings.all()
    return parse_picture(data, path)


def parse_picture(data: bytes, path: Path) -> tuple[Drawing | None, tuple[Finding, ...]]:
    """Return the drawing in the bytes of an SVG file, or None and the findings that say why not."""
    findings = Findings(path)
    reader = _Reader(findings)
    try:
        reader.parser.Parse(data.decode("utf-8-sig"), True)
    except (UnicodeDecodeError, expat.ExpatError) as error:
        findings.error(
            getattr(error, "lineno", 1), "picture", f"The picture is not XML: {error}.", "Save it as plain SVG."
        )
    if findings.failed or reader.size is None:
        return None, findings.all()
    if not reader.shapes:
        findings.error(1, "picture-empty", "Nothing is drawn in the picture.", "Draw a path or another shape.")
        return None, findings.all()
    return Drawing(*reader.size, tuple(reader.shapes)), findings.all()


class _Reader:
    """Follows the elements of one SVG file."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.size: tuple[float, float] | None = None
        self.shapes: list[Shape] = []
        self._stack: list[_Paint] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._words

    def _wrong(self, code: str, wrong: str, instead: str) -> None:
        self.findings.error(self.parser.CurrentLineNumber, code, wrong, instead)

    def _refuse_doctype(self, *_: object) -> None:
        self._wrong("picture-doctype", "The picture has a DOCTYPE.", "Delete the line that begins with <!DOCTYPE.")
        # Entities could be declared in it; expat must not go on to expand them.
        raise expat.ExpatError("a DOCTYPE is not allowed")

    def _words(self, words: str) -> None:
        if words.strip():
            self._wrong("picture-words", "There are words in the picture.", "Say it in the caption.")

    def _close(self, _: str) -> None:
        self._stack.pop()

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if not self._stack:
            self._open_root(space, tag, attributes)
            return
        paint = self._stack[-1]
        self._stack.append(paint)
        if space != _SVG or tag not in _GEOMETRY:
            self._wrong("picture-element", f"<{tag}> cannot be drawn.", nearest(tag, _GEOMETRY))
            return
        self._check_names(tag, attributes, (*_GEOMETRY[tag], *_PAINT))
        paint = self._painted(paint, attributes)
        self._stack[-1] = paint
        if tag != "g" and not self.findings.failed:
            self._draw(tag, attributes, paint)

    def _open_root(self, space: str, tag: str, attributes: dict[str, str]) -> None:
        self._stack.append(_Paint())
        if (space, tag) != (_SVG, "svg"):
            self._wrong(
                "picture-root", "The picture is not SVG.", f'Begin with <svg xmlns="{_SVG}" viewBox="0 0 200 100">.'
            )
            return
        self._check_names(tag, attributes, _ROOT)
        box = _numbers(attributes.get("viewBox", ""))
        if box is None or len(box) != 4 or box[2] <= 0 or box[3] <= 0:
            self._wrong(
                "picture-box", "The picture does not say how large it is.", 'Write viewBox="0 0 200 100" in <svg>.'
            )
            return
        from fontTools.misc.transform import Transform

        self.size = (round(box[2], 2), round(box[3], 2))
        start = _Paint(transform=Transform(1, 0, 0, 1, -box[0], -box[1]))
        self._stack[-1] = self._painted(start, attributes)

    def _check_names(self, tag: str, attributes: Mapping[str, str], known: tuple[str, ...]) -> None:
        for name in attributes:
            if name not in known:
                plain = name.rpartition(" ")[2]
                self._wrong("picture-attribute", f"<{tag}> cannot have '{plain}'.", nearest(plain, known))

    def _painted(self, paint: _Paint, attributes: Mapping[str, str]) -> _Paint:
        for key in ("stroke-linecap", "stroke-linejoin"):
            if attributes.get(key, "round") != "round":
                self._wrong(
                    "picture-line", f"'{key}' cannot be '{attributes[key]}'.", "Lines have round ends: leave it out."
                )
        paint = replace(paint, fill=self._role(attributes, "fill", paint.fill))
        paint = replace(paint, stroke=self._role(attributes, "stroke", paint.stroke))
        if "stroke-width" in attributes:
            width = _numbers(attributes["stroke-width"])
            if width is None or len(width) != 1 or width[0] < 0:
                self._wrong(
                    "picture-number", f"'{attributes['stroke-width']}' is not a width.", "Write a number such as 2."
                )
            else:
                paint = replace(paint, width=width[0])
        if paint.transform is not None and "transform" in attributes:
            moved = _transform(attributes["transform"], paint.transform)
            if moved is None:
                self._wrong("picture-transform", "The transform cannot be read.", "Write such as translate(10 20).")
            else:
                paint = replace(paint, transform=moved)
        return paint

    def _role(self, attributes: Mapping[str, str], key: str, inherited: str) -> str:
        if key not in attributes:
            return inherited
        value = attributes[key].strip()
        if value == "none":
            return value
        full = "#" + "".join(char * 2 for char in value[1:]) if re.match(r"#[0-9a-fA-F]{3}\Z", value) else value
        role = ROLES.get(full.upper())
        if role is None:
            table = ", ".join(f"{colour} ({role})" for colour, role in ROLES.items())
            self._wrong("picture-colour", f"'{value}' is not a colour of the theme.", f"Write none or one of: {table}.")
            return inherited
        return role

    def _draw(self, tag: str, attributes: dict[str, str], paint: _Paint) -> None:
        if paint.fill == "" and paint.transform is not None:
            self._wrong(
                "picture-fill", f"<{tag}> does not say its colour.", 'Write fill="none" or a colour of the theme.'
            )
            return
        path = _outline(tag, {key: attributes[key] for key in _GEOMETRY[tag] if key in attributes}, paint.transform)
        if path is None:
            self._wrong("picture-path", f"The outline of <{tag}> cannot be read.", "Draw it again, or simplify it.")
            return
        fill, stroke = (None if role == "none" else role for role in (paint.fill, paint.stroke))
        if path and (fill or stroke):
            width = round(paint.width * _scale(paint.transform), 2) if stroke else 0.0
            self.shapes.append(Shape(path, fill, stroke, width))


_LETTERS = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "qCurveTo": "C", "closePath": "Z", "endPath": ""}


def _numbers(written: str) -> list[float] | None:
    rest = _NUMBER.sub("", written)
    if rest.strip(" ,\t\r\n"):
        return None
    numbers = [float(number) for number in _NUMBER.findall(written)]
    return numbers if all(map(math.isfinite, numbers)) else None


def _scale(transform: Any) -> float:
    xx, xy, yx, yy, _, _ = transform
    return math.sqrt(abs(xx * yy - xy * yx))


def _transform(written: str, outer: Any) -> Any:
    """Return `outer` with the steps of a transform attribute put inside it; None when they cannot be read."""
    place = 0
    while match := _TRANSFORM.match(written, place):
        place = match.end()
        kind, numbers = match.group(1), _numbers(match.group(2))
        if numbers is None or len(numbers) not in _ARGUMENTS[kind]:
            return None
        outer = _step(outer, kind, numbers)
    return None if written[place:].strip() else outer


def _step(outer: Any, kind: str, numbers: list[float]) -> Any:
    if kind == "matrix":
        return outer.transform(tuple(numbers))
    if kind == "translate":
        return outer.translate(*numbers)
    if kind == "scale":
        return outer.scale(*numbers)
    if kind == "rotate":
        x, y = numbers[1:] or (0.0, 0.0)
        return outer.translate(x, y).rotate(math.radians(numbers[0])).translate(-x, -y)
    angle = math.radians(numbers[0])
    return outer.skew(angle, 0) if kind == "skewX" else outer.skew(0, angle)


def _outline(tag: str, geometry: dict[str, str], transform: Any) -> str | None:
    """Return an element's outline in absolute M, L, C and Z; None when its numbers cannot be read."""
    from xml.etree.ElementTree import Element

    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.svgLib.path.parser import parse_path
    from fontTools.svgLib.path.shapes import PathBuilder

    builder, recorded = PathBuilder(), RecordingPen()
    try:
        builder.add_path_from_element(Element(tag, geometry))
        for path in builder.paths:
            parse_path(path, TransformPen(recorded, transform))
    except _BROKEN:
        return None
    return _commands(recorded.value)


def _commands(recorded: list[tuple[str, Any]]) -> str | None:
    written: list[str] = []
    here = start = (0.0, 0.0)
    for command, points in recorded:
        if not all(math.isfinite(value) for point in points for value in point):
            return None
        if command == "qCurveTo":
            control, end = points
            points = (_towards(here, control), _towards(end, control), end)
        letter = _LETTERS[command]
        if letter:
            written.append(" ".join([letter, *(_short(value) for point in points for value in point)]))
        here = points[-1] if points else here
        if command == "moveTo":
            start = here
        elif command == "closePath" and here == start and len(written) > 2 and written[-2].startswith("L"):
            # fontTools draws the closing line itself before it closes; Z draws it too.
            del written[-2]
    return " ".join(written)


def _towards(end: tuple[float, float], control: tuple[float, float]) -> tuple[float, float]:
    """Return a cubic's control point for a quadratic's: two thirds of the way from the end to the control."""
    return (end[0] + (control[0] - end[0]) * 2 / 3, end[1] + (control[1] - end[1]) * 2 / 3)


def _short(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
