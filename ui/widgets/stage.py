"""The frame round every screen: band above (read only), bar below (going about), rail at the side (easier)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.phrases import Phrases
from kiosk.session import TextSize
from ui.style.lines import Lines
from ui.style.look import LINE_HEADING, LINE_LABEL, Look
from ui.style.zones import Box, Zones
from ui.widgets.button import Button, Face, Shape, Tone
from ui.widgets.guided_rail import guided_faces
from ui.widgets.progress import Progress, draw_pills, pills_width
from ui.widgets.said import Said, heading, paragraph
from ui.widgets.words import Words
from ui.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Slot:
    """One control of the bar: what it says, what it does, how wide it is beside the others."""

    face: Face
    act: Callable[[], object] | None
    """None: words between two controls, which are only read."""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Chip:
    """The category a topic belongs to."""

    title: str
    icon: str
    accent: str


@dataclass(frozen=True, slots=True)
class Header:
    """What stands in the band: the question or place, and at the right status, progress, category, demonstration."""

    title: str
    icon: str = ""
    status: str = ""
    progress: Progress | None = None
    chip: Chip | None = None
    say: tuple[str, ...] = ()
    small: bool = False
    """The clinic's name on the attract screen: a label, not a heading."""


class Band(QLabel):
    """The title band. Nothing in it can be touched."""

    def __init__(
        self, header: Header, look: Look, words: Phrases, zones: Zones, demonstration: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._header, self._look, self._words, self._zones = header, look, words, zones
        self._demonstration = demonstration
        self.setText(". ".join(part.words for part in self.said()))
        self.setAccessibleName(self.text())
        self.setGeometry(look.rect(zones.band))
        self._room = 0.0
        self._tells_progress = True
        self._title = self._title_lines()
        if not self.fits():  # the question comes before how far one is
            self._tells_progress = False
            self._title = self._title_lines()

    def said(self) -> tuple[Said, ...]:
        """Return the title, then what stands beside it."""
        header, shown = self._header, self._words("kiosk.demonstration") if self._demonstration else ""
        beside = [header.status, header.progress.words if header.progress else ""]
        beside += [header.chip.title if header.chip else "", shown]
        return tuple(part for part in (heading(header.title), *map(paragraph, beside)) if part.words)

    def _title_lines(self) -> Lines:
        look, header = self._look, self._header
        role = "label" if header.small else "h1"
        self._room = self.width() - look.px(16.0) - self._right_width() - self._icon_room() - look.px(4.0)
        lines = Lines(header.title, look.font(role, bold=True), self._room, LINE_HEADING)
        if lines.count > 1 and not header.small:
            lines = Lines(header.title, look.font("h2", bold=True), self._room, LINE_LABEL)
        return lines

    def fits(self) -> bool:
        """Whether the title stands whole in the band."""
        return self._title.fits and self._title.height <= self.height() + 1

    def _icon_room(self) -> float:
        return self._look.px(self._look.cap("h1") * 1.6) if self._header.icon else 0.0

    def _right_parts(self) -> list[tuple[str, Lines, float]]:
        """Return what stands at the right, from right to left: kind, words, width in pixels."""
        look, header = self._look, self._header
        parts = []
        if self._demonstration:
            parts.append(
                self._part("demonstration", self._words("kiosk.demonstration"), "caption", bold=False, lead=1.0)
            )
        if header.chip and not (self._zones.portrait and look.big):
            parts.append(self._part("chip", header.chip.title, "label", bold=True, lead=1.0))
        if header.progress and self._tells_progress and not self._zones.portrait:
            kind, lines, width = self._part("progress", header.progress.words, "label", bold=True, lead=0.0)
            pills = pills_width(look, header.progress)
            parts.append((kind, lines, width + pills + (look.px(2.0) if pills else 0.0)))
        if header.status:
            parts.append(self._part("status", header.status, "label", bold=False, lead=0.0))
        return parts

    def _part(self, kind: str, text: str, role: str, *, bold: bool, lead: float) -> tuple[str, Lines, float]:
        look = self._look
        lines = Lines(text, look.font(role, bold=bold), 100_000.0, LINE_LABEL)
        icon = look.px(look.cap(role) * 2.1) if lead else 0.0
        padding = look.px(8.0) if lead else look.px(2.0)
        return kind, lines, lines.natural_width + icon + padding

    def _right_width(self) -> float:
        return sum(width + self._look.px(4.0) for _, _, width in self._right_parts())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, header = self._look, self._header
        painter = look.painter(self)
        middle = self.height() / 2 + look.px(1.0)
        x = look.px(8.0)
        if header.icon:
            side = look.px(look.cap("h1") * 1.35)
            ink = look.colour("warn" if header.icon.endswith("alert") else "primary")
            look.draw_icon(painter, header.icon, QRectF(x, middle - side / 2, side, side), ink)
            x += self._icon_room()
        self._title.draw(painter, x, middle - self._title.height / 2, look.colour("ink"))
        self._draw_say(painter, x + self._title.natural_width + look.px(6.0), middle)
        right = self.width() - look.px(8.0)
        for kind, lines, width in self._right_parts():
            self._draw_part(painter, kind, lines, QRectF(right - width, 0, width, self.height()), middle)
            right -= width + look.px(4.0)
        painter.end()

    def _draw_say(self, painter: QPainter, x: float, middle: float) -> None:
        look, header = self._look, self._header
        if not header.say or self._title.count > 1:
            return
        lead = Lines(self._words("topic.say_it") + " ", look.font("caption"), 100_000.0, LINE_LABEL)
        told = Lines(" · ".join(header.say), look.font("caption", bold=True), 100_000.0, LINE_LABEL)
        space = look.px(1.5)
        room = look.px(8.0) + self._icon_room() + self._room
        if x + lead.natural_width + space + told.natural_width > room:
            return
        lead.draw(painter, x, middle - lead.height / 2, look.colour("ink2"))
        told.draw(painter, x + lead.natural_width + space, middle - told.height / 2, look.colour("ink"))

    def _draw_part(self, painter: QPainter, kind: str, lines: Lines, box: QRectF, middle: float) -> None:
        look, header = self._look, self._header
        x, ink = box.x() + look.px(1.0), look.colour("ink")
        if kind in ("demonstration", "chip"):
            height = max(look.px(12.0), lines.height + look.px(4.0))
            frame = QRectF(box.x(), middle - height / 2, box.width(), height)
            icon, ink = self._draw_frame(painter, kind, frame)
            side = look.px(look.cap("caption") * 1.8)
            look.draw_icon(painter, icon, QRectF(box.x() + look.px(4.0), middle - side / 2, side, side), ink)
            x = box.x() + box.width() - lines.natural_width - look.px(4.0)
        if kind == "progress" and header.progress:
            draw_pills(painter, look, header.progress, box.right() - pills_width(look, header.progress), middle)
        lines.draw(painter, x, middle - lines.height / 2, ink)

    def _draw_frame(self, painter: QPainter, kind: str, frame: QRectF) -> tuple[str, QColor]:
        look, chip = self._look, self._header.chip
        pen = max(1.0, look.px(0.35))
        radius = look.px(look.layout.radius["chip"])
        frame = frame.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)
        if kind == "chip" and chip is not None:
            painter.setPen(QPen(look.colour(f"accent:{chip.accent}"), pen))
            painter.setBrush(look.colour(f"tint:{chip.accent}"))
            painter.drawRoundedRect(frame, radius, radius)
            return chip.icon, look.colour(f"accent:{chip.accent}")
        dashed = QPen(look.colour("edge"), pen)
        dashed.setDashPattern([4.0, 3.0])
        painter.setPen(dashed)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, radius, radius)
        return "flask-outline", look.colour("ink2")


