"""What the spoken guide says by itself, to be made beforehand: who feels their way waits for each name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.bundle.reader import Bundle
from kiosk.bundle.speech import Speech
from kiosk.phrases import Phrases
from kiosk.readaloud.script import Utterance, script_for_phrase

_FIRST = ("guide.", "bar.", "rail.")
"""Phrases of every screen."""
_SECTIONS = ("home.", "attract.", "topic.", "handout.", "find.", "reader.", "print.", "easier.", "aloud.")
"""And of those that a person comes to first."""


def whole_guide(
    bundle: Bundle, lang: str, phrases: Phrases, speech: Speech, topic_ids: Sequence[str]
) -> Iterator[Utterance]:
    """Yield the names that stand on controls: of every screen, groups, topics, questions, then of other screens."""
    yield from _phrases(_FIRST, phrases, speech)
    for category in bundle.pack.categories:
        yield from script_for_phrase(category.title, speech)
    for topic_id in topic_ids:
        said, topic = bundle.speech(topic_id, lang), bundle.topic(topic_id, lang)
        for text in (topic.title, *(section.short for section in topic.sections)):
            yield from script_for_phrase(text.plain, said)
    yield from _phrases(_SECTIONS, phrases, speech)


def _phrases(rooms: tuple[str, ...], phrases: Phrases, speech: Speech) -> Iterator[Utterance]:
    for key in phrases.keys():  # noqa: SIM118  (a method; no mapping)
        if key.startswith(rooms):
            form = phrases(key)
            if "{" not in form:
                yield from script_for_phrase(form, speech)
