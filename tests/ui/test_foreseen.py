"""A finger that lies on a topic has its first sentence made ready, before it is lifted."""

from __future__ import annotations

from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.session import Kind, Place, Session
from tests.support.screens import show, stage_of
from ui.app import Kiosk
from ui.widgets.button import Button

TOPIC = "baclofen"


def asked_for(kiosk: Kiosk) -> list[str]:
    """Return what the voice is asked to make ahead."""
    player = kiosk.supply.player
    return [one.text for one in player._soon[0]] if player is not None else []


def test_the_first_sentence_is_asked_for_while_the_finger_is_down(kiosk: Kiosk, touch: QPointingDevice) -> None:
    presenter, window = kiosk.presenter, kiosk.window
    presenter._scripts.opened(presenter._scripts.phrase("still.title"), presenter.phrases)  # drafts were told of
    show(kiosk, Session(place=Place(Kind.HOME)))
    title = presenter.bundle.topic(TOPIC, "en-GB").title.plain
    tile = next(one for one in stage_of(kiosk).findChildren(Button) if one.accessibleName() == title)
    point = tile.mapTo(window, tile.rect().center())
    first = presenter.bundle.topic(TOPIC, "en-GB").sections[0].question.plain
    assert first not in asked_for(kiosk)
    QTest.touchEvent(window, touch).press(0, point, window).commit()
    QApplication.processEvents()
    QApplication.processEvents()
    assert presenter.session.place.kind is Kind.HOME, "nothing is opened before the finger lifts"
    assert asked_for(kiosk) == [first]
    QTest.touchEvent(window, touch).release(0, point, window).commit()


def test_what_is_foreseen_is_what_the_opened_topic_begins_with(kiosk: Kiosk) -> None:
    presenter = kiosk.presenter
    for tile in presenter.bundle.tiles("most", "en-GB"):
        foreseen = presenter._scripts.beginning(tile.id)
        presenter.open_topic(tile.id)
        assert presenter._scripts.soon(tile.id, presenter.pages(), 0)[:1] == foreseen
