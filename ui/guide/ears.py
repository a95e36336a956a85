"""Whether what is said reaches one pair of ears only: keys of a keypad say so, or the sound server does.

The one place that knows it. Personal words are said only while it is so.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Ears(QObject):
    """`went_in`: a headset was put in just now; `went_out`: what is said would be heard by all again.

    `noticed(inside, now)` may be sent from any thread; `now` is False for what was in when the server was first asked.
    """

    noticed = Signal(bool, bool)
    went_in = Signal()
    went_out = Signal()

    def __init__(self, parent: QObject | None = None, *, own_computer: bool = False) -> None:
        """`own_computer`: this is a nurse's, who plugs a headset in for other things as well: that asks for nothing."""
        super().__init__(parent)
        self._own_computer = own_computer
        self._by_key = self._plugged = False
        self.noticed.connect(self._note, Qt.ConnectionType.QueuedConnection)

    @property
    def alone(self) -> bool:
        """Whether a headset is in."""
        return self._by_key or self._plugged

    def tell_key(self, *, inside: bool) -> None:
        """A keypad sends that its headset is in or out."""
        before, self._by_key = self.alone, inside
        self._follow(before, came=inside)

    def forget_keys(self) -> None:
        """Keys may have been missed: none says any longer that a headset is in."""
        self.tell_key(inside=False)

    @Slot(bool, bool)
    def _note(self, inside: bool, now: bool) -> None:
        before, self._plugged = self.alone, inside
        self._follow(before, came=inside and now and not self._own_computer)

    def _follow(self, before: bool, *, came: bool) -> None:
        if came:
            self.went_in.emit()
        elif before and not self.alone:
            self.went_out.emit()
