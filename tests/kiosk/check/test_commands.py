"""The commands over packs and bundles: what they print, and their exit codes."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.cli import bundle, check, topics
from kiosk.errors import BundleError, ContentError
from tests.kiosk.bundle.makers import TOPIC, write_pack, write_topic
from tests.kiosk.check.ratings import finished_pack

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_verb(verb: object, *words: object) -> tuple[int, str]:
        parser = argparse.ArgumentParser()
        verb.arguments(parser)
        code = verb.run(parser.parse_args([str(word) for word in words]))
        return code, capsys.readouterr().out

    return run_verb


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack")


def test_check_prints_findings_and_its_exit_code_says_whether_one_is_an_error(run: Run, pack: Path) -> None:
    pack = finished_pack(pack)
    code, out = run(check, pack)
    head, row, last = out.splitlines()
    assert (code, last) == (0, f"{pack}: topics: 1, errors: 0, warnings: 0, hints: 0")
    assert head.split() == ["topic", "grade", "understandability", "actionability", "total", "program", "people"]
    assert re.fullmatch(r"baclofen +\d\.\d +100 +100 +100 +100 +100", row)
    path = write_topic(pack / "topics" / "baclofen", TOPIC.replace("number = 45", "number = 450"))
    code, out = run(check, pack)
    line = TOPIC[: TOPIC.index("number = 45")].count("\n") + 1
    assert code == 1
    assert f"{path}:{line}: error: 450 is not a part of 100. Write a number from 0 to 100. [number]" in out
    code, out = run(check, pack, "--json")
    assert (code, json.loads(out)["counts"]["error"]) == (1, 1)


def test_a_topic_that_nobody_rated_shows_only_what_the_program_judged(run: Run, pack: Path) -> None:
    row = next(line for line in run(check, pack)[1].splitlines() if re.match(r"baclofen +\d", line))
    assert row.split()[2:] == ["-", "-", "-", "100", "-"]


def test_build_info_and_verify_tell_of_one_file(run: Run, pack: Path, tmp_path: Path) -> None:
    out = tmp_path / "ms.kib"
    code, told = run(bundle, "build", pack, "-o", out)
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    assert code == 0
    assert digest in told
    about = json.loads(run(bundle, "info", out, "--json")[1])
    assert (about["sha256"], about["topics"], about["id"]) == (digest, {"en-GB": {"draft": 1}}, "ms")
    assert digest in run(bundle, "info", out)[1]
    code, told = run(bundle, "verify", out)
    assert code == 0
    assert "1 topics" in told
    assert run(bundle, "verify", out, "--sha256", digest)[0] == 0
    with pytest.raises(BundleError, match="SHA-256"):
        run(bundle, "verify", out, "--sha256", "0" * 64)
    with pytest.raises(BundleError, match="cannot be opened"):
        run(bundle, "info", tmp_path / "none.kib")


def test_build_refuses_a_pack_with_a_mistake(run: Run, pack: Path, tmp_path: Path) -> None:
    write_topic(pack / "topics" / "baclofen", TOPIC.replace("number = 45", "number = 450"))
    with pytest.raises(ContentError, match="450 is not a part of 100"):
        run(bundle, "build", pack, "-o", tmp_path / "a.kib")
    assert not (tmp_path / "a.kib").exists()


def test_topics_lists_what_there_is_and_finds_by_words(run: Run, pack: Path) -> None:
    rows = json.loads(run(topics, "--content", pack, "--json")[1])
    assert [(row["id"], row["title"], row["status"]) for row in rows] == [("baclofen", "Baclofen", "draft")]
    code, out = run(topics, "--content", pack, "--find", "baklofen")
    assert code == 0
    assert "title: Baclofen" in out
    found = json.loads(run(topics, "--content", pack, "--find", "stiff", "--json")[1])
    assert (found[0]["why"], found[0]["matched"]) == ("plain word", "stiff")
    assert run(topics, "--content", pack, "--find", "zzzz") == (1, "")
    assert run(topics, "--content", pack, "--approved") == (0, "")
    with pytest.raises(ContentError, match="no language"):
        run(topics, "--content", pack, "--lang", "cy")
