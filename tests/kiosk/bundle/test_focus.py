"""Focus, 'about me': what matters to a person comes first, with its reason, and nothing else changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import phrases
from kiosk.bundle.comparison import Comparison, comparisons, members
from kiosk.bundle.findings import Finding, Gravity
from kiosk.bundle.focus import SECTION, focused, matters, section_of, without_focus
from kiosk.bundle.markup import parse_topic
from kiosk.bundle.model import ABOUT_ME, Block, Bullets, IconArray, Paragraph, Severity, Topic, Warning
from kiosk.bundle.sentences import make_text
from kiosk.bundle.texts import texts_of
from tests.kiosk.bundle.makers import BLOCKS, HEAD, PARTS, TOPICS, make_topic, write_topic

WORDS = phrases.load("en-GB")
TICKS = st.lists(st.sampled_from(ABOUT_ME), max_size=4).map(tuple)
REASONS = {f"{WORDS(f'focus.because.{key}')}": key for key in ABOUT_ME}


def paragraph(words: str, *keys: str) -> Paragraph:
    return Paragraph(make_text(words), matters_to=keys)


def topic_of(*sections: tuple[Block, ...]) -> Topic:
    whole = make_topic(1)
    only = whole.sections[0]
    made = tuple(replace(only, id=f"s{number}", blocks=blocks) for number, blocks in enumerate(sections))
    return replace(whole, sections=made)


def forward(topic: Topic) -> list[str]:
    """What stands in 'For you', block by block."""
    section = section_of(topic)
    return [" ".join(text.plain for text in texts_of(block)) for block in section.blocks] if section else []


# -- whatever the topic ---------------------------------------------------------------------------------------


@given(TOPICS, TICKS)
def test_every_section_stays_as_it_is(topic: Topic, ticks: tuple[str, ...]) -> None:
    after = focused(topic, ticks, WORDS)
    assert tuple(section for section in after.sections if not section.repeats) == topic.sections
    assert replace(after, sections=()) == replace(topic, sections=())


@given(TOPICS, TICKS)
def test_warnings_stay_the_same_and_none_comes_twice(topic: Topic, ticks: tuple[str, ...]) -> None:
    assert focused(topic, ticks, WORDS).warnings() == topic.warnings()


@given(TOPICS, TICKS)
def test_no_word_is_changed_and_every_marked_block_comes_forward_once(topic: Topic, ticks: tuple[str, ...]) -> None:
    section = section_of(focused(topic, ticks, WORDS))
    shown = list(section.blocks) if section else []
    own = Counter(id(block) for one in topic.sections for block in one.blocks)
    brought = [block for block in shown if id(block) in own]
    reasons = [block for block in shown if id(block) not in own]
    assert all(isinstance(block, Paragraph) and block.text.plain in REASONS for block in reasons)
    assert all(Counter(map(id, brought))[key] <= own[key] for key in own)
    marked = [block for one in topic.sections for block in one.blocks if set(ticks) & set(block.matters_to)]
    assert {id(block) for block in marked} <= {id(block) for block in brought}


@given(TOPICS, TICKS)
def test_reasons_follow_the_order_of_the_ticks_and_lead_to_something(topic: Topic, ticks: tuple[str, ...]) -> None:
    section = section_of(focused(topic, ticks, WORDS))
    blocks = section.blocks if section else ()
    keys = [REASONS.get(block.text.plain, "") if isinstance(block, Paragraph) else "" for block in blocks]
    said = [key for key in keys if key]
    assert said == [tick for tick in dict.fromkeys(ticks) if tick in said]
    assert not keys or (keys[0] != "" and keys[-1] == "")
    assert all(not (here and after) for here, after in pairwise(keys))


@given(TOPICS, TICKS)
def test_bringing_forward_twice_is_bringing_forward_once(topic: Topic, ticks: tuple[str, ...]) -> None:
    once = focused(topic, ticks, WORDS)
    assert focused(once, ticks, WORDS) == once
    assert without_focus(once) == topic


@given(TOPICS, TICKS, TICKS)
def test_other_ticks_take_the_place_of_the_first(topic: Topic, first: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert focused(focused(topic, first, WORDS), then, WORDS) == focused(topic, then, WORDS)


@given(TOPICS, TICKS)
def test_there_is_something_to_turn_off_exactly_when_something_comes_forward(
    topic: Topic, ticks: tuple[str, ...]
) -> None:
    assert matters(topic, ticks) is (section_of(focused(topic, ticks, WORDS)) is not None)


# -- in particular --------------------------------------------------------------------------------------------


def test_without_ticks_or_without_marks_the_very_same_topic_comes_back() -> None:
    marked = topic_of((paragraph("Do not drive.", "drive"),))
    unmarked = topic_of((paragraph("Do not drive."),))
    assert focused(marked, (), WORDS) is marked
    assert focused(marked, ("carer",), WORDS) is marked
    assert focused(unmarked, ABOUT_ME, WORDS) is unmarked


def test_each_group_stands_under_its_reason_in_the_order_of_the_ticks() -> None:
    topic = topic_of(
        (paragraph("Do not drive yet.", "drive"), paragraph("For everyone.")),
        (paragraph("No alcohol.", "alcohol"), paragraph("Nor at the wheel.", "alcohol", "drive")),
    )
    after = focused(topic, ("alcohol", "drive"), WORDS)
    assert after.sections[0].id == SECTION
    assert forward(after) == [
        "Because you drink alcohol:", "No alcohol.", "Nor at the wheel.", "Because you drive:", "Do not drive yet.",
    ]  # fmt: skip


def test_a_list_comes_with_the_words_that_lead_in_to_it() -> None:
    lead, points = paragraph("Tell your team if you have:"), Bullets((make_text("Kidney disease"),))
    for marked in ((lead, replace(points, matters_to=("kidneys",))), (replace(lead, matters_to=("kidneys",)), points)):
        after = focused(topic_of((*marked, paragraph("More."))), ("kidneys",), WORDS)
        assert forward(after)[1:] == ["Tell your team if you have:", "Kidney disease"]


def test_a_comparison_comes_with_both_its_arrays() -> None:
    first, second = array(49, 100, keys=("sleepy",)), array(10, 100)
    section = section_of(focused(topic_of((first, second)), ("sleepy",), WORDS))
    assert section is not None
    assert section.blocks[1:] == (first, second)


def test_a_marked_warning_comes_forward_whole_and_is_still_one_warning() -> None:
    warning = Warning(
        Severity.CARE, make_text("weak"), make_text("Tell us."), make_text(""), make_text("It weakens."),
        matters_to=("stand",),
    )  # fmt: skip
    after = focused(topic_of((paragraph("Words."), warning)), ("stand",), WORDS)
    assert after.sections[0].blocks[-1] is warning
    assert after.warnings() == (warning,)


def test_every_tick_has_its_words_and_its_reason() -> None:
    for key in ABOUT_ME:
        assert WORDS(f"about.{key}")
        assert WORDS(f"focus.because.{key}").startswith("Because ")


def test_heading_and_reasons_can_be_heard() -> None:
    section = section_of(focused(topic_of((paragraph("Do not drive.", "drive"),)), ("drive",), WORDS))
    assert section is not None
    for text in (section.question, section.short, *texts_of(section.blocks[0])):
        assert [text.part(sentence.span) for sentence in text.sentences] == [text.plain]
        assert text.sentences[0].words


# -- two groups ---------------------------------------------------------------------------------------------


def array(number: int, out_of: int, have: str = "people felt sleepy", keys: tuple[str, ...] = ()) -> IconArray:
    words = [make_text(words) for words in ("Out of them:", have, "people did not", "People in a trial.")]
    return IconArray(number, out_of, *words, "S", matters_to=keys)


def test_two_arrays_that_count_the_same_out_of_as_many_are_a_comparison() -> None:
    first, second, third = array(49, 100), array(10, 100), array(5, 100)
    words = paragraph("Words.")
    assert comparisons((words, first, second, words)) == (words, Comparison(first, second), words)
    assert comparisons((first, second, third)) == (Comparison(first, second), third)


def test_arrays_apart_or_out_of_other_numbers_or_of_other_things_are_no_comparison() -> None:
    first = array(49, 100)
    for blocks in (
        (first, paragraph("Words."), array(10, 100)),
        (first, array(10, 50)),
        (first, array(10, 100, "people felt dizzy")),
        (first,),
    ):
        assert comparisons(blocks) == blocks


@given(st.lists(BLOCKS, max_size=8))
def test_pairing_loses_nothing_and_keeps_the_order(blocks: list[Block]) -> None:
    assert [one for part in comparisons(blocks) for one in members(part)] == blocks


# -- as an author writes it ----------------------------------------------------------------------------------

QUESTION = '\n{#stopping role="stopping" icon="pill"}\n## Can I stop?\n\n'
ARRAYS = """:::icon-array
number = 49
out_of = 100
heading = "Out of 100 people who took it:"
have = "people felt sleepy"
have_not = "people did not"
studied = "People in a trial."
source = "MST-BACL"
:::

