"""What stands on a handout, in order: the column of pieces, and the tree of their meaning beside it.

Warnings come first, whole; then when to get help, what matters to this person most, what the nurse typed for them
(behind several topics: all of them), the topic in short, its sections; then what is this person's own; then who to
ask, the words explained, and where it all comes from.
"""

from __future__ import annotations

from kiosk.bundle.focus import focused, section_of
from kiosk.bundle.model import Bullets, Role, Section, Status, Term, Text, Topic, Trust
from kiosk.bundle.sources import overdue_line, site
from kiosk.handout.blocks import Column
from kiosk.handout.dates import date_words
from kiosk.handout.flow import Slot
from kiosk.handout.request import Handout
from kiosk.handout.structure import Node
from kiosk.handout.style import Style
from kiosk.handout.words import Run, Typesetter, phrase
from kiosk.phrases import Phrases

_SHORT = 4
"""Pages of a handout that needs no list of its contents."""
_SMALL = ("paper.in_short", "paper.own_words", "paper.who_to_ask", "paper.about_handout", "paper.sources")
"""Headings that nobody looks for in a list of contents."""


def title_of(handout: Handout, phrases: Phrases) -> str:
    """Return the handout's title."""
    if len(handout.topics) > 1:
        return phrases("paper.title_many")
    title = handout.topics[0].title.plain
    return title if title.endswith("?") else phrases("paper.title_one", topic=title)


def tell(handout: Handout, phrases: Phrases, style: Style, setter: Typesetter, room: float) -> tuple[list[Slot], Node]:
    """Return the column of a checked handout and the root of its structure tree; `room`: a page's height for it.

    A handout of more than four pages says what stands on which: after the warnings, or under the title of several.
    """
    column = Column(style, setter, phrases, room)
    _Teller(handout, phrases, column).tell()
    column.settle_contents({phrases(key) for key in _SMALL}, shortest=_SHORT)
    return column.slots, column.root


