"""Where a topic's statements come from, and who stands for it, as words to read: the last page on the screen.

Made from the topic's head, so that no author has to write it and none can forget it. A topic whose review is overdue
says so at the start of each of its sections, wherever a reader comes in.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from kiosk.bundle.model import Block, Paragraph, Role, Section, Source, Steps, Text, Topic, Trust
from kiosk.phrases import Phrases

_ICON = "book-open-page-variant-outline"

SECTION = "where-from"
"""Id of the section that `with_sources` adds."""


def site(source: Source) -> str:
    """Return the site an address belongs to, such as 'mstrust.org.uk'; '' for a source without an address.

    The whole address is kept in the bundle; on a page it would be long, and nobody can follow it there.
    """
    host = urlsplit(source.address).hostname or ""
    return host.removeprefix("www.")


def overdue_line(trust: Trust, phrases: Phrases, today: date | None) -> str:
    """Return the plain line of a topic that was due to be checked again before `today`; '' when it was not."""
    if trust.review_due is None or not trust.overdue(today):
        return ""
    by = phrases("trust.overdue_by", date=_date(trust.review_due, phrases))
    return f"{phrases('trust.overdue')} {by} {phrases('trust.overdue_ask')}"


def with_sources(topic: Topic, phrases: Phrases, today: date | None = None) -> Topic:
    """Return `topic` with a last section that lists its sources, version and review.

    When its review was due before `today`, each section begins with a line that says so.
    """
    line = overdue_line(topic.trust, phrases, today)
    if line:
        from kiosk.bundle.sentences import make_text

        notice = Paragraph(make_text(line, lang=topic.lang))
        noticed = tuple(replace(section, blocks=(notice, *section.blocks)) for section in topic.sections)
        topic = replace(topic, sections=noticed)
    trust = topic.trust
    status = phrases(f"where.status.{trust.status.name.lower()}")
    lines = [phrases("where.version", version=trust.version, status=status)]
    if trust.reviewed_on and trust.reviewer:
        lines.append(phrases("where.reviewed", date=_date(trust.reviewed_on, phrases), reviewer=trust.reviewer))
    else:
        lines.append(phrases("where.not_reviewed"))
    if trust.review_due:
        lines.append(phrases("where.due", date=_date(trust.review_due, phrases)))
    blocks: list[Block] = [Paragraph(Text(" ".join(lines)))]
    if topic.sources:
        blocks.append(Steps(tuple(Text(_told(source)) for source in topic.sources)))
    section = Section(
        SECTION, Text(phrases("where.question")), Text(phrases("where.short")), Role.FIND_OUT_MORE, _ICON, tuple(blocks)
    )
    return replace(topic, sections=(*topic.sections, section))


def _told(source: Source) -> str:
    words = f"{source.publisher}: {source.title}, {source.date}."
    return f"{words} {site(source)}" if site(source) else words


def _date(day: date, phrases: Phrases) -> str:
    return phrases("paper.date", day=day.day, month=phrases(f"paper.month.{day.month}"), year=day.year)
