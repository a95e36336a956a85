# ruff: noqa: RUF001  (phonetic letters, dashes and signs are meant as they are)
"""Lays the phonemes of a whole sentence over its words by edit distance."""

from __future__ import annotations

import re
from collections.abc import Sequence

_VOWELS = set("aeiouæɑɒɔəɚɛɜɪʊʌᵻɐ")
_UNHEARD = re.compile(r"[ˈˌː\s]")
_DIFFERENT, _SKIP, _EDGE = 2.0, 1.1, 0.6
_TOO_FAR = 0.75
"""Cost a phoneme above which a word's piece is not believed."""


def assign(sentence: str, words: Sequence[str]) -> list[str | None]:
    """Cut `sentence`, the IPA of a whole sentence, into one piece a word.

    `words` are the same words as they sound alone. A word whose piece is too unlike itself gets None.
    """
    heard = [(place, mark) for place, mark in enumerate(sentence) if not _UNHEARD.match(mark)]
    wanted = [(word, mark) for word, ipa in enumerate(words) for mark in ipa if not _UNHEARD.match(mark)]
    starts_word = [place == 0 or " " in sentence[heard[index - 1][0] : place] for index, (place, _) in enumerate(heard)]
    steps = _cheapest(heard, wanted, starts_word)
    edges: dict[int, list[int]] = {}
    costs: dict[int, float] = {}
    for index, other, cost in steps:
        word = wanted[other][0]
        costs[word] = costs.get(word, 0.0) + cost
        if index is not None:
            place = heard[index][0]
            edge = edges.setdefault(word, [place, place + 1])
            edge[0], edge[1] = min(edge[0], place), max(edge[1], place + 1)
    return [_piece(sentence, edges.get(word), costs.get(word, 0.0), ipa) for word, ipa in enumerate(words)]


def _piece(sentence: str, edge: list[int] | None, cost: float, alone: str) -> str | None:
    if edge is None or cost > _TOO_FAR * len(_UNHEARD.sub("", alone)) + _EDGE:
        return None
    start, end = edge
    while start > 0 and sentence[start - 1] in "ˈˌ":
        start -= 1
    while end < len(sentence) and sentence[end] in "ː":
        end += 1
    return sentence[start:end].replace(" ", "")


def _cheapest(
    heard: Sequence[tuple[int, str]], wanted: Sequence[tuple[int, str]], starts_word: Sequence[bool]
) -> list[tuple[int | None, int, float]]:
    """Return the steps of the cheapest alignment, as (place in `heard` or None, place in `wanted`, cost)."""
    rows, columns = len(heard), len(wanted)
    new_word = [index == 0 or wanted[index][0] != wanted[index - 1][0] for index in range(columns)]
    total = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for j in range(1, columns + 1):
        total[0][j] = total[0][j - 1] + _SKIP
    back = [["left"] * (columns + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        up_cost = _SKIP + (_EDGE if starts_word[i - 1] else 0.0)
        total[i][0], back[i][0] = total[i - 1][0] + up_cost, "up"
        for j in range(1, columns + 1):
            both = _cost(heard[i - 1][1], wanted[j - 1][1]) + (_EDGE if new_word[j - 1] != starts_word[i - 1] else 0.0)
            total[i][j], back[i][j] = min(
                (total[i - 1][j - 1] + both, "both"),
                (total[i - 1][j] + up_cost, "up"),
                (total[i][j - 1] + _SKIP, "left"),
            )
    return _walk_back(back, heard, wanted, starts_word)


def _walk_back(
    back: Sequence[Sequence[str]],
    heard: Sequence[tuple[int, str]],
    wanted: Sequence[tuple[int, str]],
    starts_word: Sequence[bool],
) -> list[tuple[int | None, int, float]]:
    steps: list[tuple[int | None, int, float]] = []
    i, j = len(heard), len(wanted)
    while i or j:
        step = back[i][j]
        if step == "both":
            i, j = i - 1, j - 1
            steps.append((i, j, _cost(heard[i][1], wanted[j][1])))
        elif step == "left":
            j -= 1
            steps.append((None, j, _SKIP))
        else:
            i -= 1
            # A sound the word alone does not have, such as a linking r, goes with the word it is written on to.
            if wanted:
                owner = j if starts_word[i] and j < len(wanted) else max(j - 1, 0)
                steps.append((i, owner, _SKIP))
    return steps


def _cost(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return 1.0 if (one in _VOWELS) == (other in _VOWELS) else _DIFFERENT
