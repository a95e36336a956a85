"""What stands on a handout, in order: the column of pieces, and the tree of their meaning beside it.

Warnings come first, whole; then when to get help, what matters to this person most, what the nurse typed for them
(behind several topics: all of them), the topic in short, its sections; then what is this person's own; then who to
ask, the words explained, and where it all comes from.

A topic with a translation, and the sheet's own words, are told in both languages (`beside`); what was typed, the words
explained and the list of sources once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kiosk.bundle.focus import focused, section_of
from kiosk.bundle.model import ABOUT_ME, Bullets, Role, Section, Status, Term, Text, Topic, Trust
from kiosk.bundle.sources import overdue_line, site
from kiosk.bundle.translation import Translation
from kiosk.handout.beside import Beside, Told, put_blocks
from kiosk.handout.blocks import Column
from kiosk.handout.dates import date_words
from kiosk.handout.flow import Slot
from kiosk.handout.request import Handout
from kiosk.handout.structure import Node
from kiosk.handout.style import Style
from kiosk.handout.words import Run, Typesetter, phrase
from kiosk.phrases import Phrases

_T = TypeVar("_T")
_SHORT = 4
"""Pages of a handout that needs no list of its contents."""
_SMALL = ("paper.in_short", "paper.own_words", "paper.who_to_ask", "paper.about_handout", "paper.sources")
"""Headings that nobody looks for in a list of contents."""


def title_of(handout: Handout, phrases: Phrases) -> str:
    """Return the handout's title."""
    if len(handout.topics) > 1:
        return phrases("paper.title_many")
    return _title(handout.topics[0], phrases)


def _title(topic: Topic, phrases: Phrases) -> str:
    title = topic.title.plain
    return title if title.endswith("?") else phrases("paper.title_one", topic=title)


def tell(
    handout: Handout, phrases: Phrases, style: Style, setter: Typesetter, room: float, beside: Beside | None = None
) -> tuple[list[Slot], Node]:
    """Return the column of a checked handout and the root of its structure tree; `room`: a page's height for it.

    A handout of more than four pages says what stands on which: after the warnings, or under the title of several.
    """
    column = Column(style, setter, phrases, room, beside)
    _Teller(handout, phrases, column).tell()
    languages = (phrases, beside.phrases) if beside else (phrases,)
    column.settle_contents({words(key) for words in languages for key in _SMALL}, shortest=_SHORT)
    return column.slots, column.root


@dataclass(frozen=True, slots=True)
class _Version:
    """A topic in one language, as this person gets it, and the phrases to tell it with."""

    topic: Topic
    phrases: Phrases