class _Teller:
    def __init__(self, handout: Handout, phrases: Phrases, column: Column) -> None:
        self._handout = handout
        self._phrases = phrases
        self._many = len(handout.topics) > 1
        self.column = column

    def tell(self) -> None:
        self.column.title(title_of(self._handout, self._phrases))
        if self._handout.audience:
            self.column.paragraph((Run(self._phrases("topic.written_for", audience=self._handout.audience)),))
        if self._many:
            self.column.contents_here()
        cited = 0
        for topic in self._handout.topics:
            self._topic(focused(topic, self._handout.ticks, self._phrases), cited)
            cited += len(topic.sources)
        if self._many:
            self._from_nurse()
        self._about_me()
        self._questions()
        self._own_words()
        self._heading(self._phrases("paper.who_to_ask"))
        self._typed(self._handout.who_to_ask)
        self._words_explained()
        self._provenance()

    def _heading(self, words: str) -> None:
        self.column.heading((Run(words),), level=1)

    # -- a topic -----------------------------------------------------------------------------------------

    def _topic(self, topic: Topic, cited: int) -> None:
        self.column.level = 2 if self._many else 1
        if self._many:
            self.column.heading((Run(topic.title.plain),), level=1)
        if topic.also:
            self.column.paragraph((Run(self._phrases("paper.also", names=", ".join(topic.also))),))
        self._overdue(topic.trust)
        for warning in topic.warnings():
            self.column.warning(warning)
        if not self._many:
            self.column.contents_here()
        first = [section for section in topic.sections if section.role is Role.WHEN_TO_GET_HELP]
        own = section_of(topic)
        rest = [one for one in topic.sections if one.role is not Role.WHEN_TO_GET_HELP and one is not own]
        for section in (*first, own) if own else first:
            self._section(topic, section, cited)
        if not self._many:
            self._from_nurse()
        if topic.key_points.points:
            self.column.heading((Run(self._phrases("paper.in_short")),), self.column.level)
            self.column.bullets(topic.key_points.points)
            self._code(topic)
        for section in rest:
            self._section(topic, section, cited)

    def _overdue(self, trust: Trust) -> None:
        printed_at = self._handout.printed_at
        line = overdue_line(trust, self._phrases, printed_at.date() if printed_at else None)
        if line:
            self.column.paragraph((Run(line, strong=True),))

    def _section(self, topic: Topic, section: Section, cited: int) -> None:
        self.column.heading(_runs(section.question), self.column.level)
        self.column.blocks(section, topic, cited)

    # -- this person's own -------------------------------------------------------------------------------

    def _about_me(self) -> None:
        if self._handout.about_me:
            self._heading(self._phrases("paper.about_me"))
            self.column.bullets(tuple(Text(words) for words in self._handout.about_me))

    def _from_nurse(self) -> None:
        """Set what staff typed for this person: after warnings and help, before what everybody is told."""
        self._plan()
        self._note()

    def _plan(self) -> None:
        """Set the plan as it was typed, a line each, with the days of a week to tick; nothing is worked out."""
        lines = [line.strip() for line in self._handout.plan.split("\n") if line.strip()]
        if lines:
            self._heading(self._phrases("paper.plan"))
        for line in lines:
            self.column.paragraph((Run(line),), leads=True)
            self.column.days([self._phrases(f"paper.day.{day}") for day in range(1, 8)])

    def _code(self, topic: Topic) -> None:
        """Put the key points beside the list as a code: plain words, no address, nothing of the person."""
        words = "\n".join((topic.title.plain, *(f"- {point.plain}" for point in topic.key_points.points)))
        self.column.code(words, self._phrases("paper.code"), self._phrases("paper.code_of", topic=topic.title.plain))

    def _note(self) -> None:
        if self._handout.note:
            self._heading(self._phrases("paper.note"))
            self._typed(self._handout.note)

    def _typed(self, words: str) -> None:
        """Set what staff typed: its lines as typed, a blank line as the end of a paragraph."""
        for paragraph in words.split("\n\n"):
            if paragraph.strip():
                self.column.paragraph((Run(paragraph.strip("\n")),))

    def _questions(self) -> None:
        self._heading(self._phrases("paper.my_questions"))
        self.column.tick_boxes(self._handout.questions)
        self.column.rules(2)

    def _own_words(self) -> None:
        prompts = [topic.teach_backs[0].question for topic in self._handout.topics if topic.teach_backs]
        if prompts:
            self._heading(self._phrases("paper.own_words"))
        for prompt in prompts:
            self.column.paragraph(_runs(prompt), leads=True)
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
            self._heading(self._phrases("glossary.title"))
            self._overdue(self._handout.glossary.trust)
            terms = tuple(sorted(terms, key=lambda term: term.word.plain.casefold()))
            self.column.bulleted([self._explained(term) for term in terms])

    def _explained(self, term: Term) -> tuple[Run, ...]:
        names = {"word": term.word.plain, "say": "-".join(term.say), "plain": term.plain.plain}
        return phrase(self._phrases, "glossary.entry", **names)

    # -- where it comes from -----------------------------------------------------------------------------

    def _provenance(self) -> None:
        self._heading(self._phrases("paper.about_handout"))
        for topic in self._handout.topics:
            self.column.paragraph((Run(self._standing(topic)),))
        entries = []
        for topic in self._handout.topics:
            for source in topic.sources:
                said = f"{source.publisher}: {source.title}, {source.date}."
                entries.append(f"{said} {site(source)}" if site(source) else said)
        if entries:
            self._heading(self._phrases("paper.sources"))
            self.column.numbered([(Run(entry),) for entry in entries])

    def _standing(self, topic: Topic) -> str:
        trust = topic.trust
        status = self._phrases(f"paper.status.{trust.status.name.lower()}")
        said = [self._phrases("paper.version", topic=topic.title.plain, version=trust.version, status=status)]
        if trust.reviewed_on and trust.reviewer and trust.status is Status.APPROVED:
            when = date_words(trust.reviewed_on, self._phrases)
            said.append(self._phrases("paper.reviewed", reviewer=trust.reviewer, date=when))
        else:
            said.append(self._phrases("paper.not_reviewed"))
        if trust.review_due:
            said.append(self._phrases("paper.review_due", date=date_words(trust.review_due, self._phrases)))
        return " ".join(said)


def _runs(text: Text) -> tuple[Run, ...]:
    return (Run(text.plain),)
