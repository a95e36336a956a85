"""The same tiles as a static web page, for the browser that a clinic would put up in place of the kiosk."""

from __future__ import annotations

import json
from html import escape

from kiosk import paths, phrases
from kiosk.bundle.reader import open_bundle

_STYLE = """
@font-face { font-family: K; src: url(FONTS/KioskHyperlegible-Regular.ttf); }
@font-face { font-family: K; font-weight: bold; src: url(FONTS/KioskHyperlegible-Bold.ttf); }
* { box-sizing: border-box; }
body { margin: 0; width: 1920px; height: 1080px; overflow: hidden; font: bold 30px K; background: #F7F7F2; }
div { position: absolute; border: 2px solid #456; border-radius: 14px; padding: 16px; background: #FFF; }
svg { width: 64px; height: 64px; fill: #0B5148; vertical-align: middle; }
"""


def page() -> str:
    """Return the page: band, categories, tiles, bar and rail, with the kiosk's own words, font and icons."""
    bundle, words = open_bundle(paths.default_content()), phrases.load("en-GB")
    icons = json.loads((paths.resources() / "icons" / "mdi6.json").read_text(encoding="utf-8"))
    boxes = [_box(24, 16, 1500, 90, words("home.title"), "")]
    for index, category in enumerate(bundle.pack.categories):
        boxes.append(_box(24, 124 + index * 116, 350, 104, category.title, icons[category.icon]["path"]))
    for index, tile in enumerate(bundle.tiles("most", "en-GB")[:9]):
        row, column = divmod(index, 3)
        where = 396 + column * 430, 124 + row * 274
        boxes.append(_box(*where, 412, 256, tile.title, icons[tile.icon]["path"]))
    bar = (("bar.handout", "file-document-outline"), ("bar.help", "hand-wave-outline"))
    bar = (("home.finish", "exit-to-app"), ("home.all_topics", "format-list-bulleted"), *bar)
    bar = (*bar, ("home.a_to_z", "sort-alphabetical-ascending"))
    for index, (key, icon) in enumerate(bar):
        boxes.append(_box(24 + index * 332, 960, 316, 100, words(key), icons[icon]["path"]))
    rail = (("rail.text_size", "format-size"), ("rail.colours", "circle-half-full"))
    rail = (*rail, ("rail.read_to_me", "account-voice"), ("rail.sound", "volume-high"))
    rail = (*rail, ("rail.buttons_lower", "arrow-collapse-down"), ("rail.easier", "tune-variant"))
    for index, (key, icon) in enumerate(rail):
        boxes.append(_box(1700, 16 + index * 176, 200, 162, words(key), icons[icon]["path"]))
    style = _STYLE.replace("FONTS", (paths.resources() / "fonts").as_uri())
    return f"<!doctype html><meta charset=utf-8><title>Kiosk</title><style>{style}</style>{''.join(boxes)}"


def _box(x: int, y: int, width: int, height: int, text: str, path: str) -> str:
    icon = f'<svg viewBox="0 0 24 24"><path d="{path}"/></svg> ' if path else ""
    place = f"left:{x}px;top:{y}px;width:{width}px;height:{height}px"
    return f'<div style="{place}">{icon}{escape(text)}</div>'
