"""Home: categories at the left, the tiles of the chosen one at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.bundle.model import Category, Tile
from kiosk.session import TextSize
from ui.screens.screen import Screen
from ui.style.lines import MORE_THAN_ANY_LINE, Lines
from ui.style.zones import Box, Zones
from ui.widgets.button import Face, Shape, Tone
from ui.widgets.stage import Header, Slot, Stage
from ui.widgets.tiling import TILE, most


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What Home shows: all categories, the chosen one, its tiles in order, the page of tiles (from 0)."""

    categories: tuple[Category, ...]
    chosen: str
    tiles: tuple[Tile, ...]
    page: int


_LOW_CATEGORY = 30.0
"""Height of a category in reach mode, in millimetres."""
_CATEGORIES_HEIGHT = 118.0
"""Height of the categories above the tiles (portrait), in millimetres."""


def tiles_a_page(zones: Zones) -> tuple[int, int]:
    """Return how many tiles stand across and down: 3 x 3, on small screens fewer."""
    if zones.portrait:
        return 3, 3
    across = 3 if zones.content.w >= 400 else 2
    down = 3 if zones.content.h >= 170 else 2
    return across, down


class HomeScreen(Screen):
    """Opens on 'Most asked', a set the clinic fixes; it does not reorder itself."""

    def __init__(self, stage: Stage, facts: HomeFacts, topics_on_sheet: int) -> None:
        super().__init__(stage, topics_on_sheet)
        self._facts = facts
        across, down = tiles_a_page(self.zones)
        if self.zones.reach:
            titles = [tile.title for tile in facts.tiles]
            across, down = most(titles, self.look, self._tiles_box(), TILE, self._role)
        elif across == 3 and not self._words_fit(across):
            across, down = 2, down + 1 if self.zones.portrait else down
        self._shape = across, down
        self._pages = max(1, -(-len(facts.tiles) // (across * down)))
        self._page = min(facts.page, self._pages - 1)

    def header(self) -> Header:
        status = self.words("home.page_of", page=self._page + 1, pages=self._pages) if self._pages > 1 else ""
        return Header(self.words("home.title"), status=status)

    def slots(self) -> Sequence[Slot]:
        words, wishes = self.words, self.wishes
        finish = Slot(Face(words("home.finish"), icon="exit-to-app", careful=True), wishes.finish_wanted.emit)
        listed = Slot(
            Face(words("home.all_topics"), words("home.all_topics_caption"), "format-list-bulleted"),
            wishes.list_wanted.emit,
            1.2,
        )
        slots = [finish, listed, self.handout_slot(), self.help_slot()]
        if self._pages > 1:
            following = (self._page + 1) % self._pages
            more = self.primary_slot(
                words("home.more_topics"), "arrow-right", partial(wishes.page_wanted.emit, following)
            )
            slots.append(more)
            if not self.zones.portrait:
                slots[1] = Slot(
                    Face(words("home.a_to_z"), icon="sort-alphabetical-ascending"), wishes.a_to_z_wanted.emit, 1.2
                )
        elif not self.zones.portrait:
            face = Face(words("home.a_to_z"), words("home.a_to_z_caption"), "sort-alphabetical-ascending")
            slots.append(Slot(face, wishes.a_to_z_wanted.emit, 1.62))
        return slots

    def build(self) -> None:
        content = self.zones.content
        if self.zones.reach:
            self._build_low()
        elif self.zones.portrait:
            upper = content.top_part(_CATEGORIES_HEIGHT)
            self._build_categories(upper.grid(2, 4, 3.5), with_a_to_z=True)
        else:
            left = content.left_part(self._categories_width())
            self._build_categories(left.rows([1] * len(self._facts.categories), 3.0), with_a_to_z=False)
        self._build_tiles(self._tiles_box())

    @property
    def _role(self) -> str:
        """The letters of a title; in reach mode the largest are those of a label, so that several have room."""
        return "label" if self.zones.reach and self.look.size is TextSize.LARGEST else "tile"

    def _build_low(self) -> None:
        reading, words = self.zones.reading, self.words
        told = f"{words('reach.told')} {words('reach.back')}"
        self.text(told, reading.top_part(self.height_of(told, reading.w, role="lead")), role="lead")
        across, down = self._low_categories()
        cells = self.zones.touch.top_part(down * (_LOW_CATEGORY + 4.0) - 4.0).grid(across, down)
        self._build_categories(cells, with_a_to_z=self.zones.portrait)

    def _low_categories(self) -> tuple[int, int]:
        """Return how many categories stand across and down in reach mode; upright with A to Z as the last."""
        count = len(self._facts.categories)
        return (-(-(count + 1) // 2), 2) if self.zones.portrait else (count, 1)

    def _words_fit(self, across: int) -> bool:
        """Return whether the longest word of every title is narrower than a tile of `across` in a row."""
        room = self._tiles_box().columns([1] * across)[0].w - 10.0
        words = {word for tile in self._facts.tiles for word in tile.title.replace("-", "- ").split()}
        font = self.look.font("tile", bold=True)
        return all(Lines(word, font, MORE_THAN_ANY_LINE, 1.0).natural_width <= self.look.px(room) for word in words)

    def _tiles_box(self) -> Box:
        content = self.zones.content
        if self.zones.reach:
            touch = self.zones.touch
            return touch.from_y(touch.y + self._low_categories()[1] * (_LOW_CATEGORY + 4.0) + 1.0)
        if self.zones.portrait:
            return content.from_y(content.y + _CATEGORIES_HEIGHT + 7.0)
        return content.from_x(content.x + self._categories_width() + 6.0)

    def _categories_width(self) -> float:
        return 108.0 if self.zones.content.w >= 400 else 96.0

    def _build_categories(self, boxes: list[Box], *, with_a_to_z: bool) -> None:
        low = self.zones.reach
        shape = Shape.STACK if low else Shape.LIST
        bare = low and self.look.size is TextSize.LARGEST
        for category, box in zip(self._facts.categories, boxes, strict=False):
            chosen = category.id == self._facts.chosen
            face = Face(
                category.title,
                icon="" if bare else category.icon,
                shape=shape,
                accent=category.accent,
                tone=Tone.NORMAL if not chosen else Tone.SELECTED if low else Tone.PRIMARY,
                icon_mm=10.0 if low else 19.0 if box.h >= 24 else 15.0,
            )
            button = self.button(face, partial(self.wishes.category_wanted.emit, category.id), box)
            button.setCheckable(True)
            button.setChecked(chosen)
        if with_a_to_z:
            icon = "" if bare else "sort-alphabetical-ascending"
            face = Face(self.words("home.a_to_z"), icon=icon, shape=shape, icon_mm=10.0 if low else 12.0)
            self.button(face, self.wishes.a_to_z_wanted.emit, boxes[len(self._facts.categories)])

    def _build_tiles(self, box: Box) -> None:
        across, down = self._shape
        shown = self._facts.tiles[self._page * across * down : (self._page + 1) * across * down]
        if not shown:
            self.text(self.words("home.no_topics"), box, role="lead")
        accents = {category.id: category.accent for category in self._facts.categories}
        for tile, cell in zip(shown, box.grid(across, down), strict=False):
            face = Face(
                tile.title,
                icon=tile.icon,
                shape=Shape.TILE,
                tone=Tone.TILE,
                accent=accents.get(tile.category, "most"),
                role=self._role,
            )
            self.topic_button(face, tile.id, cell)
