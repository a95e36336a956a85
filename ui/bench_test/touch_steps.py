"""Steps of the hand: the four corners, a palm that rests, a finger dragged in from each edge."""

from __future__ import annotations

import math
from collections.abc import Sequence
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.bench_test import answers
from kiosk.bench_test.answers import EDGES, Answer
from kiosk.bench_test.finding import failed
from kiosk.bench_test.touches import MOST_MM, STRAIGHT, Corner, explain, targets, touch
from ui.bench_test.bench import Bench, Contact
from ui.bench_test.step import BOUNCE_S, Step
from ui.style.look import Look
from ui.style.zones import Box
from ui.widgets.button import Face, Shape, Tone
from ui.widgets.card import Card
from ui.widgets.stage import Slot, Stage

_RING = 22.0
"""Across a ring, in millimetres."""
_WAIT_MS = 60_000
"""So long without a touch, there is no touch screen."""


class CornersStep(Step):
    """Four rings; a touch anywhere is the answer to the one that is asked for, so that it works turned round too."""

    names = ("touch",)
    framed = False
    _landed: Contact | None = None
    """The finger that lies there: where it came down is what counts, once it has left."""

    def build(self) -> None:
        screen, number = self.zones.screen, len(self.bench.shown.corners)
        for index, (u, v) in enumerate(targets(screen.w, screen.h)):
            ring = Ring(self.look, index + 1, now=index == number, done=index < number, parent=self.stage)
            middle = Box(u * screen.w, v * screen.h, 0, 0)
            ring.setGeometry(self.look.rect(middle.inset(-_RING / 2)))
        self.say(("do", "how"), screen.inset(screen.w * 0.2, screen.h * 0.36), ring=number + 1)
        self._give_up_later()

    def _give_up_later(self) -> None:
        timer = QTimer(self.stage)
        timer.setSingleShot(True)
        timer.timeout.connect(self.give_up)
        timer.start(_WAIT_MS)

    def give_up(self) -> None:
        """Nothing is felt: say so, and go on; what was felt counts."""
        if not self.bench.shown.corners:
            do = "Connect the touch screen's own cable (USB), then test again."
            self.bench.tell(failed("touch", "No touch was felt in a minute.", do))
        self._measured()

    def takes_key(self, key: int) -> bool:
        """Any key goes on: there may be no touch screen."""
        if not self.bench.shown.corners:
            self.bench.tell(answers.skipped("touch"))
        self._measured()
        return True

    def feel(self, contact: Contact) -> None:
        if contact.phase == "down" and (self._landed is None or not contact.others):
            self._landed = contact  # one that is there no more was taken away by the system
        if contact.phase != "up" or self._landed is None or self._landed.finger != contact.finger:
            return
        landed, self._landed = self._landed, None
        shown, screen, now = self.bench.shown, self.zones.screen, self.bench.clock()
        if now - shown.touched_at < BOUNCE_S or len(shown.corners) == 4:
            return
        shown.touched_at = now
        shown.corners.append(Corner(targets(screen.w, screen.h)[len(shown.corners)], landed.raw))
        shown.fingers += contact.by_finger
        if len(shown.corners) == 4:
            self._measured()
        else:
            self.bench.changed.emit()

    def _measured(self) -> None:
        shown, screen = self.bench.shown, self.zones.screen
        if shown.corners:
            self.bench.tell(touch(shown.corners, screen.w, screen.h, fingers=shown.fingers))
        if len(shown.corners) == 4:
            best, off = explain(shown.corners, screen.w, screen.h)
            shifted = math.hypot(best.shift[0] * screen.w, best.shift[1] * screen.h) > MOST_MM
            if off <= MOST_MM and (best.way != STRAIGHT or shifted):
                self.bench.touch_map = best
        self.bench.next()


class TouchedStep(Step):
    """What the corners came to; from here on touches are put right as they showed."""

    def build(self) -> None:
        found = next((one for one in self.bench.found() if one.name == "touch"), None)
        content = self.zones.content
        key = "good" if found is not None and found.passed else "bad"
        y = self.say((key,), content)
        for text in (found.found, found.do) if found is not None else ():
            height = self.height_of(text, content.w, role="lead") if text else 0.0
            self.text(text, Box(content.x, y, content.w, height), role="lead")
            y += height + 4.0
        if self.bench.touch_map.way != STRAIGHT or self.bench.touch_map.shift != (0.0, 0.0):
            told = self.words("touched.put_right")
            self.text(told, Box(content.x, y, content.w, self.height_of(told, content.w)))

    def slots(self) -> Sequence[Slot]:
        again = Slot(Face(self.words("touched.again"), icon="replay"), self.bench.back)
        return [again, self.answer("go_on", "check-bold", self.bench.next, likely=True)]


