"""Finding a topic: by its first letters, or in a list of all."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.bundle.model import Tile
from ui.screens.screen import Screen
from ui.style.zones import Box
from ui.widgets.button import Face, Shape, Tone
from ui.widgets.progress import Progress
from ui.widgets.stage import Header, Slot, Stage
from ui.widgets.typed import Typed

RESULTS, RESULTS_LOW = 4, 2
"""Results a page, each about 49 mm high (design, section 6); and in reach mode."""


@dataclass(frozen=True, slots=True)
class Found:
    """One result: the topic, and a word that led to it when its title does not show why."""

    tile: Tile
    word: str = ""


@dataclass(frozen=True, slots=True)
class FindFacts:
    """What has been typed, where it can go on, what it finds (in order), which page of results is shown."""

    letters: str
    live: frozenset[str]
    found: tuple[Found, ...]
    by_start: bool
    """Whether every result starts with the letters (in its title)."""
    page: int
    accents: Mapping[str, str]
    """Category id -> category colour."""


class AToZScreen(Screen):
    """Letters at the left, results at the right. A pale letter leads nowhere and does nothing."""

    def __init__(self, stage: Stage, facts: FindFacts, topics_on_sheet: int) -> None:
        super().__init__(stage, topics_on_sheet)
        self._facts = facts
        self._room = RESULTS_LOW if self.zones.reach else RESULTS
        self._pages = max(1, -(-len(facts.found) // self._room))

    def header(self) -> Header:
        return Header(self.words("find.title"))

    def slots(self) -> Sequence[Slot]:
        words, wishes = self.words, self.wishes
        if self.zones.reach and self._pages > 1:
            face, act = self._more()
            return self.usual_slots(Slot(face, act, 1.62))
        face = Face(words("find.list_button"), icon="format-list-bulleted")
        return self.usual_slots(Slot(face, wishes.list_wanted.emit, 1.62))

    def build(self) -> None:
        content = self.zones.content
        if self.zones.reach:
            self._build_low()
            return
        if self.zones.portrait:
            left = content.bottom_part(content.h * 0.5)
            right = content.top_part(content.h * 0.5 - 8.0)
        else:
            left = content.left_part(min(236.0, content.w * 0.515))
            right = content.from_x(left.right + 10.0)
        self._build_typed(left.top_part(28.0))
        self._build_letters(left.from_y(left.y + 32.0), 7, 4)
        self._build_results(self._build_title(right))

    def _build_low(self) -> None:
        """What is typed and how much it finds stand above the middle; letters and results lie below."""
        reading, touch = self.zones.reading, self.zones.touch
        self._build_typed(reading.top_part(28.0))
        self._build_title(reading.from_y(reading.y + 34.0))
        if self.zones.portrait:
            keys = touch.bottom_part(min(88.0, touch.h * 0.5))
            results = touch.top_part(keys.y - 6.0 - touch.y)
        else:
            keys = touch.left_part(touch.w * 0.49)
            results = touch.from_x(keys.right + 8.0)
        self._build_letters(keys, 10, 3)
        self._build_results(results)

    def _build_typed(self, typed: Box) -> None:
        x = typed.x
        if self._facts.letters:
            letters = Typed(self._facts.letters, self.look, self.stage)
            letters.place(typed)
            x += letters.width_mm + 4.0
        hint = typed.from_x(x)
        if hint.w > 60 and self.height_of(self.words("find.hint"), hint.w, role="caption") <= hint.h:
            self.text(self.words("find.hint"), hint, role="caption", middle=True, colour="ink2")

    def _build_letters(self, keys: Box, across: int, down: int) -> None:
        cells = [cell for row in keys.rows([1] * down) for cell in self._as_written(row.columns([1] * across))]
        for letter, cell in zip(string.ascii_uppercase, cells, strict=False):
            live = letter in self._facts.live
            face = Face(letter, shape=Shape.KEY, tone=Tone.NORMAL if live else Tone.PALE, role="tile")
            self.button(face, partial(self.wishes.letter_wanted.emit, letter), cell)
        last = cells[26]
        left, right = sorted((last, cells[-1]), key=lambda cell: cell.x)
        wide = Box(left.x, left.y, right.right - left.x, left.h)
        tone = Tone.NORMAL if self._facts.letters else Tone.NOT_NOW
        face = Face(self.words("find.rub_out"), icon="backspace-outline", tone=tone)
        self.button(face, self.wishes.rub_out_wanted.emit, wide)

    def _as_written(self, cells: list[Box]) -> list[Box]:
        """Return a row of letters in the order of their own alphabet, which no language of the screens turns round."""
        return cells[::-1] if self.look.mirrored else cells

    def _build_title(self, box: Box) -> Box:
        """Say what was found; return what is left below."""
        facts, words = self._facts, self.words
        if not facts.letters:
            title = words("find.nothing_typed")
        elif not facts.found:
            title = words("find.nothing", letters=facts.letters)
        else:
            key = "find.starting" if facts.by_start else "find.matching"
            title = words(key, count=len(facts.found), letters=facts.letters)
        head = max(13.0, self.height_of(title, box.w, role="h2", bold=True))
        self.text(title, box.top_part(head), role="h2", bold=True)
        return box.from_y(box.y + head + 3.0)

    def _more(self) -> tuple[Face, Callable[[], object]]:
        """Return the control that leads to the next page of results."""
        page = self._facts.page % self._pages
        told = self.words("home.page_of", page=page + 1, pages=self._pages)
        face = Face(self.words("find.more"), told, "arrow-right")
        return face, partial(self.wishes.page_wanted.emit, (page + 1) % self._pages)

    def _build_results(self, below: Box) -> None:
        facts = self._facts
        if self._pages > 1 and not self.zones.reach:
            self.button(*self._more(), below.bottom_part(26.0))
            below = below.top_part(below.h - 30.0)
        shown = facts.found[facts.page % self._pages * self._room :][: self._room]
        for found, cell in zip(shown, below.rows([1] * self._room), strict=False):
            self.topic_button(self._face(found), found.tile.id, cell)

    def _face(self, found: Found) -> Face:
        return result_face(self, found, self._facts.accents)


def result_face(screen: Screen, found: Found, accents: Mapping[str, str]) -> Face:
    """Return the face of a result: title, and under it other names or the word that led here."""
    tile, words = found.tile, screen.words
    caption = words("find.also", names=", ".join(tile.also)) if tile.also else ""
    if found.word and found.word not in tile.also:
        caption = words("find.found_by", word=found.word)
    return Face(
        tile.title, caption, tile.icon, Shape.LIST, Tone.TILE, accents.get(tile.category, "most"), "tile", icon_mm=15.0
    )


class ListScreen(Screen):
    """All topics in a list, by title: two columns of results, page by page."""

    def __init__(
        self,
        stage: Stage,
        total: int,
        some: Callable[[int, int], tuple[Tile, ...]],
        page: int,
        accents: Mapping[str, str],
        topics_on_sheet: int,
    ) -> None:
        """`some(first, count)` gives tiles in order, of `total` there are: only those shown are asked for."""
        super().__init__(stage, topics_on_sheet)
        self._accents = accents
        self._across, self._down = (1, 8) if self.zones.portrait else (2, 4)
        if self.zones.reach:
            self._down //= 2
        each = self._across * self._down
        self._pages = max(1, -(-total // each))
        self._page = page % self._pages
        self._shown = some(self._page * each, each)

    def header(self) -> Header:
        words = self.words
        told = words("home.page_of", page=self._page + 1, pages=self._pages) if self._pages > 1 else ""
        if self.zones.portrait:
            return Header(words("find.list_title"), status=told)
        return Header(words("find.list_title"), progress=Progress(told, self._page, self._pages) if told else None)

    def slots(self) -> Sequence[Slot]:
        following = (self._page + 1) % self._pages
        if self._pages > 1:
            more = self.primary_slot(
                self.words("home.more_topics"), "arrow-right", partial(self.wishes.page_wanted.emit, following)
            )
        else:
            face = Face(self.words("home.a_to_z"), self.words("home.a_to_z_caption"), "sort-alphabetical-ascending")
            more = Slot(face, self.wishes.a_to_z_wanted.emit, 1.62)
        return self.usual_slots(more)

    def build(self) -> None:
        for tile, cell in zip(self._shown, self.zones.touch.grid(self._across, self._down), strict=False):
            face = result_face(self, Found(tile), self._accents)
            self.topic_button(face, tile.id, cell)
