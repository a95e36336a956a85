"""What a kiosk shows and for how long: overdue, past the grace, withdrawn, and a clock that can't be right."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import phrases, settings
from kiosk.bundle.approval import Record, Withdrawal, read_record, write_record
from kiosk.bundle.clock import RELEASED, believed, believed_day
from kiosk.bundle.findings import Findings
from kiosk.bundle.model import Paragraph, Status, Tile
from kiosk.bundle.opening import open_content
from kiosk.bundle.reader import Bundle, Gate, open_bundle
from kiosk.bundle.sources import with_sources
from kiosk.bundle.withdrawn import Memory, Withdrawals, is_later
from kiosk.bundle.writer import write_bundle
from kiosk.errors import ContentError
from tests.kiosk.bundle.makers import TOPIC, approve, write_pack

LANG = "en-GB"
DUE = date(2027, 6, 1)
OTHER = TOPIC.replace('id = "baclofen"', 'id = "dantrolene"').replace('title = "Baclofen"', 'title = "Dantrolene"')
KINDS = pytest.mark.parametrize("kind", ["folder", "file"])


def make(folder: Path, *, version: str = "0.1") -> Path:
    """Write a pack of two approved topics; the review of baclofen is due on `DUE`, the other's much later."""
    topics = {"baclofen": TOPIC.replace('version = "0.1"', f'version = "{version}"'), "dantrolene": OTHER}
    pack = write_pack(folder, topics)
    approve(pack / "topics" / "baclofen" / f"{LANG}.md", due=DUE)
    approve(pack / "topics" / "dantrolene" / f"{LANG}.md", due=date(2090, 1, 1))
    return pack


def withdraw(pack: Path) -> None:
    path = pack / "topics" / "baclofen" / f"{LANG}.md"
    version = path.read_text(encoding="utf-8").partition('version = "')[2].partition('"')[0]
    write_record(path, Record(None, Withdrawal(date(2027, 1, 1), "A dose was wrong.", version)))


def as_kind(pack: Path, kind: str) -> Path:
    if kind == "folder":
        return pack
    out = pack.with_suffix(".kib")
    write_bundle(pack, out)
    return out


def shown(bundle: Bundle) -> set[str]:
    """Return the topics a person can come to, by every way there is."""
    by_tiles = {tile.id for tile in bundle.tiles("medicines", LANG)}
    by_search = {hit.tile.id for word in ("bac", "dan") for hit in bundle.search(LANG).find(word)}
    by_list = {tile.id for tile in bundle.search(LANG).starting_with("")}
    assert by_tiles == by_search == by_list
    assert {tile.id for tile in bundle.tiles("most", LANG)} == by_tiles & {"baclofen"}
    assert bundle.topic_count == len(by_tiles)
    for topic_id in ("baclofen", "dantrolene"):
        if topic_id in by_tiles:
            assert bundle.topic(topic_id, LANG).id == bundle.tile(topic_id, LANG).id == topic_id
        else:
            for ask in (bundle.topic, bundle.tile, bundle.speech):
                with pytest.raises(ContentError, match="no topic"):
                    ask(topic_id, LANG)
    return by_tiles


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, 40)


# -- overdue -------------------------------------------------------------------------------------------------


@KINDS
@pytest.mark.parametrize(
    ("days", "grace", "there"), [(0, 30, True), (1, 30, True), (30, 30, True), (31, 30, False), (1, 0, False)]
)
def test_a_topic_leaves_when_its_review_is_overdue_by_more_than_the_grace(
    kind: str, days: int, grace: int, there: bool, tmp_path: Path
) -> None:
    path, now = as_kind(make(tmp_path / "pack"), kind), at(DUE + timedelta(days))
    bundle = open_bundle(path, demonstration=False, now=now, grace_days=grace)
    assert shown(bundle) == ({"baclofen", "dantrolene"} if there else {"dantrolene"})
    demonstration = open_bundle(path, now=now, grace_days=grace)
    assert shown(demonstration) == {"baclofen", "dantrolene"}
    assert demonstration.tile("baclofen", LANG).overdue(bundle.today) == (days > 0)
    assert demonstration.topic("baclofen", LANG).trust.overdue(bundle.today) == (days > 0)


@KINDS
def test_without_a_day_nothing_is_overdue(kind: str, tmp_path: Path) -> None:
    bundle = open_bundle(as_kind(make(tmp_path / "pack"), kind), demonstration=False)
    assert bundle.today is None
    assert shown(bundle) == {"baclofen", "dantrolene"}
    assert not bundle.topic("baclofen", LANG).trust.overdue(None)


