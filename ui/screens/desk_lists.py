"""Pages of the nurse desk: all topics, ticks about the person, a doubt between two names, kept sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.bundle.model import Tile
from kiosk.staff.desk import Field
from ui.screens.screen import Screen, tick_face
from ui.style.zones import Box
from ui.widgets.button import Face, Tone
from ui.widgets.field import Field as FieldBox
from ui.widgets.stage import Header, Slot, Stage

_ROW, _GAP = 26.0, 4.0


class _DeskPage(Screen):
    """A page that leads back to the desk."""

    def back_to_desk(self) -> list[Slot]:
        """Return the slots: lock, and back as the likely next step."""
        lock = Slot(Face(self.words("desk.lock"), icon="lock-outline"), self.wishes.lock_wanted.emit)
        return [lock, self.primary_slot(self.words("desk.done"), "check-bold", self.wishes.back_wanted.emit)]


@dataclass(frozen=True, slots=True)
class TopicsFacts:
    """Topics of a page, in order; which are chosen; the letters typed to find them."""

    topics: tuple[Tile, ...]
    chosen: tuple[str, ...]
    find: str
    page: int
    typing_here: bool


class DeskTopicsScreen(_DeskPage):
    """All topics by title, or those that letters find; each is ticked or not."""

    def __init__(self, stage: Stage, facts: TopicsFacts) -> None:
        super().__init__(stage)
        self._facts = facts
        across = 1 if self.zones.portrait or self.look.big else 2
        content = self.zones.content
        self._list = content.from_y(content.y + _ROW + _GAP + 1.0)
        rows = int((self._list.h + _GAP) // (_ROW + _GAP))
        self._cells = self._list.grid(across, rows, _GAP)
        self._pages = max(1, -(-len(facts.topics) // len(self._cells)))

    def header(self) -> Header:
        if self._pages == 1:
            return Header(self.words("desk.topics"))
        page = self._facts.page % self._pages + 1
        return Header(self.words("desk.topics_of", page=page, pages=self._pages))

    def slots(self) -> Sequence[Slot]:
        words, wishes, facts = self.words, self.wishes, self._facts
        some = bool(facts.chosen)
        save = Face(words("desk.save_pack"), "", "package-variant-closed", tone=Tone.NORMAL if some else Tone.NOT_NOW)
        slots = [Slot(save, partial(wishes.field_wanted.emit, Field.TITLE.value), 1.2)]
        if self._pages > 1:
            more = Face(words("desk.more_topics"), icon="arrow-right")
            following = (facts.page + 1) % self._pages
            slots.append(Slot(more, partial(wishes.page_wanted.emit, following), 1.2))
        return [*self.back_to_desk()[:1], *slots, *self.back_to_desk()[1:]]

    def build(self) -> None:
        facts, content = self._facts, self.zones.content
        act = None if facts.typing_here else partial(self.wishes.field_wanted.emit, Field.FIND.value)
        label = self.words("desk.field.find")
        row = content.top_part(_ROW)
        room = min(row.w * 0.4, 90.0)
        self.text(label, row.left_part(room), role="label", bold=True, middle=True)
        field = FieldBox(label, facts.find, self.look, act, self.stage).place(row.from_x(row.x + room + 4.0))
        field.edited.connect(partial(self.wishes.typed_wanted.emit, Field.FIND.value))
        if facts.typing_here:
            self.stage.first = field
        if not facts.topics:
            self.text(self.words("desk.topics_none"), self._list, role="lead")
        start = facts.page % self._pages * len(self._cells)
        for tile, cell in zip(facts.topics[start:], self._cells, strict=False):
            face = tick_face(tile.title, ticked=tile.id in facts.chosen)
            self.button(face, partial(self.wishes.desk_topic_wanted.emit, tile.id), cell)


class DeskAboutScreen(_DeskPage):
    """What the person told of themselves; and, carried by a code, what they want to ask."""

    def __init__(self, stage: Stage, ticks: tuple[tuple[str, str, bool], ...], questions: tuple[str, ...]) -> None:
        """`ticks`: key, words and state of each."""
        super().__init__(stage)
        self._ticks, self._questions = ticks, questions

    def header(self) -> Header:
        return Header(self.words("desk.about_title"))

    def slots(self) -> Sequence[Slot]:
        return self.back_to_desk()

    def build(self) -> None:
        content, words = self.zones.content, self.words
        lead = words("desk.about_lead")
        height = self.height_of(lead, content.w)
        self.text(lead, content.top_part(height))
        body = content.from_y(content.y + height + 5.0)
        across = 1 if self.zones.portrait else 2
        down = -(-len(self._ticks) // across)
        ticks = body.top_part(min(body.h, down * (_ROW + _GAP) - _GAP))
        for (key, label, ticked), cell in zip(self._ticks, ticks.grid(across, down), strict=False):
            self.button(tick_face(label, ticked=ticked), partial(self.wishes.desk_about_wanted.emit, key), cell)
        told = words("desk.questions_carried", questions=" ".join(self._questions)) if self._questions else ""
        rest = body.from_y(ticks.bottom + 6.0)
        if told and rest.h > 0 and self.height_of(told, rest.w, role="caption") <= rest.h:
            self.text(told, rest, role="caption")


class DeskAskScreen(_DeskPage):
    """Asked once before printing: two names that look alike."""

    def __init__(self, stage: Stage, topic: Tile, other: Tile) -> None:
        super().__init__(stage)
        self._topic, self._other = topic, other

    def header(self) -> Header:
        return Header(self.words("desk.is_right", topic=self._topic.title), icon="alert-circle-outline")

    def slots(self) -> Sequence[Slot]:
        lock = Slot(Face(self.words("desk.lock"), icon="lock-outline"), self.wishes.lock_wanted.emit)
        back = Face(self.words("desk.back"), icon="arrow-left")
        return [lock, Slot(back, self.wishes.back_wanted.emit, 1.62)]

    def build(self) -> None:
        content, words = self.zones.content, self.words
        y = content.y + 4.0
        told = words("desk.ask", topic=self._topic.title, other=self._other.title)
        for text, role in ((told, "h2"), (words("desk.ask_why"), "lead")):
            height = self.height_of(text, min(content.w, 330.0), role=role, bold=role == "h2")
            self.text(text, Box(content.x, y, min(content.w, 330.0), height), role=role, bold=role == "h2")
            y += height + 5.0
        plates = Box(content.x, y + 8.0, min(content.w, 380.0), 104.0 if self.zones.portrait else 50.0)
        yes, no = plates.rows([1, 1]) if self.zones.portrait else plates.columns([1, 1])
        wish, topic, other = self.wishes.sure_wanted.emit, self._topic, self._other
        face = Face(words("desk.yes_topic", topic=topic.title), icon="check-bold", role="tile", careful=True)
        self.button(face, partial(wish, topic.id, ""), yes)
        face = Face(words("desk.no_topic", other=other.title), icon="arrow-right", role="tile", careful=True)
        self.button(face, partial(wish, topic.id, other.id), no)


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A sheet that waits. `opens`: a patient's choices came with it."""

    code: str
    pages: int
    minutes: int
    opens: bool


