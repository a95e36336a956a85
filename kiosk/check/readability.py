"""Reading grade of a topic: the median of Flesch-Kincaid, SMOG and Gunning Fog, through `textstat`.

The pack's own names of medicines count as easy words, since they are taught on the page: each is counted as a word
of one syllable. Aim: grade 6 or lower; over 8 is an error (NHS content guidance: a reading age of 9 to 11).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from kiosk.bundle.model import Bullets, Paragraph, Section, Steps, Text, Tip, Topic, Warning

AIM, LIMIT = 6.0, 8.0
"""Grades: what is aimed at, and what is an error."""
SENTENCE_LIMIT = 12.0
"""Flesch-Kincaid grade over which one sentence is worth a second look; one sentence alone scores roughly."""
PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?(\w+ed|given|taken|made|shown|known|found|told|seen|held|kept)\b"
)
"""A form of 'to be' before what looks like a past participle: a passive, as a rule."""
_EASY = "it"


@dataclass(frozen=True, slots=True)
class Grades:
    """School grades (US) of running text."""

    flesch_kincaid: float
    smog: float
    gunning_fog: float

    @property
    def median(self) -> float:
        """The grade that counts."""
        return round(median((self.flesch_kincaid, self.smog, self.gunning_fog)), 1)


def grades(topic: Topic, easy: Iterable[str]) -> Grades:
    """Return the grades of the running text of `topic`; `easy` are the words that count as easy."""
    stat = _textstat()
    words = _easier(" ".join(_closed(text) for section in topic.sections for text in running(section)), easy)
    return Grades(stat.flesch_kincaid_grade(words), stat.smog_index(words), stat.gunning_fog(words))


def hard_sentences(text: Text, easy: Iterable[str]) -> list[tuple[int, str, float]]:
    """Return the sentences of `text` over `SENTENCE_LIMIT`: where each starts, its words, its grade."""
    stat = _textstat()
    known = tuple(easy)
    found = []
    for sentence in text.sentences:
        words = text.part(sentence.span)
        if len(sentence.words) >= 6:
            grade = stat.flesch_kincaid_grade(_easier(words, known))
            if grade > SENTENCE_LIMIT:
                found.append((sentence.span.start, words, grade))
    return found


def running(section: Section) -> Iterable[Text]:
    """Yield the running text of a section: what is read as sentences."""
    for block in section.blocks:
        if isinstance(block, Paragraph | Tip):
            yield block.text
        elif isinstance(block, Bullets | Steps):
            yield from block.items
        elif isinstance(block, Warning):
            yield from (text for text in (block.do, block.when, block.why) if text)


def _closed(text: Text) -> str:
    return text.plain if text.plain.endswith((".", "?", "!", ":")) else f"{text.plain}."


def _easier(words: str, easy: Iterable[str]) -> str:
    names = sorted({name for name in easy if name}, key=len, reverse=True)
    if not names:
        return words
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, names))})\b", _EASY, words, flags=re.IGNORECASE)


class _Stat:
    """The three formulas of `textstat`; syllables by pyphen's British hyphenation.

    `textstat` would fetch a dictionary from the network for English; nothing here may, so it is told that there
    is none (its own way for every other language).
    """

    def __init__(self) -> None:
        from textstat.backend.counts import _count_syllables
        from textstat.textstat import textstatistics

        _count_syllables.get_cmudict = _no_dictionary
        self._stat = textstatistics()
        self._stat.set_lang("en_GB")

    def flesch_kincaid_grade(self, words: str) -> float:
        """Return the Flesch-Kincaid grade."""
        return float(self._stat.flesch_kincaid_grade(words))

    def smog_index(self, words: str) -> float:
        """Return the SMOG grade."""
        return float(self._stat.smog_index(words))

    def gunning_fog(self, words: str) -> float:
        """Return the Gunning Fog index."""
        return float(self._stat.gunning_fog(words))


def _no_dictionary(lang: str) -> None:
    return None


def _textstat() -> _Stat:
    return _Stat()