_STRIP = (0.96, 1.02, 0.96, 0.96, 1.07, 1.01)
"""Widths of the 'easier' controls in a row, after their longest words: upright, the largest letters need each mm."""


class Stage(QWidget):
    """One whole screen: grounds, band, bar, rail; the screen itself is put into `content` by its maker."""

    def __init__(
        self,
        look: Look,
        zones: Zones,
        words: Phrases,
        wishes: Wishes,
        parent: QWidget,
        content_words: Phrases | None = None,
    ) -> None:
        """`content_words` are those of the topics' language, for what stands among a topic's own words."""
        super().__init__(parent)
        self.look, self.zones, self.words, self.wishes = look, zones, words, wishes
        self.content_words = content_words or words
        self.first: QWidget | None = None
        """What takes the keys of a keyboard when nothing on the glass has them yet."""
        self.setGeometry(look.rect(zones.screen))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def add_band(self, header: Header, *, demonstration: bool) -> None:
        """Put up the title band; in portrait, the progress stands under it."""
        Band(header, self.look, self.words, self.zones, demonstration, self)

    def add_bar(self, slots: Sequence[Slot]) -> None:
        """Put up the bar: `slots` from left to right."""
        shape = Shape.STACK if self.zones.portrait else Shape.ROW
        boxes = self.zones.bar.columns([slot.weight for slot in slots])
        for slot, box in zip(slots, boxes, strict=True):
            if slot.act is None:
                told = Words(slot.face.label, self.look, self, role="label", bold=True, middle=True, centred=True)
                told.place(box)
                continue
            face = replace(slot.face, shape=shape, icon_mm=8.0 if self.zones.portrait else self._bar_icon())
            if self.zones.portrait:
                face = replace(face, caption="")
            Button(face, self.look, slot.act, self).place(box)

    def _bar_icon(self) -> float:
        return 8.5 if self.look.big else 9.0

    def add_rail(self, rail: Rail) -> None:
        """Put up the six 'easier' controls, the same on every screen."""
        faces = rail_faces(rail, self.words, self.wishes)
        if rail.guided:
            faces = guided_faces(self.words, self.wishes, faces[-1])
        if self.zones.strip:
            boxes = self.zones.rail.columns(_STRIP)
        else:
            boxes = self.zones.rail.rows([1] * len(faces), gap=3.5)
        beside = self.zones.reach and not self.zones.portrait
        for (face, act), box in zip(faces, boxes, strict=True):
            if beside:
                self._put(replace(face, shape=Shape.ROW, icon_mm=8.0), act, box)
                continue
            icon = 10.0 if self.zones.portrait or self.look.size is TextSize.LARGEST else 13.0
            caption = "" if self.zones.portrait and face.tone is not Tone.NOT_NOW else face.caption
            if caption and self.zones.portrait:
                icon = 8.5
            self._put(replace(face, icon_mm=icon, caption=caption), act, box)

    def _put(self, face: Face, act: Callable[[], object], box: Box) -> None:
        """Put up a control; where its words need all the room, the icon makes way."""
        button = Button(face, self.look, act, self).place(box)
        if not button.fits():
            button.setParent(None)
            Button(replace(face, icon=""), self.look, act, self).place(box)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, zones = self.look, self.zones
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("bg"))
        for box in (zones.dock, zones.rail_ground):
            painter.fillRect(look.rect(box), look.colour("dock"))
        painter.setPen(QPen(look.colour("hair"), max(1.0, look.px(look.layout.line["hair"]))))
        dock, rail = look.rect(zones.dock), look.rect(zones.rail_ground)
        painter.drawLine(dock.topLeft(), dock.topRight())
        if not zones.strip:
            edge = (rail.topRight(), rail.bottomRight()) if look.mirrored else (rail.topLeft(), rail.bottomLeft())
            painter.drawLine(*edge)
        painter.end()


