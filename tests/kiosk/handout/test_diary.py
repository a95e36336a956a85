"""A diary on paper: one row a day that a hand can write in, whole or a week a table, with room beside each day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import page
import pikepdf
import pytest

from kiosk.bundle.focus import focused
from kiosk.bundle.model import Diary, Topic
from kiosk.handout import Handout, render
from kiosk.phrases import Phrases
from kiosk.session import Letter
from tests.kiosk.handout.conftest import text, texts, with_blocks

Read = Callable[..., str]
MM = 72 / 25.4
THREE = Diary(text("My spasm diary"), text("Show it to your nurse."), texts("Spasms: how many", "Sleep", "Steps"), 14)
FOUR = replace(THREE, columns=texts("Spasms: how many", "Stiffness", "Physiotherapy", "Medicines taken"), days=7)
DIARIES = pytest.mark.parametrize("diary", [THREE, FOUR, replace(THREE, columns=texts("Steps"))])
LETTERS = pytest.mark.parametrize("letter", list(Letter))
PAPERS = pytest.mark.parametrize("paper", ["A4", "Letter"])


def sheet(topic: Topic, handout: Handout, words: Phrases, diary: Diary, **changes: object) -> bytes:
    """Return a handout that holds little else than the diary."""
    asked = replace(handout, topics=(with_blocks(topic, diary),), **changes)  # type: ignore[arg-type]
    return render(asked, words)


@DIARIES
@LETTERS
@PAPERS
def test_each_day_has_a_row_and_each_column_a_name(
    topic: Topic, handout: Handout, words: Phrases, read: Read, diary: Diary, letter: Letter, paper: str
) -> None:
    pdf = sheet(topic, handout, words, diary, letter=letter, paper=paper)
    said = " ".join(read(pdf).split())
    rows = re.findall(r"\bDay (\d+)", said)
    tables = len(rows) // diary.days
    assert rows == [str(day) for day in range(1, diary.days + 1)] * tables
    tree = " ".join(re.findall(r'"(.*?)"', read(pdf, "-struct-text", tool="pdfinfo").replace("\n", " ")))
    for one in (diary.title, diary.note, *diary.columns):
        assert one.plain in " ".join(tree.split())
    result = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert result.is_compliant, str(result)


@DIARIES
@LETTERS
@PAPERS
def test_each_place_to_write_in_is_tall_and_wide_enough_for_an_unsteady_hand(
    topic: Topic, handout: Handout, words: Phrases, diary: Diary, letter: Letter, paper: str
) -> None:
    with pikepdf.open(BytesIO(sheet(topic, handout, words, diary, letter=letter, paper=paper))) as pdf:
        drawn = [line for one in pdf.pages for line in grids(one)]
    assert drawn
    least = {Letter.CLEAR: 10, Letter.LARGE: 11, Letter.GIANT: 15}[letter]
    for rows, columns in drawn:
        assert min(rows) >= least * MM - 0.1
        assert min(columns) >= 28 * MM - 0.1


def grids(sheet_of_paper: pikepdf.Page) -> list[tuple[list[float], list[float]]]:
    """Return the heights of the rows and the widths of the columns of each table on a page, in points."""
    found, level, upright, at = list[tuple[list[float], list[float]]](), list[float](), list[float](), (0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(sheet_of_paper):
        if str(operator) == "m":
            at = (float(operands[0]), float(operands[1]))
        elif str(operator) == "l" and at[1] == float(operands[1]):
            if upright:  # another table begins
                found.append((gaps(level)[1:], gaps(upright)))
                level, upright = [], []
            level.append(at[1])
        elif str(operator) == "l":
            upright.append(at[0])
    return [*found, (gaps(level)[1:], gaps(upright))] if upright else found


def gaps(places: list[float]) -> list[float]:
    """Return how far each place lies from the one before."""
    return [abs(after - before) for before, after in pairwise(places)]


@PAPERS
def test_two_weeks_in_clear_letters_stand_on_one_page_under_their_title(
    topic: Topic, handout: Handout, words: Phrases, read: Read, paper: str
) -> None:
    pages = read(sheet(topic, handout, words, THREE, paper=paper)).split("\f")
    (found,) = [one for one in pages if "Day 14" in one]
    assert found.index("My spasm diary") < found.index("Day 1\n") < found.index("Day 14")
    assert found.count("Day and") == 1


def test_a_week_that_goes_on_another_page_names_its_columns_again(
    topic: Topic, handout: Handout, words: Phrases, read: Read
) -> None:
    pages = read(sheet(topic, handout, words, THREE, letter=Letter.GIANT)).split("\f")
    for one in (found for found in pages if re.search(r"Day \d", found)):
        assert "Spasms:" in one
        assert "Sleep" in one


@LETTERS
@PAPERS
def test_the_longest_names_on_every_page_leave_each_day_its_row(
    topic: Topic, handout: Handout, words: Phrases, read: Read, letter: Letter, paper: str
) -> None:
    clinic = "The Royal and Ancient Riverside and Hillside Hospital for Multiple Sclerosis"
    diary = replace(THREE, columns=texts("Time on the toilet", "Hard, soft or runny", "Glasses to drink", "Fibre"))
    long = {"clinic_name": clinic, "name": "Wolfeschlegelsteinhausen " * 2, "second": "Born 31 September 1948"}
    said = read(sheet(topic, handout, words, diary, letter=letter, paper=paper, **long))
    rows = [int(day) for day in re.findall(r"^Day (\d+)$", said, re.MULTILINE)]
    assert rows == list(range(1, 15)) * (len(rows) // 14)
    assert rows


def test_a_diary_that_matters_to_someone_is_printed_once_and_announced_first(
    topic: Topic, handout: Handout, words: Phrases, read: Read
) -> None:
    marked = with_blocks(topic, replace(THREE, matters_to=("drive",)))
    said = read(render(replace(handout, topics=(marked,), ticks=("drive",)), words))
    assert len(focused(marked, ("drive",), words).sections) == 2
    assert said.count("Day 14") == 1
    assert said.index("Your sheet 'My spasm diary' comes further on.") < said.index("Day 1\n")
