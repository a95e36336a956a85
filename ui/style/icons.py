"""Icons by their Material Design names (QtAwesome's 'mdi6'), as outlines that take any colour and size.

Glyphs of the shipped content and the interface come from a cache made at build time, since QtAwesome's first call
loads all its fonts (about 200 ms). QtAwesome itself serves names that are not in the cache, such as a clinic's own.
"""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QTransform

BOX = 24.0
"""Side of the square the cached outlines are drawn in."""

POINTING = frozenset({
    "arrow-left", "arrow-right", "backspace-outline", "exit-to-app", "format-list-bulleted", "play", "skip-next",
    "skip-previous",
})  # fmt: skip
"""Icons that point along the line of reading: they turn round with a screen that runs from right to left."""


class Icons:
    """Outlines by name. `cache` is the file of glyphs made at build time."""

    def __init__(self, cache: Path) -> None:
        self._cached: dict[str, str] = {
            name: glyph["path"] for name, glyph in json.loads(cache.read_text(encoding="utf-8")).items()
        }
        self._paths: dict[str, QPainterPath] = {}

    def path(self, name: str, box: QRectF, *, mirrored: bool = False) -> QPainterPath:
        """Return the outline of `name` in `box`; an empty outline for a name that no icon has.

        `mirrored`: the painter mirrors what it draws. What does not point is turned round once more, to look as ever.
        """
        outline = self._paths.get(name)
        if outline is None:
            drawn = self._cached.get(name)
            outline = self._paths[name] = svg_path(drawn) if drawn is not None else _from_qtawesome(name)
        side = min(box.width(), box.height()) / BOX
        move = QTransform.fromTranslate(
            box.x() + (box.width() - side * BOX) / 2, box.y() + (box.height() - side * BOX) / 2
        )
        move.scale(side, side)
        if mirrored and name not in POINTING:
            move.translate(BOX, 0.0).scale(-1.0, 1.0)
        return move.map(outline)


def svg_path(text: str) -> QPainterPath:
    """Read an SVG path of absolute M, L, Q, C and Z commands, numbers parted by spaces or commas."""
    path = QPainterPath()
    tokens = _tokens(text)
    command, at = "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
            if command == "Z":
                path.closeSubpath()
                continue
        count = {"M": 2, "L": 2, "Q": 4, "C": 6}[command]
        numbers = [float(token) for token in tokens[at : at + count]]
        at += count
        if command == "M":
            path.moveTo(*numbers)
        elif command == "L":
            path.lineTo(*numbers)
        elif command == "Q":
            path.quadTo(*numbers)
        else:
            path.cubicTo(*numbers)
    return path


def _tokens(text: str) -> list[str]:
    for command in "MLQCZ":
        text = text.replace(command, f" {command} ")
    return text.replace(",", " ").split()


def _from_qtawesome(name: str) -> QPainterPath:
    import qtawesome

    path = QPainterPath()
    full = f"mdi6.{name}"
    try:
        glyph = qtawesome.charmap(full)
    except (KeyError, ValueError):
        return path
    font = qtawesome.font("mdi6", int(BOX))
    path.addText(0.0, 0.0, font, glyph)
    bounds = path.boundingRect()
    move = QTransform.fromTranslate(BOX / 2 - bounds.center().x(), BOX / 2 - bounds.center().y())
    return move.map(path)
