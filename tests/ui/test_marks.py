"""Marks lie behind the words: whatever is marked, every letter stays where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from kiosk.bundle.model import Span
from kiosk.bundle.sentences import make_text
from kiosk.session import Kind, Marking, Place, Session, TextSize
from tests.support.screens import comfort, show, stage_of
from ui.app import Kiosk
from ui.style.zones import Box
from ui.widgets.sentence import SentencePanel, with_its_signs

SENTENCE = "Take 5 mg (one tablet) with food, not without: a self-made meal will do."
WORDS = [word for one in make_text(SENTENCE).sentences for word in one.words]


@pytest.fixture
def panel(kiosk: Kiosk, request: pytest.FixtureRequest) -> SentencePanel:
    """Return a panel with the sentence, in the marking asked for."""
    show(kiosk, Session(place=Place(Kind.HOME), comfort=comfort(TextSize.MEDIUM)))
    stage = stage_of(kiosk)
    made = SentencePanel(SENTENCE, stage.look, stage, request.param)
    made.place(Box(8, 30, 400, made.height_for(400)))
    return made


def drawn(panel: SentencePanel, word: Span | None) -> QImage:
    panel.mark(word)
    return panel.grab().toImage()


def differing(one: QImage, other: QImage) -> set[tuple[int, int]]:
    """Return the pixels that differ."""
    return {(x, y) for y in range(one.height()) for x in range(one.width()) if one.pixel(x, y) != other.pixel(x, y)}


def ink(image: QImage, at: QRect, dark: bool) -> set[tuple[int, int]]:
    """Return where letters stand in a rectangle: dark on light, or light on dark."""
    return {
        (x, y)
        for y in range(at.top(), at.bottom())
        for x in range(at.left(), at.right())
        if (image.pixelColor(x, y).lightness() < 140) is dark
    }


@pytest.mark.parametrize("panel", [Marking.WORD], indirect=True)
def test_a_marked_word_moves_no_letter(panel: SentencePanel) -> None:
    lines = panel._lines
    assert lines is not None
    plain = drawn(panel, None)
    before = [(run.glyphIndexes(), run.positions()) for run in lines._layout.glyphRuns()]
    for word in WORDS[::3]:
        marked = drawn(panel, word)
        assert [(run.glyphIndexes(), run.positions()) for run in lines._layout.glyphRuns()] == before
        (box,) = lines.span_rects(
            with_its_signs(SENTENCE, word), panel._look.px(8.0), (panel.height() - lines.height) / 2
        )
        around = box.adjusted(-panel._look.px(1.3), -1, panel._look.px(1.3), 1).toAlignedRect()
        changed = differing(plain, marked)
        assert changed
        assert all(around.contains(x, y) for x, y in changed), "nothing changes beside the mark"
        inside = box.adjusted(2, box.height() * 0.1, -2, -box.height() * 0.1).toAlignedRect()
        letters, again = ink(plain, inside, True), ink(marked, inside, False)
        assert len(letters ^ again) < 0.1 * len(letters), "the same letters, light on dark"


@pytest.mark.parametrize("panel", [Marking.SENTENCE, Marking.NONE], indirect=True)
def test_without_a_word_mark_nothing_changes_from_word_to_word(panel: SentencePanel) -> None:
    assert differing(drawn(panel, None), drawn(panel, WORDS[4])) == set()


@pytest.mark.parametrize("panel", [Marking.RULER], indirect=True)
def test_the_ruler_lies_on_the_line_of_the_word_and_only_there(panel: SentencePanel) -> None:
    lines = panel._lines
    assert lines is not None
    assert lines.count > 1
    pitch, top = lines.pitch, (panel.height() - lines.height) / 2
    plain = drawn(panel, None)
    for word, line in ((WORDS[0], 0), (WORDS[1], 0), (WORDS[-1], lines.count - 1)):
        rows = {y for _, y in differing(plain, drawn(panel, word))}
        assert min(rows) >= top + line * pitch - 1
        assert max(rows) <= top + (line + 1) * pitch + 1
        assert len(rows) > 0.9 * pitch
    assert differing(drawn(panel, WORDS[0]), drawn(panel, WORDS[1])) == set(), "it moves from line to line only"


def test_a_mark_takes_in_the_signs_that_touch_its_word_and_no_other_word() -> None:
    def marked(text: str, word: str) -> str:
        start = text.index(word)
        whole = with_its_signs(text, Span(start, start + len(word)))
        return text[whole.start : whole.end]

    assert marked("Take it (one) now.", "one") == "(one)"
    assert marked("Take it now.", "now") == "now."
    assert marked("2-3 days", "3") == "-3"
    assert marked("Stop", "Stop") == "Stop"
