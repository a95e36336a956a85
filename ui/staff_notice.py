"""What staff must see at once, in a line on the attract screen: a clock that can't be right, a settings file with a
mistake in it, reviews that are overdue.

Short, and in no words that worry a patient; `kiosk doctor` says which they are and what to do.
"""

from __future__ import annotations

from kiosk.bundle.reader import Bundle
from kiosk.bundle.search import SearchIndex
from kiosk.phrases import Phrases


class StaffNotice:
    """Counts once what is overdue of all that is shown in `lang`: content and day stay till the next start."""

    def __init__(self, bundle: Bundle, phrases: Phrases, lang: str, mistakes: int) -> None:
        """`mistakes`: how many lines of the settings file are wrong."""
        self._bundle, self._phrases, self._lang, self._mistakes = bundle, phrases, lang, mistakes
        self._count: int | None = None

    def line(self, index: SearchIndex | None) -> str:
        """Return the line; '' when there is nothing to say, or while the index of all topics is not read yet."""
        today = self._bundle.today
        if today is None:
            return self._phrases("trust.staff_clock")
        if self._mistakes:
            return self._phrases("trust.staff_settings")
        if index is None:
            return ""
        if self._count is None:
            glossary = self._bundle.glossary(self._lang).trust
            self._count = sum(tile.overdue(today) for tile in index.starting_with("")) + glossary.overdue(today)
        return self._phrases("trust.staff_reviews", count=self._count) if self._count else ""
