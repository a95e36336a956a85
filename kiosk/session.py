"""One person's turn at the screen, as values: where they are, how they read, what they take home.

Every step returns the next `Session`; nothing is changed in place, and the end of a turn is `Session()`. No
name, no clock and no file is in here: what a session holds is gone with the last reference to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Kind(StrEnum):
    """The screens a place can be on."""

    ATTRACT = "attract"
    HOME = "home"
    A_TO_Z = "a-to-z"
    LIST = "list"
    TOPIC = "topic"
    READER = "reader"
    ALOUD = "aloud"
    TEACH_BACK = "teach-back"
    QUESTIONS = "questions"
    EASIER = "easier"
    MARKS = "marks"
    TAPPING = "tapping"
    KEYPAD = "keypad"
    HANDOUT = "handout"
    PRINT = "print"
    WORDS = "words"
    HELP = "help"
    FINISH = "finish"
    ERROR = "error"
    # of staff: the way to all others leads through DESK
    PIN = "pin"
    DESK = "desk"
    DESK_TYPE = "desk-type"
    DESK_FIND = "desk-find"
    DESK_ABOUT = "desk-about"
    DESK_ASK = "desk-ask"
    DESK_PRINT = "desk-print"
    KEPT = "kept"
    CLEANING = "desk-cleaning"


STAFF = frozenset({
    Kind.PIN, Kind.DESK, Kind.DESK_TYPE, Kind.DESK_FIND, Kind.DESK_ABOUT, Kind.DESK_ASK, Kind.DESK_PRINT, Kind.KEPT,
    Kind.CLEANING,
})  # fmt: skip
"""Screens that only staff use."""


@dataclass(frozen=True, slots=True)
class Place:
    """A screen and what it is open at. Fields a kind does not use keep their default."""

    kind: Kind = Kind.ATTRACT
    topic: str = ""
    category: str = "most"
    """Home: the category shown."""
    page: int = 0
    """From 0: the page of tiles, results, questions or reading, or which target is asked for. Reading pages are counted
    at the size shown."""
    section: str = ""
    """Reader and read-aloud: the section the page belongs to, so that the place survives a change of text size. Nurse
    desk: the part shown where not all has room."""
    letters: str = ""
    """A to Z: what has been typed."""
    words: str = ""
    """Reader and read-aloud: the words to keep in sight while the text size changes, from the page turned to last."""
    answer: int | None = None
    """Teach-back: the answer chosen."""
    part: int = 0
    """Words explained: the page of explanations, from 0. Nurse desk: the page of packs."""
    message: str = ""
    """Print and error: the key of the state shown. Typing at the nurse desk: the field."""


class TextSize(StrEnum):
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    LARGEST = "largest"


class Letter(StrEnum):
    """Letter size on paper, in points: 14, 18, 24 (`handout.style` holds the numbers)."""

    CLEAR = "clear"
    LARGE = "large"
    GIANT = "giant"


class Marking(StrEnum):
    """What is marked while a sentence is read aloud."""

    WORD = "word"
    """The sentence and the word."""
    SENTENCE = "sentence"
    RULER = "ruler"
    """The line of the word, as under a reading ruler."""
    NONE = "none"


class Scanning(StrEnum):
    """What somebody has who chooses by a switch while the screen offers one thing after the other."""

    OFF = "off"
    ONE = "one"
    """One switch: the screen goes on by itself, the switch chooses."""
    TWO = "two"
    """Two: the first goes on, the second chooses."""
    TOUCH = "touch"
    """The whole glass is the one switch."""


SCAN_SECONDS = (0.8, 1.2, 1.6, 2.0, 2.5, 3.0, 4.0, 6.0)
"""How long each thing is offered, from the fastest."""
SPEEDS = (0.6, 0.85, 1.0, 1.3, 1.6)
"""Reading speeds as factors of the voice's own; a person starts slow, at the second."""
VOLUMES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Loudness as a factor; 0.0 is mute."""
LEAST_GUIDED = 1
"""Index into `VOLUMES` under which the spoken guide does not go: who hears it finds no other way back."""


@dataclass(frozen=True, slots=True)
class Touch:
    """How this person's touches are understood: seconds and millimetres on the glass."""

    hold: float = 0.0
    """How long a touch must last to choose."""
    repeat: float = 0.5
    """How long after a choice no touch chooses again (EN 301 549, 5.8)."""
    drift: float = 2.0
    """How far beside the control that is marked a finger may settle."""
    growth: float = 4.0
    """How far round a control a touch on nothing still counts for it."""


@dataclass(frozen=True, slots=True)
class Comfort:
    """How this person reads, listens and touches."""

    text_size: TextSize = TextSize.MEDIUM
    theme: str = "light"
    speed: int = 1
    """Index into `SPEEDS`."""
    volume: int = 3
    """Index into `VOLUMES`."""
    touch: Touch = field(default_factory=Touch)
    marking: Marking = Marking.WORD
    reads_on: bool = False
    """Whether reading aloud goes on to the next page by itself; else it stops and asks."""
    scanning: Scanning = Scanning.OFF
    scan_seconds: float = 2.0
    scan_voice: bool = False
    """Whether the voice names what is offered."""
    guide: bool = False
    """Whether the spoken guide says the screen, and what a finger or the focus is on."""
    reach: bool = False
    """Whether all that can be touched lies in the lower half of the glass (EN 301 549, 8.3)."""
    spacing: bool = False
    """Whether letters, words and paragraphs that are read stand further apart (WCAG 1.4.12)."""
    lang: str = ""
    """The language of the screens; '' for the clinic's. What a topic says stays in the language of the content."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What this person takes home: topics, questions of their own, ticks about themselves, the letter size."""

    topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    about_me: tuple[str, ...] = ()
    letter: Letter | None = None
    """None: follow the text size on the screen."""

    def __bool__(self) -> bool:
        return bool(self.topics)


