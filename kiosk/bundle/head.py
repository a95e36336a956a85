"""The head of a topic file: TOML between two lines of `+++`. Enough for a tile, a list and a search."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kiosk.bundle.fields import Fields, load_fields
from kiosk.bundle.findings import Findings
from kiosk.bundle.glossary import ID as GLOSSARY
from kiosk.bundle.model import Source, Status, Trust

FENCE = "+++"
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
"""What ids of topics, sections and categories, and names of icons look like."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in the head, checked; the title still as written."""

    id: str
    title: str
    title_line: int
    say: tuple[str, ...]
    also: tuple[str, ...]
    find: tuple[str, ...]
    category: str
    category_line: int
    icon: str
    sources: tuple[Source, ...]
    trust: Trust


@dataclass(frozen=True, slots=True)
class Split:
    """A topic file cut in two; lines are those of the file, from 1."""

    head: str
    head_line: int
    body: str
    body_line: int


def split(source: str, findings: Findings) -> Split | None:
    """Return head and body of a topic file; None after a finding."""
    lines = source.split("\n")
    if lines[0].rstrip() != FENCE:
        findings.error(1, "no-head", "The file does not begin with a head.", "Write +++ on the first line.")
        return None
    for number in range(1, len(lines)):
        if lines[number].rstrip() == FENCE:
            return Split("\n".join(lines[1:number]), 2, "\n".join(lines[number + 1 :]), number + 2)
    findings.error(1, "no-head", "The head is never closed.", "Write +++ on the line after it.")
    return None


def read_head(part: Split, path: Path, findings: Findings) -> Head | None:
    """Return the head of a topic; None when something it must have is missing or wrong."""
    fields = load_fields(part.head, part.head_line, findings, "The head")
    if fields is None:
        return None
    topic_id = read_id(fields, "id")
    folder = path.parent.name
    if topic_id == GLOSSARY:
        fields.wrong("id", "reserved-id", f"'{topic_id}' names the glossary.", "Give topic and folder another id.")
    if topic_id and folder and topic_id != folder:
        fields.wrong("id", "id-folder", f"The id '{topic_id}' is not the folder's name.", f'Write id = "{folder}".')
    head = Head(
        id=topic_id,
        title=fields.text("title"),
        title_line=fields.line_of("title"),
        say=fields.texts("say", required=False),
        also=fields.texts("also", required=False),
        find=fields.texts("find", required=False),
        category=fields.text("category"),
        category_line=fields.line_of("category"),
        icon=read_icon(fields, "icon"),
        sources=_sources(fields, findings),
        trust=_trust(fields),
    )
    fields.finish()
    return None if findings.failed else head


def read_id(fields: Fields, key: str) -> str:
    """Return an id: lower-case words with hyphens."""
    value = fields.text(key)
    if value and not ID.match(value):
        fields.wrong(key, "id", f"'{value}' cannot be an id.", "Use small letters, digits and hyphens: 'how-to-take'.")
    return value


def read_icon(fields: Fields, key: str) -> str:
    """Return the name of a Material Design icon."""
    value = fields.text(key)
    if value and not ID.match(value):
        fields.wrong(key, "icon", f"'{value}' cannot be the name of an icon.", icon_advice(value))
    return value


def icon_advice(value: str) -> str:
    """Return what to write in place of a name that no icon can have."""
    tidy = re.sub(r"[^a-z0-9]+", "-", value.lower().removeprefix("mdi6.").removeprefix("mdi.")).strip("-")
    return f"Write the name in small letters with hyphens and no prefix: '{tidy or 'pill'}'."


def _trust(fields: Fields) -> Trust:
    """Return what the author says; whether anybody approved the words is said by the record beside the topic."""
    status = fields.choice("status", [status.value for status in Status])
    return Trust(
        version=fields.text("version"),
        status=Status(status) if status else Status.DRAFT,
        author=fields.text("author"),
        reviewer=fields.text("reviewer", required=False),
        reviewed_on=fields.day("reviewed_on"),
        review_due=fields.day("review_due"),
    )


def _sources(fields: Fields, findings: Findings) -> tuple[Source, ...]:
    sources: list[Source] = []
    for table in fields.tables("source"):
        source = Source(
            table.text("id"),
            table.text("publisher"),
            table.text("title"),
            table.text("date"),
            table.text("address", required=False),
        )
        table.finish()
        if any(other.id == source.id for other in sources):
            table.wrong("id", "twice", f"The source '{source.id}' is there twice.", "Give each source its own id.")
        sources.append(source)
    if not sources:
        findings.error(fields.line, "no-source", "The topic names no source.", "Add a [[source]] to the head.")
    return tuple(sources)
