"""Finds topics by what is typed: titles, other names, plain words; a slip of one letter is forgiven.

The index is made once, as sorted text, when a bundle is built (or a folder read): every place in a name where a
word begins is a key, so that what is typed is a prefix, found by halving. Slips are tried only along letters that
lead somewhere. Letters are compared without accents and case (`fold`).
"""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from kiosk.bundle.model import Tile
from kiosk.errors import BundleError

FORGIVING_FROM = 4
"""Letters that must be typed before a slip is forgiven."""
_PLAIN_FORMS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "ħ": "h"}
)
_LAST = "\U0010ffff"


class Why(StrEnum):
    """What was matched, the best first."""

    TITLE = "title"
    OTHER_NAME = "other name"
    PLAIN_WORD = "plain word"


@dataclass(frozen=True, slots=True)
class Hit:
    tile: Tile
    why: Why
    matched: str
    """The title, name or word as it is written."""


def fold(words: str) -> str:
    """Return words as they are compared: no accents, no case, one space for whatever is not a letter or digit."""
    decomposed = unicodedata.normalize("NFKD", words.casefold().translate(_PLAIN_FORMS))
    letters = (
        char if char.isalnum() else "" if unicodedata.category(char) == "Mn" or char in "'\u2019" else " "
        for char in decomposed
    )
    return " ".join("".join(letters).split())


@dataclass(frozen=True, slots=True)
class Findable:
    """A topic as the index is told of it."""

    tile: Tile
    find: tuple[str, ...]


def build_index(topics: Iterable[Findable], tile_to_json: Callable[[Tile], object]) -> str:
    """Return the index as text: a line of counts, then tiles by title, names, keys and their references.

    A name's line is its tile's number, its `Why` and the name as written, with tabs between. A key's reference
    is rank * names + name, so that sorted references are in the order they are shown in.
    """
    ordered = sorted(topics, key=lambda one: (fold(one.tile.title), one.tile.id))
    names: list[tuple[int, Why, str]] = []
    for number, one in enumerate(ordered):
        names.append((number, Why.TITLE, one.tile.title))
        names.extend((number, Why.OTHER_NAME, name) for name in one.tile.also)
        names.extend((number, Why.PLAIN_WORD, name) for name in one.find)
    keys: dict[str, list[int]] = {}
    for place, (_, why, name) in enumerate(names):
        words = fold(name).split(" ")
        for start in range(len(words)):
            rank = list(Why).index(why) * 2 + bool(start)
            keys.setdefault(" ".join(words[start:]), []).append(rank * len(names) + place)
    keys.pop("", None)
    sorted_keys = sorted(keys)
    lines = [
        f"{len(ordered)} {len(names)} {len(sorted_keys)}",
        *(json.dumps(tile_to_json(one.tile), sort_keys=True, separators=(",", ":")) for one in ordered),
        *(f"{number}\t{why}\t{' '.join(name.split())}" for number, why, name in names),
        *sorted_keys,
        *(" ".join(map(str, sorted(keys[key]))) for key in sorted_keys),
    ]
    return "\n".join(lines)


def narrowed(
    text: str,
    keep: Callable[[Tile], bool],
    tile_from_json: Callable[[object], Tile],
    tile_to_json: Callable[[Tile], object],
) -> str:
    """Return the index `text` without the topics that `keep` refuses; ValueError when it is damaged."""
    lines = text.split("\n")
    tiles, names, _ = map(int, lines[0].split(" "))
    told = [tile_from_json(json.loads(line)) for line in lines[1 : 1 + tiles]]
    if all(map(keep, told)):
        return text
    words: list[list[str]] = [[] for _ in told]
    for line in lines[1 + tiles : 1 + tiles + names]:
        number, why, name = line.split("\t")
        if why == Why.PLAIN_WORD:
            words[int(number)].append(name)
    kept = [Findable(tile, tuple(find)) for tile, find in zip(told, words, strict=True) if keep(tile)]
    return build_index(kept, tile_to_json)


