"""What a sheet says of days: when it was printed, that a review is overdue, and nothing by a clock that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from kiosk.bundle.glossary import Glossary
from kiosk.bundle.model import Status, Term, Trust
from kiosk.bundle.sentences import make_text
from kiosk.handout import Handout, render
from kiosk.phrases import Phrases
from kiosk.session import Letter

Read = Callable[..., str]
LETTERS = pytest.mark.parametrize("letter", list(Letter))


def overdue(handout: Handout, due: date) -> Handout:
    """Return the handout with its topic approved until `due`."""
    (topic,) = handout.topics
    trust = replace(
        topic.trust, status=Status.APPROVED, reviewer="Consultant neurologist", reviewed_on=date(2024, 1, 1),
        review_due=due,
    )  # fmt: skip
    return replace(handout, topics=(replace(topic, trust=trust),), demonstration=False)


def flat(words: str) -> str:
    return " ".join(words.split())


@LETTERS
def test_without_a_clock_that_can_be_right_no_date_is_printed_and_there_is_room_for_one(
    handout: Handout, words: Phrases, read: Read, letter: Letter
) -> None:
    pages = read(render(replace(handout, printed_at=None, letter=letter), words)).split("\f")[:-1]
    assert all("Date: ____" in flat(page) for page in pages)
    assert not any("Printed" in page or "2026" in page for page in pages)


@LETTERS
def test_a_sheet_of_an_overdue_topic_says_so_under_its_title(
    handout: Handout, words: Phrases, read: Read, letter: Letter
) -> None:
    late = overdue(replace(handout, letter=letter), date(2026, 11, 24))
    first = flat(read(render(late, words)).split("\f")[0])
    line = "This page was due to be checked again. It was due by 24 November 2026."
    assert 0 < first.index(line) < first.index("Warning:")


def test_words_explained_on_paper_say_when_their_review_is_overdue(
    handout: Handout, words: Phrases, read: Read
) -> None:
    term = Term(make_text("muscle"), ("MUS", "ul"), make_text("What moves a part of the body."), ("muscles",))
    trust = Trust("1", Status.APPROVED, "", "Nurse", date(2024, 1, 1), date(2026, 11, 24))
    for printed, there in ((handout.printed_at, True), (datetime(2026, 11, 24, 23, 59), False), (None, False)):
        sheet = replace(handout, glossary=Glossary([term], trust), printed_at=printed)
        told = flat(read(render(sheet, words))).rpartition("Words explained ")[2]
        assert told.startswith("This page was due to be checked again. It was due by 24 November 2026.") == there
        assert "What moves a part of the body." in told


@pytest.mark.parametrize("printed", [datetime(2026, 11, 24, 23, 59), None])
def test_a_sheet_says_nothing_of_that_before_the_day_or_without_a_day(
    handout: Handout, words: Phrases, read: Read, printed: datetime | None
) -> None:
    due = overdue(replace(handout, printed_at=printed), date(2026, 11, 24))
    assert "due to be checked again. It was" not in flat(read(render(due, words)))
