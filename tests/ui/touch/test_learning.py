"""'Is tapping hard today?': what is measured of touches becomes settings, and those settings help the hand they fit."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session import Touch
from tests.tremor.hand import SEVERITIES, Hand, Severity
from tests.tremor.trial import fitted
from ui.touch.learning import MOST, Measured, learned
from ui.touch.taps import Lifted

SIZES = st.floats(0.0, 60.0)
SECONDS = st.floats(0.0, 9.0)


def touched(
    seconds: float = 0.15, strayed: float = 0.5, *, began: float = 0.0, ignored: bool = False, beside: float = 0.0
) -> Measured:
    return Measured(Lifted(began, seconds, 0.0, strayed, (0.0, 0.0), ignored), beside)


def bounces(seconds: Sequence[float]) -> list[Measured]:
    """Return one touch that lasts a second, and touches that were ignored, so many seconds after it."""
    return [touched(1.0), *(touched(0.05, began=1.0 + after, ignored=True) for after in seconds)]


@st.composite
def any_touches(draw: st.DrawFn) -> list[Measured]:
    began, made = 0.0, []
    for _ in range(draw(st.integers(0, 12))):
        began += draw(SECONDS)
        ignored, seconds = draw(st.booleans()), draw(SECONDS)
        made.append(touched(seconds, draw(SIZES), began=began, ignored=ignored, beside=draw(SIZES)))
    return made


@given(any_touches())
def test_nothing_is_set_below_what_everybody_begins_with_nor_beyond_the_most(touches: list[Measured]) -> None:
    made, usual = learned(touches), Touch()
    for name in ("hold", "repeat", "drift", "growth"):
        assert getattr(usual, name) <= getattr(made, name) <= getattr(MOST, name), name


@given(any_touches())
def test_nobody_is_asked_to_hold_longer_than_they_usually_did(touches: list[Measured]) -> None:
    meant = sorted(one.lifted.seconds for one in touches if not one.lifted.ignored)
    assert learned(touches).hold <= (meant[len(meant) // 2] if meant else 0.0) + 0.01


@given(st.lists(st.tuples(st.floats(0.05, 3.0), st.floats(0.0, 2.0)), min_size=1, max_size=8))
def test_a_steady_hand_changes_nothing(touches: list[tuple[float, float]]) -> None:
    assert learned([touched(seconds, strayed) for seconds, strayed in touches]) == Touch()


@given(st.floats(0.0, 30.0), st.floats(0.0, 30.0), st.floats(0.05, 3.0))
def test_more_shaking_never_shortens_the_hold_or_narrows_the_drift(one: float, other: float, seconds: float) -> None:
    less, more = (learned([touched(seconds, strayed)] * 4) for strayed in sorted((one, other)))
    assert less.hold <= more.hold
    assert less.drift <= more.drift


@given(st.lists(st.floats(0.0, 1.3), min_size=1, max_size=6))
def test_every_bounce_that_was_seen_would_be_ignored_again(after: list[float]) -> None:
    assert learned(bounces(sorted(after))).repeat >= min(max(after) + 0.1, MOST.repeat)


@given(st.floats(0.1, 9.0))
def test_a_touch_as_far_beside_its_control_as_the_farthest_counts_for_it(beside: float) -> None:
    assert learned([touched(), touched(beside=beside)]).growth >= beside


@pytest.mark.parametrize("severity", SEVERITIES, ids=lambda one: one.name)
def test_four_touches_of_a_simulated_hand_change_more_the_more_it_trembles(severity: Severity) -> None:
    settings = [fitted(Hand(severity, seed, 527.0, 296.0)) for seed in range(20)]
    changed = [one for one in settings if one.hold > 0]
    if severity.name == "none":
        assert changed == []
    if severity.swing[0] >= 5.0:
        assert len(changed) > 15
