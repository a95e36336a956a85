"""Hands that see nothing: what asks for the guide, what is told under a finger, and what two taps choose."""

from __future__ import annotations

import math
from collections.abc import Hashable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tremor.hand import SEVERITIES, Hand, Severity
from ui.guide.hand import LONGEST_PRESS, PRESS, Explorer, LongPress
from ui.touch.taps import Target

A, B = Target("a", 0, 0, 40, 40), Target("b", 44, 0, 40, 40)


class Felt:
    """An explorer over two things, and what came of it."""

    def __init__(self) -> None:
        self.said: list[Hashable] = []
        self.acted: list[Hashable | None] = []
        self.explorer = Explorer(self.said.append, self.acted.append)
        self.explorer.lay_out([A, B])
        self.now = 10.0

    def touch(self, *way: tuple[float, float], seconds: float = 0.12, finger: int = 0) -> None:
        """Put a finger down, take it along a way, lift it, and let a moment pass."""
        self.explorer.down(finger, self.now, *way[0])
        for place in way[1:]:
            self.wait(0.2)
            self.explorer.move(finger, self.now, *place)
        self.wait(seconds)
        self.explorer.up(finger, self.now, *way[-1])

    def wait(self, seconds: float) -> None:
        """Let time pass, looked at every 50 ms."""
        for _ in range(max(1, round(seconds / 0.05))):
            self.now += seconds / max(1, round(seconds / 0.05))
            self.explorer.tick(self.now)


def press(seconds: float, *, size: float = 9.0, others: int = 0, shake: float = 0.0, hertz: float = 5.0) -> bool:
    hand = LongPress()
    hand.down(0, 0.0, 100, 100, size)
    for other in range(others):
        hand.down(other + 1, 0.1, 130, 100 + other)
    for step in range(int(seconds / 0.016)):
        hand.move(100 + shake * math.sin(step * 0.016 * 2 * math.pi * hertz), 100, size)
    return hand.up(0, seconds)


def test_a_finger_that_lies_still_for_three_seconds_asks_for_the_guide() -> None:
    assert press(PRESS + 0.1)
    assert press(6.0, shake=1.5)
    assert not press(PRESS - 0.2)


def test_a_hand_that_rests_does_not_ask_for_it() -> None:
    assert not press(LONGEST_PRESS + 1)
    assert not press(4.0, size=35.0)
    assert not press(4.0, others=1)
    hand = LongPress()
    hand.down(0, 0.0, 100, 100)
    hand.down(1, 1.0, 200, 100)  # the finger that points, beside the hand that rests
    assert not hand.up(1, 1.2)
    assert not hand.up(0, 5.0)


@pytest.mark.parametrize("hertz", [3.0, 5.0, 12.0])
@pytest.mark.parametrize("millimetres", [5.5, 10.0, 15.0])
def test_a_hand_that_trembles_does_not_ask_for_it(millimetres: float, hertz: float) -> None:
    assert not press(4.0, shake=millimetres, hertz=hertz)


@pytest.mark.parametrize("severity", SEVERITIES, ids=lambda one: one.name)
def test_a_thousand_taps_of_a_hand_that_trembles_or_leans_on_its_heel_do_not_ask_for_it(severity: Severity) -> None:
    hand, press, now = Hand(severity, 21, 527.0, 296.0), LongPress(), 0.0
    places, lifted = Random(22), 0
    for _ in range(1000):
        meant = Target(None, places.uniform(0, 480), places.uniform(0, 260), 40.0, 30.0)
        for one in (touched := hand.touch(meant)):
            if one.kind == "down":
                press.down(one.finger, now + one.at, one.x, one.y)
            elif one.kind == "move":
                press.move(one.x, one.y)
            else:
                lifted += 1
                assert not press.up(one.finger, now + one.at)
        now += touched[-1].at + 1.5
    assert lifted >= 1000


def test_a_palm_that_rests_for_an_hour_does_not_ask_for_it_while_it_lies_nor_when_it_lifts() -> None:
    hand = LongPress()
    hand.down(0, 0.0, 100, 100)  # one contact, and the glass does not tell how broad
    for second in range(3600):
        hand.move(100 + math.sin(second), 100 + math.cos(second))
    assert not hand.up(0, 3600.0)


def test_a_finger_that_slides_is_told_each_thing_once_and_nothing_between_them() -> None:
    felt = Felt()
    felt.touch((10, 20), (20, 20), (42, 90), (60, 20), (60, 21))
    assert felt.said == ["a", "b"]
    assert felt.acted == []


def test_a_finger_that_rests_is_told_what_is_under_it_and_so_is_one_tap() -> None:
    felt = Felt()
    felt.touch((20, 20), seconds=0.5)
    assert felt.said == ["a"]
    felt.wait(2)
    felt.touch((60, 20))
    assert felt.said == ["a"]
    felt.wait(1)
    assert felt.said == ["a", "b"]
    assert felt.acted == []


def test_two_taps_anywhere_choose_what_was_told_last() -> None:
    felt = Felt()
    felt.touch((20, 20), (60, 20), seconds=0.3)
    felt.wait(1)
    felt.touch((10, 100))
    felt.wait(0.2)
    felt.touch((12, 101))
    assert felt.acted == ["b"]
    assert felt.said == ["a", "b"]


def test_slow_taps_choose_only_what_they_did_not_change() -> None:
    felt = Felt()
    felt.touch((20, 20), seconds=0.5)
    felt.wait(1)
    for _ in range(2):
        felt.touch((60, 20), seconds=0.6)
        felt.wait(0.3)
    assert felt.said[-1] == "b"
    assert felt.acted == []
    felt.touch((60, 20), seconds=0.6)
    assert felt.acted == ["b"]


def test_a_finger_that_bounces_has_tapped_once() -> None:
    felt = Felt()
    felt.touch((20, 20), seconds=0.5)
    felt.wait(1)
    for _ in range(2):
        felt.touch((20, 20))
        felt.now += 0.05
    assert felt.acted == []


def test_a_hand_that_rests_keeps_nobody_from_feeling() -> None:
    felt = Felt()
    felt.explorer.down(5, felt.now, 20, 100)
    felt.wait(3)
    felt.touch((60, 20), seconds=0.5)
    assert felt.said == ["b"]
    felt.explorer.down(6, felt.now, 20, 20, 40.0)  # broader than a finger
    felt.wait(1)
    assert felt.said == ["b"]


def test_what_comes_under_a_finger_that_lies_there_is_not_told() -> None:
    felt = Felt()
    felt.explorer.down(0, felt.now, 20, 20)
    felt.wait(0.5)
    felt.explorer.lay_out([Target("new", 0, 0, 40, 40)])
    felt.wait(0.5)
    assert felt.said == ["a"]


_PLACES = st.tuples(st.floats(0, 90), st.floats(0, 60))
_TOUCHES = st.tuples(st.lists(_PLACES, min_size=1, max_size=3), st.floats(0.02, 1.5), st.floats(0.0, 1.5))


@given(st.lists(_TOUCHES, max_size=12))
def test_nothing_is_ever_chosen_by_one_touch_nor_what_was_not_told_before_it(
    touches: list[tuple[list[tuple[float, float]], float, float]],
) -> None:
    felt = Felt()
    told_before: list[Hashable | None] = []
    for way, seconds, pause in touches:
        told_before.append(felt.said[-1] if felt.said else None)
        acted = len(felt.acted)
        felt.touch(*way, seconds=seconds)
        if len(felt.acted) > acted:
            assert len(told_before) > 1
            assert felt.acted[-1] == told_before[-2] == told_before[-1]
            told_before = []
        felt.wait(pause)
