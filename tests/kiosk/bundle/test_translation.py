"""A topic's translation is let out only while its topic says the same, and while somebody stands for it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk import paths
from kiosk.bundle.approval import Approval, Record, digest_of, record_path, write_record
from kiosk.bundle.archive import ArchiveBundle
from kiosk.bundle.findings import Gravity
from kiosk.bundle.folder import FolderBundle
from kiosk.bundle.model import Status, Topic
from kiosk.bundle.pairing import differences
from kiosk.bundle.reader import open_bundle
from kiosk.bundle.review import State, review_of
from kiosk.bundle.texts import texts_of
from kiosk.bundle.translation import Translation, translation_from_json, translation_to_json
from kiosk.bundle.translations import printable
from kiosk.bundle.writer import write_bundle
from kiosk.cli import main
from tests.kiosk.bundle.makers import TOPICS, write_pack
from tests.kiosk.bundle.translated import HEAD, LANG, approve, change, file_of, find, pack, read, topic_of, translate
from tests.support.commands import NoScreens

__all__ = ["pack"]  # a fixture


# -- what it was made from -----------------------------------------------------------------------------------


def test_a_translation_is_there_as_long_as_its_topic_says_the_same(pack: Path) -> None:
    bundle = open_bundle(pack)
    made = find(bundle)
    assert bundle.translations.languages == (LANG,)
    assert made is not None
    assert (made.topic.lang, made.topic.title.plain, made.native_speaker) == (LANG, "Baclofeno", False)
    assert made.topic.sources == bundle.topic("baclofen", "en-GB").sources
    assert bundle.pack.languages == ("en-GB",)
    change(file_of(pack, "en-GB"), "It is gentler", "It is softer")
    assert find(open_bundle(pack)) is None


def test_a_stale_translation_is_a_warning_that_tells_what_to_do_and_keeps_nobody_from_building(
    pack: Path, tmp_path: Path
) -> None:
    change(file_of(pack, "en-GB"), "- Liquid\n", "- Liquid\n- Injection\n")
    made, found = read(pack)
    assert made is not None
    assert [(one.code, one.severity) for one in found] == [("stale-translation", Gravity.WARNING)]
    assert digest_of(topic_of(pack)) in found[0].instead
    write_bundle(pack, tmp_path / "new.kib")
    bundle = open_bundle(tmp_path / "new.kib")
    assert bundle.translations.languages == ()
    assert find(bundle) is None


def test_what_no_reader_sees_of_a_topic_does_not_make_its_translation_stale(pack: Path) -> None:
    change(file_of(pack, "en-GB"), 'find = ["muscle relaxant", "stiff"]', 'find = ["stiff"]')
    change(file_of(pack, "en-GB"), 'version = "0.1"', 'version = "0.2"')
    assert find(open_bundle(pack)) is not None


@pytest.mark.parametrize("head", ["", 'made_from = "yesterday"\n'])
def test_a_translation_says_what_it_was_made_from(pack: Path, head: str) -> None:
    translate(pack, head=HEAD.replace('made_from = "{digest}"\n', head))
    made, found = read(pack)
    assert made is None
    assert any("made_from" in one.wrong for one in found)


def test_a_translation_that_cannot_be_read_keeps_nothing_else_from_being_shown(pack: Path) -> None:
    file_of(pack).write_bytes(b"\xff\xfe\x00")
    bundle = open_bundle(pack)
    assert find(bundle) is None
    assert bundle.topic("baclofen", "en-GB").id == "baclofen"


# -- in a bundle file ----------------------------------------------------------------------------------------


def test_a_bundle_file_gives_the_same_translation_as_the_folder(pack: Path, tmp_path: Path) -> None:
    write_bundle(pack, tmp_path / "a.kib")
    bundle = open_bundle(tmp_path / "a.kib")
    assert isinstance(bundle, ArchiveBundle)
    assert find(bundle) == find(FolderBundle(pack))
    assert bundle.translations.languages == (LANG,)
    assert bundle.read_everything() == 1
    assert bundle.translations.find(bundle.topic("baclofen", "en-GB"), "pl") is None


def test_a_bundle_without_translations_says_nothing_of_them(tmp_path: Path) -> None:
    write_bundle(write_pack(tmp_path / "pack"), tmp_path / "a.kib")
    bundle = ArchiveBundle(tmp_path / "a.kib")
    assert b"translations" not in bundle.members.read("manifest.json")
    assert bundle.translations.languages == ()


def test_opening_and_showing_a_topic_reads_no_translation(pack: Path, tmp_path: Path) -> None:
    write_bundle(pack, tmp_path / "a.kib")
    bundle = ArchiveBundle(tmp_path / "a.kib", verify=False)
    bundle.topic("baclofen", "en-GB")
    before = bundle.members.bytes_read
    assert find(bundle) is not None
    assert bundle.members.bytes_read > before + 500


def test_a_translation_of_other_words_in_a_bundle_is_not_there(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No program of ours writes such a file; one that somebody made must not reach paper."""
    monkeypatch.setattr(Translation, "fresh", lambda self, topic: True)
    change(file_of(pack, "en-GB"), "It is gentler", "It is softer")
    write_bundle(pack, tmp_path / "a.kib")
    monkeypatch.undo()
    assert find(open_bundle(tmp_path / "a.kib")) is None


