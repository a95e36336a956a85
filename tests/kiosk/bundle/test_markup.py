"""A topic file becomes a topic, or findings that say with file and line what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.findings import Finding, Gravity
from kiosk.bundle.markup import parse_topic
from kiosk.bundle.model import (
    Bullets,
    IconArray,
    Paragraph,
    Picture,
    Role,
    Severity,
    Status,
    Steps,
    Table,
    Tip,
    Topic,
    Warning,
)
from tests.kiosk.bundle.makers import HEAD, PARTS, SECTIONS, TOPIC, write_topic


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_topic(tmp_path / "baclofen")


def parse(source: str, path: Path) -> tuple[Topic | None, tuple[Finding, ...]]:
    return parse_topic(source, path=path, lang="en-GB")


def whole(source: str, path: Path) -> Topic:
    topic, findings = parse(source, path)
    assert topic is not None, findings
    return topic


def line_of(source: str, part: str) -> int:
    return source[: source.index(part)].count("\n") + 1


def test_a_well_written_topic_is_read_without_a_finding(path: Path) -> None:
    topic, findings = parse(TOPIC, path)
    assert findings == ()
    assert topic is not None
    assert (topic.id, topic.lang, topic.title.plain, topic.category) == ("baclofen", "en-GB", "Baclofen", "medicines")
    assert (topic.say, topic.also) == (("bak", "lo", "fen"), ("Lioresal",))
    assert (topic.trust.status, topic.trust.version, topic.sources[0].id) == (Status.DRAFT, "0.1", "MST-BACL")
    assert len(topic.key_points.points) == 3
    assert topic.prompts.questions[0].plain == "What time of day is best for me?"
    assert [answer.right for answer in topic.teach_backs[0].answers] == [True, False]


def test_every_kind_of_block_is_made_in_the_order_it_is_written(path: Path) -> None:
    how, stopping = whole(TOPIC, path).sections
    assert [type(block) for block in how.blocks] == [Paragraph, Bullets, Steps, Table, Tip, IconArray, Picture]
    assert (how.id, how.role, how.icon, how.short.plain) == (
        "how-to-take", Role.HOW_TO_TAKE_IT, "cup-water", "How do I take it?",
    )  # fmt: skip
    assert stopping.short == stopping.question
    warning = stopping.blocks[0]
    assert isinstance(warning, Warning)
    assert warning.severity is Severity.SERIOUS
    assert not warning.when


def test_strong_words_keep_their_place_when_a_line_ends_inside_them(path: Path) -> None:
    block = whole(TOPIC, path).sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    assert block.text.plain.startswith("Take it with food or a milky drink, e.g. hot chocolate.")
    assert [block.text.part(span) for span in block.text.strong] == ["food or a milky drink"]
    assert len(block.text.sentences) == 2


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(path: Path) -> None:
    assert whole("\ufeff" + TOPIC.replace("\n", "\r\n"), path) == whole(TOPIC, path)


MISTAKES = [
    # what is written, what is put in its place, the rule, a word of the advice
    ('role="how to take it"', 'role="how to take"', "unknown-role", "how to take it"),
    ('severity = "serious"', 'severity = "seriuos"', "unknown-severity", "serious"),
    ('status = "draft"', 'status = "drfat"', "unknown-status", "draft"),
    (":::tip", ":::tpi", "unknown-directive", "tip"),
    ("studied = ", "studeid = ", "unknown-key", "studied"),
    ('icon="cup-water"', 'icno="cup-water"', "unknown-attribute", "icon"),
    ("find = [", "fnid = [", "unknown-key", "find"),
    ('source = "MST-BACL"', 'source = "MST-BCAL"', "unknown-source", "MST-BACL"),
    ('section = "stopping"', 'section = "stoping"', "unknown-section", "stopping"),
    ('title = "Baclofen"', "", "missing-key", "title"),
    ('id = "baclofen"', 'id = "baclofn"', "id-folder", "baclofen"),
    ('icon = "pill"', 'icon = "mdi6.Pill"', "icon", "'pill'"),
    ("number = 45", "number = 450", "number", "0 to 100"),
    ("number = 45", 'number = "45"', "type", "45"),
    ("out_of = 100", "out_of = 0", "out-of", "100"),
    ("right = true", "", "right-answer", "right = true"),
    ('"Take it with food or milk.", ', "", "three-points", "three"),
    ("| 8 a.m. | One tablet |", "| 8 a.m. |", "table-width", "row"),
    ("| 8 a.m. | One tablet |", "| 8 a.m. | One | Two |", "table-width", "row"),
    ("## Can I", "### Can I", "heading", "## "),
    ("## Can I", "# Can I", "heading", "## "),
    ("## Can I stop taking baclofen?", "Can I stop?\n---", "heading", "## "),
    ("**food or a\nmilky drink**", "*food*", "italics", "strong"),
    ("**food or a\nmilky drink**", "_food_", "italics", "strong"),
    ("**food or a\nmilky drink**", "`food`", "code", "back-ticks"),
    ("**food or a\nmilky drink**", "[food](http://example.org)", "link", "source"),
    ("**food or a\nmilky drink**", "https://example.org", "link", "Name"),
    ("**food or a\nmilky drink**", "![food](food.png)", "image", "picture"),
    ("**food or a\nmilky drink**", "<b>food</b>", "html", "Markdown"),
    ("**food or a\nmilky drink**", "<input type='text'>", "form-field", "questions"),
    ("**food or a\nmilky drink**", "**food", "stars", "closed"),
    ("**food or a\nmilky drink**", "fo\u200bod", "odd-character", "Delete"),
    ("- Tablets", "- Tablets\n  - Blue", "nested-list", "one list"),
    ("- Tablets", "- Tablets\n\n  More.", "list", "Join"),
    ("- Tablets", "-", "list", "sentence"),
    ("- Tablets", "> Tablets", "quote", "tip"),
    ("- Tablets", "```\ncode\n```", "code", "three colons"),
    ("- Tablets", "Tablets\n\n    code", "code", "spaces"),
    ("- Tablets", "Tablets\n\n***", "rule", "section"),
    ("- Tablets", "[a]: http://example.org", "link", "Name"),
    ("- Tablets", "<table><tr></tr></table>", "html", "Markdown"),
    ("- Tablets", "{.large}\nTablets", "attributes", "Take"),
    ('file = "steps.svg"', 'file = "stpes.svg"', "no-picture", "beside"),
    ('file = "steps.svg"', 'file = "../steps.svg"', "picture-name", "small letters"),
    ('alternative = "Three bars, each shorter than the one before."', "", "missing-key", "alternative"),
    ('why = "Stopping all at once can cause fits (seizures)."', 'why = ""', "empty", "plain words"),
    ("{#stopping", "{#how-to-take", "twice", "own id"),
    ("{#stopping", "{#Stopping", "id", "small letters"),
    ('{#stopping role="stopping" icon="hand-back-left"}\n', "", "missing-attribute", "{#"),
    ('text = "A glass of milk will do."', "text = A glass", "toml", "quotes"),
]


@pytest.mark.parametrize(("written", "mistake", "code", "advice"), MISTAKES)
def test_a_mistake_is_found_and_told_what_to_write_instead(
    written: str, mistake: str, code: str, advice: str, path: Path
) -> None:
    source = TOPIC.replace(written, mistake, 1)
    assert source != TOPIC
    topic, findings = parse(source, path)
    told = [finding for finding in findings if finding.code == code]
    assert topic is None
    assert told, findings
    assert advice in f"{told[0].wrong} {told[0].instead}"
    assert told[0].path == path


@pytest.mark.parametrize(
    ("written", "mistake", "at"),
    [
        ("number = 45", "nubmer = 45", "nubmer"),
        ('when = ""\n', "", ""),
        ('title = "Baclofen"', 'title = ["Baclofen"]', "title = ["),
        ('reply = "Not quite. Here is the page."', "reply = 1", "reply = 1"),
        ('why = "Stopping all', 'why = Stopping "all', "why = Stopping"),
        ("| 8 a.m. | One tablet |", "| 8 a.m. |", "| 8 a.m. |"),
        ("milky drink**, e.g. hot", "milky drink**, *e.g.* hot", "milky drink"),
        (":::tip", ":::tpi", ":::tpi"),
        ("## Can I", "### Can I", "### Can I"),
        ('publisher = "MS Trust"', "publisher = 3", "publisher = 3"),
    ],
)
def test_a_finding_names_the_line_of_the_file(written: str, mistake: str, at: str, path: Path) -> None:
    source = TOPIC.replace(written, mistake, 1)
    _, findings = parse(source, path)
    if at:
        assert line_of(source, at) in [finding.line for finding in findings]
    else:
        assert findings == ()


def test_one_wrong_heading_is_one_finding(path: Path) -> None:
    _, findings = parse(TOPIC.replace("## How do I", "### How do I"), path)
    assert [finding.code for finding in findings] == ["heading"]


def test_a_directive_that_is_never_closed_is_found_where_it_begins(path: Path) -> None:
    source = HEAD + PARTS + SECTIONS.rstrip().removesuffix(":::")
    _, findings = parse(source, path)
    assert ("never-closed", line_of(source, ":::warning")) in [(finding.code, finding.line) for finding in findings]


def test_a_file_without_head_parts_or_sections_is_refused_kindly(path: Path) -> None:
    for source, code in (
        ("", "no-head"),
        ("+++\n", "no-head"),
        (HEAD, "no-section"),
        (HEAD + SECTIONS, "three-points"),
    ):
        topic, findings = parse(source, path)
        assert topic is None
        assert code in [finding.code for finding in findings]


def test_what_stands_before_the_first_section_or_belongs_elsewhere_is_found(path: Path) -> None:
    _, findings = parse(HEAD + PARTS + "\nLost words.\n" + SECTIONS, path)
    assert [finding.code for finding in findings] == ["no-section"]
    topic, findings = parse(HEAD + SECTIONS + PARTS, path)
    assert topic is not None
    assert {(finding.code, finding.severity) for finding in findings} == {("place", Gravity.WARNING)}


def test_a_head_that_says_approved_approves_nothing(path: Path) -> None:
    reviewed = 'reviewer = "Consultant"\nreviewed_on = 2026-11-30\nreview_due = 2028-11-30'
    topic, findings = parse(TOPIC.replace('"draft"', '"approved"').replace('reviewer = ""', reviewed), path)
    assert topic is not None
    assert (topic.trust.status, topic.trust.reviewer, topic.trust.reviewed_on) == (Status.DRAFT, "", None)
    assert {(finding.code, finding.severity) for finding in findings} == {("no-approval", Gravity.WARNING)}


@given(st.text())
def test_no_text_whatever_raises(source: str) -> None:
    topic, findings = parse_topic(source, path=Path("nowhere/en-GB.md"), lang="en-GB")
    assert (topic is None) == any(finding.severity is Gravity.ERROR for finding in findings)


@given(st.text(st.sampled_from("#:*_-|`[]{}<>!=+.1 \n\t\"'\\&a")))
def test_no_body_however_odd_raises(body: str) -> None:
    parse_topic(HEAD + PARTS + body, path=Path("nowhere/baclofen/en-GB.md"), lang="en-GB")


@given(st.data())
def test_a_topic_with_pieces_moved_cut_and_doubled_never_raises(data: st.DataObject) -> None:
    source = TOPIC
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(source)))
        end = data.draw(st.integers(start, min(len(source), start + 80)))
        place = data.draw(st.integers(0, len(source)))
        kind = data.draw(st.sampled_from(["cut", "double", "insert"]))
        if kind == "cut":
            source = source[:start] + source[end:]
        elif kind == "double":
            source = source[:place] + source[start:end] + source[place:]
        else:
            piece = data.draw(
                st.sampled_from(["+++\n", ":::\n", "**", "{#a}", '"""', "[[", "\n\n", "| |", "&#0;", "1" * 5000])
            )
            source = source[:place] + piece + source[place:]
    _, findings = parse_topic(source, path=Path("nowhere/baclofen/en-GB.md"), lang="en-GB")
    lines = source.count("\n") + 1
    assert all(1 <= finding.line <= lines + 1 for finding in findings)


def test_deeply_nested_values_and_words_are_findings_not_crashes(path: Path) -> None:
    for body in ("a = " + "[" * 5000, 'text = "' + "**a " * 3000 + '"', 'text = "' + "*a" * 5000 + '"'):
        topic, findings = parse(HEAD + PARTS + SECTIONS + f"\n:::tip\n{body}\n:::\n", path)
        assert topic is None
        assert findings


def test_the_topics_that_are_shipped_parse_without_an_error(root: Path) -> None:
    files = sorted((root / "content").glob("*/topics/*/en-GB.md"))
    assert len(files) >= 6
    for file in files:
        topic, findings = parse_topic(file.read_text(encoding="utf-8"), path=file, lang="en-GB")
        assert topic is not None, "\n".join(map(str, findings))
