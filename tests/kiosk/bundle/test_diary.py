"""A diary as an author writes it: what it makes, what is refused, and that approval, diff and voice know its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kiosk.bundle import codec
from kiosk.bundle.approval import digest_of
from kiosk.bundle.diff import lines_of
from kiosk.bundle.findings import Findings
from kiosk.bundle.markup import parse_topic
from kiosk.bundle.model import Diary, Topic
from kiosk.bundle.texts import texts_of
from kiosk.check.rules import advise
from kiosk.phrases import Phrases, load
from kiosk.readaloud.prepare import sentences_of_phrases, sentences_of_topic
from kiosk.readaloud.script import script
from tests.kiosk.bundle.makers import TOPIC, write_topic

WRITTEN = """
:::diary
title = "My spasm diary"
note = "Show it to your nurse."
columns = ["Spasms: how many", "Sleep", "Steps"]
days = 7
:::
"""


def parse(folder: Path, diary: str = WRITTEN) -> tuple[Topic | None, list[str]]:
    """Return the topic with `diary` in its last section, and the codes of what was found."""
    path = write_topic(folder / "baclofen", TOPIC + diary)
    topic, findings = parse_topic(path.read_text(encoding="utf-8"), path=path, lang="en-GB")
    return topic, [one.code for one in findings]


def with_diary(folder: Path, diary: str = WRITTEN) -> tuple[Topic, Diary]:
    topic, codes = parse(folder, diary)
    assert topic is not None, codes
    block = topic.sections[-1].blocks[-1]
    assert isinstance(block, Diary)
    return topic, block


def test_a_diary_has_a_title_a_note_columns_and_days(tmp_path: Path) -> None:
    _, diary = with_diary(tmp_path)
    assert (diary.title.plain, diary.note.plain, diary.days) == ("My spasm diary", "Show it to your nurse.", 7)
    assert [one.plain for one in texts_of(diary)][2:] == ["Spasms: how many", "Sleep", "Steps"]


def test_a_diary_is_for_two_weeks_and_without_a_note_when_nothing_else_is_said(tmp_path: Path) -> None:
    _, diary = with_diary(tmp_path, ':::diary\ntitle = "My diary"\ncolumns = ["Sleep"]\nfor = ["drive"]\n:::\n')
    assert (diary.days, diary.note.plain, diary.matters_to) == (14, "", ("drive",))


@pytest.mark.parametrize(
    ("key", "line", "code"),
    [
        ("days", "days = 10", "days"),
        ("days", 'days = "7"', "type"),
        ("columns", 'columns = ["A", "B", "C", "D", "E"]', "columns"),
        ("columns", 'columns = ["How many spasms you had today"]', "columns"),
        ("columns", "columns = []", "empty"),
        ("title", "", "missing-key"),
    ],
)
def test_a_diary_that_has_no_room_on_paper_is_refused(tmp_path: Path, key: str, line: str, code: str) -> None:
    lines = [line if one.startswith(f"{key} =") else one for one in WRITTEN.split("\n")]
    topic, codes = parse(tmp_path, "\n".join(lines))
    assert topic is None
    assert code in codes


@pytest.mark.parametrize(
    ("days", "columns"), [(8, ["Sleep"]), (7, []), (7, ["A", "B", "C", "D", "E"])], ids=["days", "none", "five"]
)
def test_a_diary_in_a_bundle_is_read_strictly(days: int, columns: list[str]) -> None:
    text = codec.text_to_json
    from kiosk.bundle.sentences import make_text

    written = ["diary", text(make_text("A")), text(make_text("")), [text(make_text(one)) for one in columns], days]
    with pytest.raises(codec.UnreadableError, match="a diary has"):
        codec.block_from_json(written)


@pytest.mark.parametrize("change", [("Steps", "Falls"), ("days = 7", "days = 14"), ("your nurse", "your doctor")])
def test_another_column_note_or_number_of_days_is_another_approval_and_stands_in_the_diff(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    before, _ = with_diary(tmp_path)
    after, _ = with_diary(tmp_path / "after", WRITTEN.replace(*change))
    assert digest_of(before) != digest_of(after)
    assert list(lines_of(before)) != list(lines_of(after))


def test_a_diary_is_no_form_field_to_the_check(tmp_path: Path) -> None:
    topic, _ = with_diary(tmp_path)
    found = Findings(tmp_path)
    advise(topic, TOPIC + WRITTEN, date(2026, 1, 1), found)
    assert "form-field" not in [one.code for one in found.all()]


def test_a_diary_is_heard_with_its_columns_and_every_sentence_is_prepared(tmp_path: Path) -> None:
    topic, diary = with_diary(tmp_path)
    words: Phrases = load("en-GB")
    said = script(None, (diary,), {}, words)
    line = "Your handout has a sheet with 7 days and these columns:"
    columns = ["Spasms: how many", "Sleep", "Steps"]
    assert [one.text for one in said] == ["My spasm diary", "Show it to your nurse.", line, *columns]
    assert [one.item for one in said] == [0, 1, 2, 3, 4, 5]
    prepared = {**sentences_of_topic(topic), **sentences_of_phrases(words)}
    assert {one.text for one in said} <= set(prepared)
