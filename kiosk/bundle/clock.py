"""Whether the time that a clock tells can be right. Nothing here reads a clock: the moment comes in.

A kiosk without a battery or a network may wake up in 1970. By a wrong date, topics would run out or come back, and
a sheet would carry a day that never was. So a moment that can't be right is no moment at all: no date logic, no date
on paper, and a notice for staff.
"""

from __future__ import annotations

from datetime import date, datetime

RELEASED = date(2026, 11, 25)
"""The day of this release: no kiosk that runs it can live earlier. Moved with `kiosk.__version__`."""
LAST_YEAR = 2100
"""A clock that shows a later year is wrong."""


def believed(moment: datetime, newest: date | None = None) -> datetime | None:
    """Return `moment`, or None when it can't be right: before this release or the `newest` day in the content, or
    after the year 2100."""
    earliest = max(RELEASED, newest) if newest else RELEASED
    return moment if earliest <= moment.date() and moment.year <= LAST_YEAR else None


def believed_day(moment: datetime | None, newest: date | None = None) -> date | None:
    """Return the day of `moment`; None when there is no moment or it can't be right."""
    told = believed(moment, newest) if moment else None
    return told.date() if told else None