@given(TOPICS, st.booleans())
@settings(max_examples=40)
def test_what_is_written_of_a_translation_is_read_back(topic: Topic, native: bool) -> None:
    made = Translation(topic, digest_of(topic), native)
    assert translation_from_json(translation_to_json(made)) == made


# -- who stands for it ---------------------------------------------------------------------------------------


def test_outside_demonstration_mode_only_an_approved_translation_of_an_approved_topic_is_there(pack: Path) -> None:
    english = file_of(pack, "en-GB")
    approval = Approval("Neurologist", date(2026, 1, 1), date(2030, 1, 1), "0.1", digest_of(topic_of(pack)))
    write_record(english, Record(approval))
    assert find(open_bundle(pack, demonstration=False)) is None
    approve(pack)
    made = find(open_bundle(pack, demonstration=False))
    assert made is not None
    assert made.topic.trust.status is Status.APPROVED


def test_an_approval_ends_when_the_translation_or_what_it_was_made_from_changes(pack: Path) -> None:
    approve(pack)
    change(file_of(pack), "A glass of milk will do.", "A cup of milk will do.")
    made, found = read(pack)
    assert made is not None
    assert made.topic.trust.status is Status.DRAFT
    assert "approval-void" in [one.code for one in found]


def test_a_new_mark_of_what_it_was_made_from_carries_no_old_approval_on(pack: Path) -> None:
    approve(pack)
    old = digest_of(topic_of(pack))
    change(file_of(pack, "en-GB"), "It is gentler on your stomach.", "It is harder on your stomach.")
    change(file_of(pack), old, digest_of(topic_of(pack)))
    made, _ = read(pack)
    assert made is not None
    assert made.fresh(topic_of(pack))
    assert made.topic.trust.status is Status.DRAFT


def test_a_translation_whose_review_ran_out_is_gone_after_the_grace(pack: Path) -> None:
    topic = topic_of(pack)
    write_record(file_of(pack, "en-GB"), Record(
        Approval("Neurologist", date(2026, 1, 1), date(2040, 1, 1), "0.1", digest_of(topic))
    ))  # fmt: skip
    approve(pack, due=date(2028, 1, 1))
    for days, there in ((20, True), (40, False)):
        now = datetime(2028, 1, 1) + timedelta(days)
        assert (find(open_bundle(pack, demonstration=False, now=now)) is not None) is there


def review(pack: Path, *words: str) -> int:
    return main(["review", *words, "--content", str(pack)], NoScreens())


