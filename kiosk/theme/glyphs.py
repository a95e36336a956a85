"""Which characters the bundled fonts can draw: what no font of the chain holds would be an empty box."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

FAMILIES = ("KioskHyperlegible", "NotoSans")
"""The chain that screen and paper share: a character the first lacks is taken from the second."""
ON_SCREEN = (*FAMILIES, "NotoSansArabic")
"""The chain of the screen: the words of the interface are also there in Arabic, which nothing on paper is."""
WEIGHTS = ("Regular", "Bold")


def drawable(folder: Path) -> frozenset[str]:
    """Return the characters that the fonts in `folder` hold both regular and bold; OSError when a file is missing."""
    from fontTools.ttLib import TTFont

    by_weight = []
    for weight in WEIGHTS:
        codes: set[int] = set()
        for family in FAMILIES:
            with TTFont(folder / f"{family}-{weight}.ttf", lazy=True) as font:
                codes |= font["cmap"].getBestCmap().keys()
        by_weight.append(codes)
    return frozenset(map(chr, set.intersection(*by_weight)))


def missing(text: str, held: frozenset[str]) -> Iterable[str]:
    """Return the characters of `text` that are not in `held`, each once, in order; spaces need no glyph."""
    return dict.fromkeys(char for char in text if char not in held and not char.isspace())


def described(char: str) -> str:
    """Return a character with its number and name, for a message."""
    return f"'{char}' (U+{ord(char):04X}, {unicodedata.name(char, 'no name').lower()})"
