"""A touch on the sentence before or after the one being read starts there."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QPointingDevice

from kiosk.readaloud.player import Player, State
from kiosk.session import Kind, Place, Session
from tests.support.screens import show
from tests.support.touch import Finger
from ui.app import Kiosk


def reading_aloud(kiosk: Kiosk) -> Player:
    """Put the kiosk where it reads the first page of a topic aloud; return what is read there."""
    presenter = kiosk.presenter
    show(kiosk, Session(place=Place(Kind.TOPIC, topic="baclofen")))
    presenter.listen()
    presenter.reading.player = replace(presenter.reading.player, index=1, state=State.PLAYING)
    kiosk.window.refresh()
    return presenter.reading.player


def test_the_sentences_beside_are_controls_that_start_there(kiosk: Kiosk, touch: QPointingDevice) -> None:
    for step in (-1, 1):
        player = reading_aloud(kiosk)
        asked = player.script[player.index + step].text
        Finger(kiosk.window, touch).tap(asked)
        assert kiosk.presenter.reading.player.index == player.index + step
        assert kiosk.presenter.reading.player.playing
    kiosk.presenter.end_turn()
