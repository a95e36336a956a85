"""A person at the bench test: its real window, and a finger on a touch screen that may be turned or shifted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk import paths, settings
from kiosk.bench_test.finding import Finding
from kiosk.bench_test.screen import Seen
from kiosk.bench_test.touches import _WAYS, STRAIGHT, Place, targets
from kiosk.bench_test.words import words_of
from tests.support.screens import GLASSES
from tests.support.touch import Finger, Unhurried, clear_away
from ui.background import Background
from ui.bench_test.bench import STEPS, Bench
from ui.bench_test.tools import Tools
from ui.bench_test.window import BenchWindow
from ui.glass import REFERENCE_DIAGONAL
from ui.style.fonts import FILES, LATER, load_fonts
from ui.style.look import Glass


class TurnedFinger(Finger):
    """A finger on a touch screen that is turned, or off by pixels."""

    def __init__(self, window: BenchWindow, device: QPointingDevice, way: str, off: tuple[int, int]) -> None:
        super().__init__(window, device)
        self._turn: Callable[[float, float], Place] = _WAYS[way]
        self._off = off

    def _told(self, point: QPoint) -> QPoint:
        size = self._window.size()
        u, v = self._turn(point.x() / size.width(), point.y() / size.height())
        return QPoint(round(u * size.width()) + self._off[0], round(v * size.height()) + self._off[1])

    def press(self, point: QPoint) -> None:
        super().press(self._told(point))

    def slide(self, point: QPoint) -> None:
        super().slide(self._told(point))

    def lift(self, point: QPoint) -> None:
        super().lift(self._told(point))


class Unlooking(Tools):
    """Tools that leave the machine alone: its checks take a second, and most steps have nothing to do with them."""

    def look(self, window: int) -> tuple[Finding, ...]:
        return ()


class Walk:
    """A person at the glass."""

    def __init__(self, bench: Bench, window: BenchWindow, device: QPointingDevice) -> None:
        self.bench, self.window, self.device = bench, window, device
        self.finger: Finger = self.with_finger()

    def with_finger(self, way: str = STRAIGHT, off: tuple[int, int] = (0, 0)) -> Finger:
        """Take a finger on a touch screen that is turned or off."""
        self.finger = TurnedFinger(self.window, self.device, way, off)
        return self.finger

    def corners(self) -> None:
        """Touch the four targets, as exactly as can be."""
        for place in targets(self.window.shown.zones.screen.w, self.window.shown.zones.screen.h):  # type: ignore[union-attr]
            point = self.at(*place)
            self.finger.press(point)
            self.finger.lift(point)

    def at(self, u: float, v: float) -> QPoint:
        return QPoint(round(u * self.window.width()), round(v * self.window.height()))

    def tap(self, *keys: str) -> None:
        """Touch the controls of the present step, by the keys of their words."""
        for key in keys:
            step = key if "." in key else f"{self.bench.step}.{key}"
            self.finger.tap(self.bench.words(step))

    def go_to(self, step: str) -> None:
        """Begin at a step."""
        self.bench.at = STEPS.index(step)
        self.window.move_on()

    def found(self, name: str) -> Finding:
        return next(one for one in self.bench.all_found() if one.name == name)

    def wait_for(self, true: Callable[[], object], seconds: float = 30.0) -> None:
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end
            QTest.qWait(10)


@contextmanager
def walk_on(glass: str, device: QPointingDevice, folder: Path, certificate: Path | None = None) -> Iterator[Walk]:
    """Stand at the bench test on a glass of the reference size; nothing speaks, and pages go to a folder."""
    width, height = GLASSES[glass]
    load_fonts(paths.resources() / "fonts", FILES + LATER)
    chosen = settings.Settings(voice="nobody", print_folder=str(folder / "printed"))
    scale = (width**2 + height**2) ** 0.5 / REFERENCE_DIAGONAL
    seen = Seen("offscreen", (width, height), (width / scale, height / scale), (), "6")
    tools = (Tools if certificate else Unlooking)(chosen, seen, Background(), certificate)
    believed = Glass(scale, width / scale, height / scale)
    file = folder / "settings.toml"
    bench = Bench(chosen, file, words_of(chosen), seen, believed, None, tools, Unhurried())
    window = BenchWindow(bench)
    window.show()
    window.start()
    QApplication.processEvents()
    yield Walk(bench, window, device)
    tools.close()
    bench.blockSignals(True)
    QApplication.processEvents()  # answers that were on their way
    window.hide()
    window.deleteLater()
    clear_away()
