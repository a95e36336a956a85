"""What must be read again when content changes: nothing is left out, warnings and numbers come first."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import phrases
from kiosk.bundle.approval import digest_of
from kiosk.bundle.diff import Change, Kind, Line, compare, compare_lines, compare_topics, to_json, to_text
from kiosk.bundle.markup import parse_topic
from kiosk.bundle.model import Topic
from kiosk.bundle.reader import open_bundle
from kiosk.bundle.writer import write_bundle
from kiosk.cli import main
from kiosk.handout.changes import draw_changes
from tests.kiosk.bundle.makers import PICTURE, TOPIC, TOPICS, approve, write_pack, write_topic
from tests.support.commands import NoScreens

OTHER = TOPIC.replace('id = "baclofen"', 'id = "dantrolene"').replace('title = "Baclofen"', 'title = "Dantrolene"')


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Topic]:
    """Read a topic from its text."""

    def reader(source: str) -> Topic:
        path = write_topic(tmp_path / "baclofen", source)
        topic, findings = parse_topic(source, path=path, lang="en-GB")
        assert topic is not None, findings
        return topic

    return reader


EDITS: list[tuple[str, str, list[tuple[Kind, str, str]]]] = [
    ("gentler", "kinder", [(Kind.WORDS, "It is gentler on your stomach.", "It is kinder on your stomach.")]),
    (
        "number = 45", "number = 46",
        [(Kind.NUMBER, "45 in 100: people get side effects", "46 in 100: people get side effects"),
         (Kind.NUMBER, "55 in 100: people do not", "54 in 100: people do not")],
    ),
    (
        "until you have a plan", "for a week",
        [(Kind.WARNING, "Keep taking baclofen until you have a plan.", "Keep taking baclofen for a week.")],
    ),
    (
        "do not stop suddenly", "stop slowly",
        [(Kind.WARNING, "serious: do not stop suddenly", "serious: stop slowly")],
    ),
    (
        'severity = "serious"', 'severity = "care"',
        [(Kind.WARNING, "serious: do not stop suddenly", "care: do not stop suddenly")],
    ),
    ("One tablet", "Two tablets", [(Kind.NUMBER, "8 a.m. | One tablet", "8 a.m. | Two tablets")]),
    ("- Liquid\n", "- Liquid\n- Patches\n", [(Kind.WORDS, "", "Patches")]),
    ("- Liquid\n", "", [(Kind.WORDS, "Liquid", "")]),
    ("**food or a\nmilky drink**", "food or a\nmilky drink",
     [(Kind.WORDS, "Take it with **food or a milky drink**, e.g. hot chocolate.",
       "Take it with food or a milky drink, e.g. hot chocolate.")]),
    ('date = "undated"', 'date = "2024"',
     [(Kind.NUMBER, "MST-BACL: MS Trust: Baclofen (Lioresal), undated. https://example.org/baclofen",
       "MST-BACL: MS Trust: Baclofen (Lioresal), 2024. https://example.org/baclofen")]),
    ('also = ["Lioresal"]', "", [(Kind.WORDS, "Also called: Lioresal", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), EDITS, ids=[new or "gone" for _, new, _ in EDITS])
def test_an_edit_is_told_as_the_sentences_it_touches(
    old: str, new: str, told: list[tuple[Kind, str, str]], read: Callable[[str], Topic]
) -> None:
    assert old in TOPIC
    changes = compare_topics(read(TOPIC), read(TOPIC.replace(old, new)))
    assert [(change.kind, change.before, change.after) for change in changes] == told


def test_another_drawing_is_told(read: Callable[[str], Topic], tmp_path: Path) -> None:
    before = read(TOPIC)
    picture = tmp_path / "baclofen" / "steps.svg"
    picture.write_text(PICTURE.replace('height="30"', 'height="31"'), encoding="utf-8")
    after, _ = parse_topic(TOPIC, path=tmp_path / "baclofen" / "en-GB.md", lang="en-GB")
    assert after is not None
    (change,) = compare_topics(before, after)
    assert change.before.startswith("The drawing steps.svg (")
    assert change.before != change.after


def test_two_steps_that_change_places_are_told(read: Callable[[str], Topic]) -> None:
    swapped = TOPIC.replace("1. Start low.\n2. Go up in small steps.", "1. Go up in small steps.\n2. Start low.")
    changes = compare_topics(read(TOPIC), read(swapped))
    assert {one.before or one.after for one in changes} in ({"Start low."}, {"Go up in small steps."})
    assert len(changes) == 2


def test_warnings_come_first_then_numbers_then_the_rest(read: Callable[[str], Topic]) -> None:
    edited = TOPIC.replace("gentler", "kinder").replace("number = 45", "number = 46").replace("a plan.", "two plans.")
    kinds = [change.kind for change in compare_topics(read(TOPIC), read(edited))]
    assert kinds == [Kind.WARNING, Kind.NUMBER, Kind.NUMBER, Kind.WORDS]


def test_a_number_in_a_warning_is_told_as_a_warning() -> None:
    old, new = Line("Place", "Call 999.", warning=True), Line("Place", "Call 111.", warning=True)
    assert compare_lines([old], [new]) == (Change(Kind.WARNING, "Place", "Call 999.", "Call 111."),)


def test_a_changed_unit_is_a_changed_number() -> None:
    (change,) = compare_lines([Line("Place", "Take 5 mg a day.")], [Line("Place", "Take 5 mcg a day.")])
    assert change.kind is Kind.NUMBER


@given(TOPICS, TOPICS)
def test_whatever_voids_an_approval_is_told_and_nothing_else(one: Topic, other: Topic) -> None:
    assert compare_topics(one, one) == ()
    other = replace(other, id=one.id)
    assert bool(compare_topics(one, other)) == (digest_of(one) != digest_of(other))


_LINES = st.lists(st.builds(Line, st.just("Place"), st.sampled_from(["Take one.", "Take two.", "Rest.", "Ask us."])))


@given(_LINES, _LINES)
def test_the_changes_turn_the_old_lines_into_the_new_ones(old: list[Line], new: list[Line]) -> None:
    changes = compare_lines(old, new)
    said = sorted(line.said for line in old)
    for change in changes:
        if change.before:
            said.remove(change.before)
    said += [change.after for change in changes if change.after]
    assert sorted(said) == sorted(line.said for line in new)


# -- whole packs ---------------------------------------------------------------------------------------------


@pytest.fixture
def packs(tmp_path: Path) -> tuple[Path, Path]:
    """Return a bundle file of two topics, one approved, and the folder it became: one edited, one gone, one new."""
    old = write_pack(tmp_path / "old", {"baclofen": TOPIC, "dantrolene": OTHER})
    approve(old / "topics" / "baclofen" / "en-GB.md")
    write_bundle(old, tmp_path / "old.kib")
    topics = {
        "baclofen": TOPIC.replace("gentler", "kinder").replace("number = 45", "number = 46"),
        "dantrolene": OTHER.replace('status = "draft"', 'status = "withdrawn"'),
        "tizanidine": OTHER.replace("dantrolene", "tizanidine").replace("Dantrolene", "Tizanidine"),
    }
    return tmp_path / "old.kib", write_pack(tmp_path / "new", topics)


GOLDEN = """From Living with MS 0.1.0 to Living with MS 0.1.0
+ topic tizanidine (en-GB): Tizanidine
- topic dantrolene (en-GB): Dantrolene, withdrawn