@dataclass(frozen=True, slots=True)
class Rail:
    """What the rail shows: the text size (1 to 4), whether reading aloud is on or possible, which screen is open."""

    size: int
    speaking: bool
    can_speak: bool
    easier_open: bool
    guided: bool = False
    """Whether the spoken guide is on: then the rail holds what belongs to it."""
    reach: bool | None = None
    """Whether reach mode is on; None where it can't be (screens of staff)."""


def rail_faces(rail: Rail, words: Phrases, wishes: Wishes) -> list[tuple[Face, Callable[[], object]]]:
    """Return the six controls of the rail, in order, with what each does (design, section 4)."""
    stack = Shape.STACK
    first = words("rail.open_topic_first")
    if rail.speaking:
        read = Face(words("rail.read_to_me"), icon="account-voice", shape=stack, tone=Tone.SELECTED)
        read_act = wishes.stop_listening_wanted.emit
    elif rail.can_speak:
        read = Face(words("rail.read_to_me"), icon="account-voice", shape=stack)
        read_act = wishes.listen_wanted.emit
    else:
        read = Face(words("rail.read_to_me"), first, "account-voice", stack, Tone.NOT_NOW)
        read_act = wishes.listen_wanted.emit
    easier = Tone.SELECTED if rail.easier_open else Tone.NORMAL
    size = words("rail.size_of", size=rail.size)
    open_easier = wishes.easier_wanted.emit
    return [
        (Face(words("rail.text_size"), size, "format-size", stack), wishes.next_size_wanted.emit),
        (Face(words("rail.colours"), icon="circle-half-full", shape=stack), partial(open_easier, 1)),
        (read, read_act),
        (Face(words("rail.sound"), icon="volume-high", shape=stack), partial(open_easier, 2)),
        (_reach_face(rail.reach, words), wishes.reach_wanted.emit),
        (Face(words("rail.easier"), icon="tune-variant", shape=stack, tone=easier), partial(open_easier, 0)),
    ]


def _reach_face(on: bool | None, words: Phrases) -> Face:
    if on:
        return Face(words("rail.buttons_up"), icon="arrow-collapse-up", shape=Shape.STACK, tone=Tone.SELECTED)
    tone, caption = (Tone.NORMAL, "") if on is False else (Tone.NOT_NOW, words("rail.open_topic_first"))
    return Face(words("rail.buttons_lower"), caption, "arrow-collapse-down", Shape.STACK, tone)


class FocusRing(QWidget):
    """The ring round the control that has the focus; lies over everything and lets touches through."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def surround(self, control: QWidget | None) -> None:
        """Draw the ring round `control`; None takes it away."""
        stage = self.parentWidget()
        if control is None or stage is None or not stage.isAncestorOf(control):
            self.hide()
            return
        corner = control.mapTo(stage, control.rect().topLeft())
        self.around(control.rect().translated(corner))

    def around(self, place: QRect) -> None:
        """Draw the ring round a place on the stage."""
        line = self._look.layout.line
        reach = int(self._look.px(line["focus_inner"] + line["focus_outer"])) + 1
        self.setGeometry(place.adjusted(-reach, -reach, reach, reach))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, line = self._look, self._look.layout.line
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        outer, inner = look.px(line["focus_outer"]), look.px(line["focus_inner"])
        radius = look.px(look.layout.radius["tile"])
        rect = QRectF(self.rect()).adjusted(outer / 2, outer / 2, -outer / 2, -outer / 2)
        painter.setPen(QPen(look.colour("focus_outer"), outer))
        painter.drawRoundedRect(rect, radius, radius)
        shift = (outer + inner) / 2
        painter.setPen(QPen(look.colour("focus_inner"), inner))
        painter.drawRoundedRect(rect.adjusted(shift, shift, -shift, -shift), radius, radius)
        painter.end()
