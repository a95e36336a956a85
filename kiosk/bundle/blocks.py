"""The plain blocks of Markdown that a section may hold: paragraph, bullets, steps, small table. All else is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from markdown_it.token import Token

from kiosk.bundle.directives import Reading, read_marks
from kiosk.bundle.inline import refuse_html
from kiosk.bundle.model import Block, Bullets, Paragraph, Steps, Table, Text

_REFUSED = {
    "fence": ("code", "A block of code is not possible.", "A directive is fenced with three colons: :::tip."),
    "code_block": ("code", "Four spaces make a block of code.", "Take the spaces at the beginning of the line out."),
    "hr": ("rule", "A line across the page is not possible.", "Take it out; a new section begins with '## '."),
    "blockquote_open": ("quote", "A quotation is not possible.", "Write it as a paragraph or a :::tip."),
    "heading_open": ("heading", "A heading cannot stand inside a list.", "Write it at the beginning of a line."),
}
_CELL_EDGE = re.compile(r"(?<!\\)\|")


def read_block(group: Sequence[Token], lines: Sequence[str], first_line: int, reading: Reading) -> Block | None:
    """Return the block that a group of tokens makes, or None after a finding.

    `lines` are those of the body, `first_line` the number of its first line in the file.
    """
    opening = group[0]
    line = first_line + (opening.map or [0])[0]
    block = _plain_block(group, lines, first_line, reading)
    # A table's cells carry a 'style' for their alignment, a list its first number: those are no author's doing.
    if set(opening.attrs) - {"start", "for"}:
        reading.findings.error(
            line, "attributes", "A block can say only whom it matters to.",
            'Take the {...} line out, or write {for="drive"}.',
        )  # fmt: skip
    if block is None or "for" not in opening.attrs:
        return block
    return replace(block, matters_to=read_marks(str(opening.attrs["for"]).split(","), line, reading.findings))


def _plain_block(group: Sequence[Token], lines: Sequence[str], first_line: int, reading: Reading) -> Block | None:
    opening = group[0]
    line = first_line + (opening.map or [0])[0]
    if opening.type == "paragraph_open":
        return _paragraph(group[1], line, reading)
    if opening.type in ("bullet_list_open", "ordered_list_open"):
        return _list(group, first_line, reading)
    if opening.type == "table_open":
        return _table(group, lines, first_line, reading)
    refuse(opening, line, reading)
    return None


def refuse(token: Token, line: int, reading: Reading) -> None:
    """Report a kind of block that a topic cannot hold."""
    if token.type == "html_block":
        refuse_html(token.content, line, reading.findings)
        return
    code, wrong, instead = _REFUSED.get(
        token.type, ("block", "This cannot stand here.", "Write a paragraph, '- ' bullets, '1. ' steps or a directive.")
    )
    reading.findings.error(line, code, wrong, instead)


def _paragraph(token: Token, line: int, reading: Reading) -> Paragraph | None:
    text = reading.inline.from_token(token, line)
    if text.plain.startswith("{") or text.plain.startswith(":::"):
        reading.findings.error(
            line, "attributes" if text.plain[0] == "{" else "directive", f"'{text.plain[:30]}' was not understood.",
            'Attributes look like {for="drive"}, a directive like :::tip, each on a line of its own.',
        )  # fmt: skip
    return Paragraph(text) if text else None


def _list(group: Sequence[Token], first_line: int, reading: Reading) -> Bullets | Steps | None:
    items: list[Text] = []
    for token, following in pairwise(group[1:]):
        line = first_line + (token.map or [0])[0]
        if token.type == "list_item_open":
            if following.type != "paragraph_open":
                reading.findings.error(line, "list", "A point of the list is not plain words.", "Write a sentence.")
        elif token.type == "inline" and token.level == group[0].level + 3:
            items.append(reading.inline.from_token(token, line))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            reading.findings.error(line, "nested-list", "A list inside a list is hard to read.", "Make one list of it.")
        elif token.type == "colon_fence":
            reading.findings.error(line, "list", "A directive cannot stand inside a list.", "Begin its line with :::.")
        elif token.type == "paragraph_open" and following.type == "inline" and items and _second(group, token):
            reading.findings.error(
                line, "list", "A point of a list is one paragraph.", "Join them, or make two points."
            )
        elif (
            token.type not in ("paragraph_open", "paragraph_close", "list_item_close", "inline") and token.nesting >= 0
        ):
            refuse(token, line, reading)
    if not all(items) or not items:
        return None
    return Bullets(tuple(items)) if group[0].type == "bullet_list_open" else Steps(tuple(items))


def _second(group: Sequence[Token], token: Token) -> bool:
    """Return whether a paragraph is not the first thing in its list item."""
    place = next(number for number, other in enumerate(group) if other is token)
    return group[place - 1].type != "list_item_open"


def _table(group: Sequence[Token], lines: Sequence[str], first_line: int, reading: Reading) -> Table:
    rows: list[list[Text]] = []
    width = 0
    for token in group:
        if token.type == "tr_open":
            start = (token.map or [0])[0]
            line, cells = first_line + start, _width(lines[start])
            width = width or cells
            if cells != width:
                reading.findings.error(
                    line, "table-width", f"The row has {cells} cells, the header {width}.", "Write as many in each row."
                )
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(reading.inline.from_token(token, line))
    if len(rows) < 2:
        reading.findings.error(first_line + (group[0].map or [0])[0], "table", "The table has no rows.", "Add a row.")
    return Table(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]))


def _width(written: str) -> int:
    inner = written.strip()
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return len(_CELL_EDGE.split(inner))
