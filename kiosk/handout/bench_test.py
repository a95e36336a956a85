"""Two sheets of the bench test: one that shows whether the printer prints as it should, and the certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.handout.blocks import Column
from kiosk.handout.dates import date_words, time_words
from kiosk.handout.flow import Break, Slot
from kiosk.handout.fonts import Fonts, load_fonts
from kiosk.handout.frame import Frame, draw_pages
from kiosk.handout.pieces import Words
from kiosk.handout.request import Rendered
from kiosk.handout.style import MM, POINTS, Style, Type, style_for
from kiosk.handout.tagging import About, Pen
from kiosk.handout.words import Run, Typesetter
from kiosk.phrases import Phrases
from kiosk.session import Letter

LINE_MM = 100.0
"""Length of the line that is measured on the test sheet."""
_GREYS = (0.0, 0.25, 0.5, 0.88)
"""The greys that drawings are printed in (`style.GREYS`)."""


@dataclass(frozen=True, slots=True)
class Certified:
    """One line of the certificate: what was looked at, how it ended, what was found, what to do."""

    name: str
    found: str
    do: str = ""
    told: bool = False
    """Whether a person at the screen said so."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What stands on the certificate. `groups`: a heading and its lines; `facts`: what was tested, a line each."""

    verdict: str
    facts: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[Certified, ...]], ...]
    clinic_name: str
    tested_at: datetime | None
    """None: the clock can't be right, and there is room to write the date."""
    paper: str = "A4"


def draw_certificate(certificate: Certificate, phrases: Phrases, words: Phrases) -> Rendered:
    """Return the certificate as a PDF/UA-1 document; `words` are those of the bench test, `phrases` those of paper."""
    fonts, style = load_fonts(), style_for(Letter.CLEAR, certificate.paper)
    at = certificate.tested_at
    no_date = phrases("trust.printed_without_date")
    when = f"{date_words(at.date(), phrases)}, {time_words(at, phrases)}" if at else no_date
    with fonts.lock:
        column, frame = _column(words("certificate.title"), when, certificate.clinic_name, phrases, style, fonts)
        column.title(words("certificate.title"))
        column.paragraph((Run(_printable(certificate.verdict, fonts), strong=True),))
        for name, value in (*certificate.facts, (words("certificate.date"), when)):
            column.paragraph((Run(f"{name}: ", strong=True), Run(_printable(value, fonts))))
        for heading, lines in certificate.groups:
            if lines:
                column.heading((Run(heading),), level=1)
            for line in lines:
                column.paragraph(_runs(line, words, fonts))
        column.heading((Run(words("certificate.signed")),), level=1)
        column.rules(2)
        about = About(f"{words('certificate.title')}: {when}", certificate.clinic_name, phrases.lang)
        return draw_pages(column.slots, column.root, frame, about, fonts)


def _runs(line: Certified, words: Phrases, fonts: Fonts) -> tuple[Run, ...]:
    told = f" ({words('certificate.told')})" if line.told else ""
    runs = [Run(f"{line.name}{told}: ", strong=True), Run(_printable(line.found, fonts))]
    if line.do:
        runs.append(Run(_printable(f" {line.do}", fonts)))
    return tuple(runs)


def _printable(text: str, fonts: Fonts) -> str:
    """Return `text` with a '?' for each letter that no font holds: what a machine calls itself may hold any."""
    return text.translate({ord(char): "?" for char in fonts.missing(text)}) if text else text


def draw_test_sheet(phrases: Phrases, words: Phrases, clinic_name: str, paper: str = "A4") -> Rendered:
    """Return one page that shows scale, margins, sharpness, greys and all sizes of letters."""
    fonts, style = load_fonts(), style_for(Letter.CLEAR, paper)
    with fonts.lock:
        column, frame = _column(words("sheet.title"), "", clinic_name, phrases, style, fonts)
        column.title(words("sheet.title"))
        column.bulleted([(Run(words(f"sheet.look_{number}", mm=f"{LINE_MM:.0f}")),) for number in range(1, 5)])
        column.slots.append(Slot(_Measure(style), style.paragraph_gap, Break.BLOCK))
        column.slots.append(Slot(_Greys(style), style.paragraph_gap, Break.BLOCK))
        for letter, points in POINTS.items():
            look = Type(points, 1.5 * points)
            said = words("sheet.sample", points=f"{points:.0f}")
            lines = column.setter.lines([Run(said, strong=letter is Letter.GIANT)], points, style.width)
            column.slots.append(Slot(Words(lines, look, column.root.add("P")), style.paragraph_gap, Break.BLOCK))
        about = About(words("sheet.title"), clinic_name, phrases.lang)
        return draw_pages(column.slots, column.root, frame, about, fonts)


def _column(
    foot: str, right: str, clinic_name: str, phrases: Phrases, style: Style, fonts: Fonts
) -> tuple[Column, Frame]:
    setter = Typesetter(fonts)
    frame = Frame(_printable(clinic_name, fonts), right, foot, phrases, style, setter)
    return Column(style, setter, phrases, frame.column_height), frame


@dataclass(frozen=True, slots=True)
class _Measure:
    """A line of exactly `LINE_MM`, with a stroke at each end and in the middle."""

    style: Style
    height: float = 8 * MM

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the line as decoration: the words above say how long it is."""
        with pen.artifact():
            pen.rule(x, top - 4 * MM, LINE_MM * MM, 1.0)
            for at in (0.0, LINE_MM / 2, LINE_MM):
                pen.operators(f"1 w {x + at * MM:.2f} {top:.2f} m {x + at * MM:.2f} {top - 8 * MM:.2f} l S")


@dataclass(frozen=True, slots=True)
class _Greys:
    """Four fields beside each other, each in its own grey, framed."""

    style: Style
    height: float = 14 * MM

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the fields as decoration."""
        with pen.artifact():
            for number, grey in enumerate(_GREYS):
                left = x + number * 30 * MM
                pen.operators(f"{grey:.2f} g 0.8 w {left:.2f} {top - 14 * MM:.2f} {24 * MM:.2f} {14 * MM:.2f} re B")
