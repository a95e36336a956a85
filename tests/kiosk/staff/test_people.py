"""Who may open the nurse desk: real argon2id hashes in a real file."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import SettingsError, UsageError
from kiosk.staff.people import StaffList, machine_pepper, refuse_weak

ANA, BEN = "804159", "271936"


@pytest.fixture
def staff(tmp_path: Path) -> StaffList:
    return StaffList(tmp_path / "staff.toml", b"")


def test_a_pin_opens_the_desk_for_the_person_it_was_given_to(staff: StaffList) -> None:
    staff.add("Ana", ANA)
    staff.add("Ben", BEN)
    found = staff.who(BEN)
    assert found is not None
    assert found.name == "Ben"
    assert staff.who("555123") is None


def test_the_file_holds_no_pin_and_others_cannot_read_it(staff: StaffList) -> None:
    staff.add("Ana", ANA)
    assert ANA not in staff.path.read_text(encoding="utf-8")
    assert "$argon2id$" in staff.path.read_text(encoding="utf-8")
    assert stat.S_IMODE(staff.path.stat().st_mode) == 0o640


def test_a_pin_or_a_name_is_given_only_once(staff: StaffList) -> None:
    staff.add("Ana", ANA)
    with pytest.raises(UsageError, match="Choose another"):
        staff.add("Ben", ANA)
    with pytest.raises(UsageError, match="on the list already"):
        staff.add("ana", BEN)


def test_a_name_that_somebody_wrote_into_the_file_survives_the_next_one(staff: StaffList) -> None:
    staff.path.write_text("[[person]]\nname = 'Ana \"Annie\" \\ B'\npin = 'x'\n", encoding="utf-8")
    staff.add("Ben", BEN)
    assert [one.name for one in staff.people()] == ['Ana "Annie" \\ B', "Ben"]


def test_who_has_left_opens_nothing(staff: StaffList) -> None:
    staff.add("Ana", ANA)
    staff.remove("ANA")
    assert staff.who(ANA) is None
    with pytest.raises(UsageError, match="Nobody"):
        staff.remove("Ana")


def test_a_copied_file_opens_nothing_without_the_machines_pepper(tmp_path: Path) -> None:
    StaffList(tmp_path / "staff.toml", b"p" * 32).add("Ana", ANA)
    assert StaffList(tmp_path / "staff.toml", b"p" * 32).who(ANA) is not None
    assert StaffList(tmp_path / "staff.toml", b"").who(ANA) is None


def test_the_pepper_comes_from_systemd_or_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    assert machine_pepper() == b""
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert machine_pepper() == b""
    (tmp_path / "kiosk-pepper").write_bytes(b"x" * 32)
    assert machine_pepper() == b"x" * 32


@pytest.mark.parametrize(
    "pin", ["12345", "1234567890123", "12345a", "١٢٣٤٥٦", "123456", "987654", "890123", "111111", "121212", "123123",
            "250779", "07251979", "19790725"],
)  # fmt: skip
def test_a_pin_that_is_guessed_first_is_refused(pin: str) -> None:
    with pytest.raises(UsageError):
        refuse_weak(pin)


@given(st.text(max_size=15))
def test_only_rows_of_six_to_twelve_digits_are_pins(pin: str) -> None:
    try:
        refuse_weak(pin)
    except UsageError:
        return
    assert pin.isascii()
    assert pin.isdecimal()
    assert 6 <= len(pin) <= 12


@pytest.mark.parametrize("name", ["", "  ", 'A"b', "a\\b", "x" * 41, "a\u202eb"])
def test_a_name_that_would_spoil_the_file_is_refused(staff: StaffList, name: str) -> None:
    with pytest.raises(UsageError, match="A name"):
        staff.add(name, ANA)


@pytest.mark.parametrize("text", ["person = 3", "[[person]]\nname = 'Ana'", "not toml", "person = [1]"])
def test_a_damaged_file_is_told_and_opens_nothing(staff: StaffList, text: str) -> None:
    staff.path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"staff\.toml"):
        staff.who(ANA)
