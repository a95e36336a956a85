"""`kiosk printers` as staff use it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import printers as command
from kiosk.errors import PrinterError


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    return command.run(parser.parse_args(list(words)))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path))
    return tmp_path


def test_without_a_print_system_it_says_so_and_where_pages_go(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "localhost:9")
    assert run() == 0
    said = capsys.readouterr().out
    assert "does not answer" in said
    assert str(home / "printed") in said


def test_a_named_queue_without_a_print_system_is_an_error(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "localhost:9")
    (home / "settings.toml").write_text('printer = "desk"\n')
    with pytest.raises(PrinterError, match="does not answer"):
        run()


def test_the_command_lists_the_print_queues(
    shop: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CUPS_SERVER", shop.server.address)
    assert run("--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert [queue["name"] for queue in said["queues"]] == ["kiosk"]
    assert said["queues"][0]["accepting"] is True
    assert run() == 0
    told = capsys.readouterr().out
    assert "kiosk: Waiting room printer" in told
    assert ("None of these is used" in told) is (said["used"] != "kiosk")
