"""The attract screen: what this is, and that a touch starts it. Silent, still, the whole of it live."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.bundle.model import Span, Text
from ui.screens.screen import Choice, Screen
from ui.style.look import Look
from ui.style.zones import GAP, Box
from ui.widgets.button import Button, Face, Shape, Tone
from ui.widgets.stage import Header, Slot, Stage

_PLATE = 46.0
"""Height of the start plate, in millimetres."""
_LANGUAGE, _LANGUAGE_HEIGHT = 50.0, 26.0
"""Width of a language button in the bar, and height of one under the picture, in millimetres."""
_LEAVES = (
    (124, -34, "accent:live"),
    (134, -16, "array_on"),
    (146, 2, "accent:live"),
    (156, 18, "array_on"),
    (166, 36, "accent:live"),
)
"""Of the plant: where each stands, how far it leans, its colour."""


@dataclass(frozen=True, slots=True)
class AttractFacts:
    """What the attract screen shows."""

    clinic_name: str
    choice: Choice
    notice: str = ""
    """A line for staff who pass by."""
    note: str = ""
    """That the topics are in English, where the screen is not."""
    hint: str = ""
    """The phrase that tells what helps who hardly sees the screen; '': none does."""


class AttractScreen(Screen):
    """Name, one sentence, the start plate, the privacy line, the languages, one still picture."""

    def __init__(self, stage: Stage, facts: AttractFacts) -> None:
        super().__init__(stage)
        self._facts = facts
        self._in_bar = not (self.zones.portrait or self.look.big)
        self._notice = facts.notice

    def header(self) -> Header:
        told = "" if self.zones.portrait else self._notice  # upright, the band has no room for it in large letters
        return Header(self._facts.clinic_name, icon="hospital-building", status=told, small=True)

    def slots(self) -> Sequence[Slot]:
        return ()

    def build(self) -> None:
        _WholeScreen(self.stage, self.words("attract.start"), self.wishes.start_wanted.emit)
        content = self.zones.content
        if self.zones.reach:
            left, picture = self._low()
        elif self.zones.portrait:
            left = content.top_part(content.h * 0.52)
            picture = content.from_y(left.bottom + 6.0)
        else:
            left = content.left_part(min(258.0, content.w * 0.56))
            picture = content.from_x(left.right + 8.0)
        self._build_words(left)
        bar = self.zones.bar
        count = self._facts.choice.count
        if count and self._in_bar:
            width = (_LANGUAGE + GAP) * count - GAP
            self.build_languages(self._facts.choice, Box(bar.right - width, bar.y, width, bar.h), count)
            bar = bar.left_part(bar.w - width - 8.0)
        elif count:
            picture = self._build_languages_under(picture)
        _Window(self.look, self.stage).place(picture)
        self._build_help_line(bar)

    def _low(self) -> tuple[Box, Box]:
        """Return the places of words and picture in reach mode, where the start plate lies below the middle."""
        reading, touch = self.zones.reading, self.zones.touch
        if self.zones.portrait:
            return reading, touch.from_y(touch.y + _PLATE + 6.0)
        left = reading.left_part(reading.w * (0.73 if self.look.spacing else 0.68))
        return left, self.zones.content.from_x(left.right + 8.0)

    def _build_words(self, box: Box) -> None:
        words = self.words
        headline, private = words("attract.headline"), words("attract.private")
        under = self.zones.reach and not self.zones.portrait  # no room above the middle
        lead, note = words("attract.lead"), self._facts.note
        lead = lead if under else f"{lead} {note}".strip()
        heights = [
            self.height_of(headline, box.w, role="display", bold=True),
            self.height_of(lead, box.w, role="lead"),
            0.0 if self.zones.reach else _PLATE,
            self.height_of(private, box.w, role="body", icon="shield-check-outline"),
        ]
        if self._notice and self.zones.portrait:
            height = self.height_of(self._notice, box.w, role="label")
            self.text(self._notice, box.top_part(height), role="label", colour="ink2")
            box = box.from_y(box.y + height)
        gaps = max(1.0, min(5.0 if self.zones.reach else 8.0, (box.h - sum(heights)) / 3))
        y = box.y + max(0.0, (box.h - sum(heights) - gaps * 3) / 2)
        self.text(headline, Box(box.x, y, box.w, heights[0]), role="display", bold=True)
        y += heights[0] + gaps
        self.text(lead, Box(box.x, y, box.w, heights[1]), role="lead")
        y += heights[1] + gaps
        plate = Face(words("attract.start"), icon="gesture-tap", tone=Tone.PRIMARY, role="tile", icon_mm=14.0)
        top = self.zones.touch.y if self.zones.reach else y
        self.button(plate, self.wishes.start_wanted.emit, Box(box.x, top, min(box.w, 200.0), _PLATE))
        if note and under:
            height = self.height_of(note, box.w, role="lead")
            self.text(note, Box(box.x, top + _PLATE + GAP, box.w, height), role="lead")
        y += heights[2] + gaps * bool(heights[2])
        self.text(private, Box(box.x, y, box.w, heights[3]), icon="shield-check-outline")

    def _build_languages_under(self, picture: Box) -> Box:
        """Put the languages under the picture, where the bar has no room for them; return what is left of its place."""
        choice = self._facts.choice
        across = 2 if not self.zones.portrait else 3 if self.look.big else choice.count
        down = -(-choice.count // across)
        high = (_LANGUAGE_HEIGHT + GAP) * down - GAP
        under = picture.bottom_part(min(high, picture.bottom - self.zones.touch.y) if self.zones.reach else high)
        self.build_languages(choice, under, across)
        return picture.top_part(picture.h - under.h - 6.0)

    def _build_help_line(self, bar: Box) -> None:
        """Say what helps who hardly sees the screen, in letters as large as the bar has room for."""
        hint, lead = self._facts.hint, self.words("attract.hard_to_see")
        if not hint:
            return
        icon = "gesture-tap" if hint == "attract.hard_to_see_help" else "gesture-tap-hold"
        line = Text(f"{lead} {self.words(hint)}", strong=(Span(0, len(lead)),))
        large = self.height_of(line.plain, bar.w, bold=True, icon=icon) <= bar.h  # bold is the wider
        self.text(line, bar, role="body" if large else "label", middle=True, icon=icon)


class _WholeScreen(Button):
    """The live ground of the attract screen: invisible, as large as the stage, under everything else."""

    def __init__(self, stage: Stage, label: str, act: Callable[[], object]) -> None:
        super().__init__(Face(label, shape=Shape.ROW), stage.look, act, stage)
        self.setObjectName("whole screen")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        zones = stage.zones
        live = Box(0, 0, zones.screen.w, zones.dock.y) if zones.strip else Box(0, 0, zones.dock.w, zones.screen.h)
        self.setGeometry(stage.look.rect(live))

    def fits(self) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nothing: the ground shows."""


