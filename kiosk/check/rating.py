"""Every topic of a pack rated by PEMAT-P: the program's items and those of people, brought together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kiosk.bundle.findings import Finding, Gravity
from kiosk.bundle.model import Topic
from kiosk.check.pemat import FILE, Judged, Rating, read_ratings, same_reasons, score_finding
from kiosk.check.pemat_items import judge
from kiosk.errors import ContentError


def rate(
    topics: Sequence[tuple[Path, Topic]], grades: Mapping[Path, float]
) -> tuple[Mapping[Path, Rating], list[Finding]]:
    """Return the rating of each topic, by its file, and what is wrong with the ratings or the scores.

    A rating file is read once, with the first language of its topic.
    """
    by_people: dict[Path, Mapping[int, Judged]] = {}
    ratings: dict[Path, Rating] = {}
    found: list[Finding] = []
    for file, topic in topics:
        path = file.with_name(FILE)
        if path not in by_people:
            by_people[path], wrong = _read(path, topic)
            found += wrong
        ratings[file] = Rating(judge(topic, grades[file]), by_people[path])
        if short := score_finding(file, ratings[file]):
            found.append(short)
    return ratings, [*found, *same_reasons(by_people)]


def _read(path: Path, topic: Topic) -> tuple[Mapping[int, Judged], tuple[Finding, ...]]:
    try:
        return read_ratings(path, topic)
    except ContentError as error:
        return {}, (Finding(path, 1, Gravity.ERROR, "unreadable", str(error), "Mend the file, then check again."),)
