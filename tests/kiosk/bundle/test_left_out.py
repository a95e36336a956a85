"""What a kiosk leaves out is told to staff with its reason, and `kiosk topics` shows what the kiosk shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.bundle.clock import RELEASED
from kiosk.bundle.opening import left_out, memory, open_content
from kiosk.bundle.reader import Refusal
from kiosk.bundle.withdrawn import Withdrawals
from kiosk.bundle.writer import write_bundle
from kiosk.cli import main
from tests.kiosk.bundle.makers import TOPIC, approve, write_pack
from tests.kiosk.bundle.test_glossary_approval import TERMS
from tests.kiosk.bundle.test_review import NoScreens

LANG = "en-GB"
NAMES = ("approved", "draft", "remembered", "run-out", "withdrawn")
NOW = datetime(RELEASED.year, RELEASED.month, RELEASED.day, 12)
Topics = Callable[..., tuple[int, list[str], str]]


@pytest.fixture(params=["folder", "file"])
def content(request: pytest.FixtureRequest, tmp_path: Path, home: Path) -> Path:
    """Return content with a topic for each reason to be left out, as a folder and as a file."""
    topics = {
        name: TOPIC.replace('id = "baclofen"', f'id = "{name}"').replace('title = "Baclofen"', f'title = "B {name}"')
        for name in NAMES
    }
    pack = write_pack(tmp_path / "pack", topics)
    head = (pack / "bundle.toml").read_text(encoding="utf-8")
    (pack / "bundle.toml").write_text(head.replace('"baclofen"', '"approved"'), encoding="utf-8")
    (pack / "glossary.toml").write_text(TERMS, encoding="utf-8")
    for name in NAMES:
        due = RELEASED - timedelta(31) if name == "run-out" else date(2090, 1, 1)
        if name != "draft":
            approve(pack / "topics" / name / f"{LANG}.md", due=due)
    words = ["review", "withdraw", "withdrawn", "--why", "Wrong.", "--content", str(pack)]
    assert main(words, NoScreens()) == 0
    memory().learn(Withdrawals({("remembered", LANG): "0.1"}))
    if request.param == "folder":
        return pack
    write_bundle(pack, tmp_path / "pack.kib")
    return tmp_path / "pack.kib"


@pytest.fixture
def topics(content: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> Topics:
    """Return `kiosk topics` on that content: its exit code, the ids it lists, what it says is left out."""

    def run(*words: str, demonstration: bool) -> tuple[int, list[str], str]:
        (home / "settings.toml").write_text(f"demonstration = {str(demonstration).lower()}\n", encoding="utf-8")
        capsys.readouterr()
        code = main(["topics", "--content", str(content), "--json", *words], NoScreens())
        told = capsys.readouterr()
        return code, [row["id"] for row in json.loads(told.out)], told.err

    return run


def test_each_reason_is_told_and_what_is_told_is_exactly_what_is_not_shown(content: Path) -> None:
    chosen = settings.Settings(demonstration=False)
    out = left_out(chosen, NOW, LANG, content)
    assert out == {
        "draft": Refusal.UNAPPROVED, "glossary": Refusal.UNAPPROVED, "remembered": Refusal.WITHDRAWN,
        "run-out": Refusal.RUN_OUT, "withdrawn": Refusal.WITHDRAWN,
    }  # fmt: skip
    bundle = open_content(chosen, NOW, content)
    assert {tile.id for tile in bundle.tiles("medicines", LANG)} == {*NAMES} - {*out}
    assert bundle.glossary(LANG).terms == ()


def test_a_demonstration_leaves_out_only_what_was_withdrawn(content: Path) -> None:
    chosen = settings.Settings(demonstration=True)
    assert left_out(chosen, NOW, LANG, content) == {
        "remembered": Refusal.WITHDRAWN, "withdrawn": Refusal.WITHDRAWN,
    }  # fmt: skip


def test_the_list_of_topics_is_that_of_the_kiosk_and_says_what_is_left_out_and_why(topics: Topics) -> None:
    code, ids, told = topics(demonstration=False)
    assert (code, ids) == (0, ["approved"])
    assert "Left out, not approved by a clinician: draft, glossary\n" in told
    assert "Left out, withdrawn: remembered, withdrawn\n" in told
    assert "Left out, its review is overdue by more than the grace: run-out\n" in told
    assert topics(demonstration=True)[1] == ["approved", "draft", "run-out"]
    assert topics("--approved", demonstration=True)[1] == ["approved"]


def test_words_lead_to_no_topic_that_is_left_out(topics: Topics) -> None:
    assert topics("--find", "draft", demonstration=True)[:2] == (0, ["draft"])
    assert topics("--find", "draft", demonstration=False)[:2] == (1, [])
    assert topics("--find", "remembered", demonstration=True)[:2] == (1, [])


def test_a_topic_that_is_left_out_is_not_spoken_and_the_reason_is_told(
    content: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "settings.toml").write_text("demonstration = false\n", encoding="utf-8")
    for name, why in (
        ("draft", "not approved by a clinician"), ("remembered", "withdrawn"), ("withdrawn", "withdrawn"),
        ("run-out", "its review is overdue"), ("nonsense", "There is no topic"),
    ):  # fmt: skip
        words = ["speak", name, "-o", str(tmp_path / "x.wav"), "--content", str(content)]
        assert main(words, NoScreens()) == 4
        assert why in capsys.readouterr().err
    assert not (tmp_path / "x.wav").exists()
