"""What is said of a page, sentence by sentence, with the pauses between: one of the three renderers of a topic.

A script is made from the same blocks that the screen shows and the sheet prints; every `Utterance` knows which
block, item and sentence it says, so that the screen can mark it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.bundle.model import (
    Answer,
    Block,
    Bullets,
    Diary,
    IconArray,
    KeyPoints,
    Paragraph,
    Picture,
    QuestionPrompts,
    Section,
    Sentence,
    Span,
    Steps,
    Table,
    TeachBack,
    Term,
    Text,
    Tip,
    Topic,
    Warning,
)
from kiosk.bundle.sentences import find_words
from kiosk.bundle.speech import Speech, SpokenWord
from kiosk.phrases import Phrases


class Kind(StrEnum):
    """What a sentence is to the page."""

    HEADING = "heading"
    KEY_POINT = "key point"
    SENTENCE = "sentence"
    ITEM = "item"
    STEP = "step"
    WARNING = "warning"
    TIP = "tip"
    FIGURES = "figures"
    PICTURE = "picture"
    CAPTION = "caption"
    CELL = "cell"
    QUESTION = "question"
    PHRASE = "phrase"
    SPELT = "spelt"
    """Letters or figures one by one: what somebody typed, or a code."""


_SENTENCE, _ITEM, _BLOCK, _HEADING = 0.25, 0.55, 0.8, 0.9
"""Seconds of quiet after a sentence, a list item, a block, a heading (and before a warning)."""


_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence as it is said. `words` have ipa '' when nobody has prepared its sound."""

    text: str
    """The sentence as shown."""
    words: tuple[SpokenWord, ...]
    """Spans count in `text`."""
    kind: Kind
    pause_after: float = _SENTENCE
    """Seconds of quiet before the next one."""
    slower: bool = False
    """Said more slowly: steps, which people carry out while they listen."""
    block: int = -1
    """Place of the block in the list given; -1: the heading."""
    item: int = 0
    """Place of the text inside its block, in the order it is said; 0 in blocks with one text."""
    sentence: Span = _NOWHERE
    """Where the sentence lies in that text's `plain`; (0, 0) for words that no text holds."""
    lang: str = ""
    """The language of interface words where it is not that of the content; figures in them count or are called."""

    @property
    def has_sound(self) -> bool:
        """Whether any of its words has phonemes."""
        return any(word.ipa for word in self.words)

    @property
    def own(self) -> bool:
        """Whether it may be what somebody typed: its sound is kept nowhere."""
        return self.kind is Kind.SPELT or not (self.has_sound or self.lang)


def script(heading: Text | None, blocks: Sequence[Block], speech: Speech, phrases: Phrases) -> tuple[Utterance, ...]:
    """Return what is said of a heading and blocks, in order; `speech` holds the phonemes of topic and phrases."""
    said = list(_said(heading, Kind.HEADING, speech, after=_HEADING)) if heading else []
    for index, block in enumerate(blocks):
        if said and isinstance(block, Warning):
            said[-1] = replace(said[-1], pause_after=_HEADING)
        said += [replace(one, block=index) for one in _block(block, speech, phrases)]
    return tuple(said)


def script_for_topic(topic: Topic, speech: Speech, phrases: Phrases) -> tuple[Utterance, ...]:
    """Return what is said of a whole topic: title, key points, each section with its question. Blocks count from 0
    over the whole topic, the key points being the first."""
    said = list(_said(topic.title, Kind.HEADING, speech, after=_HEADING))
    said += [replace(one, block=0) for one in script_for_points(topic.key_points, speech)]
    shift = 1
    for section in topic.sections:
        for one in script_for_section(section, speech, phrases):
            said.append(replace(one, block=one.block + shift) if one.block >= 0 else one)
        shift += len(section.blocks)
    return tuple(said)


def script_for_section(section: Section, speech: Speech, phrases: Phrases) -> tuple[Utterance, ...]:
    """Return what is said of a section: its question, then its blocks."""
    return script(section.question, section.blocks, speech, phrases)


def script_for_points(points: KeyPoints, speech: Speech) -> tuple[Utterance, ...]:
    """Return the key points as they are said; `item` counts the points, `block` is 0."""
    return tuple(replace(one, block=0) for one in _items(points.points, Kind.KEY_POINT, speech))


def script_for_questions(prompts: QuestionPrompts, speech: Speech) -> tuple[Utterance, ...]:
    """Return the questions to ask the team as they are said; `item` counts them, `block` is 0."""
    return tuple(replace(one, block=0) for one in _items(prompts.questions, Kind.QUESTION, speech))


def script_for_teach_back(teach_back: TeachBack, speech: Speech) -> tuple[Utterance, ...]:
    """Return a teach-back's question, then its answers; `item` counts the answers from 1."""
    said = [*_said(teach_back.question, Kind.QUESTION, speech, after=_BLOCK)]
    for index, answer in enumerate(teach_back.answers, 1):
        said += [*_said(answer.text, Kind.ITEM, speech, after=_ITEM, item=index)]
    return tuple(replace(one, block=0) for one in said)


def script_for_reply(answer: Answer, speech: Speech) -> tuple[Utterance, ...]:
    """Return the kind words for whoever picks an answer."""
    return tuple(_said(answer.reply, Kind.SENTENCE, speech))


def script_for_term(term: Term, speech: Speech) -> tuple[Utterance, ...]:
    """Return a word of the glossary as it is said: the word, then what it means; `block` is -1, then 0."""
    said = [*_said(term.word, Kind.HEADING, speech, after=_HEADING)]
    return (*said, *(replace(one, block=0) for one in _said(term.plain, Kind.SENTENCE, speech, after=_BLOCK)))


