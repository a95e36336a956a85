"""Where pages end: warnings whole, headings with what they head, no page nearly empty."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.model import KeyPoints, Paragraph, Severity, Table, Text, Topic, Warning
from kiosk.errors import HandoutError
from kiosk.handout import Handout, render
from kiosk.handout.flow import Break, Slot, paginate
from kiosk.handout.tagging import Pen
from kiosk.phrases import Phrases
from kiosk.session import Letter

Read = Callable[..., str]


def text(words: str) -> Text:
    return Text(words)


@dataclass(frozen=True)
class Block:
    """A piece of some height: where pages end is settled before anything is drawn."""

    height: float

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Leave the page as it is."""


SLOTS = st.lists(
    st.builds(Slot, st.builds(Block, st.floats(1, 40)), st.floats(0, 15), st.sampled_from(list(Break))),
    min_size=1, max_size=40,
)  # fmt: skip


@given(SLOTS)
def test_every_piece_is_on_one_page_in_order_and_no_page_is_overfull(slots: list[Slot]) -> None:
    pages = paginate(slots, 100.0)
    assert [slot for page in pages for slot in page] == slots
    for page in pages:
        used = sum(slot.above + slot.piece.height for slot in page) - page[0].above
        assert used <= 100.02


@given(SLOTS)
def test_no_more_pages_are_used_than_are_needed(slots: list[Slot]) -> None:
    needed, used = 1, -slots[0].above
    for slot in slots:
        used += slot.above + slot.piece.height
        if used > 100.0:
            needed, used = needed + 1, slot.piece.height
    heavy = any(slot.after in (Break.HEADING, Break.LEAD_IN) for slot in slots)
    assert len(paginate(slots, 100.0)) == needed or heavy


@given(st.lists(st.tuples(st.integers(1, 30), st.floats(1, 40)), min_size=1, max_size=20))
def test_a_heading_is_never_the_last_thing_on_a_page(sections: list[tuple[int, float]]) -> None:
    slots = []
    for number, height in sections:
        slots.append(Slot(Block(10.0), 8.0, Break.HEADING))
        slots += [Slot(Block(height), 5.0, Break.BLOCK) for _ in range(number)]
    for page in paginate(slots, 100.0):
        assert page[-1].after is not Break.HEADING


@given(st.lists(st.tuples(st.integers(1, 30), st.floats(1, 80)), min_size=1, max_size=20))
def test_words_that_announce_something_are_never_parted_from_it(lists: list[tuple[int, float]]) -> None:
    slots = []
    for number, height in lists:
        slots.append(Slot(Block(10.0), 8.0, Break.LEAD_IN))
        slots += [Slot(Block(height), 5.0, Break.BLOCK) for _ in range(number)]
    for page in paginate(slots, 100.0):
        assert page[-1].after is not Break.LEAD_IN


def test_a_last_page_of_two_lines_is_filled_from_the_page_before() -> None:
    slots = [Slot(Block(9.0), 1.0, Break.BLOCK) for _ in range(21)]
    pages = paginate(slots, 100.0)
    assert len(pages[-1]) >= 3


# -- on paper ------------------------------------------------------------------------------------------------


def filled(topic: Topic, sentences: int) -> Topic:
    """The topic with nothing but a paragraph of so many sentences, to push what follows down the page."""
    paragraph = Paragraph(text("Baclofen loosens stiff muscles and eases spasms. " * sentences + "That is all."))
    only = replace(topic.sections[0], blocks=(paragraph,))
    return replace(topic, sections=(only,), key_points=KeyPoints(()), teach_backs=(), also=())


@pytest.mark.parametrize("letter", list(Letter))
def test_a_warning_is_never_split_over_two_pages(
    topic: Topic, handout: Handout, words: Phrases, read: Read, letter: Letter
) -> None:
    second = replace(topic, id="second", title=text("Second"))
    found_on = set()
    for sentences in range(1, 60, 2):
        pdf = render(replace(handout, topics=(filled(topic, sentences), second), letter=letter), words)
        pages = [" ".join(page.split()) for page in read(pdf).split("\f")]
        for warning in topic.warnings():
            begins = f"Warning: {warning.title.plain} {warning.do.plain}"
            holding = [number for number, page in enumerate(pages) if begins in page]
            assert len(holding) == 1, (sentences, warning.title.plain)
            assert warning.why.plain in pages[holding[0]], (sentences, warning.title.plain)
            found_on.add((warning.title.plain, holding[0]))
    # The probe is worth something only if breaks did fall around each warning.
    assert all(len({page for title, page in found_on if title == w.title.plain}) > 1 for w in topic.warnings())


@pytest.mark.parametrize("letter", list(Letter))
def test_no_heading_stands_at_the_foot_of_a_page(
    topic: Topic, handout: Handout, words: Phrases, read: Read, letter: Letter
) -> None:
    headings = {section.question.plain for section in topic.sections} | {"In short", "My questions", "Sources"}
    for sentences in range(1, 40, 3):
        two = (filled(topic, sentences), replace(topic, id="second", title=text("Second")))
        for page in read(render(replace(handout, topics=two, letter=letter), words)).split("\f")[:-1]:
            body = [line for line in page.split("Printed 25")[0].splitlines() if line.strip()]
            listed = words("paper.contents") in page and body[-2].strip().isdigit()  # in the contents, after its page
            assert listed or body[-1] not in headings


def test_a_warning_longer_than_a_page_is_refused_and_named(topic: Topic, handout: Handout, words: Phrases) -> None:
    long = Warning(Severity.SERIOUS, text("too long"), text("Take great care. " * 90), text(""), text("It is so."))
    topics = (replace(topic, sections=(replace(topic.sections[0], blocks=(long,)),)),)
    with pytest.raises(HandoutError, match="The warning 'too long' does not fit on one page"):
        render(replace(handout, topics=topics, letter=Letter.GIANT), words)


def test_a_table_too_wide_for_large_letters_becomes_a_list_that_names_its_columns(
    topic: Topic, handout: Handout, words: Phrases, read: Read
) -> None:
    head = tuple(text(word) for word in ("Appointment", "Physiotherapist", "Neurologist", "Hydrotherapy"))
    table = Table(head, (tuple(text(word) for word in ("Monday", "Wednesday", "Thursday", "Friday")),))
    topics = (replace(topic, sections=(replace(topic.sections[0], blocks=(table,)),)),)
    small = read(render(replace(handout, topics=topics, letter=Letter.CLEAR), words), "-layout")
    large = read(render(replace(handout, topics=topics, letter=Letter.GIANT), words), "-layout")
    assert re.search(r"Appointment +Physiotherapist +Neurologist +Hydrotherapy", small)
    assert re.search(r"Appointment: Monday\n+ *Physiotherapist: Wednesday", large)
