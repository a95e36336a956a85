"""Make mdi6.json: the outlines of the icons that the interface and the content name, as SVG paths.

    python resources/icons/make_icons.py

QtAwesome loads all its fonts at its first call, which costs more than all the rest of the start; so the icons of
the first screens come from this file, and QtAwesome is for names that are not in it. Paths lie in a box of 24 by
24, y down, in absolute M, L, C and Z commands with two decimals. The outlines are Material Design Icons
(Apache-2.0, see LICENSE-MaterialDesignIcons.txt), read from the font that QtAwesome carries.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import tomllib
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
BOX = 24.0
_HEADING_ICON = re.compile(r'^\{[^}\n]*\bicon="([^"]*)"', re.MULTILINE)


def main() -> int:
    """Write mdi6.json beside this script, and say which names no icon has."""
    target = HERE / "mdi6.json"
    target.write_text(as_json(HERE.parent.parent), encoding="utf-8")
    print(f"{target}: {len(json.loads(target.read_text(encoding='utf-8')))} icons")
    return 0


def as_json(root: Path) -> str:
    """Return the cache for the checkout at `root`, one icon a line; KeyError names what is no icon."""
    glyphs = Glyphs()
    rows = (f"{json.dumps(name)}: {json.dumps({'path': glyphs.path(name)})}" for name in wanted(root))
    return "{\n" + ",\n".join(rows) + "\n}\n"


def wanted(root: Path) -> list[str]:
    """Return the names of the interface's list and of all content, sorted."""
    lines = (root / "resources" / "icons" / "names.txt").read_text(encoding="utf-8").splitlines()
    listed = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    return sorted(listed | named_in_content(root / "content"))


def named_in_content(content: Path) -> set[str]:
    """Return every icon named by a pack, a category, a topic or a section."""
    found: set[str] = set()
    for bundle in content.glob("*/bundle.toml"):
        pack = tomllib.loads(bundle.read_text(encoding="utf-8"))
        found |= {category["icon"] for category in pack.get("category", [])}
    for topic in content.glob("*/topics/*/*.md"):
        text = topic.read_text(encoding="utf-8")
        _, _, rest = text.partition("+++\n")
        head, _, body = rest.partition("\n+++")
        own = tomllib.loads(head).get("icon")  # a translation has its topic's
        found |= {*_HEADING_ICON.findall(body), *((own,) if own else ())}
    return found


class Glyphs:
    """The icon font that QtAwesome carries."""

    def __init__(self) -> None:
        package = importlib.util.find_spec("qtawesome")
        if package is None or package.origin is None:
            raise ImportError("QtAwesome is not installed: run 'make setup'.")
        fonts = Path(package.origin).parent / "fonts"
        (font,) = fonts.glob("materialdesignicons6-webfont-*.ttf")
        (names,) = fonts.glob("materialdesignicons6-webfont-charmap-*.json")
        self._codes: dict[str, str] = json.loads(names.read_text(encoding="utf-8"))
        self._font = TTFont(font)
        self._set = self._font.getGlyphSet()
        self._map: dict[int, str] = self._font.getBestCmap()

    def names(self) -> frozenset[str]:
        """Return every name the font has."""
        return frozenset(self._codes)

    def path(self, name: str) -> str:
        """Return the outline of an icon as an SVG path in a 24 x 24 box."""
        glyph = self._set[self._map[int(self._codes[name], 16)]]
        scale = BOX / self._font["head"].unitsPerEm
        pen = PathPen(self._set)
        glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, 0, self._font["hhea"].ascent * scale)))
        return " ".join(pen.commands)


class PathPen(BasePen):  # type: ignore[misc]
    """Writes outlines as absolute M, L, C and Z; `BasePen` turns quadratic curves into cubic ones."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.commands: list[str] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self._add("M", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self._add("L", pt)

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:
        self._add("C", pt1, pt2, pt3)

    def _closePath(self) -> None:
        self.commands.append("Z")

    def _add(self, command: str, *points: tuple[float, float]) -> None:
        numbers = " ".join(f"{_short(x)} {_short(y)}" for x, y in points)
        self.commands.append(f"{command} {numbers}")


def _short(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


if __name__ == "__main__":
    sys.exit(main())
