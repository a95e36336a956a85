"""Where things lie, in millimetres: no screen is needed to know."""

from __future__ import annotations

from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session import TextSize
from ui.style.zones import GAP, MARGIN, SMALLEST, Box, Zones, zones

GLASSES = {"23.8 inch": (527.0, 296.0), "23.8 inch, upright": (296.0, 527.0), "15.6 inch": SMALLEST}


def inside(inner: Box, outer: Box) -> bool:
    slack = 1e-6
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )


def apart(one: Box, other: Box) -> float:
    across = max(one.x, other.x) - min(one.right, other.right)
    down = max(one.y, other.y) - min(one.bottom, other.bottom)
    return max(across, down)


def places(found: Zones) -> list[Box]:
    return [found.band, found.content, found.bar, found.rail]


@pytest.mark.parametrize("reach", [False, True], ids=["usual", "reach"])
@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("glass", GLASSES)
def test_the_zones_lie_on_the_glass_and_never_over_each_other(glass: str, size: TextSize, reach: bool) -> None:
    found = zones(*GLASSES[glass], size, reach=reach)
    for place in places(found):
        assert inside(place, found.screen)
    for one, other in combinations(places(found), 2):
        assert apart(one, other) >= 0.0
    assert apart(found.content, found.bar) >= GAP
    assert apart(found.content, found.rail) >= GAP


@pytest.mark.parametrize("size", TextSize)
def test_bar_and_rail_hold_controls_of_at_least_20_mm(size: TextSize) -> None:
    for (width, height), reach in product(GLASSES.values(), (False, True)):
        found = zones(width, height, size, reach=reach)
        six = found.rail.columns([1] * 6) if found.strip else found.rail.rows([1] * 6, gap=3.5)
        five = found.bar.columns([1.0, 1.0, 1.3, 1.0, 1.62])
        assert min(min(box.w, box.h) for box in [*six, *five]) >= 20.0


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("glass", GLASSES)
def test_in_reach_mode_words_stand_above_the_middle_and_controls_below_it(glass: str, size: TextSize) -> None:
    found = zones(*GLASSES[glass], size, reach=True)
    assert found.middle == GLASSES[glass][1] / 2
    for place in (found.touch, found.bar, found.rail):
        assert place.y >= found.middle
    assert inside(found.touch, found.content)
    assert inside(found.reading, found.content)
    assert found.reading.bottom <= found.touch.y - GAP
    assert found.touch.h >= 30.0
    usual = zones(*GLASSES[glass], size)
    assert usual.touch == usual.content


@pytest.mark.parametrize(("glass", "lowest", "highest"), [("23.8 inch", 380, 1072), ("23.8 inch, upright", 380, 956)])
def test_a_person_in_a_wheelchair_reaches_every_control_of_a_glass_hung_as_the_manual_says(
    glass: str, lowest: float, highest: float
) -> None:
    for size, edge in product(TextSize, (lowest, highest)):  # of the picture's lower edge over the floor
        found = zones(*GLASSES[glass], size, reach=True)
        for place in (found.touch, found.bar, found.rail):
            assert edge + found.screen.h - place.bottom >= 380
            assert edge + found.screen.h - place.y <= 1220.5


@given(st.floats(345, 900), st.floats(194, 600), st.sampled_from(TextSize))
def test_on_every_glass_that_is_large_enough_the_content_keeps_its_margins(
    width: float, height: float, size: TextSize
) -> None:
    found = zones(width, height, size)
    if not found.portrait:
        assert found.content.x == MARGIN
        assert found.content.right <= found.rail.x - GAP
        assert found.content.h > 100


@given(st.lists(st.floats(0.2, 5), min_size=1, max_size=8), st.floats(100, 600), st.floats(50, 400), st.floats(0, 8))
def test_columns_and_rows_fill_the_box_with_equal_gaps(
    weights: list[float], width: float, height: float, gap: float
) -> None:
    box = Box(3, 7, width, height)
    columns, rows = box.columns(weights, gap), box.rows(weights, gap)
    assert columns[0].x == box.x
    assert columns[-1].right == pytest.approx(box.right)
    assert rows[-1].bottom == pytest.approx(box.bottom)
    assert all(after.x - before.right == pytest.approx(gap) for before, after in pairwise(columns))
    assert all(after.y - before.bottom == pytest.approx(gap) for before, after in pairwise(rows))
    assert columns[0].w / weights[0] == pytest.approx(columns[-1].w / weights[-1])


def test_a_grid_counts_from_the_top_left_row_by_row() -> None:
    cells = Box(0, 0, 100, 50).grid(3, 2, 5.0)
    assert len(cells) == 6
    assert [cell.y for cell in cells] == [0, 0, 0, *[cells[3].y] * 3]
    assert cells[2].x > cells[1].x > cells[0].x == cells[3].x


def test_parts_of_a_box_meet_where_they_are_cut() -> None:
    box = Box(2, 4, 100, 60)
    assert box.left_part(30).right == box.from_x(32).x
    assert box.top_part(20).bottom == box.from_y(24).y
    assert box.bottom_part(10).y == 54
    assert box.bottom_part(10).bottom == box.bottom
    assert box.inset(5, 2) == Box(7, 6, 90, 56)
