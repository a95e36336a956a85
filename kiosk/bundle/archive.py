"""A bundle file as a bundle: its directory and manifest are read at once, everything else when it is asked for.

What is checked when: opening checks every limit of the strict reader (`members`) and that the directory is the one
the manifest was written with. Reading a part checks its own checksum (CRC-32) and its shape (`codec`). Whether the
whole file is what was built (SHA-256) is found out on another thread, meanwhile: `verified` waits for it, and nothing
may reach a person before it returns. Without a digest to hold the file to, `verified` reads every part once.
"""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from kiosk.bundle import codec, layout, withdrawn
from kiosk.bundle.clock import believed_day
from kiosk.bundle.glossary import NOBODY, Glossary
from kiosk.bundle.members import Members, refused
from kiosk.bundle.model import Pack, Status, Tile, Topic, Trust
from kiosk.bundle.reader import GRACE_DAYS, NOTHING_WITHDRAWN, Gate, no_category, no_topic, shown
from kiosk.bundle.search import SearchIndex, narrowed
from kiosk.bundle.signed import Signature
from kiosk.bundle.sounds import BundleSounds, read_shard
from kiosk.bundle.speech import Speech
from kiosk.bundle.translations import BundleTranslations
from kiosk.bundle.withdrawn import Withdrawals
from kiosk.errors import BundleError, ContentError

TOPICS_KEPT = 16
"""Topics kept in memory once they are opened: more than one person reads."""
_T = TypeVar("_T")
_ID = re.compile(r"[a-z0-9-]+\Z")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class _Manifest:
    pack: Pack
    shards: int
    counts: Mapping[str, Mapping[Status, int]]
    most: Mapping[str, tuple[Tile, ...]]
    withdrawals: Withdrawals
    glossaries: Mapping[str, Trust]
    newest: date | None
    sounds: BundleSounds
    translations: BundleTranslations


