"""PEMAT-P: what the program judges, what people rate, and what the score of a topic is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.findings import Finding, Gravity
from kiosk.bundle.folder import FolderBundle
from kiosk.bundle.model import Topic
from kiosk.check.pemat import ASKED, NAMES, PEOPLE, Judged, Score, read_ratings
from kiosk.check.pemat_items import SECTION_LIMIT, judge
from kiosk.check.report import check_path
from tests.kiosk.bundle.makers import TOPIC, write_pack
from tests.kiosk.check.ratings import BY, finished_pack, rating, write_rating

FIVE = "| A | B | C | D | E |\n"


def found(pack: Path, source: str | None) -> list[Finding]:
    """Return what `kiosk check` says of the rating and the score, the file's own findings first."""
    if source is not None:
        write_rating(pack, source)
    return [one for one in check_path(pack).findings if one.code.startswith(("pemat", "toml", "unknown-key"))]


def topic_of(pack: Path, source: str) -> Topic:
    return FolderBundle(write_pack(pack, {"baclofen": source})).topic("baclofen", "en-GB")


def put(words: str) -> str:
    """Return the sample topic with `words` as the first paragraph of its first section."""
    return TOPIC.replace("Take it with **food", f"{words}\n\nTake it with **food", 1)


def judged(tmp_path: Path, source: str, item: int) -> Judged:
    return judge(topic_of(tmp_path / "judged", source), 4.0)[item]


# -- what people rate ------------------------------------------------------------------------------------------------


def test_program_and_people_together_judge_every_item_once(tmp_path: Path) -> None:
    program = judge(topic_of(tmp_path / "pack", TOPIC), 4.0)
    assert sorted((*program, *PEOPLE)) == sorted(NAMES)


def test_a_topic_that_meets_everything_has_100_in_both_parts_and_no_finding(tmp_path: Path) -> None:
    report = check_path(finished_pack(tmp_path / "pack"))
    (whole,) = report.ratings.values()
    assert report.findings == ()
    assert (whole.understandability, whole.actionability) == (Score(17, 17), Score(6, 6))
    assert (whole.by_program, whole.by_people, whole.total) == (Score(10, 10), Score(13, 13), Score(23, 23))


