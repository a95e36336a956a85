"""`kiosk handout` as staff use it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.cli import handout as command
from kiosk.errors import ContentError, HandoutError, UsageError
from kiosk.paths import shipped_pack

Read = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path))

    def go(*words: str) -> int:
        parser = argparse.ArgumentParser()
        command.arguments(parser)
        return command.run(parser.parse_args([*words, "--content", str(shipped_pack())]))

    return go


def test_a_handout_is_written_with_what_was_typed(run: Callable[..., int], tmp_path: Path, read: Read,
                                                  capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    out = tmp_path / "h.pdf"
    asked = ["baclofen", "--letter", "large", "--name", "Sam", "--note", "Ring us.", "--question", "Can I drive?"]
    assert run(*asked, "-o", str(out), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    text = read(out.read_bytes())
    assert said == {"file": str(out), "pages": text.count("\f"), "letter": "large", "topics": ["baclofen"]}
    for words in ("Baclofen: your handout", "For Sam", "Ring us.", "Can I drive?"):
        assert words in text


def test_what_matters_to_the_person_is_printed_with_its_reason(
    run: Callable[..., int], tmp_path: Path, read: Read
) -> None:
    run("tizanidine", "--about", "drive", "--about", "drive", "-o", str(tmp_path / "h.pdf"))
    text = read((tmp_path / "h.pdf").read_bytes())
    assert text.count("Because you drive:") == 1
    assert "About me" in text


def test_a_topic_named_twice_is_printed_once(run: Callable[..., int], tmp_path: Path, read: Read) -> None:
    run("baclofen", "baclofen", "-o", str(tmp_path / "h.pdf"))
    assert "Baclofen: your handout" in read((tmp_path / "h.pdf").read_bytes())


def test_what_cannot_be_drawn_or_written_says_why(run: Callable[..., int], tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="nonsense"):
        run("nonsense", "-o", str(tmp_path / "h.pdf"))
    with pytest.raises(UsageError, match="no folder"):
        run("baclofen", "-o", str(tmp_path / "nowhere" / "h.pdf"))
    with pytest.raises(HandoutError, match="Cannot write"):
        run("baclofen", "-o", str(tmp_path))


def test_a_clinic_that_is_not_in_demonstration_mode_prints_no_unapproved_topic(
    run: Callable[..., int], tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text("demonstration = false\n")
    with pytest.raises(ContentError):
        run("baclofen", "-o", str(tmp_path / "h.pdf"))
    assert not (tmp_path / "h.pdf").exists()
