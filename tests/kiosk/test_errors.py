"""The error tree: words for staff, a phrase for the patient, an exit code of its own."""

from __future__ import annotations

import pytest

from kiosk import errors, phrases


def family() -> list[type[errors.KioskError]]:
    """Return every error of the program."""
    found, waiting = [], [errors.KioskError]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting.extend(kind.__subclasses__())
    return [kind for kind in found if kind.__module__ == "kiosk.errors"]


def test_each_kind_of_error_has_an_exit_code_of_its_own_from_one_to_nine() -> None:
    assert sorted(kind.exit_code for kind in family()) == list(range(1, 10))


def test_the_tree_drawn_at_the_top_names_each_error_with_its_exit_code() -> None:
    drawn = {
        line.split()[-2] if line.split()[-1].isdecimal() else line.split()[1]: line
        for line in (errors.__doc__ or "").splitlines()
        if "Error" in line
    }
    for kind in family():
        assert any(kind.__name__ in line and f" {kind.exit_code} " in f"{line} " for line in drawn.values()), kind


def test_a_damaged_bundle_can_be_caught_as_wrong_content() -> None:
    assert issubclass(errors.BundleError, errors.ContentError)


@pytest.mark.parametrize("kind", family())
def test_what_a_patient_reads_is_a_phrase_and_not_the_error_itself(kind: type[errors.KioskError]) -> None:
    words = phrases.load("en-GB")(kind.for_patient)
    assert words
    assert "{" not in words


def test_an_error_says_its_words_for_staff() -> None:
    error = errors.PrinterError("The printer is out of paper. Fill the tray.")
    assert str(error) == error.for_staff == "The printer is out of paper. Fill the tray."
