"""What is said aloud, put together from topic, handout and interface words with their prepared sounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kiosk.bundle.focus import focused
from kiosk.bundle.model import TeachBack, Term, Topic
from kiosk.bundle.reader import Bundle
from kiosk.bundle.sources import overdue_line
from kiosk.bundle.speech import Speech, SpokenWord
from kiosk.phrases import Phrases
from kiosk.readaloud.script import Utterance
from kiosk.session import Sheet
from kiosk.settings import Settings
from ui.reading import Script
from ui.widgets.paging import Page

if TYPE_CHECKING:
    from kiosk.readaloud.foreign import Foreign
    from kiosk.readaloud.gaps import Gaps


class Scripts:
    """Makes scripts in the language of `settings`; `phrase_speech` gives the sounds of the interface words."""

    def __init__(
        self, bundle: Bundle, phrases: Phrases, settings: Settings, phrase_speech: Callable[[], Speech]
    ) -> None:
        self._bundle, self._phrases, self._lang, self._phrase_speech = bundle, phrases, settings.language, phrase_speech
        self._demonstration = settings.demonstration
        self._said_draft = False
        self._foreign: Foreign | None = None
        self._last: tuple[str, Speech] | None = None
        """The topic whose words were asked for last, and how they are said: they are read from the disk once."""
        self._near: dict[str, Speech] = {}
        """The words of the topics at hand, by topic."""
        self._titles: dict[str, tuple[SpokenWord, ...] | None] = {}

    def begin_turn(self) -> None:
        """Say once more, to the next person, that these are drafts."""
        self._said_draft = False
        self._near, self._last = {}, None

    def opened(self, script: Script, words: Phrases) -> Script:
        """Return `script`; the first of a turn begins with saying that these are drafts, while they are shown.

        That is said in the language of `words`.
        """
        told = self._with_opening(script)
        self._said_draft = self._said_draft or told != script
        own = told is script or words.lang == self._lang
        return told if own else (*self.lines([words("trust.spoken_start")], (), words), *script)

    def soon(self, topic_id: str, pages: Sequence[Page], number: int) -> Script:
        """Return what may be asked for next, to be made ahead: how page `number` begins and how the next ones do.

        What follows on this page comes behind the next page's beginning: it is not waited for, that one is.
        """
        script = self._with_opening(self.page(topic_id, pages[number]))
        following = [one for page in pages[number + 1 : number + 3] for one in self.page(topic_id, page)[:1]]
        return (*script[:1], *following[:1], *script[1:2], *following[1:])

    def beginning(self, topic_id: str) -> Script:
        """Return the first sentence that is heard of a topic that nobody has opened yet."""
        from kiosk.readaloud.script import script_for_section

        first = self._bundle.topic(topic_id, self._lang).sections[0]
        speech = {**self._phrase_speech(), **self._speech(topic_id)}
        return self._with_opening(script_for_section(first, speech, self._phrases)[:1])[:1]

    def _with_opening(self, script: Script) -> Script:
        from kiosk.readaloud.script import script_opening

        if not self._demonstration or self._said_draft or not script:
            return script
        return (*script_opening(self._phrases, self._phrase_speech()), *script)

    def page(self, topic_id: str, page: Page) -> Script:
        """Return what is said of one reading page: its question where it opens a section, then its blocks."""
        from kiosk.readaloud.script import script

        speech = {**self._phrase_speech(), **self._speech(topic_id)}
        return script(page.section.question if page.first else None, page.blocks, speech, self._phrases)

    def _speech(self, topic_id: str) -> Speech:
        if self._last is None or self._last[0] != topic_id:
            self._last = topic_id, self._bundle.speech(topic_id, self._lang)
        return self._last[1]

    def terms(self, terms: Sequence[Term]) -> Script:
        """Return what is said of words explained: first, if it is so, that their review is overdue."""
        from kiosk.readaloud.script import script_for_phrase, script_for_term

        speech = {**self._phrase_speech(), **self._bundle.glossary_speech(self._lang)}
        line = overdue_line(self._bundle.glossary(self._lang).trust, self._phrases, self._bundle.today)
        return (*script_for_phrase(line, speech), *(one for term in terms for one in script_for_term(term, speech)))

    def teach_back(self, topic_id: str, asked: TeachBack, chosen: int | None) -> Script:
        """Return what is said of a question and its answers; once one is `chosen`, of the reply to it."""
        from kiosk.readaloud.script import script_for_phrase, script_for_reply, script_for_teach_back

        speech = {**self._phrase_speech(), **self._speech(topic_id)}
        unsure = script_for_phrase(self._phrases("teach.not_sure"), speech)
        if chosen is None:
            return (*script_for_teach_back(asked, speech), *unsure)
        if chosen == len(asked.answers):
            return (*unsure, *script_for_phrase(self._phrases("teach.not_sure_reply"), speech))
        answer = asked.answers[chosen]
        title = script_for_phrase(self._phrases("teach.right" if answer.right else "teach.not_quite"), speech)
        reply = script_for_reply(answer, speech)
        return reply if reply[0].text.startswith(title[0].text) else (*title, *reply)

    def sheet(self, topics: Sequence[Topic], sheet: Sheet, ticks: Sequence[str]) -> Script:
        """Return what is said of the whole handout: each topic, focused on `ticks`, then ticks and questions."""
        from kiosk.readaloud.script import script_for_phrase, script_for_topic

        said: list[Utterance] = []
        speech: dict[str, tuple[SpokenWord, ...]] = dict(self._phrase_speech())
        for topic in topics:
            speech |= self._bundle.speech(topic.id, self._lang)
            said += script_for_topic(focused(topic, ticks, self._phrases), speech, self._phrases)
        lines: list[str] = []
        if sheet.about_me:
            lines += [self._phrases("handout.about_me"), *(self._phrases(f"about.{tick}") for tick in sheet.about_me)]
        if sheet.questions:
            lines += [self._phrases("handout.questions"), *sheet.questions]
        for line in lines:
            said += script_for_phrase(line, speech)
        return tuple(said)

    def phrase(self, key: str) -> Script:
        """Return interface words as they are said."""
        from kiosk.readaloud.script import script_for_phrase

        return script_for_phrase(self._phrases(key), self._phrase_speech())

    def lines(self, texts: Iterable[str], topics: Sequence[str], words: Phrases) -> Script:
        """Return words that the screen shows, near `topics`, as they are said; without sound what nobody prepared.

        `words` are the screen's: what is one of its phrases is said in its language.
        """
        self._near = {one: self._near.get(one) or self._bundle.speech(one, self._lang) for one in topics}
        say = self._gaps.say
        if words.lang != self._lang:
            from kiosk.readaloud.foreign import Foreign

            if self._foreign is None or self._foreign.phrases is not words:
                self._foreign = Foreign(words, say)
            say = self._foreign.say
        return tuple(one for text in texts for one in say(text))

    @cached_property
    def _gaps(self) -> Gaps:
        from kiosk.readaloud.gaps import Gaps

        return Gaps(self._phrases, self._known)

    def _known(self, text: str) -> tuple[SpokenWord, ...] | None:
        """Return the sound of a sentence: of the interface, of what is at hand, else of the topic so called."""
        for speech in (self._phrase_speech(), *self._near.values(), self._explained):
            if text in speech:
                return speech[text]
        if text in self._owners and text not in self._titles:
            self._titles[text] = self._bundle.speech(self._owners[text], self._lang).get(text)
        return self._titles.get(text)

    @cached_property
    def _explained(self) -> Speech:
        return self._bundle.glossary_speech(self._lang)

    @cached_property
    def _owners(self) -> dict[str, str]:
        """Return the topic of each title."""
        categories = self._bundle.pack.categories
        return {tile.title: tile.id for one in categories for tile in self._bundle.tiles(one.id, self._lang)}
