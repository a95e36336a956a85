"""Steps of the eye: a bank card held against the glass, how far away the eyes are, and keeping both."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.bench_test.answers import CARD_MM
from ui.bench_test.step import Step
from ui.style.look import Look
from ui.style.zones import Box
from ui.widgets.button import Face, Tone
from ui.widgets.stage import Slot

_CORNER = 3.18
"""Radius of a bank card's corners, in millimetres (ISO/IEC 7810)."""
_FINE, _COARSE = 1.005, 1.05
"""One touch makes the card larger by so much: less than half a millimetre, or what is seen at once."""
_NEARER = 50.0
_LEAST, _MOST = 300.0, 2000.0
"""Bounds of the setting `viewing_distance_mm`."""


class CardStep(Step):
    """A card is drawn; it is made larger or smaller until a real one covers it."""

    names = ("picture size",)

    def build(self) -> None:
        words, doing = self.halves()
        self.say(("do", "how"), words)
        controls = doing.bottom_part(28.0 if not self.zones.portrait else 60.0)
        room = Box(doing.x, doing.y, doing.w, controls.y - 6.0 - doing.y)
        width, height = (self.look.mm(side * self.bench.px_per_mm) for side in CARD_MM)
        card = CardOutline(self.look, self.bench.px_per_mm, self.stage)
        place = Box(room.x + (room.w - width) / 2, room.y + (room.h - height) / 2, width, height)
        card.setGeometry(self.look.rect(place))
        inside = place.inset(width * 0.1, height * 0.2)
        self.text(self.words("card.here"), inside, role="caption", middle=True, centred=True)
        boxes = controls.grid(2, 2) if self.zones.portrait else controls.columns([1.0] * 4)
        for (key, icon, factor), box in zip(_SIZES, boxes, strict=True):
            fits = max(width * factor / room.w, height * factor / room.h) <= 1.0 and width * factor >= 40.0
            tone = Tone.NORMAL if fits else Tone.NOT_NOW
            self.button(Face(self.words(f"card.{key}"), icon=icon, tone=tone), partial(self._scale, factor), box)

    def _scale(self, factor: float) -> None:
        self.bench.px_per_mm *= factor
        self.bench.changed.emit()

    def answers(self) -> Sequence[Slot]:
        return [self.answer("same", "check-bold", self._same, likely=True)]

    def _same(self) -> None:
        self.bench.tell_sizes(write=False)
        self.bench.next()


_SIZES = (
    ("much_smaller", "minus", 1 / _COARSE), ("smaller", "minus", 1 / _FINE),
    ("larger", "plus", _FINE), ("much_larger", "plus", _COARSE),
)  # fmt: skip


class DistanceStep(Step):
    """How far the eyes of who reads are from the glass."""

    names = ("viewing distance",)

    def build(self) -> None:
        words, doing = self.halves()
        self.say(("do", "how"), words)
        rows = doing.top_part(min(doing.h, 100.0)).rows([1.4, 1.0])
        told = self.words("distance.now", cm=f"{self.bench.distance / 10:.0f}")
        self.text(told, rows[0], role="display", bold=True, middle=True, centred=True)
        less, more = rows[1].columns([1.0, 1.0])
        self._offer("nearer", "minus", -_NEARER, less)
        self._offer("further", "plus", _NEARER, more)

    def _offer(self, key: str, icon: str, by: float, box: Box) -> None:
        fits = _LEAST <= self.bench.distance + by <= _MOST
        face = Face(self.words(f"distance.{key}"), icon=icon, tone=Tone.NORMAL if fits else Tone.NOT_NOW)
        self.button(face, partial(self._move, by), box)

    def _move(self, by: float) -> None:
        self.bench.distance += by
        self.bench.changed.emit()

    def answers(self) -> Sequence[Slot]:
        return [self.answer("right", "check-bold", self._right, likely=True)]

    def _right(self) -> None:
        self.bench.tell_sizes(write=False)
        self.bench.next()


class SaveStep(Step):
    """Whether what the card and the eyes showed is written into the settings."""

    def build(self) -> None:
        content = self.zones.content
        y = self.say(("do", "how"), content, file=self.bench.settings_file) + 4.0
        for key, value in self.bench.unsaved().items():
            height = self.height_of(f"{key} = {value}", content.w, role="lead", bold=True)
            self.text(f"{key} = {value:.0f}", Box(content.x, y, content.w, height), role="lead", bold=True)
            y += height + 4.0

    def slots(self) -> Sequence[Slot]:
        return [
            Slot(Face(self.words("walk.back"), icon="arrow-left"), self.bench.back),
            self.answer("leave", "close", partial(self._end, write=False)),
            self.answer("write", "check-bold", partial(self._end, write=True), likely=True),
        ]

    def _end(self, *, write: bool) -> None:
        self.bench.tell_sizes(write=write)
        self.bench.next()


class CardOutline(QWidget):
    """A bank card, as large as `px_per_mm` makes it."""

    def __init__(self, look: Look, px_per_mm: float, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._scale = look, px_per_mm

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._look.colour("ink"), max(1.0, 0.4 * self._scale))
        half, radius = pen.widthF() / 2, _CORNER * self._scale
        painter.setPen(pen)
        painter.setBrush(self._look.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter.end()
