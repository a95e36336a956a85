"""Reading aloud follows the person: kept while they are elsewhere, found again when pages are cut anew."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from itertools import takewhile

from PySide6.QtCore import QObject, QTimer

from kiosk.readaloud.script import Kind as Said
from kiosk.session import Kind, Marking, Place
from ui.presenter import Presenter

BETWEEN_PAGES_MS = 1500
"""Quiet before the next page, where it is read without asking: a page that ends is felt to end."""


class Listening(QObject):
    """Sees to it that what is read is what the screen shows. Made before the window follows the session."""

    def __init__(self, presenter: Presenter, parent: QObject) -> None:
        super().__init__(parent)
        self._presenter, self._reading = presenter, presenter.reading
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(BETWEEN_PAGES_MS)
        self._next.timeout.connect(self._read_on)
        presenter.session_changed.connect(self.follow)
        self._reading.page_read.connect(self._end_page)

    # -- what a person asks for -------------------------------------------------------------------------------

    def open_marks(self) -> None:
        """Open 'How I read to you'."""
        self._presenter.become(self._presenter.session.go(Place(Kind.MARKS)))

    def choose_marking(self, name: str) -> None:
        """Choose what is marked while a sentence is read."""
        session = self._presenter.session
        self._presenter.become(session.with_comfort(replace(session.comfort, marking=Marking(name))))

    def choose_reading_on(self, wanted: bool) -> None:
        """Choose whether the next page is read without asking."""
        session = self._presenter.session
        self._presenter.become(session.with_comfort(replace(session.comfort, reads_on=wanted)))

    # -- what follows the session -----------------------------------------------------------------------------

    def follow(self) -> None:
        """See that the words at hand belong to the place; a page come back to is taken up where it was left."""
        presenter, reading = self._presenter, self._reading
        if presenter.session.place.kind is not Kind.ALOUD:
            return
        key, before = self._key(), reading.key
        reading.key = key
        if before is None or before == key:
            reading.go_on()
        elif not presenter.session.place.topic:  # another whole was heard since: back to where this one was asked for
            presenter.go_back()
        elif isinstance(before, tuple) and before[:-1] == key[:-1]:
            self._find_again()
            reading.go_on()
        else:
            self._read_here()

    def _key(self) -> tuple[Hashable, ...]:
        """Return what words at hand here belong to; what cuts the pages comes last."""
        session = self._presenter.session
        place = session.place
        if place.topic:
            comfort = session.comfort
            return place.topic, place.section, place.page, (comfort.text_size, comfort.reach, comfort.spacing)
        return ("", session.sheet, *(earlier.kind for earlier in session.trail[-1:]))

    def _find_again(self) -> None:
        """Pages were cut anew: go to the one that holds the sentence at hand, and on from there."""
        presenter, player = self._presenter, self._reading.player
        place = presenter.session.place
        lead = tuple(takewhile(lambda one: one.kind is Said.PHRASE, player.script))
        pages = {
            number: (*lead, *presenter.script_of(number))
            for number, page in enumerate(presenter.pages())
            if page.section.id == place.section
        }
        number = max(pages, key=lambda one: player.alike(pages[one])[0])
        count, at = player.alike(pages[number])
        if count:
            self._reading.move(pages[number][len(lead) :] if at >= len(lead) else pages[number])
        presenter.session = presenter.session.turn(replace(place, page=number))
        self._reading.key = self._key()
        if not count:
            self._read_here()

    def _read_here(self) -> None:
        presenter = self._presenter
        key = self._key()
        self._reading.stop()
        self._reading.key = key
        self._reading.start(presenter.script_of(presenter.page_number()))

    # -- pages that follow each other -------------------------------------------------------------------------

    def _end_page(self) -> None:
        """Read on, or ask whether to."""
        presenter = self._presenter
        place = presenter.session.place
        if place.kind is not Kind.ALOUD:
            return
        last = not place.topic or presenter.is_last_heard(presenter.page_number())
        if presenter.session.comfort.reads_on and not last:
            self._next.start()
        else:
            presenter.say_phrase("aloud.last_read" if last else "aloud.page_read")

    def _read_on(self) -> None:
        presenter = self._presenter
        if presenter.session.place.kind is Kind.ALOUD and self._reading.player.finished:
            presenter.next_page()
