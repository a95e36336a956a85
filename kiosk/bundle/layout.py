"""How a bundle file is laid out: names of its members, how topics are spread over shards. Writer and reader share it.

    manifest.json                    the pack, counts, the most asked tiles, what is withdrawn, who stands for the
                                     glossaries, the youngest day of an approval, number of shards, digest of the
                                     directory
    catalogue/<lang>/<category>.json tiles of a category, by title
    topics/<lang>/<shard>.jsonl      one line a topic: ["<id>", <topic>]
    translations/<lang>/<shard>.jsonl  one line a topic that has one into that language: ["<id>", <translation>]
    speech/<lang>/<shard>.jsonl      one line a topic that has sounds: ["<id>", <what the speech file holds>]
    glossary/<lang>.json             the terms explained, if there are any
    glossary/<lang>.speech.json      what the speech file of the glossary holds, if there is one
    search/<lang>/<who>.txt          the index of what is shown in `demonstration` mode, and of what is `approved`
    sounds/<shard>.bin               recorded sound, if there is any: see `sounds`

Languages are written in small letters here. A topic's shard follows from its id alone, so that opening one topic
reads one shard, however many there are.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

FORMAT = 2
"""Number of this layout; a reader refuses any other."""
MANIFEST = "manifest.json"
TOPICS_A_SHARD = 32
"""About how many topics share a shard: small enough to unpack at a tap, large enough to keep the directory short."""
DEMONSTRATION, APPROVED = "demonstration", "approved"


def shard_count(topics: int) -> int:
    """Return over how many shards that many topics are spread."""
    return max(1, -(-topics // TOPICS_A_SHARD))


def shard_of(topic_id: str, shards: int) -> int:
    """Return the shard a topic lies in."""
    return zlib.crc32(topic_id.encode()) % shards


def catalogue_member(lang: str, category: str) -> str:
    """Return the name of the member with a category's tiles."""
    return f"catalogue/{lang.lower()}/{category}.json"


def topics_member(lang: str, shard: int) -> str:
    """Return the name of a shard of topics."""
    return f"topics/{lang.lower()}/{shard:05}.jsonl"


def translations_member(lang: str, shard: int) -> str:
    """Return the name of a shard of translations."""
    return f"translations/{lang.lower()}/{shard:05}.jsonl"


def speech_member(lang: str, shard: int) -> str:
    """Return the name of a shard of sounds."""
    return f"speech/{lang.lower()}/{shard:05}.jsonl"


def glossary_member(lang: str) -> str:
    """Return the name of the member with the terms explained."""
    return f"glossary/{lang.lower()}.json"


def glossary_speech_member(lang: str) -> str:
    """Return the name of the member with the sounds of the glossary."""
    return f"glossary/{lang.lower()}.speech.json"


def search_member(lang: str, *, demonstration: bool) -> str:
    """Return the name of a search index."""
    return f"search/{lang.lower()}/{DEMONSTRATION if demonstration else APPROVED}.txt"


def sounds_member(shard: int) -> str:
    """Return the name of a shard of recorded sound."""
    return f"sounds/{shard:05}.bin"


def to_line(value: Any) -> str:
    """Return JSON on one line, without spaces, keys sorted: the same value is always the same bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def line_start(topic_id: str) -> bytes:
    """Return what the line of a topic begins with in its shard."""
    return b'["' + topic_id.encode() + b'",'
