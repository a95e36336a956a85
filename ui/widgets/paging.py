"""A topic cut into pages by measuring it: one idea a page, nothing cut, nothing scrolled.

A page belongs to one section. Its blocks stand in reading order; the first picture or icon array among them is the
page's figure and has a card of its own. A warning is never parted; paragraphs part between sentences, lists and
tables between items.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.bundle.model import Block, Bullets, IconArray, Paragraph, Picture, Section, Steps, Table, Topic
from kiosk.bundle.sentences import slice_text
from kiosk.phrases import Phrases
from ui.style.look import MEASURE, Look
from ui.style.zones import Box, Zones
from ui.widgets.blocks import BLOCK_GAP, READING, Laid, Setting, lay

ACTIONS = 30.0
"""Height of the row of actions under the words, in millimetres."""
_FIGURE_LEAST = 90.0
"""Narrowest card for a figure beside the words, in millimetres."""
_FIGURE_HEIGHT = 120.0
"""Height kept for a figure below the words (portrait), in millimetres."""


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


@dataclass(frozen=True, slots=True)
class Frame:
    """Where words, figure and actions lie on a reading page, in millimetres."""

    words: Box
    figure: Box
    actions: Box


def frame(zones: Zones, look: Look, *, figure: bool) -> Frame:
    """Return the places on a page with or without a figure."""
    content = zones.content
    actions = content.bottom_part(ACTIONS)
    upper = Box(content.x, content.y, content.w, content.h - ACTIONS - 4.0)
    measure = look.em(READING) * MEASURE
    if zones.portrait:
        words = Box(
            upper.x, upper.y + 8.0, min(upper.w, measure), upper.h - 8.0 - (_FIGURE_HEIGHT + 6.0 if figure else 0.0)
        )
        return Frame(words, upper.bottom_part(_FIGURE_HEIGHT), actions)
    width = min(measure, content.w - (_FIGURE_LEAST + 8.0 if figure else 0.0))
    words = upper.left_part(width)
    card = content.from_x(words.right + 8.0)
    return Frame(words, card, actions.left_part(width) if figure else actions)


class Pager:
    """Cuts topics into pages for one look and one set of zones; remembers what it has cut."""

    def __init__(self, look: Look, zones: Zones, phrases: Phrases) -> None:
        self._look, self._zones, self._phrases = look, zones, phrases
        self._cut: dict[tuple[str, str, str], tuple[Page, ...]] = {}

    def pages(self, topic: Topic) -> tuple[Page, ...]:
        """Return the pages of `topic`, section by section."""
        key = (topic.id, topic.lang, topic.trust.version)
        found = self._cut.get(key)
        if found is None:
            found = self._cut[key] = tuple(page for section in topic.sections for page in self._section(topic, section))
        return found

    def setting(self, topic: Topic, *, figure: bool) -> Setting:
        """Return what laying out a block of `topic` on such a page needs."""
        width = self._look.px(frame(self._zones, self._look, figure=figure).words.w)
        return Setting(self._look, self._phrases, topic, width)

    def room(self, *, figure: bool) -> float:
        """Return the height for words on a page, in pixels."""
        return self._look.px(frame(self._zones, self._look, figure=figure).words.h)

    def _section(self, topic: Topic, section: Section) -> Iterator[Page]:
        waiting = list(section.blocks)
        first = True
        while waiting:
            taken, figure = self._take(topic, waiting)
            yield Page(section, tuple(taken), figure, first)
            first = False

    def _take(self, topic: Topic, waiting: list[Block]) -> tuple[list[Block], Picture | IconArray | None]:
        """Take the next page's blocks out of `waiting`: with the next figure when it fits, else without."""
        figure = next((block for block in waiting if isinstance(block, Picture | IconArray)), None)
        if figure is not None:
            rest = list(waiting)
            taken = self._fill(topic, rest, figure)
            if figure in taken:
                waiting[:] = rest
                return taken, figure
        return self._fill(topic, waiting, None), None

    def _fill(self, topic: Topic, waiting: list[Block], figure: Picture | IconArray | None) -> list[Block]:
        setting = self.setting(topic, figure=figure is not None)
        room, gap = self.room(figure=figure is not None), self._look.px(BLOCK_GAP)
        used, taken = 0.0, list[Block]()
        while waiting:
            block = waiting[0]
            if isinstance(block, Picture):
                if block is not figure:
                    break
                taken.append(waiting.pop(0))
                continue
            if isinstance(block, IconArray) and block is not figure:
                break
            space = room - used - (gap if used else 0.0)
            laid = lay(block, setting)
            if laid.height <= space:
                used += laid.height + (gap if used else 0.0)
                taken.append(waiting.pop(0))
                continue
            head, tail = _parted(block, setting, space)
            if head is not None and tail is not None:
                taken.append(head)
                waiting[0] = tail
            elif not taken:
                taken.append(waiting.pop(0))
            break
        return taken


def _parted(block: Block, setting: Setting, space: float) -> tuple[Block | None, Block | None]:
    """Part a block so that the first part fits into `space` pixels; (None, None) when it can't be parted there."""
    for count in range(_units(block) - 1, 0, -1):
        head, tail = _cut(block, count)
        if _height(lay(head, setting)) <= space:
            return head, tail
    return None, None


def _height(laid: Laid) -> float:
    return laid.height


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
        return Paragraph(slice_text(block.text, 0, at)), Paragraph(slice_text(block.text, at, len(block.text.plain)))
    if isinstance(block, Bullets):
        return Bullets(block.items[:count]), Bullets(block.items[count:])
    if isinstance(block, Steps):
        after = replace(block, items=block.items[count:], start=block.start + count)
        return replace(block, items=block.items[:count]), after
    if isinstance(block, Table):
        return replace(block, rows=block.rows[:count]), replace(block, rows=block.rows[count:])
    raise TypeError(block)
