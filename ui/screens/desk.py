"""The nurse desk: who and what, plan and note, and the real page beside them (design, section 6, 14).

Where three columns find no room (upright glass, large letters, narrow window) the parts stand behind three tabs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.bundle.model import Tile
from kiosk.staff.desk import Desk, Field
from kiosk.staff.packs import Pack
from ui.screens.screen import Screen, tick_face
from ui.style.zones import Box
from ui.widgets.button import Face, Tone
from ui.widgets.field import Field as FieldBox
from ui.widgets.paper import PreviewPanel, Shown
from ui.widgets.stage import Header, Slot, Stage

TABS = ("who", "words", "preview")
_ROW, _GAP = 22.0, 3.5
_NARROW = 440.0
"""Millimetres of content under which three columns are too narrow for their words."""


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What the desk shows. `tab`, `page` (of topics) and `packs_page` say which part of it."""

    desk: Desk
    packs: tuple[Pack, ...]
    packs_broken: bool
    """Whether the file of packs cannot be read."""
    topics: tuple[Tile, ...]
    """The topics offered in the first column, in order."""
    shown: Shown
    troubles: Mapping[Field, str]
    waiting: int
    """Kept sheets."""
    most_copies: int
    minutes: int
    """Without a touch, before the desk locks."""
    typing_here: bool
    """Whether fields are typed in where they stand (a keyboard is at hand), or on a page with a keyboard."""
    languages: tuple[str, ...]
    """Those in which all topics chosen can stand beside the clinic's on paper."""
    beside: str
    """That of them which is printed; empty for none."""
    tab: str
    page: int
    packs_page: int


class _Frame(Screen):
    """Band and bar of the desk."""

    def __init__(self, stage: Stage, facts: DeskFacts) -> None:
        super().__init__(stage)
        self._facts, self._desk = facts, facts.desk
        content = self.zones.content
        self._tabbed = self.zones.portrait or self.look.big or content.w < _NARROW
        self._tab = facts.tab if facts.tab in TABS else TABS[0]

    def header(self) -> Header:
        words = self.words
        told = f"{words('desk.nothing_saved')} {words('desk.locks', count=self._facts.minutes)}"
        return Header(words("desk.title"), status="" if self._tabbed else told)

    def slots(self) -> Sequence[Slot]:
        words, wishes, facts = self.words, self.wishes, self._facts
        waiting = words("desk.waiting", count=facts.waiting) if facts.waiting else ""
        slots = [
            Slot(Face(words("desk.lock"), icon="lock-outline"), wishes.lock_wanted.emit, 1.25),
            Slot(Face(words("desk.clear"), icon="eraser", careful=True), wishes.desk_clear_wanted.emit, 1.15),
            Slot(Face(words("desk.kept"), waiting, "tray-full"), partial(wishes.desk_page_wanted.emit, "kept"), 1.25),
        ]
        if not self.zones.portrait:
            slots += self._copies_slots()
        return [*slots, self._print_slot()]

    def _copies_slots(self) -> list[Slot]:
        fewer, told, more = self._copies_faces()
        return [
            Slot(fewer, partial(self.wishes.copies_wanted.emit, -1), 0.42),
            Slot(told, None, 0.68 if self.look.big else 0.5),
            Slot(more, partial(self.wishes.copies_wanted.emit, 1), 0.42),
        ]

    def _copies_faces(self) -> tuple[Face, Face, Face]:
        copies, most = self._desk.copies, self._facts.most_copies
        told = self.words("desk.copies", count=copies)
        low, high = copies <= 1, copies >= most
        fewer = Face("", icon="minus", tone=Tone.NOT_NOW if low else Tone.NORMAL, says=self.words("desk.fewer"))
        more = Face("", icon="plus", tone=Tone.NOT_NOW if high else Tone.NORMAL, says=self.words("desk.more"))
        return fewer, Face(told), more

    def _print_slot(self) -> Slot:
        words, facts, desk = self.words, self._facts, self._desk
        label = words("desk.print_for", name=_short(desk.name)) if desk.name.strip() else words("desk.print")
        if not desk.topics:
            face = Face(words("desk.print"), words("desk.choose_first"), "printer-outline", tone=Tone.NOT_NOW)
        elif facts.troubles or facts.shown.trouble:
            face = Face(words("desk.print"), words("desk.mend_first"), "printer-outline", tone=Tone.NOT_NOW)
        else:
            sheets = facts.shown.pages * desk.copies
            told = words("handout.sheets", count=sheets) if sheets else words("desk.drawing")
            face = Face(label, told, "printer-outline", tone=Tone.PRIMARY, careful=True)
        return Slot(face, self.wishes.desk_print_wanted.emit, 1.9)


