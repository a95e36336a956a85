"""`kiosk review`: what it writes, what it refuses, and the list of where all topics stand."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk import paths, settings
from kiosk.bench_test import content
from kiosk.bundle.clock import RELEASED
from kiosk.bundle.model import Status
from kiosk.bundle.reader import open_bundle
from kiosk.bundle.review import State, review_of
from kiosk.bundle.writer import write_bundle
from kiosk.cli import main
from kiosk.errors import UsageError
from tests.kiosk.bundle.makers import PACK, TOPIC, approve, write_pack, write_topic
from tests.support.commands import NoScreens

OTHER = TOPIC.replace('id = "baclofen"', 'id = "dantrolene"').replace('title = "Baclofen"', 'title = "Dantrolene"')
NOW = datetime(2027, 3, 1, 10, 40)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack", {"baclofen": TOPIC, "dantrolene": OTHER})


def review(pack: Path, *words: str) -> int:
    return main(["review", *words, "--content", str(pack)], NoScreens())


def approving(pack: Path, *words: str, topic: str = "baclofen", due: str = "2090-01-01") -> int:
    return review(pack, "approve", topic, "--as", "MS specialist nurse", "--due", due, *words)


def status_of(pack: Path, topic_id: str = "baclofen") -> Status:
    return open_bundle(pack).topic(topic_id, "en-GB").trust.status


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_approving_writes_one_record_and_nothing_else(pack: Path) -> None:
    before = files(pack)
    assert approving(pack) == 0
    after = files(pack)
    assert set(after) - set(before) == {"topics/baclofen/en-GB.approval.toml"}
    assert {name: after[name] for name in before} == before
    assert status_of(pack) is Status.APPROVED
    assert status_of(pack, "dantrolene") is Status.DRAFT


def test_a_change_voids_it_and_approving_again_mends_it(pack: Path) -> None:
    approving(pack)
    path = pack / "topics" / "baclofen" / "en-GB.md"
    path.write_text(TOPIC.replace("gentler", "kinder"), encoding="utf-8")
    assert status_of(pack) is Status.DRAFT
    approving(pack)
    assert status_of(pack) is Status.APPROVED


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["approve", "baclofn", "--as", "Nurse", "--due", "2090-01-01"], 2, "Did you mean 'baclofen'"),
        (["approve", "baclofen", "--as", " ", "--due", "2090-01-01"], 2, "role"),
        (["approve", "baclofen", "--as", "Nurse", "--due", "2020-01-01"], 2, "not after today"),
        (["approve", "baclofen", "--as", "Nurse", "--due", "2090-01-01", "--lang", "cy"], 2, "in cy"),
        (["withdraw", "baclofen", "--why", " "], 2, "why"),
        (["withdraw", "baclofen", "--why", "Wrong.", "--lang", "cy"], 2, "in cy"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    words: list[str], code: int, told: str, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(pack)
    assert review(pack, *words) == code
    assert told in capsys.readouterr().err
    assert files(pack) == before


def test_a_date_that_is_none_is_refused(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        approving(pack, due="soon")
    assert "2028-11-30" in capsys.readouterr().err


def test_a_topic_that_cannot_be_read_cannot_be_approved(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_topic(pack / "topics" / "baclofen", TOPIC.replace("number = 45", "number = 450"))
    assert approving(pack) == 4
    assert "450 is not a part of 100" in capsys.readouterr().err


def test_a_bundle_file_cannot_be_approved(pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_bundle(pack, tmp_path / "a.kib")
    assert approving(tmp_path / "a.kib") == 2
    assert "folder of its pack" in capsys.readouterr().err


def test_with_several_languages_the_one_that_was_read_must_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = write_pack(tmp_path / "pack", pack=PACK.replace('["en-GB"]', '["en-GB", "cy"]'))
    write_topic(pack / "topics" / "baclofen", lang="cy")
    assert approving(pack) == 2
    assert "en-GB, cy" in capsys.readouterr().err
    assert approving(pack, "--lang", "cy") == 0
    bundle = open_bundle(pack)
    assert [bundle.topic("baclofen", lang).trust.status for lang in ("en-GB", "cy")] == [Status.DRAFT, Status.APPROVED]
    assert review(pack, "withdraw", "baclofen", "--why", "The advice has changed.") == 0
    assert {(lang, version) for _, lang, version in open_bundle(pack).withdrawals} == {("en-GB", "0.1"), ("cy", "0.1")}


def test_a_withdrawn_version_is_approved_again_only_as_a_later_one(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    approving(pack)
    review(pack, "withdraw", "baclofen", "--why", "A dose was wrong.")
    assert approving(pack) == 4
    assert "A dose was wrong." in capsys.readouterr().err
    write_topic(pack / "topics" / "baclofen", TOPIC.replace('version = "0.1"', 'version = "0.2"'))
    assert approving(pack) == 0
    assert status_of(pack) is Status.APPROVED
    assert list(open_bundle(pack).withdrawals) == [("baclofen", "en-GB", "0.1")]


def test_by_a_clock_that_cannot_be_right_nothing_is_approved(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kiosk.cli import review as verb

    class Early(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(1970, 1, 1)

    monkeypatch.setattr(verb, "datetime", Early)
    assert approving(pack) == 9
    assert "clock" in capsys.readouterr().err


# -- where all stand -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_the_list_has_the_oldest_due_first_and_says_what_is_overdue(kind: str, pack: Path, tmp_path: Path) -> None:
    days = {"baclofen": date(2027, 2, 20), "dantrolene": date(2027, 1, 1)}
    for topic_id, due in days.items():
        approve(pack / "topics" / topic_id / "en-GB.md", due=due)
    path = pack
    if kind == "file":
        path = tmp_path / "a.kib"
        write_bundle(pack, path)
    rows = review_of(path, NOW, 30).rows
    assert [(row.topic, row.state, row.due) for row in rows] == [
        ("dantrolene", State.RUN_OUT, date(2027, 1, 1)), ("baclofen", State.OVERDUE, date(2027, 2, 20)),
    ]  # fmt: skip
    assert [row.state for row in review_of(path, datetime(1970, 1, 1), 30).rows] == [State.APPROVED] * 2
    assert review_of(path, datetime(1970, 1, 1), 30).today is None


def test_the_list_tells_what_changed_since_it_was_approved(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    approving(pack)
    write_topic(pack / "topics" / "baclofen", TOPIC.replace("gentler", "kinder"))
    capsys.readouterr()
    assert review(pack, "status") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "due 2090-01-01  baclofen" in first
    assert "changed since approval" in first
    assert "MS specialist nurse" in first
    assert second.split() == ["dantrolene", "en-GB", "0.1", "draft"]
    assert review(pack, "status", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(row["topic"], row["state"]) for row in told["topics"]] == [
        ("baclofen", "changed since approval"), ("dantrolene", "draft"),
    ]  # fmt: skip


def test_the_list_holds_what_is_withdrawn(pack: Path, tmp_path: Path) -> None:
    review(pack, "withdraw", "dantrolene", "--why", "Wrong.")
    write_bundle(pack, tmp_path / "a.kib")
    for path in (pack, tmp_path / "a.kib"):
        assert [(row.topic, row.state) for row in review_of(path, NOW).rows] == [
            ("baclofen", State.DRAFT), ("dantrolene", State.WITHDRAWN),
        ]  # fmt: skip


def test_the_doctor_tells_staff_of_overdue_topics_at_once(pack: Path) -> None:
    chosen = settings.Settings(content=str(pack))
    assert content.reviews(chosen).passed
    approve(pack / "topics" / "baclofen" / "en-GB.md", due=RELEASED - timedelta(1))
    finding = content.reviews(chosen)
    assert not finding.passed
    assert "baclofen (en-GB): overdue" in finding.found
    assert "kiosk review" in finding.do


@pytest.mark.parametrize(
    "words",
    [
        ("approve", "baclofen", "--as", "MS specialist nurse", "--due", "2090-01-01"),
        ("withdraw", "baclofen", "--why", "The advice on stopping has changed."),
    ],
)
def test_on_an_installed_kiosk_the_words_that_came_with_it_are_neither_approved_nor_withdrawn(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(paths, "_WHOLE_MACHINE", Path(paths.__file__).parent)
    monkeypatch.setattr(paths, "shipped_pack", lambda: pack)
    before = files(pack)
    assert main(["review", *words], NoScreens()) == UsageError.exit_code
    assert "name your copy with --content" in capsys.readouterr().err
    assert files(pack) == before
    assert review(pack, *words) == 0
