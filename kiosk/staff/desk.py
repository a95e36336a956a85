"""What a nurse has typed and chosen at the desk for one person, as a value: every step returns the next `Desk`.

A name and what is written to a person live in here and in the fields on the glass, nowhere else. `repr` tells none of
it, so that no error and no log can.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.session import Letter, Sheet
from kiosk.staff.packs import Pack


class Field(StrEnum):
    """What can be typed. The first four go on paper."""

    NAME = "name"
    SECOND = "second"
    PLAN = "plan"
    NOTE = "note"
    FIND = "find"
    TITLE = "title"


LONGEST = 2000
"""Characters that any field takes at most; what fits on paper is less, and the desk says so in words."""


@dataclass(frozen=True, slots=True, repr=False)
class Desk:
    """One person's handout in the making. `Desk()` is a desk that has been cleared."""

    name: str = ""
    second: str = ""
    plan: str = ""
    note: str = ""
    find: str = ""
    title: str = ""
    topics: tuple[str, ...] = ()
    front: tuple[str, ...] = ()
    """Topics that stand first in the list offered, chosen or not: those of packs, those that were found."""
    pack: str = ""
    """The title of the pack taken last, while its topics are those chosen."""
    questions: tuple[str, ...] = ()
    about_me: tuple[str, ...] = ()
    letter: Letter = Letter.CLEAR
    beside: str = ""
    """The second language on paper; empty for none."""
    copies: int = 1
    code: str = ""
    """The code of the kept sheet that this began with; the sheet is thrown away once this is printed."""
    sure: frozenset[str] = frozenset()
    """Topics that need no second look: they came with a pack, or staff said that they are meant."""

    def __repr__(self) -> str:
        return f"Desk({len(self.topics)} topics)"

    def __bool__(self) -> bool:
        return self != Desk(letter=self.letter)

    def typed(self, what: Field) -> str:
        """Return what stands in a field."""
        text: str = getattr(self, what.value)
        return text

    def type(self, what: Field, text: str) -> Desk:
        """Let `text` stand in a field, as it was typed."""
        return replace(self, **{what.value: text[:LONGEST]})  # type: ignore[arg-type]  # all of `Field` are str

    def take_pack(self, pack: Pack, shown: Collection[str]) -> Desk:
        """Choose the topics of a pack in place of all others; of them, those that this kiosk shows."""
        topics = pack.present(shown).topics
        return replace(
            self.bring(topics), topics=topics, pack=pack.title, beside=pack.beside, sure=self.sure | set(topics)
        )

    def toggle_topic(self, topic: str) -> Desk:
        """Put a topic on the handout, or take it out."""
        taken = tuple(one for one in self.topics if one != topic) if topic in self.topics else (*self.topics, topic)
        return replace(self, topics=taken, pack="")

    def bring(self, topics: Collection[str]) -> Desk:
        """Let topics stand first in the list offered."""
        return replace(self, front=tuple(dict.fromkeys((*topics, *self.front))))

    def be_sure(self, topic: str) -> Desk:
        """Staff said that this topic is meant."""
        return replace(self, sure=self.sure | {topic})

    def swap(self, topic: str, other: str) -> Desk:
        """Take `other`, which is meant, in place of `topic`."""
        topics = tuple(dict.fromkeys(other if one == topic else one for one in self.topics))
        return replace(self.bring((other,)), topics=topics, pack="").be_sure(other)

    def toggle_about(self, tick: str) -> Desk:
        """Set or clear an 'about me' tick."""
        ticks = self.about_me
        return replace(self, about_me=tuple(one for one in ticks if one != tick) if tick in ticks else (*ticks, tick))

    def next_letter(self) -> Desk:
        """Take the next letter size; after the largest, the smallest."""
        sizes = list(Letter)
        return replace(self, letter=sizes[(sizes.index(self.letter) + 1) % len(sizes)])

    def next_language(self, offered: Sequence[str]) -> Desk:
        """Take the next second language of those `offered`; after the last, none."""
        choices = ["", *offered]
        place = choices.index(self.beside) if self.beside in choices else 0
        return replace(self, beside=choices[(place + 1) % len(choices)])

    def more_copies(self, steps: int, most: int) -> Desk:
        """Print more copies (negative: fewer), 1 to `most`."""
        return replace(self, copies=min(max(self.copies + steps, 1), most))

    def carry(self, sheet: Sheet, letter: Letter, code: str, beside: str = "") -> Desk:
        """Begin with what a patient chose: topics, questions, ticks, letters, second language; what is typed stays."""
        return replace(
            self.bring(sheet.topics), topics=sheet.topics, questions=sheet.questions, about_me=sheet.about_me,
            letter=letter, code=code, beside=beside, pack="", sure=self.sure | set(sheet.topics),
        )  # fmt: skip

    def cleared(self) -> Desk:
        """Forget everything."""
        return Desk()
