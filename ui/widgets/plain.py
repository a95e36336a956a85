"""The words of a block as one string, for whoever reads the screen through AT-SPI."""

from __future__ import annotations

from kiosk.bundle.model import Block, Bullets, Diary, IconArray, Paragraph, Picture, Steps, Table, Tip, Warning
from kiosk.phrases import Phrases


def plain_words(block: Block, words: Phrases) -> str:
    """Return every word of `block` in reading order; of a picture its alternative and caption."""
    if isinstance(block, Paragraph):
        return block.text.plain
    if isinstance(block, Bullets | Steps):
        return " ".join(item.plain for item in block.items)
    if isinstance(block, Warning):
        parts = [block.title.plain, block.do.plain, block.when.plain, block.why.plain]
        return f"{words('topic.warning')}: " + " ".join(part for part in parts if part)
    if isinstance(block, Tip):
        return f"{words('topic.tip')}: {block.text.plain}"
    if isinstance(block, IconArray):
        have = words("reader.number_in", number=block.number, out_of=block.out_of)
        rest = words("reader.number_in", number=block.out_of - block.number, out_of=block.out_of)
        return f"{block.heading.plain} {have} {block.have.plain}. {rest} {block.have_not.plain}. {block.studied.plain}"
    if isinstance(block, Picture):
        return f"{block.alternative.plain} {block.caption.plain}"
    if isinstance(block, Table):
        rows = [block.header, *block.rows]
        return " ".join(cell.plain for row in rows for cell in row)
    if isinstance(block, Diary):
        parts = [block.title.plain, block.note.plain, words(f"diary.sheet.{block.days}")]
        return " ".join((*(part for part in parts if part), *(column.plain for column in block.columns)))
    raise TypeError(block)
