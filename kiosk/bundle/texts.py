"""The texts of a block, in the order they are read: one place that knows which block holds which words."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.bundle.model import Block, Bullets, Diary, IconArray, Paragraph, Picture, Steps, Table, Text, Tip, Warning


def texts_of(block: Block) -> Iterator[Text]:
    """Yield every text of `block` that is not empty, in reading order; of a picture the alternative, then the caption.

    Of an icon array the heading, what filled and empty figures stand for, and who was studied.
    """
    yield from (text for text in _all(block) if text)


def leads_in(block: Block) -> bool:
    """Return whether a paragraph opens what follows it, such as 'The side effects can be:'."""
    return isinstance(block, Paragraph) and block.text.plain.rstrip().endswith(":")


def _all(block: Block) -> Iterator[Text]:
    match block:
        case Paragraph() | Tip():
            yield block.text
        case Bullets() | Steps():
            yield from block.items
        case Warning():
            yield from (block.title, block.do, block.when, block.why)
        case IconArray():
            yield from (block.heading, block.have, block.have_not, block.studied)
        case Picture():
            yield from (block.alternative, block.caption)
        case Table():
            yield from block.header
            for row in block.rows:
                yield from row
        case Diary():
            yield from (block.title, block.note, *block.columns)
