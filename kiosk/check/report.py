"""Checks a pack, a topic's folder or one file, as the kiosk will read it, and gathers every finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.bundle.files import read_text
from kiosk.bundle.findings import Finding, Findings, Gravity
from kiosk.bundle.folder import cross_check, speech_document, topic_files
from kiosk.bundle.markup import parse_topic
from kiosk.bundle.model import Topic
from kiosk.bundle.pack import FILE, LANG, parse_pack
from kiosk.bundle.translation_files import translation_files
from kiosk.check.pack_rules import advise_pack, grades_of
from kiosk.check.pemat import Rating
from kiosk.check.rating import rate
from kiosk.check.rules import advise
from kiosk.check.sound_rules import advise_sounds
from kiosk.check.translation_rules import check_translation, check_translations, topic_of
from kiosk.check.word_rules import advise_words
from kiosk.errors import ContentError


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and in how many topics."""

    path: Path
    topics: int
    findings: tuple[Finding, ...]
    grades: Mapping[Path, float] = field(default_factory=dict)
    """Reading grade of each topic of a pack, by file."""
    ratings: Mapping[Path, Rating] = field(default_factory=dict)
    """PEMAT-P rating of each topic of a pack, by file."""
    parsed: Mapping[Path, Topic] = field(default_factory=dict)
    """The topics of a pack themselves, by file, for who lays them out."""

    def count(self, severity: Gravity) -> int:
        """Return how many findings are of this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return self.count(Gravity.ERROR) == 0

    def to_json(self) -> dict[str, Any]:
        """Return the report for `kiosk check --json`."""
        counts = {gravity.value: self.count(gravity) for gravity in Gravity}
        findings = [
            {
                "file": str(one.path), "line": one.line, "severity": one.severity.value, "code": one.code,
                "wrong": one.wrong, "instead": one.instead,
            }
            for one in self.findings
        ]  # fmt: skip
        grades = {str(file): grade for file, grade in self.grades.items()}
        pemat = {str(file): rating.to_json() for file, rating in self.ratings.items()}
        told = {"path": str(self.path), "ok": self.ok, "topics": self.topics, "counts": counts}
        return {**told, "grades": grades, "pemat": pemat, "findings": findings}


def check_path(path: Path, *, today: date | None = None) -> Report:
    """Return the findings for a pack's folder, a topic's folder, a topic file or a bundle.toml.

    `today` is the day that review dates are held against; the clock's own when left out. Never raises for what
    it is given to read.
    """
    today = today or date.today()
    try:
        if (path / FILE).is_file():
            return _check_pack(path, today)
        if path.is_dir():
            return _check_files(path, sorted(one for one in path.glob("*.md") if LANG.match(one.stem)), today)
        if path.name == FILE:
            _, findings = parse_pack(read_text(path), path=path)
            return Report(path, 0, findings)
        return _check_files(path, [path], today)
    except ContentError as error:
        return Report(path, 0, (_unreadable(path, error),))


def _check_pack(folder: Path, today: date) -> Report:
    path = folder / FILE
    pack, findings = parse_pack(read_text(path), path=path)
    if pack is None:
        return Report(path, 0, findings)
    found = list(findings)
    topics: list[tuple[Path, Topic]] = []
    files = list(topic_files(folder, pack))
    for file, lang in files:
        topic, more = _check_topic(file, lang, today)
        found.extend(more)
        if topic is not None:
            topics.append((file, topic))
    beside = {file for file, _, _ in translation_files(folder, pack)}
    found.extend(_strays(folder, {file for file, _ in files} | beside, pack.languages))
    found.extend(check_translations(folder, pack, today))
    grades = grades_of(topics)
    found.extend(advise_pack(folder, topics, grades))
    found.extend(advise_words(folder, pack, topics, today))
    found.extend(advise_sounds(folder, pack, topics))
    ratings, of_ratings = rate(topics, grades)
    found.extend(of_ratings)
    found.extend(cross_check(folder, pack, [(file, topic.id, topic.category) for file, topic in topics]))
    return Report(folder, len(files), tuple(found), grades, ratings, dict(topics))


def _check_files(path: Path, files: list[Path], today: date) -> Report:
    if not files:
        wrong = "There is no topic here." if path.exists() else "There is nothing here."
        instead = "Name a pack's folder, a topic's folder, or a file such as en-GB.md."
        return Report(path, 0, (Finding(path, 1, Gravity.ERROR, "no-topic", wrong, instead),))
    found: list[Finding] = []
    for file in files:
        original = topic_of(file)
        if original is not None:
            found.extend(check_translation(file, file.stem, original, today))
        else:
            found.extend(_check_topic(file, file.stem, today)[1])
    return Report(path, len(files), tuple(found))


def _check_topic(file: Path, lang: str, today: date) -> tuple[Topic | None, tuple[Finding, ...]]:
    try:
        source = read_text(file)
        topic, parsed = parse_topic(source, path=file, lang=lang)
        speech_document(file)
    except ContentError as error:
        return None, (_unreadable(file, error),)
    if topic is None:
        return None, parsed
    advice = Findings(file)
    advice.extend(parsed)
    advise(topic, source, today, advice)
    return topic, advice.all()


def _strays(folder: Path, known: set[Path], languages: Iterable[str]) -> Iterable[Finding]:
    """Yield a finding for each topic file or folder that the pack will not show."""
    for topic_folder in sorted(one for one in (folder / "topics").glob("*") if one.is_dir()):
        files = sorted(topic_folder.glob("*.md"))
        for file in files:
            if file not in known:
                yield Finding(
                    file, 1, Gravity.WARNING, "language", f"The pack has no language '{file.stem}'.",
                    f"Add it to languages in {FILE}, or rename the file: {', '.join(languages)}. "
                    "A translation says in its head what it was made from.",
                )  # fmt: skip
        if not files:
            yield Finding(
                topic_folder, 1, Gravity.WARNING, "no-topic", "The folder holds no topic.", "Write its en-GB.md."
            )


def _unreadable(path: Path, error: ContentError) -> Finding:
    return Finding(path, 1, Gravity.ERROR, "unreadable", str(error), "Mend the file, then check again.")
