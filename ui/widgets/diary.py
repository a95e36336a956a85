"""A diary on the screen: what it is for, that it is printed, and how the sheet looks. Nothing is filled in here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from kiosk.bundle.model import Diary

if TYPE_CHECKING:
    from ui.style.lines import Lines
    from ui.widgets.blocks import Setting

_ROWS = 2
"""Days that the small sheet shows: enough to see what it is."""
_GAP = 3.0
"""Between title, note and sheet, in millimetres."""


class DiaryBlock:
    """Title, note, a line that says it is printed, and the top of the sheet; its columns as words where too narrow."""

    def __init__(self, setting: Setting, diary: Diary) -> None:
        look = self._look = setting.look
        told = [setting.lines(diary.title, setting.width, bold=True)]
        told += [setting.lines(diary.note, setting.width)] if diary.note else []
        told.append(setting.lines(setting.phrases(f"diary.sheet.{diary.days}"), setting.width))
        self._gap, self._pad = look.px(_GAP), look.px(2.0)
        self._days = [
            setting.lines(setting.phrases("diary.day", number=day + 1), setting.width) for day in range(_ROWS)
        ]
        first = max(day.natural_width for day in self._days) + 2 * self._pad
        column = (setting.width - first) / len(diary.columns)
        heads = [setting.lines(one, column - 2 * self._pad, bold=True) for one in diary.columns]
        self._heads = heads if all(head.fits for head in heads) else []
        if not self._heads:
            told += [setting.lines(f"\u2022 {one.plain}", setting.width, bold=True) for one in diary.columns]
        self._told: list[Lines] = told
        self._edges = [0.0, *(first + number * column for number in range(len(diary.columns) + 1))]
        self._row = self._days[0].height + look.px(3.0)
        self._head = max((head.height for head in heads), default=0.0) + look.px(3.0)
        sheet = self._head + _ROWS * self._row if self._heads else -self._gap
        self.height = sum(lines.height + self._gap for lines in told) + sheet

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        for lines in self._told:
            lines.draw(painter, x, y, self._look.colour("ink"))
            y += lines.height + self._gap
        if self._heads:
            self._draw_sheet(painter, x, y)

    def _draw_sheet(self, painter: QPainter, x: float, y: float) -> None:
        look, right = self._look, self._edges[-1]
        foot = y + self._head + _ROWS * self._row
        half = max(1.0, look.px(look.layout.line["control"])) / 2
        painter.setPen(QPen(look.colour("edge"), 2 * half))
        painter.setBrush(look.colour("surface"))
        painter.drawRect(QRectF(x, y, right, foot - y).adjusted(half, half, -half, -half))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for left in self._edges[1:-1]:
            painter.drawLine(QPointF(x + left, y), QPointF(x + left, foot))
        for row in range(_ROWS):
            below = y + self._head + row * self._row
            painter.drawLine(QPointF(x, below), QPointF(x + right, below))
        inset = look.px(1.5)
        for head, left in zip(self._heads, self._edges[1:], strict=False):
            head.draw(painter, x + left + self._pad, y + inset, look.colour("ink"))
        for row, day in enumerate(self._days):
            day.draw(painter, x + self._pad, y + self._head + row * self._row + inset, look.colour("ink"))

    def fits(self) -> bool:
        return all(lines.fits for lines in (*self._told, *self._days))