class _Window(QWidget):
    """A still window with hills, a sun, a cup and a plant, in the theme's colours."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def place(self, box: Box) -> None:
        """Fill `box` (millimetres)."""
        self.setGeometry(self._look.rect(box))
        self.lower()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / 200.0, self.height() / 190.0)
        painter.translate((self.width() - 200.0 * scale) / 2, (self.height() - 190.0 * scale) / 2)
        painter.scale(scale, scale)
        _draw_window(painter, self._look)
        painter.end()


def _draw_window(painter: QPainter, look: Look) -> None:
    """Draw in a box of 200 x 190 units."""
    glass = _arch(QRectF(20, 8, 128, 164))
    painter.fillPath(glass, look.colour("tint:stiff"))
    painter.save()
    painter.setClipPath(glass)
    _draw_view(painter, look)
    painter.restore()
    bars = QPainterPath()
    bars.addRect(QRectF(82, 8, 4, 164))
    bars.addRect(QRectF(20, 84, 128, 4))
    sill = QPainterPath()
    sill.addRoundedRect(QRectF(0, 172, 186, 12), 4, 4)
    for wood in (_arch(QRectF(12, 0, 144, 172)).subtracted(glass), bars, sill):
        painter.fillPath(wood, look.colour("accent:most"))
    painter.fillPath(_cup(), look.colour("accent:sym"))
    for x, lean, colour in _LEAVES:
        painter.fillPath(_leaf(x, lean), look.colour(colour))
    painter.fillPath(_pot(), look.colour("accent:stiff"))


def _draw_view(painter: QPainter, look: Look) -> None:
    sun = QPainterPath()
    sun.addEllipse(QRectF(68, 50, 48, 48))
    painter.fillPath(sun, _sun(look))
    near, far = look.colour("accent:med"), look.colour("tint:med")
    for top, dip, share in ((112, 18, 0.2), (136, 12, 0.55), (160, 8, 1.0)):
        painter.fillPath(_hill(top, dip), _mixed(far, near, share))


def _cup() -> QPainterPath:
    cup, handle, hole = QPainterPath(), QPainterPath(), QPainterPath()
    cup.addRoundedRect(QRectF(34, 154, 22, 18), 4, 4)
    handle.addEllipse(QRectF(50, 156, 16, 13))
    hole.addEllipse(QRectF(54, 159, 8, 7))
    return cup.united(handle.subtracted(hole))


def _pot() -> QPainterPath:
    pot = QPainterPath()
    pot.moveTo(132, 144)
    pot.lineTo(166, 144)
    pot.lineTo(160, 172)
    pot.lineTo(138, 172)
    pot.closeSubpath()
    pot.addRect(QRectF(128, 140, 42, 7))
    pot.setFillRule(Qt.FillRule.WindingFill)
    return pot


def _arch(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    radius = box.width() / 2
    path.moveTo(box.left(), box.bottom())
    path.lineTo(box.left(), box.top() + radius)
    path.arcTo(QRectF(box.left(), box.top(), box.width(), box.width()), 180, -180)
    path.lineTo(box.right(), box.bottom())
    path.closeSubpath()
    return path


def _hill(top: float, dip: float) -> QPainterPath:
    path = QPainterPath()
    path.moveTo(0, 180)
    path.lineTo(0, top)
    path.cubicTo(40, top - dip * 1.4, 70, top - dip, 100, top)
    path.cubicTo(120, top + dip, 140, top + dip * 0.6, 170, top - dip * 0.6)
    path.lineTo(170, 180)
    path.closeSubpath()
    return path


def _leaf(x: float, lean: float) -> QPainterPath:
    path = QPainterPath()
    path.moveTo(149, 142)
    path.cubicTo(x + lean * 0.2 - 8, 124, x + lean * 0.5 - 6, 112, x + lean * 0.4, 106)
    path.cubicTo(x + lean * 0.5 + 8, 118, x + lean * 0.2 + 8, 130, 149, 142)
    return path


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return a colour `share` of the way from `one` to `other`."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )


def _sun(look: Look) -> QColor:
    if look.theme.high_contrast:
        return look.colour("ink")
    return max(look.colour("focus_inner"), look.colour("focus_outer"), key=QColor.lightness)
