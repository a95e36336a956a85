"""Holds the session. Wishes come in, `session_changed` goes out; nothing is drawn here and no widget is known.

Every wish is one method, named for what it does; each takes the session to its next value and tells the window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.bundle.model import Term, Topic
from kiosk.bundle.reader import Bundle
from kiosk.bundle.search import SearchIndex
from kiosk.bundle.sources import SECTION as SOURCES
from kiosk.bundle.speech import Speech
from kiosk.phrases import Phrases
from kiosk.session import Comfort, Kind, Letter, Place, Scanning, Session, TextSize
from kiosk.settings import Settings
from ui.at_hand import AtHand
from ui.background import Background
from ui.help_call import HelpCall
from ui.print_run import PrintRun
from ui.reading import Reading, Script
from ui.scripts import Scripts
from ui.widgets.lens import Lens, View
from ui.widgets.paging import Page, page_with


class Presenter(QObject):
    """The session and what may be done with it."""

    session_changed = Signal()
    turn_ended = Signal()
    word_changed = Signal()

    def __init__(
        self,
        settings: Settings,
        bundle: Bundle,
        phrases: Phrases,
        lens: Lens,
        background: Background,
        reading: Reading,
        printing: PrintRun,
        phrase_speech: Callable[[], Speech],
        helping: HelpCall,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings, self.bundle, self.phrases = settings, bundle, phrases
        self.reading, self.printing, self.helping = reading, printing, helping
        self._lens, self._background = lens, background
        self.lang = settings.language
        self._scripts = Scripts(bundle, phrases, settings, phrase_speech)
        self.session = self.fresh()
        self.sheets: int | None = None
        self.search: SearchIndex | None = None
        self._at_hand = AtHand(bundle, phrases, self.lang)
        reading.changed.connect(self.session_changed)
        reading.word_changed.connect(self.word_changed)
        printing.counted.connect(self._know_sheets)
        printing.state_changed.connect(self._show_print_state)
        printing.page_changed.connect(self._show_printed_page)
        printing.failed.connect(self.fail)
        helping.changed.connect(self._show_call)

    # -- facts the window asks for ---------------------------------------------------------------------------

    def topic(self) -> Topic:
        """Return the topic of the present place."""
        return self._at_hand.topic(self.session.place.topic, self._focus())

    def terms(self) -> tuple[Term, ...]:
        """Return the words of the glossary that stand on the reading page shown."""
        self.topic()
        return self._at_hand.terms(self.pages()[self.page_number()])

    def view(self, comfort: Comfort | None = None) -> View:
        """Return look, zones and pager of `comfort`, else of the present one."""
        return self._lens.view(comfort or self.session.comfort_here)

    def pages(self) -> tuple[Page, ...]:
        """Return the reading pages of the present topic in the present comfort."""
        return self.view().pager.pages(self.topic())

    def page_number(self) -> int:
        """Return the reading page shown, from 0: a place kept from another text size leads to its words, or section."""
        place, pages = self.session.place, self.pages()
        if place.words and any(page.section.id == place.section for page in pages):
            return page_with(pages, place.section, place.words, self.phrases)
        if place.page < len(pages) and place.section in ("", pages[place.page].section.id):
            return place.page
        return next((index for index, page in enumerate(pages) if page.section.id == place.section), 0)

    def is_last_heard(self, number: int) -> bool:
        """Return whether reading aloud ends with this page: the list of sources is looked up, not heard."""
        pages = self.pages()
        return number + 1 >= len(pages) or pages[number + 1].section.id == SOURCES

    def questions(self) -> tuple[str, ...]:
        """Return the questions offered on My handout: those kept, then those of each topic on it."""
        offered = list(self.session.sheet.questions)
        for topic_id in self.session.sheet.topics:
            offered += [prompt.plain for prompt in self.bundle.topic(topic_id, self.lang).prompts.questions]
        return tuple(dict.fromkeys(offered))

    def fresh(self) -> Session:
        """Return the session each person starts with."""
        settings = self.settings
        scanning, seconds = Scanning(settings.scanning), settings.scan_seconds
        size, theme = TextSize(settings.text_size), settings.theme
        return Session(comfort=Comfort(text_size=size, theme=theme, scanning=scanning, scan_seconds=seconds))

    def load_search(self) -> None:
        """Read the search index on a worker thread, after the first picture is on the glass."""
        if self.search is None:
            self._background.run(
                lambda: self.bundle.search(self.lang),
                then=self._know_search,
                otherwise=lambda error: self.fail(error.for_patient),
            )

    # -- going about ------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin a turn at Home."""
        self.become(self.session.home())

    def go_home(self) -> None:
        """Go to Home; choices stay."""
        self.become(self.session.home())

    def go_back(self) -> None:
        """Go to the place before."""
        self.become(self.session.back())

    def ask_help(self) -> None:
        """Open 'Get help'."""
        self.become(self.session.go(Place(Kind.HELP)))

    def ask_finish(self) -> None:
        """Open 'Have you finished?'."""
        self.become(self.session.go(Place(Kind.FINISH)))

    def end_turn(self) -> None:
        """Forget this person: a new session, silence, no handout, no topic at hand."""
        self.reading.stop()
        self.printing.forget()
        self.helping.forget()
        self._scripts.begin_turn()
        self._at_hand.forget()
        self.sheets = None
        self.session = self.fresh()
        self.reading.follow(self.session.comfort)
        self.turn_ended.emit()
        self.session_changed.emit()

    def choose_category(self, category: str) -> None:
        """Show the tiles of a category."""
        self.become(self.session.turn(Place(Kind.HOME, category=category)))

    def turn_page(self, page: int) -> None:
        """Show page `page` of what is shown."""
        place = self.session.place
        explained = place.kind is Kind.WORDS
        self.become(self.session.turn(replace(place, part=page) if explained else replace(place, page=page)))

    def open_a_to_z(self) -> None:
        """Open the letters."""
        self.become(self.session.go(Place(Kind.A_TO_Z)))

    def open_list(self) -> None:
        """Open the list of all topics."""
        self.become(self.session.go(Place(Kind.LIST)))

    def add_letter(self, letter: str) -> None:
        """Type a letter in A to Z."""
        self.become(self.session.add_letter(letter))

    def rub_out(self) -> None:
        """Take back the last letter."""
        self.become(self.session.rub_out())

    # -- a topic ----------------------------------------------------------------------------------------------

    def open_topic(self, topic_id: str) -> None:
        """Open the front page of a topic."""
        self.become(self.session.open_topic(topic_id))

    def foresee_topic(self, topic_id: str) -> None:
        """Make ready how a topic begins: a finger lies on it. What shows that it does is painted first."""
        QTimer.singleShot(0, partial(self._make_ready, topic_id))

    def _make_ready(self, topic_id: str) -> None:
        self.reading.prepare(self._scripts.beginning(topic_id))

    def open_section(self, section_id: str) -> None:
        """Open the reader at the first page of a section."""
        pages = self.pages()
        number = next(index for index, page in enumerate(pages) if page.section.id == section_id)
        self.become(self.session.go(self._reading_place(number)))

    def start_reading(self) -> None:
        """Open the reader at the first page."""
        self.become(self.session.go(self._reading_place(0)))

    def next_page(self) -> None:
        """Turn to the next page; after the last one, ask whether it was explained well."""
        place = self.session.place
        if place.kind is Kind.ALOUD and not place.topic:
            self.go_back()
            return
        number = self.page_number()
        if not (self.is_last_heard(number) if place.kind is Kind.ALOUD else number + 1 == len(self.pages())):
            following = self._reading_place(number + 1, place.kind)
            self._hear(following) if place.kind is Kind.ALOUD else self.become(self.session.go(following))
        elif self.topic().teach_backs:
            self.become(self.session.go(Place(Kind.TEACH_BACK, topic=place.topic)))
        else:
            self.become(self.session.back_to_topic(self.session.place.topic))

    def open_questions(self) -> None:
        """Open the questions to ask about the topic."""
        self.become(self.session.go(Place(Kind.QUESTIONS, topic=self.session.place.topic)))

    def open_words(self) -> None:
        """Open the explanations of the words on the page."""
        self.become(self.session.go(replace(self.session.place, kind=Kind.WORDS, part=0)))

    def toggle_focus(self) -> None:
        """Put what matters to me first, or show the topic as for everyone; either way from its front page."""
        self.become(self.session.back_to_topic(self.session.place.topic).toggle_focus())

    def choose_answer(self, number: int) -> None:
        """Pick an answer; the reply shows beside it."""
        self.become(self.session.turn(replace(self.session.place, answer=number)))

    def next_question(self) -> None:
        """Go to the next teach-back question; after the last, to the topic's front page."""
        place = self.session.place
        if place.page + 1 < len(self.topic().teach_backs):
            self.become(self.session.turn(replace(place, page=place.page + 1, answer=None)))
        else:
            self.become(self.session.back_to_topic(self.session.place.topic))

    # -- listening --------------------------------------------------------------------------------------------

    def listen(self) -> None:
        """Read aloud what stands here: a page, the words on it, a question or the reply to an answer, all of the
        handout; a topic from its start."""
        place, kind = self.session.place, self.session.place.kind
        if kind is Kind.HANDOUT:
            self._hear(Place(Kind.ALOUD))
        elif kind is Kind.WORDS:
            self._hear(Place(Kind.ALOUD), self._scripts.terms(self.terms()))
        elif kind is Kind.TEACH_BACK:
            asked = self.topic().teach_backs[place.page]
            self._hear(Place(Kind.ALOUD), self._scripts.teach_back(place.topic, asked, place.answer))
        else:
            self._hear(self._reading_place(self.page_number() if kind is Kind.READER else 0, Kind.ALOUD))

    def _hear(self, place: Place, said: Script = ()) -> None:
        """Go to `place` and read aloud what is `said`, else what stands there."""
        self.reading.stop()
        self.become(self.session.go(place))
        self.reading.start(self.opened(said or self._script()))

    def stop_listening(self) -> None:
        """Return to the reader at the page reached, or to the handout or the words explained."""
        place = self.session.place
        if not place.topic:
            self.go_back()
            return
        trail = tuple(earlier for earlier in self.session.trail if earlier.kind is not Kind.ALOUD)
        if trail and trail[-1].kind is Kind.READER:
            trail = trail[:-1]
        self.become(replace(self.session, place=replace(place, kind=Kind.READER), trail=trail))

    # -- taking home ------------------------------------------------------------------------------------------

    def open_handout(self) -> None:
        """Open My handout."""
        self.become(self.session.go(Place(Kind.HANDOUT)))

    def toggle_topic(self, topic_id: str) -> None:
        """Put a topic on the handout or take it out."""
        self._change_sheet(self.session.toggle_topic(topic_id))

    def toggle_question(self, question: str) -> None:
        """Keep a question or drop it."""
        self._change_sheet(self.session.toggle_question(question))

    def toggle_about_me(self, tick: str) -> None:
        """Set or clear a tick about me."""
        self._change_sheet(self.session.toggle_about_me(tick))

    def choose_letter(self, name: str) -> None:
        """Choose the letters on paper."""
        self._change_sheet(self.session.choose_letter(Letter(name)))

    def print_handout(self) -> None:
        """Print what is on the handout."""
        self.become(self.session.go(Place(Kind.PRINT, message="making")))
        self.printing.start(self.session, self._sheet_topics())

    # -- what comes back from elsewhere -------------------------------------------------------------------------

    def fail(self, phrase: str) -> None:
        """Show an error page; Home leads on from there."""
        self.become(replace(self.session, place=Place(Kind.ERROR, message=phrase), trail=()))

    def _know_search(self, index: SearchIndex) -> None:
        self.search = index
        if self.session.place.kind in (Kind.A_TO_Z, Kind.ATTRACT):
            self.session_changed.emit()

    def _know_sheets(self, sheets: int) -> None:
        self.sheets = sheets
        if self.session.place.kind in (Kind.HANDOUT, Kind.PRINT):
            self.session_changed.emit()

    def _show_print_state(self, state: str) -> None:
        place = self.session.place
        if place.kind is Kind.PRINT and place.message != state:
            self.become(self.session.turn(replace(place, message=state)))

    def _show_printed_page(self) -> None:
        comfort = self.session.comfort  # who listens is not interrupted, and scanning does not begin its step again
        if self.session.place.kind is Kind.PRINT and not comfort.guide and comfort.scanning is Scanning.OFF:
            self.session_changed.emit()

    def _show_call(self) -> None:
        """Another screen is not put up anew because a call has ended: a finger may lie on it."""
        if self.session.place.kind is Kind.HELP:
            self.session_changed.emit()

    # -- inside -----------------------------------------------------------------------------------------------

    def become(self, session: Session) -> None:
        """Take the session to its next value, and tell the window."""
        before, self.session = self.session, session
        if before.place.kind is Kind.ALOUD and session.place.kind is not Kind.ALOUD:
            self.reading.hold() if before.place in session.trail else self.reading.stop()
        if before.comfort != session.comfort:
            self.reading.follow(session.comfort)
        if session.place.kind is Kind.HANDOUT and before.place.kind is not Kind.HANDOUT:
            self._count_sheets()  # also on the way back: a topic, or another language, may have been chosen meanwhile
        if before != session:
            self.session_changed.emit()
        if session.place.kind in (Kind.READER, Kind.TOPIC) and before.place != session.place:
            number = self.page_number() if session.place.kind is Kind.READER else 0
            self.reading.prepare(self._scripts.soon(session.place.topic, self.pages(), number))

    def _reading_place(self, number: int, kind: Kind = Kind.READER) -> Place:
        section = self.pages()[number].section.id
        return Place(kind, topic=self.session.place.topic, page=number, section=section)

    def _script(self) -> Script:
        if not self.session.place.topic:
            return self._scripts.sheet(self._sheet_topics(), self.session.sheet, self._focus())
        return self.script_of(self.page_number())

    def script_of(self, number: int) -> Script:
        """Return what is said of a reading page of the present topic."""
        return self._scripts.page(self.session.place.topic, self.pages()[number])

    def opened(self, script: Script, words: Phrases | None = None) -> Script:
        """Return `script`; the first of a turn begins with saying that these are drafts, while they are shown."""
        return self._scripts.opened(script, words or self.phrases)

    def lines(self, texts: Iterable[str], words: Phrases | None = None) -> Script:
        """Return words that the screen shows as they are said; a sentence without sound is one nobody prepared.

        `words` are the screen's, where it is in another language.
        """
        topics = filter(None, (self.session.place.topic, *self.session.sheet.topics))
        return self._scripts.lines(texts, tuple(topics), words or self.phrases)

    def say_phrase(self, key: str) -> None:
        """Say interface words aloud."""
        self.reading.say(self._scripts.phrase(key))

    def _focus(self) -> tuple[str, ...]:
        return self.session.sheet.about_me if self.session.focus else ()

    def _sheet_topics(self) -> tuple[Topic, ...]:
        return tuple(self.bundle.topic(topic_id, self.lang) for topic_id in self.session.sheet.topics)

    def _change_sheet(self, session: Session) -> None:
        self.become(session)
        if session.place.kind is Kind.HANDOUT:
            self._count_sheets()

    def _count_sheets(self) -> None:
        self.sheets = None
        if self.session.sheet.topics:
            self.printing.count(self.session, self._sheet_topics())
