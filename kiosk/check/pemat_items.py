"""The items of PEMAT-P that a program can judge, each with its reason in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kiosk.bundle.model import Bullets, IconArray, Picture, Role, Section, Steps, Table, Text, Topic, Warning
from kiosk.bundle.texts import texts_of
from kiosk.check.pemat import Judged
from kiosk.check.readability import AIM, PASSIVE, running
from kiosk.check.rules import DOSE_SUM, section_texts

PASSIVE_LIMIT = 10
"""Sentences in 100 from which the voice counts as passive."""
SECTION_LIMIT = 180
"""Words of a section that is still short."""
TABLE_LIMIT = (4, 8, 12)
"""Columns, rows, and words of a cell of a table that is still simple."""
SUMMARY = 3
"""Key points that sum a topic up."""

_SUM = re.compile(
    r"(?:^|[.!?:]\s)(?:work out|calculate|add up|multiply|divide|subtract|take away)\b[^.?!]*", re.IGNORECASE
)
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
_OF_ACTIONS = frozenset({
    Role.BEFORE_YOU_TAKE_IT, Role.HOW_TO_TAKE_IT, Role.MISSED_DOSE, Role.STOPPING, Role.DRIVING,
    Role.WHAT_YOU_CAN_DO, Role.BEFORE_THE_VISIT, Role.DURING_THE_VISIT, Role.WHEN_TO_GET_HELP,
})  # fmt: skip
"""Roles of sections that ask the reader to do something."""


def judge(topic: Topic, grade: float) -> Mapping[int, Judged]:
    """Return the items that a program judges, by number; `grade` is the topic's reading grade."""
    return {
        3: Judged(grade <= AIM, f"It reads at grade {grade:.1f}; {AIM:g} is asked."),
        5: _active(topic),
        7: _no_sums(topic),
        8: _short(topic),
        9: _headers(topic),
        11: _summary(topic),
        12: _cues(topic),
        17: _captions(topic),
        19: _tables(topic),
        21: _addressed(topic),
        24: _sums_explained(topic),
    }


def _active(topic: Topic) -> Judged:
    sentences = [
        text.part(sentence.span)
        for section in topic.sections
        for text in running(section)
        for sentence in text.sentences
    ]
    passive = sum(bool(PASSIVE.search(words)) for words in sentences)
    share = 100 * passive / max(1, len(sentences))
    return Judged(share < PASSIVE_LIMIT, f"{passive} of {len(sentences)} sentences may be passive.")


def _sums(topic: Topic) -> list[str]:
    """Return the words that ask the reader for a sum."""
    texts = (text for section in topic.sections for text in section_texts(section))
    return [found.group() for text in texts if (found := _SUM.search(text.plain) or DOSE_SUM.search(text.plain))]


def _no_sums(topic: Topic) -> Judged:
    asked = _sums(topic)
    return Judged(not asked, f"'{asked[0][:40]}' asks for a sum." if asked else "Nothing asks for a sum.")


def _sums_explained(topic: Topic) -> Judged:
    if _sums(topic):
        return Judged(False, "A sum is asked for; take it out.")
    return Judged(None, "Nothing asks for a sum.")


def _short(topic: Topic) -> Judged:
    words = {section.question.plain: _words(section) for section in topic.sections}
    long = {question: count for question, count in words.items() if count > SECTION_LIMIT}
    if long:
        return Judged(False, _named(f"{question} ({count} words)" for question, count in long.items()))
    return Judged(True, f"The longest section has {max(words.values(), default=0)} words.")


def _words(section: Section) -> int:
    """Return how many words of a section are read; a picture's alternative is in its place, not beside it."""
    return sum(
        len(text.plain.split())
        for block in section.blocks
        for text in ((block.caption,) if isinstance(block, Picture) else texts_of(block))
    )


def _headers(topic: Topic) -> Judged:
    plain = [section.question.plain for section in topic.sections if not section.question.plain.endswith("?")]
    return Judged(not plain, _named(plain) if plain else "Each heading is a question that a patient asks.")


def _summary(topic: Topic) -> Judged:
    count = len(topic.key_points.points)
    return Judged(count == SUMMARY, f"There are {count} key points.")


def _cues(topic: Topic) -> Judged:
    blocks = [block for section in topic.sections for block in section.blocks]
    lists = sum(isinstance(block, Bullets | Steps) for block in blocks)
    boxes = sum(isinstance(block, Warning) for block in blocks)
    bold = any(text.strong for block in blocks for text in texts_of(block))
    told = f"Lists: {lists}, warning boxes: {boxes}, bold words: {'yes' if bold else 'no'}."
    return Judged(bool(lists) and (bool(boxes) or bold), told)


def _captions(topic: Topic) -> Judged:
    captions = {
        (block.name if isinstance(block, Picture) else f"{block.number} of {block.out_of}"): _caption(block)
        for section in topic.sections
        for block in section.blocks
        if isinstance(block, Picture | IconArray)
    }
    if not captions:
        return Judged(None, "There are no visual aids.")
    bare = [name for name, caption in captions.items() if len(caption.plain.split()) < 2]
    return Judged(not bare, _named(bare) if bare else f"Visual aids with a caption or a heading: {len(captions)}.")


def _caption(block: Picture | IconArray) -> Text:
    return block.caption if isinstance(block, Picture) else block.heading


def _tables(topic: Topic) -> Judged:
    tables = [block for section in topic.sections for block in section.blocks if isinstance(block, Table)]
    if not tables:
        return Judged(None, "There are no tables.")
    wide = [table for table in tables if not _simple(table)]
    columns, rows, words = TABLE_LIMIT
    told = f"at most {columns} columns, {rows} rows and {words} words a cell, each column with a heading"
    return Judged(not wide, f"Tables: {len(tables)}, not simple: {len(wide)} (simple: {told}).")


def _simple(table: Table) -> bool:
    columns, rows, words = TABLE_LIMIT
    cells = [cell for row in (table.header, *table.rows) for cell in row]
    named = all(cell.plain for cell in table.header[1:])  # the corner over the row headings may be empty
    short = all(len(cell.plain.split()) <= words for cell in cells)
    return len(table.header) <= columns and len(table.rows) <= rows and named and short


def _addressed(topic: Topic) -> Judged:
    acting = [section for section in topic.sections if section.role in _OF_ACTIONS]
    silent = [section.question.plain for section in acting if not _says_you(section)]
    if not acting:
        return Judged(False, "No section tells the reader what to do.")
    return Judged(not silent, _named(silent) if silent else f"All {len(acting)} sections of actions say 'you'.")


def _says_you(section: Section) -> bool:
    return any(_YOU.search(text.plain) for text in section_texts(section))


def _named(what: Iterable[str]) -> str:
    return f"Mend: {'; '.join(what)}"
