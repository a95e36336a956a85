"""The walk as it stands: which step, what was shown and answered so far, what was found."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kiosk.bench_test import answers
from kiosk.bench_test.examine import AT_THE_SCREEN
from kiosk.bench_test.finding import Finding, State, failed
from kiosk.bench_test.screen import Seen
from kiosk.bench_test.touches import Corner, TouchMap, touch
from kiosk.errors import KioskError, SettingsError
from kiosk.phrases import Phrases
from kiosk.settings import Settings, write_line
from ui.bench_test.paper import Paper
from ui.bench_test.tools import Tools
from ui.style.look import Glass

STEPS = (
    "corners", "touched", "card", "distance", "save", "palm", "edges", "voice", "headset", "keypad", "sheet", "end",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contact:
    """A finger on the glass: `down`, `move` or `up`, in millimetres of the layout and as the raw shares it came in."""

    finger: int
    phase: str
    x: float
    y: float
    raw: tuple[float, float]
    by_finger: bool
    """False: by a mouse or a pen."""
    others: int
    """How many more contacts lie on the glass."""


@dataclass
class Shown:
    """What the person did so far, in the steps that take more than one touch."""

    corners: list[Corner] = field(default_factory=list)
    touched_at: float = -math.inf
    """When the last corner was touched, or the last new key struck."""
    fingers: int = 0
    palm_missed: bool = False
    dragged: set[str] = field(default_factory=set)
    lost_screen: bool = False
    struck: set[int] = field(default_factory=set)
    pressed: set[str] = field(default_factory=set)
    """What the keys that were struck are for."""
    page: int = 0
    """Of the findings at the end."""


class Bench(QObject):
    """`moved`: another step; `changed`: the same step looks different now; `finished`: the person is done."""

    moved = Signal()
    changed = Signal()
    finished = Signal()

    def __init__(
        self, settings: Settings, settings_file: Path, words: Phrases, seen: Seen, glass: Glass, parent: QObject | None,
        tools: Tools, clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        """`glass`: what the kiosk takes the screen for now."""
        super().__init__(parent)
        self.settings, self.settings_file, self.words, self.seen = settings, settings_file, words, seen
        self.tools, self.clock = tools, clock
        self.before = glass
        self.px_per_mm = glass.px_per_mm
        """As the card says."""
        self.distance = settings.viewing_distance_mm
        self.touch_map = TouchMap()
        self.shown = Shown()
        self.paper = Paper(tools, words, self)
        self.paper.changed.connect(self.changed)
        self.machine: tuple[Finding, ...] | None = None
        """What was found without a person; None while it is looked at."""
        self.certified = ""
        self.pdf: bytes | None = None
        """Where the certificate lies, or why there is none; and its bytes."""
        self.at = 0
        self._window = 0
        self._found: dict[str, Finding] = {}

    # -- the steps -------------------------------------------------------------------------------------------

    @property
    def step(self) -> str:
        """The step that is shown."""
        return STEPS[self.at]

    def next(self) -> None:
        """Go to the next step that has something to ask."""
        self.at = min(self.at + 1, len(STEPS) - 1)
        while not self._asks():
            self.at += 1
        self.moved.emit()

    def _asks(self) -> bool:
        """Whether there is anything to ask at this step; where the voice is turned off, that is told instead."""
        if self.step in ("voice", "headset") and self.settings.voice == "none":
            names = ("headset",) if self.step == "headset" else ("voice heard", "voice recorded back")
            self.tell(*map(answers.voice_off, names))
            return False
        return self.step != "save" or bool(self.unsaved())

    def back(self) -> None:
        """Go to the step before, to be tried anew."""
        self.at = max(self.at - 1, 0)
        while self.step == "save" or not self._asks():
            self.at -= 1
        if self.step in ("corners", "touched"):
            self.at = 0
            self.touch_map = TouchMap()
            self.shown.corners.clear()
            self.shown.fingers = 0
        self.moved.emit()

    def again(self) -> None:
        """Begin anew, at the machine too: what was found there may be put right by now."""
        self.machine = None
        self.look(self._window)
        self.shown, self._found = Shown(), {}
        self.paper.forget()
        self.certified, self.pdf = "", None
        self.at = 1
        self.back()

    # -- what was found --------------------------------------------------------------------------------------

    def tell(self, *findings: Finding) -> None:
        """Keep findings; one of the same name takes the place of the one before."""
        self._found.update({finding.name: finding for finding in findings})

    def found(self, also: Sequence[str] = ()) -> tuple[Finding, ...]:
        """Return what was found, and that each name of `also` was not tried if nothing is known of it."""
        missing = [answers.not_reached(name) for name in also if name not in self._found]
        return (*self._found.values(), *missing)

    def all_found(self) -> tuple[Finding, ...]:
        """Return everything: what the person did or left out, then what the machine found by itself."""
        mine = self.found(AT_THE_SCREEN)
        measured = any(one.name == "picture size" and one.state is not State.NOT_TRIED for one in mine)
        return (*mine, *(one for one in self.machine or () if not (measured and one.name == "screen")))

    def look(self, window: int) -> None:
        """Look at all that needs no person, meanwhile; `window` is our own."""
        self._window = window
        self.tools.background.run(partial(self.tools.look, window), then=self._looked, otherwise=self.mishap)

    def _looked(self, findings: tuple[Finding, ...]) -> None:
        self.machine = findings
        if self.step == "end":
            self.certify()

    def mishap(self, _: object) -> None:
        """Something went wrong that nobody foresaw, in a check too: the log says what."""
        if self.machine is None:
            do = "Look into the log of 'kiosk doctor', and tell whoever made the kiosk."
            self._looked((failed("machine", "A check ended in a mistake of the program.", do),))

    def certify(self) -> None:
        """Write the certificate, when all is known."""
        if self.machine is not None:
            job = partial(self.tools.certify, self.all_found())
            self.tools.background.run(job, then=self._certified, otherwise=self._not_certified)

    def _certified(self, written: tuple[Path, bytes]) -> None:
        self.certified, self.pdf = self.words("end.certificate", file=written[0]), written[1]
        self.changed.emit()

    def _not_certified(self, error: KioskError) -> None:
        self.certified = str(error)
        self.changed.emit()

    # -- the sizes -------------------------------------------------------------------------------------------

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the picture, as the card says."""
        return self.seen.pixels[0] / self.px_per_mm, self.seen.pixels[1] / self.px_per_mm

    @property
    def believed(self) -> float:
        """Width in millimetres that the kiosk takes the picture for."""
        return self.settings.screen_width_mm or self.before.width

    def unsaved(self) -> dict[str, float]:
        """Return the settings that the person's answers differ from, with what they should be."""
        differ: dict[str, float] = {}
        if abs(self.size_mm[0] / self.believed - 1) > answers.SAME:
            differ["screen_width_mm"] = float(round(self.size_mm[0]))
        if self.distance != self.settings.viewing_distance_mm:
            differ["viewing_distance_mm"] = self.distance
        return differ

    def tell_sizes(self, *, write: bool) -> None:
        """Keep what the sizes come to; `write` puts what differs into the settings file first."""
        if self.shown.corners:  # now that it is known how large the glass is
            self.tell(touch(self.shown.corners, *self.size_mm, fingers=self.shown.fingers))
        differ, trouble = self.unsaved(), ""
        try:
            for key, value in differ.items() if write else ():
                write_line(self.settings_file, key, value)
        except SettingsError as error:
            trouble = str(error)
        done = write and not trouble
        size = answers.size(*self.size_mm, self.believed, written=done and "screen_width_mm" in differ)
        far = "viewing_distance_mm" in differ
        distance = answers.distance(self.distance, self.settings.viewing_distance_mm, written=done and far)
        for finding in (size, distance):
            unwritten = trouble and not finding.passed
            self.tell(failed(finding.name, finding.found, trouble, told=True) if unwritten else finding)
        if done:
            width = differ.get("screen_width_mm", self.settings.screen_width_mm)
            self.settings = replace(self.settings, screen_width_mm=width, viewing_distance_mm=self.distance)
