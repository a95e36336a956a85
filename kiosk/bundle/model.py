"""The one topic model: what a topic is, for the screen, the voice and the paper alike.

    Topic -> Section (a question a patient asks, with a Role) -> Block -> Text -> Sentence -> word Span

All values are frozen. A `Text` carries the places of its sentences and words, found once when the topic is
parsed; every renderer counts in these places, so that the mark, the voice and the sheet cannot drift apart.
Offsets are counted in characters of `Text.plain`, half-open (`start <= i < end`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of `Text.plain`: characters `start` to `end`, the end not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a `Text`, with its words; both in characters of `Text.plain`."""

    span: Span
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Words a person reads: `plain` without any markup, and where it is strong, where sentences and words lie."""

    plain: str
    strong: tuple[Span, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    def part(self, span: Span) -> str:
        """Return the characters of `span`."""
        return self.plain[span.start : span.end]

    def __bool__(self) -> bool:
        return bool(self.plain)


class Role(StrEnum):
    """What a section is there for; the values are what an author writes."""

    WHAT_IT_IS = "what it is"
    WHAT_IT_IS_FOR = "what it is for"
    HOW_IT_WORKS = "how it works"
    BEFORE_YOU_TAKE_IT = "before you take it"
    HOW_TO_TAKE_IT = "how to take it"
    MISSED_DOSE = "missed dose"
    SIDE_EFFECTS = "side effects"
    STOPPING = "stopping"
    DRIVING = "driving"
    OTHER_WAYS = "other ways to have it"
    WHAT_MAKES_IT_WORSE = "what makes it worse"
    WHAT_YOU_CAN_DO = "what you can do"
    TREATMENTS = "treatments"
    EVIDENCE = "how well it works"
    BEFORE_THE_VISIT = "before the visit"
    DURING_THE_VISIT = "during the visit"
    WHEN_TO_GET_HELP = "when to get help"
    FIND_OUT_MORE = "find out more"


class Severity(StrEnum):
    """How grave a warning is. `EMERGENCY` asks for 999 or staff at once; the words say which."""

    EMERGENCY = "emergency"
    SERIOUS = "serious"
    CARE = "care"


class Status(StrEnum):
    """Where a topic stands on its way to a patient. Only `APPROVED` is shown outside demonstration mode."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


ABOUT_ME = ("drive", "pregnant", "kidneys", "sleepy", "alcohol", "stand", "wheelchair", "carer")
"""What a person may tick about themselves, in the order it is offered; each is a phrase `about.<key>`."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text
    matters_to: tuple[str, ...] = field(default=(), kw_only=True)
    """Of every block: keys of `ABOUT_ME`, whom it matters to most; empty when it is for everyone alike."""


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Text, ...]
    matters_to: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Steps:
    """Things to do in this order, numbered from `start` (over 1 only where a page parts the list)."""

    items: tuple[Text, ...]
    start: int = 1
    matters_to: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Warning:
    """What to do, when, and why, in that order. Shown whole or not at all: never folded, never split."""

    severity: Severity
    title: Text
    """A few words, such as 'Do not stop suddenly'; the word 'Warning' is put before it by each renderer."""
    do: Text
    when: Text
    """Empty when `do` already says when."""
    why: Text
    matters_to: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Tip:
    text: Text
    matters_to: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class IconArray:
    """A frequency drawn as figures: `number` of `out_of` filled, said in words both ways round."""

    number: int
    out_of: int
    heading: Text
    """Who the figures are, such as 'Out of 100 people who take baclofen:'."""
    have: Text
    """What the filled figures stand for, such as 'people get side effects'."""
    have_not: Text
    """What the empty ones stand for, such as 'people do not'."""
    studied: Text
    """Who was studied, in plain words."""
    source: str
    """Id of the `Source` the number comes from."""
    matters_to: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Shape:
    """One filled or stroked outline of a drawing.

    `path` is an SVG path in absolute M, L, C, Z commands; colours are roles of the theme (`Drawing`), widths
    are in the drawing's own units.
    """

    path: str
    fill: str | None
    stroke: str | None
    stroke_width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A vector picture without words in it: size in its own units, shapes from back to front."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    name: str
    """File name beside the topic, such as 'signals.svg'."""
    alternative: Text
    """What the picture says, for someone who can't see it."""
    caption: Text
    """What the picture means; it stands alone when the picture is missing."""
    drawing: Drawing
    matters_to: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: header cells, then rows of as many cells."""

    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    matters_to: tuple[str, ...] = field(default=(), kw_only=True)


DIARY_DAYS, DIARY_COLUMNS = (7, 14), 4
"""For how many days a diary can be, and how many columns it has at most."""


@dataclass(frozen=True, slots=True)
class Diary:
    """A blank sheet of paper to fill in by hand at home, a row a day; nothing of it is ever stored."""

    title: Text
    note: Text
    """What to do with it; may be empty."""
    columns: tuple[Text, ...]
    days: int
    matters_to: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class KeyPoints:
    """The topic in short: three points."""

    points: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class QuestionPrompts:
    """Questions a patient may want to ask the team, ready to tick and print."""

    questions: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    text: Text
    right: bool
    reply: Text
    """Kind words for whoever picks this answer; never 'wrong'."""


@dataclass(frozen=True, slots=True)
class TeachBack:
    """'Did we explain it well?': a question about what was read, and where to read it again."""

    question: Text
    answers: tuple[Answer, ...]
    section: str
    """Id of the `Section` that explains it."""


Block = Paragraph | Bullets | Steps | Warning | Tip | IconArray | Picture | Table | Diary
"""What a section is made of."""


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    question: Text
    """The heading: a question a patient asks."""
    short: Text
    """The same question in a few words, for a tile under the topic's title."""
    role: Role
    icon: str
    """Name of a Material Design icon, without prefix (QtAwesome's 'mdi6')."""
    blocks: tuple[Block, ...]
    repeats: bool = False
    """Whether its blocks stand in other sections too: 'For you', made for one person (`focus`), never stored."""


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    publisher: str
    title: str
    date: str
    """As the source gives it, or 'undated'."""
    address: str


