"""Words laid out in lines: measured before they are shown, so that nothing is ever cut.

Where a painter is mirrored (see `ui.style.look`), lines begin where the eye begins, at the right; the letters are
drawn the right way round, and a line of English among Arabic ones still runs from left to right.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from kiosk.bundle.model import Span

MORE_THAN_ANY_LINE = 100_000.0


def is_mirrored(painter: QPainter) -> bool:
    """Return whether what is drawn is mirrored, for a language that runs from right to left."""
    return painter.worldTransform().m11() < 0


def reads_right_to_left(text: str) -> bool:
    """Return whether `text` begins with a letter of a script from right to left (what is set apart is passed over)."""
    apart = 0
    for char in text:
        kind = bidirectional(char)
        if kind in ("LRI", "RLI", "FSI"):
            apart += 1
        elif kind == "PDI":
            apart -= 1
        elif not apart and kind in ("L", "R", "AL"):
            return kind != "L"
    return False


class Lines:
    """One piece of text wrapped to a width in pixels. `leading` is line height over font size."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        leading: float,
        *,
        strong: Sequence[Span] = (),
        balanced: bool = False,
        centred: bool = False,
    ) -> None:
        self.text = text
        self.width = max(1.0, width)
        self.pitch = font.pixelSize() * leading
        self._centred = centred
        self.right_to_left = reads_right_to_left(text)
        if self.right_to_left and font.letterSpacing():  # Arabic letters are joined
            font = QFont(font)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.0)
        metrics = QFontMetricsF(font)
        self.ascent = (self.pitch - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        self._natural_ascent = metrics.ascent()
        self._layout = QTextLayout(text, font)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        way = Qt.LayoutDirection.RightToLeft if self.right_to_left else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(way)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        if strong:
            self._layout.setFormats([_bold(span) for span in strong])
        self._wrap(self.width)
        if balanced and self.count > 1:
            self._balance()

    def _wrap(self, width: float) -> None:
        layout = self._layout
        layout.beginLayout()
        self._widths: list[float] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, len(self._widths) * self.pitch + self.ascent - line.ascent()))
            self._widths.append(line.naturalTextWidth())
        layout.endLayout()
        self.count = len(self._widths)
        self.natural_width = max(self._widths, default=0.0)
        self.height = self.count * self.pitch
        if self._centred:
            for index, natural in enumerate(self._widths):
                line = layout.lineAt(index)
                line.setPosition(QPointF((self.width - natural) / 2, line.position().y()))

    def _balance(self) -> None:
        """Find the narrowest width that keeps the number of lines (design, section 2)."""
        wanted, low, high = self.count, self.natural_width / self.count * 0.8, self.width
        while high - low > 2:
            middle = (low + high) / 2
            self._wrap(middle)
            if self.count > wanted or self.natural_width > middle:
                low = middle
            else:
                high = middle
        self._wrap(high)

    @property
    def fits(self) -> bool:
        """Whether every word is narrower than the width it was given."""
        return self.natural_width <= self.width + 0.5

    def draw(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        """Draw the lines with their top left corner at `x`, `y` (pixels)."""
        painter.setPen(colour)
        if not is_mirrored(painter):
            self._layout.draw(painter, QPointF(x, y))
            return
        for index, natural in enumerate(self._widths):
            line = self._layout.lineAt(index)
            painter.save()
            painter.translate(x + line.x() + natural, y)
            painter.scale(-1.0, 1.0)
            line.draw(painter, QPointF(-line.x(), 0.0))
            painter.restore()

    def span_rects(self, span: Span, x: float, y: float, *, mirrored: bool = False) -> list[QRectF]:
        """Return the boxes of the characters of `span`, one a line it lies on, as drawn `mirrored` or not."""
        rects = []
        for index in range(self._layout.lineCount()):
            line = self._layout.lineAt(index)
            start, end = max(span.start, line.textStart()), min(span.end, line.textStart() + line.textLength())
            if start < end:
                left, right = sorted((_cursor(line, start), _cursor(line, end)))
                if mirrored:
                    ends = 2 * line.x() + self._widths[index]
                    left, right = ends - right, ends - left
                rects.append(QRectF(x + left, y + index * self.pitch, right - left, self.pitch))
        return rects


def _cursor(line: object, position: int) -> float:
    found = line.cursorToX(position)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)


def _bold(span: Span) -> QTextLayout.FormatRange:
    form = QTextLayout.FormatRange()
    form.start, form.length = span.start, span.end - span.start
    form.format = QTextCharFormat()
    form.format.setFontWeight(QFont.Weight.Bold)
    return form
