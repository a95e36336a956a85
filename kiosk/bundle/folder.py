"""A pack's folder as a bundle: the authors' preview. Heads are read at once, a topic when it is opened.

A topic that somebody approved is read whole at once: whether it is approved hangs on its words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from kiosk.bundle import codec
from kiosk.bundle.approval import Record, read_record, record_path, standing
from kiosk.bundle.clock import believed_day
from kiosk.bundle.files import read_text
from kiosk.bundle.findings import Finding, Findings, Gravity, has_errors, nearest
from kiosk.bundle.glossary import FILE as GLOSSARY
from kiosk.bundle.glossary import ID as GLOSSARY_ID
from kiosk.bundle.glossary import Glossary, parse_glossary
from kiosk.bundle.head import Head, read_head, split
from kiosk.bundle.inline import Inline
from kiosk.bundle.markup import parse_topic, tidy
from kiosk.bundle.model import Pack, Tile, Topic, Trust
from kiosk.bundle.pack import FILE, MOST, parse_pack
from kiosk.bundle.reader import GRACE_DAYS, NOTHING_WITHDRAWN, Gate, no_category, no_topic
from kiosk.bundle.search import Findable, SearchIndex, build_index
from kiosk.bundle.sounds import NoSounds
from kiosk.bundle.speech import Speech
from kiosk.bundle.translation_files import FolderTranslations
from kiosk.bundle.withdrawn import Withdrawals
from kiosk.errors import ContentError

MOST_FINDINGS = 8
"""Findings that an error's text holds; 'kiosk check' tells the rest."""


@dataclass(frozen=True, slots=True)
class _Entry:
    path: Path
    find: tuple[str, ...]
    tile: Tile
    trust: Trust


