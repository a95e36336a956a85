"""My handout: what goes on the sheet, in which letters, about me, and the questions for my visit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import SignalInstance

from kiosk.bundle.model import Tile
from kiosk.session import Letter, TextSize
from ui.screens.screen import Screen, tick_face
from ui.style.zones import GAP, Box
from ui.widgets.button import Face, Shape, Tone
from ui.widgets.stage import Header, Slot, Stage
from ui.widgets.tiling import ROW, most

Item = TypeVar("Item")

_PARTS = ("topics", "letters", "about_me", "questions")
"""What takes turns below the middle in reach mode; `page` counts these, then their pages."""
_PART_WEIGHTS = (1.0, 1.0, 1.0, 1.1)
TOPICS = 2
"""Topic cards on a page of the first column."""


@dataclass(frozen=True, slots=True)
class HandoutFacts:
    """What the sheet will hold. `sheets` is the number of pages, None while it is being counted."""

    topics: tuple[tuple[Tile, str], ...]
    """Tile and category colour of each topic on the sheet."""
    letter: Letter
    ticks: tuple[tuple[str, str, bool], ...]
    """Key, words and state of each 'about me' tick."""
    questions: tuple[tuple[str, bool], ...]
    """Each question offered, and whether it is taken."""
    sheets: int | None
    page: int
    most: int
    """Sheets that a patient prints at most; more are for staff to print."""
    both: bool = False
    """Whether all of its topics are printed in the language of the screens too."""


class HandoutScreen(Screen):
    """Three columns (design, section 6, 11). `facts.page` turns all columns that have more."""

    def __init__(self, stage: Stage, facts: HandoutFacts) -> None:
        super().__init__(stage, len(facts.topics))
        self._facts = facts

    def header(self) -> Header:
        status = "" if self.look.big or self.zones.portrait else self.words("handout.no_name")
        return Header(self.words("handout.title"), status=status)

    def slots(self) -> Sequence[Slot]:
        words, wishes, facts = self.words, self.wishes, self._facts
        if not facts.topics:
            primary = self.primary_slot(words("handout.add"), "plus", wishes.list_wanted.emit)
        else:
            key = "handout.sheets_both" if facts.both else "handout.sheets"
            sheets = words("handout.counting") if facts.sheets is None else words(key, count=facts.sheets)
            primary = self.primary_slot(words("handout.print"), "printer-outline", wishes.print_wanted.emit, sheets)
            primary = replace(primary, face=replace(primary.face, careful=True))
        asleep = Tone.NORMAL if facts.topics else Tone.NOT_NOW
        ask = Slot(Face(words("handout.ask_staff"), icon="tray-full", tone=asleep, careful=True),
                   wishes.ask_staff_wanted.emit, 1.4)  # fmt: skip
        if facts.sheets is not None and facts.sheets > facts.most:
            told = words("handout.too_many", most=facts.most)
            primary = replace(ask, face=replace(ask.face, tone=Tone.PRIMARY), weight=primary.weight)
            ask = Slot(Face(words("handout.print"), told, "printer-outline", tone=Tone.NOT_NOW), _nothing, 1.4)
        return [self.home_slot(), self.back_slot(), ask, self.help_slot(), primary]

    def build(self) -> None:
        content = self.zones.content
        if not self._facts.topics:
            width = min(content.w, 300.0)
            height = self.height_of(self.words("handout.empty"), width, role="lead", icon="file-plus-outline")
            box = Box(content.x, content.y + 8.0, width, height)
            self.text(self.words("handout.empty"), box, role="lead", icon="file-plus-outline")
            return
        if self.zones.reach:
            self._build_low()
            return
        if self.zones.portrait:
            self._build_portrait(content)
            return
        if self.look.big:
            first, second = content.columns([1.0, 1.35], 9.0)
            self._build_topics(first.top_part(first.h * 0.56))
            self._build_letters(first.from_y(first.y + first.h * 0.56 + 4.0))
            self._build_ticks(second)
            return
        first, second, third = content.columns([1.0, 0.92, 1.06], 9.0)
        self._build_topics(first.top_part(first.h * 0.56))
        self._build_letters(first.from_y(first.y + first.h * 0.56 + 4.0))
        self._build_about(second)
        self._build_questions(third)

    def _build_low(self) -> None:
        """In reach mode the four parts take turns below the middle; above it stands what is on the sheet."""
        facts, reading, touch = self._facts, self.zones.reading, self.zones.touch
        self._build_topics_told(reading)
        tabs = touch.top_part(self.zones.rail.h if self.zones.portrait else self.zones.bar.h)
        shown = facts.page % len(_PARTS)
        for number, (key, cell) in enumerate(zip(_PARTS, tabs.columns(_PART_WEIGHTS), strict=True)):
            tone = Tone.SELECTED if number == shown else Tone.NORMAL
            face = Face(self.words(f"handout.{key}"), shape=Shape.STACK, tone=tone, checkable=True)
            self.button(face, partial(self.wishes.page_wanted.emit, number), cell)
        box = touch.from_y(tabs.bottom + GAP)
        if shown == _PARTS.index("topics"):
            self._build_low_topics(box)
        elif shown == _PARTS.index("letters"):
            self._build_letter_choice(box)
        else:
            about = [(label, on, self.wishes.toggle_about_wanted, key) for key, label, on in facts.ticks]
            questions = [(one, on, self.wishes.toggle_question_wanted, one) for one, on in facts.questions]
            self._build_low_ticks(box, about if shown == _PARTS.index("about_me") else questions)

    def _build_topics_told(self, reading: Box) -> None:
        """Name the topics on the sheet; where their names have no room, say how many there are."""
        words = self.words
        told = ", ".join(tile.title for tile, _ in self._facts.topics)
        if self.height_of(told, reading.w, role="lead") > reading.h - self.look.em("h2") * 1.3 - 1.5:
            told = words("bar.handout_topics", count=len(self._facts.topics))
        self.text(told, self._titled(reading, "handout.topics"), role="lead")

    def _build_low_topics(self, box: Box) -> None:
        across, down = (1, 3) if self.zones.portrait else (2 if self.look.size is TextSize.LARGEST else 3, 1)
        self._build_topic_cards(box.grid(across, down), across * down - 1)

    def _build_low_ticks(self, box: Box, items: Sequence[tuple[str, bool, SignalInstance, str]]) -> None:
        """Put up what can be ticked: words, state, and the wish with its value; the last cell leads to more."""
        across, down = most([label for label, *_ in items], self.look, box, ROW, "label")
        cells = box.grid(across, down)
        shown, more = _page(tuple(items), self._facts.page // len(_PARTS), len(cells))
        for (label, on, wish, value), cell in zip(shown, cells, strict=False):
            self.button(replace(tick_face(label, ticked=on), icon_mm=8.0), partial(wish.emit, value), cell)
        if more:
            self.button(Face(self.words("handout.more"), icon="arrow-right"), self._turn_low(), cells[-1])

    def _turn_low(self) -> Callable[[], object]:
        return partial(self.wishes.page_wanted.emit, self._facts.page + len(_PARTS))

    def _build_portrait(self, content: Box) -> None:
        upper = content.top_part(118.0 if self.look.big else 112.0)
        topics, letters = upper.columns([1.35, 1.0], 8.0)
        self._build_topics(topics)
        self._build_letters(letters)
        below = content.from_y(upper.bottom + 6.0)
        if self.look.big:
            self._build_ticks(below)
            return
        about, questions = below.columns([1.0, 1.1], 8.0)
        self._build_about(about)
        self._build_questions(questions)

    def _build_ticks(self, box: Box) -> None:
        """At the large sizes about me and the questions take turns in one column."""
        if self._facts.page % 2 == 0:
            self._build_about(box, turn=True)
        else:
            self._build_questions(box, turn=True)

    def _titled(self, box: Box, key: str) -> Box:
        head = self.look.em("h2") * 1.3
        self.text(self.words(key), box.top_part(head), role="h2", bold=True)
        return box.from_y(box.y + head + 1.5)

    def _build_topics(self, box: Box) -> None:
        self._build_topic_cards(self._titled(box, "handout.topics").rows([1] * (TOPICS + 1), 3.5), TOPICS)

    def _build_topic_cards(self, rows: list[Box], each: int) -> None:
        """Put up the topics, `each` a page; the cell after them leads to more, or to adding one."""
        facts, words = self._facts, self.words
        low = self.zones.reach
        pages = max(1, -(-len(facts.topics) // each))
        page = (facts.page // len(_PARTS) if low else facts.page) % pages
        shown = facts.topics[page * each : (page + 1) * each]
        for (tile, accent), row in zip(shown, rows, strict=False):
            left, right = row.columns([1.0, 0.42], 3.5)
            face = Face(
                tile.title, icon=tile.icon, shape=Shape.LIST, tone=Tone.TILE, accent=accent, role="label", icon_mm=9.0
            )
            self.topic_button(face, tile.id, left)
            out = Face(words("handout.take_out"), icon="" if self.look.big else "close", icon_mm=6.0)
            button = self.button(out, partial(self.wishes.toggle_topic_wanted.emit, tile.id), right)
            button.setAccessibleName(f"{words('handout.take_out')}: {tile.title}")
        if pages > 1:
            told = words("home.page_of", page=page + 1, pages=pages)
            face = Face(words("handout.more"), told, "arrow-right", keep_caption=True, icon_mm=6.0)
            act = self._turn_low() if low else partial(self.wishes.page_wanted.emit, facts.page + 1)
            self.button(face, act, rows[len(shown)])
        else:
            self.button(
                Face(words("handout.add"), icon="plus", icon_mm=7.0), self.wishes.list_wanted.emit, rows[len(shown)]
            )

    def _build_letters(self, box: Box) -> None:
        self._build_letter_choice(self._titled(box, "handout.letters"))

    def _build_letter_choice(self, inner: Box) -> None:
        tall = inner.h > 0.75 * inner.w  # three beside each other are too narrow there for words at Largest
        cells = inner.rows([1, 1, 1], 3.5) if tall else inner.columns([1, 1, 1], 3.5)
        for letter, cell in zip(Letter, cells, strict=True):
            chosen = letter is self._facts.letter
            face = Face(
                self.words(f"handout.letter.{letter.value}"),
                icon="format-size",
                shape=Shape.ROW if tall else Shape.STACK,
                checkable=True,
                tone=Tone.SELECTED if chosen else Tone.NORMAL,
                icon_mm={"clear": 7.0, "large": 9.0, "giant": 12.0}[letter.value],
            )
            self.button(face, partial(self.wishes.letter_size_wanted.emit, letter.value), cell)

    def _build_about(self, box: Box, *, turn: bool = False) -> None:
        facts = self._facts
        inner = self._titled(box, "handout.about_me")
        room = 6
        shown, more = _turn(facts.ticks, facts.page, room) if turn else _page(facts.ticks, facts.page, room)
        rows = inner.rows([1] * room, 3.5)
        for (key, label, ticked), row in zip(shown, rows, strict=False):
            self.button(tick_face(label, ticked=ticked), partial(self.wishes.toggle_about_wanted.emit, key), row)
        if turn:
            face = Face(self.words("handout.questions"), icon="arrow-right")
            self.button(face, partial(self.wishes.page_wanted.emit, facts.page + 1), rows[-1])
        elif more:
            face = Face(self.words("handout.more"), icon="arrow-right")
            self.button(face, partial(self.wishes.page_wanted.emit, facts.page + 1), rows[-1])

    def _build_questions(self, box: Box, *, turn: bool = False) -> None:
        facts = self._facts
        inner = self._titled(box, "handout.questions")
        room = 6
        shown, more = _turn(facts.questions, facts.page, room) if turn else _page(facts.questions, facts.page, room)
        rows = inner.rows([1] * room, 3.5)
        for (question, taken), row in zip(shown, rows, strict=False):
            face = replace(tick_face(question, ticked=taken), icon_mm=8.0)
            self.button(face, partial(self.wishes.toggle_question_wanted.emit, question), row)
        if turn or more:
            key = "handout.about_me" if turn else "handout.more_questions"
            face = Face(self.words(key), icon="arrow-right")
            self.button(face, partial(self.wishes.page_wanted.emit, facts.page + 1), rows[-1])


def _page(items: tuple[Item, ...], page: int, room: int) -> tuple[tuple[Item, ...], bool]:
    """Return the items of a page that has `room` rows, and whether one row must lead to more."""
    if len(items) <= room:
        return items, False
    each = room - 1
    pages = -(-len(items) // each)
    start = page % pages * each
    return items[start : start + each], True


def _turn(items: tuple[Item, ...], page: int, room: int) -> tuple[tuple[Item, ...], bool]:
    """Return the items of a page where two lists take turns; the last of the `room` rows leads to the other list."""
    each = room - 1
    pages = max(1, -(-len(items) // each))
    start = page // 2 % pages * each
    return items[start : start + each], True


def _nothing() -> None:
    """A control that is 'not now' does nothing."""