class PalmStep(Step):
    """A hand lies on the left; a finger of the other hand touches the button on the right."""

    names = ("palm",)
    _others = 0

    def build(self) -> None:
        words, doing = self.halves()
        missed = self.bench.shown.palm_missed
        self.say(("do", "how", "missed") if missed else ("do", "how"), words)
        parts = doing.rows([1.4, 1.0], 14.0) if self.zones.portrait else doing.columns([1.3, 1.0], 14.0)
        Card(self.look, "edge", self.stage).place(parts[0])
        self.text(self.words("palm.here"), parts[0].inset(6.0), role="lead", bold=True, middle=True, centred=True)
        face = Face(self.words("palm.touch"), icon="gesture-tap", shape=Shape.STACK, tone=Tone.PRIMARY, icon_mm=16.0)
        self.button(face, self._chosen, parts[1])

    def feel(self, contact: Contact) -> None:
        if contact.phase == "down":
            self._others = contact.others

    def _chosen(self) -> None:
        if not self._others and not self.bench.shown.palm_missed:
            self.bench.shown.palm_missed = True
            self.bench.changed.emit()
            return
        self.settle(answers.palm(Answer.YES, hands=self._others > 0))

    def answers(self) -> Sequence[Slot]:
        return [self.answer("nothing", "close", self._nothing)]

    def _nothing(self) -> None:
        self.settle(answers.palm(Answer.NO, hands=True))


_INWARDS = MappingProxyType({
    "left": "arrow-right", "top": "arrow-collapse-down", "right": "arrow-left", "bottom": "arrow-up",
})  # fmt: skip


class EdgesStep(Step):
    """A finger drags in from each edge; the edges that were felt are ticked."""

    names = ("edges",)
    _BAND, _FAR = 14.0, 30.0

    def __init__(self, stage: Stage, bench: Bench) -> None:
        super().__init__(stage, bench)
        self._began: dict[int, tuple[str, Contact]] = {}

    def build(self) -> None:
        content, dragged = self.zones.content, self.bench.shown.dragged
        y = self.say(("do", "how"), content) + 4.0
        cells = Box(content.x, y, content.w, 34.0 if not self.zones.portrait else 60.0)
        boxes = cells.grid(2, 2) if self.zones.portrait else cells.columns([1.0] * 4)
        for edge, box in zip(EDGES, boxes, strict=True):
            icon, tone = ("check-bold", Tone.RIGHT) if edge in dragged else (_INWARDS[edge], Tone.NOT_NOW)
            face = Face(self.words(f"edges.{edge}"), icon=icon, tone=tone)
            self.button(face, lambda: None, box).setEnabled(False)

    def feel(self, contact: Contact) -> None:
        if contact.phase == "down":
            self._began.pop(contact.finger, None)
            edge = self._edge(contact)
            if edge:
                self._began[contact.finger] = (edge, contact)
        elif contact.finger in self._began:
            edge, start = self._began[contact.finger]
            if math.hypot(contact.x - start.x, contact.y - start.y) >= self._FAR:
                self.bench.shown.dragged.add(edge)
            if contact.phase == "up":
                del self._began[contact.finger]
                self.bench.changed.emit()

    def _edge(self, contact: Contact) -> str:
        screen = self.zones.screen
        near = {"left": contact.x, "top": contact.y, "right": screen.w - contact.x, "bottom": screen.h - contact.y}
        edge = min(near, key=lambda one: near[one])
        return edge if near[edge] <= self._BAND else ""

    def answers(self) -> Sequence[Slot]:
        return [
            self.answer("something", "alert", self._something),
            self.answer("nothing", "check-bold", self._nothing, likely=True),
        ]

    def _something(self) -> None:
        self._judge(Answer.NO)

    def _nothing(self) -> None:
        self._judge(Answer.YES)

    def _judge(self, answer: Answer) -> None:
        shown = self.bench.shown
        self.settle(answers.edges(answer, shown.dragged, left=shown.lost_screen))


class Ring(QWidget):
    """A ring with a number: filled with a cross in its middle when it is asked for, dashed before, plain after."""

    def __init__(self, look: Look, number: int, *, now: bool, done: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._number, self._now, self._done = look, number, now, done

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.colour("ink" if self._now or self._done else "on_disabled"), look.px(1.2 if self._now else 0.6))
        if not self._now and not self._done:
            pen.setDashPattern([4.0, 3.0])
        inset = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(look.colour("primary") if self._now else Qt.BrushStyle.NoBrush)
        circle = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawEllipse(circle)
        painter.setPen(QPen(look.colour("on_primary") if self._now else pen.color(), look.px(0.6)))
        if self._now:
            middle, reach = circle.center(), circle.width() * 0.32
            painter.drawLine(middle - QPointF(reach, 0), middle + QPointF(reach, 0))
            painter.drawLine(middle - QPointF(0, reach), middle + QPointF(0, reach))
        else:
            painter.setFont(look.font("label", bold=True))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()
