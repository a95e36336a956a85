"""A topic's translation, to stand beside it on paper: `topics/<id>/<lang>.md`, beside the topic's own file.

It is a whole topic in another language, paired with its topic block by block (`pairing`). It names the words it was
made from: when those have changed it is stale, and nobody gets to see it. It has its own version, status and record
(`approval`), and says whether a native speaker has checked it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kiosk.bundle.approval import DIGEST, digest_of
from kiosk.bundle.codec import topic_from_json, topic_to_json
from kiosk.bundle.model import Topic
from kiosk.bundle.values import UnreadableError, read_bool, read_list, read_str


@dataclass(frozen=True, slots=True)
class Translation:
    """The words of a topic in another language. Category, icon and sources are the topic's own."""

    topic: Topic
    """In the language of the translation; its `trust` says who stands for the translation."""
    made_from: str
    """Digest of the words that were translated (`approval.digest_of`)."""
    native_speaker: bool
    """Whether one has checked it."""

    @property
    def lang(self) -> str:
        return self.topic.lang

    def fresh(self, topic: Topic) -> bool:
        """Return whether `topic` still says what was translated."""
        return self.made_from == digest_of(topic)

    def pairs(self, topic: Topic) -> bool:
        """Return whether it stands block by block beside `topic`, numbers and all."""
        from kiosk.bundle.findings import Gravity
        from kiosk.bundle.pairing import differences

        return not any(found.gravity is Gravity.ERROR for found in differences(topic, self.topic))


def translation_to_json(translation: Translation) -> list[Any]:
    """Return a translation as a list."""
    return [topic_to_json(translation.topic), translation.made_from, translation.native_speaker]


def translation_from_json(value: object) -> Translation:
    """Return the translation; UnreadableError when it is not as `translation_to_json` makes it."""
    topic, made_from, native = read_list(value, 3)
    if not DIGEST.match(read_str(made_from)):
        raise UnreadableError("what a translation was made from is no digest")
    return Translation(topic_from_json(topic), made_from, read_bool(native))