class _Teller:
    def __init__(self, handout: Handout, phrases: Phrases, column: Column) -> None:
        self._handout = handout
        self._phrases = phrases
        self._beside = column.beside
        self._other = column.beside.phrases if column.beside else None
        """The words of the second language, if there is one."""
        self._many = len(handout.topics) > 1
        self.column = column

    def tell(self) -> None:
        self._title()
        if self._handout.audience:
            self.column.paragraph((Run(self._phrases("topic.written_for", audience=self._handout.audience)),))
        if self._many:
            self.column.contents_here()
        cited = 0
        for topic in self._handout.topics:
            self._topic(*self._versions(topic), cited)
            cited += len(topic.sources)
        if self._many:
            self._from_nurse()
        self._about_me()
        self._questions()
        self._own_words()
        self._heading("paper.who_to_ask")
        self._typed(self._handout.who_to_ask)
        self._words_explained()
        self._provenance()

    def _title(self) -> None:
        """Set the title, and of two languages which stands where and that nobody may have checked the second."""
        _, other = self._versions(self._handout.topics[0])
        second = _title(other.topic, other.phrases) if other else None
        if self._many and self._other is not None:
            second = title_of(self._handout, self._other)
        self.column.both(Column.title, title_of(self._handout, self._phrases), second)
        if self._other is not None:
            self.column.both(self._languages, self._phrases, self._other)

    def _translation(self, topic: Topic) -> Translation | None:
        return next((one for one in self._handout.translations if one.topic.id == topic.id), None)

    def _versions(self, topic: Topic) -> tuple[_Version, _Version | None]:
        """Return the topic with what matters to this person first, in both languages where there is a second."""
        ticks, translated = self._handout.ticks, self._translation(topic)
        mine = _Version(focused(topic, ticks, self._phrases), self._phrases)
        if translated is None or self._other is None:
            return mine, None
        return mine, _Version(focused(translated.topic, ticks, self._other), self._other)

    def _heading(self, key: str) -> None:
        """Set a heading of the sheet's own."""
        self.column.both(lambda column, words: column.heading((Run(words(key)),), 1), self._phrases, self._other)

    def _languages(self, column: Column, words: Phrases) -> None:
        """Name both languages, and say where not all is in the second or nobody who grew up with it has checked it."""
        translations = self._handout.translations
        keys = ["paper.in_both" if len(translations) == len(self._handout.topics) else "paper.in_part"]
        if not all(one.native_speaker for one in translations):
            keys.append("paper.unchecked")
        said = " ".join(words(key, language=self._language(words)) for key in keys)
        column.paragraph((Run(said, strong=True),))

    def _language(self, words: Phrases) -> str:
        code = self._other.lang.split("-")[0] if self._other else "en"
        return words(f"paper.language.{code}")

    # -- a topic -----------------------------------------------------------------------------------------

    def _topic(self, mine: _Version, other: _Version | None, cited: int) -> None:
        self.column.level = 2 if self._many else 1
        if self._many:
            self.column.both(lambda column, of: column.heading((Run(of.topic.title.plain),), 1), mine, other)
        if mine.topic.also:
            self.column.both(_also, mine, other if other and other.topic.also else None)
        self._overdue(mine.topic.trust, other.topic.trust if other else None)
        for warning, translated in _pairs(mine.topic.warnings(), other.topic.warnings() if other else None):
            self.column.both(Column.warning, warning, translated)
        if not self._many:
            self.column.contents_here()
        sections = list(_pairs(mine.topic.sections, other.topic.sections if other else None))
        own = section_of(mine.topic)
        first = [pair for pair in sections if pair[0].role is Role.WHEN_TO_GET_HELP]
        for_you = [pair for pair in sections if pair[0] is own]
        for pair in (*first, *for_you):
            self._section(pair, mine, other, cited)
        if not self._many:
            self._from_nurse()
        if mine.topic.key_points.points:
            self.column.both(_in_short, mine, other)
            self.column.both(_code, mine, other)
        for pair in sections:
            if pair not in (*first, *for_you):
                self._section(pair, mine, other, cited)

    def _overdue(self, trust: Trust, other: Trust | None = None) -> None:
        """Say that the words, or their translation, were to be looked at again before today."""
        printed_at = self._handout.printed_at
        today = printed_at.date() if printed_at else None
        late = next((one for one in (trust, other) if one is not None and one.overdue(today)), None)
        if late is not None:
            told = [overdue_line(late, words, today) for words in (self._phrases, self._other) if words]
            second = told[1] if other is not None and len(told) > 1 else None
            self.column.both(lambda column, line: column.paragraph((Run(line, strong=True),)), told[0], second)

    def _section(
        self, pair: tuple[Section, Section | None], mine: _Version, other: _Version | None, cited: int
    ) -> None:
        section, translated = pair
        told = Told(section, mine.topic, cited)
        self.column.both(lambda column, one: column.heading(_runs(one.question), column.level), section, translated)
        if translated is None or other is None or self._beside is None:
            self.column.blocks(section, mine.topic, cited)
        else:
            put_blocks(self.column, self._beside, told, Told(translated, other.topic, cited))

    # -- this person's own -------------------------------------------------------------------------------

    def _about_me(self) -> None:
        told, other = self._handout.about_me, self._other
        if told:
            self._heading("paper.about_me")
            keys = {self._phrases(f"about.{tick}"): f"about.{tick}" for tick in ABOUT_ME}
            translated = [other(keys[words]) for words in told] if other and keys.keys() >= set(told) else None
            self.column.both(lambda column, said: column.bullets([Text(words) for words in said]), told, translated)

    def _from_nurse(self) -> None:
        """Set what staff typed for this person: after warnings and help, before what everybody is told."""
        self._plan()
        self._note()

    def _plan(self) -> None:
        """Set the plan as it was typed, a line each, with the days of a week to tick; nothing is worked out."""
        lines = [line.strip() for line in self._handout.plan.split("\n") if line.strip()]
        if lines:
            self._heading("paper.plan")
        for line in lines:
            self.column.paragraph((Run(line),), leads=True)
            self.column.days([self._phrases(f"paper.day.{day}") for day in range(1, 8)])

    def _note(self) -> None:
        if self._handout.note:
            self._heading("paper.note")
            self._typed(self._handout.note)

    def _typed(self, words: str) -> None:
        """Set what staff typed: its lines as typed, a blank line as the end of a paragraph."""
        for paragraph in words.split("\n\n"):
            if paragraph.strip():
                self.column.paragraph((Run(paragraph.strip("\n")),))

    def _questions(self) -> None:
        """Set the questions, in both languages those of the topics; a translation may lack others."""
        self._heading("paper.my_questions")
        known = dict[str, str]()
        for topic in self._handout.topics:
            translated = self._translation(topic)
            mine, its = topic.prompts.questions, translated.topic.prompts.questions if translated else ()
            known |= {one.plain: other.plain for one, other in zip(mine, its, strict=False)}
        asked = self._handout.questions
        both = [question for question in asked if question in known]
        self.column.both(Column.tick_boxes, both, [known[question] for question in both])
        self.column.tick_boxes([question for question in asked if question not in known])
        self.column.rules(2)

    def _own_words(self) -> None:
        prompts = [
            (topic.teach_backs[0].question, translated.topic.teach_backs[0].question if translated else None)
            for topic in self._handout.topics if topic.teach_backs for translated in [self._translation(topic)]
        ]  # fmt: skip
        if prompts:
            self._heading("paper.own_words")
        for prompt, translated in prompts:
            self.column.both(lambda column, one: column.paragraph(_runs(one), leads=True), prompt, translated)
            self.column.rules(2)

    # -- the words explained -----------------------------------------------------------------------------

    def _words_explained(self) -> None:
        """List the terms that stand in the topics, but for the topics' own names, which are explained all along."""
        topics = self._handout.topics
        blocks = [Bullets(topic.key_points.points) for topic in topics]
        rest = [block for topic in topics for section in topic.sections for block in section.blocks]
        titles = [name for topic in topics for name in (topic.title.plain, *topic.also)]
        terms = self._handout.glossary.terms_on((*blocks, *rest), besides=titles)
        if terms:
            self._heading("glossary.title")
            self._overdue(self._handout.glossary.trust)
            terms = tuple(sorted(terms, key=lambda term: term.word.plain.casefold()))
            self.column.bulleted([self._explained(term) for term in terms])

    def _explained(self, term: Term) -> tuple[Run, ...]:
        names = {"word": term.word.plain, "say": "-".join(term.say), "plain": term.plain.plain}
        return phrase(self._phrases, "glossary.entry", **names)

    # -- where it comes from -----------------------------------------------------------------------------

    def _provenance(self) -> None:
        self._heading("paper.about_handout")
        for topic in self._handout.topics:
            translated = self._translation(topic)
            mine = _Version(topic, self._phrases)
            if translated is None or self._other is None:
                _stands(self.column, (mine, topic.trust))
                continue
            other = _Version(translated.topic, self._other)
            self.column.both(_stands, (mine, topic.trust), (other, topic.trust))
            self.column.both(self._stands_for, (mine, translated), (other, translated))
        entries = []
        for topic in self._handout.topics:
            for source in topic.sources:
                said = f"{source.publisher}: {source.title}, {source.date}."
                entries.append(f"{said} {site(source)}" if site(source) else said)
        if entries:
            self._heading("paper.sources")
            self.column.numbered([(Run(entry),) for entry in entries])

    def _stands_for(self, column: Column, told: tuple[_Version, Translation]) -> None:
        """Say who stands for a translation."""
        of, translation = told
        _standing(column, of, translation.topic.trust, self._language(of.phrases))


