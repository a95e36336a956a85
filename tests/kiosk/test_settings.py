"""Settings: a documented table, read once, wrong values refused with words that help."""

from __future__ import annotations

import json
import tomllib
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import settings
from kiosk.cli import settings as verb
from kiosk.errors import SettingsError

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


@pytest.mark.parametrize("text", ["clinic_name = ", b"\xff\xfe", "= 3"])
def test_a_file_that_is_no_toml_is_refused_by_name(tmp_path: Path, text: str | bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SettingsError, match=r"settings\.toml cannot be read"):
        settings.load(file)


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


def test_the_printed_settings_are_a_settings_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('clinic_name = "Clinic \\"North\\" É"\nidle_seconds = 60\n', encoding="utf-8")
    assert verb.run(Namespace(settings=file, json=False)) == 0
    printed = capsys.readouterr().out
    assert list(tomllib.loads(printed)) == list(ROWS)
    assert settings.from_values(tomllib.loads(printed), "printed") == settings.load(file)


def test_the_settings_come_out_as_json_with_range_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert verb.run(Namespace(settings=None, json=True)) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["read"] is False
    idle = next(row for row in answer["settings"] if row["key"] == "idle_seconds")
    assert (idle["value"], idle["low"], idle["high"], idle["unit"]) == (120, 20, 900, "s")


def test_a_settings_file_named_but_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="There is no settings file"):
        verb.run(Namespace(settings=tmp_path / "none.toml", json=False))
