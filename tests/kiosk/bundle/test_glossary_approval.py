"""The glossary has an approval of its own, bound to its words; without it a clinic shows no explanation."""

from __future__ import annotations

import json
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.bundle.archive import ArchiveBundle
from kiosk.bundle.diff import compare, to_text
from kiosk.bundle.findings import Gravity
from kiosk.bundle.layout import MANIFEST
from kiosk.bundle.model import Status
from kiosk.bundle.opening import memory, open_content
from kiosk.bundle.reader import open_bundle
from kiosk.bundle.review import State, review_of
from kiosk.bundle.writer import write_bundle
from kiosk.check.report import check_path
from kiosk.cli import main
from kiosk.errors import ContentError
from tests.kiosk.bundle.makers import PACK, TOPIC, approve, write_pack
from tests.kiosk.bundle.test_review import NoScreens

LANG = "en-GB"
DUE = date(2027, 6, 1)
TERMS = """# the words of this pack
[[term]]
word = "tablet"
say = ["TAB", "lit"]
plain = "Medicine pressed into a small shape."
also = ["tablets"]
"""
KINDS = pytest.mark.parametrize("kind", ["folder", "file"])


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a pack whose one topic is approved, with a glossary that is not."""
    folder = write_pack(tmp_path / "pack")
    (folder / "glossary.toml").write_text(TERMS, encoding="utf-8")
    approve(folder / "topics" / "baclofen" / f"{LANG}.md", due=date(2090, 1, 1))
    return folder


def review(pack: Path, *words: str) -> int:
    return main(["review", *words, "--content", str(pack)], NoScreens())


def approving(pack: Path, *words: str, due: date = DUE) -> int:
    return review(pack, "approve", "glossary", "--as", "MS specialist nurse", "--due", due.isoformat(), *words)


def as_kind(pack: Path, kind: str) -> Path:
    out = pack.with_suffix(".kib")
    if kind == "file":
        write_bundle(pack, out)
    return out if kind == "file" else pack


def explained(path: Path, today: date | None = None, grace: int = 30, *, demonstration: bool = False) -> list[str]:
    """Return the words that are explained to people."""
    now = datetime(today.year, today.month, today.day, 12) if today else None
    bundle = open_bundle(path, demonstration=demonstration, now=now, grace_days=grace)
    assert bundle.topic("baclofen", LANG).title.plain == "Baclofen"
    return [term.word.plain for term in bundle.glossary(LANG).terms]


@KINDS
def test_explanations_that_nobody_approved_are_shown_in_a_demonstration_only(kind: str, pack: Path) -> None:
    path = as_kind(pack, kind)
    assert explained(path) == []
    assert explained(path, demonstration=True) == ["tablet"]


@KINDS
def test_what_a_clinician_approves_is_shown(kind: str, pack: Path) -> None:
    before = {one for one in pack.rglob("*") if one.is_file()}
    assert approving(pack) == 0
    assert {one for one in pack.rglob("*") if one.is_file()} - before == {pack / "glossary.approval.toml"}
    path = as_kind(pack, kind)
    assert explained(path) == ["tablet"]
    trust = open_bundle(path).glossary(LANG).trust
    assert (trust.status, trust.reviewer, trust.review_due) == (Status.APPROVED, "MS specialist nurse", DUE)
    assert (trust.version, open_bundle(path).newest) == ("0.1.0", trust.reviewed_on)


@pytest.mark.parametrize(
    ("old", "new"),
    [("small shape", "round shape"), ('"TAB", "lit"', '"TAB", "let"'), ('also = ["tablets"]', 'also = ["pills"]'),
     ('word = "tablet"', 'word = "Tablet"'), ('also = ["tablets"]\n', "")],
)  # fmt: skip
def test_a_change_of_any_word_voids_the_approval_and_the_check_says_so(old: str, new: str, pack: Path) -> None:
    approving(pack)
    assert old in TERMS
    (pack / "glossary.toml").write_text(TERMS.replace(old, new), encoding="utf-8")
    assert explained(pack) == explained(as_kind(pack, "file")) == []
    found = {one.code: one for one in check_path(pack).findings if one.path.name == "glossary.toml"}
    assert found["approval-void"].severity is Gravity.WARNING
    assert "the glossary counts as a draft" in found["approval-void"].wrong
    row = next(row for row in review_of(pack, datetime(2027, 1, 1)).rows if row.topic == "glossary")
    assert (row.state, row.role, row.due) == (State.CHANGED, "MS specialist nurse", DUE)
    approving(pack)
    assert len(explained(pack)) == 1


@pytest.mark.parametrize(
    "source",
    [TERMS.replace("# the words", "# all the words"), TERMS.replace("\nsay", "\n\nsay"), TERMS.replace("\n", "\r\n"),
     TERMS.replace("[[term]]", "[[term]]  # the first")],
)  # fmt: skip
def test_a_comment_or_another_line_break_leaves_the_approval_standing(source: str, pack: Path) -> None:
    approving(pack)
    (pack / "glossary.toml").write_text(source, encoding="utf-8")
    assert explained(pack) == ["tablet"]


@KINDS
@pytest.mark.parametrize(("days", "there"), [(0, True), (30, True), (31, False)])
def test_explanations_leave_when_their_review_is_overdue_by_more_than_the_grace(
    kind: str, days: int, there: bool, pack: Path
) -> None:
    approving(pack)
    path = as_kind(pack, kind)
    assert explained(path, DUE + timedelta(days)) == (["tablet"] if there else [])
    assert explained(path, DUE + timedelta(days), demonstration=True) == ["tablet"]


@KINDS
def test_withdrawn_explanations_do_not_come_back_with_an_older_bundle(kind: str, pack: Path, tmp_path: Path) -> None:
    approving(pack)
    older = tmp_path / "older.kib"
    write_bundle(pack, older)
    assert review(pack, "withdraw", "glossary", "--why", "An explanation was wrong.") == 0
    newer = open_bundle(as_kind(pack, kind))
    assert list(newer.withdrawals) == [("glossary", LANG, "0.1.0")]
    assert newer.glossary(LANG).terms == ()
    memory().learn(newer.withdrawals)
    chosen = settings.Settings(demonstration=True, content=str(older))
    assert open_content(chosen, datetime.now()).glossary(LANG).terms == ()


def test_withdrawn_explanations_are_approved_again_only_with_a_later_pack(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    approving(pack)
    review(pack, "withdraw", "glossary", "--why", "An explanation was wrong.")
    assert approving(pack) == 4
    told = capsys.readouterr().err
    assert "An explanation was wrong." in told
    assert "bundle.toml" in told
    (pack / "bundle.toml").write_text(PACK.replace('version = "0.1.0"', 'version = "0.1.1"'), encoding="utf-8")
    assert approving(pack) == 0
    assert explained(pack) == ["tablet"]


def test_each_language_of_the_glossary_is_approved_by_itself(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "bundle.toml").write_text(PACK.replace('["en-GB"]', '["en-GB", "cy"]'), encoding="utf-8")
    (pack / "glossary.cy.toml").write_text(TERMS, encoding="utf-8")
    assert approving(pack) == 2
    assert "en-GB, cy" in capsys.readouterr().err
    assert approving(pack, "--lang", "cy") == 0
    bundle = open_bundle(pack, demonstration=False)
    assert [len(bundle.glossary(lang)) for lang in (LANG, "cy")] == [0, 1]
    (pack / "glossary.cy.approval.toml").replace(pack / "glossary.approval.toml")
    assert explained(pack) == []  # the language is part of what is approved


def test_staff_see_the_glossary_among_what_is_to_be_reviewed(pack: Path) -> None:
    approving(pack)
    for path in (pack, as_kind(pack, "file")):
        rows = review_of(path, datetime(2027, 6, 2)).rows
        assert (rows[0].topic, rows[0].state, rows[0].due) == ("glossary", State.OVERDUE, DUE)
    found = check_path(pack, today=date(2027, 6, 2)).findings
    assert [one.code for one in found if one.path.name == "glossary.toml"] == ["review-due"]


def test_a_glossary_that_nobody_approved_is_a_hint_of_the_check(pack: Path) -> None:
    found = [one for one in check_path(pack).findings if one.path.name == "glossary.toml"]
    assert [(one.code, one.severity) for one in found] == [("not-reviewed", Gravity.HINT)]


def test_what_changed_in_an_approved_glossary_must_be_approved_again(pack: Path, tmp_path: Path) -> None:
    approving(pack)
    write_bundle(pack, tmp_path / "old.kib")
    (pack / "glossary.toml").write_text(TERMS.replace("small", "round"), encoding="utf-8")
    changes = compare(open_bundle(tmp_path / "old.kib"), open_bundle(pack))
    assert [(one.id, one.was_approved) for one in changes.changed] == [("glossary", True)]
    assert "glossary (en-GB): Words explained, was approved: it must be approved again" in to_text(changes)


def test_a_record_that_cannot_be_read_keeps_the_bundle_from_being_built(pack: Path, tmp_path: Path) -> None:
    approving(pack)
    record = pack / "glossary.approval.toml"
    record.write_text(record.read_text(encoding="utf-8").replace("digest", "diegst"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"glossary\.approval\.toml"):
        write_bundle(pack, tmp_path / "x.kib")
    with pytest.raises(ContentError, match=r"glossary\.approval\.toml"):
        open_bundle(pack).glossary(LANG)
    assert open_bundle(pack).newest == date(2026, 1, 1)  # the topic's own; topics can still be looked at


def test_no_topic_may_take_the_name_of_the_glossary(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", {"glossary": TOPIC.replace('id = "baclofen"', 'id = "glossary"')})
    assert "reserved-id" in {one.code for one in check_path(pack).findings}


def test_a_bundle_that_does_not_say_who_approved_its_glossary_explains_nothing_in_a_clinic(pack: Path) -> None:
    approving(pack)
    path = as_kind(pack, "file")
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.infolist()}
    with zipfile.ZipFile(path, "w") as archive:
        for one, data in parts.items():
            if one.filename == MANIFEST:
                told = json.loads(data)
                del told["glossaries"]
                data = json.dumps(told).encode()
            archive.writestr(one, data, one.compress_type)
    path.with_name(path.name + ".sha256").unlink()
    assert explained(path) == []
    assert explained(path, demonstration=True) == ["tablet"]
    assert isinstance(whole := open_bundle(path), ArchiveBundle)
    assert whole.read_everything() == 1
