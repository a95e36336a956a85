"""What somebody must read again when content changes: sentence by sentence, warnings and numbers first.

A topic is taken apart into lines: each sentence, and what else its approval is bound to (figures, drawings, sources,
which answer is right). Two lists of lines are compared. Whatever voids an approval shows here: what no line tells is
still said to have changed.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kiosk.bundle.approval import digest_of
from kiosk.bundle.codec import drawing_to_json
from kiosk.bundle.glossary import ID as GLOSSARY
from kiosk.bundle.glossary import TITLE as GLOSSARY_TITLE
from kiosk.bundle.glossary import Glossary
from kiosk.bundle.model import (
    Block,
    Bullets,
    Diary,
    Drawing,
    IconArray,
    Paragraph,
    Picture,
    Section,
    Sentence,
    Span,
    Status,
    Steps,
    Table,
    TeachBack,
    Text,
    Tip,
    Topic,
    Warning,
)
from kiosk.bundle.reader import Bundle

ALIKE = 0.5
"""How alike two lines must be (0 to 1) to be told as one that was changed."""
_NUMBER = re.compile(
    r"\d[\d.,]*(?:\s*[^\W\d_]+)?|"
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|twelve|once|twice|half|double)\b",
    re.IGNORECASE,
)
"""A number with its unit, or a number in words."""


class Kind(StrEnum):
    """What a change touches, in the order it is to be read."""

    WARNING = "warning"
    NUMBER = "number"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or something else to be read, and where it stands."""

    place: str
    said: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One line that is new (`before` empty), gone (`after` empty) or changed."""

    kind: Kind
    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Named:
    """A topic that only one side has."""

    id: str
    lang: str
    title: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class TopicDiff:
    """The changes in one topic."""

    id: str
    lang: str
    title: str
    was_approved: bool
    changes: tuple[Change, ...]
    """Warnings first, then numbers, then the rest; each in the order of the text."""


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes from one content to another."""

    old: str
    new: str
    added: tuple[Named, ...]
    removed: tuple[Named, ...]
    changed: tuple[TopicDiff, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare(old: Bundle, new: Bundle) -> Diff:
    """Return what changed between two bundles, all topics of them: open both in demonstration mode."""
    before, after = _topics(old), _topics(new)
    gone = {(topic_id, lang) for topic_id, lang, _ in new.withdrawals}
    changed = [_topic_diff(before[key], after[key]) for key in sorted(before.keys() & after.keys())]
    changed += _glossaries(old, new)
    return Diff(
        old=f"{old.pack.title} {old.pack.version}",
        new=f"{new.pack.title} {new.pack.version}",
        added=tuple(_named(after[key]) for key in sorted(after.keys() - before.keys())),
        removed=tuple(_named(before[key], key in gone) for key in sorted(before.keys() - after.keys())),
        changed=tuple(one for one in changed if one.changes),
    )


def compare_topics(old: Topic, new: Topic) -> tuple[Change, ...]:
    """Return the changes between two states of a topic, those to be read first at the front."""
    found = compare_lines(list(lines_of(old)), list(lines_of(new)))
    if not found and digest_of(old) != digest_of(new):
        found = (Change(Kind.WORDS, new.title.plain, "", "Something other than words has changed: order or links."),)
    return found


def compare_lines(old: Sequence[Line], new: Sequence[Line]) -> tuple[Change, ...]:
    """Return the changes between two lists of lines, those to be read first at the front."""
    before, after = ([(line.warning, line.said) for line in lines] for lines in (old, new))
    changes: list[Change] = []
    for what, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            changes += _paired(old[i:j], new[k:m])
    order = list(Kind)
    return tuple(sorted(changes, key=lambda change: order.index(change.kind)))


def _paired(olds: Sequence[Line], news: Sequence[Line]) -> Iterator[Change]:
    """Yield the changes of one place: lines that are alike together, in the order of the old text, then what is new."""
    left = list(news)
    for old in olds:
        near = [(difflib.SequenceMatcher(None, old.said, new.said).ratio(), -at) for at, new in enumerate(left)]
        best, at = max(near, default=(0.0, 0))
        yield _change(old, left.pop(-at) if best >= ALIKE else None)
    for new in left:
        yield _change(None, new)


def _change(old: Line | None, new: Line | None) -> Change:
    sides = [line for line in (new, old) if line is not None]
    before, after = old.said if old else "", new.said if new else ""
    kind = Kind.WORDS
    if any(line.warning for line in sides):
        kind = Kind.WARNING
    elif _NUMBER.findall(before) != _NUMBER.findall(after):
        kind = Kind.NUMBER
    return Change(kind, sides[0].place, before, after)


# -- a topic taken apart ---------------------------------------------------------------------------------


def lines_of(topic: Topic) -> Iterator[Line]:
    """Yield everything in a topic that somebody reads, in order."""
    title = topic.title.plain
    yield from _said(title, topic.title)
    if topic.say:
        yield Line(title, f"Said: {', '.join(topic.say)}")
    if topic.also:
        yield Line(title, f"Also called: {', '.join(topic.also)}")
    yield from _said("In short", *topic.key_points.points)
    for section in topic.sections:
        yield from _section(section)
    yield from _said("Questions to ask", *topic.prompts.questions)
    for teach_back in topic.teach_backs:
        yield from _teach_back(teach_back)
    for source in topic.sources:
        yield Line("Sources", f"{source.id}: {source.publisher}: {source.title}, {source.date}. {source.address}")


def _section(section: Section) -> Iterator[Line]:
    place = section.question.plain
    yield Line(place, f"{_marked(section.question)} (part: {section.role})")
    if section.short != section.question:
        yield from _said(place, section.short)
    for block in section.blocks:
        if block.matters_to:
            yield Line(place, f"Matters most to: {', '.join(block.matters_to)}")
        yield from _block(place, block)


def _block(place: str, block: Block) -> Iterator[Line]:
    match block:
        case Paragraph() | Tip():
            yield from _said(place, block.text)
        case Bullets() | Steps():
            yield from _said(place, *block.items)
        case Warning():
            for said in (f"{block.severity}: {_marked(block.title)}", *_sentences(block.do, block.when, block.why)):
                yield Line(place, said, warning=True)
        case IconArray():
            rest, out_of = block.out_of - block.number, block.out_of
            yield from _said(place, block.heading)
            yield Line(place, f"{block.number} in {out_of}: {_marked(block.have)}")
            yield Line(place, f"{rest} in {out_of}: {_marked(block.have_not)}")
            yield from _said(place, block.studied)
            yield Line(place, f"Source of the figures: {block.source}")
        case Picture():
            yield from _said(place, block.alternative, block.caption)
            yield Line(place, f"The drawing {block.name} ({_print_of(block.drawing)})")
        case Table():
            for cells in (block.header, *block.rows):
                yield Line(place, " | ".join(_marked(cell) for cell in cells))
        case Diary():
            yield from _said(place, block.title, block.note)
            columns = " | ".join(_marked(cell) for cell in block.columns)
            yield Line(place, f"A sheet to fill in for {block.days} days: {columns}")


def _teach_back(one: TeachBack) -> Iterator[Line]:
    place = "Did we explain it well?"
    yield from _said(place, one.question)
    for answer in one.answers:
        yield Line(place, f"{'Right answer' if answer.right else 'Other answer'}: {_marked(answer.text)}")
        yield from _said(place, answer.reply)
    yield Line(place, f"Leads to: {one.section}")


def _said(place: str, *texts: Text) -> Iterator[Line]:
    return (Line(place, said) for said in _sentences(*texts))


def _sentences(*texts: Text) -> Iterator[str]:
    """Yield the sentences of texts, each with its strong words between two stars."""
    for text in texts:
        whole = Sentence(Span(0, len(text.plain)), ())
        for sentence in text.sentences or ((whole,) if text else ()):
            yield _marked(text, sentence.span)


def _marked(text: Text, span: Span | None = None) -> str:
    span = span or Span(0, len(text.plain))
    said, at = "", span.start
    for strong in text.strong:
        start, end = max(strong.start, at), min(strong.end, span.end)
        if start < end:
            said += f"{text.plain[at:start]}**{text.plain[start:end]}**"
            at = end
    return said + text.plain[at : span.end]


def _print_of(drawing: Drawing) -> str:
    return hashlib.sha256(json.dumps(drawing_to_json(drawing)).encode()).hexdigest()[:8]


# -- whole bundles ---------------------------------------------------------------------------------------


def _topics(bundle: Bundle) -> Mapping[tuple[str, str], Topic]:
    found = {}
    for lang in bundle.pack.languages:
        for category in bundle.pack.categories[1:]:
            for tile in bundle.tiles(category.id, lang):
                found[tile.id, lang] = bundle.topic(tile.id, lang)
    return found


def _topic_diff(old: Topic, new: Topic) -> TopicDiff:
    approved = old.trust.status is Status.APPROVED
    return TopicDiff(new.id, new.lang, new.title.plain, approved, compare_topics(old, new))


def _glossaries(old: Bundle, new: Bundle) -> Iterator[TopicDiff]:
    """Yield the changes of the glossary, as of a topic, for each language of the new pack."""
    for lang in new.pack.languages:
        before = old.glossary(lang) if lang in old.pack.languages else Glossary()
        changes = compare_lines(list(_terms(before)), list(_terms(new.glossary(lang))))
        yield TopicDiff(GLOSSARY, lang, GLOSSARY_TITLE, before.trust.status is Status.APPROVED, changes)


def _terms(glossary: Glossary) -> Iterable[Line]:
    for term in glossary.terms:
        word = term.word.plain
        yield Line(word, f"{word} ({', '.join(term.also)})" if term.also else word)
        if term.say:
            yield Line(word, f"Said: {', '.join(term.say)}")
        yield from _said(word, term.plain)


def _named(topic: Topic, withdrawn: bool = False) -> Named:
    return Named(topic.id, topic.lang, topic.title.plain, withdrawn)


# -- told ------------------------------------------------------------------------------------------------


def to_json(diff: Diff) -> dict[str, Any]:
    """Return the changes for `kiosk bundle diff --json`."""

    def names(topics: Iterable[Named]) -> list[dict[str, Any]]:
        return [{"id": o.id, "lang": o.lang, "title": o.title, "withdrawn": o.withdrawn} for o in topics]

    changed = [
        {
            "id": one.id, "lang": one.lang, "title": one.title, "was_approved": one.was_approved,
            "changes": [
                {"kind": c.kind.value, "place": c.place, "before": c.before, "after": c.after} for c in one.changes
            ],
        }
        for one in diff.changed
    ]  # fmt: skip
    return {
        "old": diff.old, "new": diff.new, "added": names(diff.added), "removed": names(diff.removed),
        "changed": changed,
    }  # fmt: skip


def to_text(diff: Diff) -> str:
    """Return the changes as lines to read: '-' stood there, '+' stands there now."""
    out = [f"From {diff.old} to {diff.new}"]
    for sign, topics in (("+", diff.added), ("-", diff.removed)):
        out += [f"{sign} topic {o.id} ({o.lang}): {o.title}{', withdrawn' if o.withdrawn else ''}" for o in topics]
    for one in diff.changed:
        approved = ", was approved: it must be approved again" if one.was_approved else ""
        out += ["", f"{one.id} ({one.lang}): {one.title}{approved}"]
        for change in one.changes:
            out.append(f"  {change.kind}, {change.place}")
            out += [f"    - {change.before}"] if change.before else []
            out += [f"    + {change.after}"] if change.after else []
    return "\n".join(out) if diff else f"{out[0]}: nothing has changed"
