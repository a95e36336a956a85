"""A topic cut into pages by measuring it: one idea a page, nothing cut, nothing scrolled.

A page belongs to one section. Its blocks stand in reading order; the first picture or icon array among them is the
page's figure and has a card of its own. Two icon arrays that are compared stand on one page, over its whole width,
with nothing after them. A warning is never parted; paragraphs part between sentences, lists and
tables between items. A section that needs several pages fills them about evenly: a last page with one lonely line
reads as if something were missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.bundle.comparison import Comparison, comparisons, members
from kiosk.bundle.model import Block, Bullets, IconArray, Paragraph, Picture, Section, Steps, Table, Topic
from kiosk.bundle.sentences import slice_text
from kiosk.bundle.texts import leads_in
from kiosk.phrases import Phrases
from ui.style.look import LINE_LABEL, MEASURE, WIDER_MEASURE, Look
from ui.style.zones import GAP, Box, Zones
from ui.widgets.blocks import READING, Setting, lay
from ui.widgets.plain import plain_words

ACTIONS = 30.0
"""Height of the row of actions under the words, in millimetres."""
FIGURE_GAP = 6.0
"""Between the words and a figure below them (portrait), in millimetres."""
_FIGURE_LEAST = 90.0
"""Narrowest card for a figure beside the words, in millimetres."""
_SIDE, _SIDE_FIGURE = 120.0, 144.0
"""Narrowest column for actions beside the words (reach mode), and with a figure over them, in millimetres."""
_FIGURE_HEIGHT = 120.0
"""Least height of a figure below the words (portrait), in millimetres."""
_PAIR_AIR = 40.0
"""What each row of a comparison gets beyond its least height before other words may stand above, in millimetres."""
_TOGETHER = 2
"""Sentences, items or rows that stay together on either side of a cut, wherever a page has room for something else."""
_TRIES = 4
"""Steps of the search for the least room that still gives as few pages."""


Part = Block | Comparison
"""What a page is filled with."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of reading: blocks of one section in order; `figure` is one of them or None."""

    section: Section
    blocks: tuple[Block, ...]
    figure: Picture | IconArray | None
    first: bool
    """Whether it opens its section: the heading is spoken there."""

    @property
    def words(self) -> tuple[Block, ...]:
        """The blocks that stand in the column of words (an icon array gives its numbers in words)."""
        return tuple(block for block in self.blocks if not isinstance(block, Picture))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The same blocks, two icon arrays that are compared taken together."""
        return comparisons(self.words)

    @property
    def compares(self) -> bool:
        """Whether two groups stand on it."""
        return any(isinstance(part, Comparison) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where words, figure and actions lie on a reading page, in millimetres."""

    words: Box
    figure: Box
    actions: Box


def progress_line(zones: Zones, look: Look) -> Box:
    """Return the line under the band that tells how far one is, where the band has no room for it (portrait)."""
    content = zones.content
    return Box(content.x, content.y - 2.0, content.w, look.em("label") * LINE_LABEL + 0.5)


def note_line(places: Frame, look: Look) -> Box:
    """Return the line above the words of a page that says which language they are in (see `Look.note`)."""
    words = places.words
    return Box(words.x, words.y - look.note, words.w, look.note - 1.0)


def frame(zones: Zones, look: Look, *, figure: bool, words: bool = True, across: bool = False) -> Frame:
    """Return the places on a page with or without a figure; a figure without words has the page to itself.

    `across`: the words go from side to side, as a comparison does. Else in reach mode the actions stand in a column at
    the right, so that words have the height that the bar and the strip take from a glass that lies wide.
    """
    content = zones.content
    actions = content.bottom_part(ACTIONS)
    upper = Box(content.x, content.y, content.w, content.h - ACTIONS - 4.0)
    measure = look.em(READING) * MEASURE * (WIDER_MEASURE if look.spacing else 1.0)
    top = progress_line(zones, look).bottom + 3.0 if zones.portrait else upper.y
    upper = upper.from_y(top + look.note)
    if zones.portrait:
        kept = _FIGURE_HEIGHT + FIGURE_GAP if figure else 0.0
        column = Box(upper.x, upper.y, min(upper.w, measure), upper.h - kept)
        return Frame(column, upper.bottom_part(_FIGURE_HEIGHT) if words else upper, actions)
    if not words:
        return Frame(upper.left_part(min(measure, upper.w)), upper, actions)
    if zones.reach and not across:
        beside = _SIDE_FIGURE if figure else _SIDE
        column = content.from_y(upper.y).left_part(min(measure, content.w - beside - 8.0))
        side = content.from_x(column.right + 8.0)
        actions = side.bottom_part(2 * zones.bar.h + GAP)
        return Frame(column, side.top_part(actions.y - GAP - side.y), actions)
    width = min(measure, content.w - (_FIGURE_LEAST * (1.1 if look.spacing else 1.0) + 8.0 if figure else 0.0))
    column = upper.left_part(width)
    card = content.from_x(column.right + 8.0)
    return Frame(column, card, actions.left_part(width) if figure else actions)