def test_every_section_of_an_overdue_topic_begins_by_saying_so(tmp_path: Path) -> None:
    topic = open_bundle(make(tmp_path / "pack")).topic("baclofen", LANG)
    words = phrases.load(LANG)
    for section in with_sources(topic, words, DUE + timedelta(1)).sections[:-1]:
        first = section.blocks[0]
        assert isinstance(first, Paragraph)
        assert first.text.plain.startswith("This page was due to be checked again. It was due by 1 June 2027.")
        assert len(first.text.sentences) == 3
    for today in (DUE, None):
        assert with_sources(topic, words, today).sections[:-1] == topic.sections


def test_a_draft_is_never_overdue(tmp_path: Path) -> None:
    source = TOPIC.replace('reviewer = ""', 'reviewer = ""\nreview_due = 2027-01-01')
    topic = open_bundle(write_pack(tmp_path / "pack", {"baclofen": source})).topic("baclofen", LANG)
    assert topic.trust.status is Status.DRAFT
    assert not topic.trust.overdue(date(2030, 1, 1))


@given(st.dates(), st.dates(), st.integers(0, 400))
def test_a_topic_that_has_left_never_comes_back_by_waiting(due: date, today: date, grace: int) -> None:
    tile = Tile("a", "A", "b", "pill", (), Status.APPROVED, "1", due)
    later = today + timedelta(1) if today < date.max else today
    if not Gate(False, today, grace).admits(tile, LANG):
        assert not Gate(False, later, grace).admits(tile, LANG)


# -- withdrawn -----------------------------------------------------------------------------------------------


@KINDS
@pytest.mark.parametrize("demonstration", [True, False])
def test_a_withdrawn_topic_does_not_come_back_with_an_older_bundle(
    kind: str, demonstration: bool, tmp_path: Path, home: Path
) -> None:
    older = as_kind(make(tmp_path / "older"), kind)
    newer = make(tmp_path / "newer")
    withdraw(newer)
    chosen = settings.Settings(demonstration=demonstration, content=str(older))
    now = at(RELEASED)
    assert shown(open_content(chosen, now)) == {"baclofen", "dantrolene"}
    bundle = open_content(chosen, now, as_kind(newer, kind))
    assert shown(bundle) == {"dantrolene"}
    Memory(home / "withdrawn.json").learn(bundle.withdrawals)
    assert shown(open_content(chosen, now)) == {"dantrolene"}


@KINDS
def test_a_later_version_that_is_approved_may_be_shown_again(kind: str, tmp_path: Path, home: Path) -> None:
    Memory(home / "withdrawn.json").learn(Withdrawals({("baclofen", LANG): "0.1"}))
    chosen = settings.Settings(demonstration=False)
    same, later = (as_kind(make(tmp_path / f"v{v}", version=f"0.{v}"), kind) for v in (1, 2))
    assert shown(open_content(chosen, at(RELEASED), same)) == {"dantrolene"}
    assert shown(open_content(chosen, at(RELEASED), later)) == {"baclofen", "dantrolene"}


def test_a_bundle_with_a_topic_mended_after_its_withdrawal_still_takes_the_old_one_away(tmp_path: Path) -> None:
    pack = make(tmp_path / "pack", version="0.2")
    path = pack / "topics" / "baclofen" / f"{LANG}.md"
    approved = read_record(path, Findings(path)).approved
    write_record(path, Record(approved, Withdrawal(date(2026, 12, 1), "A dose was wrong.", "0.1")))
    for kind in ("folder", "file"):
        bundle = open_bundle(as_kind(pack, kind), demonstration=False)
        assert shown(bundle) == {"baclofen", "dantrolene"}
        assert list(bundle.withdrawals) == [("baclofen", LANG, "0.1")]


