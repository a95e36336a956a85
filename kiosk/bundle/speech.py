"""How the words of a topic are said: display characters -> spoken words -> phonemes, made when content is built.

Phonemes are content: they are kept beside the text (`<lang>.speech.json`), travel in the bundle, and a clinician's
correction of a sound is a change of content like any other. The kiosk itself never turns words into phonemes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.bundle.model import Span


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One display stretch of a sentence and how it is said.

    `span` counts in the sentence's own text (from its first character), `said` holds the spoken words ('forty-five'
    for '45'), `ipa` their phonemes in the International Phonetic Alphabet with stress marks; '' is not spoken.
    """

    span: Span
    said: str
    ipa: str


Speech = Mapping[str, tuple[SpokenWord, ...]]
"""By the exact text of a sentence: the words of it that are said, in order."""
