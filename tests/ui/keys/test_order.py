"""The order of reading: what an eye takes first, the keypad takes first."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.session import Comfort, Kind, Place, Session, TextSize
from tests.support.screens import comfort, show, sights, stage_of
from ui.app import Kiosk
from ui.keys.order import all_in_order, controls_in_order
from ui.widgets.stage import Band


def names(kiosk: Kiosk) -> list[str]:
    """Return the names of the live controls in order."""
    return [one.accessibleName() for one in controls_in_order(stage_of(kiosk))]


def test_home_is_read_groups_first_then_tiles_row_by_row_then_bar_and_rail(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.HOME)))
    presenter = kiosk.presenter
    groups = [one.title for one in presenter.bundle.pack.categories]
    tiles = [one.title for one in presenter.bundle.tiles("most", presenter.lang)][:9]
    read = names(kiosk)
    assert read[: len(groups) + len(tiles)] == groups + tiles
    assert read[len(groups) + len(tiles)] == presenter.phrases("home.finish")
    assert read[-1] == presenter.phrases("rail.easier")


def test_in_a_language_from_right_to_left_columns_are_taken_from_the_right(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.HOME)))
    usual = names(kiosk)
    show(kiosk, Session(place=Place(Kind.HOME), comfort=Comfort(lang="ar")))
    first, second = controls_in_order(stage_of(kiosk))[:2]
    assert first.x() == second.x() > kiosk.window.width() / 2
    assert names(kiosk)[:16] == usual[:16]  # what a topic and a group are called stays as the content says it


@pytest.mark.parametrize("glass", ["landscape", "portrait"])
def test_on_every_screen_the_band_is_read_first_and_each_control_and_text_once(
    kiosks: Mapping[str, Kiosk], glass: str
) -> None:
    kiosk, reading = kiosks[glass], comfort(TextSize.MEDIUM)
    for sight in sights(kiosk):
        sight.show(kiosk, reading)
        stage = stage_of(kiosk)
        everything = all_in_order(stage)
        if stage.accessibleName():  # it has the glass to itself: there is nothing to choose
            assert controls_in_order(stage) == []
            continue
        assert isinstance(everything[0], Band), sight.name
        assert len(set(everything)) == len(everything)
        live = controls_in_order(stage)
        assert live, sight.name
        assert [one for one in everything if one in live] == live, sight.name


def test_the_focus_can_be_put_on_any_control_and_the_ring_shows_it(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.HOME)))
    kiosk.window.activateWindow()
    QApplication.processEvents()
    for control in controls_in_order(stage_of(kiosk)):
        kiosk.window.focus_on(control)
        ring = kiosk.window.ring
        assert control.hasFocus()
        assert ring is not None
        assert ring.isVisible()
        assert ring.geometry().contains(control.geometry())
