"""What the command line asks of the screen, as values: light, so that a plain start pays nothing for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kiosk.session import TextSize

if TYPE_CHECKING:
    from kiosk.bench_test.finding import Finding


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How to start the kiosk. Without any, it takes the whole screen and shows what the settings name."""

    windowed: bool = False
    """A window that can be moved and closed, for authors and developers."""
    screen: tuple[int, int] | None = None
    """Width and height in pixels in place of the screen's own."""
    content: Path | None = None
    """Bundle file or pack folder in place of the settings' own."""
    settings: Path | None = None
    """Settings file in place of the usual one."""
    desk: bool = False
    """Only the nurse desk, on a nurse's own computer with keyboard and mouse."""


@dataclass(frozen=True, slots=True)
class TourOptions:
    """How to walk through the kiosk by itself, leaving pictures and `tour.json`."""

    out: Path
    screen: tuple[int, int] | None = None
    """Width and height in pixels; None: the screen's own."""
    text_size: TextSize | None = None
    """None: the settings' own."""
    theme: str | None = None
    """None: the settings' own."""
    content: Path | None = None
    settings: Path | None = None


@dataclass(frozen=True, slots=True)
class BenchTestOptions:
    """How to walk through the bench test on the screen."""

    settings: Path | None = None
    certificate: Path | None = None
    """PDF to write; None: one of the kiosk's own, named after the minute."""


@dataclass(frozen=True, slots=True)
class Overflow:
    """A place on the glass where a topic's words have no room."""

    topic: str
    lang: str
    where: str
    """Screen, text size, orientation and the first words, as half a sentence."""


class Screens(Protocol):
    """The glass, as the command line sees it."""

    def run(self, options: RunOptions) -> int:
        """Show the kiosk until it is closed; return the exit code."""

    def tour(self, options: TourOptions) -> int:
        """Walk through the kiosk by real taps; return the exit code."""

    def safe(self) -> int:
        """Show the page that sends people to the desk until it is ended; return the exit code."""

    def bench_test(self, options: BenchTestOptions) -> tuple[Finding, ...]:
        """Walk a person through the bench test; return what was found, with what they did not try."""

    def overflow(self, content: Path) -> tuple[Overflow, ...]:
        """Return where the topics of a pack have too many words, at every text size, the glass wide and upright."""
