"""Signs of life for the service manager, from the thread that draws and is touched: when it hangs, they end.

Only read where a service manager waits for them (NOTIFY_SOCKET); any other start pays nothing for this.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
from typing import TextIO

from PySide6.QtCore import QObject, QTimer

from kiosk.notify import ALIVE, READY, Manager, manager

BEATS = 3
"""Signs of life in the time that the manager has patience: two may be lost. Every 10 s for WatchdogSec=30."""


_STUCK = 0.8
"""Part of the manager's patience after which a hang is written down: once it is lost, all may end too soon."""


class Heartbeat(QObject):
    """Tells `told` that the kiosk is ready once events are handled, and then that it lives, for as long as they are.

    Where each thread stands, without any value, is written to `log` when the signs fail to come.
    """

    def __init__(self, told: Manager, parent: QObject, log: TextIO | None = None) -> None:
        super().__init__(parent)
        self._told, self._log = told, log
        QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        self._tell(READY)
        if self._told.patience:
            beat = QTimer(self)
            beat.timeout.connect(self._beat)
            beat.start(round(self._told.patience * 1000 / BEATS))

    def _beat(self) -> None:
        self._tell(ALIVE)
        if self._log is not None:
            faulthandler.dump_traceback_later(self._told.patience * _STUCK, file=self._log)

    def _tell(self, message: str) -> None:
        try:
            self._told.tell(message)
        except OSError as error:  # the next one may arrive; else the manager starts the kiosk anew, which is right
            logging.getLogger("kiosk").warning("The service manager does not hear: %s", error.strerror)


def begin(application: QObject) -> None:
    """Begin to tell the service manager, where there is one.

    When it loses patience it sends SIGABRT: then, too, where each thread stood goes into the journal.
    """
    told = manager(os.environ)
    if told is not None:
        faulthandler.enable(sys.stderr)
        Heartbeat(told, application, sys.stderr)