_REMEMBERED = 8
"""Topics whose pages are remembered: more than one person reads in one turn."""


class Pager:
    """Cuts topics into pages for one look and one set of zones; remembers what it has cut."""

    def __init__(self, look: Look, zones: Zones, phrases: Phrases) -> None:
        self._look, self._zones, self._phrases = look, zones, phrases
        self._cut: dict[int, tuple[Topic, tuple[Page, ...]]] = {}

    def pages(self, topic: Topic) -> tuple[Page, ...]:
        """Return the pages of `topic`, section by section."""
        found = self._cut.get(id(topic))
        if found is None:
            cutter = _Cutter(self, topic, self._look)
            pages = tuple(page for section in topic.sections for page in cutter.evenly(section))
            while len(self._cut) >= _REMEMBERED:
                del self._cut[next(iter(self._cut))]
            found = self._cut[id(topic)] = (topic, pages)  # holding the topic keeps its id from being used again
        return found[1]

    def setting(self, topic: Topic, *, figure: bool) -> Setting:
        """Return what laying out a block of `topic` on such a page needs."""
        width = self._look.px(frame(self._zones, self._look, figure=figure).words.w)
        return Setting(self._look, self._phrases, topic, width, self._look.px(self._zones.content.w))

    def room(self, *, figure: bool, across: bool = False) -> float:
        """Return the height for words on a page, in pixels; `across` for two groups that are compared."""
        return self._look.px(frame(self._zones, self._look, figure=figure, across=across).words.h)


class _Cutter:
    """Cuts the sections of one topic; measures each block once, however often a cut is tried."""

    def __init__(self, pager: Pager, topic: Topic, look: Look) -> None:
        self._gap = look.px(look.block_gap)
        self._air = look.px(_PAIR_AIR) * (2 if look.glass.height > look.glass.width else 1)
        self._settings = {figure: pager.setting(topic, figure=figure) for figure in (False, True)}
        self._across = pager.room(figure=False, across=True)
        self._rooms = {figure: pager.room(figure=figure) for figure in (False, True)}
        self._heights: dict[tuple[int, bool], tuple[Part, float]] = {}
        self._cuts: dict[tuple[int, int], tuple[Block, Block, Block]] = {}

    def evenly(self, section: Section) -> list[Page]:
        """Return the pages of a section: as few as its words need, and filled about evenly."""
        parts = [one for part in comparisons(section.blocks) for one in self._standing(part)]
        pages = self._cut(section, parts, 1.0)
        low, high = 1.0 / max(1, len(pages)), 1.0
        for _ in range(_TRIES if len(pages) > 1 else 0):
            share = (low + high) / 2
            tried = self._cut(section, parts, share)
            if len(tried) > len(pages) or _lonely(tried) > _lonely(pages) or _pieces(tried) > _pieces(pages):
                low = share
            else:
                pages, high = tried, share
        return pages

    def _standing(self, part: Part) -> tuple[Part, ...]:
        """Return a comparison as one part where a page can hold it, else as two icon arrays."""
        if isinstance(part, Comparison):
            laid = lay(part, self._settings[False])
            if laid.height > self._across or not laid.fits():
                return members(part)
        return (part,)

    def _cut(self, section: Section, parts: Sequence[Part], share: float) -> list[Page]:
        waiting, pages = list(parts), list[Page]()
        while waiting:
            taken, figure = self._take(waiting, share)
            blocks = tuple(block for part in taken for block in members(part))
            pages.append(Page(section, blocks, figure, first=not pages))
        return pages

    def _take(self, waiting: list[Part], share: float) -> tuple[Sequence[Part], Picture | IconArray | None]:
        """Take the next page's parts out of `waiting`: with the next figure when it fits, else without."""
        figure = next((part for part in waiting if isinstance(part, Picture | IconArray | Comparison)), None)
        if isinstance(figure, Comparison):
            taken = waiting[: waiting.index(figure) + 1]
            if self._compared_on_one_page(taken):
                del waiting[: len(taken)]
                return taken, None
            if _opened(taken[:-1]):  # words that open it stay with it, if need be with its first half
                waiting[len(taken) - 1 : len(taken)] = members(figure)
                return self._take(waiting, share)
        elif figure is not None:
            rest = list(waiting)
            filled = self._fill(rest, figure, share)
            if figure in filled:
                waiting[:] = rest
                return filled, figure
        return self._fill(waiting, None, share), None

    def _compared_on_one_page(self, parts: Sequence[Part]) -> bool:
        """Whether words and the comparison after them share a page; words that do not open it leave it more room."""
        heights = sum(self._height(part, False) + self._gap for part in parts) - self._gap
        return heights + (0.0 if _opened(parts[:-1]) else self._air) <= self._across

    def _fill(self, waiting: list[Part], figure: Picture | IconArray | None, share: float) -> list[Block]:
        room = self._rooms[figure is not None] * share
        used, taken = 0.0, list[Block]()
        while waiting:
            block = waiting[0]
            if isinstance(block, Comparison) or (isinstance(block, Picture | IconArray) and block is not figure):
                break
            if isinstance(block, Picture):
                taken.append(block)
                del waiting[0]
                continue
            space = room - used - (self._gap if used else 0.0)
            height = self._height(block, figure is not None)
            if height <= space:
                used += height + (self._gap if used else 0.0)
                taken.append(block)
                del waiting[0]
                continue
            alone = all(leads_in(before) for before in taken)
            parts = self._parted(block, space, figure is not None, alone=alone)
            if parts:
                taken.append(parts[0])
                waiting[0] = parts[1]
            elif not taken:
                taken.append(block)
                del waiting[0]
            break
        while waiting and len(taken) > 1 and leads_in(taken[-1]):
            waiting.insert(0, taken.pop())
        return taken

    def _parted(self, block: Block, space: float, figure: bool, *, alone: bool) -> tuple[Block, Block] | None:
        """Part a block so that the first part fits into `space` pixels; None when it can't be parted well there.

        A block that is `alone` on its page is parted even if that leaves one item by itself.
        """
        units = _units(block)
        for least in (_TOGETHER, 1) if alone else (_TOGETHER,):
            for count in range(units - least, least - 1, -1):
                head, tail = self._pieces(block, count)
                if self._height(head, figure) <= space:
                    return head, tail
        return None

    def _pieces(self, block: Block, count: int) -> tuple[Block, Block]:
        found = self._cuts.get((id(block), count))
        if found is None:
            found = self._cuts[id(block), count] = (block, *_cut(block, count))
        return found[1], found[2]

    def _height(self, block: Part, figure: bool) -> float:
        found = self._heights.get((id(block), figure))
        if found is None:
            found = self._heights[id(block), figure] = (block, lay(block, self._settings[figure]).height)
        return found[1]