class ArchiveBundle:
    """Topics of one `.kib` file."""

    def __init__(
        self, path: Path, *, demonstration: bool = True, verify: bool = True, expect: str | None = None,
        now: datetime | None = None, grace_days: int = GRACE_DAYS, withdrawn: Withdrawals = NOTHING_WITHDRAWN,
        key: str = "",
    ) -> None:  # fmt: skip
        """Open the file; what the arguments mean is told at `reader.open_bundle`."""
        self.path = path
        self.expected = _expected(path, expect)
        """The SHA-256 the file is held to; None when nobody has recorded one."""
        self.members = Members(path)
        self._manifest = self._read(layout.MANIFEST, self._read_manifest)
        self.today = believed_day(now, self._manifest.newest)
        """The day it was opened on, if the clock can be right."""
        self._gate = Gate(demonstration, self.today, grace_days, withdrawn.joined(self._manifest.withdrawals))
        self._catalogues: dict[tuple[str, str], tuple[Tile, ...]] = {}
        self._topics: OrderedDict[tuple[str, str], Topic] = OrderedDict()
        self._searches: dict[str, SearchIndex] = {}
        self._glossaries: dict[str, Glossary] = {}
        signature = Signature(path, key) if key else None
        self._verification = Verification(self.members, self.expected, signature)
        if verify:
            self._verification.begin()

    @property
    def pack(self) -> Pack:
        """What the bundle says of itself."""
        return self._manifest.pack

    @property
    def digest(self) -> str:
        """SHA-256 of the file in hexadecimal; waits for the file to be read once."""
        return self._verification.digest()

    @property
    def counts(self) -> Mapping[str, Mapping[Status, int]]:
        """How many topics there are by language and status, shown or not."""
        return self._manifest.counts

    @property
    def newest(self) -> date | None:
        """The youngest day of an approval."""
        return self._manifest.newest

    @property
    def withdrawals(self) -> Withdrawals:
        """What the bundle takes away."""
        return self._manifest.withdrawals

    @property
    def topic_count(self) -> int:
        """How many topics are shown in the pack's first language."""
        lang = self.pack.languages[0]
        if self._gate.looks_closer:
            return sum(len(self.tiles(category.id, lang)) for category in self.pack.categories[1:])
        counts = self._manifest.counts[lang]
        return sum(number for status, number in counts.items() if shown(status, self._gate.demonstration))

    @property
    def sounds(self) -> BundleSounds:
        """What of it is recorded."""
        return self._manifest.sounds

    @property
    def translations(self) -> BundleTranslations:
        """Its topics in other languages, to stand beside them on paper."""
        return self._manifest.translations

    def verified(self) -> None:
        """Wait until the whole file has been checked; BundleError when it is not what was built."""
        self._verification.wait()

    def tiles(self, category: str, lang: str) -> tuple[Tile, ...]:
        """Return a category's topics by title; those of 'most' in the order of the pack."""
        self._check_lang(lang)
        if category == self.pack.categories[0].id:
            return self._shown(self._manifest.most[lang], lang)
        if all(category != one.id for one in self.pack.categories):
            raise no_category(category, self.path)
        if (category, lang) not in self._catalogues:
            tiles = self._read(layout.catalogue_member(lang, category), lambda data: _tiles(json.loads(data)))
            self._catalogues[category, lang] = self._shown(tiles, lang)
        return self._catalogues[category, lang]

    def tile(self, topic_id: str, lang: str) -> Tile:
        """Return what is known of a topic; opens it only when it is in no list that has been read."""
        self._check_lang(lang)
        if (topic_id, lang) in self._topics:
            return codec.tile_of(self._topics[topic_id, lang])
        read = [tiles for (_, of_lang), tiles in self._catalogues.items() if of_lang == lang]
        lists = [self._shown(self._manifest.most[lang], lang), *read]
        found = (tile for tiles in lists for tile in tiles if tile.id == topic_id)
        return next(found, None) or codec.tile_of(self.topic(topic_id, lang))

    def topic(self, topic_id: str, lang: str) -> Topic:
        """Return a topic, from the one shard it lies in."""
        self._check_lang(lang)
        key = (topic_id, lang)
        topic = self._topics.pop(key, None) or self._read_topic(topic_id, lang)
        self._topics[key] = topic
        if len(self._topics) > TOPICS_KEPT:
            self._topics.popitem(last=False)
        return topic

    def speech(self, topic_id: str, lang: str) -> Speech:
        """Return how the topic's sentences are said; empty when nobody has made that yet."""
        self.topic(topic_id, lang)
        name = layout.speech_member(lang, layout.shard_of(topic_id, self._manifest.shards))
        if name not in self.members.all:
            return {}
        return self._read(name, lambda data: _line(data, topic_id, codec.speech_from_json)) or {}

    def glossary(self, lang: str) -> Glossary:
        """Return the words that are explained; an empty glossary when there are none."""
        self._check_lang(lang)
        if lang not in self._glossaries:
            name = layout.glossary_member(lang)
            terms = self._read(name, lambda data: codec.terms_from_json(json.loads(data))) if self._has(name) else ()
            trust = self._manifest.glossaries.get(lang, NOBODY)
            self._glossaries[lang] = self._gate.explained(Glossary(terms, trust), lang)
        return self._glossaries[lang]

    def glossary_speech(self, lang: str) -> Speech:
        """Return how the glossary is said; empty when nobody has made that yet."""
        self._check_lang(lang)
        name = layout.glossary_speech_member(lang)
        return self._read(name, lambda data: codec.speech_from_json(json.loads(data))) if self._has(name) else {}

    def search(self, lang: str) -> SearchIndex:
        """Return the search over all topics that are shown; the first call reads it, so call from a thread."""
        self._check_lang(lang)
        if lang not in self._searches:
            name = layout.search_member(lang, demonstration=self._gate.demonstration)
            self._searches[lang] = self._read(name, lambda data: self._index(data.decode(), lang))
        return self._searches[lang]

    def read_everything(self) -> int:
        """Read every part once, as it will be read when it is wanted, and return how many topics there are."""
        known = {layout.MANIFEST}
        topics = 0
        for lang in self.pack.languages:
            for category in self.pack.categories[1:]:
                self.tiles(category.id, lang)
                known.add(layout.catalogue_member(lang, category.id))
            self.glossary(lang)
            self.glossary_speech(lang)
            known.update((layout.glossary_member(lang), layout.glossary_speech_member(lang)))
            for demonstration in (True, False):
                name = layout.search_member(lang, demonstration=demonstration)
                self._read(name, lambda data: SearchIndex(data.decode(), codec.tile_from_json).starting_with(""))
                known.add(name)
            for shard in range(self._manifest.shards):
                topics += self._read_shard(layout.topics_member(lang, shard), codec.topic_from_json, known)
                self._read_shard(layout.speech_member(lang, shard), codec.speech_from_json, known)
        for shard in range(self.sounds.shards):
            if self._has(layout.sounds_member(shard)):
                self._read(layout.sounds_member(shard), read_shard)
                known.add(layout.sounds_member(shard))
        known.update(self.translations.names())
        stray = sorted(set(self.members.all) - known)
        if stray:
            raise refused(self.path, f"nothing in it names {stray[0]}")
        counted = sum(sum(by.values()) for by in self._manifest.counts.values())
        if topics != counted:
            raise refused(self.path, f"it counts {counted} topics and has {topics}")
        return topics

    # -- reading -----------------------------------------------------------------------------------------

    def _read(self, name: str, parse: Callable[[bytes], _T]) -> _T:
        """Return what a member holds; whatever is wrong with it is a BundleError."""
        data = self.members.read(name)
        try:
            return parse(data)
        except (ValueError, RecursionError) as error:
            raise refused(self.path, f"{name} is not as it should be ({error})") from error

    def _has(self, name: str) -> bool:
        return name in self.members.all

    def _read_manifest(self, data: bytes) -> _Manifest:
        value = json.loads(data)
        if not isinstance(value, dict) or value.get("format") != layout.FORMAT:
            raise ValueError(f"it is not of format {layout.FORMAT}, which this program reads")
        if value.get("directory") != self.members.directory_sha256(layout.MANIFEST):
            raise ValueError("the directory is not the one it was built with")
        pack = codec.pack_from_json(value.get("pack"))
        if not pack.languages or not pack.categories:
            raise ValueError("the pack has no language or no category")
        shards, counts, most = value.get("shards"), value.get("counts"), value.get("most")
        if type(shards) is not int or shards < 1 or not isinstance(counts, dict) or not isinstance(most, dict):
            raise ValueError("counts are missing")
        return _Manifest(
            pack,
            shards,
            {lang: _counted(counts.get(lang)) for lang in pack.languages},
            {lang: _tiles(most.get(lang)) for lang in pack.languages},
            withdrawn.from_json(value.get("withdrawn")),
            _trusts(value.get("glossaries", {})),
            _day(value.get("newest")),
            BundleSounds(self.members, value.get("sounds")),
            BundleTranslations(
                self.members, value.get("translations", []), pack.languages[0], shards,
                lambda *known: self._gate.refuses(*known) is None,
            ),
        )  # fmt: skip

    def _read_topic(self, topic_id: str, lang: str) -> Topic:
        name = layout.topics_member(lang, layout.shard_of(topic_id, self._manifest.shards))
        topic = None
        if _ID.match(topic_id) and name in self.members.all:
            topic = self._read(name, lambda data: _line(data, topic_id, codec.topic_from_json))
        if topic is None or not self._gate.admits(codec.tile_of(topic), lang):
            raise no_topic(topic_id, lang, self.path)
        if (topic.id, topic.lang) != (topic_id, lang):
            raise refused(self.path, f"another topic lies under the name '{topic_id}'")
        return topic

    def _index(self, text: str, lang: str) -> SearchIndex:
        if self._gate.looks_closer:
            text = narrowed(text, lambda tile: self._gate.admits(tile, lang), codec.tile_from_json, codec.tile_to_json)
        return SearchIndex(text, codec.tile_from_json)

    def _read_shard(self, name: str, parse: Callable[[object], object], known: set[str]) -> int:
        """Parse every line of a shard, if there is one; note its name and return the number of lines."""
        if name not in self.members.all:
            return 0
        known.add(name)
        return self._read(name, lambda data: len([_parsed(line, parse) for line in data.split(b"\n") if line]))

    def _shown(self, tiles: tuple[Tile, ...], lang: str) -> tuple[Tile, ...]:
        return tuple(tile for tile in tiles if self._gate.admits(tile, lang))

    def _check_lang(self, lang: str) -> None:
        if lang not in self.pack.languages:
            raise ContentError(f"{self.path} has no language '{lang}'. It has {', '.join(self.pack.languages)}.")


