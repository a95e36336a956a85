"""Staff PIN: ten digits to touch or type, dots for those that are in, and how long to wait after wrong ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.screens.screen import Screen
from ui.style.look import Look
from ui.style.zones import Box
from ui.widgets.button import Face, Shape, Tone
from ui.widgets.card import Card
from ui.widgets.stage import Header, Slot, Stage
from ui.wishes import Wishes

KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9")


@dataclass(frozen=True, slots=True)
class PinFacts:
    """How many digits are in, of how many (fewest, most); and what is told of it in words."""

    digits: int
    limits: tuple[int, int]
    told: str
    wrong: bool
    """Whether what is told is that something is amiss."""
    ready: bool
    """Whether the digits can be tried now."""
    alone: bool
    """Whether there is no way back: `kiosk desk` begins here."""


class PinScreen(Screen):
    """Keys at the right, words and dots at the left (design, section 6, 15); or below, on an upright glass."""

    def __init__(self, stage: Stage, facts: PinFacts) -> None:
        super().__init__(stage)
        self._facts = facts

    def header(self) -> Header:
        return Header(self.words("pin.title"), icon="lock-outline")

    def slots(self) -> Sequence[Slot]:
        facts, words = self._facts, self.words
        missing = facts.limits[0] - facts.digits
        caption = words("pin.needs", count=facts.limits[0]) if missing > 0 else ""
        tone = Tone.PRIMARY if facts.ready and missing <= 0 else Tone.NOT_NOW
        desk = Face(words("pin.open"), caption, "lock-open-outline", tone=tone)
        opening = Slot(desk, self.wishes.unlock_wanted.emit, 1.62)
        return [opening] if facts.alone else [self.home_slot(), self.back_slot(), opening]

    def build(self) -> None:
        content = self.zones.content
        if self.zones.portrait:
            keys = content.bottom_part(content.h * 0.55)
            left = content.top_part(content.h * 0.45 - 6.0)
        else:
            left, keys = content.columns([1.0, 0.9], 12.0)
        self._build_keys(keys)
        self._build_words(left)

    def _build_keys(self, box: Box) -> None:
        words, wishes = self.words, self.wishes
        cells = box.grid(3, 4)
        for digit, cell in zip((*KEYS, "0"), (*cells[:9], cells[10]), strict=True):
            face = Face(digit, shape=Shape.KEY, role="h1")
            self.button(face, partial(wishes.digit_wanted.emit, digit), cell)
        some = Tone.NORMAL if self._facts.digits else Tone.NOT_NOW
        icon = "" if self.look.big and self.zones.portrait else "close"
        self.button(Face(words("pin.clear"), icon=icon, tone=some), wishes.digits_clear_wanted.emit, cells[9])
        icon = "" if self.look.big and self.zones.portrait else "backspace-outline"
        self.button(Face(words("pin.rub_out"), icon=icon, tone=some), wishes.digit_back_wanted.emit, cells[11])

    def _build_words(self, box: Box) -> None:
        facts, words = self._facts, self.words
        lead = f"{words('pin.staff_only')} {words('pin.touch', least=facts.limits[0], most=facts.limits[1])}"
        told = facts.told or (words("pin.in", count=facts.digits) if facts.digits else words("pin.none"))
        icon = "alert-circle-outline" if facts.wrong else ""
        lead_height = self.height_of(lead, box.w, role="lead")
        told_height = self.height_of(told, box.w, role="body", bold=facts.wrong, icon=icon)
        back = "" if facts.alone else words("pin.not_staff")
        back_height = self.height_of(back, box.w - 12.0, icon="account-outline") + 8.0 if back else 0.0
        used = lead_height + told_height + 20.0 + back_height + 18.0
        y = box.y + max(0.0, (box.h - used) / 2)
        self.text(lead, Box(box.x, y, box.w, lead_height), role="lead")
        dots = Dots(facts.digits, facts.limits, self.look, self.wishes, self.stage)
        dots.setAccessibleName(words("pin.in", count=facts.digits))
        dots.place(Box(box.x, y + lead_height + 6.0, box.w, 18.0))
        self.stage.first = dots
        y += lead_height + 30.0
        colour = "warn" if facts.wrong else "ink"
        self.text(told, Box(box.x, y, box.w, told_height), role="body", bold=facts.wrong, icon=icon, colour=colour)
        if back:
            card = Box(box.x, y + told_height + 6.0, box.w, back_height)
            Card(self.look, "tip", self.stage).place(card)
            self.text(back, card.inset(6.0, 4.0), icon="account-outline")


class Dots(QWidget):
    """A box for each digit, filled with a dot when it is in; takes the digits of a keyboard. It never knows them."""

    def __init__(self, count: int, limits: tuple[int, int], look: Look, wishes: Wishes, parent: QWidget) -> None:
        super().__init__(parent)
        self._count, self._limits, self._look, self._wishes = count, limits, look, wishes
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("dots")

    def place(self, box: Box) -> None:
        """Put the boxes at `box` (millimetres)."""
        self.setGeometry(self._look.rect(box))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Wish for what a key of a keyboard says."""
        key = event.key()
        if event.text().isascii() and event.text().isdecimal():
            self._wishes.digit_wanted.emit(event.text())
        elif key == Qt.Key.Key_Backspace:
            self._wishes.digit_back_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._wishes.unlock_wanted.emit()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, least, most = self._look, *self._limits
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = look.px(3.0)
        side = min(self.height(), (self.width() - gap * (most - 1)) / most)
        pen = max(1.0, look.px(look.control_line))
        for number in range(max(least, self._count)):
            box = QRectF(number * (side + gap), 0, side, side).adjusted(pen, pen, -pen, -pen)
            painter.setPen(QPen(look.colour("edge"), pen))
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(box, look.px(3.0), look.px(3.0))
            if number < self._count:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("ink"))
                painter.drawEllipse(box.center(), side * 0.2, side * 0.2)
        painter.end()
