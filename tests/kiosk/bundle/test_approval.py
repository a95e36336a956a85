"""Approval is bound to the words: what voids it, what does not, and that each language has its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.approval import (
    Approval,
    Record,
    Withdrawal,
    digest_of,
    read_record,
    record_path,
    standing,
    write_record,
)
from kiosk.bundle.findings import Finding, Findings, Gravity
from kiosk.bundle.markup import parse_topic
from kiosk.bundle.model import Status, Topic
from kiosk.bundle.reader import open_bundle
from tests.kiosk.bundle.makers import PACK, PICTURE, TOPICS, approve, write_pack, write_topic


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a topic that is approved."""
    path = write_topic(tmp_path / "baclofen")
    approve(path)
    return path


def read(path: Path) -> tuple[Topic, tuple[Finding, ...]]:
    topic, findings = parse_topic(path.read_text(encoding="utf-8"), path=path, lang=path.stem)
    assert topic is not None, findings
    return topic, findings


def change(path: Path, old: str, new: str) -> Path:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_an_approved_topic_names_who_approved_it_and_until_when(path: Path) -> None:
    topic, findings = read(path)
    trust = topic.trust
    assert (trust.status, trust.reviewer) == (Status.APPROVED, "Consultant neurologist")
    assert (trust.reviewed_on, trust.review_due) == (date(2026, 1, 1), date(2030, 1, 1))
    assert findings == ()


CHANGES = [
    ("gentler", "kinder"),
    ("number = 45", "number = 44"),
    ("number = 45", "number = 0"),
    ("do not stop suddenly", "do not stop"),
    ('severity = "serious"', 'severity = "care"'),
    ("**food or a\nmilky drink**", "food or a\nmilky drink"),
    ("1. Start low.\n2. Go up in small steps.", "1. Go up in small steps.\n2. Start low."),
    ("| 8 a.m. | One tablet |", "| 8 a.m. | Two tablets |"),
    ('also = ["Lioresal"]', 'also = ["Lyflex"]'),
    ('say = ["bak", "lo", "fen"]', ""),
    ('date = "undated"', 'date = "2024"'),
    ("https://example.org/baclofen", "https://example.org/other"),
    ("Three bars, each shorter", "Three bars, each longer"),
    ('role="stopping"', 'role="driving"'),
]


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_change_of_a_word_a_number_or_a_source_voids_the_approval(old: str, new: str, path: Path) -> None:
    topic, findings = read(change(path, old, new))
    assert (topic.trust.status, topic.trust.reviewer, topic.trust.reviewed_on) == (Status.DRAFT, "", None)
    void = [finding for finding in findings if finding.code == "approval-void"]
    assert [finding.severity for finding in void] == [Gravity.WARNING]
    assert "Consultant neurologist" in void[0].wrong
    assert "kiosk review approve" in void[0].instead


def test_another_picture_voids_the_approval(path: Path) -> None:
    (path.parent / "steps.svg").write_text(PICTURE.replace('height="30"', 'height="31"'), encoding="utf-8")
    assert read(path)[0].trust.status is Status.DRAFT


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{#stopping role", "\n\n\n{#stopping role"),
        ("gentler on your stomach.", "gentler\non your stomach."),
        ('category = "medicines"', '# a note of the author\ncategory = "medicines"'),
        ('icon = "pill"', 'icon = "bottle-tonic"'),
        ('find = ["muscle relaxant", "stiff"]', 'find = ["muscle relaxant"]'),
        ('version = "0.1"', 'version = "0.2"'),
        ('author = "Content writer"', 'author = "Nurse writer"'),
        ('status = "draft"', 'status = "in review"'),
        ("out_of = 100", "# as the MS Trust gives it\nout_of = 100  # people"),
    ],
)
def test_what_changes_no_word_leaves_the_approval_standing(old: str, new: str, path: Path) -> None:
    topic, findings = read(change(path, old, new))
    assert topic.trust.status is Status.APPROVED
    assert findings == ()


def test_a_comment_in_a_picture_leaves_the_approval_standing(path: Path) -> None:
    commented = PICTURE.replace("<rect", "<!-- the first bar -->\n  <rect")
    (path.parent / "steps.svg").write_text(commented, encoding="utf-8")
    assert read(path)[0].trust.status is Status.APPROVED


def test_the_words_put_back_are_approved_again(path: Path) -> None:
    change(path, "gentler", "kinder")
    assert read(path)[0].trust.status is Status.DRAFT
    change(path, "kinder", "gentler")
    assert read(path)[0].trust.status is Status.APPROVED