def _opened(before: Sequence[Part]) -> bool:
    """Return whether there is nothing but words that open what follows."""
    return all(not isinstance(part, Comparison) and leads_in(part) for part in before)


def _pieces(pages: list[Page]) -> int:
    """Return how many blocks stand on the pages; a block that was parted counts for each part."""
    return sum(len(page.blocks) for page in pages)


def _lonely(pages: list[Page]) -> int:
    """Return how many pages hold no words beside a figure, or only words that open what follows."""
    return sum(1 for page in pages if not page.words or all(leads_in(block) for block in page.blocks))


def _units(block: Block) -> int:
    if isinstance(block, Paragraph):
        return len(block.text.sentences)
    if isinstance(block, Bullets | Steps):
        return len(block.items)
    if isinstance(block, Table):
        return len(block.rows)
    return 0


def _cut(block: Block, count: int) -> tuple[Block, Block]:
    if isinstance(block, Paragraph):
        at = block.text.sentences[count].span.start
        head, tail = slice_text(block.text, 0, at), slice_text(block.text, at, len(block.text.plain))
        return replace(block, text=head), replace(block, text=tail)
    if isinstance(block, Bullets):
        return replace(block, items=block.items[:count]), replace(block, items=block.items[count:])
    if isinstance(block, Steps):
        after = replace(block, items=block.items[count:], start=block.start + count)
        return replace(block, items=block.items[:count]), after
    if isinstance(block, Table):
        return replace(block, rows=block.rows[:count]), replace(block, rows=block.rows[count:])
    raise TypeError(block)


def opening_words(page: Page, phrases: Phrases) -> str:
    """Return the first words of a page, to find it again when pages are cut anew."""
    return plain_words(page.blocks[0], phrases)[:30] if page.blocks else ""


def page_with(pages: tuple[Page, ...], section: str, words: str, phrases: Phrases) -> int:
    """Return the number of the page of `section` that holds `words`, or that section's first page."""
    same = [index for index, page in enumerate(pages) if page.section.id == section]
    for index in same:
        if words and any(words in plain_words(block, phrases) for block in pages[index].blocks):
            return index
    return same[0]
