"""'Is tapping hard today?': four targets, one after the other; then, in words, what was set from the touches."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from kiosk.session import Touch
from ui.screens.screen import Screen
from ui.style.zones import Box
from ui.widgets.button import Button, Face, Shape, Tone
from ui.widgets.card import Card
from ui.widgets.progress import Progress
from ui.widgets.stage import Header, Slot, Stage

TARGETS = 4
_SIDE = 52.0
"""Across a target, in millimetres (design, section 6, 09)."""
_PLACES = ((0.0, 0.0), (1.0, 0.2), (0.0, 0.58), (1.0, 0.9))
"""Where the targets lie in their half of the glass, as shares of its width and height."""
_PLACES_LOW = ((0.02, 0.0), (0.34, 1.0), (0.66, 0.0), (0.98, 1.0))
"""The same in the lower half of a glass that lies wide."""


class TappingScreen(Screen):
    """`number` counts the targets from 0; `TARGETS` means that all were touched, and `touch` is what was set."""

    def __init__(self, stage: Stage, number: int, touch: Touch, topics_on_sheet: int) -> None:
        super().__init__(stage, topics_on_sheet)
        self._number, self._touch = min(number, TARGETS), touch

    def header(self) -> Header:
        if self._number == TARGETS:
            return Header(self.words("tapping.title"))
        told = self.words("tapping.touch_of", touch=self._number + 1, touches=TARGETS)
        return Header(self.words("tapping.title"), progress=Progress(told))

    def slots(self) -> Sequence[Slot]:
        words, wishes = self.words, self.wishes
        crowded = self.zones.portrait and self.look.big
        face = Face(words("easier.keypad" if crowded else "tapping.keypad"), icon="" if crowded else "keyboard-outline")
        keypad = Slot(face, wishes.keypad_wanted.emit, 1.53)
        if self._number == TARGETS:
            last = self.primary_slot(words("bar.done"), "check-bold", wishes.back_wanted.emit)
        else:
            last = Slot(Face(words("tapping.skip"), icon="close"), wishes.back_wanted.emit, 1.62)
        return [self.home_slot(), self.back_slot(), keypad, self.help_slot(), last]

    def build(self) -> None:
        content = self.zones.content
        if self._number == TARGETS:
            self._build_told(content)
        elif self.zones.reach:
            self._build_asked(self.zones.reading)
            self._build_targets(self.zones.touch.inset(16.0 if self.zones.portrait else 0.0, 0.0))
        elif self.zones.portrait:
            below = self._build_asked(content)
            self._build_targets(content.from_y(below + 6.0).inset(16.0, 0.0))
        else:
            right = content.from_x(content.x + content.w * 0.55)
            self._build_asked(content.left_part(content.w * 0.5))
            self._build_targets(Box(right.x, right.y, right.w - 8.0, right.h))

    # -- while it is asked -----------------------------------------------------------------------------------

    def _build_asked(self, box: Box) -> float:
        """Say what to do; return how far down it reaches."""
        y = self._line(self.words("tapping.number", number=self._number + 1), box, box.y, "h1", bold=True) + 1.0
        y = self._line(self.words("tapping.take_time"), box, y, "body") + 4.0
        tip = self.words("tapping.slide")
        height = self.height_of(tip, box.w - 12.0, role="label", icon="lightbulb-on-outline") + 8.0
        card = Box(box.x, y, box.w, height)
        Card(self.look, "tip", self.stage).place(card)
        self.text(tip, card.inset(6.0, 4.0), role="label", icon="lightbulb-on-outline")
        return self._line(self.words("tapping.then"), box, card.bottom + 6.0, "body")

    def _line(self, text: str, box: Box, y: float, role: str, *, bold: bool = False, icon: str = "") -> float:
        height = self.height_of(text, box.w, role=role, bold=bold, icon=icon)
        self.text(text, Box(box.x, y, box.w, height), role=role, bold=bold, icon=icon)
        return y + height

    def _build_targets(self, box: Box) -> None:
        places = _PLACES_LOW if self.zones.reach and not self.zones.portrait else _PLACES
        for number, (across, down) in enumerate(places):
            place = Box(box.x + across * (box.w - _SIDE), box.y + down * (box.h - _SIDE), _SIDE, _SIDE)
            self._build_target(number, place)

    def _build_target(self, number: int, place: Box) -> None:
        words = self.words
        if number < self._number:
            face = Face(words("tapping.done"), icon="check-bold", shape=Shape.STACK, tone=Tone.RIGHT, icon_mm=11.0)
        elif number == self._number:
            face = Face(str(number + 1), shape=Shape.KEY, tone=Tone.PRIMARY, role="display")
        else:
            face = Face(str(number + 1), shape=Shape.KEY, tone=Tone.NOT_NOW, role="h1")
        target = RoundTarget(face, self.look, self.wishes.target_wanted.emit, self.stage)
        target.setEnabled(number == self._number)
        target.setAccessibleName(words("tapping.target", number=number + 1))
        target.setAccessibleDescription(words("tapping.done") if number < self._number else "")
        target.place(place)

    # -- what was set ----------------------------------------------------------------------------------------

    def _build_told(self, content: Box) -> None:
        width = min(content.w, self.look.em("lead") * 29.0)
        box = content.left_part(width)
        set_now = told(self._touch)
        y = self._line(self.words("tapping.set" if set_now else "tapping.same"), box, box.y, "h1", bold=True) + 5.0
        for key, seconds in set_now:
            line = self.words(key, number=self.words.figure(seconds, ".1f"))
            y = self._line(line, box, y, "lead", icon="check-bold") + 4.0
        y = self._line(self.words("tapping.ends" if set_now else "tapping.same_help"), box, y + 2.0, "body") + 8.0
        row = content.bottom_part(30.0).left_part(box.w) if self.zones.reach else Box(box.x, y, box.w, 30.0)
        cells = row.columns([1, 1])
        self.button(Face(self.words("tapping.again"), icon="replay"), self.wishes.tapping_wanted.emit, cells[0])
        if set_now:
            undo = Face(self.words("tapping.undo"), icon="restore")
            self.button(undo, self.wishes.put_touch_back_wanted.emit, cells[1])


class RoundTarget(Button):
    """A number in a circle; the one to touch now is filled and has a ring, those to come are dashed."""

    def _draw_ground(self, painter: QPainter) -> QColor:
        look = self._look
        ground, edge, ink, width, dashed = self._colours()
        now = self.face.tone is Tone.PRIMARY
        pen = QPen(edge, max(1.0, look.px(width)))
        if dashed:
            pen.setDashPattern([4.0, 3.0])
        circle = QRectF(self.rect())
        if now:
            pen.setColor(look.colour("ink"))
            pen.setWidthF(look.px(look.layout.line["selected"]))
        inset = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if now or ground is None else ground)
        painter.drawEllipse(circle.adjusted(inset, inset, -inset, -inset))
        if now and ground is not None:
            inset = look.px(6.0 if self.isDown() else 3.0)  # under the finger it grows smaller: seen without colours
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawEllipse(circle.adjusted(inset, inset, -inset, -inset))
        return ink


def told(touch: Touch) -> list[tuple[str, float]]:
    """Return what of `touch` is not as everybody begins with: the key of a phrase, and the seconds in it."""
    usual = Touch()
    found: list[tuple[str, float]] = []
    if touch.hold > usual.hold:
        found.append(("tapping.hold", _tenths(touch.hold)))
    if touch.repeat > usual.repeat:
        found.append(("tapping.repeat", _tenths(touch.repeat)))
    if touch.growth > usual.growth or touch.drift > usual.drift:
        found.append(("tapping.growth", 0.0))
    return found


def _tenths(seconds: float) -> float:
    """Return seconds rounded up to tenths: who does as is said waits long enough."""
    return math.ceil(seconds * 10 - 0.001) / 10
