"""What a handout is asked to hold (`Handout`) and what comes back (`Rendered`): values, no drawing in here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from kiosk.bundle.glossary import Glossary
from kiosk.bundle.model import Topic
from kiosk.bundle.translation import Translation
from kiosk.session import Letter


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything that stands on one person's handout; kept nowhere but in the caller's hands.

    `repr` tells nothing of the person, so that no error and no log can.
    """

    topics: tuple[Topic, ...]
    clinic_name: str
    who_to_ask: str
    printed_at: datetime | None
    """Clinic's own time, printed as it is; None when the clock can't be right: no date is printed and none counts."""
    demonstration: bool
    """Say 'Demonstration only' on every page."""
    letter: Letter = Letter.CLEAR
    paper: str = "A4"
    """'A4' or 'Letter'."""
    name: str = field(default="", repr=False)
    """As staff typed it, or empty; on each page."""
    second: str = field(default="", repr=False)
    """What else tells whose sheet it is, such as a date of birth, as staff typed it; on each page after the name."""
    plan: str = field(default="", repr=False)
    """A week's plan as staff typed it: a line each, printed as it stands, with a box to tick for each day."""
    note: str = field(default="", repr=False)
    """As staff typed it; its line breaks are kept."""
    questions: tuple[str, ...] = field(default=(), repr=False)
    about_me: tuple[str, ...] = field(default=(), repr=False)
    """Sentences the person ticked about themselves."""
    ticks: tuple[str, ...] = field(default=(), repr=False)
    """The same ticks as keys (`model.ABOUT_ME`): what matters to them is told first. Empty: nothing is."""
    audience: str = ""
    """For whom the topics are written, as their pack says it; empty where it doesn't."""
    translations: tuple[Translation, ...] = ()
    """Of those topics that are printed in a second language too, as the bundle gave them; all into one language."""
    glossary: Glossary = field(default_factory=Glossary)
    """The words that can be explained; those that stand on the handout are."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A drawn handout: the PDF and how many pages it has (one sheet of paper each)."""

    pdf: bytes = field(repr=False)
    pages: int
    both: bool = False
    """Whether every topic on it is told in two languages."""
