"""`kiosk check` of a translation: held against its topic, and what only people can do for it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kiosk.bundle.approval import Approval, Record, digest_of, digest_of_translation, write_record
from kiosk.bundle.files import read_text
from kiosk.bundle.findings import Gravity
from kiosk.bundle.markup import parse_topic
from kiosk.bundle.translation_files import parse_translation
from kiosk.check.report import check_path
from kiosk.cli import main
from kiosk.options import Overflow, RunOptions, TourOptions
from kiosk.phrases import paper_languages
from tests.kiosk.bundle.makers import TOPIC, write_pack

TODAY = date(2027, 3, 1)


class Screens:
    """A glass that has room for everything."""

    def run(self, options: RunOptions) -> int:
        raise AssertionError(options)

    def tour(self, options: TourOptions) -> int:
        raise AssertionError(options)

    def overflow(self, content: Path) -> tuple[Overflow, ...]:
        return ()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack")


def translate(pack: Path, lang: str = "es", *, native: bool = False, body: str = "") -> Path:
    """Write a translation of the pack's topic that says the same in the same words, or in those of `body`."""
    english = pack / "topics" / "baclofen" / "en-GB.md"
    topic, _ = parse_topic(read_text(english), path=english, lang="en-GB")
    assert topic is not None
    path = english.with_name(f"{lang}.md")
    told = body or TOPIC.split("+++\n", 2)[2]
    path.write_text(
        f'+++\nid = "baclofen"\ntitle = "Baclofeno"\nversion = "0.1"\nstatus = "draft"\nauthor = "Translator"\n'
        f'native_speaker = {str(native).lower()}\nmade_from = "{digest_of(topic)}"\n+++\n{told}',
        encoding="utf-8",
    )
    return path


def codes(path: Path, of: Path) -> set[tuple[str, Gravity]]:
    """Return what is found in one file, but for its words: they are the topic's own."""
    found = {(one.code, one.severity) for one in check_path(path, today=TODAY).findings if one.path == of}
    return found - {("untranslated", Gravity.WARNING)}


def test_a_translation_is_no_stray_and_wants_a_native_speaker_and_a_clinician(pack: Path) -> None:
    path = translate(pack)
    wanted = {("no-native-speaker", Gravity.HINT), ("not-reviewed", Gravity.HINT)}
    assert codes(pack, path) == wanted
    assert codes(path, path) == wanted
    assert codes(path.parent, path) == wanted
    assert check_path(pack, today=TODAY).topics == 1


def test_one_that_both_have_read_has_nothing_left_to_do_until_its_review_is_due(pack: Path) -> None:
    path = translate(pack, native=True)
    english = path.with_name("en-GB.md")
    topic, _ = parse_topic(read_text(english), path=english, lang="en-GB")
    assert topic is not None
    made, _ = parse_translation(read_text(path), path=path, lang="es", of=topic)
    assert made is not None
    digest = digest_of_translation(made.topic, made.made_from)
    for due, left in ((date(2028, 1, 1), set()), (date(2027, 1, 1), {("review-due", Gravity.ERROR)})):
        write_record(path, Record(Approval("MS specialist nurse", date(2026, 1, 1), due, "0.1", digest)))
        assert codes(path, path) == left


def test_a_stale_one_and_one_with_another_number_are_told(pack: Path) -> None:
    path = translate(pack, body=TOPIC.split("+++\n", 2)[2].replace("number = 45", "number = 54"))
    assert ("not-paired", Gravity.ERROR) in codes(path, path)
    path = translate(pack, body=TOPIC.split("+++\n", 2)[2].replace("8 a.m.", "9 a.m."))
    assert ("other-number", Gravity.ERROR) in codes(path, path)
    path = translate(pack)
    english = path.with_name("en-GB.md")
    english.write_text(read_text(english).replace("Liquid", "A liquid"), encoding="utf-8")
    assert codes(path, path) == {("stale-translation", Gravity.WARNING)}


def test_sentences_that_are_still_the_topics_own_are_told_each_at_its_line(pack: Path) -> None:
    path = translate(pack)
    left = [one for one in check_path(path, today=TODAY).findings if one.code == "untranslated"]
    assert len(left) > 10
    assert {one.severity for one in left} == {Gravity.WARNING}
    line = next(one.line for one in left if "Keep taking baclofen" in one.wrong)
    assert "Keep taking baclofen" in path.read_text(encoding="utf-8").splitlines()[line - 1]


def test_a_language_without_words_for_paper_and_a_letter_without_a_font_are_told(pack: Path) -> None:
    assert "cy" not in paper_languages()
    path = translate(pack, "cy")
    assert ("no-paper-words", Gravity.WARNING) in codes(path, path)
    path.unlink()
    path = translate(pack, body=TOPIC.split("+++\n", 2)[2].replace("Tablets", "Tablets \U0001f48a"))
    assert ("glyph", Gravity.ERROR) in codes(path, path)


def test_one_whose_topic_has_errors_waits_for_it(pack: Path) -> None:
    path = translate(pack)
    english = path.with_name("en-GB.md")
    english.write_text(read_text(english).replace("number = 45", "number = 450"), encoding="utf-8")
    assert codes(path, path) == {("no-original", Gravity.WARNING)}


def test_a_file_in_no_language_is_still_a_stray(pack: Path) -> None:
    path = translate(pack, "draft-notes")
    assert codes(pack, path) == {("language", Gravity.WARNING)}


def test_layout_lays_out_both_languages_together(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = " ".join(["Dígalo a su equipo antes de tomar más de esto."] * 45)
    plan = "Keep taking baclofen until you have a plan."
    path = translate(pack, body=TOPIC.split("+++\n", 2)[2].replace(plan, long))
    assert main(["check", str(pack), "--layout", "--json"], Screens()) == 1
    told = [one for one in json.loads(capsys.readouterr().out)["findings"] if one["code"] == "overflow"]
    assert {one["file"] for one in told} == {str(path)}