class Verification:
    """Hashes a whole file on a thread of its own, once, and says whether it is the file that was built."""

    def __init__(self, members: Members, expected: str | None, signature: Signature | None = None) -> None:
        self._members = members
        self._expected = expected
        self._signature = signature
        self._thread = threading.Thread(target=self._hash, name="verify", daemon=True)
        self._begun = threading.Lock()
        self._digest = ""
        self._error: BundleError | None = None

    def begin(self) -> None:
        """Start hashing, unless that has begun."""
        if self._begun.acquire(blocking=False):
            self._thread.start()

    def digest(self) -> str:
        """Wait, and return the SHA-256; BundleError when the file cannot be read to its end."""
        self.begin()
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._digest

    def wait(self) -> None:
        """Wait, and raise a BundleError when the file is not what was recorded."""
        digest = self.digest()
        if self._expected is not None and digest != self._expected:
            raise refused(self._members.path, f"its SHA-256 is {digest}, not {self._expected} as recorded")

    def _hash(self) -> None:
        try:
            self._digest = self._members.sha256()
            if self._signature is not None:
                self._signature.check(self._digest)
            elif self._expected is None:
                for name in self._members.all:
                    self._members.read(name)
        except BundleError as error:
            self._error = error


def _expected(path: Path, expect: str | None) -> str | None:
    """Return the SHA-256 to hold a file to: the one given, else that in `<file>.sha256`, else None."""
    beside = path.with_name(path.name + ".sha256")
    try:
        told = expect if expect is not None else beside.read_text(encoding="ascii") if beside.is_file() else None
    except (OSError, UnicodeDecodeError) as error:
        raise BundleError(f"{beside} cannot be read: {error}. Write it with 'sha256sum'.") from error
    if told is None:
        return None
    digest = told.split(maxsplit=1)[0].lower() if told.strip() else ""
    if not _SHA256.match(digest):
        where = "What was given" if expect is not None else str(beside)
        raise BundleError(f"{where} is not a SHA-256 in hexadecimal. Write it as 'sha256sum' does.")
    return digest


