"""Slow work off the GUI thread, written as a sentence: `background.run(job, then=done, otherwise=failed)`."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.errors import KioskError

Result = TypeVar("Result")


class Background(QObject):
    """Runs jobs on worker threads, one at a time in the order they came; answers come back on the GUI thread."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._finished.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def run(
        self, job: Callable[[], Result], *, then: Callable[[Result], object], otherwise: Callable[[KioskError], object]
    ) -> None:
        """Do `job` on a worker thread, then `then` with its result, or `otherwise` with its KioskError.

        Any other error is a mistake in the program: it is raised on the GUI thread, where the guard waits for it.
        """
        future = self._pool.submit(job)
        future.add_done_callback(lambda done: self._finished.emit((done, then, otherwise)))

    def close(self) -> None:
        """Let the job at hand end, drop those that wait."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _answer(self, parcel: tuple[Future[Any], Callable[[Any], object], Callable[[KioskError], object]]) -> None:
        future, then, otherwise = parcel
        error = future.exception()
        if error is None:
            then(future.result())
        elif isinstance(error, KioskError):
            otherwise(error)
        else:
            raise error