def script_for_phrase(phrase: str, speech: Speech) -> tuple[Utterance, ...]:
    """Return interface words as they are said, sentence by sentence."""
    from kiosk.bundle.sentences import make_text

    return tuple(_said(make_text(phrase), Kind.PHRASE, speech))


def script_opening(phrases: Phrases, speech: Speech) -> tuple[Utterance, ...]:
    """Return what is said once in a turn, before the first page read, while drafts are shown: that nobody has
    checked them."""
    said = script_for_phrase(phrases("trust.spoken_start"), speech)
    return (*said[:-1], replace(said[-1], pause_after=_HEADING))


def figures(array: IconArray) -> tuple[str, str]:
    """Return an icon array in words, both ways round: '45 people get side effects.', '55 people do not.'"""
    return tuple(  # type: ignore[return-value]
        f"{number} {words.plain.rstrip('.')}."
        for number, words in ((array.number, array.have), (array.out_of - array.number, array.have_not))
    )


def sentences_of_block(block: Block, phrases: Phrases) -> list[Utterance]:
    """Return every sentence a block is said in, without sound: what has to be prepared."""
    return list(_block(block, {}, phrases))


def _block(block: Block, speech: Speech, phrases: Phrases) -> Iterator[Utterance]:
    match block:
        case Paragraph():
            yield from _said(block.text, Kind.SENTENCE, speech, after=_BLOCK)
        case Bullets():
            yield from _last_longer(_items(block.items, Kind.ITEM, speech))
        case Steps():
            yield from _last_longer([replace(one, slower=True) for one in _items(block.items, Kind.STEP, speech)])
        case Tip():
            yield _phrase(phrases("topic.tip"), Kind.TIP, speech)
            yield from _said(block.text, Kind.TIP, speech, after=_BLOCK)
        case Warning():
            yield _phrase(phrases("topic.warning"), Kind.WARNING, speech)
            parts = (block.title, block.do, block.when, block.why)
            yield from _last_longer(_items(parts, Kind.WARNING, speech))
        case IconArray():
            yield from _figures(block, speech, phrases)
        case Picture():
            yield from _said(block.alternative, Kind.PICTURE, speech, after=_ITEM)
            yield from _said(block.caption, Kind.CAPTION, speech, after=_BLOCK, item=1)
        case Table():
            yield from _last_longer(list(_table(block, speech)))
        case Diary():
            yield from _last_longer(list(_diary(block, speech, phrases)))


def _figures(array: IconArray, speech: Speech, phrases: Phrases) -> Iterator[Utterance]:
    """Say who the figures are, then both ways round, then who was studied; items 0, 1, 2, 3."""
    yield from _said(array.heading, Kind.FIGURES, speech)
    for item, sentence in enumerate(figures(array), 1):
        yield replace(_phrase(sentence, Kind.FIGURES, speech), item=item, pause_after=_ITEM)
    if array.studied:
        yield replace(_phrase(phrases("reader.studied"), Kind.FIGURES, speech), item=3)
    yield from _said(array.studied, Kind.FIGURES, speech, after=_BLOCK, item=3)


def _table(table: Table, speech: Speech) -> Iterator[Utterance]:
    """Say what the table is of, which stands over its first column ('Out of 100 people'), then row by row, each cell
    behind its column's header; items count the cells in reading order."""
    yield from _said(table.header[0], Kind.CELL, speech, after=_ITEM)
    item = len(table.header)
    for row in table.rows:
        for column, cell in enumerate(row):
            if table.header[column] and column:
                yield from _said(table.header[column], Kind.CELL, speech, item=column)
            yield from _said(cell, Kind.CELL, speech, after=_ITEM, item=item + column)
        item += len(row)


def _diary(diary: Diary, speech: Speech, phrases: Phrases) -> Iterator[Utterance]:
    """Say the title, the note, that the sheet is printed, and its columns; items count in that order."""
    yield from _said(diary.title, Kind.SENTENCE, speech, after=_ITEM)
    yield from _said(diary.note, Kind.SENTENCE, speech, after=_ITEM, item=1)
    yield replace(_phrase(phrases(f"diary.sheet.{diary.days}"), Kind.PHRASE, speech), item=2, pause_after=_ITEM)
    for one in _items(diary.columns, Kind.ITEM, speech):
        yield replace(one, item=one.item + 3)


def _items(items: Sequence[Text], kind: Kind, speech: Speech) -> list[Utterance]:
    return [one for index, item in enumerate(items) for one in _said(item, kind, speech, after=_ITEM, item=index)]


def _last_longer(said: list[Utterance]) -> list[Utterance]:
    return [*said[:-1], replace(said[-1], pause_after=_BLOCK)] if said else []


def _said(text: Text, kind: Kind, speech: Speech, *, after: float = _SENTENCE, item: int = 0) -> Iterator[Utterance]:
    for index, sentence in enumerate(text.sentences):
        pause = after if index + 1 == len(text.sentences) else _SENTENCE
        shown = text.part(sentence.span)
        yield Utterance(shown, _words(shown, sentence, speech), kind, pause, item=item, sentence=sentence.span)


def _phrase(shown: str, kind: Kind, speech: Speech) -> Utterance:
    whole = Span(0, len(shown))
    words = _words(shown, Sentence(whole, find_words(shown, 0, len(shown))), speech)
    return Utterance(shown, words, kind, _SENTENCE)


def _words(shown: str, sentence: Sentence, speech: Speech) -> tuple[SpokenWord, ...]:
    """Return the prepared words of a sentence, else its display words without sound."""
    prepared = speech.get(shown)
    if prepared is not None:
        return prepared
    start = sentence.span.start
    return tuple(
        SpokenWord(Span(word.start - start, word.end - start), shown[word.start - start : word.end - start], "")
        for word in sentence.words
    )
