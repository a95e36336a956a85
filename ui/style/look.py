"""How things look for this person on this screen: millimetres to pixels, fonts, colours, icons, in one value.

A `Look` is made when the text size, the colours or the screen change; every widget is given one and draws with
nothing else. Screens are laid out from left to right. For a language from right to left they are mirrored where
millimetres become pixels, and nowhere else: `rect` mirrors places, `painter` what is drawn in a place.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QWidget

from kiosk.bundle.model import Span
from kiosk.session import TextSize
from kiosk.theme.tokens import CAP_RATIO, Layout, Theme
from ui.style.icons import Icons
from ui.style.lines import Lines, is_mirrored
from ui.style.zones import Box

FAMILIES = ("Kiosk Hyperlegible", "Noto Sans", "Noto Sans Arabic")
"""The font chain of the screen: a character the first lacks is taken from the second, or the third."""

LINE_BODY, LINE_HEADING, LINE_LABEL = 1.5, 1.2, 1.15
"""Line height over font size (design, section 2)."""
MEASURE = 29.0
"""Widest running text, in em: about 66 characters a line (design, section 2)."""
WIDER_LETTERS, WIDER_WORDS, WIDER_PARAGRAPHS = 0.12, 0.16, 2.0
"""What wider spacing adds between letters and words, and all that lies between paragraphs, in em (WCAG 1.4.12)."""
WIDER_MEASURE = 1.2
"""How much wider running text may be in wider spacing: as many characters a line."""
_READ = frozenset({"body", "lead", "sentence"})
"""Roles of what is read in sentences. Names, notes and controls keep their letters: at the largest size a source under
its numbers would have no room, and a name is known by its shape."""
_BLOCK_GAP = 5.0
"""Between two blocks of running text, in millimetres."""
_MOST_WRAPPED = 1500
"""Pieces of text kept wrapped, at most: a long topic has about 400, a few kilobytes each."""


@dataclass(frozen=True, slots=True)
class Glass:
    """The physical screen: pixels a millimetre, size in millimetres, and how far the reader's eyes are."""

    px_per_mm: float
    width: float
    height: float
    viewing_distance: float = 600.0


