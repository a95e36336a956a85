"""Sheets that wait for staff, kept in memory under a code until they print them or two hours are up.

A restart loses them: nothing of a person is on the disk.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.session import Letter, Sheet

_DIGITS, _LETTERS = "346789", "FJLRWYZ"
"""A digit, then a letter; no two sound alike (8, H; A, J, K) and no digit looks like a letter (2, Z; 5, S)."""
_SECONDS = 7200.0
MOST_SHEETS, _MOST_BYTES = 30, 100_000_000


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A handout that waits: its code, the PDF, its pages, and what a patient chose for it."""

    code: str
    pdf: bytes = field(repr=False)
    pages: int
    made: float
    sheet: Sheet = field(repr=False)
    """Empty for a sheet that came from the nurse desk: only its pages can be printed."""
    letter: Letter
    lang: str = ""
    """The second language the patient's own sheet was asked in; empty for none."""


class KeptSheets:
    """At most `MOST_SHEETS`; when there is no room, the oldest goes."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, choose: Callable[[str], str] = secrets.choice
    ) -> None:
        """`choose` picks one character of a row."""
        self._clock, self._choose = clock, choose
        self._sheets: dict[str, KeptSheet] = {}

    def keep(
        self, pdf: bytes, pages: int, sheet: Sheet | None = None, letter: Letter = Letter.CLEAR, lang: str = ""
    ) -> str:
        """Keep a handout and return its code, a digit and a letter; the same handout keeps its code."""
        for waiting in self.waiting():
            if waiting.pdf == pdf:
                return waiting.code
        while self._sheets and (len(self._sheets) >= MOST_SHEETS or self._bytes() + len(pdf) > _MOST_BYTES):
            del self._sheets[next(iter(self._sheets))]
        code = self._new_code()
        self._sheets[code] = KeptSheet(code, pdf, pages, self._clock(), sheet or Sheet(), letter, lang)
        return code

    def waiting(self) -> tuple[KeptSheet, ...]:
        """Return the sheets that wait, the oldest first."""
        now = self._clock()
        self._sheets = {code: one for code, one in self._sheets.items() if now - one.made < _SECONDS}
        return tuple(self._sheets.values())

    def take(self, code: str) -> KeptSheet | None:
        """Return a sheet and keep it no longer; None when there is none of that code."""
        self.waiting()
        return self._sheets.pop(code.upper(), None)

    def find(self, code: str) -> KeptSheet | None:
        """Return a sheet, which stays; None when there is none of that code."""
        return next((one for one in self.waiting() if one.code == code.upper()), None)

    def minutes(self, sheet: KeptSheet) -> int:
        """Return for how many whole minutes a sheet has waited."""
        return int((self._clock() - sheet.made) // 60)

    def clear(self) -> None:
        """Throw all away."""
        self._sheets.clear()

    def _bytes(self) -> int:
        return sum(len(one.pdf) for one in self._sheets.values())

    def _new_code(self) -> str:
        while True:
            code = self._choose(_DIGITS) + self._choose(_LETTERS)
            if code not in self._sheets:
                return code