class FolderBundle:
    """Topics of a folder, parsed as they are asked for; what is changed in the folder later is not seen."""

    digest = ""

    def __init__(
        self, path: Path, *, demonstration: bool = True, now: datetime | None = None, grace_days: int = GRACE_DAYS,
        withdrawn: Withdrawals = NOTHING_WITHDRAWN,
    ) -> None:  # fmt: skip
        self.path = path
        self._demonstration, self._now = demonstration, now
        self._grace_days, self._withdrawn = grace_days, withdrawn
        self.pack = read_pack(path)
        self._topics: dict[tuple[str, str], Topic] = {}
        self._searches: dict[str, SearchIndex] = {}
        self._glossaries: dict[str, Glossary] = {}

    def verified(self) -> None:
        """Return at once: nobody has signed for a folder."""

    @property
    def sounds(self) -> NoSounds:
        """Nothing: what is recorded comes with a bundle file."""
        return NoSounds()

    @cached_property
    def translations(self) -> FolderTranslations:
        """Its topics in other languages, to stand beside them on paper."""
        return FolderTranslations(self.path, self.pack, lambda *known: self._gate.refuses(*known) is None)

    @cached_property
    def newest(self) -> date | None:
        """The youngest day of an approval."""
        days = [entry.trust.reviewed_on for by_id in self._all.values() for entry in by_id.values()]
        days += [trust.reviewed_on for trust in self._explained.values()]
        return max((day for day in days if day), default=None)

    @property
    def today(self) -> date | None:
        """The day it was opened on, if the clock can be right."""
        return believed_day(self._now, self.newest)

    @cached_property
    def withdrawals(self) -> Withdrawals:
        """What the pack takes away."""
        gone = {
            (topic_id, lang): entry.trust.withdrawn
            for lang, by_id in self._all.items() for topic_id, entry in by_id.items() if entry.trust.withdrawn
        }  # fmt: skip
        gone |= {(GLOSSARY_ID, lang): one.withdrawn for lang, one in self._explained.items() if one.withdrawn}
        return Withdrawals({**gone, **self.translations.withdrawn()})

    @property
    def topic_count(self) -> int:
        """How many topics are shown in the pack's first language."""
        return len(self._of(self.pack.languages[0]))

    def tiles(self, category: str, lang: str) -> tuple[Tile, ...]:
        """Return a category's topics by title; those of 'most' in the order of the pack."""
        entries = self._of(lang)
        if category == MOST:
            return tuple(entries[one].tile for one in self.pack.most_asked if one in entries)
        if all(category != one.id for one in self.pack.categories):
            raise no_category(category, self.path)
        found = (entry.tile for entry in entries.values() if entry.tile.category == category)
        return tuple(sorted(found, key=lambda tile: (tile.title.casefold(), tile.id)))

    def tile(self, topic_id: str, lang: str) -> Tile:
        """Return what is known of a topic without opening it."""
        return self._entry(topic_id, lang).tile

    def topic(self, topic_id: str, lang: str) -> Topic:
        """Return a topic; ContentError tells the findings when it is written wrongly."""
        if (topic_id, lang) not in self._topics:
            entry = self._entry(topic_id, lang)
            topic, findings = parse_topic(read_text(entry.path), path=entry.path, lang=lang)
            if topic is None:
                raise wrongly_written(entry.path, findings)
            self._topics[topic_id, lang] = topic
        return self._topics[topic_id, lang]

    def speech(self, topic_id: str, lang: str) -> Speech:
        """Return how the topic's sentences are said; empty when there is no file of it."""
        document = speech_document(self._entry(topic_id, lang).path)
        return codec.speech_from_json(document) if document else {}

    def glossary(self, lang: str) -> Glossary:
        """Return the words that are explained; ContentError tells the findings when they are written wrongly."""
        self._of(lang)
        if lang not in self._glossaries:
            self._glossaries[lang] = read_glossary(self.path, self.pack, lang)
        return self._gate.explained(self._glossaries[lang], lang)

    def glossary_speech(self, lang: str) -> Speech:
        """Return how the glossary is said; empty when there is no file of it."""
        self._of(lang)
        document = speech_document(glossary_file(self.path, self.pack, lang))
        return codec.speech_from_json(document) if document else {}

    def search(self, lang: str) -> SearchIndex:
        """Return the search over the topics that are shown."""
        if lang not in self._searches:
            topics = [Findable(entry.tile, entry.find) for entry in self._of(lang).values()]
            self._searches[lang] = SearchIndex(build_index(topics, codec.tile_to_json), codec.tile_from_json)
        return self._searches[lang]

    def _entry(self, topic_id: str, lang: str) -> _Entry:
        entry = self._of(lang).get(topic_id)
        if entry is not None:
            return entry
        path = self.path / "topics" / topic_id / f"{lang}.md"
        if path.is_file():
            _, findings = parse_topic(read_text(path), path=path, lang=lang)
            if has_errors(findings):
                raise wrongly_written(path, findings)
        raise no_topic(topic_id, lang, self.path)

    def _of(self, lang: str) -> Mapping[str, _Entry]:
        if lang not in self._entries:
            raise ContentError(f"{self.path} has no language '{lang}'. It has {', '.join(self.pack.languages)}.")
        return self._entries[lang]

    @cached_property
    def _entries(self) -> Mapping[str, Mapping[str, _Entry]]:
        """Every topic that is shown, by language and id."""
        return {
            lang: {topic_id: entry for topic_id, entry in by_id.items() if self._gate.admits(entry.tile, lang)}
            for lang, by_id in self._all.items()
        }

    @cached_property
    def _gate(self) -> Gate:
        known = self._withdrawn.joined(self.withdrawals)
        return Gate(self._demonstration, self.today, self._grace_days, known)

    @cached_property
    def _explained(self) -> Mapping[str, Trust]:
        """Who stands for the glossary of each language that has a record; nobody for one that can't be read."""
        found = {}
        for lang in self.pack.languages:
            path = glossary_file(self.path, self.pack, lang)
            if path.is_file() and record_path(path).exists():
                glossary, _ = _parsed_glossary(path, self.pack, lang)
                if glossary is not None:
                    found[lang] = glossary.trust
        return found

    @cached_property
    def _all(self) -> Mapping[str, Mapping[str, _Entry]]:
        """Every topic whose head is sound, by language and id."""
        entries: dict[str, dict[str, _Entry]] = {lang: {} for lang in self.pack.languages}
        for path, lang in topic_files(self.path, self.pack):
            entry = _read_entry(path, lang)
            if entry:
                entries[lang][entry.tile.id] = entry
        return entries


def read_pack(folder: Path) -> Pack:
    """Return the pack of a folder; ContentError tells what is wrong with its bundle.toml."""
    path = folder / FILE
    if not path.is_file():
        raise ContentError(f"There is no {FILE} in {folder}. Name the folder of a pack, such as content/ms.")
    pack, findings = parse_pack(read_text(path), path=path)
    if pack is None:
        raise wrongly_written(path, findings)
    return pack


def glossary_file(folder: Path, pack: Pack, lang: str) -> Path:
    """Return where the glossary of a language is written, if it is."""
    return folder / (GLOSSARY if lang == pack.languages[0] else f"glossary.{lang}.toml")


