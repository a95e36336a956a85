"""The sentence being read, on a panel; what is marked lies behind the words, so that nothing shifts for it."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.bundle.model import Span
from kiosk.session import Marking
from ui.style.lines import Lines, is_mirrored
from ui.style.look import Look
from ui.style.zones import Box

_EDGES = 12.0
"""Above and below the words together, in millimetres."""
_PADDING = 1.2
"""Millimetres by which the mark of a word reaches beyond it, where no letter stands."""


class SentencePanel(QLabel):
    """Words on a panel; `mark` says which word is spoken, `marking` what of it is shown.

    Word: a filled box of the word's own size behind it. Ruler: a band behind its whole line. Else the panel alone,
    tinted or (none) as plain as the ground.
    """

    def __init__(
        self, sentence: str, look: Look, parent: QWidget, marking: Marking = Marking.WORD, most: float = math.inf
    ) -> None:
        """`most` is the height in millimetres there is: a sentence that needs more is set in smaller letters."""
        super().__init__(parent)
        self._most = most
        self._look, self._sentence, self._marking = look, sentence, marking
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self._lines: Lines | None = None
        self._word: Span | None = None

    def height_for(self, width: float) -> float:
        """Return the height in millimetres the panel needs at a width."""
        return self._look.mm(self._laid(self._look.width(width)).height) + _EDGES

    def place(self, box: Box) -> None:
        """Put the panel at `box` (millimetres)."""
        self.setGeometry(self._look.rect(box))
        self._lines = self._laid(self.width())

    def fits(self) -> bool:
        """Whether the sentence stands whole on the panel."""
        lines = self._lines
        return lines is not None and lines.fits and lines.height <= self.height() + 1

    def mark(self, word: Span | None) -> None:
        """Mark one word, or none."""
        if word != self._word:
            self._word = word
            self.update()

    def _laid(self, width: float) -> Lines:
        look, inner = self._look, width - self._look.px(16.0)
        lines = Lines(self._sentence, look.font("sentence", bold=True), inner, 1.4, balanced=True)
        room = look.px(self._most - _EDGES)
        if lines.count > 4 or lines.height > room or not lines.fits:
            lines = Lines(self._sentence, look.font("h1", bold=True), inner, 1.4)
        if lines.height > room:
            lines = Lines(self._sentence, look.font("lead", bold=True), inner, 1.4)
        return lines

    def paintEvent(self, event: QPaintEvent) -> None:
        look, lines = self._look, self._lines
        if lines is None:
            return
        painter = look.painter(self, own_way=not lines.right_to_left)
        self._draw_ground(painter)
        x, y = look.px(8.0), (self.height() - lines.height) / 2
        word = self._word
        if word is not None and self._marking is Marking.RULER:
            self._draw_band(painter, lines, word, y)
        lines.draw(painter, x, y, look.colour("ink"))
        if word is not None and self._marking is Marking.WORD:
            self._draw_word(painter, lines, with_its_signs(self._sentence, word), x, y)
        painter.end()

    def _draw_ground(self, painter: QPainter) -> None:
        look = self._look
        radius = look.px(look.layout.radius["card"])
        if self._marking in (Marking.WORD, Marking.SENTENCE):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("sentence_bg"))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
            return
        line = max(1.0, look.px(look.layout.line["hair"]))
        painter.setPen(QPen(look.colour("hair"), line))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), radius, radius)

    def _draw_word(self, painter: QPainter, lines: Lines, word: Span, x: float, y: float) -> None:
        """Draw the box, and in it all the words again in its own ink: drawn as a part they would shift by a hair."""
        look, text = self._look, self._sentence
        corner, padding = look.px(look.layout.radius["word"]), look.px(_PADDING)
        before = padding if word.start == 0 or text[word.start - 1].isspace() else 0.0
        after = padding if word.end >= len(text) or text[word.end].isspace() else 0.0
        for rect in lines.span_rects(word, x, y, mirrored=is_mirrored(painter)):
            shrink = rect.height() * 0.06
            box = rect.adjusted(-before, shrink, after, -shrink)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("word_bg"))
            painter.drawRoundedRect(box, corner, corner)
            painter.setClipRect(box)
            lines.draw(painter, x, y, look.colour("on_word"))
            painter.setClipping(False)

    def _draw_band(self, painter: QPainter, lines: Lines, word: Span, y: float) -> None:
        """Draw a band from edge to edge behind each line that the word stands on, between two strong lines."""
        look = self._look
        edge = look.px(1.1)
        for rect in lines.span_rects(word, 0.0, y, mirrored=is_mirrored(painter)):
            band = QRectF(edge, rect.y(), self.width() - 2 * edge, rect.height())
            painter.fillRect(band, look.colour("sentence_bg"))
            for top in (band.top(), band.bottom() - edge):
                painter.fillRect(QRectF(band.x(), top, band.width(), edge), look.colour("word_bg"))


def with_its_signs(text: str, word: Span) -> Span:
    """Return `word` with the signs that touch it: a mark must not cut a full stop or a bracket in two."""
    start, end = word.start, word.end
    while start > 0 and not (text[start - 1].isspace() or text[start - 1].isalnum()):
        start -= 1
    while end < len(text) and not (text[end].isspace() or text[end].isalnum()):
        end += 1
    return Span(start, end)