class Look:
    """Sizes, fonts, colours and icons for one text size and one theme on one glass."""

    def __init__(
        self,
        glass: Glass,
        layout: Layout,
        theme: Theme,
        size: TextSize,
        icons: Icons,
        *,
        spacing: bool = False,
        mirrored: bool = False,
        foreign: bool = False,
    ) -> None:
        """`mirrored`: the screens run from right to left; `foreign`: topics are in another language."""
        self.glass = glass
        self.layout = layout
        self.theme = theme
        self.size = size
        self.spacing = spacing
        self.mirrored, self.foreign = mirrored, foreign
        self._icons = icons
        self._scale = layout.scales[size.value]
        self._fonts: dict[tuple[str, bool, bool], QFont] = {}
        self._colours: dict[str, QColor] = {}
        self._wrapped: dict[tuple[object, ...], Lines] = {}

    @property
    def key(self) -> tuple[str, str, bool, bool, bool, float, float, float]:
        """What this look depends on; equal keys look alike."""
        glass, turned = self.glass, (self.spacing, self.mirrored, self.foreign)
        return (self.size.value, self.theme.key, *turned, glass.px_per_mm, glass.width, glass.height)

    # -- lengths -------------------------------------------------------------------------------------------

    def px(self, mm: float) -> float:
        """Return millimetres as pixels."""
        return mm * self.glass.px_per_mm

    def width(self, mm: float) -> int:
        """Return the whole pixels that a box of `mm` is sure to have, wherever it lies (see `rect`)."""
        return math.floor(self.px(mm))

    def mm(self, px: float) -> float:
        """Return pixels as millimetres."""
        return px / self.glass.px_per_mm

    def rect(self, box: Box) -> QRect:
        """Return a box on the glass as whole pixels, mirrored where the language is; neighbours never overlap."""
        left, top, right = round(self.px(box.x)), round(self.px(box.y)), round(self.px(box.right))
        if self.mirrored:
            whole = round(self.px(self.glass.width))
            left, right = whole - right, whole - left
        return QRect(left, top, right - left, round(self.px(box.bottom)) - top)

    def cap(self, role: str) -> float:
        """Return the height of a capital H in millimetres; the largest size grows with the viewing distance."""
        height: float = getattr(self._scale, role)
        if self.size is TextSize.LARGEST:
            height *= max(1.0, self.glass.viewing_distance / self.layout.viewing_distance)
        return height

    def em(self, role: str) -> float:
        """Return the font size of a role in millimetres."""
        return self.cap(role) / CAP_RATIO

    @property
    def block_gap(self) -> float:
        """Between two blocks of running text, in millimetres."""
        return WIDER_PARAGRAPHS * self.em("lead") if self.spacing else _BLOCK_GAP

    @property
    def big(self) -> bool:
        """Whether captions and icons make way for words (Large and Largest)."""
        return self.size in (TextSize.LARGE, TextSize.LARGEST)

    @property
    def note(self) -> float:
        """Height of the line above a topic that says which language it is in, in millimetres; 0 in one's own."""
        return self.em("label") * LINE_LABEL + 3.0 if self.foreign else 0.0

    @property
    def control_line(self) -> float:
        """Width of a control's edge in millimetres."""
        return self.layout.line["control_contrast" if self.theme.high_contrast else "control"]

    # -- fonts, colours, icons ------------------------------------------------------------------------------

    def font(self, role: str, *, bold: bool = False, close: bool = False) -> QFont:
        """Return the font of a role; its size follows the capital height in millimetres.

        `close`: with its own spacing, whatever was chosen, for what has no room else.
        """
        key = (role, bold, close)
        font = self._fonts.get(key)
        if font is None:
            font = QFont()
            font.setFamilies(list(FAMILIES))
            font.setPixelSize(max(1, round(self.px(self.em(role)))))
            font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if self.spacing and role in _READ and not close:
                if not self.mirrored:  # letters that join, as the Arabic ones do, would be torn apart
                    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, font.pixelSize() * WIDER_LETTERS)
                font.setWordSpacing(font.pixelSize() * WIDER_WORDS)
            self._fonts[key] = font
        return font

    def wrapped(
        self,
        text: str,
        role: str,
        width: float,
        leading: float,
        *,
        bold: bool = False,
        strong: tuple[Span, ...] = (),
        balanced: bool = False,
        centred: bool = False,
        close: bool = False,
    ) -> Lines:
        """Return words of the content or of controls wrapped to `width` pixels; no words that somebody typed.

        Lines never change: equal ones are made once.
        """
        key = (text, role, bold, width, leading, strong, balanced, centred, close)
        lines = self._wrapped.get(key)
        if lines is None:
            if len(self._wrapped) >= _MOST_WRAPPED:
                self._wrapped.clear()
            font = self.font(role, bold=bold, close=close)
            lines = Lines(text, font, width, leading, strong=strong, balanced=balanced, centred=centred)
            if self.spacing and not lines.fits:  # one long word, such as an address
                lines = Lines(text, self.font(role, bold=bold, close=True), width, leading, strong=strong)
            self._wrapped[key] = lines
        return lines

    def colour(self, role: str) -> QColor:
        """Return the colour of a role of the theme, or of 'accent:<name>' / 'tint:<name>' for a category."""
        colour = self._colours.get(role)
        if colour is None:
            kind, _, name = role.partition(":")
            value = getattr(self.theme.accent(name), kind) if name else getattr(self.theme, role)
            colour = self._colours[role] = QColor(value)
        return colour

    # -- drawing --------------------------------------------------------------------------------------------

    def painter(self, widget: QWidget, *, own_way: bool = False) -> QPainter:
        """Return a painter for the whole of `widget`, mirrored where the language is unless it goes its `own_way`."""
        painter = QPainter(widget)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.mirrored and not own_way:
            painter.translate(widget.width(), 0.0)
            painter.scale(-1.0, 1.0)
        return painter

    def draw_icon(self, painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
        """Draw an icon in `box` (pixels); the right way round also where the painter is mirrored."""
        painter.fillPath(self._icons.path(name, box, mirrored=is_mirrored(painter)), colour)
