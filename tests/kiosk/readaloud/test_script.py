"""What is said of a page, in which order, with which pauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import paths, phrases
from kiosk.bundle.folder import FolderBundle
from kiosk.bundle.model import (
    Answer,
    Bullets,
    Diary,
    Drawing,
    IconArray,
    KeyPoints,
    Paragraph,
    Picture,
    Severity,
    Span,
    Steps,
    Table,
    TeachBack,
    Text,
    Tip,
    Warning,
)
from kiosk.bundle.sentences import make_text
from kiosk.bundle.speech import SpokenWord
from kiosk.readaloud.script import (
    Kind,
    Utterance,
    figures,
    script,
    script_for_phrase,
    script_for_points,
    script_for_teach_back,
    script_for_topic,
)

WORDS = phrases.load("en-GB")
WARNING = Warning(
    Severity.SERIOUS,
    make_text("do not stop suddenly"),
    make_text("Keep taking it."),
    make_text("Until you have a plan."),
    make_text("Stopping at once can cause fits."),
)
ARRAY = IconArray(
    45, 100, make_text("Out of 100 people who take baclofen:"), make_text("people get side effects"),
    make_text("people do not"), make_text("People taking baclofen."), "S",
)  # fmt: skip


def texts(said: tuple[Utterance, ...]) -> list[str]:
    return [one.text for one in said]


def test_the_heading_comes_first_and_a_pause_after_it() -> None:
    said = script(make_text("What is it?"), [Paragraph(make_text("One. Two."))], {}, WORDS)
    assert texts(said) == ["What is it?", "One.", "Two."]
    assert [one.block for one in said] == [-1, 0, 0]
    assert said[0].pause_after > said[1].pause_after


def test_a_warning_is_called_one_then_says_what_to_do_when_and_why() -> None:
    said = script(None, [Paragraph(make_text("Before.")), WARNING], {}, WORDS)
    assert texts(said) == [
        "Before.", "Warning", "do not stop suddenly", "Keep taking it.", "Until you have a plan.",
        "Stopping at once can cause fits.",
    ]  # fmt: skip
    assert {one.kind for one in said[1:]} == {Kind.WARNING}
    assert said[0].pause_after == max(one.pause_after for one in said), "a warning is set apart"


def test_a_warning_without_a_when_leaves_it_out() -> None:
    short = Warning(Severity.CARE, WARNING.title, WARNING.do, make_text(""), WARNING.why)
    assert len(script(None, [short], {}, WORDS)) == 4


def test_a_tip_is_called_one() -> None:
    assert texts(script(None, [Tip(make_text("Milk will do."))], {}, WORDS)) == ["Tip", "Milk will do."]


def test_figures_are_said_both_ways_round_with_who_was_studied() -> None:
    assert texts(script(None, [ARRAY], {}, WORDS)) == [
        "Out of 100 people who take baclofen:", "45 people get side effects.", "55 people do not.",
        WORDS("reader.studied"), "People taking baclofen.",
    ]  # fmt: skip


def test_steps_are_slower_and_items_are_set_apart() -> None:
    said = script(None, [Steps((make_text("Sit. Rest."), make_text("Stand.")))], {}, WORDS)
    assert all(one.slower for one in said)
    assert [one.item for one in said] == [0, 0, 1]
    assert said[1].pause_after > said[0].pause_after
    assert not any(one.slower for one in script(None, [Bullets((make_text("Sit."),))], {}, WORDS))


def test_a_table_is_said_row_by_row_each_cell_behind_its_header_and_what_it_is_of_first() -> None:
    cells = [make_text(text) for text in ("Day", "Dose", "Monday", "one", "Tuesday", "two")]
    table = Table((cells[0], cells[1]), ((cells[2], cells[3]), (cells[4], cells[5])))
    assert texts(script(None, [table], {}, WORDS)) == ["Day", "Monday", "Dose", "one", "Tuesday", "Dose", "two"]


def test_a_picture_is_told_and_its_meaning_said() -> None:
    picture = Picture("x.svg", make_text("Six bars."), make_text("The dose comes down."), Drawing(1, 1, ()))
    said = script(None, [picture], {}, WORDS)
    assert [(one.text, one.kind) for one in said] == [
        ("Six bars.", Kind.PICTURE),
        ("The dose comes down.", Kind.CAPTION),
    ]


def test_a_blank_sheet_is_told_by_its_title_its_note_that_it_is_printed_and_its_columns() -> None:
    columns = (make_text("Sleep"), make_text("Pain"))
    sheet = Diary(make_text("Keep a diary"), make_text("Bring it."), columns, 7)
    said = script(None, [sheet], {}, WORDS)
    assert texts(said) == ["Keep a diary", "Bring it.", WORDS("diary.sheet.7"), "Sleep", "Pain"]
    assert [one.item for one in said] == [0, 1, 2, 3, 4]
    assert said[-1].pause_after > said[-2].pause_after >= said[0].pause_after


def test_a_list_item_is_followed_by_more_quiet_than_a_sentence_and_a_list_by_more_than_an_item() -> None:
    said = script(None, [Bullets((make_text("Sit. Rest."), make_text("Stand."))), Tip(make_text("Milk."))], {}, WORDS)
    first, item, block = (one.pause_after for one in said[:3])
    assert first < item < block


def test_quiet_stands_before_a_warning_whatever_comes_before_it() -> None:
    before = (
        Paragraph(make_text("One.")), Bullets((make_text("Item"),)), Steps((make_text("Step"),)), ARRAY,
        Tip(make_text("Milk will do.")), Table((make_text("Day"),), ((make_text("Monday"),),)),
    )  # fmt: skip
    heading = script(make_text("Why?"), [WARNING], {}, WORDS)
    for block in before:
        said = script(None, [block, WARNING], {}, WORDS)
        at = texts(said).index(WORDS("topic.warning"))
        assert said[at - 1].pause_after >= heading[0].pause_after, block


def test_prepared_words_are_said_and_others_are_shown_without_sound() -> None:
    prepared = {"One.": (SpokenWord(Span(0, 3), "one", "wˈɒn"),)}
    said = script(None, [Paragraph(make_text("One. Two."))], prepared, WORDS)
    assert said[0].has_sound
    assert not said[1].has_sound
    assert said[1].words == (SpokenWord(Span(0, 3), "Two", ""),)


def test_key_points_and_answers_count_their_items() -> None:
    assert [one.item for one in script_for_points(KeyPoints((make_text("A."), make_text("B."))), {})] == [0, 1]
    answers = (Answer(make_text("Yes"), True, make_text("Right.")), Answer(make_text("No"), False, make_text("Hm.")))
    said = script_for_teach_back(TeachBack(make_text("What first?"), answers, "x"), {})
    assert [(one.text, one.item) for one in said] == [("What first?", 0), ("Yes", 1), ("No", 2)]


def test_a_phrase_is_said_sentence_by_sentence() -> None:
    assert texts(script_for_phrase("Are you there? Touch it.", {})) == ["Are you there?", "Touch it."]


@given(st.lists(st.sampled_from(["Sit down.", "Take 5 mg e.g. now.", "Why?", "“No.” Dr. Smith said so."]), max_size=4))
def test_every_sentence_knows_its_place_in_its_text(parts: list[str]) -> None:
    text = make_text(" ".join(parts))
    for one in script(None, [Paragraph(text)], {}, WORDS):
        assert text.part(one.sentence) == one.text
        for word in one.words:
            assert 0 <= word.span.start < word.span.end <= len(one.text)


def shown(block: object) -> Iterator[Text]:
    """Yield every text of a block, however deep; what an array's figures stand for is said with its number."""
    if isinstance(block, Text):
        yield block
    elif isinstance(block, tuple):
        for part in block:
            yield from shown(part)
    elif isinstance(block, IconArray):
        yield from (block.heading, block.studied, *(make_text(sentence) for sentence in figures(block)))
    elif is_dataclass(block):
        for one in fields(block):
            yield from shown(getattr(block, one.name))


@pytest.mark.parametrize("topic", sorted(path.name for path in (paths.shipped_pack() / "topics").iterdir()))
def test_every_text_of_every_block_is_heard_where_it_stands(topic: str) -> None:
    whole = FolderBundle(paths.shipped_pack()).topic(topic, "en-GB")
    for section in whole.sections:
        for block in section.blocks:
            said = texts(script(None, [block], {}, WORDS))
            for text in shown(block):
                for sentence in text.sentences:
                    assert text.part(sentence.span) in said, (section.id, type(block).__name__)


@pytest.mark.parametrize("topic", ["baclofen", "fatigue-in-ms"])
def test_nothing_of_a_topic_is_left_unsaid(topic: str) -> None:
    whole = FolderBundle(paths.shipped_pack()).topic(topic, "en-GB")
    said = script_for_topic(whole, {}, WORDS)
    assert [one.block for one in said if one.block >= 0] == sorted(one.block for one in said if one.block >= 0)
    assert max(one.block for one in said) == sum(len(section.blocks) for section in whole.sections)
    spoken = {one.text for one in said}
    for warning in whole.warnings():
        for part in (warning.title, warning.do, warning.when, warning.why):
            assert {part.part(sentence.span) for sentence in part.sentences} <= spoken
