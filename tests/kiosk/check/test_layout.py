"""`kiosk check --layout`: words that have no room on paper or on the glass are found before a patient sees them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.options import Overflow, RunOptions, TourOptions
from tests.kiosk.bundle.makers import TOPIC, write_pack

PLAN = "Keep taking baclofen until you have a plan."


class Screens:
    """A glass that has no room for what it was told of."""

    def __init__(self, *found: Overflow) -> None:
        self.asked: list[Path] = []
        self._found = found

    def run(self, options: RunOptions) -> int:
        raise AssertionError(options)

    def tour(self, options: TourOptions) -> int:
        raise AssertionError(options)

    def overflow(self, content: Path) -> tuple[Overflow, ...]:
        self.asked.append(content)
        return self._found


def overlong(folder: Path, sentences: int) -> Path:
    """Write a pack with a warning of so many sentences of nine words; a warning is never parted."""
    long = " ".join(["Tell your team about this before you take more."] * sentences)
    return write_pack(folder, {"baclofen": TOPIC.replace(PLAN, long)})


def test_a_pack_that_fits_everywhere_passes_and_only_layout_asks_the_glass(tmp_path: Path) -> None:
    pack, screens = write_pack(tmp_path / "pack"), Screens()
    assert main(["check", str(pack)], screens) == 0
    assert screens.asked == []
    assert main(["check", str(pack), "--layout"], screens) == 0
    assert screens.asked == [pack]


def test_what_has_no_room_on_paper_is_an_error_with_paper_and_letter_size(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = overlong(tmp_path / "pack", 25)  # about a page and a half of giant letters
    assert main(["check", str(pack), "--layout", "--json"], Screens()) == 1
    told = [one for one in json.loads(capsys.readouterr().out)["findings"] if one["code"] == "overflow"]
    assert {one["severity"] for one in told} == {"error"}
    assert {Path(one["file"]).parent.name for one in told} == {"baclofen"}
    assert any(one["wrong"].startswith("On A4 paper in giant letters: ") for one in told)
    assert not any("clear letters" in one["wrong"] for one in told)


def test_what_has_no_room_on_the_glass_is_an_error_in_its_topic(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = write_pack(tmp_path / "pack")
    screens = Screens(Overflow("baclofen", "en-GB", "large letters, page 3: no room for 'Take it'"))
    assert main(["check", str(pack), "--layout"], screens) == 1
    file = pack / "topics" / "baclofen" / "en-GB.md"
    assert f"{file}:1: error: On the glass, large letters, page 3: no room" in capsys.readouterr().out


def test_what_is_written_wrongly_is_not_laid_out_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack, screens = write_pack(tmp_path / "pack", {"baclofen": TOPIC.replace("= 45", "= 450")}), Screens()
    assert main(["check", str(pack), "--layout"], screens) == 1
    assert screens.asked == []
    assert "Not laid out" in capsys.readouterr().err


def test_one_file_alone_cannot_be_laid_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_pack(tmp_path / "pack") / "topics" / "baclofen" / "en-GB.md"
    assert main(["check", str(file), "--layout"], Screens()) == 2
    assert "Name its folder" in capsys.readouterr().err


def glass(pack: Path) -> list[str]:
    """Return what the real glass has no room for, measured in a process of its own with no display."""
    code = (
        "import sys; from pathlib import Path; from kiosk.__main__ import Glass\n"
        "for one in Glass().overflow(Path(sys.argv[1])): print(one.topic, one.lang, one.where)"
    )
    without = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    words = [sys.executable, "-c", code, str(pack)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False, env=without)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_glass_has_room_for_a_usual_topic_at_every_size_both_ways(tmp_path: Path) -> None:
    usual = TOPIC.replace("Not quite. Here is the page.", "Not quite. You can read about it again on its page.")
    assert glass(write_pack(tmp_path / "pack", {"baclofen": usual})) == []


def test_the_glass_tells_size_way_and_page_of_a_warning_too_long_for_one_page(tmp_path: Path) -> None:
    told = glass(overlong(tmp_path / "pack", 60))
    assert all(line.startswith("baclofen en-GB ") for line in told)
    for size in ("small", "medium", "large", "largest"):
        for way in ("wide", "upright"):
            assert any(f"{size} letters, {way} glass, " in line for line in told), (size, way)
    assert any("page " in line and "'Can I stop taking baclofen?'" in line for line in told)


def test_the_glass_finds_an_answer_and_a_question_that_are_too_long(tmp_path: Path) -> None:
    many = " ".join(["word"] * 90)
    source = TOPIC.replace("Yes, that is right.", many).replace("What time of day is best for me?", f"{many}?")
    told = " ".join(glass(write_pack(tmp_path / "pack", {"baclofen": source})))
    assert "check question 1: no room" in told
    assert "questions to ask, page 1: no room" in told
