"""What a hand meant, without a window: drawn contacts, shaking ones, broken ones."""

from __future__ import annotations

import math
from itertools import count, pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.session import Touch
from ui.touch.taps import TapFilter, Target

TILES = tuple(Target(name, 10 + 60 * place, 10, 50, 40) for place, name in enumerate("abc"))


def draw(
    taps: TapFilter, points: list[tuple[float, float, float]], finger: int = 0, size: float = 0.0
) -> object | None:
    """Draw a contact through `points` (seconds, mm, mm), the last being where it lifts; return what it chose."""
    first, *middle, last = points
    taps.down(finger, *first, TILES, size)
    for point in middle:
        taps.move(finger, *point, TILES, size)
    return taps.up(finger, *last, TILES)


def shaking(
    x: float, y: float, amplitude: float, hertz: float, phase: float, seconds: float
) -> list[tuple[float, float, float]]:
    """Return a contact that swings round a place, reported 100 times a second."""
    return [
        (step / 100, x + amplitude * math.sin(2 * math.pi * hertz * step / 100 + phase), y)
        for step in range(int(seconds * 100) + 1)
    ]


@given(
    st.floats(3.0, 12.0), st.floats(0.0, 2 * math.pi), st.floats(0.0, 15.0), st.sampled_from("abc"), st.floats(0.4, 1.5)
)
def test_a_finger_that_shakes_round_the_middle_of_a_tile_chooses_that_tile(
    hertz: float, phase: float, amplitude: float, name: str, seconds: float
) -> None:
    tile = next(one for one in TILES if one.key == name)
    drawn = shaking(tile.x + tile.w / 2, tile.y + tile.h / 2, amplitude, hertz, phase, seconds)
    assert draw(TapFilter(), drawn) == name


@given(st.lists(st.tuples(st.floats(0.0, 0.3), st.floats(0, 200), st.floats(0, 60)), min_size=2, max_size=30))
def test_no_two_choices_are_ever_nearer_in_time_than_the_repeat_time(steps: list[tuple[float, float, float]]) -> None:
    taps, now, chosen = TapFilter(), 0.0, []
    for number, (wait, x, y) in enumerate(steps):
        now += wait
        if number % 2 == 0:
            taps.down(0, now, x, y, TILES)
        elif taps.up(0, now, x, y, TILES) is not None:
            chosen.append(now)
    assert all(after - before >= taps.touch.repeat for before, after in pairwise(chosen))


@given(st.lists(st.sampled_from("dmu"), max_size=60), st.data())
def test_any_order_of_contacts_leaves_the_filter_ready_for_the_next_tap(kinds: list[str], data: st.DataObject) -> None:
    taps, clock, lying = TapFilter(), count(), set()
    for kind in kinds:
        finger, x = data.draw(st.integers(0, 4)), data.draw(st.floats(0, 200))
        now = next(clock) * 0.05
        if kind == "d" and finger not in lying:
            lying.add(finger)
            taps.down(finger, now, x, 30, TILES)
        elif kind == "m" and finger in lying:
            taps.move(finger, now, x, 30, TILES)
        elif kind == "u" and finger in lying:
            lying.discard(finger)
            taps.up(finger, now, x, 30, TILES)
    for finger in sorted(lying):
        taps.up(finger, next(clock) * 0.05, 0, 0, TILES)
    assert not taps.touched
    assert draw(taps, [(1000.0, 35, 30), (1000.1, 35, 30)]) == "a"


def test_the_jerk_of_a_finger_that_leaves_does_not_count() -> None:
    still = [(step / 100, 35.0, 30.0) for step in range(31)]
    assert draw(TapFilter(), [*still, (0.32, 90.0, 30.0)]) == "a"


def test_a_broad_contact_is_a_palm_and_chooses_nothing() -> None:
    assert draw(TapFilter(), [(0.0, 35, 30), (0.2, 35, 30)], size=30.0) is None