@dataclass(frozen=True, slots=True)
class Trust:
    """Who stands for the topic, and until when."""

    version: str
    status: Status
    author: str
    """Role of the author, not a name."""
    reviewer: str
    """Role of the clinical reviewer; empty until there is one."""
    reviewed_on: date | None
    review_due: date | None
    withdrawn: str = ""
    """The version that was withdrawn, and with it every earlier one; empty when none was."""

    def overdue(self, today: date | None, days: int = 0) -> bool:
        """Return whether an approval is more than `days` past the day it was to be looked at again.

        Without a day that can be believed (`today` None) nothing is overdue.
        """
        return _overdue(self.status, self.review_due, today, days)


@dataclass(frozen=True, slots=True)
class Topic:
    id: str
    lang: str
    """BCP 47, such as 'en-GB'."""
    title: Text
    say: tuple[str, ...]
    """Syllables to say the title by, such as ('bak', 'lo', 'fen'); empty when it needs none."""
    also: tuple[str, ...]
    """Other names, brands among them."""
    find: tuple[str, ...]
    """Plain words that lead here in a search."""
    category: str
    icon: str
    key_points: KeyPoints
    sections: tuple[Section, ...]
    prompts: QuestionPrompts
    teach_backs: tuple[TeachBack, ...]
    sources: tuple[Source, ...]
    trust: Trust

    def section(self, section_id: str) -> Section:
        """Return the section called `section_id`; KeyError if there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def source(self, source_id: str) -> tuple[int, Source]:
        """Return the number a source is cited by (from 1) and the source; KeyError if it is not listed."""
        for number, source in enumerate(self.sources, 1):
            if source.id == source_id:
                return number, source
        raise KeyError(source_id)

    def warnings(self) -> tuple[Warning, ...]:
        """Return every warning of the topic once, the gravest first, in the order of the text otherwise."""
        own = [section for section in self.sections if not section.repeats]
        found = [block for section in own for block in section.blocks if isinstance(block, Warning)]
        order = list(Severity)
        return tuple(sorted(found, key=lambda warning: order.index(warning.severity)))


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary, and what it means."""

    word: Text
    say: tuple[str, ...]
    """Syllables to say it by, the stressed one in capitals, such as ('BAK', 'loh', 'fen')."""
    plain: Text
    """What it means, in plain words: a sentence or two."""
    also: tuple[str, ...] = ()
    """Other forms that stand in texts: plurals, brand names, abbreviations."""


@dataclass(frozen=True, slots=True)
class Tile:
    """What is known of a topic without opening it: enough for a tile, a list and a search result."""

    id: str
    title: str
    category: str
    icon: str
    also: tuple[str, ...] = ()
    status: Status = Status.DRAFT
    version: str = ""
    review_due: date | None = None

    def overdue(self, today: date | None, days: int = 0) -> bool:
        """Return whether the topic's approval is more than `days` past its review; as `Trust.overdue`."""
        return _overdue(self.status, self.review_due, today, days)


def _overdue(status: Status, due: date | None, today: date | None, days: int) -> bool:
    if status is not Status.APPROVED or due is None or today is None:
        return False
    return today - due > timedelta(days)


@dataclass(frozen=True, slots=True)
class Category:
    id: str
    title: str
    icon: str
    accent: str
    """Name of a category colour of the theme (`[theme.*.cat]` in the tokens)."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What a bundle says of itself."""

    id: str
    title: str
    version: str
    languages: tuple[str, ...]
    categories: tuple[Category, ...]
    """In order; the 'most asked' set comes first and is called `most`."""
    most_asked: tuple[str, ...] = field(default=())
    """Topic ids of the set the clinic fixes, in order."""
    audience: str = ""
    """For whom it is written, in the words of the content; empty in a bundle made before packs said so."""