def _line(data: bytes, topic_id: str, parse: Callable[[object], _T]) -> _T | None:
    """Return what one topic's line of a shard holds; None when it has none there. Other lines are not parsed."""
    start = layout.line_start(topic_id)
    place = 0 if data.startswith(start) else data.find(b"\n" + start) + 1
    if not data.startswith(start, place):
        return None
    end = data.find(b"\n", place)
    return _parsed(data[place : end if end >= 0 else len(data)], parse)


def _parsed(data: bytes, parse: Callable[[object], _T]) -> _T:
    line: Any = json.loads(data)
    if not isinstance(line, list) or len(line) != 2:
        raise ValueError("a line has another shape")
    return parse(line[1])


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def _trusts(value: object) -> Mapping[str, Trust]:
    """Return who stands for the glossary of each language; a bundle without that, of before, says nobody."""
    if not isinstance(value, dict):
        raise ValueError("who stands for the glossaries is missing")  # noqa: TRY004 - as in `_tiles`
    return {lang: codec.trust_from_json(trust) for lang, trust in value.items()}


def _tiles(value: object) -> tuple[Tile, ...]:
    if not isinstance(value, list):
        raise ValueError("tiles are missing")  # noqa: TRY004 - every fault of a member is a ValueError here
    return tuple(codec.tile_from_json(tile) for tile in value)


def _counted(value: object) -> Mapping[Status, int]:
    if not isinstance(value, dict) or not all(type(number) is int for number in value.values()):
        raise ValueError("counts are missing")
    return {Status(status): number for status, number in value.items()}
