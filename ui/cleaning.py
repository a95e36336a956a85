"""'Clean the glass': for a minute the whole glass takes no touch and no key, so that a wet cloth chooses nothing.

The turn is ended before it begins, and with it the desk is locked: whatever becomes of the minute, nothing that was
typed is left. Afterwards the first screen stands there for whoever comes next.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from kiosk.session import Kind, Place
from ui.presenter import Presenter
from ui.screens.cleaning import SECONDS, CleaningScreen
from ui.screens.screen import Screen
from ui.touch.door import Door

_EATEN = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.TouchCancel,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletRelease,
        QEvent.Type.NativeGesture,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
    }
)
"""Whatever a hand, a cloth or something that lies on a keyboard can do."""


class Glass(Protocol):
    """The window, as it is known here."""

    @property
    def screen_shown(self) -> Screen | None:
        """The screen that stands on the glass."""


class Ears(Protocol):
    """Who knows of a headset, as they are known here."""

    def forget_keys(self) -> None:
        """Keys may have been missed."""


class Cleaning(QObject):
    """Watches the native window of `window` while the glass is wiped; `glass` is the window once more."""

    def __init__(self, window: QWidget, glass: Glass, presenter: Presenter, door: Door, ears: Ears) -> None:
        super().__init__(window)
        self._window, self._glass, self._presenter, self._door, self._ears = window, glass, presenter, door, ears
        self.left = 0
        """Seconds until touches count again."""
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)
        presenter.session_changed.connect(self._watch)

    @Slot()
    def begin(self) -> None:
        """Lock the desk, forget all that was typed, and take no touch for a minute."""
        handle = self._window.windowHandle()
        if self.left or handle is None:
            return
        self._presenter.end_turn()
        self._door.let_go()
        self.left = SECONDS
        handle.installEventFilter(self)  # the last to watch is asked first: before door, keypad and guide
        self._timer.start()
        self._presenter.become(replace(self._presenter.session, place=Place(Kind.CLEANING)))

    @Slot()
    def tick(self) -> None:
        """One second has gone by."""
        self.left -= 1
        if self.left <= 0:
            self._presenter.end_turn()
        elif isinstance(self._glass.screen_shown, CleaningScreen):
            self._glass.screen_shown.show_seconds(self.left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep every touch and key from whatever is on the glass."""
        return event.type() in _EATEN

    def _watch(self) -> None:
        """Let touches count again as soon as another screen is called for: also where something went wrong."""
        if not self._timer.isActive() or self._presenter.session.place.kind is Kind.CLEANING:
            return
        self._timer.stop()
        self.left = 0
        self._ears.forget_keys()  # a headset pulled out meanwhile would not have been seen
        self._door.let_go()  # a cloth that still lies there began on nothing
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
