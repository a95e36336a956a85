"""Someone who sees nothing: hears what is said, feels the glass with a finger, and knows no more than that.

`Heard` stands in for the room where sound is made; it keeps the words and says at once that they were heard.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtWidgets import QApplication

from tests.support.touch import Finger
from ui.app import Kiosk
from ui.reading import Reading, Script

STEP = 15.0
"""Millimetres between two places that a finger feels: less than any control is wide or high."""


class Heard:
    """A sound room that keeps what it is asked to say. Silence is not kept, nor what has no sound."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.said: list[tuple[str, ...]] = []
        self.volumes: list[float] = []
        self.speeds: list[float] = []
        self._volume = 0.0
        self.at_once = True
        """Whether what is said has been heard as soon as it is asked for."""
        self.languages: frozenset[str] = frozenset()
        """Those in which it also says what nobody prepared."""

    def warm_up(self) -> None:
        """Need no voice."""

    def stir(self) -> None:
        """Have nothing to give up."""

    def prepare(self, script: Script, speed: float) -> None:
        """Make nothing ahead."""

    def play(self, script: Script, index: int, speed: float) -> None:
        """Keep the words; all is heard at once."""
        words = tuple(one.text for one in script[index:] if one.has_sound or self.speaks(one.lang or "en-GB"))
        if words:
            self.said.append(words)
            self.volumes.append(self._volume)
            self.speeds.append(speed)
        if self.at_once or not words:
            self._reading.page_finished()

    def speaks(self, lang: str) -> bool:
        """Return whether it needs no prepared words of `lang`."""
        return lang in self.languages

    def pause(self) -> None:
        """Have nothing to hold."""

    def resume(self) -> None:
        """Have nothing to go on with."""

    def stop(self) -> None:
        """Be silent already."""

    def set_volume(self, volume: float) -> None:
        """Keep the loudness."""
        self._volume = volume


class Clock:
    """A clock for hands, in seconds, that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def hear(kiosk: Kiosk) -> Heard:
    """Put `Heard` in the place of the sound room of `kiosk`; return it."""
    reading = kiosk.presenter.reading
    heard = Heard(reading)
    reading._make_sound = lambda _: heard
    reading._sound = None
    return heard


class Listener:
    """Feels and hears. `told` notes each thing done and each thing heard, for the transcript."""

    def __init__(self, kiosk: Kiosk, touch: QPointingDevice, clock: Clock, heard: Heard) -> None:
        self._window, self._clock, self._heard = kiosk.window, clock, heard
        self._finger = Finger(kiosk.window, touch)
        self._scale = kiosk.presenter.view().look.px(1.0)
        self.width, self.height = kiosk.window.width() / self._scale, kiosk.window.height() / self._scale
        self._door = kiosk.window.guide
        self._noted = 0
        self.told: list[str] = []

    # -- ears ---------------------------------------------------------------------------------------------------

    def hears(self) -> list[str]:
        """Return what was said since the last time, sentence by sentence, and note it."""
        new = [words for said in self._heard.said[self._noted :] for words in said]
        self._noted = len(self._heard.said)
        if new:
            self.told.append("> " + " / ".join(new))
        return new

    # -- hands --------------------------------------------------------------------------------------------------

    def hold(self, seconds: float = 3.2) -> list[str]:
        """Lay a finger on the middle of the glass for so long."""
        self.told.append(f"(holds a finger on the glass for {seconds:g} s)")
        middle = self._point(self.width / 2, self.height / 2)
        self._finger.press(middle)
        self._pass(seconds)
        self._finger.lift(middle)
        return self.hears()

    def tap_twice(self, x: float = 40.0, y: float = 60.0) -> list[str]:
        """Tap twice, anywhere."""
        self.told.append("(taps twice)")
        for _ in range(2):
            self.tap(x, y)
            self._pass(0.25)
        self._pass(1.2)
        return self.hears()

    def tap(self, x: float, y: float, seconds: float = 0.12) -> None:
        """Tap once."""
        self._finger.press(self._point(x, y))
        self._pass(seconds)
        self._finger.lift(self._point(x, y))

    def feel(self, enough: Callable[[list[str]], bool], area: str = "") -> list[str] | None:
        """Slide over the glass, row by row, until what is heard is `enough`; None when all has been felt.

        `area`: 'edge' begins at the right edge, 'foot' at the lower one, where a person has learned to look.
        """
        self._finger.press(self._point(*self._ways(area)[0]))
        at = self._ways(area)[0]
        self._pass(0.4)
        found: list[str] | None = None
        for at in self._ways(area):
            self._finger.slide(self._point(*at))
            self._pass(0.4)
            for said in self._heard.said[self._noted :]:
                if enough(list(said)):
                    found = list(said)
            self._noted = len(self._heard.said)
            if found:
                break
        self._finger.lift(self._point(*at))
        self._pass(1.2)
        return found

    def find(self, name: str, area: str = "") -> list[str]:
        """Feel for what is called `name`, whole or to begin with; AssertionError when it is nowhere."""
        self.told.append(f"(slides a finger until it hears '{name}')")
        for alike in (str.__eq__, str.startswith):
            found = self.feel(lambda said, alike=alike: alike(said[0], name), area)  # type: ignore[misc]
            if found is not None:
                self.told.append("> " + " / ".join(found))
                return found
        raise AssertionError(f"nothing under the finger is called '{name}'")

    def choose(self, name: str, area: str = "") -> list[str]:
        """Find something and tap twice; return what is said then."""
        self.find(name, area)
        return self.tap_twice()

    # -- inside -------------------------------------------------------------------------------------------------

    def _ways(self, area: str) -> list[tuple[float, float]]:
        across = _steps(self.width)
        down = _steps(self.height)
        if area == "edge":
            return [(x, y) for x in reversed(across) for y in down]
        if area == "foot":
            down.reverse()
        return [(x, y) for row, y in enumerate(down) for x in (across if row % 2 == 0 else reversed(across))]

    def _point(self, x: float, y: float) -> QPoint:
        return QPoint(round(x * self._scale), round(y * self._scale))

    def _pass(self, seconds: float) -> None:
        """Let time pass, for the hand's clock and for whoever looks at it."""
        self._clock.now += seconds
        self._door._tick()
        QApplication.processEvents()


def _steps(length: float) -> list[float]:
    return [at + 4.0 for at in range(0, int(length) - 4, int(STEP))]
