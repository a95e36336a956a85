"""Settings: a documented table, read once, wrong values refused with words that help."""

from __future__ import annotations

import json
import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import settings
from kiosk.cli import settings as verb
from kiosk.errors import SettingsError, UsageError

ROWS = {row.key: row for row in settings.described()}


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.toml") == settings.Settings()


@pytest.mark.parametrize("row", ROWS.values(), ids=list(ROWS))
def test_each_setting_explains_itself_in_a_sentence_and_passes_its_own_check(row: settings.Described) -> None:
    assert row.help[0].isupper()
    assert row.help.endswith(".")
    assert settings.from_values({row.key: row.default}, "test") == settings.Settings()


def test_an_unknown_setting_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(SettingsError, match="Did you mean 'clinic_name'"):
        settings.from_values({"clinc_name": "X"}, "test")


def test_a_name_like_no_other_is_refused_with_where_to_find_the_list() -> None:
    with pytest.raises(SettingsError, match="kiosk settings"):
        settings.from_values({"zzz": 1}, "test")


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("idle_seconds", 5, "20 to 900 s, not 5"),
        ("idle_seconds", 60.0, "a whole number"),
        ("idle_seconds", True, "a whole number"),
        ("theme", "pink", "one of light, dark"),
        ("demonstration", "yes", "true or false"),
        ("clinic_name", 3, 'text in quotes, such as "Riverside MS Clinic"'),
        ("screen_width_mm", -1.0, "0 to 3000 mm"),
    ],
)
def test_a_wrong_value_is_refused_with_what_to_write(key: str, value: Any, says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings.from_values({key: value}, "/etc/kiosk.toml")
    assert str(caught.value).startswith("/etc/kiosk.toml: ")
    assert says in str(caught.value)


def test_a_whole_number_will_do_where_a_fraction_may_stand() -> None:
    assert settings.from_values({"viewing_distance_mm": 700}, "test").viewing_distance_mm == 700.0


def test_a_file_that_is_no_text_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    for content in (b"\xff\xfe", b"#" * 200_000):
        file.write_bytes(content)
        with pytest.raises(SettingsError, match=r"settings\.toml (cannot be read|is no settings file)"):
            settings.load(file)


WRONG = """# Our kiosk
clinic_name = Riverside clinic
idle_seconds = 60

theme = "pink"
demonstration = no
clinc = "x"
[screen]
idle_seconds = 90
just words
who_to_ask = \"\"\"
The nurse line,
9 to 5.\"\"\"
voice = “none”
"""


def test_each_wrong_line_is_named_with_what_to_write_and_the_rest_still_works(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(WRONG, encoding="utf-8")
    found = settings.load(file)
    assert (found.idle_seconds, found.who_to_ask, found.theme) == (60, "The nurse line,\n9 to 5.", "light")
    assert found.clinic_name == settings.Settings().clinic_name
    said = dict(enumerate(found.mistakes))
    assert [mistake.split(":")[0].split(" is ")[0] for mistake in found.mistakes] == [
        f"Line {number}" for number in (2, 5, 6, 7, 8, 9, 10, 14)
    ]
    assert said[0].endswith('Write: clinic_name = "Riverside clinic"')
    assert "one of light, dark" in said[1]
    assert "Did you mean 'clinic_name'?" in said[3]
    assert "stands in line 3 already" in said[5]
    assert said[7].endswith('Write: voice = "none"')
    assert [record.getMessage() for record in caplog.records] == [f"{file}: {one}" for one in found.mistakes]


def test_a_slip_in_the_file_never_shows_drafts() -> None:
    for line in ("demonstration = no", 'demonstration = "false"', "demonstration = False"):
        found = settings.from_text(line)
        assert found.mistakes[0].endswith(" Until then it counts as false.")
        assert found.demonstration is False
    for line in ("demonstraton = false", "Demonstration = false", "demonstration-mode = false\ndemonstraton = false"):
        found = settings.from_text(line)
        assert found.mistakes[-1].endswith("Did you mean 'demonstration'? Until then it counts as false.")
        assert found.demonstration is False
    assert settings.from_text("demonstration = true\ndemonstraton = false").demonstration is True
    assert settings.from_text("content_ky = 'x'").content_key == "unreadable"
    assert settings.from_text("content_file = 'x'").content_key == ""


def test_a_mark_before_the_first_line_is_no_slip(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("demonstration = false\n", encoding="utf-8-sig")
    assert settings.read(file) == settings.Settings(demonstration=False)
    settings.write_line(file, "demonstration", True)
    assert file.read_bytes() == b"demonstration = true\n"


def test_a_line_that_cannot_be_read_is_shown_with_a_value_that_may_stand_there() -> None:
    assert settings.from_text("theme = pink").mistakes[0].partition("Write ")[2].startswith('one of: "light", "dark"')
    assert settings.from_text("theme = “dark”").mistakes[0].endswith('Write: theme = "dark"')


LINES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.builds("{} = {}".format, st.sampled_from(sorted(ROWS)), st.one_of(st.text(max_size=12), st.integers())),
    ),
    max_size=6,
)


@given(LINES)
def test_no_file_whatever_is_in_it_keeps_the_kiosk_from_starting(lines: list[str]) -> None:
    found = settings.from_text("\n".join(lines))
    for key, row in ROWS.items():
        settings.from_values({key: getattr(found, key)}, "test")
        assert row.help
    for mistake in found.mistakes:
        assert mistake.startswith("Line ")


@given(st.fixed_dictionaries({}, optional={
    "clinic_name": st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20),
    "idle_seconds": st.integers(20, 900), "demonstration": st.booleans(), "screen_width_mm": st.floats(0, 3000),
}))  # fmt: skip
def test_a_sound_file_read_by_lines_is_what_toml_makes_of_it(values: dict[str, Any]) -> None:
    text = "\n".join(f"{key} = {settings.as_written(value)}" for key, value in values.items())
    assert settings.from_text(text) == settings.from_values(tomllib.loads(text), "test")


