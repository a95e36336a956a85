"""Names of medicines that are easily taken for one another, found among the titles of a bundle.

Alike are names that share most of their letters in order, such as Gabapentin and Pregabalin, or that begin with the
same word, such as Baclofen and Baclofen pump. It is better to ask once too often than to print the wrong sheet.
"""

from __future__ import annotations

from collections.abc import Mapping

_LEAST = 0.6
"""Share of letters in common from which two names are alike: Gabapentin and Pregabalin have exactly this."""
_SHORT = 5
"""Words of up to so many letters ('for', 'pump', 'toxin') tell names apart, and are not compared."""


def alike(one: str, other: str) -> bool:
    """Return whether two titles are easily taken for one another."""
    from difflib import SequenceMatcher  # when staff choose a topic, not when the kiosk starts

    return any(
        SequenceMatcher(None, min(word, against), max(word, against), autojunk=False).ratio() >= _LEAST
        for word in _words(one)
        for against in _words(other)
    )


def look_alike(topic: str, titles: Mapping[str, str]) -> str | None:
    """Return the topic whose title is most easily taken for that of `topic`; `titles` by topic id. None if none is."""
    own = titles.get(topic)
    if own is None:
        return None
    return next((other for other, title in titles.items() if other != topic and alike(own, title)), None)


def _words(title: str) -> list[str]:
    return [word for word in title.casefold().replace("(", " ").replace(")", " ").split() if len(word) > _SHORT]