_LETTER_FOR = {
    TextSize.SMALL: Letter.CLEAR,
    TextSize.MEDIUM: Letter.CLEAR,
    TextSize.LARGE: Letter.LARGE,
    TextSize.LARGEST: Letter.GIANT,
}


@dataclass(frozen=True, slots=True)
class Session:
    """One turn. `Session()` is the attract screen with nothing chosen."""

    place: Place = field(default_factory=Place)
    trail: tuple[Place, ...] = ()
    comfort: Comfort = field(default_factory=Comfort)
    sheet: Sheet = field(default_factory=Sheet)
    focus: bool = True
    """Whether what matters to the ticks 'about me' stands first."""

    # -- going about -------------------------------------------------------------------------------------

    def go(self, place: Place) -> Session:
        """Open `place`, remembering the present one for Back."""
        if place == self.place:
            return self
        return replace(self, place=place, trail=(*self.trail, self.place))

    def turn(self, place: Place) -> Session:
        """Open `place` in place of the present one: another page, another letter; Back does not return here."""
        return replace(self, place=place)

    def add_letter(self, letter: str) -> Session:
        """Type a letter in A to Z, up to twelve."""
        return self._typed((self.place.letters + letter)[:12])

    def rub_out(self) -> Session:
        """Take back the last letter."""
        return self._typed(self.place.letters[:-1])

    def _typed(self, letters: str) -> Session:
        return self.turn(replace(self.place, letters=letters, page=0))

    def back(self) -> Session:
        """Return to the place before; from the first one, to Home."""
        if not self.trail:
            return replace(self, place=Place(Kind.HOME))
        return replace(self, place=self.trail[-1], trail=self.trail[:-1])

    def back_to_topic(self, topic: str) -> Session:
        """Return to the front page of `topic`, with the way that led to it."""
        for index, earlier in enumerate(self.trail):
            if earlier.kind is Kind.TOPIC and earlier.topic == topic:
                return replace(self, place=earlier, trail=self.trail[:index])
        return replace(self, place=Place(Kind.TOPIC, topic=topic), trail=())

    def home(self) -> Session:
        """Return to Home with every choice kept and the way back forgotten."""
        return replace(self, place=Place(Kind.HOME), trail=())

    def open_topic(self, topic: str) -> Session:
        """Open the front page of a topic."""
        return self.go(Place(Kind.TOPIC, topic=topic))

    # -- taking home -------------------------------------------------------------------------------------

    def toggle_topic(self, topic: str) -> Session:
        """Put a topic on the handout, or take it out."""
        return replace(self, sheet=replace(self.sheet, topics=_toggled(self.sheet.topics, topic)))

    def toggle_question(self, question: str) -> Session:
        """Put a question on the handout, or take it out."""
        return replace(self, sheet=replace(self.sheet, questions=_toggled(self.sheet.questions, question)))

    def toggle_about_me(self, tick: str) -> Session:
        """Set or clear an 'about me' tick."""
        return replace(self, sheet=replace(self.sheet, about_me=_toggled(self.sheet.about_me, tick)), focus=True)

    def toggle_focus(self) -> Session:
        """Put what matters to this person first, or show topics as for everyone."""
        return replace(self, focus=not self.focus)

    def choose_letter(self, letter: Letter) -> Session:
        """Choose the letter size on paper."""
        return replace(self, sheet=replace(self.sheet, letter=letter))

    @property
    def letter(self) -> Letter:
        """The letter size on paper: the one chosen, else the one that matches the text size on the screen."""
        return self.sheet.letter or _LETTER_FOR[self.comfort.text_size]

    # -- reading in comfort ------------------------------------------------------------------------------

    @property
    def comfort_here(self) -> Comfort:
        """The comfort the present screen is shown in: the screens of staff are too full for reach mode and spacing."""
        return replace(self.comfort, reach=False, spacing=False) if self.place.kind in STAFF else self.comfort

    def with_comfort(self, comfort: Comfort) -> Session:
        """Read in another comfort; the place stays."""
        return replace(self, comfort=comfort)

    def next_text_size(self) -> Session:
        """Take the next text size; after the largest, the smallest."""
        sizes = list(TextSize)
        following = sizes[(sizes.index(self.comfort.text_size) + 1) % len(sizes)]
        return replace(self, comfort=replace(self.comfort, text_size=following))

    def faster(self, steps: int) -> Session:
        """Change the reading speed by `steps` (negative: slower), within the scale."""
        speed = min(max(self.comfort.speed + steps, 0), len(SPEEDS) - 1)
        return replace(self, comfort=replace(self.comfort, speed=speed))

    def scan_slower(self, steps: int) -> Session:
        """Offer each thing longer by `steps` of the scale (negative: shorter), within it."""
        now = self.comfort.scan_seconds
        others = [one for one in SCAN_SECONDS if (one > now if steps > 0 else one < now)]
        if not others:
            return self
        return replace(self, comfort=replace(self.comfort, scan_seconds=others[0] if steps > 0 else others[-1]))

    def louder(self, steps: int) -> Session:
        """Change the loudness by `steps` (negative: quieter), within the scale."""
        least = LEAST_GUIDED if self.comfort.guide else 0
        volume = min(max(self.comfort.volume + steps, least), len(VOLUMES) - 1)
        return replace(self, comfort=replace(self.comfort, volume=volume))


def _toggled(chosen: tuple[str, ...], item: str) -> tuple[str, ...]:
    return tuple(other for other in chosen if other != item) if item in chosen else (*chosen, item)