def _pairs(first: Sequence[_T], second: Sequence[_T] | None) -> Iterator[tuple[_T, _T | None]]:
    """Yield what says the same in both languages; None where there is no second."""
    return zip(first, second if second is not None else [None] * len(first), strict=True)


def _also(column: Column, of: _Version) -> None:
    column.paragraph((Run(of.phrases("paper.also", names=", ".join(of.topic.also))),))


def _in_short(column: Column, of: _Version) -> None:
    column.heading((Run(of.phrases("paper.in_short")),), column.level)
    column.bullets(of.topic.key_points.points)


def _code(column: Column, of: _Version) -> None:
    """Put the key points beside the list as a code: plain words, no address, nothing of the person."""
    title = of.topic.title.plain
    words = "\n".join((title, *(f"- {point.plain}" for point in of.topic.key_points.points)))
    column.code(words, of.phrases("paper.code"), of.phrases("paper.code_of", topic=title))


def _stands(column: Column, told: tuple[_Version, Trust]) -> None:
    _standing(column, *told)


def _standing(column: Column, of: _Version, trust: Trust, language: str = "") -> None:
    """Say which version the words are, or their translation into `language`, and who stands for them."""
    words, title = of.phrases, of.topic.title.plain
    status = words(f"paper.status.{trust.status.name.lower()}")
    said = [words("paper.version", topic=title, version=trust.version, status=status)]
    if language:
        said = [words("paper.translation", topic=title, version=trust.version, status=status, language=language)]
    if trust.reviewed_on and trust.reviewer and trust.status is Status.APPROVED:
        said.append(words("paper.reviewed", reviewer=trust.reviewer, date=date_words(trust.reviewed_on, words)))
    else:
        said.append(words("paper.not_reviewed"))
    if trust.review_due:
        said.append(words("paper.review_due", date=date_words(trust.review_due, words)))
    column.paragraph((Run(" ".join(said)),))


def _runs(text: Text) -> tuple[Run, ...]:
    return (Run(text.plain),)
