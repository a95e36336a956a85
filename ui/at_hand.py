"""The topic at hand: opened once, with what matters to this person first and where it comes from last."""

from __future__ import annotations

from kiosk.bundle.focus import focused
from kiosk.bundle.model import Term, Topic
from kiosk.bundle.reader import Bundle
from kiosk.bundle.sources import SECTION as SOURCES
from kiosk.bundle.sources import with_sources
from kiosk.phrases import Phrases
from ui.widgets.paging import Page


class AtHand:
    """Keeps the topic a person reads, as they are shown it."""

    def __init__(self, bundle: Bundle, phrases: Phrases, lang: str) -> None:
        self._bundle, self._phrases, self._lang = bundle, phrases, lang
        self._topic: Topic | None = None
        self._ticks: tuple[str, ...] = ()

    def topic(self, topic_id: str, ticks: tuple[str, ...]) -> Topic:
        """Return the topic, focused on `ticks` (see `kiosk.bundle.focus`), its sources as the last section."""
        if self._topic is None or (self._topic.id, self._ticks) != (topic_id, ticks):
            told = focused(self._bundle.topic(topic_id, self._lang), ticks, self._phrases)
            self._topic, self._ticks = with_sources(told, self._phrases, self._bundle.today), ticks
        return self._topic

    def terms(self, page: Page) -> tuple[Term, ...]:
        """Return the words of the glossary that stand on a page of the topic, but for the topic's own names."""
        if self._topic is None or page.section.id == SOURCES:
            return ()
        names = (self._topic.title.plain, *self._topic.also)
        return self._bundle.glossary(self._lang).terms_on(page.blocks, besides=names)

    def forget(self) -> None:
        """Forget the topic: the turn has ended."""
        self._topic = None
