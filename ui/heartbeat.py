"""Signs of life for the service manager, from the thread that draws and is touched: when it hangs, they end.

Only read where a service manager waits for them (NOTIFY_SOCKET); any other start pays nothing for this.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import sys

from PySide6.QtCore import QObject, QTimer

from kiosk.notify import ALIVE, READY, Manager, manager

BEATS = 3
"""Signs of life in the time that the manager has patience: two may be lost. Every 10 s for WatchdogSec=30."""


class Heartbeat(QObject):
    """Tells `told` that the kiosk is ready once events are handled, and then that it lives, for as long as they are."""

    def __init__(self, told: Manager, parent: QObject) -> None:
        super().__init__(parent)
        self._told = told
        QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        self._tell(READY)
        if self._told.patience:
            beat = QTimer(self)
            beat.timeout.connect(self._beat)
            beat.start(round(self._told.patience * 1000 / BEATS))

    def _beat(self) -> None:
        self._tell(ALIVE)

    def _tell(self, message: str) -> None:
        try:
            self._told.tell(message)
        except OSError as error:  # the next one may arrive; else the manager starts the kiosk anew, which is right
            logging.getLogger("kiosk").warning("The service manager does not hear: %s", error.strerror)


def begin(application: QObject) -> None:
    """Begin to tell the service manager, where there is one.

    When it loses patience it sends SIGABRT: then where each thread stood goes into the journal, without any value.
    """
    told = manager(os.environ)
    if told is not None:
        faulthandler.enable(sys.stderr)
        Heartbeat(told, application)
