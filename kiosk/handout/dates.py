"""Days and times in words people read, from the phrases of their language."""

from __future__ import annotations

from datetime import date, datetime

from kiosk.phrases import Phrases


def date_words(day: date, phrases: Phrases) -> str:
    """Return a day such as '25 November 2026'."""
    return phrases("paper.date", day=str(day.day), month=phrases(f"paper.month.{day.month}"), year=str(day.year))


def time_words(moment: datetime, phrases: Phrases) -> str:
    """Return a time such as '10.40 am'."""
    key = "paper.time_am" if moment.hour < 12 else "paper.time_pm"
    return phrases(
        key, hour=str(moment.hour % 12 or 12), hour24=f"{moment.hour:02d}", minute=f"{moment.minute:02d}"
    )
