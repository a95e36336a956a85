"""Arabic, Urdu, Bengali and Punjabi on paper: as another engine draws them, and said in the order they are read."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path

import numpy as np
import page
import pikepdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk import paths
from kiosk.bundle.model import Topic
from kiosk.handout import Handout, draw
from kiosk.handout.fonts import load_fonts
from kiosk.handout.shaping import in_order_of_sight, levels, mirrored
from kiosk.handout.structure import Node
from kiosk.handout.style import Type
from kiosk.handout.tagging import About, Pen
from kiosk.handout.words import Line, Run, Typesetter
from kiosk.phrases import Phrases

LINES = {
    "Arabic": "اسأل طبيبك عن المخاطر: 45 من كل 100 شخص (2026).",
    "Urdu": "اپنے ڈاکٹر سے پوچھیں: 100 میں سے 45 لوگ بہتر محسوس کرتے ہیں۔",
    "Bengali": "১০০ জনের মধ্যে ৪৫ জন ভালো বোধ করেন। ক্ষত্রিয় শ্রদ্ধা",
    "Punjabi": "100 ਵਿੱਚੋਂ 45 ਲੋਕ ਇੱਕ ਸਾਲ ਬਾਅਦ ਬਿਹਤਰ ਮਹਿਸੂਸ ਕਰਦੇ ਹਨ।",
    "Arabic in English": "Take it with محمد at home, not (أبداً) alone.",
}
FAMILIES = ("Kiosk Hyperlegible", "Noto Sans", "Noto Sans Arabic", "Noto Sans Bengali", "Noto Sans Gurmukhi")
SIZE = 40.0
LOOK = Type(size=SIZE, leading=2 * SIZE)
EACH = pytest.mark.parametrize("text", LINES.values(), ids=LINES.keys())


def lines_of(text: str, width: float = 2000.0) -> tuple[Line, ...]:
    return Typesetter(load_fonts()).lines([Run(text)], SIZE, width)


def ours(text: str, file: Path) -> np.ndarray:
    """Return how the kiosk draws `text` on one line."""
    pen = Pen((2000.0, 200.0), About("Line", "", "en-GB"), load_fonts())
    pen.lines(lines_of(text), LOOK, 0.0, 150.0)
    pen.next_page()
    file.write_bytes(pen.finish(Node("Document")))
    return picture(file)


def theirs(text: str, file: Path) -> np.ndarray:
    """Return how typst draws it, in the same fonts."""
    families = ", ".join(f'"{family}"' for family in FAMILIES)
    direction = "rtl" if levels(text)[0] else "ltr"
    kerning = "false" if "home" in text else "true"  # ReportLab kerns no Latin letters
    source = (
        f"#set page(width: 2000pt, height: 200pt, margin: 20pt)\n"
        f'#set text(font: ({families}), size: {SIZE}pt, dir: {direction}, kerning: {kerning})\n#text("{text}")'
    )
    fonts = typst.Compiler(font_paths=[str(paths.resources() / "fonts")], ignore_system_fonts=True)
    file.write_bytes(fonts.compile(source.encode(), format="pdf"))
    return picture(file)


def picture(pdf: Path) -> np.ndarray:
    """Return the ink of the page, cut out, at 72 dots an inch."""
    subprocess.run(["pdftoppm", "-r", "72", "-gray", "-singlefile", str(pdf), str(pdf.with_suffix(""))], check=True)
    ink = 255 - np.asarray(Image.open(pdf.with_suffix(".pgm")), dtype=float)
    down, across = np.nonzero(ink > 60)
    return ink[down.min() : down.max() + 1, across.min() : across.max() + 1]


def alike(one: np.ndarray, other: np.ndarray) -> float:
    """Return how much two pictures agree, from -1 to 1, where they may be a dot apart."""
    best = -1.0
    for down in (-1, 0, 1):
        for across in (-2, -1, 0, 1, 2):
            high, wide = max(one.shape[0], other.shape[0]) + 6, max(one.shape[1], other.shape[1]) + 6
            ground = np.zeros((2, high, wide))
            ground[0, 3 : 3 + one.shape[0], 3 : 3 + one.shape[1]] = one
            ground[1, 3 + down : 3 + down + other.shape[0], 3 + across : 3 + across + other.shape[1]] = other
            best = max(best, float(np.corrcoef(ground[0].ravel(), ground[1].ravel())[0, 1]))
    return best


@EACH
def test_a_line_of_another_script_looks_as_the_reference_draws_it(text: str, tmp_path: Path) -> None:
    assert alike(ours(text, tmp_path / "ours.pdf"), theirs(text, tmp_path / "theirs.pdf")) > 0.9


@EACH
def test_the_comparison_sees_words_in_another_order(text: str, tmp_path: Path) -> None:
    other = " ".join(reversed(text.split(" ")))
    assert alike(ours(text, tmp_path / "ours.pdf"), theirs(other, tmp_path / "theirs.pdf")) < 0.8


@EACH
def test_broken_lines_say_every_letter_in_the_order_of_reading_and_fit(text: str) -> None:
    lines = lines_of(text, 300.0)
    assert len(lines) > 2
    assert "".join(line.words for line in lines) == text
    assert all(line.width <= 300.0 and line.starts + line.width <= 300.1 for line in lines)


def test_a_paragraph_that_runs_from_the_right_begins_at_the_right_and_one_in_english_does_not() -> None:
    [arabic] = lines_of(LINES["Arabic"])
    [english] = lines_of(LINES["Arabic in English"])
    assert arabic.starts == pytest.approx(2000.0 - arabic.width)
    assert english.starts == 0.0
    assert english.segments[0].text.startswith("Take it with")


def test_each_paragraph_has_a_direction_of_its_own() -> None:
    arabic, english = lines_of("أبداً\nNever أبداً")
    assert arabic.starts > 0
    assert english.starts == 0.0


@given(st.lists(st.integers(0, 4), max_size=30))
def test_every_letter_of_a_line_is_seen_once(found: list[int]) -> None:
    seen = [at for places, _ in in_order_of_sight(found) for at in places]
    assert sorted(seen) == list(range(len(found)))
    if not any(found):
        assert seen == sorted(seen)


def test_brackets_turn_round_with_what_they_hold() -> None:
    assert mirrored("(1)") == "(1)"
    assert mirrored("a)") == "(a"


def test_a_handout_with_four_scripts_is_accessible_and_says_their_words(
    topic: Topic, words: Phrases, tmp_path: Path
) -> None:
    note = "\n".join(LINES.values())
    handout = Handout((topic,), "Clinic", "Ask.", datetime(2026, 1, 5), True, name="محمد عبد الله Smith", note=note)
    file = tmp_path / "h.pdf"
    file.write_bytes(draw(handout, words).pdf)
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        result = page.validate_pdf_bytes(file.read_bytes(), profile=profile)
        assert result.is_compliant, str(result)
    with pikepdf.open(file) as pdf:
        told = [
            str(one.ActualText)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/ActualText" in one
        ]
    assert note.split() in [one.split() for one in told]