def test_review_approves_a_translation_under_its_own_language_and_tells_where_it_stands(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("approve", "baclofen", "--as", "MS specialist nurse", "--due", "2090-01-01")
    assert review(pack, *asked) == 0
    assert not record_path(file_of(pack)).exists()
    assert review(pack, *asked, "--lang", LANG) == 0
    states = {(row.lang, row.state) for row in review_of(pack, datetime(2027, 3, 1)).rows}
    assert states == {("en-GB", State.APPROVED), (LANG, State.APPROVED)}
    change(file_of(pack, "en-GB"), "It is gentler", "It is softer")
    capsys.readouterr()
    assert review(pack, *asked, "--lang", LANG) != 0
    assert "is stale" in capsys.readouterr().err
    states = {(row.lang, row.state) for row in review_of(pack, datetime(2027, 3, 1)).rows}
    assert states == {("en-GB", State.CHANGED), (LANG, State.CHANGED)}


def test_withdrawing_a_topic_takes_its_translation_away_too_and_one_can_go_alone(pack: Path, tmp_path: Path) -> None:
    assert review(pack, "withdraw", "baclofen", "--why", "Wrong word.", "--lang", LANG) == 0
    assert find(open_bundle(pack)) is None
    assert list(open_bundle(pack).withdrawals) == [("baclofen", LANG, "0.3")]
    write_bundle(pack, tmp_path / "a.kib")
    bundle = open_bundle(tmp_path / "a.kib")
    assert list(bundle.withdrawals) == [("baclofen", LANG, "0.3")]
    assert bundle.translations.languages == ()
    assert [row.state for row in review_of(pack, datetime(2027, 3, 1)).rows] == [State.DRAFT, State.WITHDRAWN]
    assert review(pack, "withdraw", "baclofen", "--why", "Wrong advice.") == 0
    assert {one[:2] for one in open_bundle(pack).withdrawals} == {("baclofen", "en-GB"), ("baclofen", LANG)}


def test_what_a_kiosk_remembers_as_withdrawn_is_not_printed_from_an_older_bundle(pack: Path, tmp_path: Path) -> None:
    write_bundle(pack, tmp_path / "old.kib")
    assert review(pack, "withdraw", "baclofen", "--why", "Wrong word.", "--lang", LANG) == 0
    known = open_bundle(pack).withdrawals
    assert find(open_bundle(tmp_path / "old.kib")) is not None
    assert find(open_bundle(tmp_path / "old.kib", withdrawn=known)) is None


def test_a_bundle_tells_that_a_translation_was_withdrawn_even_when_its_topic_has_changed_since(
    pack: Path, tmp_path: Path
) -> None:
    assert review(pack, "withdraw", "baclofen", "--why", "Wrong word.", "--lang", LANG) == 0
    change(file_of(pack, "en-GB"), "A glass of milk will do.", "A glass of water will do.")
    write_bundle(pack, tmp_path / "new.kib")
    bundle = open_bundle(tmp_path / "new.kib")
    assert list(bundle.withdrawals) == list(open_bundle(pack).withdrawals) == [("baclofen", LANG, "0.3")]
    assert find(bundle) is None


# -- what is shipped -----------------------------------------------------------------------------------------


def test_the_shipped_translation_is_a_fresh_draft_that_says_every_statement_and_no_more() -> None:
    bundle = open_bundle(paths.shipped_pack())
    topic = bundle.topic("relapse-what-to-do", "en-GB")
    (made,) = printable(bundle, [topic], LANG)
    assert made.topic.trust.status is Status.DRAFT
    assert not made.native_speaker
    assert list(differences(topic, made.topic)) == []
    pairs = zip(topic.sections, made.topic.sections, strict=True)
    blocks = [pair for one, other in pairs for pair in zip(one.blocks, other.blocks, strict=True)]
    texts = [pair for one, other in blocks for pair in zip(texts_of(one), texts_of(other), strict=True)]
    assert len(texts) > 50
    assert [one.plain for one, other in texts if one.plain == other.plain] == []
