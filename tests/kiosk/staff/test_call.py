"""Calling staff: one real program, without a shell, heard to its end and no further."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.errors import SettingsError
from kiosk.settings import command_words
from kiosk.staff.call import CallError, call


def program(folder: Path, body: str) -> Path:
    """Write a small Python program that can be started."""
    path = folder / "ring bell"
    path.write_text(f"#!{sys.executable}\nimport sys, time, pathlib\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_program_is_started_with_its_arguments_and_no_shell_reads_them(tmp_path: Path) -> None:
    rung = tmp_path / "rung"
    ring = program(tmp_path, "pathlib.Path(sys.argv[1]).write_text('|'.join(sys.argv[2:]))")
    call(command_words(f"'{ring}' '{rung}' --room 2 '$(touch no)' ';' 'two words'"))
    assert rung.read_text(encoding="utf-8") == "--room|2|$(touch no)|;|two words"
    assert not (tmp_path / "no").exists()


def test_what_it_writes_and_asks_is_neither_shown_nor_answered(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    call([str(program(tmp_path, "print('secret'); print('secret', file=sys.stderr); assert sys.stdin.read() == ''"))])
    assert capfd.readouterr() == ("", "")


def test_an_end_code_other_than_0_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="code 3"):
        call([str(program(tmp_path, "sys.exit(3)"))])


def test_a_program_that_is_not_there_or_may_not_be_started_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="can't be started"):
        call([str(tmp_path / "nothing")])
    (tmp_path / "text").write_text("no program", encoding="utf-8")
    with pytest.raises(CallError, match="can't be started"):
        call([str(tmp_path / "text")])


def test_one_that_hangs_is_ended_in_time_with_all_that_it_started(tmp_path: Path) -> None:
    known = tmp_path / "child"
    body = (
        "import subprocess\nchild = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(known)!r}).write_text(str(child.pid))\ntime.sleep(60)"
    )
    began = time.monotonic()
    with pytest.raises(CallError, match="ran over"):
        call([str(program(tmp_path, body))], limit=1.5)
    assert time.monotonic() - began < 6
    child = int(known.read_text(encoding="utf-8"))
    for _ in range(100):
        if not _runs(child):
            break
        time.sleep(0.02)
    assert not _runs(child)


def _runs(process: int) -> bool:
    """Return whether a process runs: one that ended and waits to be noticed does not."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


@pytest.mark.parametrize("written", ["ring-bell", "./ring", "'/usr/bin/ring", "-x", " "])
def test_the_settings_take_nothing_but_a_full_path_and_say_what_to_write(written: str) -> None:
    with pytest.raises(SettingsError, match="full path of a program"):
        settings.from_values({"help_command": written}, "here")


def test_no_command_is_the_default_and_a_right_one_is_taken() -> None:
    assert settings.Settings().help_command == ""
    assert settings.from_values({"help_command": "/bin/ring --room 2"}, "here").help_command == "/bin/ring --room 2"
