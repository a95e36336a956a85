"""One or two switches: keys that a switch box sends, or a touch anywhere. Watches the native window before the keypad.

A switch that is held counts once, and pressed again within the repeat time it means nothing (EN 301 549, 5.7, 5.8).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk.session import Scanning
from kiosk.settings import Settings
from ui.keys.keymap import Keymap, key_called, named
from ui.keys.strokes import Strokes

_POINTERS = frozenset({
    QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel,
    QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
})  # fmt: skip
_LIFTED = frozenset({QEvent.Type.TouchEnd, QEvent.Type.MouseButtonRelease})


def switch_keys(settings: Settings) -> Mapping[Qt.Key, int]:
    """Return the keys of the first and the second switch; SettingsError where Qt knows no key of a name."""
    return {
        key_called(name, where): number
        for number, where in ((2, "switch_2_keys"), (1, "switch_1_keys"))
        for name in named(getattr(settings, where))
    }


class Switches(QObject):
    """`mode` gives how this person scans (off also where nobody may: at the nurse desk). `press` takes a press.

    `turn_on` is asked for by a key that means nothing else here, with the number of its switch.
    """

    def __init__(
        self,
        window: QWidget,
        keys: Mapping[Qt.Key, int],
        others: Keymap,
        mode: Callable[[], Scanning],
        press: Callable[[int], None],
        turn_on: Callable[[int], None],
        repeat: Callable[[], float],
        clock: Callable[[], float],
    ) -> None:
        super().__init__(window)
        self._window, self._keys, self._others, self._mode = window, keys, others, mode
        self._press, self._turn_on, self._strokes = press, turn_on, Strokes(repeat, clock)

    def open(self) -> None:
        """Take what comes to the window from now on; the window must have been shown."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the switches while somebody scans, and every touch where the glass is the switch."""
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) and isinstance(event, QKeyEvent):
            return self._key(event)
        if kind not in _POINTERS or self._mode() is not Scanning.TOUCH:
            return False
        if kind in _LIFTED:
            self._strike(1)
        event.accept()
        return True

    def _key(self, event: QKeyEvent) -> bool:
        number, mode = self._keys.get(Qt.Key(event.key()), 0), self._mode()
        if not number or (mode is Scanning.OFF and Qt.Key(event.key()) in self._others):
            return False
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            if mode is Scanning.OFF:
                self._turn_on(number)
            else:
                self._strike(number)
        return True

    def _strike(self, number: int) -> None:
        if self._strokes.counts(number):
            self._press(number)
