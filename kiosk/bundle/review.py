"""Where topics and glossary stand: approved by whom and until when, changed since, overdue, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from kiosk.bundle.clock import believed_day
from kiosk.bundle.glossary import ID as GLOSSARY
from kiosk.bundle.glossary import TITLE
from kiosk.bundle.model import Pack, Status, Topic, Trust
from kiosk.bundle.reader import GRACE_DAYS, Bundle, open_bundle


class State(StrEnum):
    """What a topic is to staff; the last three want something done."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    OVERDUE = "overdue"
    """Approved; its review was due, and it is still shown."""
    RUN_OUT = "overdue, no longer shown"
    CHANGED = "changed since approval"
    STALE = "never printed: stale, or written wrongly"
    """A translation; 'kiosk check' says which of the two."""


LOOK = (State.OVERDUE, State.RUN_OUT, State.CHANGED)
"""What staff must see at once."""


@dataclass(frozen=True, slots=True)
class Row:
    """One topic, or the glossary under its own id, in one language."""

    topic: str
    lang: str
    title: str
    version: str
    state: State
    role: str = ""
    """Who approved it, and of words that have changed since: who approved the old ones."""
    on: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """All topics, the oldest due first."""

    today: date | None
    """None: the clock can't be right, so nothing is called overdue."""
    rows: tuple[Row, ...]


def review_of(path: Path, now: datetime, grace_days: int = GRACE_DAYS) -> Review:
    """Return where the topics of a pack's folder or a bundle file stand; errors as `open_bundle`.

    Only a folder tells what has changed since it was approved: a bundle holds such a topic as a draft.
    """
    bundle = open_bundle(path)
    bundle.verified()
    today = believed_day(now, bundle.newest)
    found = list[Row]()
    for topic in _topics(bundle):
        found.append(_row(topic.id, topic.lang, topic.title.plain, topic.trust, today, grace_days))
        for lang in bundle.translations.languages:
            translated = bundle.translations.find(topic, lang)
            if translated is not None:
                title = translated.topic.title.plain
                found.append(_row(topic.id, lang, title, translated.topic.trust, today, grace_days))
    for lang in bundle.pack.languages:
        glossary = bundle.glossary(lang)
        if glossary.terms:
            found.append(_row(GLOSSARY, lang, TITLE, glossary.trust, today, grace_days))
    if path.is_dir():
        away = {(topic_id, lang) for topic_id, lang, _ in bundle.withdrawals}
        stale = [row for row in _stale(found, path, bundle.pack) if (row.topic, row.lang) not in away]
        found = [_changed(row, path, bundle.pack) for row in (*found, *stale)]
    known = {(row.topic, row.lang) for row in found}
    gone = [one for one in bundle.withdrawals if one[:2] not in known]
    found += [Row(topic_id, lang, "", version, State.WITHDRAWN) for topic_id, lang, version in gone]
    return Review(today, tuple(sorted(found, key=lambda row: (row.due or date.max, row.topic, row.lang))))


def _topics(bundle: Bundle) -> Iterator[Topic]:
    for lang in bundle.pack.languages:
        for category in bundle.pack.categories[1:]:
            for tile in bundle.tiles(category.id, lang):
                yield bundle.topic(tile.id, lang)


def _row(topic_id: str, lang: str, title: str, trust: Trust, today: date | None, grace_days: int) -> Row:
    state = State(trust.status.value)
    if trust.overdue(today):
        state = State.RUN_OUT if trust.overdue(today, grace_days) else State.OVERDUE
    approved = trust.status is Status.APPROVED
    due = trust.review_due if approved else None
    return Row(topic_id, lang, title, trust.version, state, trust.reviewer, trust.reviewed_on, due)


def _stale(found: list[Row], folder: Path, pack: Pack) -> Iterator[Row]:
    """Yield the translations of a folder that are not among those `found`: no kiosk would print them."""
    from kiosk.bundle.translation_files import translation_files

    shown = {(row.topic, row.lang) for row in found}
    topics = {topic for topic, lang in shown if lang == pack.languages[0]}
    for file, lang, _ in translation_files(folder, pack):
        if file.parent.name in topics and (file.parent.name, lang) not in shown:
            yield Row(file.parent.name, lang, "", "", State.STALE)


def _changed(row: Row, folder: Path, pack: Pack) -> Row:
    """Return the row of what is not approved, with the approval its words once had."""
    from kiosk.bundle.approval import read_record
    from kiosk.bundle.findings import Findings
    from kiosk.bundle.folder import glossary_file

    path = folder / "topics" / row.topic / f"{row.lang}.md"
    if row.topic == GLOSSARY:
        path = glossary_file(folder, pack, row.lang)
    given = read_record(path, Findings(path)).approved
    if given is None or row.on is not None:
        return row
    return replace(row, state=State.CHANGED, role=given.role, on=given.on, due=given.due)
