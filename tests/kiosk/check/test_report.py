"""`check_path` says what to mend, with file and line, and never raises."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.findings import Gravity
from kiosk.check.report import Report, check_path
from tests.kiosk.bundle.makers import PACK, TOPIC, approve, write_pack, write_topic
from tests.kiosk.check.ratings import finished_pack

TODAY = date(2026, 11, 25)


def codes(report: Report) -> list[tuple[str, Gravity]]:
    return [(finding.code, finding.severity) for finding in report.findings]


def checked(tmp_path: Path, written: str, instead: str) -> Report:
    source = TOPIC.replace(written, instead, 1)
    assert source != TOPIC
    return check_path(write_topic(tmp_path / "baclofen", source), today=TODAY)


def test_a_good_pack_topic_folder_and_file_have_no_findings(tmp_path: Path) -> None:
    pack = finished_pack(tmp_path / "pack")
    for path in (pack, pack / "topics" / "baclofen", pack / "topics" / "baclofen" / "en-GB.md", pack / "bundle.toml"):
        report = check_path(path, today=TODAY)
        assert report.findings == ()
        assert report.ok
    assert check_path(pack, today=TODAY).topics == 1


LONG = " ".join(["word"] * 21) + "."


@pytest.mark.parametrize(
    ("written", "instead", "code", "severity"),
    [
        ("- Tablets", f"- {LONG}", "long-sentence", Gravity.WARNING),
        ("It loosens stiff muscles.", LONG, "long-sentence", Gravity.WARNING),
        ("- Tablets", "One. Two. Three. Four.\n\n- Tablets", "long-paragraph", Gravity.WARNING),
        ("## Can I stop taking baclofen?", "## Stopping baclofen", "not-a-question", Gravity.WARNING),
        ('why = "Stopping', 'why = "In 20% of people, stopping', "percentage", Gravity.WARNING),
        ('why = "Stopping', 'why = "In 20 per cent, stopping', "percentage", Gravity.WARNING),
        ('why = "Stopping', 'why = "This is common. Stopping', "vague-frequency", Gravity.HINT),
        ('why = "Stopping', 'why = "This comes in 3 in 10. Stopping', "who-was-counted", Gravity.HINT),
        ("- Tablets", "- Take 2 x 10 mg", "dose-sum", Gravity.ERROR),
        ("- Tablets", "- Take 5 mg + 5 mg", "dose-sum", Gravity.ERROR),
        ("- Tablets", "- Work out your dose from your weight", "dose-sum", Gravity.ERROR),
        ("- Tablets", "- My dose: \\_\\_\\_\\_", "form-field", Gravity.ERROR),
        ("- Tablets", "- \\[ \\] I take tablets", "form-field", Gravity.ERROR),
        (
            '"Three bars, each shorter than the one before."',
            '"The dose comes down in small steps."',
            "alternative",
            Gravity.WARNING,
        ),
        ('reviewer = ""', 'reviewer = ""\nreview_due = 2026-11-24', "review-due", Gravity.WARNING),
    ],
)
def test_what_makes_a_topic_hard_to_read_or_wrong_to_show_is_found(
    written: str, instead: str, code: str, severity: Gravity, tmp_path: Path
) -> None:
    report = checked(tmp_path, written, instead)
    assert (code, severity) in codes(report)
    source = report.findings[0].path.read_text(encoding="utf-8").splitlines()
    finding = next(finding for finding in report.findings if finding.code == code)
    mistake = instead.splitlines()[-1 if code == "review-due" else 0]
    assert source[finding.line - 1] in (mistake, *(line for line in source if mistake in line))


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ('why = "Stopping', 'why = "In 20 in 100 people with MS (20%), stopping'),
        ('why = "Stopping', 'why = "The MS Trust says 3 in 10. Stopping'),
        ('why = "Stopping', 'why = "In one survey it was 3 in 10. Stopping'),
        ("It is gentler", "45% of people say it is common and gentler"),  # its section has an icon array
        ("- Tablets", "- Take 5 mg three times a day"),
        ("- Tablets", "- Never double your dose"),
        ("- Tablets", "- Your doctor will work out the right dose for you"),
        ('reviewer = ""', 'reviewer = ""\nreview_due = 2026-11-25'),
    ],
)
def test_what_is_written_well_is_left_alone(written: str, instead: str, tmp_path: Path) -> None:
    assert checked(tmp_path, written, instead).findings == ()


def test_an_approved_topic_past_its_review_is_an_error(tmp_path: Path) -> None:
    path = write_topic(tmp_path / "baclofen", TOPIC)
    approve(path, on=date(2024, 1, 1), due=date(2026, 1, 1))
    assert codes(check_path(path, today=TODAY)) == [("review-due", Gravity.ERROR)]
    assert check_path(path, today=date(2025, 1, 1)).findings == ()


def test_findings_that_need_the_whole_pack_are_found(tmp_path: Path) -> None:
    text = PACK.replace('["baclofen"]', '["baclofen", "gone"]').replace('id = "medicines"', 'id = "medicine"')
    pack = write_pack(tmp_path / "pack", pack=text)
    write_topic(pack / "topics" / "baclofen", lang="cy")
    (pack / "topics" / "empty").mkdir()
    found = {
        finding.code: (finding.path.relative_to(pack).as_posix(), finding.line)
        for finding in check_path(pack).findings
        if finding.severity is Gravity.ERROR or not finding.code.startswith(("pemat", "not-reviewed"))
    }
    assert found == {
        "unknown-topic": ("bundle.toml", 5),
        "unknown-category": ("topics/baclofen/en-GB.md", 7),
        "language": ("topics/baclofen/cy.md", 1),
        "no-topic": ("topics/empty", 1),
    }


def test_a_picture_that_is_wrong_is_found_in_its_own_file(tmp_path: Path) -> None:
    path = write_topic(tmp_path / "baclofen")
    (path.parent / "steps.svg").write_text("<svg/>", encoding="utf-8")
    assert [(one.path.name, one.code) for one in check_path(path).findings] == [("steps.svg", "picture-root")]


def test_what_cannot_be_read_is_a_finding_too(tmp_path: Path) -> None:
    path = write_topic(tmp_path / "baclofen", speech="{")
    assert [finding.code for finding in check_path(path).findings] == ["unreadable"]
    path.write_bytes(b"\xff\xfe")
    assert [finding.code for finding in check_path(path).findings] == ["unreadable"]
    assert [finding.code for finding in check_path(tmp_path / "none.md").findings] == ["unreadable"]
    assert [finding.code for finding in check_path(tmp_path).findings] == ["no-topic"]
    pack = write_pack(tmp_path / "pack")
    (pack / "bundle.toml").write_bytes(b"\xff")
    assert not check_path(pack).ok


def test_a_report_is_json_with_everything_in_it(tmp_path: Path) -> None:
    report = checked(tmp_path, "number = 45", "number = 450")
    value = json.loads(json.dumps(report.to_json()))
    assert (value["ok"], value["counts"]["error"], value["topics"]) == (False, 1, 1)
    assert value["findings"][0]["code"] == "number"
    assert value["findings"][0]["line"] == report.findings[0].line


@given(st.data())
def test_a_topic_with_pieces_changed_never_makes_the_check_raise(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    source = TOPIC
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(source)))
        source = source[:place] + data.draw(st.text(max_size=5)) + source[place + data.draw(st.integers(0, 5)) :]
    path = write_topic(tmp_path_factory.getbasetemp() / "baclofen", source)
    assert check_path(path, today=TODAY).topics == 1


def test_the_content_that_is_shipped_has_no_errors(root: Path) -> None:
    report = check_path(root / "content" / "ms", today=TODAY)
    assert report.topics >= 6
    assert report.ok, "\n".join(map(str, report.findings))
