"""Recorded sound in a bundle: what each key stands for is known to `kiosk.readaloud`; here they are bytes with a name.

Sounds are spread over shards by their keys, like topics, so that one sound costs one short read. A shard is a line of
JSON, {"<key>": <length>, ...}, and the sounds behind it in that order.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping

from kiosk.bundle import layout
from kiosk.bundle.members import Members, refused

_KEY = re.compile(r"[0-9a-f]{64}\Z")
SOUNDS_A_SHARD = 12
"""About how many sounds share a shard, some 100 kB: read in a moment, and the directory stays short."""


class NoSounds:
    """What content has in which nothing was recorded."""

    def count(self, lang: str) -> int:
        """Return 0."""
        return 0

    def has(self, key: str) -> bool:
        """Return False."""
        return False

    def get(self, key: str) -> bytes | None:
        """Return None."""
        return None


class BundleSounds:
    """The sounds of a bundle file that is open; may be asked from several threads."""

    def __init__(self, members: Members, told: object) -> None:
        """`told` is what the manifest says of sounds, None when there are none; ValueError when it is not sound."""
        self._members = members
        self._shards, self._counts = _read_told(told)
        self._lock = threading.Lock()
        self._known: dict[int, frozenset[str]] = {}

    @property
    def shards(self) -> int:
        """Over how many shards they are spread, some of which may be empty."""
        return self._shards

    def count(self, lang: str) -> int:
        """Return how many sentences of a language are recorded."""
        return self._counts.get(lang, 0)

    def has(self, key: str) -> bool:
        """Return whether a sound is recorded; BundleError when its shard is damaged."""
        known = self._keys_beside(key)
        return key in (self._read(shard_of(key, self._shards)) if known is None else known)

    def get(self, key: str) -> bytes | None:
        """Return a recorded sound; None when there is none, BundleError when its shard is damaged."""
        known = self._keys_beside(key)
        return self._read(shard_of(key, self._shards)).get(key) if known is None or key in known else None

    def _keys_beside(self, key: str) -> frozenset[str] | None:
        """Return the keys in the shard where a sound would lie; None when it was not read yet."""
        if not self._shards:
            return frozenset()
        with self._lock:
            return self._known.get(shard_of(key, self._shards))

    def _read(self, shard: int) -> Mapping[str, bytes]:
        name = layout.sounds_member(shard)
        found: Mapping[str, bytes] = {}
        if name in self._members.all:
            try:
                found = read_shard(self._members.read(name))
            except ValueError as error:
                raise refused(self._members.path, f"{name} is not as it should be ({error})") from error
        with self._lock:
            self._known[shard] = frozenset(found)
        return found


def tell(shards: int, counts: Mapping[str, int]) -> object:
    """Return what the manifest says of sounds."""
    return {"shards": shards, "counts": dict(counts)}


def _read_told(told: object) -> tuple[int, Mapping[str, int]]:
    if told is None:
        return 0, {}
    if not isinstance(told, dict) or set(told) != {"shards", "counts"} or not isinstance(told["counts"], dict):
        raise ValueError("what it says of sounds has another shape")
    numbers = [told["shards"], *told["counts"].values()]
    if not all(type(number) is int and number >= 0 for number in numbers):
        raise ValueError("what it says of sounds are no numbers")
    return told["shards"], told["counts"]


def shard_of(key: str, shards: int) -> int:
    """Return the shard a sound lies in."""
    return int(key[:8], 16) % shards


def write_shards(sounds: Mapping[str, bytes]) -> tuple[int, dict[str, bytes]]:
    """Return over how many shards sounds are spread, and those that hold any, by the names of their members."""
    shards = -(-len(sounds) // SOUNDS_A_SHARD)
    parted: dict[int, dict[str, bytes]] = {}
    for key in sorted(sounds):
        parted.setdefault(shard_of(key, shards), {})[key] = sounds[key]
    return shards, {layout.sounds_member(shard): _shard(held) for shard, held in parted.items()}


def _shard(sounds: Mapping[str, bytes]) -> bytes:
    line = layout.to_line({key: len(sound) for key, sound in sounds.items()})
    return line.encode() + b"\n" + b"".join(sounds.values())


def read_shard(data: bytes) -> Mapping[str, bytes]:
    """Return the sounds of a shard by key; ValueError when it is not exactly what `write_shards` makes."""
    line, _, rest = data.partition(b"\n")
    lengths = json.loads(line)
    if not isinstance(lengths, dict) or list(lengths) != sorted(lengths):
        raise ValueError("its first line is no list of sounds")
    found, place = {}, 0
    for key, length in lengths.items():
        if not _KEY.match(key) or type(length) is not int or length <= 0:
            raise ValueError("a sound has no name or no length")
        found[key] = rest[place : place + length]
        place += length
    if place != len(rest):
        raise ValueError("it is longer or shorter than its first line says")
    return found
