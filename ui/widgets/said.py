"""What a widget that only shows things has to say, part by part: headings, paragraphs, lists, pictures.

For whoever reads the glass without seeing it. A widget that holds more than one piece of text offers `said()`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from kiosk.bundle.model import Block, Bullets, IconArray, Paragraph, Picture, Steps, Table, Tip, Warning
from kiosk.phrases import Phrases
from ui.widgets.plain import plain_words


class What(StrEnum):
    """What a part is to a reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    NOTE = "note"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Said:
    """One part: its words; a list, note or page has parts in place of them, and a name."""

    what: What
    words: str
    parts: tuple[Said, ...] = ()
    top: float = 0.0
    """Where it begins in the widget, in pixels ..."""
    height: float = 0.0
    """... and how high it is; 0: all of the widget."""


@runtime_checkable
class Tells(Protocol):
    """A widget with parts."""

    def said(self) -> tuple[Said, ...]:
        """Return its parts in reading order."""


def heading(words: str) -> Said:
    """Return a heading."""
    return Said(What.HEADING, words)


def paragraph(words: str) -> Said:
    """Return a paragraph."""
    return Said(What.PARAGRAPH, words)


def listed(items: tuple[str, ...], name: str = "") -> Said:
    """Return a list of items."""
    return Said(What.LIST, name, tuple(Said(What.ITEM, words) for words in items))


def joined(parts: Iterable[Said]) -> str:
    """Return the words of `parts` as sentences, each with one sign at its end."""
    return " ".join(part.words if part.words[-1:] in ".?!" else f"{part.words}." for part in parts)


def said_block(block: Block, words: Phrases) -> Said:
    """Return a block of a topic: every word of it, in reading order."""
    if isinstance(block, Bullets):
        return listed(tuple(item.plain for item in block.items))
    if isinstance(block, Steps):
        return listed(tuple(f"{number}. {item.plain}" for number, item in enumerate(block.items, block.start)))
    if isinstance(block, Warning):
        parts = tuple(paragraph(part.plain) for part in (block.do, block.when, block.why) if part.plain)
        return Said(What.NOTE, f"{words('topic.warning')}: {block.title.plain}", parts)
    if isinstance(block, Tip):
        return Said(What.NOTE, words("topic.tip"), (paragraph(block.text.plain),))
    if isinstance(block, Picture):
        return Said(What.PICTURE, block.alternative.plain, (paragraph(block.caption.plain),))
    if isinstance(block, Table):  # each row by itself, with what stands at the head of its columns
        heads = [cell.plain for cell in block.header]
        rows = (
            ". ".join(f"{head}: {cell.plain}" for head, cell in zip(heads, row, strict=False)) for row in block.rows
        )
        return listed(tuple(rows), ", ".join(heads))
    if isinstance(block, Paragraph):
        return paragraph(block.text.plain)
    name = block.heading.plain if isinstance(block, IconArray) else block.title.plain
    return Said(What.NOTE, name, (paragraph(plain_words(block, words)),))