def test_each_language_has_its_own_approval(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", pack=PACK.replace('["en-GB"]', '["en-GB", "cy"]'))
    folder = pack / "topics" / "baclofen"
    write_topic(folder, lang="cy")
    approve(folder / "en-GB.md")
    bundle = open_bundle(pack)
    assert [bundle.topic("baclofen", lang).trust.status for lang in ("en-GB", "cy")] == [Status.APPROVED, Status.DRAFT]
    change(folder / "cy.md", "gentler", "kinder")
    approve(folder / "cy.md")
    change(folder / "en-GB.md", "gentler", "softer")
    bundle = open_bundle(pack)
    assert [bundle.topic("baclofen", lang).trust.status for lang in ("en-GB", "cy")] == [Status.DRAFT, Status.APPROVED]


def test_an_approval_in_another_language_says_nothing_of_this_one(tmp_path: Path) -> None:
    path = write_topic(tmp_path / "baclofen")
    other = write_topic(tmp_path / "baclofen", lang="cy")
    approve(path)
    record_path(path).replace(record_path(other))
    assert read(other)[0].trust.status is Status.DRAFT  # the language is part of what is approved


def test_a_withdrawn_head_stays_withdrawn_whatever_was_approved(path: Path) -> None:
    topic, _ = read(change(path, 'status = "draft"', 'status = "withdrawn"'))
    assert (topic.trust.status, topic.trust.withdrawn) == (Status.WITHDRAWN, "0.1")


@pytest.mark.parametrize(
    ("version", "status"),
    [("0.1", Status.WITHDRAWN), ("0.2", Status.WITHDRAWN), ("0.3", Status.APPROVED), ("one", Status.WITHDRAWN)],
)
def test_a_withdrawal_holds_for_its_version_and_all_before_it(version: str, status: Status, path: Path) -> None:
    change(path, 'version = "0.1"', f'version = "{version}"')
    approved = read_record(path, Findings(path)).approved
    write_record(path, Record(approved, Withdrawal(date(2026, 2, 1), "The dose was wrong.", "0.2")))
    topic, _ = read(path)
    assert (topic.trust.status, topic.trust.withdrawn) == (status, "0.2")


@pytest.mark.parametrize(
    "damage",
    [
        ("digest = ", "diegst = "), ("role = ", "# role = "), ("on = 2026", 'on = "2026'),
        ("[[approved]]", "[[aproved]]"), ('digest = "', 'digest = "x'), ("2026-01-01", "soon"),
        ("due = 2030-01-01\n", ""),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_read_is_an_error_and_approves_nothing(damage: tuple[str, str], path: Path) -> None:
    change(record_path(path), *damage)
    topic, findings = parse_topic(path.read_text(encoding="utf-8"), path=path, lang="en-GB")
    assert topic is None
    assert {finding.path for finding in findings if finding.severity is Gravity.ERROR} == {record_path(path)}


def test_two_approvals_in_one_record_are_an_error(path: Path) -> None:
    record = record_path(path)
    text = record.read_text(encoding="utf-8")
    record.write_text(text + text, encoding="utf-8")
    assert parse_topic(path.read_text(encoding="utf-8"), path=path, lang="en-GB")[0] is None


_LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=60).filter(
    lambda text: text == " ".join(text.split()) and text.strip() == text and text != ""
)
_DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(role=_LINE, why=_LINE, version=_LINE, on=_DAYS, due=_DAYS)
def test_a_record_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, role: str, why: str, version: str, on: date, due: date
) -> None:
    path = tmp_path_factory.getbasetemp() / "en-GB.md"
    record = Record(Approval(role, on, due, version, "0" * 64), Withdrawal(on, why, version))
    write_record(path, record)
    findings = Findings(path)
    assert read_record(path, findings) == record, findings.all()
    record_path(path).unlink()


@given(st.text(max_size=200))
def test_no_record_whatever_raises(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "odd.md"
    record_path(path).write_text(text, encoding="utf-8")
    findings = Findings(path)
    assert read_record(path, findings) == Record() or not findings.failed
    record_path(path).unlink()


@given(TOPICS)
def test_the_digest_forgets_trust_and_where_a_topic_is_found_and_nothing_else_of_it(topic: Topic) -> None:
    digest = digest_of(topic)
    elsewhere = replace(
        topic, icon="other", category="other", find=("other",), trust=replace(topic.trust, version="9", author="X")
    )
    assert digest_of(elsewhere) == digest
    assert digest_of(replace(topic, also=(*topic.also, "Another"))) != digest
    assert digest_of(replace(topic, lang="cy")) != digest


@given(TOPICS, st.sampled_from(Status))
def test_only_a_record_for_these_very_words_makes_a_topic_approved(topic: Topic, status: Status) -> None:
    topic = replace(topic, trust=replace(topic.trust, status=status))
    other = Record(Approval("Nurse", date(2026, 1, 1), date(2027, 1, 1), "1", "0" * 64))
    mine = Record(Approval("Nurse", date(2026, 1, 1), date(2027, 1, 1), "1", digest_of(topic)))
    trust, digest = topic.trust, digest_of(topic)
    assert standing(trust, Record(), digest).status is not Status.APPROVED
    assert standing(trust, other, digest).status in (Status.DRAFT, Status.WITHDRAWN)
    assert (standing(trust, mine, digest).status is Status.APPROVED) == (status is not Status.WITHDRAWN)
