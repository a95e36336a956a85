"""The sheets themselves: header, column and footer on each page, drawn in one go once the page breaks are known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kiosk.errors import HandoutError
from kiosk.handout.dates import date_words, time_words
from kiosk.handout.flow import Slot, paginate
from kiosk.handout.fonts import Fonts, described, load_fonts
from kiosk.handout.request import Handout, Rendered
from kiosk.handout.story import tell, title_of
from kiosk.handout.style import Style, style_for
from kiosk.handout.tagging import About, Pen
from kiosk.handout.typed import checked
from kiosk.handout.words import Line, Run, Typesetter, phrase
from kiosk.phrases import Phrases


def draw_sheets(handout: Handout, phrases: Phrases) -> Rendered:
    """Return the drawn handout; see `kiosk.handout.draw`."""
    fonts = load_fonts()
    handout = checked(handout)
    _refuse_missing(handout, fonts)
    style = style_for(handout.letter, handout.paper)
    with fonts.lock:
        setter = Typesetter(fonts)
        slots, root = tell(handout, phrases, style, setter)
        frame = _Frame(handout, phrases, style, setter)
        pages = paginate(slots, frame.column_height)
        about = About(title_of(handout, phrases), handout.clinic_name, phrases.lang)
        pen = Pen(style.page, about, fonts.regular[0].name)
        for number, page in enumerate(pages, 1):
            frame.draw(pen, number, len(pages))
            _draw_column(pen, page, style.margin, frame.column_top)
            pen.next_page()
        return Rendered(pen.finish(root), len(pages))


def _refuse_missing(handout: Handout, fonts: Fonts) -> None:
    """Refuse typed words that cannot be printed exactly, and say which letter it is."""
    typed = {
        "The name": handout.name, "The note": handout.note, "The clinic's name": handout.clinic_name,
        "The text 'who to ask'": handout.who_to_ask, "A question": "".join(handout.questions),
    }  # fmt: skip
    for what, words in typed.items():
        missing = fonts.missing(words)
        if missing:
            letters = ", ".join(described(char) for char in missing)
            raise HandoutError(f"{what} holds {letters}, which the kiosk cannot print. Write it in other letters.")


def _draw_column(pen: Pen, page: Sequence[Slot], x: float, top: float) -> None:
    y = top
    for number, slot in enumerate(page):
        y -= slot.above if number else 0.0
        slot.piece.draw(pen, x, y)
        y -= slot.piece.height


def _printed(moment: datetime | None, phrases: Phrases) -> str:
    """Return when it was printed; without a moment, room to write the date by hand."""
    if moment is None:
        return phrases("trust.printed_without_date")
    return phrases("paper.printed", date=date_words(moment.date(), phrases), time=time_words(moment, phrases))


class _Frame:
    """What returns on each page, at the size of the body: who gives it, when it was printed, which page it is."""

    def __init__(self, handout: Handout, phrases: Phrases, style: Style, setter: Typesetter) -> None:
        self._style, self._setter, self._phrases = style, setter, phrases
        right = (Run(phrases("paper.demonstration")),) if handout.demonstration else ()
        self._header = self._pair((Run(handout.clinic_name, strong=True),), right)
        self._printed = (Run(_printed(handout.printed_at, phrases)),)
        widest = self._pair(self._printed, self._page_of(88, 88))
        air = 0.55 * style.em
        self._rule_air = 0.3 * style.em
        self.column_top = style.page[1] - style.margin - self._height(self._header) - self._rule_air - air
        self._footer_top = style.margin + self._height(widest)
        self.column_height = self.column_top - self._footer_top - self._rule_air - air

    def draw(self, pen: Pen, number: int, pages: int) -> None:
        """Draw the header and the footer of page `number`."""
        style = self._style
        top = style.page[1] - style.margin
        with pen.artifact("Header"):
            self._set(pen, self._header, top)
            pen.rule(style.margin, top - self._height(self._header) - self._rule_air, style.width, 1.2)
        with pen.artifact("Footer"):
            pen.rule(style.margin, self._footer_top + self._rule_air, style.width, 1.2)
            self._set(pen, self._pair(self._printed, self._page_of(number, pages)), self._footer_top)

    def _page_of(self, number: int, pages: int) -> tuple[Run, ...]:
        return phrase(self._phrases, "paper.page", page=str(number), pages=str(pages))

    def _pair(self, left: tuple[Run, ...], right: tuple[Run, ...]) -> tuple[tuple[Line, bool], ...]:
        """Return lines, each with whether it stands beside the first one at the right, or below at the left."""
        size, width = self._style.em, self._style.width
        both = self._setter.width(left, size) + self._setter.width(right, size)
        beside = bool(right) and both + size <= width
        return (
            *((line, False) for line in self._setter.lines(left, size, width)),
            *((line, beside) for line in self._setter.lines(right, size, width)),
        )

    def _height(self, lines: tuple[tuple[Line, bool], ...]) -> float:
        return sum(not beside for _, beside in lines) * 1.3 * self._style.em

    def _set(self, pen: Pen, lines: tuple[tuple[Line, bool], ...], top: float) -> None:
        style, y = self._style, top
        for line, beside in lines:
            if beside:
                x, at = style.page[0] - style.margin - line.width, top
            else:
                x, at, y = style.margin, y, y - 1.3 * style.em
            # The words stand in the middle of a line of 1.3: the body's own line is taller by 0.2 em.
            pen.lines((line,), style.body, x, at + 0.1 * style.em)
