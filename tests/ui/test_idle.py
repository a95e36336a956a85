"""Is anybody there? Seconds are counted by calling `tick`; no test waits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from kiosk.readaloud.player import Player, State
from kiosk.session import Kind, Place, Session, TextSize
from tests.support.screens import comfort, show
from ui.app import Kiosk
from ui.idle import MORE_TIME_SECONDS, Idle
from ui.window import patience

PATIENCE, WARNING = 120, 30


class Witness:
    """Remembers what the watch said."""

    def __init__(self, idle: Idle) -> None:
        self.said: list[str] = []
        idle.warned.connect(self._warned)
        idle.stayed.connect(self._stayed)
        idle.ended.connect(self._ended)

    def _warned(self, seconds: int) -> None:
        self.said.append(f"warned {seconds}")

    def _stayed(self) -> None:
        self.said.append("stayed")

    def _ended(self) -> None:
        self.said.append("ended")


@pytest.fixture
def patient() -> list[int | None]:
    """Return the patience of the present place, which a test may change."""
    return [PATIENCE]


@pytest.fixture
def idle(patient: list[int | None]) -> Iterator[Idle]:
    QApplication.instance() or QApplication([])
    made = Idle(lambda: WARNING, lambda: patient[0])
    yield made
    made.deleteLater()


def let_pass(idle: Idle, seconds: int) -> None:
    for _ in range(seconds):
        idle.tick()


def touch(idle: Idle) -> None:
    point = QPointF(1, 1)
    left = Qt.MouseButton.LeftButton
    idle.eventFilter(
        QObject(), QMouseEvent(QEvent.Type.MouseButtonPress, point, point, left, left, Qt.KeyboardModifier.NoModifier)
    )


def test_nobody_is_asked_before_the_patience_of_the_place_is_over(idle: Idle) -> None:
    witness = Witness(idle)
    let_pass(idle, PATIENCE - 1)
    assert witness.said == []
    let_pass(idle, 1)
    assert witness.said == [f"warned {WARNING}"]


def test_the_warning_counts_down_and_then_the_turn_ends(idle: Idle) -> None:
    witness = Witness(idle)
    let_pass(idle, PATIENCE + WARNING - 1)
    assert witness.said[-1] == "warned 1"
    let_pass(idle, 1)
    assert witness.said[-1] == "ended"
    assert [one for one in witness.said if one.startswith("warned")] == [f"warned {n}" for n in range(WARNING, 0, -1)]


def test_after_the_end_the_next_person_has_the_whole_time(idle: Idle) -> None:
    let_pass(idle, PATIENCE + WARNING)
    witness = Witness(idle)
    let_pass(idle, PATIENCE - 1)
    assert witness.said == []


def test_any_touch_starts_the_time_anew(idle: Idle) -> None:
    witness = Witness(idle)
    for _ in range(5):
        let_pass(idle, PATIENCE - 1)
        touch(idle)
    assert witness.said == []


def test_a_touch_during_the_warning_gives_the_whole_warning_again_without_end(idle: Idle) -> None:
    witness = Witness(idle)
    let_pass(idle, PATIENCE)
    for _ in range(20):
        let_pass(idle, WARNING - 1)
        touch(idle)
    assert idle.left == WARNING
    assert "ended" not in witness.said


def test_saying_yes_takes_the_warning_away(idle: Idle) -> None:
    witness = Witness(idle)
    let_pass(idle, PATIENCE + 3)
    idle.stay()
    assert witness.said[-1] == "stayed"
    assert idle.left is None
    let_pass(idle, PATIENCE - 1)
    assert witness.said[-1] == "stayed"


def test_more_time_means_ten_minutes_without_a_question(idle: Idle) -> None:
    let_pass(idle, PATIENCE)
    idle.give_time()
    witness = Witness(idle)
    let_pass(idle, MORE_TIME_SECONDS)
    assert witness.said == []
    let_pass(idle, PATIENCE)
    assert witness.said == [f"warned {WARNING}"]


def test_where_nobody_can_be_lost_nothing_is_counted(idle: Idle, patient: list[int | None]) -> None:
    witness = Witness(idle)
    patient[0] = None
    let_pass(idle, 10_000)
    patient[0] = PATIENCE
    let_pass(idle, PATIENCE - 1)
    assert witness.said == []


def test_the_focus_shows_only_after_a_key(idle: Idle) -> None:
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    assert idle.eventFilter(QObject(), key) is False
    assert idle.by_key
    touch(idle)
    assert not idle.by_key


def test_a_finger_that_goes_down_is_told_before_anything_comes_of_it(idle: Idle) -> None:
    told: list[str] = []
    idle.touched.connect(partial(told.append, "touched"))
    touch(idle)
    assert told == ["touched"]
    point, none = QPointF(1, 1), Qt.MouseButton.NoButton
    up = QMouseEvent(QEvent.Type.MouseButtonRelease, point, point, none, none, Qt.KeyboardModifier.NoModifier)
    idle.eventFilter(QObject(), up)
    assert told == ["touched"]


def test_the_attract_screen_and_listening_are_never_interrupted(kiosk: Kiosk) -> None:
    presenter = kiosk.presenter
    show(kiosk, Session())
    assert patience(presenter) is None
    show(kiosk, Session(place=Place(Kind.HOME)))
    assert patience(presenter) == presenter.settings.idle_seconds
    presenter.reading.player = Player((), state=State.PLAYING)
    assert patience(presenter) is None
    presenter.reading.player = Player(())


def test_a_page_with_more_words_is_given_more_time(kiosk: Kiosk) -> None:
    presenter = kiosk.presenter
    show(kiosk, Session(place=Place(Kind.READER, topic="baclofen", page=0), comfort=comfort(TextSize.SMALL)))
    base = presenter.settings.idle_seconds
    long = patience(presenter)
    assert long is not None
    words = sum(len(block.text.plain.split()) for block in presenter.pages()[0].blocks if hasattr(block, "text"))
    assert long >= base + words * 60 / 80 - 1