baclofen (en-GB): Baclofen, was approved: it must be approved again
  number, How do I take baclofen?
    - 45 in 100: people get side effects
    + 46 in 100: people get side effects
  number, How do I take baclofen?
    - 55 in 100: people do not
    + 54 in 100: people do not
  words, How do I take baclofen?
    - It is gentler on your stomach.
    + It is kinder on your stomach."""


def test_a_file_and_a_folder_are_compared_topic_by_topic(packs: tuple[Path, Path]) -> None:
    old, new = map(open_bundle, packs)
    assert to_text(compare(old, new)) == GOLDEN
    assert to_text(compare(new, new)).endswith("nothing has changed")
    told = to_json(compare(old, new))
    assert [one["id"] for one in told["changed"]] == ["baclofen"]
    assert told["removed"] == [{"id": "dantrolene", "lang": "en-GB", "title": "Dantrolene", "withdrawn": True}]


def test_the_command_prints_the_changes_and_writes_them_as_pages(
    packs: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = map(str, packs)
    out = tmp_path / "again.pdf"
    assert main(["bundle", "diff", old, new, "-o", str(out)], NoScreens()) == 0
    assert capsys.readouterr().out == GOLDEN + "\n"
    assert main(["bundle", "diff", old, new, "--json"], NoScreens()) == 0
    assert json.loads(capsys.readouterr().out) == to_json(compare(open_bundle(packs[0]), open_bundle(packs[1])))
    words = " ".join(subprocess.run(["pdftotext", out, "-"], capture_output=True, text=True, check=True).stdout.split())
    for said in (
        "What must be read again", "Topics that are new Tizanidine", "Dantrolene (dantrolene, en-GB), withdrawn",
        "It was approved. What changed must be approved again.", "Before: 45 in 100: people get side effects",
        "Now: It is kinder on your stomach.", "Page 1 of",
    ):  # fmt: skip
        assert said in words, said
    assert words.index("Before: 45") < words.index("Before: It is gentler")


def test_the_pages_are_a_valid_pdf_ua_document_and_equal_each_time(packs: tuple[Path, Path]) -> None:
    import page

    changes = compare(*map(open_bundle, packs))
    drawn = draw_changes(changes, phrases.load("en-GB"))
    assert drawn == draw_changes(changes, phrases.load("en-GB"))
    result = page.validate_pdf_bytes(drawn.pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert result.is_compliant, str(result)


def test_a_page_that_cannot_be_written_is_told(
    packs: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bundle", "diff", *map(str, packs), "-o", str(tmp_path)], NoScreens()) == 7
    assert "Cannot write" in capsys.readouterr().err
