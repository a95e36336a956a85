"""A handful of screens as pictures, drawn with bundled fonts only: what people see changes only when it is meant to.

A picture that differs is left beside the tests' temporary files. After a look: `pytest tests/golden --accept-goldens`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from kiosk.readaloud.player import Player, State
from kiosk.readaloud.script import script
from kiosk.session import Kind, Place, Scanning, Session, Sheet, TextSize
from tests.support.screens import GLASSES, comfort, kiosk_on, show, show_with_voice, six_topics_pack
from tests.support.source import ROOT
from ui.app import Kiosk
from ui.print_run import WAITING

FOLDER = ROOT / "tests" / "golden"
SCALE = 2
"""Pictures are kept at half their size: small files, and no quarrel about a single pixel of an edge."""
FAR, SHARE = 16, 0.005
"""A pixel differs when a channel differs by more than this (of 255); so many of them may."""

PICTURES: Mapping[str, tuple[str, TextSize, str, Place, Sheet]] = {
    "attract": ("landscape", TextSize.MEDIUM, "light", Place(), Sheet()),
    "home": ("landscape", TextSize.MEDIUM, "light", Place(Kind.HOME), Sheet()),
    "topic": ("landscape", TextSize.MEDIUM, "light", Place(Kind.TOPIC, topic="baclofen"), Sheet()),
    "reader-numbers": (
        "landscape", TextSize.MEDIUM, "light", Place(Kind.READER, topic="baclofen", section="side-effects"), Sheet()
    ),
    "reader-compared": (
        "landscape", TextSize.MEDIUM, "light", Place(Kind.READER, topic="tizanidine", section="side-effects"), Sheet()
    ),
    "reader-compared-portrait-largest": (
        "portrait", TextSize.LARGEST, "dark", Place(Kind.READER, topic="tizanidine", section="side-effects"), Sheet()
    ),
    "reader-diary": (
        "landscape", TextSize.LARGE, "light", Place(Kind.READER, topic="fatigue-in-ms", section="diary"), Sheet()
    ),
    "reader-warning-dark": (
        "landscape", TextSize.MEDIUM, "dark", Place(Kind.READER, topic="baclofen", section="stopping"), Sheet()
    ),
    "aloud-largest": (
        "landscape", TextSize.LARGEST, "light", Place(Kind.ALOUD, topic="baclofen", section="taking"), Sheet()
    ),
    "easier-yellow": ("landscape", TextSize.LARGE, "yellow_on_black", Place(Kind.EASIER), Sheet()),
    "how-i-read": ("landscape", TextSize.MEDIUM, "calm", Place(Kind.MARKS), Sheet()),
    "handout": ("landscape", TextSize.MEDIUM, "light", Place(Kind.HANDOUT), Sheet(("baclofen",))),
    "no-paper-largest": (
        "landscape", TextSize.LARGEST, "black_on_white", Place(Kind.PRINT, message="no_paper"), Sheet(("baclofen",))
    ),
    "topic-portrait-soft": ("portrait", TextSize.MEDIUM, "calm", Place(Kind.TOPIC, topic="tizanidine"), Sheet()),
    "staff-pin": ("landscape", TextSize.MEDIUM, "light", Place(Kind.PIN), Sheet()),
    "nurse-desk": ("landscape", TextSize.MEDIUM, "light", Place(Kind.DESK), Sheet()),
    "nurse-desk-portrait-largest-dark": ("portrait", TextSize.LARGEST, "dark", Place(Kind.DESK), Sheet()),
    "topic-low": ("landscape", TextSize.MEDIUM, "light", Place(Kind.TOPIC, topic="baclofen"), Sheet()),
    "home-low-portrait-largest": ("portrait", TextSize.LARGEST, "light", Place(Kind.HOME), Sheet()),
    "reader-wider": (
        "landscape", TextSize.LARGE, "light", Place(Kind.READER, topic="baclofen", section="stopping"), Sheet()
    ),
    "home-portrait-largest": ("portrait", TextSize.LARGEST, "light", Place(Kind.HOME), Sheet()),
    **{
        f"home-{theme}": ("landscape", TextSize.MEDIUM, theme, Place(Kind.HOME), Sheet())
        for theme in ("dark", "calm", "black_on_white", "white_on_black", "yellow_on_black")
    },
    "home-scanning": ("landscape", TextSize.MEDIUM, "light", Place(Kind.HOME), Sheet()),
    "home-arabic": ("landscape", TextSize.MEDIUM, "light", Place(Kind.HOME), Sheet()),
    "topic-arabic": ("landscape", TextSize.MEDIUM, "light", Place(Kind.TOPIC, topic="baclofen"), Sheet()),
    "easier-polish-largest": ("landscape", TextSize.LARGEST, "light", Place(Kind.EASIER), Sheet()),
    "attract-welsh-portrait": ("portrait", TextSize.MEDIUM, "light", Place(), Sheet()),
    **{
        f"print-{state}": (
            "landscape", TextSize.MEDIUM, "light", Place(Kind.PRINT, message=state), Sheet(("baclofen",))
        )
        for state in ("printing", "printed", *WAITING)
    },
    "print-page-3": (
        "landscape", TextSize.MEDIUM, "light", Place(Kind.PRINT, message="printing"), Sheet(("baclofen",))
    ),
}  # fmt: skip
LANGUAGES = {"arabic": "ar", "polish": "pl", "welsh": "cy"}
"""The languages that names of pictures tell of; all others are in the clinic's own."""