class KeptScreen(_DeskPage):
    """Sheets that wait for staff: print, open on the desk, or throw away. Nothing here says whose they are."""

    def __init__(self, stage: Stage, rows: tuple[KeptRow, ...], page: int, *, glass: bool = True) -> None:
        """`glass`: this is the kiosk's own, which is touched and wiped; not the screen of a nurse's computer."""
        super().__init__(stage)
        self._rows, self._page, self._glass = rows, page, glass
        content = self.zones.content
        lead = self.words("kept.lead") if rows else self.words("kept.none")
        self._lead, self._lead_height = lead, self.height_of(lead, content.w, role="body")
        self._list = content.from_y(content.y + self._lead_height + 5.0)
        self._row = 58.0 if self.zones.portrait else 30.0
        self._room = max(1, int((self._list.h + _GAP) // (self._row + _GAP)))
        self._pages = max(1, -(-len(rows) // self._room))

    def header(self) -> Header:
        return Header(self.words("kept.title"), icon="tray-full")

    def slots(self) -> Sequence[Slot]:
        lock, done = self.back_to_desk()
        words = self.words
        face = Face(words("desk.clean"), words("desk.clean_caption"), "spray-bottle", careful=True)
        before = [lock, Slot(face, self.wishes.clean_wanted.emit, 1.25)] if self._glass else [lock]
        if self._pages == 1:
            return [*before, done]
        following = (self._page + 1) % self._pages
        more = Slot(Face(self.words("kept.more"), icon="arrow-right"), partial(self.wishes.page_wanted.emit, following))
        return [*before, more, done]

    def build(self) -> None:
        content = self.zones.content
        self.text(self._lead, content.top_part(self._lead_height), role="body")
        start = self._page % self._pages * self._room
        y = self._list.y
        for row in self._rows[start : start + self._room]:
            self._build_row(row, Box(self._list.x, y, self._list.w, self._row))
            y += self._row + _GAP

    def _build_row(self, row: KeptRow, box: Box) -> None:
        words, wishes = self.words, self.wishes
        age = words("kept.age", count=row.minutes) if row.minutes else words("kept.just_now")
        told = f"{words('kept.pages', count=row.pages)}, {age}"
        if self.zones.portrait:
            upper, keys = box.rows([0.8, 1.0], 2.0)
            code, text = upper.columns([0.25, 1.0])
            cells = keys.columns([1.0, 1.4, 1.2])
        else:
            code, text, *cells = box.columns([0.3, 1.3, 0.8, 1.2, 1.0])
        self.text(row.code, code, role="h1", bold=True, middle=True)
        self.text(told, text, role="label", middle=True)
        icon = "" if self.look.big else "printer-outline"
        opens = Tone.NORMAL if row.opens else Tone.NOT_NOW
        faces = (
            (Face(words("kept.print"), icon=icon, careful=True), wishes.kept_print_wanted),
            (Face(words("kept.open"), tone=opens), wishes.kept_open_wanted),
            (Face(words("kept.drop"), careful=True), wishes.kept_drop_wanted),
        )
        for (face, wish), cell in zip(faces, cells, strict=True):
            button = self.button(face, partial(wish.emit, row.code), cell)
            button.setAccessibleName(f"{face.label}: {row.code}")
