"""The one control of the kiosk: a rectangle with words and an icon that acts when a finger lifts on it.

Every state differs in shape or words, never in colour alone (design, section 5).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.style.lines import Lines
from ui.style.look import LINE_LABEL, Look
from ui.style.zones import Box


class Shape(StrEnum):
    """How icon and words stand in the rectangle."""

    ROW = "row"
    """Icon left of the words, both in the middle."""
    STACK = "stack"
    """Icon above the words, in the middle."""
    TILE = "tile"
    """Icon top left, words bottom left."""
    LIST = "list"
    """Icon at the left edge, words after it, left-aligned."""
    KEY = "key"
    """One letter in the middle."""


class Tone(StrEnum):
    """What the control is, as its look tells it."""

    NORMAL = "normal"
    PRIMARY = "primary"
    STRONG = "strong"
    SELECTED = "selected"
    RIGHT = "right"
    NOT_NOW = "not now"
    PALE = "pale"
    TILE = "tile"


_MARKS = ("check-bold", "check-circle", "checkbox-marked", "radiobox-marked")
"""Icons that say by themselves that something is chosen."""
_TICK, _TICK_EDGE = 6.0, 1.6
"""Side of the tick in the corner of what is chosen and has none of those, and its place in from the corner, in mm."""
_DOWN_EDGE, _DOWN_LINE = 1.2, 0.7
"""Of the line inside a control under the finger: how far in it runs and how wide it is, in millimetres."""
_DASHES = 2.5
"""Length of the dashes, and of the gaps between them, round what is 'not now', in millimetres."""
_TILE_EDGES = 10.0
"""Above and below icon and words of a tile, in millimetres; where the words need the room, the icon makes way."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a control says and how it looks; `accent` names a category colour for tiles and category buttons."""

    label: str
    caption: str = ""
    icon: str = ""
    shape: Shape = Shape.ROW
    tone: Tone = Tone.NORMAL
    accent: str = ""
    role: str = "label"
    checkable: bool = False
    keep_caption: bool = False
    """Whether the caption is a state that stays at Large and Largest."""
    icon_mm: float = 0.0
    careful: bool = False
    """Whether a touch must have begun on it: what prints, or ends a turn (`ui.touch.taps`)."""
    says: str = ""
    """Its spoken name, where an icon stands alone or the label is short for more."""
    colours: tuple[str, str] = ("", "")
    """Ground and ink of its own as '#RRGGBB', for the buttons that show a theme."""


