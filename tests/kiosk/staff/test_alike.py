"""Names that are easily taken for one another, and those that are not."""

from __future__ import annotations

import pytest

from kiosk.staff.alike import alike, look_alike

TITLES = {
    "baclofen": "Baclofen", "pump": "Baclofen pump", "gaba": "Gabapentin", "prega": "Pregabalin",
    "carba": "Carbamazepine", "botox": "Botulinum toxin (Botox)", "diaz": "Diazepam for spasms",
}  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gabapentin", "Pregabalin"), ("Baclofen", "Baclofen pump"), ("Carbamazepine", "Oxcarbazepine"),
        ("Natalizumab", "Ocrelizumab"), ("Prednisone", "Prednisolone"), ("Amantadine", "Memantine"),
    ],
)  # fmt: skip
def test_look_alikes_are_found_whichever_comes_first(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Baclofen", "Tizanidine"), ("Dantrolene", "Diazepam for spasms"), ("Baclofen pump", "Botulinum toxin (Botox)"),
        ("Steroids for a relapse", "Diazepam for spasms"), ("", "Baclofen"),
    ],
)  # fmt: skip
def test_other_names_are_not(one: str, other: str) -> None:
    assert not alike(one, other)


def test_the_other_topic_is_named_and_a_topic_that_is_no_medicine_raises_no_doubt() -> None:
    assert look_alike("gaba", TITLES) == "prega"
    assert look_alike("pump", TITLES) == "baclofen"
    assert look_alike("botox", TITLES) is None
    assert look_alike("fatigue-in-ms", TITLES) is None
