"""Walks through the kiosk by touch and prints how long each tap took; `walk.py BUNDLE TAPS`, on the X screen set.

A tap counts from the lifted finger to the picture on the glass: the window's next repaint, and then one question to
the X server, which answers only when it has drawn what came before.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from glass import HOLD
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.options import RunOptions
from kiosk.session import Touch
from kiosk.settings import Settings
from ui.app import Kiosk, build
from ui.widgets.button import Button

_REST = Touch().repeat
"""Seconds a finger stays off the glass after the screen has come: sooner is a bounce."""


class Painted(QObject):
    """Counts the window's repaints."""

    def __init__(self, window: QObject) -> None:
        super().__init__()
        self._window, self.times = window, 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.UpdateRequest:
            self.times += 1
        return False


class Hand:
    """Touches controls by their words and keeps the times."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk, self.window = kiosk, kiosk.window
        self._device = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
        self._painted = Painted(kiosk.window)
        kiosk.application.installEventFilter(self._painted)
        self.taps: list[tuple[float, str]] = []
        self.pressed: list[float] = []

    def tap(self, words: str) -> None:
        """Touch the control that is called `words`."""
        window = self.window
        shown = [one for one in window.findChildren(Button) if one.isVisible() and one.isEnabled()]
        button = next(one for one in shown if one.accessibleName() == words)
        point = button.mapTo(window, button.rect().center())
        touch = QTest.touchEvent(window, self._device).press(0, point, window)
        self.pressed.append(self._until_painted(touch))
        self.wait(HOLD)
        touch = QTest.touchEvent(window, self._device).release(0, point, window)
        self.taps.append((self._until_painted(touch), words))
        self.wait(_REST)

    def _until_painted(self, touch: QTest.QTouchEventSequence) -> float:
        before, begun = self._painted.times, time.perf_counter()
        touch.commit()
        while self._painted.times == before:
            if time.perf_counter() - begun > 5.0:
                raise SystemExit("a tap changed nothing on the glass")
            QApplication.processEvents()
        self.window.screen().grabWindow(0, 0, 0, 1, 1)
        return (time.perf_counter() - begun) * 1000

    def wait(self, seconds: float) -> None:
        """Let the program go on by itself."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            QApplication.processEvents()
            time.sleep(0.002)


def way(kiosk: Kiosk) -> Iterator[str]:
    """Yield the words of the controls to touch: each shipped topic in turn, and the lists in between."""
    presenter = kiosk.presenter
    words, bundle, lang = presenter.phrases, presenter.bundle, presenter.lang
    categories = bundle.pack.categories
    while True:
        for tile in bundle.tiles(categories[0].id, lang):
            yield tile.title
            topic = bundle.topic(tile.id, lang)
            yield words("topic.start")
            for _ in range(min(3, len(presenter.pages()) - 1)):
                yield words("bar.next")
            yield words("bar.back")
            yield words("bar.home")
            yield tile.title
            yield topic.sections[-1].short.plain if len(topic.sections) <= 6 else topic.sections[1].short.plain
            yield words("bar.home")
            yield from (category.title for category in categories[1:4])
            yield words("home.a_to_z")
            yield from ("B", "A")
            yield words("bar.home")
            yield words("home.all_topics")
            yield words("bar.home")


def main() -> None:
    """Walk and print."""
    kiosk = build(RunOptions(content=Path(sys.argv[1])), Settings())
    hand = Hand(kiosk)
    kiosk.presenter.start()
    hand.wait(1.0)
    while kiosk.presenter.search is None:
        hand.wait(0.1)
    route = way(kiosk)
    for _ in range(int(sys.argv[2])):
        hand.tap(next(route))
    print(json.dumps({"taps": hand.taps, "pressed": hand.pressed}), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
