"""Figures: the icon array and a topic's pictures, drawn in the theme's colours on a card."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.bundle.model import Drawing, IconArray, Picture
from ui.style.icons import svg_path
from ui.style.lines import Lines
from ui.style.look import LINE_BODY, LINE_HEADING, Look
from ui.style.zones import Box
from ui.widgets.said import Said, What, paragraph


def draw_person(painter: QPainter, box: QRectF, look: Look, *, filled: bool) -> None:
    """Draw one figure of an icon array in `box`: filled, or outlined (shape tells, not colour)."""
    painter.drawPath(_ready(painter, box, look, filled=filled))


def _ready(painter: QPainter, box: QRectF, look: Look, *, filled: bool) -> QPainterPath:
    line = max(1.5, box.width() * 0.09)
    if filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("array_on"))
        return _person(box)
    painter.setPen(QPen(look.colour("array_off"), line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    return _person(box.adjusted(line / 2, line / 2, -line / 2, -line / 2))


def _person(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    head = min(box.width() * 0.62, box.height() * 0.36)
    path.addEllipse(QRectF(box.center().x() - head / 2, box.y(), head, head))
    body = QRectF(box.x(), box.y() + head * 1.14, box.width(), box.height() - head * 1.14)
    shoulder = min(body.width() / 2, body.height() * 0.62)
    path.moveTo(body.left(), body.bottom())
    path.lineTo(body.left(), body.top() + shoulder)
    path.arcTo(QRectF(body.left(), body.top(), 2 * shoulder, 2 * shoulder), 180, -90)
    path.lineTo(body.right() - shoulder, body.top())
    path.arcTo(QRectF(body.right() - 2 * shoulder, body.top(), 2 * shoulder, 2 * shoulder), 90, -90)
    path.lineTo(body.right(), body.bottom())
    path.closeSubpath()
    return path


_ACROSS, _WIDE = 10, 0.5
"""Figures in a row of an icon array, and the gap after the fifth, as a part of a figure's place."""


def _rows(out_of: int) -> float:
    """Return how many rows high an array is, the gap after the fifth row with them."""
    down = -(-out_of // _ACROSS)
    return down + (_WIDE * 0.4 if down > 5 else 0)


def array_size(out_of: int, width: float, height: float) -> tuple[float, float]:
    """Return the width and height (pixels) of an array whose figures stand close, in a place `width` x `height`."""
    rows = _rows(out_of)
    cell_w = min(width / (_ACROSS + _WIDE), height / rows * 0.84)
    return cell_w * (_ACROSS + _WIDE), min(height / rows, cell_w * 1.45) * rows


def draw_array(painter: QPainter, box: QRectF, array: IconArray, look: Look) -> None:
    """Draw `array` in `box`: rows of ten, filled from the top left, a wider gap after the fifth row and column."""
    across, wide, rows = _ACROSS, _WIDE, _rows(array.out_of)
    cell_w = min(box.width() / (across + wide), box.height() / rows)
    cell_h = min(box.height() / rows, cell_w * 1.45)
    width, height = cell_w * (across + wide), cell_h * rows
    box = QRectF(box.center().x() - width / 2, box.center().y() - height / 2, width, height)
    person_w = min(cell_w * 0.66, cell_h * 0.92 * 0.6)
    person_h = min(cell_h * 0.92, person_w / 0.6)
    for filled in (True, False):
        path = QPainterPath()
        for index in range(array.out_of):
            if (index < array.number) is not filled:
                continue
            row, column = divmod(index, across)
            x = box.x() + (column + (wide if column >= 5 else 0)) * cell_w + (cell_w - person_w) / 2
            y = box.y() + (row + (wide * 0.4 if row >= 5 else 0)) * cell_h + (cell_h - person_h) / 2
            path.addPath(_ready(painter, QRectF(x, y, person_w, person_h), look, filled=filled))
        painter.drawPath(path)


def draw_drawing(painter: QPainter, box: QRectF, drawing: Drawing, look: Look, accent: str) -> None:
    """Draw a vector picture as large as `box` allows, in the middle, its roles in the theme's colours."""
    scale = min(box.width() / drawing.width, box.height() / drawing.height)
    move = QTransform.fromTranslate(
        box.center().x() - drawing.width * scale / 2, box.center().y() - drawing.height * scale / 2
    ).scale(scale, scale)
    for shape in drawing.shapes:
        path = move.map(svg_path(shape.path))
        if shape.stroke:
            pen = QPen(look.colour(_role(shape.stroke, accent)), shape.stroke_width * scale)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(_role(shape.fill, accent)) if shape.fill else Qt.BrushStyle.NoBrush)
        painter.drawPath(path)


def _role(role: str, accent: str) -> str:
    return {
        "ink": "ink",
        "accent": f"accent:{accent}",
        "soft": "edge",
        "tint": f"tint:{accent}",
        "surface": "surface",
        "warn": "warn",
    }[role]


class FigureCard(QLabel):
    """A card with a figure and, for a picture, its caption under it."""

    def __init__(self, figure: Picture | IconArray, look: Look, accent: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._figure, self._look, self._accent = figure, look, accent
        spoken = figure.alternative.plain if isinstance(figure, Picture) else figure.heading.plain
        self.setText(spoken)
        self.setAccessibleName(spoken)
        self._caption: Lines | None = None

    def said(self) -> tuple[Said, ...]:
        """Return what the figure shows, in words, and the caption under it."""
        caption = (paragraph(self._figure.caption.plain),) if isinstance(self._figure, Picture) else ()
        return (Said(What.PICTURE, self.text()), *caption)

    def place(self, box: Box) -> FigureCard:
        """Put the card at `box` (millimetres)."""
        self.setGeometry(self._look.rect(box))
        if isinstance(self._figure, Picture):
            words, font = self._figure.caption.plain, self._look.font("caption")
            width = self.width() - 2 * self._look.px(6.0)
            self._caption = Lines(words, font, width, LINE_BODY)
            if not self.fits():  # a low card (reach mode, the largest letters): lines closer, nothing left out
                self._caption = Lines(words, font, width, LINE_HEADING)
        return self

    def fits(self) -> bool:
        """Whether the caption leaves the picture at least a third of the card."""
        caption = self._caption
        return caption is None or (caption.fits and caption.height <= self.height() * 2 / 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("hair"), max(1.0, look.px(look.layout.line["hair"]))))
        painter.setBrush(look.colour("surface"))
        radius = look.px(look.layout.radius["card"])
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        inner = QRectF(self.rect()).adjusted(look.px(6.0), look.px(6.0), -look.px(6.0), -look.px(6.0))
        if isinstance(self._figure, IconArray):
            draw_array(painter, inner, self._figure, look)
        else:
            self._draw_picture(painter, inner, self._figure)
        painter.end()

    def _draw_picture(self, painter: QPainter, inner: QRectF, picture: Picture) -> None:
        look, caption = self._look, self._caption
        below = caption.height + look.px(4.0) if caption else 0.0
        ratio = picture.drawing.height / picture.drawing.width
        height = min(inner.height() - below, inner.width() * ratio)
        top = inner.y() + (inner.height() - height - below) / 2
        draw_drawing(painter, QRectF(inner.x(), top, inner.width(), height), picture.drawing, look, self._accent)
        if caption:
            origin = QPointF(inner.x(), top + height + look.px(4.0))
            caption.draw(painter, origin.x(), origin.y(), look.colour("ink"))
