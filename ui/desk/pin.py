"""The PIN of staff: digits as they come in, tried on a worker thread, with waits after wrong ones. Never shown."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.errors import KioskError
from kiosk.staff.people import PIN_DIGITS, StaffList
from kiosk.staff.tries import Tries
from ui.background import Background

_FORGET_SECONDS = 30
"""Without a digit for so long, those that are in are taken back."""


class PinRun(QObject):
    """`changed`: the page of the PIN shows something else; `right`: somebody of the staff is there."""

    changed = Signal()
    right = Signal()

    def __init__(
        self, background: Background, staff: StaffList, tries: Tries, shown: Callable[[], bool], parent: QObject
    ) -> None:
        """`shown` returns whether the page of the PIN is on the glass: nobody else is let in."""
        super().__init__(parent)
        self._background, self._staff, self._tries, self._shown = background, staff, tries, shown
        self.digits = ""
        self.told = ""
        """A key of `pin.*` phrases: 'checking', 'wrong', 'wait', 'nobody', 'broken'; empty when all is as usual."""
        self.checking = False
        self._quiet = self._visit = 0
        self._beat = QTimer(self)
        self._beat.setInterval(1000)
        self._beat.timeout.connect(self.count_down)

    @property
    def seconds(self) -> int:
        """How long nobody may try a PIN."""
        return -int(-self._tries.seconds // 1)

    @property
    def tries_left(self) -> int:
        """How many more wrong PINs cost nothing."""
        return self._tries.left

    def begin(self) -> None:
        """Begin anew: no digits, and told at once if nobody can come in or all must wait."""
        self.digits, self.told, self._quiet = "", "checking" if self.checking else "", 0
        self._visit += 1
        try:
            if not self._staff.people():
                self.told = "nobody"
        except KioskError as error:
            self._cannot_check(error)
        if self.seconds:
            self.told = "wait"
        self._beat.start()

    def forget(self) -> None:
        """Forget the digits: nobody looks at them any more."""
        self.digits = ""

    def add(self, digit: str) -> None:
        """Enter a digit."""
        self._quiet = 0
        if not self.checking and len(self.digits) < PIN_DIGITS[1]:
            self.digits += digit
            if self.told == "wrong":
                self.told = ""
            self.changed.emit()

    def rub_out(self) -> None:
        """Take the last digit back."""
        self.digits = self.digits[:-1]
        self.changed.emit()

    def clear(self) -> None:
        """Take all digits back."""
        self.digits = ""
        self.changed.emit()

    def unlock(self) -> None:
        """Try the digits, on a worker thread: it takes about 0.1 s a person, by design."""
        pin = self.digits
        if self.checking or len(pin) < PIN_DIGITS[0] or self._tries.seconds > 0:
            return
        self.checking, self.digits, self.told = True, "", "checking"
        answer = partial(self._answer, self._visit)
        self._background.run(lambda: self._is_staff(pin), then=answer, otherwise=self._cannot_check)
        self.changed.emit()

    def count_down(self) -> None:
        """One second has gone by at the page of the PIN."""
        if not self._shown():
            self._beat.stop()
            return
        self._quiet += 1
        if self._quiet >= _FORGET_SECONDS and self.digits:
            self.clear()
        if self.told == "wait":
            if not self._tries.seconds:
                self.told = ""
            self.changed.emit()
        elif self.told == "nobody":
            self.begin()  # somebody may have been added meanwhile
            self.changed.emit()

    def _is_staff(self, pin: str) -> bool:
        """Return whether somebody has this PIN; on a worker thread, since it works and writes."""
        right = self._staff.who(pin) is not None
        if right:
            self._tries.right()
        else:
            self._tries.wrong()
        return right

    def _answer(self, visit: int, right: bool) -> None:
        """Tell how it went; who has come to the page since is not let in by the PIN of somebody before."""
        self.checking = False
        if not right:
            self.told = "wait" if self._tries.seconds else "wrong"
            self._beat.start()
            self.changed.emit()
            return
        self.told = ""
        if self._shown():
            (self.right if visit == self._visit else self.changed).emit()

    def _cannot_check(self, error: KioskError) -> None:
        self.checking = False
        logging.getLogger("kiosk").warning("%s", error.for_staff)
        self.told = "broken"
        self.changed.emit()