class SearchIndex:
    """The index of one language, in memory; `text` is what `build_index` made, lines are read when they are wanted."""

    def __init__(self, text: str, tile_from_json: Callable[[object], Tile]) -> None:
        lines = text.split("\n")
        tiles, names, keys = map(int, lines[0].split(" "))
        if len(lines) != 1 + tiles + names + 2 * keys:
            raise ValueError("the search index has lines missing")
        self._tile_lines = lines[1 : 1 + tiles]
        self._name_lines = lines[1 + tiles : 1 + tiles + names]
        self._keys = lines[1 + tiles + names : 1 + tiles + names + keys]
        self._references = lines[1 + tiles + names + keys :]
        self._tile_from_json = tile_from_json

    def find(self, typed: str, limit: int = 12) -> tuple[Hit, ...]:
        """Return the topics that what is typed leads to, one hit each, the best first.

        First where a name begins with it, then where one of its words does: titles before other names before
        plain words. When nothing does and four letters or more are typed: where one begins so but for one letter
        more, fewer, changed, or swapped with the next.
        """
        words = _typed(typed)
        if not words.strip():
            return ()
        with _sound():
            return self._find(words, limit)

    def _find(self, words: str, limit: int) -> tuple[Hit, ...]:
        hits: dict[int, Hit] = {}
        self._gather(hits, [self._range(words)], limit)
        if not hits and len(words.strip()) >= FORGIVING_FROM:
            ranges = {self._range(slip) for slip in self._slips(words.rstrip())}
            self._gather(hits, ranges, limit)
        return tuple(hits.values())

    def next_letters(self, typed: str) -> frozenset[str]:
        """Return the letters, digits and perhaps ' ' that lead on from what is typed; small, without accents."""
        words = _typed(typed)
        low, high = self._range(words)
        return frozenset(char for char, _, _ in self._branches(low, high, len(words)))

    def starting_with(self, typed: str, first: int = 0, limit: int | None = None) -> tuple[Tile, ...]:
        """Return the topics whose title begins with what is typed, by title; every topic for ''.

        `first` and `limit` take a page of them: only the tiles returned are read.
        """
        with _sound():
            numbers = self._titles(_typed(typed))
            return tuple(self._tile(number) for number in numbers[first : None if limit is None else first + limit])

    def count_starting_with(self, typed: str) -> int:
        """Return how many topics `starting_with` has for what is typed."""
        with _sound():
            return len(self._titles(_typed(typed)))

    def _titles(self, words: str) -> Sequence[int]:
        if not words:
            return range(len(self._tile_lines))
        # References of the best rank, a title's own beginning, are smaller than the number of names.
        names = len(self._name_lines)
        return [self._name(ref)[0] for ref in sorted(self._refs([self._range(words)])) if ref < names]

    # -- halving -----------------------------------------------------------------------------------------

    def _range(self, prefix: str) -> tuple[int, int]:
        """Return the numbers of the keys that begin with `prefix`."""
        low = bisect_left(self._keys, prefix)
        return low, bisect_left(self._keys, prefix + _LAST, lo=low)

    def _branches(self, low: int, high: int, depth: int) -> Iterator[tuple[str, int, int]]:
        """Yield each letter that stands at `depth` in the keys `low` to `high`, with the keys it leads to."""
        while low < high:
            key = self._keys[low]
            if len(key) <= depth:
                low += 1
                continue
            end = max(bisect_left(self._keys, key[: depth + 1] + _LAST, lo=low, hi=high), low + 1)
            yield key[depth], low, end
            low = end

    def _slips(self, words: str) -> Iterator[str]:
        """Yield what may have been meant, one letter away from `words`, as far as it can lead anywhere."""
        for place in range(len(words)):
            low, high = self._range(words[:place])
            if low == high:
                return
            before, rest = words[:place], words[place:]
            yield before + rest[1:]
            if len(rest) > 1:
                yield before + rest[1] + rest[0] + rest[2:]
            for letter, _, _ in self._branches(low, high, place):
                yield before + letter + rest[1:]
                yield before + letter + rest

    # -- from keys to topics -----------------------------------------------------------------------------

    def _refs(self, ranges: Iterable[tuple[int, int]]) -> set[int]:
        return {int(ref) for low, high in ranges for line in self._references[low:high] for ref in line.split(" ")}

    def _gather(self, hits: dict[int, Hit], ranges: Iterable[tuple[int, int]], limit: int) -> None:
        for ref in sorted(self._refs(ranges)):
            if len(hits) >= limit:
                return
            number, why, matched = self._name(ref)
            if number not in hits:
                hits[number] = Hit(self._tile(number), why, matched)

    def _name(self, ref: int) -> tuple[int, Why, str]:
        number, why, matched = self._name_lines[ref % len(self._name_lines)].split("\t")
        return int(number), Why(why), matched

    def _tile(self, number: int) -> Tile:
        return self._tile_from_json(json.loads(self._tile_lines[number]))


@contextmanager
def _sound() -> Iterator[None]:
    """Turn what a damaged index raises into a BundleError: its lines are read only when they are wanted."""
    try:
        yield
    except (ValueError, IndexError, ZeroDivisionError, RecursionError) as error:
        raise BundleError(f"The search index is damaged: {error}. Build the bundle again.") from error


def _typed(typed: str) -> str:
    """Return what is typed as it is compared; a space at the end counts, for the next word begins there."""
    folded = fold(typed)
    return folded + " " if folded and typed[-1:].isspace() else folded