def read_glossary(folder: Path, pack: Pack, lang: str) -> Glossary:
    """Return the glossary of a pack; an empty one when there is no file, ContentError when it is written wrongly."""
    path = glossary_file(folder, pack, lang)
    if not path.is_file():
        return Glossary()
    glossary, findings = _parsed_glossary(path, pack, lang)
    if glossary is None:
        raise wrongly_written(path, findings)
    return glossary


def _parsed_glossary(path: Path, pack: Pack, lang: str) -> tuple[Glossary | None, tuple[Finding, ...]]:
    return parse_glossary(read_text(path), path=path, lang=lang, version=pack.version)


def _glossary_findings(folder: Path, pack: Pack) -> Iterator[Finding]:
    for lang in pack.languages:
        path = glossary_file(folder, pack, lang)
        if path.is_file():
            yield from _parsed_glossary(path, pack, lang)[1]


def topic_files(folder: Path, pack: Pack) -> Iterator[tuple[Path, str]]:
    """Yield every topic file of a pack with its language, in order."""
    for topic_folder in sorted(path for path in (folder / "topics").glob("*") if path.is_dir()):
        for lang in pack.languages:
            path = topic_folder / f"{lang}.md"
            if path.is_file():
                yield path, lang


def cross_check(folder: Path, pack: Pack, topics: Iterable[tuple[Path, str, str]]) -> tuple[Finding, ...]:
    """Return the findings that need the whole pack: topics in no category, ids that lead nowhere, the glossary's own.

    `topics` holds file, id and category of each topic that can be read.
    """
    topics = tuple(topics)
    categories = [category.id for category in pack.categories if category.id != MOST]
    found = list(_glossary_findings(folder, pack))
    for path, _, category in topics:
        if category not in categories:
            line = _line_of(path, "category")
            found.append(
                _error(path, line, "unknown-category", f"There is no category '{category}'.", category, categories)
            )
    ids = {topic_id for _, topic_id, _ in topics}
    ids.update(path.parent.name for path, _ in topic_files(folder, pack))
    for topic_id in pack.most_asked:
        if topic_id not in ids:
            line = _line_of(folder / FILE, "most_asked")
            wrong = f"The most asked set names '{topic_id}', which is not there."
            found.append(_error(folder / FILE, line, "unknown-topic", wrong, topic_id, ids))
    return tuple(found)


def _error(path: Path, line: int, code: str, wrong: str, word: str, known: Iterable[str]) -> Finding:
    return Finding(path, line, Gravity.ERROR, code, wrong, nearest(word, known))


def _line_of(path: Path, key: str) -> int:
    lines = read_text(path).splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.lstrip().startswith(key)), 1)


def speech_document(topic_file: Path) -> Mapping[str, Any]:
    """Return what the speech file beside a topic holds; {} when there is none, ContentError when it is wrong."""
    path = topic_file.with_suffix(".speech.json")
    if not path.is_file():
        return {}
    try:
        document = json.loads(read_text(path))
        codec.speech_from_json(document)
    except (ValueError, RecursionError) as error:
        raise ContentError(f"{path} is not a speech file: {error}. Make it again from the topic.") from error
    return dict(document)


def wrongly_written(path: Path, findings: tuple[Finding, ...]) -> ContentError:
    """Return the error for a file with findings: the first ones in its text."""
    errors = [str(finding) for finding in findings if has_errors([finding])]
    rest = len(errors) - MOST_FINDINGS
    more = [f"and {rest} more: run 'kiosk check {path}'"] if rest > 0 else []
    return ContentError("\n".join([f"{path} is written wrongly:", *errors[:MOST_FINDINGS], *more]))


def _read_entry(path: Path, lang: str) -> _Entry | None:
    findings = Findings(path)
    source = read_text(path)
    if record_path(path).exists():
        topic, _ = parse_topic(source, path=path, lang=lang)
        if topic is not None:
            return _Entry(path, topic.find, codec.tile_of(topic), topic.trust)
    part = split(tidy(source), findings)
    head = read_head(part, path, findings) if part else None
    if head is None:
        return None
    # Without a record, or where the words below the head cannot be read, nobody has approved them.
    trust = standing(head.trust, read_record(path, findings) if record_path(path).exists() else Record(), "")
    return _Entry(path, head.find, _tile(head, trust, lang, findings), trust)


def _tile(head: Head, trust: Trust, lang: str, findings: Findings) -> Tile:
    title = Inline(MarkdownIt("commonmark"), lang, findings).text(head.title, head.title_line)
    return Tile(
        head.id, title.plain, head.category, head.icon, head.also, trust.status, trust.version, trust.review_due
    )
