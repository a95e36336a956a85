"""Knows when nobody is there: counts the time since the last touch, warns, and ends the turn.

Reading and listening count as being there: `patience` says how long the present page deserves.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

_ACTIVITY = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.KeyPress,
    }
)
MORE_TIME_SECONDS = 600
"""How long 'I need more time to read' keeps the kiosk from asking."""
_BEGINS = frozenset({QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress})


class Idle(QObject):
    """`warned(seconds)`: seconds left, once a second; `stayed`: a touch came; `ended`: nobody answered.

    `touched`: a finger, mouse or key went down, before anything comes of it.
    """

    touched = Signal()
    warned = Signal(int)
    stayed = Signal()
    ended = Signal()

    def __init__(
        self,
        warning_seconds: Callable[[], int],
        patience: Callable[[], int | None],
        parent: QObject | None = None,
    ) -> None:
        """`warning_seconds` returns how long the warning lasts.

        `patience` returns the seconds without a touch that are fine here, None where nobody can be lost.
        """
        super().__init__(parent)
        self._warning_seconds, self._patience = warning_seconds, patience
        self._quiet = 0
        self._grace = 0
        self.left: int | None = None
        self.by_key = False
        """Whether the last input was a key: only then does the focus show."""
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of touches and keys anywhere; every one is handed on.

        A key that is held down is struck once: what lies on a keypad must not keep a person's turn open.
        """
        if event.type() in _ACTIVITY and not (isinstance(event, QKeyEvent) and event.isAutoRepeat()):
            self._quiet = 0
            self.by_key = event.type() == QEvent.Type.KeyPress
            if event.type() in _BEGINS:
                self.touched.emit()
            if self.left is not None:
                self.left = self._warning_seconds()
        return False

    def stay(self) -> None:
        """Someone is there: take the warning away."""
        self._quiet = 0
        if self.left is not None:
            self.left = None
            self.stayed.emit()

    def give_time(self) -> None:
        """Do not ask for ten minutes."""
        self._grace = MORE_TIME_SECONDS
        self.stay()

    def start_anew(self) -> None:
        """Forget the person before."""
        self._quiet = self._grace = 0
        self.left = None

    def tick(self) -> None:
        """One second has gone by."""
        patience = self._patience()
        if self.left is not None:
            self.left -= 1
            if self.left <= 0:
                self.start_anew()
                self.ended.emit()
            else:
                self.warned.emit(self.left)
        elif patience is None:
            self._quiet = 0
        elif self._grace > 0:
            self._grace -= 1
        else:
            self._quiet += 1
            if self._quiet >= patience:
                self.left = self._warning_seconds()
                self.warned.emit(self.left)
