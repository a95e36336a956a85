"""The edge: whatever went wrong and nobody foresaw is written to the log, and the person gets a calm page.

A patient never sees a traceback. Qt hands an exception raised in a slot to `sys.excepthook`, so this is the only
place that takes them all; of a thread that ends by one, which shows on no page by itself, the log is told.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from kiosk.errors import KioskError

_log = logging.getLogger("kiosk")


class Guard:
    """Takes every exception that reaches the edge; `show_error` puts up the page for a phrase."""

    def __init__(self, show_error: Callable[[str], object]) -> None:
        self._show_error = show_error
        self._showing = False

    def install(self) -> None:
        """Stand at the edge from now on."""
        sys.excepthook = self.take
        if threading.excepthook is threading.__excepthook__:  # whoever runs tests hears of threads by itself
            threading.excepthook = self.note

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log `error` and show the error page; an error of that page itself is only logged.

        The log gets the place and class of the error, not its words: those may hold what a person typed.
        """
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        told = error.for_staff if isinstance(error, KioskError) else ""
        _log.error("%s at %s. %s", kind.__name__, _place(trace), told)
        if self._showing:
            return
        self._showing = True
        try:
            self._show_error(error.for_patient if isinstance(error, KioskError) else KioskError.for_patient)
        finally:
            self._showing = False

    def note(self, ended: threading.ExceptHookArgs) -> None:
        """Log that a thread ended by an error: its place and class, not its words."""
        if ended.exc_type is not SystemExit:
            name = "a thread" if ended.thread is None else ended.thread.name
            _log.error("%s ended: %s at %s.", name, ended.exc_type.__name__, _place(ended.exc_traceback))


def _place(trace: TracebackType | None) -> str:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return " > ".join(places[-4:])
