"""A small table as rows of cells; one too wide for its letters becomes a list that names each column."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.bundle.model import Table, Text
from kiosk.handout.flow import Break, Slot
from kiosk.handout.pieces import Row, Words
from kiosk.handout.structure import Node
from kiosk.handout.style import Style
from kiosk.handout.words import Run, Typesetter, runs_of


def table_slots(table: Table, root: Node, style: Style, setter: Typesetter, above: float) -> list[Slot]:
    """Return a table's rows, added to the tree under `root`."""
    padding = 0.4 * style.em
    widths = _column_widths(table, style, setter, padding)
    if widths is None:
        return _as_list(table, root, style, setter, above)
    tree = root.add("Table")
    slots = []
    rows = (table.header, *table.rows)
    for number, texts in enumerate(rows):
        head = number == 0
        row_node = tree.add("TR")
        cells, left = [], 0.0
        for text, width in zip(texts, widths, strict=True):
            node = row_node.add("TH", O="/Table", Scope="/Column") if head else row_node.add("TD")
            lines = setter.lines(_cell_runs(text, head), style.em, width - padding)
            cells.append((left, Words(lines, style.body, node)))
            left += width
        after = Break.HEADING if head else Break.BLOCK if number == len(rows) - 1 else Break.ROW
        row = Row(tuple(cells), style.width, 0.25 * style.em, 1.6 if head else style.line)
        slots.append(Slot(row, above if head else 0.0, after, "A row of a table"))
    return slots


def _cell_runs(text: Text, head: bool) -> tuple[Run, ...]:
    return (Run(text.plain, strong=True),) if head else runs_of(text)


def _column_widths(table: Table, style: Style, setter: Typesetter, padding: float) -> list[float] | None:
    """Return widths that hold each column's longest word and share the rest by need; None when there is no room."""
    least, wish = [], []
    for column in zip(table.header, *table.rows, strict=True):
        runs = [_cell_runs(text, number == 0) for number, text in enumerate(column)]
        least.append(max(setter.longest_word(cell, style.em) for cell in runs) + padding)
        wish.append(max(setter.width(cell, style.em) for cell in runs) + padding)
    room = style.width - sum(least)
    if room < 0:
        return None
    want = [w - low for w, low in zip(wish, least, strict=True)]
    total = sum(want)
    if total <= room:
        return [width + (room - total) / len(wish) for width in wish]
    return [low + room * need / total for low, need in zip(least, want, strict=True)]


def _as_list(table: Table, root: Node, style: Style, setter: Typesetter, above: float) -> list[Slot]:
    slots = []
    for row in table.rows:
        cells: Sequence[tuple[Text, Text]] = list(zip(table.header, row, strict=True))
        for number, (head, text) in enumerate(cells):
            runs = [Run(f"{head.plain}: ", strong=True), *runs_of(text)]
            words = Words(setter.lines(runs, style.em, style.measure), style.body, root.add("P"))
            after = Break.BLOCK if number == len(cells) - 1 else Break.ROW
            slots.append(Slot(words, above if number == 0 else 0.0, after, "A row of a table"))
        above = style.paragraph_gap
    return slots
