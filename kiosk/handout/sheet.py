"""From a request to its pages: typed words checked, the story told, the frame put round each page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.errors import HandoutError
from kiosk.handout.beside import beside_of
from kiosk.handout.dates import date_words, time_words
from kiosk.handout.fonts import Fonts, load_fonts
from kiosk.handout.frame import Frame, draw_pages
from kiosk.handout.request import Handout, Rendered
from kiosk.handout.shelf import Shelf
from kiosk.handout.story import tell, title_of
from kiosk.handout.style import style_for
from kiosk.handout.tagging import About
from kiosk.handout.typed import checked
from kiosk.handout.words import Typesetter, phrase
from kiosk.phrases import Phrases, load_for_paper
from kiosk.theme.glyphs import described


def draw_sheets(
    handout: Handout, phrases: Phrases, second: Phrases | None = None, shelf: Shelf | None = None
) -> Rendered:
    """Return the drawn handout; see `kiosk.handout.draw`.

    `second`: other phrases than the kiosk's for translations; `shelf`: what was made before and may be taken again.
    """
    fonts = load_fonts().with_shelf(shelf or Shelf())
    handout = checked(handout)
    _refuse_missing(handout, fonts)
    style = style_for(handout.letter, handout.paper)
    with fonts.lock:
        setter = Typesetter(fonts)
        other = _second(handout, fonts.shelf, second)
        languages = (phrases, other) if other else (phrases,)
        marked = " / ".join(words("paper.demonstration") for words in languages) if handout.demonstration else ""
        printed = " / ".join(_printed(handout.printed_at, words) for words in languages)
        whose = phrase(phrases, "paper.for", name=_whose(handout)) if handout.name or handout.second else ()
        frame = Frame(handout.clinic_name, marked, printed, phrases, style, setter, whose, other)
        beside = beside_of(other, style) if other else None
        slots, root = tell(handout, phrases, style, setter, frame.column_height, beside)
        about = About(title_of(handout, phrases), handout.clinic_name, phrases.lang)
        drawn = draw_pages(slots, root, frame, about, fonts)
        return replace(drawn, both=len(handout.translations) == len(handout.topics))


def _second(handout: Handout, shelf: Shelf, other: Phrases | None) -> Phrases | None:
    """Return the phrases of the second language, if there is one: `other`, or the kiosk's own."""
    if not handout.translations:
        return None
    lang = handout.translations[0].lang
    return other or shelf.take(("phrases", lang), lambda: load_for_paper(lang))


def _refuse_missing(handout: Handout, fonts: Fonts) -> None:
    """Refuse typed words that cannot be printed exactly, and say which letter it is."""
    typed = {
        "The name": handout.name, "The second identifier": handout.second, "The plan": handout.plan,
        "The note": handout.note, "The clinic's name": handout.clinic_name,
        "The text 'who to ask'": handout.who_to_ask, "A question": "".join(handout.questions),
    }  # fmt: skip
    for what, words in typed.items():
        missing = fonts.missing(words)
        if missing:
            letters = ", ".join(described(char) for char in missing)
            raise HandoutError(f"{what} holds {letters}, which the kiosk cannot print. Write it in other letters.")


def _whose(handout: Handout) -> str:
    return ", ".join(part for part in (handout.name, handout.second) if part)


def _printed(moment: datetime | None, phrases: Phrases) -> str:
    """Return when it was printed; without a moment, room to write the date by hand."""
    if moment is None:
        return phrases("trust.printed_without_date")
    return phrases("paper.printed", date=date_words(moment.date(), phrases), time=time_words(moment, phrases))
