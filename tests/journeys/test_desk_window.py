"""The nurse desk alone in a window: keyboard and mouse, the same PIN, nothing of a patient's kiosk around it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk import paths
from kiosk.options import RunOptions
from kiosk.session import Comfort, Kind, Session, TextSize
from kiosk.settings import LEAST_GLASS_MM, Settings
from kiosk.staff.desk import Desk
from kiosk.staff.packs import Pack, Packs
from kiosk.staff.people import StaffList
from tests.support.measure import faults
from tests.support.people import PIN, until
from tests.support.screens import kiosk_on, show, stage_of
from tests.support.source import ROOT
from ui.app import Kiosk
from ui.glass import desk_glass
from ui.screens.pin import Dots
from ui.widgets.button import Button
from ui.widgets.field import Field


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Kiosk]:
    StaffList(paths.staff_file(), pepper=b"").add("Ana", PIN)
    Packs(paths.packs_file()).save(Pack("New to MS", ("what-is-ms",)))
    settings = Settings(voice="none", print_folder=str(tmp_path / "printed"))
    with kiosk_on("landscape", ROOT / "content" / "ms", settings, desk=True) as one:
        yield one


def control(kiosk: Kiosk, name: str) -> Button:
    (found,) = [one for one in stage_of(kiosk).findChildren(Button) if one.accessibleName() == name]
    return found


def click(kiosk: Kiosk, one: QWidget) -> None:
    window = kiosk.window.windowHandle()
    corner = one.mapTo(kiosk.window, one.rect().topLeft())
    at = QPoint(corner.x() + one.width() // 2, corner.y() + one.height() // 2)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QApplication.processEvents()


def come_in(kiosk: Kiosk) -> None:
    (dots,) = stage_of(kiosk).findChildren(Dots)
    for digit in PIN:
        QTest.keyClicks(dots, digit)
        (dots,) = stage_of(kiosk).findChildren(Dots)
    QTest.keyClick(dots, Qt.Key.Key_Return)
    until(lambda: kiosk.presenter.session.place.kind is Kind.DESK)


def test_the_window_begins_with_the_pin_and_offers_no_way_to_a_patients_screen(desk: Kiosk) -> None:
    words = desk.presenter.phrases
    names = {one.accessibleName() for one in stage_of(desk).findChildren(Button)}
    assert {words("pin.open"), "1", "0"} <= names
    assert not {words("bar.home"), words("bar.back"), words("attract.start")} & names
    desk.presenter.go_home()
    assert stage_of(desk).findChildren(Dots)


def test_a_keyboard_opens_the_desk_types_where_the_cursor_is_and_prints(desk: Kiosk, tmp_path: Path) -> None:
    words = desk.presenter.phrases
    come_in(desk)
    fields = {one.objectName(): one for one in stage_of(desk).findChildren(Field)}
    click(desk, fields["field note"])
    assert desk.presenter.session.place.kind is Kind.DESK
    QTest.keyClicks(fields["field note"], "Ring us")
    QTest.keyClick(fields["field note"], Qt.Key.Key_Return)
    QTest.keyClicks(fields["field note"], "soon")
    QTest.keyClicks(fields["field name"], "Sam")
    assert (desk.desk.desk.note, desk.desk.desk.name) == ("Ring us\nsoon", "Sam")
    click(desk, control(desk, "New to MS"))
    until(lambda: desk.desk.preview.shown.pages > 0)
    click(desk, control(desk, words("desk.print_for", name="Sam")))
    until(lambda: desk.presenter.session.place.message == "saved")
    assert len(list((tmp_path / "printed").glob("*.pdf"))) == 1


def test_locking_leads_back_to_the_pin_and_forgets(desk: Kiosk) -> None:
    come_in(desk)
    desk.desk.type("name", "Sam")
    desk.desk.lock()
    assert stage_of(desk).findChildren(Dots)
    assert desk.desk.desk == Desk()
    assert not desk.desk.open


@pytest.mark.parametrize("size", TextSize)
def test_nothing_is_cut_in_the_window_at_any_text_size(desk: Kiosk, size: TextSize) -> None:
    come_in(desk)
    show(desk, Session(place=desk.presenter.session.place, comfort=Comfort(text_size=size)))
    assert list(faults(stage_of(desk))) == []


@pytest.mark.parametrize("pixels", [(1280, 720), (1366, 768), (1920, 1080), (1000, 1400)])
def test_a_window_of_any_size_has_room_for_the_desk(desk: Kiosk, pixels: tuple[int, int]) -> None:
    glass = desk_glass(desk.application.primaryScreen(), pixels, Settings())
    assert glass.width >= LEAST_GLASS_MM[0] - 0.1
    assert glass.height >= LEAST_GLASS_MM[1] - 0.1


def test_the_command_asks_for_the_desk_in_a_window() -> None:
    from kiosk.cli import main

    class Screens:
        asked: RunOptions | None = None

        def run(self, options: RunOptions) -> int:
            self.asked = options
            return 0

    screens = Screens()
    assert main(["desk", "--screen", "1280x720"], screens) == 0  # type: ignore[arg-type]
    assert screens.asked == RunOptions(windowed=True, screen=(1280, 720), desk=True)


def test_a_page_that_is_drawn_anew_leaves_the_cursor_where_it_was(desk: Kiosk) -> None:
    come_in(desk)

    def name() -> Field:
        (found,) = [one for one in stage_of(desk).findChildren(Field) if one.objectName() == "field name"]
        return found

    click(desk, name())
    QTest.keyClicks(name(), "Sm")
    QTest.keyClick(name(), Qt.Key.Key_Left)
    click(desk, control(desk, "New to MS"))
    QTest.keyClicks(name(), "a")
    assert desk.desk.desk.name == "Sam"
    desk.desk.type("name", "Samuel")
    desk.window.refresh()
    QTest.keyClicks(name(), "!")
    assert desk.desk.desk.name == "Samuel!"


def test_a_screen_that_nobody_touches_is_not_offered_to_be_cleaned(desk: Kiosk) -> None:
    words = desk.presenter.phrases
    come_in(desk)
    desk.desk.go(Kind.KEPT)
    names = [one.accessibleName() for one in stage_of(desk).findChildren(Button)]
    assert words("desk.lock") in names
    assert words("desk.clean") not in names
