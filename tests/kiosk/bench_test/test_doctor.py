"""`kiosk doctor` without a person: every line passes or says what to do, and what needs a person is not passed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk import cli, paths, settings
from kiosk.bench_test import content
from kiosk.bench_test.examine import AT_THE_SCREEN
from kiosk.bench_test.finding import Finding, State, failed, passed, untried
from kiosk.bench_test.screen import Seen, screen, sound
from kiosk.bench_test.words import verdict, words_of
from kiosk.options import BenchTestOptions
from tests.kiosk.bundle.makers import TOPIC, approve, write_pack


class Glass:
    """A screen whose walk ends with a finding."""

    def __init__(self, *findings: Finding) -> None:
        self.asked: list[BenchTestOptions] = []
        self._findings = findings

    def bench_test(self, options: BenchTestOptions) -> tuple[Finding, ...]:
        self.asked.append(options)
        return self._findings


def doctor(*words: str, glass: Glass | None = None) -> int:
    return cli.main(["doctor", *words], glass or Glass())  # type: ignore[arg-type]  # a glass for this verb alone


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_every_line_passes_or_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    code = doctor("--json")
    answer = told(capsys)
    findings = [Finding(**one) for one in answer["findings"]]
    names = [finding.name for finding in findings]
    assert names == [
        "settings", "screen", "sound", "fonts", "letters", "languages", "voice", "printer", "paper and toner",
        "print system", "bundle", "drafts", "reviews", "clock", "disk", "memory", "swap", "core dumps",
        "other programs", *AT_THE_SCREEN,
    ]  # fmt: skip
    assert all(finding.state == State.PASSED or finding.do.endswith(".") for finding in findings)
    assert code == (9 if answer["count"]["failed"] else 0)
    assert answer["count"]["not tried"] >= len(AT_THE_SCREEN)
    assert {one.state for one in findings if one.name in AT_THE_SCREEN} == {State.NOT_TRIED}


def test_a_wrong_line_of_the_settings_is_one_of_the_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "pink"\nprint_folder = "/srv"\n')
    assert doctor("--text", "--settings", str(file)) == 9
    said = capsys.readouterr().out
    assert "Line 1: 'theme' must be one of" in said
    assert "Not ready for patients." in said


def test_in_a_pipe_it_is_text_even_where_there_is_a_display(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":4242")
    glass = Glass(passed("touch", "Fine."))
    doctor(glass=glass)
    assert glass.asked == []
    assert "touch" in capsys.readouterr().out
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert doctor("--screen", glass=glass) == 2
    assert "--text" in capsys.readouterr().err


def test_in_a_terminal_at_the_screen_it_walks_and_the_code_tells_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":4242")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    well = Glass(passed("touch", "Fine.", told=True), untried("palm", "It was skipped.", "Test again."))
    assert doctor(glass=well) == 0
    assert well.asked == [BenchTestOptions()]
    assert "Nothing failed, but not everything was tried. 1 passed, 0 failed, 1 not tried." in capsys.readouterr().out
    badly = Glass(failed("touch", "Upside down.", "Turn it."))
    assert doctor("--screen", "--certificate", "c.pdf", glass=badly) == 9
    assert badly.asked == [BenchTestOptions(certificate=Path("c.pdf"))]


def test_only_when_all_was_tried_and_passed_is_the_kiosk_said_to_be_ready() -> None:
    words = words_of(settings.Settings())
    one = passed("a", "Fine.")
    assert verdict([one], words).startswith("Everything was tried and passed.")
    assert not verdict([one, untried("b", "Unknown.", "Try.")], words).startswith("Everything")
    assert verdict([one, failed("b", "Bad.", "Mend.")], words).startswith("Not ready")


def test_staff_read_english_where_nobody_wrote_their_words() -> None:
    assert words_of(settings.Settings(language="xx")).lang == "en-GB"


def test_a_screen_too_small_for_the_kiosk_is_told_and_its_width_can_be_put_right() -> None:
    small = Seen("xcb", (1366, 768), (256.0, 144.0))
    assert screen(small, settings.Settings()).state is State.FAILED
    assert screen(small, settings.Settings(screen_width_mm=527.0)).passed
    assert not screen(small, settings.Settings(screen_width_mm=525.0)).passed  # the kiosk would not start
    upright = Seen("xcb", (1080, 1920), (296.0, 527.0), ("Speaker",))
    assert screen(upright, settings.Settings()).passed
    assert sound(upright, settings.Settings()).passed
    silent = Seen("xcb", (1080, 1920), (296.0, 527.0))
    assert sound(silent, settings.Settings()).state is State.FAILED
    assert sound(silent, settings.Settings(voice="none")).passed
    assert "setup" in screen(Seen(trouble="libEGL.so.1: not found"), settings.Settings()).do


def test_a_letter_that_no_font_holds_is_named_with_the_topic(tmp_path: Path) -> None:
    chosen = settings.Settings(content=str(write_pack(tmp_path / "good", {"baclofen": TOPIC})))
    assert content.letters(chosen).passed
    written = TOPIC.replace('title = "Baclofen"', 'title = "Baclofen \u3042"')
    assert written != TOPIC
    chosen = settings.Settings(content=str(write_pack(tmp_path / "bad", {"baclofen": written})))
    found = content.letters(chosen)
    assert found.state is State.FAILED
    assert "U+3042" in found.found
    assert "'baclofen'" in found.found


def test_a_kiosk_that_shows_drafts_is_not_ready_for_patients(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", {"baclofen": TOPIC})
    found = content.drafts(settings.Settings(content=str(pack)))
    assert found.state is State.FAILED
    assert "1 text" in found.found
    assert content.drafts(settings.Settings(content=str(pack), demonstration=False)).passed
    approve(pack / "topics" / "baclofen" / "en-GB.md")
    assert content.drafts(settings.Settings(content=str(pack))).passed


def test_a_bundle_is_told_with_its_version_and_digest(tmp_path: Path) -> None:
    from kiosk.bundle.writer import write_bundle

    pack = write_pack(tmp_path / "pack", {"baclofen": TOPIC})
    assert "nothing proves" in content.bundle(settings.Settings(content=str(pack))).found
    write_bundle(pack, tmp_path / "a.kib")
    found = content.bundle(settings.Settings(content=str(tmp_path / "a.kib")))
    assert found.passed
    assert subprocess.run(["sha256sum", tmp_path / "a.kib"], capture_output=True, text=True).stdout[:64] in found.found


def test_every_word_of_the_bench_test_can_be_drawn() -> None:
    from kiosk.theme.glyphs import drawable, missing

    held = drawable(paths.resources() / "fonts")
    assert [form for form in words_of(settings.Settings()).every_form() if list(missing(form, held))] == []