def test_the_memory_of_withdrawals_never_shrinks(home: Path) -> None:
    memory = Memory(home / "withdrawn.json")
    assert not memory.known()
    memory.learn(Withdrawals({("a", LANG): "0.10"}))
    memory.learn(Withdrawals({("a", LANG): "0.9", ("b", "cy"): "1"}))
    memory.learn(Withdrawals())
    assert list(memory.known()) == [("a", LANG, "0.10"), ("b", "cy", "1")]
    assert [path.name for path in home.iterdir()] == ["withdrawn.json"]


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff", b"[]", b'{"format": 2}', b'{"format": 1, "withdrawn": [1]}'])
def test_a_memory_that_cannot_be_read_is_an_error_and_not_an_empty_one(
    damage: bytes, tmp_path: Path, home: Path
) -> None:
    (home / "withdrawn.json").write_bytes(damage)
    with pytest.raises(ContentError, match="withdrawn"):
        open_content(settings.Settings(), at(RELEASED), make(tmp_path / "pack"))
    with pytest.raises(ContentError, match="withdrawn"):
        Memory(home / "withdrawn.json").learn(Withdrawals({("a", LANG): "1"}))
    assert (home / "withdrawn.json").read_bytes() == damage


def test_a_memory_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "withdrawn.json.part").mkdir()
    with pytest.raises(ContentError, match="cannot be written"):
        Memory(tmp_path / "withdrawn.json").learn(Withdrawals({("a", LANG): "1"}))


_VERSIONS = st.one_of(st.from_regex(r"\A[0-9]{1,3}(\.[0-9]{1,3}){0,3}\Z"), st.text(max_size=4))
_WITHDRAWALS = st.dictionaries(st.tuples(st.sampled_from("ab"), st.just(LANG)), _VERSIONS).map(Withdrawals)


@given(_WITHDRAWALS, _WITHDRAWALS, st.sampled_from("ab"), _VERSIONS)
def test_what_either_of_two_memories_holds_back_both_together_hold_back(
    one: Withdrawals, other: Withdrawals, topic_id: str, version: str
) -> None:
    apart = one.hold(topic_id, LANG, version) or other.hold(topic_id, LANG, version)
    assert one.joined(other).hold(topic_id, LANG, version) == apart
    assert one.joined(one) == one


@given(_VERSIONS, _VERSIONS)
def test_of_two_versions_at_most_one_is_later(one: str, other: str) -> None:
    assert not (is_later(one, other) and is_later(other, one))
    assert not is_later(one, one)


# -- the clock -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "newest", "right"),
    [
        (datetime(1970, 1, 1), None, False),
        (at(RELEASED - timedelta(1)), None, False),
        (at(RELEASED), None, True),
        (at(RELEASED), date(2020, 1, 1), True),
        (at(date(2027, 1, 31)), date(2027, 2, 1), False),
        (at(date(2027, 2, 1)), date(2027, 2, 1), True),
        (datetime(2100, 12, 31, 23, 59), None, True),
        (datetime(2101, 1, 1), None, False),
    ],
)
def test_a_clock_is_believed_from_the_release_and_the_youngest_approval_to_the_year_2100(
    moment: datetime, newest: date | None, right: bool
) -> None:
    assert believed(moment, newest) == (moment if right else None)
    assert believed_day(moment, newest) == (moment.date() if right else None)


def test_no_moment_is_no_day() -> None:
    assert believed_day(None) is None


@KINDS
@pytest.mark.parametrize("year", [1970, 2025, 2101])
def test_by_a_clock_that_cannot_be_right_nothing_runs_out(kind: str, year: int, tmp_path: Path) -> None:
    path = as_kind(make(tmp_path / "pack"), kind)
    bundle = open_bundle(path, demonstration=False, now=datetime(year, 1, 1), grace_days=0)
    assert bundle.today is None
    assert shown(bundle) == {"baclofen", "dantrolene"}


@KINDS
def test_a_clock_before_the_youngest_approval_in_the_content_is_not_believed(kind: str, tmp_path: Path) -> None:
    pack = make(tmp_path / "pack")
    approve(pack / "topics" / "dantrolene" / f"{LANG}.md", on=date(2027, 6, 20), due=date(2029, 1, 1))
    path = as_kind(pack, kind)
    assert open_bundle(path).newest == date(2027, 6, 20)
    assert open_bundle(path, now=at(date(2027, 6, 19))).today is None
    assert open_bundle(path, now=at(date(2027, 6, 20))).today == date(2027, 6, 20)


def test_an_approval_travels_in_the_bundle_and_needs_no_record_beside_it(tmp_path: Path) -> None:
    pack = make(tmp_path / "pack")
    path = as_kind(pack, "file")
    shutil.rmtree(pack)
    trust = open_bundle(path, demonstration=False).topic("baclofen", LANG).trust
    assert (trust.status, trust.reviewer, trust.review_due) == (Status.APPROVED, "Consultant neurologist", DUE)
