"""Calling staff from 'Get help', off the GUI thread: what has come of it, for the screen to say."""

from __future__ import annotations

import logging
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal

from kiosk.errors import KioskError
from kiosk.settings import command_words
from ui.background import Background


class Called(StrEnum):
    """What has come of calling staff in this turn."""

    NOT_YET = "not yet"
    CALLING = "calling"
    TOLD = "told"
    FAILED = "failed"


class HelpCall(QObject):
    """Runs the clinic's command when a person asks for it; `changed` when there is something new to say."""

    changed = Signal()

    def __init__(self, background: Background, command: str, parent: QObject | None = None) -> None:
        """`background` is its own: a call waits behind no print."""
        super().__init__(parent)
        self._background, self._words = background, command_words(command)
        self.state = Called.NOT_YET
        self._turn = 0

    @property
    def possible(self) -> bool:
        """Whether the clinic has set what calls staff."""
        return bool(self._words)

    def call(self) -> None:
        """Call staff, unless a call is under way."""
        if not self._words or self.state is Called.CALLING:
            return
        from kiosk.staff.call import call  # with what starts processes: no start waits for it

        self._become(Called.CALLING)
        self._background.run(
            partial(call, self._words),
            then=partial(self._told, self._turn),
            otherwise=partial(self._failed, self._turn),
        )

    def forget(self) -> None:
        """Forget this person's call; its end is not told to the next one."""
        self._turn += 1
        self.state = Called.NOT_YET

    def close(self) -> None:
        """Let a call under way end."""
        self._background.close()

    def _told(self, turn: int, _: None) -> None:
        if turn == self._turn:
            self._become(Called.TOLD)

    def _failed(self, turn: int, error: KioskError) -> None:
        logging.getLogger("kiosk").warning("%s", error)
        if turn == self._turn:
            self._become(Called.FAILED)

    def _become(self, state: Called) -> None:
        self.state = state
        self.changed.emit()
