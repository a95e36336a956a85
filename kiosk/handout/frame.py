"""The pages themselves: header, column and footer on each, drawn in one go once the page breaks are known."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.handout.flow import Slot, paginate
from kiosk.handout.fonts import Fonts
from kiosk.handout.request import Rendered
from kiosk.handout.structure import Node
from kiosk.handout.style import Style
from kiosk.handout.tagging import About, Pen
from kiosk.handout.words import Line, Run, Typesetter, phrase
from kiosk.phrases import Phrases


def draw_pages(slots: Sequence[Slot], root: Node, frame: Frame, about: About, fonts: Fonts) -> Rendered:
    """Return the column as a PDF; `root` is the tree of its meaning. The fonts' lock must be held."""
    pages = paginate(slots, frame.column_height)
    pen = Pen(frame.style.page, about, fonts)
    for number, page in enumerate(pages, 1):
        frame.draw(pen, number, len(pages))
        _draw_column(pen, page, frame.style.margin, frame.column_top)
        pen.next_page()
    return Rendered(pen.finish(root), len(pages))


def _draw_column(pen: Pen, page: Sequence[Slot], x: float, top: float) -> None:
    y = top
    for number, slot in enumerate(page):
        y -= slot.above if number else 0.0
        slot.piece.draw(pen, x, y)
        y -= slot.piece.height


class Frame:
    """What returns on each page, at the size of the body: two things above, and below one and the page's number."""

    def __init__(
        self,
        left: str,
        right: str,
        foot: str,
        phrases: Phrases,
        style: Style,
        setter: Typesetter,
        whose: tuple[Run, ...] = (),
        second: Phrases | None = None,
    ) -> None:
        """`whose`: for whom the sheet is, under the first line, as large as a heading; `second`: its other language."""
        self.style, self._setter = style, setter
        self._languages = (phrases, second) if second else (phrases,)
        self._header = self._pair((Run(left, strong=True),), (Run(right),) if right else ())
        self._whose = setter.lines(whose, style.heading.size, style.width) if whose else ()
        self._foot = (Run(foot),)
        widest = self._pair(self._foot, self._page_of(88, 88))
        air = 0.55 * style.em
        self._rule_air = 0.3 * style.em
        self.column_top = style.page[1] - style.margin - self._header_height - self._rule_air - air
        self._footer_top = style.margin + self._height(widest)
        self.column_height = self.column_top - self._footer_top - self._rule_air - air

    def draw(self, pen: Pen, number: int, pages: int) -> None:
        """Draw the header and the footer of page `number`."""
        style = self.style
        pen.again("Header", lambda: self._draw_header(pen))
        with pen.artifact("Footer"):
            pen.rule(style.margin, self._footer_top + self._rule_air, style.width, 1.2)
            self._set(pen, self._pair(self._foot, self._page_of(number, pages)), self._footer_top)

    def _draw_header(self, pen: Pen) -> None:
        style = self.style
        top = style.page[1] - style.margin
        with pen.artifact("Header"):
            self._set(pen, self._header, top)
            if self._whose:
                pen.lines(self._whose, style.heading, style.margin, top - self._height(self._header))
            pen.rule(style.margin, top - self._header_height - self._rule_air, style.width, 1.2)

    @property
    def _header_height(self) -> float:
        return self._height(self._header) + len(self._whose) * self.style.heading.leading

    def _page_of(self, number: int, pages: int) -> tuple[Run, ...]:
        told = [phrase(words, "paper.page", page=str(number), pages=str(pages)) for words in self._languages]
        return (*told[0], *(run for one in told[1:] for run in (Run(" / "), *one)))

    def _pair(self, left: tuple[Run, ...], right: tuple[Run, ...]) -> tuple[tuple[Line, bool], ...]:
        """Return lines, each with whether it stands beside the first one at the right, or below at the left."""
        size, width = self.style.em, self.style.width
        both = self._setter.width(left, size) + self._setter.width(right, size)
        beside = bool(right) and both + size <= width
        return (
            *((line, False) for line in self._setter.lines(left, size, width)),
            *((line, beside) for line in self._setter.lines(right, size, width)),
        )

    def _height(self, lines: tuple[tuple[Line, bool], ...]) -> float:
        return sum(not beside for _, beside in lines) * 1.3 * self.style.em

    def _set(self, pen: Pen, lines: tuple[tuple[Line, bool], ...], top: float) -> None:
        style, y = self.style, top
        for line, beside in lines:
            if beside:
                x, at = style.page[0] - style.margin - line.width, top
            else:
                x, at, y = style.margin, y, y - 1.3 * style.em
            # The words stand in the middle of a line of 1.3: the body's own line is taller by 0.2 em.
            pen.lines((line,), style.body, x, at + 0.1 * style.em)
