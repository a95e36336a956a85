"""Wrong PINs: four are free, then each costs a wait that doubles from 30 seconds to an hour.

That leaves 34 guesses a day, 3 in 100,000 to find one six-digit PIN. The count is on the disk, so that a restart
forgives nothing; waits are measured by the monotonic clock, so that setting the time forgives nothing either: after a
restart the whole wait begins anew. The kiosk never locks for good, or a patient could lock the nurses out.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.files import write_whole

FREE = 4
"""Wrong PINs in a row that cost nothing."""
_FIRST, _MOST = 30.0, 3600.0
"""Seconds: the first wait, and the longest."""


class Tries:
    """How many wrong PINs were entered in a row, and how long to wait now."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._path, self._clock = path, clock
        self._wrong = self._read()
        self._until = clock() + self._wait()

    @property
    def left(self) -> int:
        """How many more wrong ones cost nothing."""
        return max(0, FREE - self._wrong)

    @property
    def seconds(self) -> float:
        """How long nobody may try; 0.0 when one may."""
        return max(0.0, self._until - self._clock())

    def wrong(self) -> None:
        """Count a wrong PIN."""
        self._wrong += 1
        self._until = self._clock() + self._wait()
        self._write()

    def right(self) -> None:
        """A PIN was right: all is forgiven."""
        if self._wrong:
            self._wrong, self._until = 0, self._clock()
            self._write()

    def _wait(self) -> float:
        over = self._wrong - FREE
        return min(_MOST, _FIRST * 2.0 ** min(over - 1, 20)) if over > 0 else 0.0

    def _read(self) -> int:
        try:
            count = json.loads(self._path.read_text(encoding="utf-8"))["wrong"]
        except FileNotFoundError:
            return 0
        except (OSError, ValueError, KeyError, TypeError):
            return FREE + 1  # a damaged count may hide guesses: one wait, then all is as usual
        return count if isinstance(count, int) and count >= 0 else FREE + 1

    def _write(self) -> None:
        try:
            write_whole(self._path, json.dumps({"wrong": self._wrong}) + "\n", 0o600)
        except OSError as error:  # the count in memory still holds until the next start
            logging.getLogger("kiosk").warning("%s cannot be written: %s", self._path, error.strerror)