DIARY = """
{#diary role="what you can do" icon="calendar" short="What can I write down?"}
## What can I write down?

:::diary
title = "My spasm diary"
note = "Show it to your nurse at your next visit."
columns = ["Spasms: how many", "Sleep", "Steps"]
:::
"""
"""A section at the end of one topic."""


@pytest.fixture(scope="module")
def kiosks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Kiosk]]:
    with ExitStack() as stack:
        pack = six_topics_pack(tmp_path_factory.mktemp("packs") / "six")
        with (pack / "topics" / "fatigue-in-ms" / "en-GB.md").open("a", encoding="utf-8") as topic:
            topic.write(DIARY)
        made = {glass: stack.enter_context(kiosk_on(glass, pack)) for glass in GLASSES}
        QApplication.processEvents()
        yield made


def picture(kiosk: Kiosk, name: str) -> QImage:
    """Draw a picture of `PICTURES` at half its size."""
    _, size, theme, place, sheet = PICTURES[name]
    presenter = kiosk.presenter
    presenter.sheets = 5 if sheet.topics else None
    presenter.printing.page = 3 if name == "print-page-3" else 0
    lang = next((code for word, code in LANGUAGES.items() if word in name), "")
    scanned = Scanning.ONE if "-scanning" in name else Scanning.OFF
    chosen = replace(
        comfort(size, theme), reach="-low" in name, spacing="-wider" in name, lang=lang, scanning=scanned
    )
    session = Session(place=place, comfort=chosen, sheet=sheet)
    show(kiosk, session, staged=False)
    if place.kind is Kind.ALOUD:
        page = presenter.pages()[presenter.page_number()]
        said = script(page.section.question, page.blocks, {}, presenter.phrases)
        presenter.reading.player = Player(said, 1, None, State.PLAYING)
    if place.kind is Kind.ATTRACT:
        show_with_voice(kiosk, chosen)
    else:
        show(kiosk, session)
    whole = kiosk.window.grab().toImage()
    presenter.reading.player = Player(())
    width, height = whole.width() // SCALE, whole.height() // SCALE
    ratio, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    small = whole.scaled(width, height, ratio, smooth)
    return small.convertToFormat(QImage.Format.Format_RGB888)


def differing(one: QImage, other: QImage) -> float:
    """Return the share of pixels in which a channel differs by more than `FAR`; 1.0 for another size."""
    if one.size() != other.size():
        return 1.0
    found = 0
    for row in range(one.height()):
        mine, theirs = bytes(one.constScanLine(row)), bytes(other.constScanLine(row))
        if mine != theirs:
            channels = [abs(a - b) > FAR for a, b in zip(mine, theirs, strict=True)]
            found += sum(any(channels[at : at + 3]) for at in range(0, one.width() * 3, 3))
    return found / (one.width() * one.height())


@pytest.mark.parametrize("name", PICTURES)
def test_the_screen_looks_as_it_was_accepted(
    kiosks: Mapping[str, Kiosk], name: str, accepting: bool, tmp_path: Path
) -> None:
    drawn = picture(kiosks[PICTURES[name][0]], name)
    kept = FOLDER / f"{name}.png"
    if accepting:
        assert drawn.save(str(kept))
    assert kept.is_file(), f"{kept.name} is not there: look, then run pytest tests/golden --accept-goldens"
    golden = QImage(str(kept)).convertToFormat(QImage.Format.Format_RGB888)
    share = differing(drawn, golden)
    if share >= SHARE:
        drawn.save(str(tmp_path / kept.name))
    assert share < SHARE, f"{share:.2%} of the pixels differ: look at {tmp_path / kept.name}"


def test_every_golden_belongs_to_a_picture() -> None:
    assert {path.stem for path in FOLDER.glob("*.png")} == set(PICTURES)


def test_the_comparison_sees_a_word_that_moved_and_no_single_pixel(kiosks: Mapping[str, Kiosk]) -> None:
    drawn = picture(kiosks["landscape"], "home")
    one_off = drawn.copy()
    one_off.setPixelColor(10, 10, Qt.GlobalColor.black)
    assert differing(drawn, one_off) < SHARE
    moved = drawn.copy()
    painter = QPainter(moved)
    painter.drawImage(0, 12, drawn)
    painter.end()
    assert differing(drawn, moved) > SHARE
