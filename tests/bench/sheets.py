"""Draws a handout, and the same words through WeasyPrint and typst, in turn, and prints how long each took.

Each sheet is for another person, whose name stands on each page: only this is new to typst, which keeps what it laid
out before, and to the kiosk's press, which keeps what is the same for everybody.

`sheets.py DIR` times a handout of four pages; `sheets.py DIR ENGINE` draws a hundred pages once with 'kiosk',
'weasyprint' or 'typst', and prints the most memory that the process took.
"""

from __future__ import annotations

import importlib.util
import io
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from told import NAME, typst_page, web_page

from kiosk import paths, phrases
from kiosk.bundle.model import Topic
from kiosk.bundle.reader import open_bundle
from kiosk.handout import Handout, Press, draw

_ROUNDS = 15
_LONG = 100
"""Pages of the long handout."""
_TITLES = 15
"""Topics of it: with each engine the sheets come to a hundred pages or a little more."""


def handout_of(*topics: Topic) -> Handout:
    """Return the handout of `topics` as a clinic prints it."""
    return Handout(topics, "Clinic", "Ask at the desk.", datetime(2026, 1, 5), True, name=NAME)


def all_topics() -> list[Topic]:
    """Return the shipped topics, category by category."""
    bundle = open_bundle(paths.default_content())
    lang = bundle.pack.languages[0]
    tiles = dict.fromkeys(tile.id for one in bundle.pack.categories[1:] for tile in bundle.tiles(one.id, lang))
    return [bundle.topic(one, lang) for one in tiles]


def four_pages(words: phrases.Phrases) -> tuple[Handout, int]:
    """Return the handout of the shipped topic whose pages are nearest to four, and how many they are."""
    drawn = [(handout_of(topic), draw(handout_of(topic), words).pages) for topic in all_topics()]
    return min(drawn, key=lambda one: abs(one[1] - 4))


Engine = Callable[[str], bytes]
"""Draws the sheets for the person of this name."""


def kiosk(*topics: Topic) -> Engine:
    """Return the kiosk's own engine: one press, as in a kiosk that runs."""
    press, handout = Press(phrases.load("en-GB")), handout_of(*topics)
    return lambda name: press.draw(replace(handout, name=name)).pdf


def weasyprint(*topics: Topic) -> Engine:
    """Return WeasyPrint, ready to draw PDF/UA-1."""
    import weasyprint as engine
    from weasyprint.text.fonts import FontConfiguration

    fonts, page = FontConfiguration(), web_page(*topics)

    def drawn(name: str) -> bytes:
        html = engine.HTML(string=page.replace(NAME, name))
        pdf: bytes = html.write_pdf(font_config=fonts, pdf_variant="pdf/ua-1")
        return pdf

    return drawn


def typst(*topics: Topic) -> Engine:
    """Return typst, ready to draw PDF/UA-1; its compiler is used again, as its makers advise."""
    import typst as engine

    compiler = engine.Compiler(font_paths=[str(paths.resources() / "fonts")], ignore_system_fonts=True)
    page = typst_page(*topics)

    def drawn(name: str) -> bytes:
        pdf: bytes = compiler.compile(page.replace(NAME, name).encode(), format="pdf", pdf_standards=["ua-1"])
        return pdf

    return drawn


def engines() -> dict[str, Callable[..., Engine]]:
    """Return the engines that are installed."""
    others = {"weasyprint": weasyprint, "typst": typst}
    return {"kiosk": kiosk, **{name: one for name, one in others.items() if importlib.util.find_spec(name)}}


def timed(job: Callable[[], object]) -> float:
    """Return the milliseconds that `job` takes."""
    begun = time.perf_counter()
    job()
    return (time.perf_counter() - begun) * 1000


def peak() -> float:
    """Return the greatest resident size of this process so far; `getrusage` would count that of who started it too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    import pypdf

    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def compare(out: Path) -> dict[str, object]:
    """Draw a handout of four pages with every engine in turn."""
    handout, _ = four_pages(phrases.load("en-GB"))
    jobs = {name: engine(*handout.topics) for name, engine in engines().items()}
    first = {}
    for name, job in jobs.items():
        job("Person One")
        first[name] = job("Person Two")
        (out / f"{name}.pdf").write_bytes(first[name])
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(_ROUNDS):
        for name, job in jobs.items():
            times[name].append(timed(partial(job, f"Person {number}")))
    counted = {name: pages_of(pdf) for name, pdf in first.items()}
    return {"topic": handout.topics[0].title.plain, "pages": counted, "times": times}


def long(engine: str) -> dict[str, object]:
    """Draw a hundred pages once; `before` and `most` are the greatest resident sizes of this process, in megabytes."""
    topics = all_topics()[:_TITLES]
    before = peak()
    begun = time.perf_counter()
    pdf = engines()[engine](*topics)("Person One")
    took, most = time.perf_counter() - begun, peak()
    return {"pages": pages_of(pdf), "before": before, "most": most, "seconds": took}


if __name__ == "__main__":
    print(json.dumps(long(sys.argv[2]) if len(sys.argv) > 2 else compare(Path(sys.argv[1]))))