class Button(QAbstractButton):
    """A control with a `Face`. Emits `clicked`; a control that is 'not now' stays still and says why."""

    def __init__(self, face: Face, look: Look, act: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.face = face
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setText(face.label)
        self.setAccessibleName(face.says or face.label)
        self.setAccessibleDescription(face.caption)
        self.setObjectName(f"{face.says or face.label} {face.caption}".strip())
        self.setProperty("careful", face.careful)
        selected = face.tone in (Tone.SELECTED, Tone.RIGHT)
        if face.checkable or selected:
            self.setCheckable(True)
            self.setChecked(selected)
        if face.tone in (Tone.NOT_NOW, Tone.PALE):
            self.setEnabled(False)
        self._act = act
        self.clicked.connect(self._chosen)
        self._lines: Lines | None = None
        self._caption: Lines | None = None

    def place(self, box: Box) -> Button:
        """Put the control at `box` (millimetres on the glass, in its parent) and lay out its words."""
        self.setGeometry(self._look.rect(box))
        self._lay_out()
        return self

    def fits(self) -> bool:
        """Whether all its words lie inside it; asked by tests of every screen."""
        if self._lines is None:
            return False
        room = self._words_box().height()
        if self.face.shape is Shape.TILE:
            side = self._icon_side()
            room = self.height() - side - self._look.px(_TILE_EDGES - 1.0) if side else room
        below = self._caption.height if self._caption else 0.0
        captions_fit = self._caption is None or self._caption.fits
        return self._lines.fits and captions_fit and self._lines.height + below <= room + 1

    def _chosen(self) -> None:
        if self.isCheckable():
            self.setChecked(self.face.tone in (Tone.SELECTED, Tone.RIGHT))
        self._act()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # -- laying out ----------------------------------------------------------------------------------------

    def _icon_side(self) -> float:
        face, look = self.face, self._look
        if not face.icon:
            return 0.0
        if face.icon_mm:
            beside_words = face.shape is Shape.LIST and not face.accent
            return look.px(max(face.icon_mm, look.cap(face.role) * 1.5 if beside_words else 0.0))
        if face.shape is Shape.TILE:
            room = look.mm(self.height())
            usual = 25.0 if room >= 60 else 20.0 if room >= 52 and not look.big else 13.0
            left = room - look.mm(self._lines.height if self._lines else 0.0) - _TILE_EDGES
            return look.px(next((side for side in (usual, 20.0, 16.0, 13.0, 10.0) if side <= min(left, usual)), 0.0))
        return look.px(look.layout.size["icon"])

    def _padding(self) -> float:
        if self.face.shape is Shape.STACK:
            return self._look.px(2.0)
        return self._look.px(5.0 if self.face.shape in (Shape.TILE, Shape.LIST) else 3.0)

    def _lead(self) -> float:
        """Width that the icon and its gap take at the left, in pixels."""
        if self.face.shape not in (Shape.ROW, Shape.LIST) or not self.face.icon:
            return 0.0
        return self._icon_side() + self._look.px(3.0 if self.face.shape is Shape.ROW else 4.0)

    def _words_box(self) -> QRectF:
        face, pad = self.face, self._padding()
        rect = QRectF(self.rect()).adjusted(pad, self._look.px(2.0), -pad, -self._look.px(2.0))
        if face.shape is Shape.TILE:
            return rect.adjusted(0, self._look.px(1.0), 0, -self._look.px(2.0))
        if face.shape is Shape.STACK and face.icon:
            return rect.adjusted(0, self._icon_side() + self._look.px(0.5), 0, 0)
        return rect.adjusted(self._lead(), 0, 0, 0)

    def _shows_caption(self) -> bool:
        return bool(self.face.caption) and (self.face.keep_caption or not self._look.big)

    def _lay_out(self) -> None:
        face, look = self.face, self._look
        bold = face.tone not in (Tone.NOT_NOW, Tone.PALE) and not (face.checkable and face.tone is Tone.NORMAL)
        width = self._words_box().width()
        centred = face.shape in (Shape.STACK, Shape.KEY)
        balanced = face.shape in (Shape.STACK, Shape.ROW)
        wrapped = partial(look.wrapped, face.label, face.role, leading=LINE_LABEL, bold=bold)
        self._lines = wrapped(width, balanced=balanced)
        if centred:
            width_then = min(width, self._lines.natural_width + 1) if balanced else width
            self._lines = wrapped(width_then, centred=True)
        self._caption = None
        if self._shows_caption():
            caption = partial(look.wrapped, face.caption, "caption", width, LINE_LABEL)
            self._caption = caption()
            if centred and self._caption.natural_width < width:
                self._caption = caption(centred=True)

    # -- drawing -------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._lines is None:
            self._lay_out()
        painter = self._look.painter(self)
        ink = self._draw_ground(painter)
        self._draw_icon_and_words(painter, ink)
        painter.end()

    def _colours(self) -> tuple[QColor | None, QColor, QColor, float, bool]:
        """Return ground, edge, ink, edge width in mm, and whether the edge is dashed."""
        face, look, line = self.face, self._look, self._look.layout.line
        if self.isDown():
            return look.colour("pressed"), look.colour("pressed"), look.colour("on_pressed"), look.control_line, False
        if face.colours[0]:
            edge = look.colour("selected_edge" if face.tone is Tone.SELECTED else "edge")
            width = line["selected"] if face.tone is Tone.SELECTED else look.control_line
            return QColor(face.colours[0]), edge, QColor(face.colours[1]), width, False
        if face.tone is Tone.PRIMARY:
            return look.colour("primary"), look.colour("primary"), look.colour("on_primary"), look.control_line, False
        if face.tone is Tone.SELECTED:
            return (
                look.colour("selected"),
                look.colour("selected_edge"),
                look.colour("on_selected"),
                line["selected"],
                False,
            )
        if face.tone is Tone.RIGHT:
            return look.colour("ok_bg"), look.colour("ok"), look.colour("ink"), line["selected"], False
        if face.tone is Tone.STRONG:
            return look.colour("surface"), look.colour("primary"), look.colour("primary"), line["selected"], False
        if face.tone is Tone.NOT_NOW:
            return None, look.colour("on_disabled"), look.colour("on_disabled"), 0.35, True
        if face.tone is Tone.PALE:
            return None, look.colour("hair"), look.colour("on_disabled"), line["hair"], False
        if face.tone is Tone.TILE:
            return (
                look.colour(f"tint:{face.accent}"),
                look.colour(f"accent:{face.accent}"),
                look.colour("ink"),
                look.control_line,
                False,
            )
        return look.colour("surface"), look.colour("edge"), look.colour("ink"), look.control_line, False

    def _draw_ground(self, painter: QPainter) -> QColor:
        look = self._look
        ground, edge, ink, width, dashed = self._colours()
        pen_width = max(1.0, look.px(width))
        radius = look.px(look.layout.radius["tile" if self.face.tone is Tone.TILE else "button"])
        frame = QRectF(self.rect()).adjusted(pen_width / 2, pen_width / 2, -pen_width / 2, -pen_width / 2)
        painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
        pen = QPen(edge, pen_width)
        if dashed:
            pen.setDashPattern([look.px(_DASHES) / pen_width] * 2)
        painter.setPen(pen if self.face.tone is not Tone.PALE or self.isDown() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(frame, radius, radius)
        self._draw_state(painter, ink)
        return ink

    def _draw_state(self, painter: QPainter, ink: QColor) -> None:
        """Draw what tells the state where colours are not seen: a line inside under the finger, a tick when chosen."""
        look = self._look
        if self.isDown():
            inset = look.px(_DOWN_EDGE + _DOWN_LINE / 2)
            radius = max(0.0, look.px(look.layout.radius["button"]) - inset)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, look.px(_DOWN_LINE)))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        chosen = self.isChecked() or self.face.tone is Tone.SELECTED
        if chosen and self.face.icon not in _MARKS:
            side, edge = look.px(_TICK), look.px(_TICK_EDGE)
            look.draw_icon(painter, "check-bold", QRectF(self.width() - side - edge, edge, side, side), ink)

    def _draw_icon_and_words(self, painter: QPainter, ink: QColor) -> None:
        lines = self._lines
        if lines is None:
            return
        face, look, room = self.face, self._look, self._words_box()
        below = self._caption.height if self._caption else 0.0
        height = lines.height + below
        side = self._icon_side()
        widest = max(lines.natural_width, self._caption.natural_width if self._caption else 0.0)
        middle = self.height() / 2
        icon_ink = ink if face.tone is not Tone.TILE or self.isDown() else look.colour(f"accent:{face.accent}")
        if face.shape is Shape.TILE:
            pad = self._padding()
            icon_box = QRectF(pad, pad * 0.8, side, side)
            x, y = room.x(), room.bottom() - height
        elif face.shape is Shape.STACK:
            gap = look.px(0.5) if face.icon else 0.0
            top = middle - (side + gap + height) / 2
            icon_box = QRectF(self.width() / 2 - side / 2, top, side, side)
            x, y = self.width() / 2 - lines.width / 2, top + side + gap
        elif face.shape is Shape.KEY:
            icon_box, x, y = QRectF(), room.x(), middle - height / 2
        else:
            start = room.x()
            if face.shape is Shape.ROW:
                start = room.x() + max(0.0, (room.width() - widest) / 2)
            icon_box = QRectF(start - self._lead(), middle - side / 2, side, side)
            x, y = start, middle - height / 2
        if face.icon:
            self._draw_icon(painter, icon_box, icon_ink)
        lines.draw(painter, x, y, ink)
        if self._caption:
            caption_x = room.x() if face.shape is Shape.STACK else x
            self._caption.draw(painter, caption_x, y + lines.height, ink)

    def _draw_icon(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        face, look = self.face, self._look
        if face.shape is Shape.LIST and face.accent and face.tone is Tone.NORMAL and not self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(f"tint:{face.accent}"))
            radius = look.px(look.layout.radius["chip"])
            painter.drawRoundedRect(box, radius, radius)
            ink = look.colour(f"accent:{face.accent}")
            inner = box.width() * 0.2
            box = box.adjusted(inner, inner, -inner, -inner)
        elif face.shape is Shape.LIST and face.accent and face.tone is not Tone.TILE:
            inner = box.width() * 0.2
            box = box.adjusted(inner, inner, -inner, -inner)
        look.draw_icon(painter, face.icon, box, ink)
