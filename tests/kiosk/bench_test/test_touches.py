"""Four corners touched: turned, mirrored, shifted and uneven touch screens are told apart, and put right."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bench_test.finding import State
from kiosk.bench_test.touches import _WAYS, MOST_MM, STRAIGHT, Corner, TouchMap, explain, targets, touch

WIDE, UPRIGHT = (527.0, 296.0), (296.0, 527.0)


def touched(way: str, size: tuple[float, float], shift: tuple[float, float] = (0.0, 0.0)) -> list[Corner]:
    """Return four touches as a screen tells of them that is turned `way` and off by `shift` millimetres."""
    made = []
    for target in targets(*size):
        u, v = _WAYS[way](*target)
        made.append(Corner(target, (u + shift[0] / size[0], v + shift[1] / size[1])))
    return made


@given(st.sampled_from(sorted(_WAYS)), st.sampled_from([WIDE, UPRIGHT]), st.floats(-25, 25), st.floats(-25, 25),
       st.floats(0, 1), st.floats(0, 1))  # fmt: skip
def test_any_turn_and_shift_is_found_and_undone(
    way: str, size: tuple[float, float], right: float, down: float, u: float, v: float
) -> None:
    best, off = explain(touched(way, size, (right, down)), *size)
    assert best.way == way
    assert off < 0.01
    felt = _WAYS[way](u, v)
    put = best.put_right(felt[0] + right / size[0], felt[1] + down / size[1])
    assert math.dist(put, (u, v)) < 1e-6


@given(st.sampled_from(sorted(_WAYS)), st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), min_size=4, max_size=4))
def test_a_finger_that_lands_beside_the_middle_changes_nothing(way: str, off: list[tuple[float, float]]) -> None:
    corners = [
        Corner(one.target, (one.felt[0] + x / WIDE[0], one.felt[1] + y / WIDE[1]))
        for one, (x, y) in zip(touched(way, WIDE), off, strict=True)
    ]
    assert explain(corners, *WIDE)[0].way == way
    assert touch(corners, *WIDE, fingers=4).passed is (way == STRAIGHT)


@pytest.mark.parametrize("way", [way for way in _WAYS if way != STRAIGHT])
def test_a_turned_touch_screen_is_named_as_it_is_turned(way: str) -> None:
    found = touch(touched(way, UPRIGHT), *UPRIGHT, fingers=4)
    assert found.state is State.FAILED
    assert way in found.found
    assert "rotation" in found.do


def test_a_shifted_touch_screen_is_told_in_millimetres() -> None:
    found = touch(touched(STRAIGHT, WIDE, (9.2, -14.0)), *WIDE, fingers=4)
    assert found.found == "Touches land 9 mm right and 14 mm above."
    assert touch(touched(STRAIGHT, WIDE, (MOST_MM - 0.1, 0.0)), *WIDE, fingers=4).passed


def test_touches_that_reach_only_half_the_picture_are_uneven() -> None:
    halved = [Corner(target, (target[0] / 2, target[1])) for target in targets(*WIDE)]
    found = touch(halved, *WIDE, fingers=4)
    assert "unevenly" in found.found
    assert "Map the touch screen" in found.do


def test_a_mouse_is_no_touch_screen_and_three_corners_are_not_four() -> None:
    corners = touched(STRAIGHT, WIDE)
    assert touch(corners, *WIDE, fingers=0).state is State.NOT_TRIED
    assert touch(corners[:3], *WIDE, fingers=3).state is State.FAILED


def test_a_straight_touch_screen_is_left_as_it_is() -> None:
    assert TouchMap().put_right(0.3, 0.7) == (0.3, 0.7)
