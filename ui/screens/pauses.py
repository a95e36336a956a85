"""Screens that stop and ask or tell: still there?, finished?, get help, an error."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.screens.screen import Choice, Screen
from ui.style.look import Look
from ui.style.zones import GAP, Box
from ui.widgets.button import Face, Shape, Tone
from ui.widgets.stage import Header, Slot, Stage
from ui.widgets.words import Words

_LANGUAGE, _LEAST = 28.0, 20.2
"""Height of a language on 'Get help', and the least where words need the room, in millimetres."""
_CALL, _CALL_WIDTH = 34.0, 230.0
"""Size of what calls staff, in millimetres."""
BARS = 15
"""Bars that count the seconds down."""


class StillThereScreen(Screen):
    """Shown and spoken before a turn ends; any touch anywhere goes on. `show_seconds` counts down."""

    def __init__(self, stage: Stage, seconds: int, total: int, *, spoken: bool, about: str = "still") -> None:
        """`about` names the words: 'still' for a patient's turn, 'lock' for the nurse desk."""
        super().__init__(stage)
        self._about = about
        self._seconds, self._total, self._spoken = seconds, total, spoken
        self._number: Words | None = None
        self._left: Words | None = None
        self._bars: _Bars | None = None

    def header(self) -> Header:
        icon = "volume-high" if self._spoken else ""
        return Header(self.words("still.spoken_too") if self._spoken else "", icon=icon, small=True)

    def slots(self) -> Sequence[Slot]:
        words, wishes = self.words, self.wishes
        if self._about == "lock":
            return [Slot(Face(words("desk.lock"), icon="lock-outline", careful=True), wishes.lock_wanted.emit)]
        return [
            Slot(
                Face(words("still.more_time"), words("still.more_time_caption"), "clock-outline"),
                wishes.more_time_wanted.emit,
                1.35,
            ),
            Slot(
                Face(words("still.finished"), words("still.finished_caption"), "exit-to-app", careful=True),
                wishes.clear_wanted.emit,
            ),
            Slot(
                Face(
                    words("still.someone_else"),
                    words("still.someone_else_caption"),
                    "account-switch-outline",
                    careful=True,
                ),
                wishes.clear_wanted.emit,
            ),
        ]

    def show_seconds(self, seconds: int) -> None:
        """Show that `seconds` are left."""
        self._seconds = seconds
        if self._number and self._left and self._bars:
            self._number.setText(str(seconds))
            self._number.setAccessibleName(str(seconds))
            self._left.setText(self.words("still.left", count=seconds))
            self._bars.show_share(seconds / self._total)
            self._number.place(self._number_box)
            self._left.place(self._left_box)

    def build(self) -> None:
        words, content = self.words, self.zones.content
        box = Box(content.x + 16.0, content.y - 4.0, content.w - 32.0, content.h)
        width = box.w if self.zones.reach else min(box.w, 300.0)
        title = self.height_of(words(f"{self._about}.title"), box.w, role="display", bold=True)
        self.text(words(f"{self._about}.title"), box.top_part(title), role="display", bold=True)
        y = box.y + title + 4.0
        for key in (f"{self._about}.nothing_lost", f"{self._about}.else_clear"):
            height = self.height_of(words(key), width, role="lead")
            self.text(words(key), Box(box.x, y, width, height), role="lead")
            y += height
        plate = box.bottom_part(50.0 if self.zones.reach else 58.0)
        self._build_countdown(Box(box.x, y, box.w, plate.y - y))
        face = Face(words(f"{self._about}.yes"), icon="hand-wave-outline", tone=Tone.PRIMARY, role="h1", icon_mm=22.0)
        self.button(face, self.wishes.stay_wanted.emit, plate)

    def _build_countdown(self, box: Box) -> None:
        height = self.look.em("display") * 1.2
        top = box.y + max(2.0, (box.h - height - 14.0) / 2)
        self._number_box = Box(box.x, top, self.look.em("display") * 1.25, height)
        self._left_box = Box(self._number_box.right + 3.0, top + height * 0.22, 120.0, height * 0.8)
        self._number = self.text(str(self._seconds), self._number_box, role="display", bold=True)
        self._left = self.text(self.words("still.left", count=self._seconds), self._left_box, role="h2", bold=True)
        self._bars = _Bars(self.look, self.stage)
        self._bars.place(Box(box.x, top + height + 3.0, box.w, 9.0))
        self._bars.show_share(self._seconds / self._total)


