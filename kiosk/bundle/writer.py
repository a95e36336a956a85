"""Makes one bundle file of a pack: the same content and zlib give the same bytes, on any machine, at any time."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.bundle import codec, layout, withdrawn
from kiosk.bundle.files import read_text
from kiosk.bundle.findings import Finding, has_errors
from kiosk.bundle.folder import (
    cross_check,
    glossary_file,
    read_glossary,
    read_pack,
    speech_document,
    topic_files,
    wrongly_written,
)
from kiosk.bundle.glossary import ID as GLOSSARY
from kiosk.bundle.glossary import Glossary
from kiosk.bundle.markup import parse_topic
from kiosk.bundle.members import LARGEST_RATIO, Members, directory_sha256
from kiosk.bundle.model import Pack, Status, Topic, Trust
from kiosk.bundle.pack import MOST
from kiosk.bundle.reader import shown
from kiosk.bundle.search import Findable, build_index
from kiosk.bundle.sounds import tell, write_shards
from kiosk.bundle.translation import Translation
from kiosk.bundle.translation_files import read_translations, translation_files
from kiosk.bundle.translations import translation_members
from kiosk.errors import BundleError

_DATE = (1980, 1, 1, 0, 0, 0)
"""The first date a ZIP can hold: files carry no time of their own."""
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Item:
    """A topic on its way into a bundle, with what its speech file holds."""

    topic: Topic
    speech: Mapping[str, Any] = field(default_factory=dict)
    translations: tuple[Translation, ...] = ()
    """Stale ones too: one of them may have been withdrawn."""


@dataclass(frozen=True, slots=True)
class Explained:
    """The glossary of one language on its way into a bundle, with what its speech file holds."""

    lang: str
    glossary: Glossary
    speech: Mapping[str, Any] = field(default_factory=dict)


Recorded = Mapping[str, Mapping[str, bytes]]
"""By language, then by key: the sounds that `kiosk.readaloud.rendering` makes."""


def write_bundle(folder: Path, out: Path, recorded: Recorded | None = None) -> str:
    """Write the pack in `folder` as one file, and `<out>.sha256` beside it; return the file's SHA-256.

    ContentError tells the findings when anything in the pack is written wrongly. Withdrawn topics stay out, and so do
    stale translations; that something is withdrawn goes in, so that a kiosk can remember it.
    """
    pack = read_pack(folder)
    items, findings = [], list[Finding]()
    files = list(translation_files(folder, pack))
    for path, lang in topic_files(folder, pack):
        topic, found = parse_topic(read_text(path), path=path, lang=lang)
        findings.extend(found)
        if topic is not None:
            beside, found = read_translations(topic, [(file, into) for file, into, of in files if of == path])
            findings.extend(found)
            items.append((path, Item(topic, speech_document(path), tuple(beside))))
    findings.extend(cross_check(folder, pack, [(path, item.topic.id, item.topic.category) for path, item in items]))
    if has_errors(findings):
        raise wrongly_written(folder, tuple(findings))
    glossaries = [
        Explained(lang, glossary, speech_document(glossary_file(folder, pack, lang)))
        for lang in pack.languages
        if (glossary := read_glossary(folder, pack, lang)).terms
    ]
    return write_items(pack, [item for _, item in items], out, glossaries, recorded)


def write_items(
    pack: Pack, items: Iterable[Item], out: Path, glossaries: Iterable[Explained] = (), recorded: Recorded | None = None
) -> str:
    """Write a bundle of topics that are parsed already; return the file's SHA-256."""
    known, explained = list(items), list(glossaries)
    kept = [item for item in known if item.topic.trust.status is not Status.WITHDRAWN]
    words = [one for one in explained if one.glossary.trust.status is not Status.WITHDRAWN]
    data = _zip(_members(pack, kept, _withdrawals(known, explained), words, recorded or {}))
    part = out.with_name(out.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # Read back by the strict reader before it gets its name: what it refuses must never be handed out.
        digest = Members(part).sha256()
        part.replace(out)
        sidecar(out).write_text(f"{digest}  {out.name}\n", encoding="ascii")
    except OSError as error:
        raise BundleError(
            f"{out} cannot be written: {error.strerror}. Check the folder and the room on the disk."
        ) from error
    return digest


def sidecar(bundle: Path) -> Path:
    """Return the file that holds a bundle's SHA-256, as `sha256sum` writes it."""
    return bundle.with_name(bundle.name + ".sha256")


def _withdrawals(items: Iterable[Item], glossaries: Iterable[Explained]) -> withdrawn.Withdrawals:
    trusts = [((item.topic.id, item.topic.lang), item.topic.trust) for item in items]
    trusts += [((GLOSSARY, one.lang), one.glossary.trust) for one in glossaries]
    trusts += [((one.topic.id, one.lang), one.topic.trust) for item in items for one in item.translations]
    found = withdrawn.Withdrawals()
    for key, trust in trusts:
        version = trust.withdrawn or (trust.version if trust.status is Status.WITHDRAWN else "")
        if version:
            found = found.joined(withdrawn.Withdrawals({key: version}))
    return found


def _members(
    pack: Pack, items: Sequence[Item], gone: withdrawn.Withdrawals, glossaries: Sequence[Explained], recorded: Recorded
) -> dict[str, bytes]:
    """Return every member by name, the manifest among them."""
    per_language = Counter(item.topic.lang for item in items)
    shards = layout.shard_count(max(per_language.values(), default=0))
    members: dict[str, bytes] = {}
    counts: dict[str, dict[str, int]] = {}
    most: dict[str, list[Any]] = {}
    for lang in pack.languages:
        mine = sorted((item for item in items if item.topic.lang == lang), key=lambda item: item.topic.id)
        members.update(_shards(lang, mine, shards))
        members.update(_catalogues(lang, pack, mine))
        for demonstration in (True, False):
            name = layout.search_member(lang, demonstration=demonstration)
            members[name] = _index(mine, demonstration).encode()
        counts[lang] = dict(Counter(item.topic.trust.status.value for item in mine))
        tiles = {item.topic.id: codec.tile_of(item.topic) for item in mine}
        most[lang] = [codec.tile_to_json(tiles[one]) for one in pack.most_asked if one in tiles]
    beside = [one for item in items for one in item.translations if one.fresh(item.topic)]
    translated = translation_members(beside, shards)
    members.update(translated)
    newest = _newest([*(one.topic.trust for one in items), *(one.topic.trust for one in beside),
                      *(one.glossary.trust for one in glossaries)])  # fmt: skip
    members.update(_explained(glossaries))
    sound_shards, sounds = write_shards({key: one for lang in sorted(recorded) for key, one in recorded[lang].items()})
    members.update(sounds)
    lines = ((name, len(data), zlib.crc32(data)) for name, data in members.items())
    manifest = {
        "format": layout.FORMAT,
        "pack": codec.pack_to_json(pack),
        "counts": counts,
        "most": most,
        "withdrawn": withdrawn.to_json(gone),
        "glossaries": {one.lang: codec.trust_to_json(one.glossary.trust) for one in glossaries},
        "newest": newest.isoformat() if newest else None,
        "shards": shards,
        **({"sounds": tell(sound_shards, {lang: len(of) for lang, of in recorded.items()})} if sounds else {}),
        **({"translations": sorted({one.lang for one in beside})} if translated else {}),
        "directory": directory_sha256(lines),
    }
    members[layout.MANIFEST] = layout.to_line(manifest).encode()
    return members


def _explained(glossaries: Iterable[Explained]) -> dict[str, bytes]:
    members = {}
    for one in glossaries:
        members[layout.glossary_member(one.lang)] = layout.to_line(codec.terms_to_json(one.glossary.terms)).encode()
        if one.speech:
            members[layout.glossary_speech_member(one.lang)] = layout.to_line(dict(one.speech)).encode()
    return members


def _newest(trusts: Iterable[Trust]) -> date | None:
    return max((trust.reviewed_on for trust in trusts if trust.reviewed_on), default=None)


def _shards(lang: str, items: Iterable[Item], shards: int) -> dict[str, bytes]:
    lines: dict[str, list[str]] = {}
    for item in items:
        shard = layout.shard_of(item.topic.id, shards)
        line = layout.to_line([item.topic.id, codec.topic_to_json(item.topic)])
        lines.setdefault(layout.topics_member(lang, shard), []).append(line)
        if item.speech:
            spoken = layout.to_line([item.topic.id, dict(item.speech)])
            lines.setdefault(layout.speech_member(lang, shard), []).append(spoken)
    return {name: ("\n".join(written) + "\n").encode() for name, written in lines.items()}


def _catalogues(lang: str, pack: Pack, items: Iterable[Item]) -> dict[str, bytes]:
    tiles = sorted((codec.tile_of(item.topic) for item in items), key=lambda tile: (tile.title.casefold(), tile.id))
    return {
        layout.catalogue_member(lang, category.id): layout.to_line(
            [codec.tile_to_json(tile) for tile in tiles if tile.category == category.id]
        ).encode()
        for category in pack.categories
        if category.id != MOST
    }


def _index(items: Iterable[Item], demonstration: bool) -> str:
    topics = (item.topic for item in items if shown(item.topic.trust.status, demonstration))
    return build_index((Findable(codec.tile_of(topic), topic.find) for topic in topics), codec.tile_to_json)


def _zip(members: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            data = members[name]
            packed = len(zlib.compress(data, _LEVEL, -zlib.MAX_WBITS))
            # The strict reader takes a member that shrinks beyond belief for a bomb.
            tight = len(data) > packed * (LARGEST_RATIO // 2)
            kind = zipfile.ZIP_STORED if tight or packed >= len(data) else zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compress_type=kind, compresslevel=_LEVEL)
    return written.getvalue()
