"""What only shows when a whole pack is looked at: reading grade, spelling, sentences that stand twice."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

from kiosk.bundle.findings import Gravity
from kiosk.bundle.reader import open_bundle
from kiosk.check import spelling
from kiosk.check.pack_rules import easy_words
from kiosk.check.page import page
from kiosk.check.readability import AIM, LIMIT, grades
from kiosk.check.report import check_path
from tests.kiosk.bundle.makers import TOPIC, approve, write_pack
from tests.kiosk.check.ratings import rating, write_rating

HARD = (
    "Notwithstanding considerable heterogeneity, pharmacotherapeutic interventions frequently necessitate "
    "multidisciplinary deliberation."
)
PLAIN = "Baclofen helps stiff muscles. It can help you move."


def put_in(words: str) -> str:
    """Return the sample topic with `words` as a paragraph of its first section."""
    head, heading, rest = TOPIC.partition("\n## ")
    line, _, body = rest.partition("\n")
    return f"{head}{heading}{line}\n\n{words}\n{body}"


def codes(pack: Path) -> dict[str, list[Gravity]]:
    """Return the severities of the findings of a pack, by code."""
    found: dict[str, list[Gravity]] = {}
    for finding in check_path(pack).findings:
        found.setdefault(finding.code, []).append(finding.severity)
    return found


def test_a_topic_in_hard_words_is_an_error_and_its_sentences_are_named(tmp_path: Path) -> None:
    hard = " ".join([HARD] * 3)
    found = codes(write_pack(tmp_path / "pack", {"baclofen": put_in("\n\n".join([hard] * 12))}))
    assert found["reading-grade"] == [Gravity.ERROR]
    assert Gravity.HINT in found["hard-sentence"]


def test_the_shipped_topics_read_at_the_grade_that_is_aimed_at(root: Path) -> None:
    bundle = open_bundle(root / "content" / "ms")
    topics = [bundle.topic(tile.id, "en-GB") for tile in bundle.search("en-GB").starting_with("")]
    easy = easy_words(topics)
    measured = {topic.id: grades(topic, easy).median for topic in topics}
    assert {name: grade for name, grade in measured.items() if grade > AIM} == {}
    assert AIM < LIMIT


def test_names_of_medicines_count_as_easy_words(root: Path) -> None:
    topic = open_bundle(root / "content" / "ms").topic("tizanidine", "en-GB")
    assert grades(topic, ["Tizanidine"]).gunning_fog < grades(topic, []).gunning_fog


def test_the_reading_grade_asks_nothing_of_the_network(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert grades(open_bundle(root / "content" / "ms").topic("baclofen", "en-GB"), []).smog > 0


@pytest.mark.skipif(shutil.which("hunspell") is None, reason="hunspell is not installed")
def test_a_word_in_no_dictionary_is_a_warning_and_one_of_the_lexicon_is_known(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", {"baclofen": put_in("Your musscles may feel looser with quibblofen.")})
    wrong = [one.wrong for one in check_path(pack).findings if one.code == "spelling"]
    assert wrong == ["'musscles' is in no dictionary.", "'quibblofen' is in no dictionary."]
    (pack / "lexicon.toml").write_text('[word.quibblofen]\nipa = "x"\n', encoding="utf-8")
    wrong = [one.wrong for one in check_path(pack).findings if one.code == "spelling"]
    assert wrong == ["'musscles' is in no dictionary."]


def test_without_a_dictionary_the_author_is_told_that_spelling_was_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelling, "available", lambda lang: False)
    assert codes(write_pack(tmp_path / "pack"))["spelling"] == [Gravity.HINT]


def test_the_page_has_a_card_a_topic_and_escapes_what_authors_wrote(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", {"baclofen": TOPIC.replace("number = 45", "number = 450")})
    report = check_path(pack)
    html = page(report)
    assert "<h2>baclofen</h2>" in html
    assert "450 is not a part of 100" in html
    assert "<script" not in page(check_path(tmp_path / "<script>"))


def test_the_card_of_a_topic_shows_its_scores_and_what_is_wrong_with_its_rating(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    write_rating(pack, rating(without=(4,)).replace("Seen in baclofen: 1.", "<b>So</b>", 1))
    (card,) = [part for part in page(check_path(pack)).split("<section>") if "<h2>baclofen</h2>" in part]
    assert "understandability 94 (16 of 17), actionability 100 (6 of 6)" in card
    assert "judged by the program 100 (10 of 10), rated by people 92 (12 of 13)" in card
    assert "Not rated: 4" in card
    assert "&lt;b&gt;So&lt;/b&gt;" in card


def test_a_pack_of_drafts_says_once_that_nobody_has_approved_them(tmp_path: Path) -> None:
    other = TOPIC.replace('id = "baclofen"', 'id = "other"').replace('title = "Baclofen"', 'title = "Other"')
    pack = write_pack(tmp_path / "pack", {"baclofen": TOPIC, "other": other})
    told = [one for one in check_path(pack).findings if one.code == "not-reviewed"]
    assert [(one.severity, one.path.name) for one in told] == [(Gravity.HINT, "bundle.toml")]
    assert "2 of 2 topics" in told[0].wrong
    approve(pack / "topics" / "other" / "en-GB.md")
    assert "1 of 2 topics" in next(one.wrong for one in check_path(pack).findings if one.code == "not-reviewed")
