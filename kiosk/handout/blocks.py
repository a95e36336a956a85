"""The column being filled: each kind of block becomes pieces (what is drawn) and nodes (what it means)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TypeVar, assert_never

from kiosk.bundle.comparison import Comparison, comparisons
from kiosk.bundle.model import (
    Block,
    Bullets,
    Diary,
    IconArray,
    Paragraph,
    Picture,
    Section,
    Steps,
    Table,
    Text,
    Tip,
    Topic,
    Warning,
)  # fmt: skip
from kiosk.bundle.texts import leads_in
from kiosk.handout.arrays import array_slots, comparison_slots, fits_side_by_side
from kiosk.handout.beside import Beside
from kiosk.handout.diary import diary_slots
from kiosk.handout.flow import Break, Piece, Slot, paginate
from kiosk.handout.own import code_of, day_boxes
from kiosk.handout.pairs import Entry, headings
from kiosk.handout.pictures import DrawingPiece, photograph
from kiosk.handout.pieces import (
    Label,
    Mark,
    NumberMark,
    Rules,
    Stack,
    TipBox,
    WarningBox,
    Words,
    draw_box,
    draw_dot,
    parts_of,
)  # fmt: skip
from kiosk.handout.structure import Mark as Marked
from kiosk.handout.structure import Node
from kiosk.handout.style import MM, Style, Type
from kiosk.handout.tables import table_slots
from kiosk.handout.words import Line, Run, Typesetter, phrase, runs_of
from kiosk.phrases import Phrases

_ROUNDS = 4
"""The list of contents moves headings on and so changes itself: after two rounds it stands still, as a rule."""


T = TypeVar("T")


class Column:
    """Collects slots from the top down and builds the tree of their meaning."""

    def __init__(
        self, style: Style, setter: Typesetter, phrases: Phrases, room: float, beside: Beside | None = None
    ) -> None:
        """`room`: the height that a page has for the column, in points; `beside`: the sheet's second language."""
        self.style = style
        self.setter = setter
        self.room = room
        self.phrases = phrases
        self.beside = beside
        self.slots: list[Slot] = []
        self.root = Node("Document")
        self.level = 1
        """Level of a topic's own headings under the title: 1, or 2 when there are several topics."""
        self.before: Break | None = None
        """What a break before the first piece costs, where that piece asks for it."""
        self._whole = False
        """Whether no paragraph is parted: those beside each other are not."""
        self.under_heading = False
        self._contents = (slice(1, 1), slice(1, 1))
        """Where it stands among slots and nodes."""

    # -- in two languages --------------------------------------------------------------------------------

    def both(self, tell: Callable[[Column, T], None], first: T, second: T | None) -> None:
        """Let `tell` put `first` into the column and, if there is any, `second` in the other language beside it."""
        if self.beside is None or second is None:
            tell(self, first)
        else:
            self.beside.put(self, tell, first, second)

    def part(self, width: float, phrases: Phrases, *, whole: bool) -> Column:
        """Return an empty column of `width` points, to be joined to this one; `whole`: its paragraphs are kept so."""
        part = Column(self.style.of_width(width), self.setter, phrases, self.room)
        part.level, part._whole, part.under_heading = self.level, whole, self.under_heading
        return part

    def join(self, slots: Sequence[Slot], nodes: Sequence[Node | Marked], last: Column) -> None:
        """Add what was made of parts; `last` is the one that ends it."""
        if last.before is not None and self.slots:
            self._last_may_break(last.before)
        self.slots += slots
        self.root.kids += nodes
        self.under_heading = last.under_heading

    # -- headings and paragraphs -------------------------------------------------------------------------

    def title(self, words: str) -> None:
        """Add the handout's title."""
        self._head((Run(words),), self.style.title, "H1", 0)

    def heading(self, runs: tuple[Run, ...], level: int) -> None:
        """Add a heading `level` (1 or 2) under the title."""
        self._head(runs, self.style.heading if level == 1 else self.style.subheading, f"H{level + 1}", level)

    def _head(self, runs: tuple[Run, ...], look: Type, tag: str, level: int) -> None:
        self._last_may_break(Break.NONE)
        words = "".join(run.text for run in runs)
        lines = self.setter.lines([Run(words, strong=True)], look.size, self.style.width)
        piece = Words(lines, look, self.root.add(tag), bookmark=(words, level))
        self._put(piece, self.style.heading_gap, Break.HEADING)
        self.under_heading = True

    def paragraph(self, runs: Sequence[Run], *, leads: bool = False) -> None:
        """Add a paragraph; `leads` keeps it with what follows."""
        words = self._words(runs, self.root.add("P"))
        self._put_parts(words, self._gap(), Break.LEAD_IN if leads else Break.BLOCK)

    def _words(self, runs: Sequence[Run], node: Node, width: float | None = None, strong: bool = False) -> Words:
        look = self.style.body
        set_runs = [Run(run.text, strong=True) for run in runs] if strong else runs
        return Words(self.setter.lines(set_runs, look.size, width or self.style.measure), look, node)

    def contents_here(self) -> None:
        """Keep this place for what stands on which page."""
        self._contents = (slice(len(self.slots), len(self.slots)), slice(len(self.root.kids), len(self.root.kids)))

    def settle_contents(self, small: Collection[str] = (), shortest: int = 0, under: str = "") -> None:
        """Say in the place kept which heading stands on which page, unless `shortest` pages hold all.

        Headings right under the title count, but the `small` ones; `under` takes the place of the usual line above.
        """
        told: list[Entry] = []
        for _ in range(_ROUNDS):
            pages = paginate(self.slots, self.room)
            found = headings(pages, small)
            if len(pages) <= shortest or found == told:
                break
            self._put_contents(found, under)
            told = found

    def _put_contents(self, entries: Sequence[Entry], under: str) -> None:
        """Put the list into its place; put again, it takes the place of the first."""
        said = Column(self.style, self.setter, self.phrases, self.room, self.beside)
        first, second = ([entry for entry in entries if entry.second is which] for which in (False, True))
        said.both(lambda column, told: column._pages(told, under), first, second or None)
        said.slots[0] = Slot(said.slots[0].piece, self.style.paragraph_gap, Break.LEAD_IN)
        slots, kids = self._contents
        self.slots[slots], self.root.kids[kids] = said.slots, said.root.kids
        self._contents = (
            slice(slots.start, slots.start + len(said.slots)), slice(kids.start, kids.start + len(said.root.kids)),
        )  # fmt: skip

    def _pages(self, entries: Sequence[Entry], under: str) -> None:
        self.paragraph((Run(under or self.phrases("paper.contents"), strong=True),), leads=True)
        pages = [NumberMark(self._one_line(str(entry.page))) for entry in entries]
        self._list([((Run(entry.words),), page) for entry, page in zip(entries, pages, strict=True)], "None")

    # -- lists -------------------------------------------------------------------------------------------

    def bullets(self, items: Sequence[Text]) -> None:
        """Add a list with dots."""
        self.bulleted([runs_of(item) for item in items])

    def bulleted(self, items: Sequence[Sequence[Run]]) -> None:
        """Add a list with dots, of words set in runs."""
        self._list([(item, draw_dot) for item in items], "Disc")

    def numbered(self, items: Sequence[Sequence[Run]], start: int = 1) -> None:
        """Add a numbered list, of words set in runs."""
        marks = [NumberMark(self._one_line(f"{number}.")) for number in range(start, start + len(items))]
        self._list(list(zip(items, marks, strict=True)), "Decimal")

    def tick_boxes(self, items: Sequence[str]) -> None:
        """Add a list with boxes to tick."""
        self._list([((Run(item),), draw_box) for item in items], "None")

    def _list(self, items: Sequence[tuple[Sequence[Run], Mark]], numbering: str) -> None:
        if not items:
            return
        tree = self.root.add("L", O="/List", ListNumbering=f"/{numbering}")
        widest = max(mark.line.width if isinstance(mark, NumberMark) else 0.0 for _, mark in items)
        indent = max(self.style.indent, widest + 0.4 * self.style.em)
        above = self._gap() if self.under_heading else 0.45 * self.style.em
        for number, (runs, mark) in enumerate(items):
            item = tree.add("LI")
            size = mark.line.width if isinstance(mark, NumberMark) else self.style.em
            label = Label(item.add("Lbl"), mark, self.style.measure - size if self._from_right else 0.0)
            words = self._words(runs, item.add("LBody"), self.style.measure - indent)
            words = Words(words.lines, words.look, words.node, 0.0 if self._from_right else indent, label)
            self._put_parts(words, self.style.item_gap if number else above, _after_item(number, len(items)), whole=8)

    def rules(self, count: int) -> None:
        """Add lines to write on."""
        self._last_may_break(Break.LEAD_IN)
        rules = Rules(count, self.style.width, 1.9 * self.style.em, self.style.line)
        self._put(rules, 0.2 * self.style.em, Break.BLOCK)

    def days(self, days: Sequence[str]) -> None:
        """Add boxes to tick, one for each of `days`."""
        self._put(day_boxes(days, self.root, self.style, self.setter), 0.2 * self.style.em, Break.BLOCK)

    def code(self, words: str, told: str, alternative: str) -> None:
        """Add `words` as a QR code under the line `told`; nothing when they are too long for one."""
        node = Node("Figure", alternative=alternative)
        code = code_of(words, node)
        if code is not None:
            self.paragraph((Run(told),), leads=True)
            self.root.kids.append(node)
            self._put(code, 0.2 * self.style.em, Break.BLOCK)

    def table(self, table: Table) -> None:
        """Add a table; one too wide for its letters as a list that names its columns."""
        self.put_all(table_slots(table, self.root, self.style, self.setter, self._gap()))

    def photograph(self, file: Path, alternative: str) -> None:
        """Add a picture made of dots, as wide as the text or half a page high."""
        node = self.root.add("Figure", alternative)
        self._put(photograph(file, node, self.style.measure, 0.5 * self.room), self._gap(), Break.BLOCK)

    # -- a section's blocks ------------------------------------------------------------------------------

    def blocks(self, section: Section, topic: Topic, cited: int) -> None:
        """Add a section's blocks but its warnings, which stand at the top; `cited` sources were listed before.

        Where nothing else would be left, and in 'For you', a line leads to the warning.
        """
        kept = section.repeats or all(isinstance(block, Warning) for block in section.blocks)
        shown = [block for block in section.blocks if kept or not isinstance(block, Warning)]
        parts = comparisons(shown)
        for number, part in enumerate(parts, 1):
            if isinstance(part, Comparison):
                self.comparison(part, topic, cited)
            elif isinstance(part, Diary) and section.repeats:
                self.see_sheet(part.title)
            else:
                self.block(part, topic, cited, last=number == len(parts))

    def block(self, block: Block, topic: Topic, cited: int, *, last: bool) -> None:
        match block:
            case Paragraph(text):
                self.paragraph(runs_of(text), leads=leads_in(block) and not last)
            case Bullets(items):
                self.bullets(items)
            case Steps():
                self.numbered([runs_of(item) for item in block.items], block.start)
            case Tip(text):
                self._tip(text)
            case Warning():
                self.paragraph((Run(self.phrases("paper.see_warning", title=block.title.plain)),))
            case IconArray():
                self.paragraph(runs_of(block.heading), leads=True)
                self.put_all(array_slots(block, self.root, self.style, self.setter, self.phrases))
                self.paragraph(self.studied(block, topic, cited))
            case Picture():
                self._picture(block)
            case Table():
                self.table(block)
            case Diary():
                self._diary(block)
            case _:
                assert_never(block)

    def comparison(self, pair: Comparison, topic: Topic, cited: int) -> None:
        """Add two groups side by side; under each other where letters are too large for two columns."""
        if not fits_side_by_side(pair, self.style, self.setter):
            for block in (pair.first, pair.second):
                self.block(block, topic, cited, last=False)
            return
        studied = [self.studied(block, topic, cited) for block in (pair.first, pair.second)]
        self.put_all(comparison_slots(pair, studied, self.root, self.style, self.setter, self.phrases, self._gap()))

    def studied(self, block: IconArray, topic: Topic, cited: int) -> tuple[Run, ...]:
        number = str(topic.source(block.source)[0] + cited)
        return (*runs_of(block.studied), Run(" " + self.phrases("paper.source", number=number)))

    def see_sheet(self, title: Text) -> None:
        """Say that a sheet to fill in comes further on."""
        self.paragraph((Run(self.phrases("paper.see_sheet", title=title.plain)),))

    def _diary(self, block: Diary) -> None:
        """Add a sheet to fill in under its title and what to do with it."""
        start = len(self.slots)
        self.paragraph((Run(block.title.plain, strong=True),), leads=True)
        if block.note:
            self.paragraph(runs_of(block.note), leads=True)
        self.diary_table(block, start)

    def diary_table(self, block: Diary, start: int) -> None:
        """Add the sheet itself; what stands above it begins at slot `start`."""
        above = sum(slot.above + slot.piece.height for slot in self.slots[start:]) + 0.5 * self.style.em
        room = self.room - above
        self.put_all(diary_slots(block, room, self.root, self.style, self.setter, self.phrases))

    def warning(self, warning: Warning) -> None:
        """Add a warning: whole, in its frame."""
        style, box = self.style, self.root.add("Div")
        frame, padding = style.frame, 0.75 * style.em
        inner = style.width - 2 * (frame + padding)
        indent = 1.6 * style.em
        title = phrase(self.phrases, "paper.warning", title=warning.title.plain)
        head_lines = self.setter.lines([Run(run.text, True) for run in title], style.em, inner - indent)
        head = Words(head_lines, style.body, box.add("P"), 0.0 if self._from_right else indent)
        said = [text for text in (warning.do, warning.when, warning.why) if text]
        body = Stack(tuple(
            (0.3 * style.em, self._words(runs_of(text), box.add("P"), min(inner, style.measure))) for text in said
        ))
        piece = WarningBox(head, body, style.width, frame, padding, self._from_right)
        what = f"The warning '{warning.title.plain}'"
        self._last_may_break(Break.BLOCK)
        self._put(piece, 0.9 * style.em, Break.BLOCK, what)

    def _tip(self, text: Text) -> None:
        padding = 0.75 * self.style.em
        runs = [Run(self.phrases("paper.tip") + " ", strong=True), *runs_of(text)]
        words = self._words(runs, self.root.add("P"), min(self.style.measure, self.style.width - 2 * padding))
        self._put(TipBox(words, self.style.width, padding), self._gap(), Break.BLOCK, f"The tip '{text.plain}'")

    def _picture(self, block: Picture) -> None:
        self.drawing(block)
        self.caption(block)

    def drawing(self, block: Picture) -> None:
        """Add a picture without its caption."""
        node = self.root.add("Figure", block.alternative.plain)
        room = (min(self.style.measure, 120 * MM), 55 * MM)
        self._put(DrawingPiece(block.drawing, node, room), self._gap(), Break.LEAD_IN, f"The picture {block.name}")

    def caption(self, block: Picture) -> None:
        """Add what a picture means."""
        caption = self._words(runs_of(block.caption), self.root.add("P"))
        self._put_parts(caption, 0.35 * self.style.em, Break.BLOCK)

    # -- the column --------------------------------------------------------------------------------------

    @property
    def _from_right(self) -> bool:
        return self.phrases.right_to_left

    def _one_line(self, words: str) -> Line:
        return self.setter.lines([Run(words)], self.style.em, self.style.width)[0]

    def _gap(self) -> float:
        return self.style.under_heading if self.under_heading else self.style.paragraph_gap

    def _put(self, piece: Piece, above: float, after: Break, what: str = "") -> None:
        self.slots.append(Slot(piece, above, after, what))
        self.under_heading = False

    def _put_parts(self, words: Words, above: float, after: Break, whole: int = 4) -> None:
        """Put a paragraph, in one piece when it has `whole` lines or fewer."""
        parts = (words,) if self._whole else parts_of(words, whole)
        for part in parts[:-1]:
            self._put(part, above, Break.LINE)
            above = 0.0
        self._put(parts[-1], above, after)

    def put_all(self, slots: Sequence[Slot]) -> None:
        self.slots.extend(slots)
        self.under_heading = False

    def _last_may_break(self, after: Break) -> None:
        """Set what a break before the next piece costs, unless a heading stands there."""
        if not self.slots:
            self.before = after
            return
        last = self.slots[-1]
        if last.after is not Break.HEADING:
            self.slots[-1] = Slot(last.piece, last.above, after, last.what)


def _after_item(number: int, count: int) -> Break:
    """Return what a break after item `number` costs: none stands alone at the head or foot of a page."""
    if number == count - 1:
        return Break.BLOCK
    return Break.LONELY if number in (0, count - 2) else Break.ITEM