def test_without_a_rating_the_author_is_told_once_and_no_score_is_made_up(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    assert [(one.code, one.severity) for one in found(pack, None)] == [("pemat-missing", Gravity.WARNING)]
    (whole,) = check_path(pack).ratings.values()
    assert not whole.rated
    assert whole.by_people == Score(0, 13)


def test_an_item_that_nobody_rated_is_named_and_counts_as_not_met(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    missing, score = found(pack, rating(without=(4, 23)))
    assert (missing.code, missing.severity, missing.path.name) == ("pemat-missing", Gravity.WARNING, "pemat.toml")
    assert "4, 23" in missing.wrong
    assert "actionability 83 in 100" in score.wrong
    assert "23 a tangible tool" in score.wrong


def test_a_score_under_what_is_asked_is_a_warning_that_names_each_failing_item(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    (score,) = found(pack, rating(item_4="false", item_10="false", item_22="false"))
    assert (score.code, score.severity) == ("pemat-score", Gravity.WARNING)
    assert score.wrong == (
        "PEMAT-P: understandability 88 and actionability 83 in 100. "
        "Not met: 4 medical terms explained; 10 logical sequence; 22 manageable steps."
    )
    assert found(pack, rating(item_4="false")) == []  # 94 in 100 is enough


@pytest.mark.parametrize("item", [1, 10, 20, 26, 16, 6, 25])
def test_na_is_refused_where_the_item_applies_and_counts_as_not_met(tmp_path: Path, item: int) -> None:
    pack = write_pack(tmp_path / "pack")
    refused = found(pack, rating(**{f"item_{item}": '"na"'}))[0]
    assert (refused.code, refused.severity) == ("pemat-na", Gravity.WARNING)
    line = rating()[: rating().index(f"[item.{item}]")].count("\n") + 1
    assert refused.line == line
    (whole,) = check_path(pack).ratings.values()
    assert item in whole.failing()


def test_na_leaves_an_item_out_where_the_topic_has_nothing_of_the_kind(tmp_path: Path) -> None:
    start, end = TOPIC.index(":::icon-array"), TOPIC.index("{#stopping")
    bare = (TOPIC[:start] + TOPIC[end:]).replace("| Time | What |\n|---|---|\n| 8 a.m. | One tablet |\n", "")
    pack = write_pack(tmp_path / "pack", {"baclofen": bare})
    assert found(pack, rating(item_6='"na"', item_16='"na"', item_18='"na"', item_25='"na"')) == []
    (whole,) = check_path(pack).ratings.values()
    assert (whole.by_people, whole.actionability) == (Score(9, 9), Score(5, 5))


def test_a_number_to_ring_is_no_number_that_must_be_clear(tmp_path: Path) -> None:
    start, end = TOPIC.index(":::icon-array"), TOPIC.index(":::picture")
    bare = (TOPIC[:start] + "Call 999.\n\n" + TOPIC[end:]).replace("| 8 a.m. |", "| Morning |")
    pack = write_pack(tmp_path / "pack", {"baclofen": bare})
    assert found(pack, rating(item_6='"na"')) == []


@pytest.mark.parametrize(
    ("source", "code", "severity"),
    [
        ("[item.1", "toml", Gravity.ERROR),
        (rating() + "[item.99]\nagree = true\nreason = 'x'\n", "pemat-unknown", Gravity.WARNING),
        (rating() + "[item.3]\nagree = true\nreason = 'x'\n", "pemat-unknown", Gravity.WARNING),
        (rating(item_1='"yes"'), "pemat-agree", Gravity.ERROR),
        (rating(item_1="1"), "pemat-agree", Gravity.ERROR),
        (rating().replace("Seen in baclofen: 1.", " ", 1), "pemat-reason", Gravity.ERROR),
        (rating().replace("rated_by", "by"), "pemat-who", Gravity.ERROR),
        (rating().replace("2026-11-25", '"today"'), "pemat-when", Gravity.ERROR),
        ("raised_by = 1\n" + rating(), "unknown-key", Gravity.ERROR),
        ("item = 3\n" + BY, "pemat-missing", Gravity.WARNING),
    ],
)
def test_what_is_written_wrongly_in_a_rating_is_told(source: str, code: str, severity: Gravity, tmp_path: Path) -> None:
    told = found(write_pack(tmp_path / "pack"), source)
    assert (code, severity) in [(one.code, one.severity) for one in told]
    assert all(one.instead for one in told)


def test_a_rating_that_is_no_text_is_a_finding(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    write_rating(pack).write_bytes(b"\xff\xfe")
    assert "unreadable" in [one.code for one in check_path(pack).findings]


def test_a_reason_copied_from_another_topic_is_a_hint(tmp_path: Path) -> None:
    other = TOPIC.replace('id = "baclofen"', 'id = "dantrolene"').replace('title = "Baclofen"', 'title = "Dantrolene"')
    pack = write_pack(tmp_path / "pack", {"baclofen": TOPIC, "dantrolene": other})
    write_rating(pack)
    write_rating(pack, rating("dantrolene").replace("dantrolene: 4.", "baclofen: 4."), "dantrolene")
    told = [one for one in check_path(pack).findings if one.code == "pemat-reason"]
    assert [(one.severity, one.wrong) for one in told] == [
        (Gravity.HINT, "The reason of item 4 is that of 'baclofen'.")
    ]


@given(source=st.one_of(st.text(), st.lists(st.sampled_from(rating().splitlines()), max_size=30).map("\n".join)))
def test_any_rating_file_gives_judgements_of_known_items_or_findings(
    source: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    topic = topic_of(folder, TOPIC)
    path = write_rating(folder, "")
    path.write_bytes(source.encode("utf-8", "replace"))
    rated, wrong = read_ratings(path, topic)
    assert set(rated) <= set(PEOPLE)
    assert set(rated) == set(PEOPLE) or wrong


@given(met=st.integers(0, 30), of=st.integers(0, 30))
def test_a_score_never_shows_what_is_asked_unless_it_is_reached(met: int, of: int) -> None:
    score = Score(min(met, of), of)
    assert (score.percent >= ASKED) == score.enough or of == 0
    assert 0 <= score.percent <= 100


# -- what the program judges -----------------------------------------------------------------------------------------


def test_the_sample_topic_meets_every_item_that_a_program_judges(tmp_path: Path) -> None:
    program = judge(topic_of(tmp_path / "pack", TOPIC), 4.0)
    assert {number for number, one in program.items() if one.agree is False} == set()
    assert program[24].agree is None
    assert all(one.reason for one in program.values())


def test_everyday_language_is_a_reading_grade_of_six_at_most(tmp_path: Path) -> None:
    topic = topic_of(tmp_path / "pack", TOPIC)
    assert (judge(topic, 6.0)[3].agree, judge(topic, 6.1)[3].agree) == (True, False)


@pytest.mark.parametrize(
    ("source", "item"),
    [
        (put("The dose is given by a nurse. It was shown."), 5),
        (put("Add up your tablets for one day."), 7),
        (put("Take 2 x 10 mg."), 7),
        (put(" ".join(["You walk."] * (SECTION_LIMIT // 2))), 8),
        (TOPIC.replace("## Can I stop taking baclofen?", "## Stopping baclofen"), 9),
        (TOPIC.replace("The dose comes down in small steps.", "Steps"), 17),
        (TOPIC.replace("| Time | What |\n|---|---|\n| 8 a.m. | One tablet |", f"{FIVE}|{'---|' * 5}\n{FIVE}"), 19),
        (TOPIC.replace("| One tablet |", f"| {'very ' * 12}long |"), 19),
        (TOPIC.replace("until you have a plan", "until there is a plan"), 21),
        (put("Work out how much you need."), 24),
    ],
)
def test_what_falls_short_is_not_met_and_the_reason_says_why(source: str, item: int, tmp_path: Path) -> None:
    assert source != TOPIC
    told = judged(tmp_path, source, item)
    assert told.agree is False
    assert told.reason


def test_a_wall_of_text_has_no_visual_cues_no_captions_and_no_tables(tmp_path: Path) -> None:
    start = TOPIC.index("Take it with **food")
    plain = TOPIC[:start] + 'Take it with food.\n\n{#stopping role="stopping" icon="pill"}\n## Can I stop?\n\nAsk us.\n'
    program = judge(topic_of(tmp_path / "pack", plain), 4.0)
    assert (program[12].agree, program[17].agree, program[19].agree, program[21].agree) == (False, None, None, False)


def test_a_sum_that_somebody_else_does_is_none_asked_of_the_reader(tmp_path: Path) -> None:
    assert judged(tmp_path, put("Your doctor will work out the dose."), 7).agree is True


def test_every_shipped_rating_is_whole_and_sound(root: Path) -> None:
    files = sorted((root / "content" / "ms" / "topics").glob("*/pemat.toml"))
    bundle = FolderBundle(root / "content" / "ms")
    assert files
    for path in files:
        rated, wrong = read_ratings(path, bundle.topic(path.parent.name, "en-GB"))
        assert wrong == ()
        assert set(rated) == set(PEOPLE)
        assert tomllib.loads(path.read_text(encoding="utf-8"))["rated_by"]
