"""The frame of the command line: verbs, help, exit codes, and what reaches the screens."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import __main__, __version__, cli
from kiosk.cli.run import screen_size
from kiosk.errors import PrinterError, SettingsError
from kiosk.options import RunOptions, TourOptions
from kiosk.session import TextSize


class Told:
    """Screens that remember what they were asked for."""

    def __init__(self, answer: int = 0) -> None:
        self.asked: list[RunOptions | TourOptions] = []
        self._answer = answer

    def run(self, options: RunOptions) -> int:
        self.asked.append(options)
        return self._answer

    def tour(self, options: TourOptions) -> int:
        self.asked.append(options)
        return self._answer


class OutOfPaper(Told):
    """Screens that fail in a way made for people."""

    def run(self, options: RunOptions) -> int:
        raise PrinterError("The printer is out of paper. Fill the tray.")


def test_options_without_a_verb_are_those_of_run() -> None:
    screens = Told()
    assert cli.main(["--windowed", "--screen", "1280x720"], screens) == 0
    assert screens.asked == [RunOptions(windowed=True, screen=(1280, 720))]


def test_run_passes_every_option_on(tmp_path: Path) -> None:
    screens = Told(answer=7)
    words = ["run", "--content", "x.kib", "--settings", str(tmp_path / "s.toml")]
    assert cli.main(words, screens) == 7
    assert screens.asked == [RunOptions(content=Path("x.kib"), settings=tmp_path / "s.toml")]


def test_tour_passes_every_option_on() -> None:
    screens = Told()
    words = ["tour", "--out", "o", "--screen", "1080x1920", "--text-size", "largest", "--theme", "dark"]
    assert cli.main(words, screens) == 0
    assert screens.asked == [TourOptions(Path("o"), screen=(1080, 1920), text_size=TextSize.LARGEST, theme="dark")]


def test_an_error_for_people_is_one_line_and_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run"], OutOfPaper()) == PrinterError.exit_code
    assert capsys.readouterr().err == "kiosk: The printer is out of paper. Fill the tray.\n"


def test_an_unknown_verb_is_refused_with_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["handuot"], Told()) == 2
    assert "Did you mean 'kiosk handout'?" in capsys.readouterr().err


def test_a_wrong_option_is_refused_with_the_code_of_a_wrong_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["run", "--colour", "red"], Told())
    assert left.value.code == 2
    assert "--colour" in capsys.readouterr().err


def test_the_version_is_that_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"], Told()) == 0
    assert capsys.readouterr().out == f"kiosk {__version__}\n"


def test_the_help_names_each_verb_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"], Told()) == 0
    help_text = capsys.readouterr().out
    for verb in cli.VERBS:
        assert f"  kiosk {verb} " in help_text


@pytest.mark.parametrize("verb", cli.VERBS)
def test_each_verb_helps_with_examples_of_itself(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    job = cli.load(verb)
    assert job.HELP.endswith(".")
    assert "\n" not in job.HELP
    with pytest.raises(SystemExit) as left:
        cli.main(["help", verb], Told())
    assert left.value.code == 0
    assert f"kiosk {verb}" in capsys.readouterr().out.partition("examples:")[2]


@pytest.mark.parametrize(
    "text", ["1920", "1920x", "x1080", "1920X1080", "-1x900", "99999x900", "10x10", "1920x1080x24"]
)
def test_what_is_no_screen_size_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="1920x1080"):
        screen_size(text)


def test_a_reader_that_leaves_early_gets_no_traceback(root: Path) -> None:
    asked = subprocess.run(
        ["bash", "-c", 'set -o pipefail; "$0" -m kiosk settings --json | true', sys.executable],
        cwd=root, capture_output=True, text=True, timeout=30, check=False,
    )
    assert asked.stderr == ""
    assert asked.returncode in (0, 141)


def test_a_plain_start_reports_an_error_in_the_same_way(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(self: object, options: RunOptions) -> int:
        raise SettingsError("The settings are wrong.")

    monkeypatch.setattr(__main__.Glass, "run", broken)
    assert __main__.main([]) == SettingsError.exit_code
    assert capsys.readouterr().err == "kiosk: The settings are wrong.\n"