class _Bars(QWidget):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._share = look, 1.0

    def place(self, box: Box) -> None:
        """Put the bars at `box` (millimetres)."""
        self.setGeometry(self._look.rect(box))

    def show_share(self, share: float) -> None:
        """Fill this share of the bars."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = look.painter(self)
        gap = look.px(2.0)
        width = (self.width() - gap * (BARS - 1)) / BARS
        full = -(-self._share * BARS // 1)
        for index in range(BARS):
            box = QRectF(index * (width + gap), 0, width, self.height()).adjusted(1, 1, -1, -1)
            painter.setPen(QPen(look.colour("primary"), max(1.0, look.px(0.5))))
            painter.setBrush(look.colour("primary") if index < full else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, look.px(1.5), look.px(1.5))
        painter.end()


class FinishScreen(Screen):
    """'Have you finished?': never straight out. 'No' lies in the content, 'Yes' in slot 5."""

    def header(self) -> Header:
        return Header(self.words("finish.title"))

    def slots(self) -> Sequence[Slot]:
        yes = Slot(
            Face(self.words("finish.yes"), icon="exit-to-app", careful=True), self.wishes.clear_wanted.emit, 1.62
        )
        return [self.home_slot(), self.back_slot(), self.handout_slot(), self.help_slot(), yes]

    def build(self) -> None:
        content, words = self.zones.content, self.words
        width = min(content.w, 300.0)
        y = content.y + 6.0
        for key in ("finish.lead", "finish.printed_stays"):
            height = self.height_of(words(key), width, role="lead")
            self.text(words(key), Box(content.x, y, width, height), role="lead")
            y += height + 5.0
        plate = Face(words("finish.no"), icon="arrow-left", tone=Tone.PRIMARY, role="tile", icon_mm=12.0)
        y = self.zones.touch.y if self.zones.reach else y + 8.0
        self.button(plate, self.wishes.back_wanted.emit, Box(content.x, y, min(content.w, 200.0), 46.0))


class HelpScreen(Screen):
    """Get help: a person, at any time; what to do when one feels unwell; and the languages, for who reads another."""

    def __init__(self, stage: Stage, at_desk: str, called: str | None, choice: Choice, topics_on_sheet: int) -> None:
        """`called`: what has come of calling staff, by its name; None where the clinic has set nothing that calls."""
        super().__init__(stage, topics_on_sheet)
        self._at_desk, self._called, self._choice = at_desk, called, choice

    def header(self) -> Header:
        return Header(self.words("help.title"))

    def slots(self) -> Sequence[Slot]:
        done = self.primary_slot(self.words("bar.done"), "check-bold", self.wishes.back_wanted.emit)
        return [self.home_slot(), self.back_slot(), self.handout_slot(), done]

    def build(self) -> None:
        words, called = self.words, self._called is not None
        content = self._beside_call() if called else self._beside_languages()
        width = content.w if called else min(content.w, 330.0)
        first, sign = _CALLED.get(self._called or "", _CALLED["not yet"])
        parts = [
            (words(first), sign, words("help.lead") if self._called == "told" else self._at_desk),
            (words("help.unwell"), "alert", words("help.unwell_help")),
            (words("help.using"), "tune-variant", words("help.using_help")),
        ]
        lead = self.look.cap("h2") * 1.9
        heights = [self.height_of(title, width, role="h2", bold=True, icon=icon) for title, icon, _ in parts]
        needed = [
            height + self.height_of(told, width - lead, role="lead")
            for height, (_, _, told) in zip(heights, parts, strict=True)
        ]
        rows = content.rows([1, 1, 1] if self._called is None else needed, 4.0)
        for (title, icon, told), row, height in zip(parts, rows, heights, strict=True):
            self.text(title, Box(row.x, row.y, width, height), role="h2", bold=True, icon=icon)
            x = row.x + lead
            self.text(told, Box(x, row.y + height + 1.0, width - (x - row.x), row.h - height - 1.0), role="lead")

    def _beside_languages(self) -> Box:
        """Put the languages at the right, or below on an upright glass; return what is left for words."""
        content, count = self.zones.content, self._choice.count
        if not count:
            return content
        if self.zones.portrait:
            across = 3 if self.look.big else count
            below = content.bottom_part((_LANGUAGE + GAP) * -(-count // across) - GAP)
            self.build_languages(self._choice, below, across)
            return content.top_part(content.h - below.h - 6.0)
        left = content.left_part(min(330.0, content.w - 108.0))
        beside = content.from_x(left.right + 8.0)
        low = self.zones.touch if self.zones.reach else beside
        high = (_LANGUAGE + GAP) * count - GAP
        self.build_languages(
            self._choice, Box(beside.x, low.y, beside.w, min(high, low.bottom - low.y)), 2 if self.zones.reach else 1
        )
        return left

    def _beside_call(self) -> Box:
        """Put up what calls staff, the languages beside or under it; return what is left for words."""
        content = self._beside_languages() if self.zones.portrait else self.zones.content
        plate = content.bottom_part(_CALL)
        if self._choice.count and not self.zones.portrait:
            plate = content.bottom_part(max(_CALL, 2 * _LEAST + GAP) if self._choice.count > 3 else _CALL)
            self.build_languages(self._choice, plate.from_x(plate.x + _CALL_WIDTH + 8.0), 3)
        self._build_call(plate)
        return content.top_part(plate.y - GAP - content.y)

    def _build_call(self, plate: Box) -> None:
        """Put up what calls staff: a touch must begin on it, and while it calls it waits."""
        key, tone = "help.call", Tone.STRONG
        if self._called == "calling":
            key, tone = "help.calling", Tone.NOT_NOW
        elif self._called in ("told", "failed"):
            key = "help.again"
        face = Face(self.words(key), icon="hand-wave-outline", tone=tone, role="tile", icon_mm=12.0, careful=True)
        self.button(face, self.wishes.call_wanted.emit, plate.left_part(min(plate.w, _CALL_WIDTH)))


_CALLED = {
    "not yet": ("help.lead", "hand-wave-outline"),
    "calling": ("help.wait", "clock-outline"),
    "told": ("help.told", "check-circle-outline"),
    "failed": ("help.failed", "alert-circle-outline"),
}
"""What the first line says once staff have been called, and its sign."""


class ErrorScreen(Screen):
    """Something went wrong: what is the matter and what to do. `back`: it stands in nobody's way, Back leads on."""

    def __init__(self, stage: Stage, message: str, *, back: bool = False) -> None:
        super().__init__(stage)
        self._message, self._back = message, back

    def header(self) -> Header:
        return Header(self.words("error.title"))

    def slots(self) -> Sequence[Slot]:
        face = Face(self.words("bar.home"), icon="home-outline", shape=Shape.ROW, tone=Tone.PRIMARY)
        before = [self.back_slot()] if self._back else []
        return [*before, self.help_slot(), Slot(face, self.wishes.home_wanted.emit, 1.62)]

    def build(self) -> None:
        content = self.zones.content
        width = min(content.w, 330.0)
        height = self.height_of(self._message, width, role="lead", icon="alert-circle-outline")
        box = Box(content.x, content.y + content.h * 0.2, width, height)
        self.text(self._message, box, role="lead", icon="alert-circle-outline")
