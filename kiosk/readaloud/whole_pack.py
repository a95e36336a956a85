"""Everything of a pack that may be said aloud, in the order in which it will most likely be asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.bundle.model import Topic
from kiosk.bundle.reader import Bundle
from kiosk.bundle.speech import Speech
from kiosk.phrases import Phrases
from kiosk.readaloud.script import (
    Utterance,
    script_for_phrase,
    script_for_points,
    script_for_questions,
    script_for_reply,
    script_for_section,
    script_for_teach_back,
    script_for_term,
    script_for_topic,
    script_opening,
)
from kiosk.readaloud.speech_file import merged
from kiosk.readaloud.whole_guide import whole_guide

FIRST_PHRASES = ("topic.warning", "topic.tip", "reader.studied")
"""Interface words that are said on many pages."""


def topic_ids(bundle: Bundle, lang: str) -> list[str]:
    """Return every topic that is shown: the most asked in their order, then the others."""
    tiles = (tile for category in bundle.pack.categories for tile in bundle.tiles(category.id, lang))
    return list(dict.fromkeys(tile.id for tile in tiles))


def whole_pack(bundle: Bundle, lang: str, phrases: Phrases, speech: Speech) -> Iterator[Utterance]:
    """Yield what may be said; sentences that stand in several places come several times.

    First what every turn may begin with, how each topic begins, the names of controls, how each section begins and then
    each block, since a page begins with one of these, and one waits for a first sentence and for no other; then the
    topics from end to end; then the glossary and the other words of the interface, which `speech` says.
    """
    yield from script_opening(phrases, speech)
    for key in FIRST_PHRASES:
        yield from script_for_phrase(phrases(key), speech)
    ids = topic_ids(bundle, lang)
    for sections, blocks in ((slice(1), False), (slice(1, None), False), (slice(None), True)):
        for topic_id in ids:
            said = merged(bundle.speech(topic_id, lang), speech)
            for section in bundle.topic(topic_id, lang).sections[sections]:
                script = script_for_section(section, said, phrases)
                yield from _beginnings(script) if blocks else script[:1]
        if sections == slice(1):
            yield from whole_guide(bundle, lang, phrases, speech, ids)
    for topic_id in ids:
        yield from whole_topic(bundle.topic(topic_id, lang), merged(bundle.speech(topic_id, lang), speech), phrases)
    words = merged(bundle.glossary_speech(lang), speech)
    for term in bundle.glossary(lang).terms:
        yield from script_for_term(term, words)
    for form in phrases.every_form():
        if "{" not in form:
            yield from script_for_phrase(form, speech)


def _beginnings(script: Sequence[Utterance]) -> Iterator[Utterance]:
    """Yield the first sentence of each block."""
    for before, one in zip((None, *script), script, strict=False):
        if before is None or before.block != one.block:
            yield one


def whole_topic(topic: Topic, speech: Speech, phrases: Phrases) -> Iterator[Utterance]:
    """Yield what may be said of one topic: its pages, then questions and teach-backs."""
    yield from script_for_topic(topic, speech, phrases)
    yield from script_for_points(topic.key_points, speech)
    yield from script_for_questions(topic.prompts, speech)
    for teach_back in topic.teach_backs:
        yield from script_for_teach_back(teach_back, speech)
        for answer in teach_back.answers:
            yield from script_for_reply(answer, speech)
