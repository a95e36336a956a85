"""What only shows when a pack is looked at as a whole: reading grade, spelling, sentences that stand twice, review."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kiosk.bundle.files import read_text
from kiosk.bundle.findings import Finding, Gravity
from kiosk.bundle.folder import read_glossary
from kiosk.bundle.glossary import Glossary
from kiosk.bundle.model import Pack, Role, Status, Topic
from kiosk.bundle.pack import FILE
from kiosk.check import readability, spelling
from kiosk.check.rules import Lines, topic_texts
from kiosk.errors import ContentError

Filed = tuple[Path, Topic]
"""A topic and the file it stands in."""

_SHORTEST_DOUBLE = 7
"""Words of a sentence from which standing twice is worth a look."""
_STANDING = (Role.WHEN_TO_GET_HELP, Role.FIND_OUT_MORE)
"""Sections that say the same in every topic on purpose."""
MEDICINES = "medicines"
"""The category whose titles and other names count as easy words."""


def advise_pack(folder: Path, topics: Sequence[Filed], grades: Mapping[Path, float]) -> list[Finding]:
    """Return the findings of every rule of this module; an author's own tool that is missing is a hint.

    `grades` are the reading grades by topic file, from `grades_of`.
    """
    found: list[Finding] = []
    easy = easy_words(topic for _, topic in topics)
    known = _known_words(folder, topics)
    for file, topic in topics:
        lines = Lines(read_text(file))
        found += _reading_grade(file, grades[file])
        found += _hard_sentences(file, topic, easy, lines)
        found += _passive(file, topic, lines)
    found += _spelling(folder, topics, known)
    found += _twice(topics)
    found += _not_reviewed(folder, topics)
    return found


def grades_of(topics: Sequence[Filed]) -> dict[Path, float]:
    """Return the reading grade of each topic, by file."""
    easy = easy_words(topic for _, topic in topics)
    return {file: readability.grades(topic, easy).median for file, topic in topics}


def easy_words(topics: Iterable[Topic]) -> frozenset[str]:
    """Return the names of the pack's medicines: they are taught on the page and count as easy."""
    return frozenset(
        name for topic in topics if topic.category == MEDICINES for name in (topic.title.plain, *topic.also)
    )


def _reading_grade(file: Path, grade: float) -> list[Finding]:
    if grade <= readability.AIM:
        return []
    gravity = Gravity.ERROR if grade > readability.LIMIT else Gravity.WARNING
    wrong = f"The topic reads at grade {grade} (median of Flesch-Kincaid, SMOG and Gunning Fog)."
    return [
        Finding(
            file, 1, gravity, "reading-grade", wrong, f"Use shorter words and sentences: grade {readability.AIM:g}."
        )
    ]


def _hard_sentences(file: Path, topic: Topic, easy: frozenset[str], lines: Lines) -> list[Finding]:
    return [
        Finding(
            file,
            lines.of(text, start),
            Gravity.HINT,
            "hard-sentence",
            f"'{words[:50]}' reads at grade {grade:.0f}.",
            "Say it in shorter words.",
        )
        for section in topic.sections
        for text in readability.running(section)
        for start, words, grade in readability.hard_sentences(text, easy)
    ]


def _passive(file: Path, topic: Topic, lines: Lines) -> list[Finding]:
    return [
        Finding(
            file,
            lines.of(text),
            Gravity.HINT,
            "passive",
            f"'{found.group()}' may be passive voice.",
            "Say who does it: 'your nurse gives you ...'.",
        )
        for section in topic.sections
        for text in readability.running(section)
        if (found := readability.PASSIVE.search(text.plain))
    ]


def _spelling(folder: Path, topics: Sequence[Filed], known: frozenset[str]) -> list[Finding]:
    found: list[Finding] = []
    for lang in sorted({topic.lang for _, topic in topics}):
        if not spelling.available(lang):
            wrong = f"The spelling of {lang} was not checked: hunspell has no dictionary for it here."
            found.append(
                Finding(folder, 1, Gravity.HINT, "spelling", wrong, "Install hunspell and, for en-GB, hunspell-en-gb.")
            )
            continue
        for file, topic in topics:
            if topic.lang != lang:
                continue
            texts = [text.plain for text in topic_texts(topic)]
            source = Lines(read_text(file))
            for word in spelling.unknown_words(texts, lang, known):
                found.append(
                    Finding(
                        file,
                        source.of_word(word),
                        Gravity.WARNING,
                        "spelling",
                        f"'{word}' is in no dictionary.",
                        "Mend it, or add it to lexicon.toml with how it is said.",
                    )
                )
    return found


def _known_words(folder: Path, topics: Sequence[Filed]) -> frozenset[str]:
    """Return the pack's own word list: its lexicon, and the names in the heads of its topics."""
    table = lexicon(folder)
    words = {word for kind in ("word", "said") for word in table.get(kind, {})}
    for _, topic in topics:
        words |= {part for name in (topic.title.plain, *topic.also) for part in re.findall(r"[\w']+", name)}
        words |= {part for source in topic.sources for part in re.findall(r"[\w']+", source.publisher)}
    return frozenset(words)


def lexicon(folder: Path) -> dict[str, dict[str, object]]:
    """Return the tables of a pack's lexicon; nothing when there is none or it cannot be read."""
    try:
        return tomllib.loads(read_text(folder / "lexicon.toml"))
    except (ContentError, tomllib.TOMLDecodeError):
        return {}


def glossary_of(folder: Path, pack: Pack, lang: str) -> Glossary:
    """Return the glossary of a language; an empty one when it is written wrongly (its own findings say so)."""
    try:
        return read_glossary(folder, pack, lang)
    except ContentError:
        return Glossary()


def _twice(topics: Sequence[Filed]) -> list[Finding]:
    """A sentence that stands in several topics drifts apart when one of them is mended."""
    seen: dict[tuple[str, str], str] = {}
    found: list[Finding] = []
    for file, topic in topics:
        for section in topic.sections:
            if section.role in _STANDING:
                continue
            for text in readability.running(section):
                for sentence in text.sentences:
                    words = text.part(sentence.span)
                    if len(sentence.words) < _SHORTEST_DOUBLE:
                        continue
                    first = seen.setdefault((topic.lang, words), topic.id)
                    if first != topic.id:
                        wrong = f"'{words[:50]}' stands in '{first}' too."
                        line = Lines(read_text(file)).of(text, sentence.span.start)
                        instead = "Keep both the same when one is mended, or say it once."
                        found.append(Finding(file, line, Gravity.HINT, "twice", wrong, instead))
    return found


def _not_reviewed(folder: Path, topics: Sequence[Filed]) -> list[Finding]:
    """One hint a pack: while topics are drafts, each of them lacks its review."""
    drafts = [topic for _, topic in topics if topic.trust.status in (Status.DRAFT, Status.IN_REVIEW)]
    if not drafts:
        return []
    wrong = f"No clinician has approved {len(drafts)} of {len(topics)} topics: they have no reviewer and no date."
    instead = "Have each read, then run 'kiosk review approve'."
    return [Finding(folder / FILE, 1, Gravity.HINT, "not-reviewed", wrong, instead)]
