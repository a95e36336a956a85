"""A real multi-touch screen under an X server of the test's own: the kiosk understands it as the filter alone would."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tremor import xorg


def test_on_a_real_multi_touch_screen_a_trembling_hand_is_understood_as_by_the_filter_alone(tmp_path: Path) -> None:
    if xorg.missing():
        pytest.skip(xorg.missing())
    with xorg.touch_screen(tmp_path) as (display, wrong):
        if wrong:
            pytest.skip(wrong)
        told = xorg.run(display, tmp_path, 120)
    assert told["taps"] >= 120
    assert told["events"] > 1000
    assert told["differing"] == []
    assert told["right"] >= 100
    assert told["wrong"] + told["again"] <= 1