def test_a_hand_that_lies_for_ten_seconds_chooses_nothing_when_it_lifts() -> None:
    assert draw(TapFilter(), [(0.0, 35, 30), (11.0, 35, 30)]) is None


def test_with_a_hold_asked_for_a_brush_chooses_nothing_and_a_broken_touch_goes_on() -> None:
    taps = TapFilter(Touch(hold=0.4))
    assert draw(taps, [(0.0, 35, 30), (0.2, 35, 30)]) is None
    assert draw(taps, [(5.0, 35, 30), (5.2, 35, 30)]) is None
    assert draw(taps, [(5.3, 35, 30), (5.5, 35, 30)]) == "a"


def test_a_finger_that_settles_a_little_beside_its_tile_still_means_it() -> None:
    into_the_gap = [(0.0, 58.0, 30.0), (0.2, 62.0, 30.0), (0.8, 62.0, 30.0)]
    assert draw(TapFilter(), into_the_gap) == "a"
    far_off = [(0.0, 58.0, 30.0), (0.2, 65.0, 30.0), (0.8, 65.0, 30.0)]
    assert draw(TapFilter(Touch(growth=3.0)), far_off) is None


def test_a_control_that_cannot_be_chosen_now_gives_its_place_to_no_other() -> None:
    asleep = (Target("asleep", 10, 10, 50, 40, live=False), Target("near", 62, 10, 50, 40))
    taps = TapFilter()
    taps.down(0, 0.0, 58, 30, asleep)
    assert taps.marked is None
    assert taps.up(0, 0.1, 58, 30, asleep) is None


@given(st.floats(0.06, 0.12), st.floats(0.0, 2 * math.pi), st.floats(8.0, 15.0))
def test_a_touch_too_short_and_too_shaken_to_tell_two_controls_apart_chooses_neither(
    seconds: float, phase: float, amplitude: float
) -> None:
    edge = TILES[0].x + TILES[0].w + 5.0  # in the gap between the first tile and the second
    assert draw(TapFilter(), shaking(edge, 30.0, amplitude, 5.0, phase, seconds)) is None


def test_a_finger_that_brushes_the_glass_on_its_way_chooses_nothing_but_a_mouse_may_be_as_quick() -> None:
    quick = [(0.0, 35.0, 30.0), (0.03, 35.0, 30.0)]
    assert draw(TapFilter(), quick) is None
    assert draw(TapFilter(), quick, finger=-1) == "a"


def test_what_lies_under_a_control_makes_nobody_doubt_it() -> None:
    ground, plate = Target("ground", 0, 0, 400, 200), Target("plate", 50, 50, 100, 60)
    taps, (first, *middle, last) = TapFilter(), shaking(100, 80, 6.0, 5.0, 0.3, 0.5)
    taps.down(0, *first, (ground, plate))
    for point in middle:
        taps.move(0, *point, (ground, plate))
    assert taps.up(0, *last, (ground, plate)) == "plate"


@given(st.lists(st.tuples(st.floats(0.02, 0.3), st.floats(0.06, 0.4)), min_size=1, max_size=12))
def test_a_finger_that_goes_on_drumming_after_a_choice_chooses_nothing_more(beats: list[tuple[float, float]]) -> None:
    taps = TapFilter()
    assert draw(taps, [(0.0, 35, 30), (0.2, 35, 30)]) == "a"
    now = 0.2
    for off, on in beats:
        now += off
        assert draw(taps, [(now, 95, 30), (now + on, 95, 30)]) is None
        now += on
    assert draw(taps, [(now + 0.6, 95, 30), (now + 0.8, 95, 30)]) == "b"


@given(st.floats(2.1, 9.0))
def test_a_hand_that_rests_on_a_careful_control_does_not_set_it_off(seconds: float) -> None:
    printing = (Target("print", 10, 10, 110, 40, careful=True),)
    for held, expected in ((seconds, None), (0.5, "print")):
        taps = TapFilter()
        taps.down(0, 0.0, 60, 30, printing)
        assert taps.up(0, held, 60, 30, printing) == expected
