"""Make Kiosk Hyperlegible from Atkinson Hyperlegible: the same font with a zero that carries no slash.

Run by hand, from any folder, with the two static fonts of Atkinson Hyperlegible 1.006 at hand:

    python resources/fonts/plain_zero.py AtkinsonHyperlegible-Regular.ttf AtkinsonHyperlegible-Bold.ttf

It writes KioskHyperlegible-Regular.ttf and -Bold.ttf beside itself. Why: in '45 in 100' a slashed zero may be
taken for a letter or for 'none' by people who do not know it from screens. The plain zero must still not read as
a capital O, so it is set as narrow as the figure eight, with the stems of the slashed zero. The Open Font License
asks for another name.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

FAMILY = "Kiosk Hyperlegible"
VERSION = "1.006"
HINTING = ("fpgm", "prep", "cvt ")

Point = tuple[float, float]


def main() -> int:
    """Read the fonts named on the command line and write their plain-zero siblings."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    for name in sys.argv[1:]:
        font = TTFont(name, recalcTimestamp=False)
        style = "Bold" if font["OS/2"].usWeightClass >= 700 else "Regular"
        draw_plain_zero(font, "zero", font["glyf"]["eight"])
        centre_tabular(font, "zero.tf", "zero")
        drop_hinting(font)
        rename(font, style)
        target = Path(__file__).with_name(f"KioskHyperlegible-{style}.ttf")
        font.save(target)
        print(target)
    return 0


def draw_plain_zero(font: TTFont, name: str, model: Glyph) -> None:
    """Redraw the glyph `name` as two ovals: as wide as `model`, stems and heights as they were."""
    glyph = font["glyf"][name]
    inner_left, bottom, top = _counter(font, name)
    stem = inner_left - glyph.xMin
    middle = (glyph.yMin + glyph.yMax) / 2
    left, right = glyph.xMin, glyph.xMin + model.xMax - model.xMin
    pen = TTGlyphPen(None)
    _oval(pen, left, glyph.yMin, right, glyph.yMax, middle, clockwise=True)
    _oval(pen, left + stem, bottom, right - stem, top, middle, clockwise=False)
    font["glyf"][name] = drawn = pen.glyph()
    drawn.recalcBounds(font["glyf"])
    font["hmtx"][name] = (right + left, left)


def centre_tabular(font: TTFont, name: str, figure: str) -> None:
    """Centre `figure` again in the fixed width of its tabular sibling `name`, which is built from it."""
    advance, _ = font["hmtx"][name]
    glyph, drawn = font["glyf"][name], font["glyf"][figure]
    left = round((advance - (drawn.xMax - drawn.xMin)) / 2)
    glyph.components[0].x = left - drawn.xMin
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, left)


def _counter(font: TTFont, name: str) -> tuple[int, int, int]:
    """Return left edge, bottom and top of the white inside a slashed zero (its contours after the first)."""
    coordinates, ends, _ = font["glyf"][name].getCoordinates(font["glyf"])
    white = coordinates[ends[0] + 1 :]
    return min(x for x, _ in white), min(y for _, y in white), max(y for _, y in white)


def _oval(pen: TTGlyphPen, left: float, bottom: float, right: float, top: float, middle: float, *,
          clockwise: bool) -> None:
    """Draw an oval of four quarters, each two off-curve points, with the fullness of the font's own zero."""
    centre = (left + right) / 2
    across, up, down = (right - left) / 2 * 0.49, (top - middle) * 0.485, (middle - bottom) * 0.485
    stops = [(centre, top), (right, middle), (centre, bottom), (left, middle)]
    offs = [
        [(centre + across, top), (right, middle + up)],
        [(right, middle - down), (centre + across, bottom)],
        [(centre - across, bottom), (left, middle - down)],
        [(left, middle + up), (centre - across, top)],
    ]
    if not clockwise:
        stops = [stops[0], *reversed(stops[1:])]
        offs = [off[::-1] for off in reversed(offs)]
    pen.moveTo(_whole(stops[0]))
    for off, stop in zip(offs, [*stops[1:], stops[0]], strict=True):
        pen.qCurveTo(*map(_whole, off), _whole(stop))
    pen.closePath()


def _whole(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def drop_hinting(font: TTFont) -> None:
    """Take the instructions out of every glyph: one unhinted figure among hinted ones would stand out."""
    for name in font.getGlyphOrder():
        font["glyf"][name].removeHinting()
    for tag in HINTING:
        if tag in font:
            del font[tag]


def rename(font: TTFont, style: str) -> None:
    """Give the font its own name; the copyright, the designers and the licence stay as they are."""
    table = font["name"]
    words = {
        1: FAMILY,
        2: style,
        3: f"{VERSION};NONE;KioskHyperlegible-{style}",
        4: f"{FAMILY} {style}",
        5: f"Version {VERSION}; plain zero",
        6: f"KioskHyperlegible-{style}",
        10: "Derived from Atkinson Hyperlegible 1.006: the zero is drawn without a slash. Hinting removed.",
    }
    for name_id, text in words.items():
        table.setName(text, name_id, 3, 1, 0x409)
    for record in list(table.names):
        if record.nameID in (8, 11, 12, 16, 17):
            table.removeNames(record.nameID)


if __name__ == "__main__":
    sys.exit(main())
