"""The walk of the bench test by real touches on its real window: straight, turned and shifted touch screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPointingDevice, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk import settings
from kiosk.bench_test.answers import EDGES
from kiosk.bench_test.examine import AT_THE_SCREEN
from kiosk.bench_test.finding import State
from kiosk.bench_test.touches import _WAYS, STRAIGHT
from tests.kiosk.bench_test.test_paper import words_on
from tests.support.bench_walk import Walk, walk_on
from tests.support.measure import faults
from tests.support.screens import GLASSES
from tests.support.touch import Finger, clear_away
from ui.bench_test.bench import STEPS


@pytest.fixture(params=GLASSES)
def walk(request: pytest.FixtureRequest, touch: QPointingDevice, tmp_path: Path) -> Iterator[Walk]:
    with walk_on(request.param, touch, tmp_path) as one:
        yield one


@pytest.fixture
def wide(touch: QPointingDevice, tmp_path: Path) -> Iterator[Walk]:
    with walk_on("landscape", touch, tmp_path) as one:
        yield one


def test_every_step_has_room_for_its_words_and_controls_that_can_be_hit(walk: Walk) -> None:
    shown = walk.bench.shown
    for step in STEPS:
        if step == "save":
            walk.bench.distance, walk.bench.px_per_mm = 650.0, walk.bench.px_per_mm * 1.03
        walk.go_to(step)
        if step == "end":
            walk.wait_for(lambda: walk.bench.pdf)
        shown.palm_missed, shown.dragged, shown.pressed = True, {"left"}, {"up"}
        walk.bench.tools.trouble = "no_sound_device"
        walk.window.refresh()
        assert walk.window.shown is not None
        assert list(faults(walk.window.shown.stage)) == [], step


def test_the_whole_walk_by_one_finger_ends_with_a_certificate_that_says_who_told_what(
    touch: QPointingDevice, tmp_path: Path
) -> None:
    certificate = tmp_path / "certificate.pdf"
    with walk_on("landscape", touch, tmp_path, certificate) as walk:
        walk.corners()
        assert walk.found("touch").passed
        walk.tap("go_on", "larger", "smaller", "same", "right")
        assert walk.bench.step == "palm"
        _hand_and_finger(walk)
        _drag_in(walk, EDGES)
        walk.tap("nothing")
        walk.wait_for(lambda: walk.bench.tools.trouble)
        walk.tap("yes", "absent", "absent", "print")
        walk.wait_for(lambda: walk.bench.paper.state is not None and walk.bench.paper.state.over)
        walk.tap("yes")
        walk.wait_for(lambda: walk.bench.pdf)
        assert {name for name in AT_THE_SCREEN if walk.found(name).state is State.NOT_TRIED} == {
            "voice recorded back", "headset", "keypad",
        }  # fmt: skip
        assert walk.found("voice heard").state is State.FAILED  # nothing to hear with
        said = words_on(certificate)
        assert "Picture size (told by the person at the screen): 527 x 296 mm, by a bank card." in said
        assert "Test sheet (told by the person at the screen): It came out whole and sharp." in said
        assert "Palm: A finger chose while a hand lay on the glass." in said
        sheet = next((tmp_path / "printed").iterdir())
        assert "Test sheet" in words_on(sheet)
        done: list[bool] = []
        walk.bench.finished.connect(lambda: done.append(True))
        walk.tap("print", "done")
        assert done
        walk.wait_for(lambda: len(list((tmp_path / "printed").iterdir())) == 2)


def press(walk: Walk, *keys: Qt.Key) -> None:
    """Strike keys as a keyboard does: at the native window, which hands them to whatever has the focus."""
    walk.window.activateWindow()
    for key in keys:
        QTest.keyClick(walk.window.windowHandle(), key)


def _hand_and_finger(walk: Walk) -> None:
    hand, tip = walk.at(0.6, 0.4), walk.finger.middle(walk.bench.words("palm.touch"))
    window, device = walk.window, walk.device
    QTest.touchEvent(window, device).press(1, hand, window).commit()
    QTest.touchEvent(window, device).stationary(1).press(2, tip, window).commit()
    QTest.touchEvent(window, device).stationary(1).release(2, tip, window).commit()
    QTest.touchEvent(window, device).release(1, hand, window).commit()
    QApplication.processEvents()
    clear_away()


def _drag_in(walk: Walk, edges: tuple[str, ...]) -> None:
    starts = {"left": (0.0, 0.5), "top": (0.5, 0.0), "right": (0.999, 0.5), "bottom": (0.5, 0.999)}
    for edge in edges:
        walk.finger.press(walk.at(*starts[edge]))
        walk.finger.slide(walk.at(0.5, 0.5))
        walk.finger.lift(walk.at(0.5, 0.5))


@pytest.mark.parametrize("way", [way for way in _WAYS if way != STRAIGHT])
def test_a_turned_touch_screen_is_found_and_the_rest_can_still_be_tried(walk: Walk, way: str) -> None:
    walk.with_finger(way)
    walk.corners()
    found = walk.found("touch")
    assert found.state is State.FAILED
    assert way in found.found
    walk.tap("go_on")
    assert walk.bench.step == "card"
    walk.tap("same")
    assert walk.bench.step == "distance"
    assert walk.found("touch").state is State.FAILED


def test_a_shifted_touch_screen_is_told_in_millimetres_and_put_right(walk: Walk) -> None:
    scale = walk.bench.px_per_mm
    walk.with_finger(off=(round(12 * scale), round(-10 * scale)))
    walk.corners()
    assert walk.found("touch").found == "Touches land 12 mm right and 10 mm above."
    walk.tap("go_on")
    assert walk.bench.step == "card"


def test_touching_the_corners_again_forgets_the_first_time(wide: Walk) -> None:
    wide.with_finger("upside down")
    wide.corners()
    wide.tap("again")
    wide.with_finger()
    wide.corners()
    assert wide.found("touch").passed
    assert wide.bench.touch_map.way == STRAIGHT


def test_a_touch_that_the_system_takes_away_counts_for_nothing_and_hinders_nothing(wide: Walk) -> None:
    point = wide.at(0.03, 0.05)
    wide.finger.press(point)
    QApplication.sendEvent(wide.window.windowHandle(), QTouchEvent(QEvent.Type.TouchCancel, wide.device))
    wide.finger = Finger(wide.window, wide.device, 1)
    wide.corners()
    assert wide.found("touch").passed
    wide.go_to("palm")
    wide.finger.press(point)
    QApplication.sendEvent(wide.window.windowHandle(), QTouchEvent(QEvent.Type.TouchCancel, wide.device))
    wide.tap("touch")
    assert wide.bench.step == "palm", "a finger that is gone passed for a hand"


def test_a_bounce_counts_for_no_second_corner(wide: Walk) -> None:
    wide.bench.clock = lambda: 1.0
    for _ in range(3):
        wide.finger.press(wide.at(0.03, 0.05))
        wide.finger.lift(wide.at(0.03, 0.05))
    assert len(wide.bench.shown.corners) == 1


def test_without_a_touch_screen_keys_lead_through_and_nothing_counts_as_passed(wide: Walk) -> None:
    press(wide, Qt.Key.Key_Space)
    for step in ("touched", "card", "distance"):
        assert wide.bench.step == step
        press(wide, Qt.Key.Key_Return)
    assert wide.bench.step == "palm"
    assert wide.found("touch").state is State.NOT_TRIED


def test_a_glass_that_is_never_touched_fails_after_a_while(wide: Walk) -> None:
    assert wide.window.shown is not None
    wide.window.shown.give_up()  # type: ignore[attr-defined]  # as its timer does
    assert wide.found("touch").state is State.FAILED
    assert wide.bench.step == "touched"


def test_what_the_card_shows_is_written_into_the_settings_when_asked(walk: Walk) -> None:
    file = walk.bench.settings_file
    file.write_text('# ours\nclinic_name = "North"\n')
    walk.go_to("card")
    walk.tap("much_larger", "same", "further", "right")
    assert walk.bench.step == "save"
    assert walk.found("picture size").state is State.FAILED
    walk.tap("write")
    width = round(walk.bench.before.width / 1.05)
    assert file.read_text() == (
        f'# ours\nclinic_name = "North"\nscreen_width_mm = {width:.1f}\nviewing_distance_mm = 650.0\n'
    )
    assert walk.found("viewing distance").passed
    walk.tap("walk.back", "right")  # what is written is not asked for again
    assert walk.bench.step == "palm"
    # five per cent smaller than 23.8 inch is too small for the kiosk, and writing it down does not help
    assert "at least 526 x 296 mm" in walk.found("picture size").do


def test_settings_that_cannot_be_written_are_told_with_the_line_to_write(wide: Walk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    wide.bench.settings_file = tmp_path / "file" / "settings.toml"
    wide.go_to("distance")
    wide.tap("nearer", "right", "write")
    found = wide.found("viewing distance")
    assert found.state is State.FAILED
    assert "viewing_distance_mm = 550.0" in found.do


def test_settings_left_alone_are_told_as_wrong(wide: Walk) -> None:
    wide.go_to("distance")
    wide.tap("further", "right", "leave")
    assert wide.bench.step == "palm"
    assert "viewing_distance_mm = 650" in wide.found("viewing distance").do
    assert not wide.bench.settings_file.exists()


def test_a_finger_without_a_hand_is_asked_again_and_then_not_passed(walk: Walk) -> None:
    walk.go_to("palm")
    walk.tap("touch")
    assert walk.bench.step == "palm"
    walk.tap("touch")
    assert walk.found("palm").state is State.NOT_TRIED
    walk.go_to("palm")
    _hand_and_finger(walk)
    assert walk.found("palm").passed


def test_only_edges_that_a_finger_was_dragged_from_count(walk: Walk) -> None:
    walk.go_to("edges")
    _drag_in(walk, ("left", "bottom"))
    point = walk.at(0.999, 0.5)
    walk.finger.press(point)  # a touch is no drag
    walk.finger.lift(point)
    assert walk.bench.shown.dragged == {"left", "bottom"}
    walk.tap("nothing")
    assert walk.found("edges").found == "No finger was felt from: top, right."


def test_another_window_that_comes_while_a_finger_drags_is_noticed(wide: Walk) -> None:
    wide.go_to("edges")
    wide.window.activateWindow()
    _drag_in(wide, EDGES)
    from PySide6.QtWidgets import QWidget

    other = QWidget()
    other.show()
    other.activateWindow()
    QApplication.processEvents()
    other.hide()
    other.deleteLater()
    wide.tap("nothing")
    assert wide.found("edges").found == "Another window came."


def test_keys_of_a_keypad_are_ticked_and_lead_nowhere(wide: Walk) -> None:
    wide.go_to("keypad")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        press(wide, key)
    assert wide.bench.step == "keypad"
    wide.tap("go_on")
    assert wide.found("keypad").found == "Not felt: right."
    wide.bench.back()
    press(wide, Qt.Key.Key_Right)
    wide.tap("go_on")
    assert wide.found("keypad").found == "Felt: up, down, left, right, select, back."


def test_a_key_leads_out_of_the_keypad_step_when_it_is_struck_again(wide: Walk) -> None:
    wide.go_to("keypad")
    press(wide, Qt.Key.Key_Return, Qt.Key.Key_Space)  # both choose
    wide.bench.clock = lambda: 1000.0
    press(wide, Qt.Key.Key_Left, Qt.Key.Key_Left)  # a bounce
    assert wide.bench.step == "keypad"
    wide.bench.clock = lambda: 1001.0
    press(wide, Qt.Key.Key_Return)
    assert wide.bench.step == "sheet"
    assert wide.found("keypad").found == "Not felt: up, down, right."


def test_a_switch_may_be_all_there_is(walk: Walk) -> None:
    for key in (Qt.Key.Key_Space, Qt.Key.Key_F7):
        walk.bench.shown.pressed.clear()
        walk.go_to("keypad")
        press(walk, key)
        assert walk.window.shown is not None
        assert list(faults(walk.window.shown.stage)) == []
        walk.tap("switch")
        assert walk.found("keypad").found == "There is a switch, and it was felt."


def test_keys_that_the_settings_name_wrongly_are_told_with_the_setting(wide: Walk) -> None:
    wide.bench.settings = settings.Settings(keypad_up="Upp")
    wide.go_to("keypad")
    press(wide, Qt.Key.Key_Up)
    assert "'keypad_up' names a key 'Upp'" in wide.found("keypad").do


def test_a_print_system_that_does_not_answer_is_told_and_the_walk_goes_on(
    wide: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "localhost:9")
    wide.bench.tools.settings = settings.Settings(voice="none", printer="kiosk")
    wide.go_to("sheet")
    wide.tap("print")
    wide.wait_for(lambda: wide.bench.paper.trouble)
    wide.tap("go_on")
    found = wide.found("test sheet")
    assert found.state is State.FAILED
    assert "Check that CUPS is running" in found.do


def test_what_becomes_of_a_sheet_that_was_left_is_not_told_at_the_end(wide: Walk, tmp_path: Path) -> None:
    wide.go_to("sheet")
    wide.tap("print", "walk.skip")
    wide.wait_for(lambda: wide.bench.pdf)  # made after the sheet, on the same thread
    QTest.qWait(50)
    assert list((tmp_path / "printed").iterdir())
    assert wide.bench.paper.told == ""


def test_a_sentence_said_again_is_compared_with_itself_alone(wide: Walk) -> None:
    tools = wide.bench.tools
    tools.speak(lambda: None)
    QTest.qWait(500)
    before = len(tools.played())
    tools.speak(lambda: None)
    assert 0 < len(tools.played()) < before
    tools.hush()


def test_a_voice_that_the_clinic_turned_off_is_not_asked_for(wide: Walk) -> None:
    wide.bench.settings = settings.Settings(voice="none")
    wide.go_to("edges")
    wide.tap("nothing")
    assert wide.bench.step == "keypad"
    assert wide.found("voice heard").found == "The voice is turned off in the settings."
    wide.tap("walk.back")
    assert wide.bench.step == "edges"


def test_what_was_skipped_can_be_tried_again_and_then_counts(wide: Walk) -> None:
    wide.go_to("palm")
    wide.tap("walk.skip")
    assert wide.found("palm").state is State.NOT_TRIED
    wide.tap("walk.back")
    _hand_and_finger(wide)
    assert wide.found("palm").passed
    wide.go_to("end")
    wide.wait_for(lambda: wide.bench.pdf)
    looked: list[int] = []
    wide.bench.tools.look = lambda window: looked.append(window) or ()  # type: ignore[method-assign]
    wide.tap("again")
    wide.wait_for(lambda: looked == [int(wide.window.winId())])  # the machine too
    assert wide.bench.step == "corners"
    assert wide.found("palm").state is State.NOT_TRIED


def test_a_check_with_a_mistake_in_it_does_not_keep_the_walk_from_its_end(wide: Walk) -> None:
    wide.go_to("end")
    wide.bench.machine = None
    wide.bench.mishap("error.general")
    wide.wait_for(lambda: wide.bench.pdf)
    assert wide.found("machine").state is State.FAILED