:::icon-array
number = 10
out_of = 100
heading = "Out of 100 people who took a dummy tablet:"
have = "people felt sleepy"
have_not = "people did not"
studied = "People in the same trial."
source = "MST-BACL"
:::
"""


def read(body: str, folder: Path) -> tuple[Topic | None, tuple[Finding, ...]]:
    path = write_topic(folder / "baclofen", HEAD + PARTS + QUESTION + body)
    return parse_topic(path.read_text(encoding="utf-8"), path=path, lang="en-GB")


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        ('{for="drive"}\nDo not drive.', ("drive",)),
        ('{for="drive, alcohol,drive"}\nDo not drink.', ("drive", "alcohol")),
        ('{for="kidneys"}\n- Kidney disease\n- Liver disease', ("kidneys",)),
        ('{for="carer"}\n1. Lift.\n2. Hold.', ("carer",)),
        ('{for="stand"}\n| A | B |\n|---|:-:|\n| 1 | 2 |', ("stand",)),
        (':::tip\ntext = "Sit well."\nfor = ["wheelchair"]\n:::', ("wheelchair",)),
        ('Words for everyone.', ()),
    ],
)
def test_a_block_says_whom_it_matters_to(body: str, keys: tuple[str, ...], tmp_path: Path) -> None:
    topic, findings = read(body, tmp_path)
    assert topic is not None, findings
    assert findings == ()
    assert [block.matters_to for block in topic.sections[0].blocks] == [keys]


@pytest.mark.parametrize(
    "body",
    [
        '{for="driv"}\nDo not drive.',
        '{for="alcohol,driv"}\n- Do not drive.',
        ':::tip\ntext = "Do not drive."\nfor = ["driv"]\n:::',
    ],
)
def test_a_key_that_nobody_can_tick_is_a_finding_that_names_the_nearest(body: str, tmp_path: Path) -> None:
    topic, findings = read(body, tmp_path)
    assert topic is None
    assert [(one.code, one.instead) for one in findings] == [("unknown-for", "Did you mean 'drive'?")]


def test_a_mark_before_a_directive_is_a_finding_that_says_where_it_belongs(tmp_path: Path) -> None:
    topic, findings = read('{for="drive"}\n:::tip\ntext = "Do not drive."\n:::', tmp_path)
    assert topic is None
    assert [(one.code, one.instead) for one in findings] == [("attributes", 'Write it inside: for = ["drive"].')]


def test_two_groups_of_equally_many_are_written_without_a_finding(tmp_path: Path) -> None:
    topic, findings = read(ARRAYS, tmp_path)
    assert findings == ()
    assert topic is not None
    assert isinstance(comparisons(topic.sections[0].blocks)[0], Comparison)


def test_two_groups_out_of_different_numbers_are_an_error_at_the_second(tmp_path: Path) -> None:
    body = "out_of = 50".join(ARRAYS.rsplit("out_of = 100", 1))
    topic, findings = read(body, tmp_path)
    line = (HEAD + PARTS + QUESTION + body[: body.rindex(":::icon-array")]).count("\n") + 1
    assert topic is None
    assert [(one.code, one.severity, one.line) for one in findings] == [("comparison", Gravity.ERROR, line)]


def test_two_arrays_of_different_things_are_a_hint_to_put_words_between(tmp_path: Path) -> None:
    topic, findings = read("felt dizzy".join(ARRAYS.rsplit("felt sleepy", 1)), tmp_path)
    assert topic is not None
    assert [(one.code, one.severity) for one in findings] == [("comparison", Gravity.HINT)]
