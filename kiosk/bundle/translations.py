"""Where the translations of a pack lie: beside the topics of a folder, or in a bundle file. Read when one is asked for.

What is handed out has passed everything: it was made from the words as they are now, it pairs with them block by block,
and this kiosk may show it (`reader.Gate`). Anything else is not there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from kiosk.bundle import layout
from kiosk.bundle.members import Members, refused
from kiosk.bundle.model import Status, Topic, Trust
from kiosk.bundle.translation import Translation, translation_from_json, translation_to_json
from kiosk.phrases import paper_languages

if TYPE_CHECKING:
    from kiosk.bundle.reader import Bundle

Admits = Callable[[str, str, Trust], bool]
"""Whether this kiosk may show a topic's words in a language, as its `Gate` says."""


class Translations(Protocol):
    """The translations of an open bundle."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which any topic has one, stale or not."""

    def find(self, topic: Topic, lang: str) -> Translation | None:
        """Return the translation of `topic`, as the bundle gave it, into `lang`; None when none may be shown."""


def printable(bundle: Bundle, topics: Iterable[Topic], lang: str) -> tuple[Translation, ...]:
    """Return the translations into `lang` that can stand beside `topics` on paper; fewer than topics, or none."""
    if lang not in bundle.translations.languages or lang not in paper_languages():
        return ()
    found = (bundle.translations.find(topic, lang) for topic in topics)
    return tuple(one for one in found if one is not None)


class BundleTranslations:
    """Those of a bundle file. ValueError when what the manifest tells of them has another shape."""

    def __init__(self, members: Members, told: object, first: str, shards: int, admits: Admits) -> None:
        if not isinstance(told, list) or not all(isinstance(lang, str) for lang in told):
            raise ValueError("what it says of translations has another shape")
        self.languages: tuple[str, ...] = tuple(told)
        """The languages in which any topic has one."""
        self._members, self._first, self._shards, self._admits = members, first, shards, admits

    def find(self, topic: Topic, lang: str) -> Translation | None:
        """Return the translation of `topic` into `lang`, from the one shard it lies in; None when none may be shown."""
        name = layout.translations_member(lang, layout.shard_of(topic.id, self._shards))
        if lang not in self.languages or topic.lang != self._first or name not in self._members.all:
            return None
        found = self._read(name).get(topic.id)
        if found is None or (found.topic.id, found.lang) != (topic.id, lang) or not found.fresh(topic):
            return None
        return found if self._admits(topic.id, lang, found.topic.trust) and found.pairs(topic) else None

    def names(self) -> Iterator[str]:
        """Read every translation once and yield the names of their members."""
        for lang in self.languages:
            for shard in range(self._shards):
                name = layout.translations_member(lang, shard)
                if name in self._members.all:
                    self._read(name)
                    yield name

    def _read(self, name: str) -> Mapping[str, Translation]:
        try:
            lines = [json.loads(line) for line in self._members.read(name).split(b"\n") if line]
            return {topic_id: translation_from_json(told) for topic_id, told in lines}
        except (ValueError, TypeError, RecursionError) as error:
            raise refused(self._members.path, f"{name} is not as it should be ({error})") from error


def translation_members(translations: Iterable[Translation], shards: int) -> dict[str, bytes]:
    """Return the members of a bundle that hold `translations`, by name; those that were withdrawn stay out."""
    lines: dict[str, list[str]] = {}
    kept = [one for one in translations if one.topic.trust.status is not Status.WITHDRAWN]
    for one in sorted(kept, key=lambda one: (one.lang, one.topic.id)):
        name = layout.translations_member(one.lang, layout.shard_of(one.topic.id, shards))
        lines.setdefault(name, []).append(layout.to_line([one.topic.id, translation_to_json(one)]))
    return {name: ("\n".join(written) + "\n").encode() for name, written in lines.items()}