class DeskScreen(_Frame):
    """One desk for one person; `facts` hold everything that was typed."""

    # -- layout ----------------------------------------------------------------------------------------------

    def build(self) -> None:
        content = self.zones.content
        if not self._tabbed:
            who, typed, paper = content.columns([1.0, 1.0, 0.84], 7.0)
            self._build_who(who)
            self._build_words(typed)
            self._build_preview(paper)
            return
        self._build_tabs(content.top_part(_ROW + 4.0))
        body = content.from_y(content.y + _ROW + 4.0 + _GAP + 1.0)
        if self._tab == "preview":
            self._build_preview(body)
        elif self._tab == "words":
            self._build_words(body)
        elif self.zones.portrait:
            self._build_who(body)
        else:
            self._build_who_wide(body)

    def _build_tabs(self, box: Box) -> None:
        for tab, cell in zip(TABS, box.columns([1.2, 1.1, 0.9]), strict=True):
            tone = Tone.SELECTED if tab == self._tab else Tone.NORMAL
            face = Face(self.words(f"desk.tab.{tab}"), tone=tone, checkable=True)
            self.button(face, partial(self.wishes.desk_view_wanted.emit, tab, self._facts.packs_page), cell)

    def _build_who(self, box: Box) -> None:
        head = self._head_height()
        self._build_names(box.top_part(head + _ROW))
        below = box.from_y(box.y + head + _ROW + _GAP)
        rows = 2 if self.zones.portrait else 1
        packs = head + rows * (_ROW + _GAP)
        self._build_packs(below.top_part(packs), 2, rows)
        self._build_topics(below.from_y(below.y + packs))

    def _build_who_wide(self, box: Box) -> None:
        """At large letters on a glass that lies wide: names and packs at the left, topics at the right."""
        left, right = box.columns([1.0, 1.0], 9.0)
        head = self._head_height()
        first, second = left.top_part(2 * (head + _ROW) + _GAP).rows([1, 1], _GAP)
        self._build_field(Field.NAME, first)
        self._build_field(Field.SECOND, second)
        below = left.from_y(second.bottom + _GAP)
        self._build_packs(below, 2, max(1, int((below.h - head) // (_ROW + _GAP))))
        self._build_topics(right)

    def _build_names(self, box: Box) -> None:
        name, second = box.columns([1.15, 1.0], 5.0)
        self._build_field(Field.NAME, name)
        self._build_field(Field.SECOND, second)

    # -- parts -----------------------------------------------------------------------------------------------

    def _head_height(self) -> float:
        return self.look.em("label") * 1.35

    def _head(self, text: str, box: Box, *, wrong: bool = False) -> Box:
        """Put a heading at the top of `box`, in one line, and return what is left."""
        height = self._head_height()
        self.text(text, box.top_part(height), role="label", bold=True, colour="warn" if wrong else "ink")
        return box.from_y(box.y + height)

    def _build_field(self, what: Field, box: Box) -> None:
        trouble = self._facts.troubles.get(what, "")
        label = self.words(f"desk.field.{what}")
        if self.height_of(label, box.w, role="label", bold=True) > self._head_height():
            label = self.words(f"desk.short.{what}")
        many = what in (Field.PLAN, Field.NOTE)
        if trouble and not many:  # a line has no room for the reason: it stands beside the page, and where one types
            label = self.words(f"desk.wrong.{what}")
        body = self._head(label, box, wrong=bool(trouble))
        if trouble and many:
            height = self.height_of(trouble, body.w, role="caption", bold=True)
            self.text(trouble, body.bottom_part(height), role="caption", bold=True, colour="warn")
            body = Box(body.x, body.y, body.w, body.h - height - 1.0)
        act = None if self._facts.typing_here else partial(self.wishes.field_wanted.emit, what.value)
        field = FieldBox(label, self._desk.typed(what), self.look, act, self.stage, many=many, wrong=bool(trouble))
        field.setObjectName(f"field {what}")  # the same whatever the label says: so the focus finds it again
        field.place(body)
        field.edited.connect(partial(self.wishes.typed_wanted.emit, what.value))
        if what is Field.NAME:
            self.stage.first = field

    def _build_packs(self, box: Box, across: int, down: int) -> None:
        facts, words = self._facts, self.words
        inner = self._head(words("desk.packs"), box)
        inner = Box(inner.x, inner.y, inner.w, inner.h - _GAP)
        if not facts.packs:
            self.text(words("desk.packs_broken" if facts.packs_broken else "desk.no_packs"), inner, role="caption")
            return
        cells = inner.grid(across, down, _GAP)
        pages = _cut(len(facts.packs), len(cells))
        page = facts.packs_page % len(pages)
        first, last = pages[page]
        for pack, cell in zip(facts.packs[first:last], cells, strict=False):
            chosen = pack.title == self._desk.pack
            icon = "check-bold" if chosen else "package-variant-closed"
            face = Face(
                pack.title, icon=icon, tone=Tone.SELECTED if chosen else Tone.NORMAL, checkable=True, icon_mm=7.0
            )
            self.button(face, partial(self.wishes.pack_wanted.emit, pack.title), cell)
        if len(pages) > 1:
            more = Face(words("desk.more_packs"), icon="arrow-right", icon_mm=7.0)
            following = (page + 1) % len(pages)
            self.button(more, partial(self.wishes.desk_view_wanted.emit, self._tab, following), cells[-1])

    def _build_topics(self, box: Box) -> None:
        facts, words = self._facts, self.words
        inner = self._head(words("desk.chosen", count=len(self._desk.topics)), box)
        across = 2 if self.zones.portrait else 1
        row = 30.0 if self.zones.portrait else 28.0 if self.look.big else _ROW
        rows = max(2, int((inner.h + _GAP) // (row + _GAP)))
        cells = inner.grid(across, rows, _GAP)
        room = cells[: (rows - 1) * across]
        pages = max(1, -(-len(facts.topics) // len(room)))
        start = facts.page % pages * len(room)
        for tile, cell in zip(facts.topics[start : start + len(room)], room, strict=False):
            face = tick_face(tile.title, ticked=tile.id in self._desk.topics)
            self.button(face, partial(self.wishes.desk_topic_wanted.emit, tile.id), cell)
        last = Box(inner.x, cells[-1].y, inner.w, cells[-1].h)
        find, more = last.columns([1.25, 1.0], _GAP)
        icon = "" if self.look.big else "magnify"
        act = partial(self.wishes.desk_page_wanted.emit, "desk-find")
        self.button(Face(words("desk.find_topic"), icon=icon, icon_mm=7.0), act, find if pages > 1 else last)
        if pages > 1:
            face = Face(words("desk.more_topics"), icon="" if self.look.big else "arrow-right", icon_mm=7.0)
            self.button(face, partial(self.wishes.page_wanted.emit, (facts.page + 1) % pages), more)

    def _build_words(self, box: Box) -> None:
        words = self.words
        about = box.bottom_part(_ROW)
        above = Box(box.x, box.y, box.w, box.h - _ROW - _GAP - 1.0)
        parts = above.rows([1.25, 1.0], 5.0) if self.zones.portrait or not self.look.big else above.columns([1, 1], 9.0)
        self._build_field(Field.PLAN, parts[0])
        self._build_field(Field.NOTE, parts[1])
        ticks = f": {words('desk.ticks', count=len(self._desk.about_me))}" if self._desk.about_me else ""
        face = Face(f"{words('desk.about')}{ticks}", icon="account-outline")
        self.button(face, partial(self.wishes.desk_page_wanted.emit, "desk-about"), about)

    def _build_preview(self, box: Box) -> None:
        foot = box.bottom_part(_ROW)
        above = Box(box.x, box.y, box.w, box.h - _ROW - _GAP)
        if self._facts.languages or (self._desk.beside and self._desk.topics):
            self._build_language(above.bottom_part(_ROW))
            above = Box(above.x, above.y, above.w, above.h - _ROW - _GAP)
        PreviewPanel(self.stage, above).show_page(self._facts.shown, empty=not self._desk.topics)
        shown, wishes = self._facts.shown, self.wishes
        copies = self.zones.portrait
        cells = foot.columns([1, 2.0, 1, 1, 1.3, 1] if copies else [1.0, 3.0, 1.0])
        arrows = ((-1, "page_before", "arrow-left", cells[0]), (1, "page_after", "arrow-right", cells[2]))
        for steps, key, icon, cell in arrows:
            can = 0 <= shown.page + steps < shown.pages
            face = Face("", icon=icon, tone=Tone.NORMAL if can else Tone.NOT_NOW, says=self.words(f"desk.{key}"))
            self.button(face, partial(wishes.preview_page_wanted.emit, steps), cell)
        letter = Face(self.words(f"desk.points.{self._desk.letter.value}"), icon="format-size", icon_mm=8.0)
        button = self.button(letter, wishes.desk_letter_wanted.emit, cells[1])
        button.setAccessibleDescription(self.words("desk.letter"))
        if copies:
            fewer, told, more = self._copies_faces()
            self.button(fewer, partial(wishes.copies_wanted.emit, -1), cells[3])
            self.text(told.label, cells[4], role="label", bold=True, middle=True, centred=True)
            self.button(more, partial(wishes.copies_wanted.emit, 1), cells[5])

    def _build_language(self, box: Box) -> None:
        """Offer the languages on paper; where a topic chosen is not in the one that was taken, say so."""
        words, facts = self.words, self._facts
        if not facts.languages:
            face = Face(words("desk.not_translated"), icon="translate", tone=Tone.NOT_NOW, icon_mm=8.0)
        else:
            label = words("desk.one_language")
            if facts.beside:
                label = words("desk.two_languages", language=words(f"paper.language.{facts.beside.split('-')[0]}"))
            tone = Tone.SELECTED if facts.beside else Tone.NORMAL
            face = Face(label, icon="translate", tone=tone, checkable=True, icon_mm=8.0)
        button = self.button(face, self.wishes.desk_language_wanted.emit, box)
        button.setAccessibleDescription(words("desk.language"))


def _short(name: str, most: int = 14) -> str:
    """Return a name as it fits on a button; the whole of it stands in its field and on the page."""
    plain = " ".join(name.split())
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…"


def _cut(count: int, room: int) -> list[tuple[int, int]]:
    """Return first and last of each page, where the last cell of a page leads on if one page is not enough."""
    each = room if count <= room else room - 1
    return [(start, min(start + each, count)) for start in range(0, max(count, 1), max(each, 1))]