def test_one_line_is_put_right_and_every_other_stays(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    settings.write_line(file, "screen_width_mm", 527.0)
    assert file.read_text() == "screen_width_mm = 527.0\n"
    file.write_text('# ours\nclinic_name = "North"\n# screen_width_mm = 3\n')
    settings.write_line(file, "screen_width_mm", 527.0)
    settings.write_line(file, "clinic_name", 'South "B"')
    assert file.read_text() == '# ours\nclinic_name = "South \\"B\\""\n# screen_width_mm = 3\nscreen_width_mm = 527.0\n'
    with pytest.raises(SettingsError, match="0 to 3000 mm"):
        settings.write_line(file, "screen_width_mm", 5000.0)


VALUES = st.one_of(st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20), st.none())


@given(st.dictionaries(st.one_of(st.sampled_from(sorted(ROWS)), st.text(max_size=12)), VALUES, max_size=4))
def test_any_table_is_either_taken_as_written_or_refused_in_words(values: dict[str, Any]) -> None:
    refused = ""
    try:
        taken = settings.from_values(values, "test")
    except SettingsError as error:
        refused = str(error)
    if refused:
        assert refused.startswith("test: ")
        return
    for key, value in values.items():
        assert getattr(taken, key) == value
        row = ROWS[key]
        assert not row.choices or value in row.choices
        assert row.low is None or row.high is None or row.low <= value <= row.high


def run(*words: str) -> int:
    parser = ArgumentParser()
    verb.arguments(parser)
    return verb.run(parser.parse_args(words))


def test_the_printed_settings_are_a_settings_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('clinic_name = "Clinic \\"North\\" É"\nidle_seconds = 60\n', encoding="utf-8")
    assert run("--settings", str(file)) == 0
    printed = capsys.readouterr().out
    assert list(tomllib.loads(printed)) == list(ROWS)
    assert settings.from_values(tomllib.loads(printed), "printed") == settings.load(file)


def test_the_settings_come_out_as_json_with_range_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["read"] is False
    idle = next(row for row in answer["settings"] if row["key"] == "idle_seconds")
    assert (idle["value"], idle["low"], idle["high"], idle["unit"]) == (120, 20, 900, "s")


def test_a_settings_file_named_but_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="There is no settings file"):
        run("--settings", str(tmp_path / "none.toml"))


def test_a_file_is_written_once_and_checked_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "settings.toml"
    assert run("--write", str(file)) == 0
    assert settings.load(file) == settings.Settings()
    with pytest.raises(UsageError, match="is there already"):
        run("--write", str(file))
    assert run("--check", "--settings", str(file)) == 0
    assert "nothing is wrong" in capsys.readouterr().out
    file.write_text(file.read_text().replace('paper = "A4"', 'paper = "A3"'))
    assert run("--check", "--settings", str(file)) == SettingsError.exit_code
    said = capsys.readouterr().out
    number = file.read_text().splitlines().index('paper = "A3"') + 1
    assert f"Line {number}: 'paper' must be one of A4, Letter, not 'A3'." in said
    assert "All other lines count" in said


def test_a_check_without_a_file_says_how_to_make_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--check") == 0
    assert "--write" in capsys.readouterr().out
