"""Wrong PINs cost time, and neither a restart nor another time of day gives it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.staff.tries import FREE, Tries


class Watch:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_four_wrong_pins_are_free_and_then_each_wait_is_twice_the_one_before(tmp_path: Path, watch: Watch) -> None:
    tries, waits = Tries(tmp_path / "pin.json", watch), []
    for _ in range(14):
        tries.wrong()
        waits.append(tries.seconds)
        watch.now += tries.seconds
    assert waits[:FREE] == [0.0] * FREE
    assert waits[FREE : FREE + 3] == [30.0, 60.0, 120.0]
    assert max(waits) == 3600.0
    assert tries.left == 0


def test_a_whole_day_of_guessing_tries_fewer_than_forty_pins(tmp_path: Path, watch: Watch) -> None:
    tries, guesses, end = Tries(tmp_path / "pin.json", watch), 0, watch.now + 86_400
    while watch.now < end:
        tries.wrong()
        guesses += 1
        watch.now += tries.seconds
    assert guesses < 40


def test_a_restart_forgives_nothing_and_the_wait_begins_anew(tmp_path: Path, watch: Watch) -> None:
    tries = Tries(tmp_path / "pin.json", watch)
    for _ in range(FREE + 2):
        tries.wrong()
    watch.now += 59.0
    assert Tries(tmp_path / "pin.json", watch).seconds == 60.0


def test_a_right_pin_forgives_all(tmp_path: Path, watch: Watch) -> None:
    tries = Tries(tmp_path / "pin.json", watch)
    for _ in range(FREE + 1):
        tries.wrong()
    tries.right()
    assert tries.seconds == 0.0
    assert Tries(tmp_path / "pin.json", watch).left == FREE


@pytest.mark.parametrize("text", ["", "[]", '{"wrong": -3}', '{"wrong": "x"}'])
def test_a_damaged_count_costs_one_wait(tmp_path: Path, watch: Watch, text: str) -> None:
    (tmp_path / "pin.json").write_text(text, encoding="utf-8")
    assert Tries(tmp_path / "pin.json", watch).seconds == 30.0


def test_a_disk_that_takes_nothing_still_counts_until_the_next_start(
    tmp_path: Path, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "pin.json.part").mkdir()
    tries = Tries(tmp_path / "pin.json", watch)
    for _ in range(FREE + 2):
        tries.wrong()
    assert tries.seconds == 60.0
    assert "cannot be written" in caplog.text
    caplog.clear()
