"""Draws a handout and the same words through WeasyPrint, in turn, and prints how long each took; `sheets.py DIR`."""

from __future__ import annotations

import importlib.util
import io
import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import pypdf
from told import web_page

from kiosk import paths, phrases
from kiosk.bundle.reader import open_bundle
from kiosk.handout import Handout, draw

_ROUNDS = 15


def four_pages(words: phrases.Phrases) -> tuple[Handout, int]:
    """Return the handout of the shipped topic whose pages are nearest to four, and how many they are."""
    bundle = open_bundle(paths.default_content())
    lang = bundle.pack.languages[0]
    found: list[tuple[int, int, Handout]] = []
    for category in bundle.pack.categories[1:]:
        for tile in bundle.tiles(category.id, lang):
            handout = Handout((bundle.topic(tile.id, lang),), "Clinic", "Ask at the desk.", datetime(2026, 1, 5), True)
            pages = draw(handout, words).pages
            found.append((abs(pages - 4), pages, handout))
    _, pages, handout = min(found, key=lambda one: one[:2])
    return handout, pages


def timed(job: Callable[[], object]) -> float:
    """Return the milliseconds that `job` takes."""
    begun = time.perf_counter()
    job()
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    """Draw and print."""
    words = phrases.load("en-GB")
    handout, pages = four_pages(words)
    pdf = draw(handout, words).pdf
    out = Path(sys.argv[1])
    (out / "handout.pdf").write_bytes(pdf)
    own, other, other_pages = [], [], 0
    has_weasyprint = importlib.util.find_spec("weasyprint") is not None
    if has_weasyprint:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        fonts = FontConfiguration()
        html = weasyprint.HTML(string=web_page(handout.topics[0]))
        for _ in range(2):
            web = html.write_pdf(font_config=fonts, pdf_variant="pdf/ua-1")
        other_pages = len(pypdf.PdfReader(io.BytesIO(web)).pages)
        (out / "weasyprint.pdf").write_bytes(web)
    for _ in range(_ROUNDS):
        own.append(timed(lambda: draw(handout, words)))
        if has_weasyprint:
            other.append(timed(lambda: html.write_pdf(font_config=fonts, pdf_variant="pdf/ua-1")))
    found = {"topic": handout.topics[0].title.plain, "pages": pages, "own": own}
    print(json.dumps({**found, "other": other, "other_pages": other_pages}))


if __name__ == "__main__":
    main()
