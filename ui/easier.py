"""What makes it easier for this person: letters, colours, sound. A change of letters keeps the words being read."""

from __future__ import annotations

from dataclasses import replace

from kiosk.session import Comfort, Kind, Place, Session, TextSize
from ui.presenter import Presenter
from ui.widgets.paging import opening_words, page_with


class Easier:
    """Changes the comfort of the presenter's session."""

    def __init__(self, presenter: Presenter) -> None:
        self._presenter = presenter

    def open(self, part: int = 0) -> None:
        """Open 'Make this easier for me' at a row, from 0 (in reach mode rows take turns); from there, close it."""
        session = self._presenter.session
        place = session.place
        if place.kind is not Kind.EASIER:
            if place.kind is Kind.READER:  # pages may be cut anew before it is come back to
                session = session.turn(replace(place, words=place.words or self._opening()))
            self._presenter.become(session.go(Place(Kind.EASIER, page=part)))
        elif session.comfort.reach and place.page != part:
            self._presenter.turn_page(part)
        else:
            self._presenter.become(session.back())

    def change_speed(self, steps: int) -> None:
        """Read faster or slower."""
        self._presenter.become(self._presenter.session.faster(steps))

    def change_volume(self, steps: int) -> None:
        """Speak louder or quieter."""
        self._presenter.become(self._presenter.session.louder(steps))

    def next_size(self) -> None:
        """Take the next text size."""
        self._become_anchored(self._presenter.session.next_text_size())

    def choose_size(self, name: str) -> None:
        """Take a text size by name."""
        self._take(replace(self._presenter.session.comfort, text_size=TextSize(name)))

    def choose_theme(self, key: str) -> None:
        """Take other colours."""
        session = self._presenter.session
        self._presenter.become(session.with_comfort(replace(session.comfort, theme=key)))

    def toggle_reach(self) -> None:
        """Bring all that can be touched into the lower half of the glass, or back up."""
        comfort = self._presenter.session.comfort
        self._take(replace(comfort, reach=not comfort.reach))

    def toggle_spacing(self) -> None:
        """Set what is read further apart, or as before."""
        comfort = self._presenter.session.comfort
        self._take(replace(comfort, spacing=not comfort.spacing))

    def put_back(self) -> None:
        """Return to the comfort each person starts with, in the language chosen."""
        now = self._presenter.session.comfort  # who hears the screen, or reads this language, does not lose it by this
        self._take(replace(self._presenter.fresh().comfort, guide=now.guide, lang=now.lang))

    # -- inside -----------------------------------------------------------------------------------------------

    def _take(self, comfort: Comfort) -> None:
        self._become_anchored(self._presenter.session.with_comfort(comfort))

    def _opening(self) -> str:
        """Return the first words of the page being read."""
        presenter = self._presenter
        return opening_words(presenter.pages()[presenter.page_number()], presenter.phrases)

    def _become_anchored(self, session: Session) -> None:
        """Keep the words that were being read on the page, although pages are cut anew at another size."""
        presenter, place = self._presenter, session.place
        if place.kind is Kind.READER:  # what is read aloud finds its page by the sentence at hand
            section = presenter.pages()[presenter.page_number()].section.id
            words = place.words or self._opening()
            new = presenter.view(session.comfort).pager.pages(presenter.topic())
            number = page_with(new, section, words, presenter.phrases)
            session = session.turn(replace(place, page=number, words=words))
        presenter.become(session)
