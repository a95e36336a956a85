"""The guided tour: walks through the real window by real touches, as a patient would, and leaves what it saw.

In `out`: a picture of each step, `tour.json` (screen, picture, milliseconds from the lifted finger to the painted
screen), `spoken.wav` (what was read aloud) and `handout.pdf` (what was printed).
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk import paths, settings
from kiosk.errors import KioskError
from kiosk.options import RunOptions, TourOptions
from kiosk.session import Touch
from ui.app import Kiosk, build
from ui.widgets.button import Button

_HOLD_SECONDS = 0.06
"""How long the finger rests on the glass at each tap."""
_REST_SECONDS = Touch().repeat
"""How long it stays off after one: sooner, it would be taken for a bounce."""
_LISTEN_SECONDS = 60.0
_PRINT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Step:
    """One line of `tour.json`. `ms` is None where time passed without a touch."""

    step: int
    tapped: str
    screen: str
    picture: str
    ms: float | None


class Painted(QObject):
    """Notices when the window has been asked to paint itself."""

    def __init__(self, window: QObject) -> None:
        super().__init__()
        self._window = window
        self.times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count the window's update requests; hand on every event."""
        if watched is self._window and event.type() == QEvent.Type.UpdateRequest:
            self.times += 1
        return False


class Visitor:
    """Someone at the glass: finds controls by their words, touches them, waits, takes pictures."""

    def __init__(self, kiosk: Kiosk, out: Path) -> None:
        self._kiosk, self._out = kiosk, out
        self._device = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
        self._painted = Painted(kiosk.window)
        kiosk.application.installEventFilter(self._painted)
        self.steps: list[Step] = []

    def button(self, words: str) -> Button:
        """Return the control whose words are, or else begin with, `words`; KioskError when none is on the glass."""
        shown = [
            one for one in self._buttons() if one.isVisible() and one.isEnabled() and one.objectName() != "whole screen"
        ]
        for same in (str.__eq__, str.startswith):
            for one in shown:
                if same(one.accessibleName(), words):
                    return one
        raise KioskError(f"The tour finds no control '{words}' on the screen '{self._screen()}'.")

    def sees(self, words: str) -> bool:
        """Return whether a control with these words is on the glass."""
        return any(one.isVisible() and one.accessibleName() == words for one in self._buttons())

    def tap(self, words: str, picture: str = "") -> None:
        """Touch a control and note how long the next screen took; with a name, take its picture."""
        button = self.button(words)
        point = button.mapTo(self._kiosk.window, button.rect().center())
        window = self._kiosk.window
        QTest.touchEvent(window, self._device).press(0, point, window).commit()
        self.wait(_HOLD_SECONDS)
        before = self._painted.times
        start = time.perf_counter()
        QTest.touchEvent(window, self._device).release(0, point, window).commit()
        while self._painted.times == before and time.perf_counter() - start < 2.0:
            QApplication.processEvents()
        self._note(words, picture, (time.perf_counter() - start) * 1000)
        self.wait(start + _REST_SECONDS - time.perf_counter())

    def _buttons(self) -> list[Button]:
        return self._kiosk.window.findChildren(Button)

    def look(self, picture: str) -> None:
        """Take a picture of what has come about without a touch."""
        self._note("", picture, None)

    def wait(self, seconds: float, until: Callable[[], bool] = lambda: False) -> bool:
        """Let time pass, `seconds` at most; return whether `until` came true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            if until():
                return True
            time.sleep(0.004)
        return until()

    def _screen(self) -> str:
        return str(self._kiosk.presenter.session.place.kind)

    def _note(self, tapped: str, picture: str, ms: float | None) -> None:
        name = ""
        if picture:
            self.wait(0.05)
            name = f"{len([step for step in self.steps if step.picture]) + 1:02d}-{picture}.png"
            if not self._kiosk.window.grab().save(str(self._out / name)):
                raise KioskError(f"The picture {self._out / name} cannot be written. Is the folder writable?")
        self.steps.append(Step(len(self.steps) + 1, tapped, self._screen(), name, None if ms is None else round(ms, 1)))


def run(options: TourOptions) -> int:
    """Walk through the kiosk; returns the exit code."""
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as printed:
        chosen = settings.load(options.settings or paths.settings_file())
        chosen = replace(chosen, printer="", print_folder=printed, demonstration=True)
        if options.text_size is not None:
            chosen = replace(chosen, text_size=options.text_size.value)
        if options.theme is not None:
            chosen = settings.from_values({**_values(chosen), "theme": options.theme}, "--theme")
        kiosk = build(RunOptions(screen=options.screen, content=options.content), chosen, record=True)
        visitor = Visitor(kiosk, options.out)
        try:
            _walk(kiosk, visitor)
            _keep_sound(kiosk, options.out / "spoken.wav")
            _keep_handout(Path(printed), options.out / "handout.pdf")
        finally:
            kiosk.close()
    steps = [{name: getattr(step, name) for name in Step.__slots__} for step in visitor.steps]
    (options.out / "tour.json").write_text(json.dumps({"steps": steps}, indent=1) + "\n", encoding="utf-8")
    timed = sorted(step.ms for step in visitor.steps if step.ms is not None)
    print(f"{len(steps)} steps in {options.out}: median {timed[len(timed) // 2]:.0f} ms, slowest {timed[-1]:.0f} ms.")
    return 0


def _values(chosen: settings.Settings) -> dict[str, object]:
    return {row.key: getattr(chosen, row.key) for row in settings.described()}


def _walk(kiosk: Kiosk, visitor: Visitor) -> None:
    words = kiosk.presenter.phrases
    visitor.wait(2.0, lambda: kiosk.presenter.search is not None)
    visitor.look("attract")
    visitor.tap(words("attract.start"), "home")
    _read(kiosk, visitor)
    _listen(kiosk, visitor)
    _make_easier(kiosk, visitor)
    _take_home(kiosk, visitor)
    _find_and_leave(kiosk, visitor)


def _read(kiosk: Kiosk, visitor: Visitor) -> None:
    words, bundle, lang = kiosk.presenter.phrases, kiosk.presenter.bundle, kiosk.presenter.lang
    medicines = next(category.title for category in bundle.pack.categories if category.id == "medicines")
    visitor.tap(medicines, "medicines")
    visitor.tap(bundle.tile("baclofen", lang).title, "topic")
    topic = bundle.topic("baclofen", lang)
    visitor.tap(words("topic.start"), "reader")
    visitor.tap(words("bar.next"))
    visitor.tap(words("bar.next"), "reader-picture")
    for section, picture in (("side-effects", "numbers"), ("stopping", "warning")):
        while kiosk.presenter.session.place.kind != "topic":
            visitor.tap(words("bar.back"))
        asked = topic.section(section).short.plain
        while not visitor.sees(asked):
            visitor.tap(words("topic.more_questions"))
        visitor.tap(asked, picture)


def _listen(kiosk: Kiosk, visitor: Visitor) -> None:
    words, reading = kiosk.presenter.phrases, kiosk.presenter.reading
    visitor.tap(words("topic.listen"))
    visitor.wait(_LISTEN_SECONDS, lambda: reading.player.index >= 4 and (reading.player.word or 0) >= 2)
    visitor.look("read-aloud")
    visitor.tap(words("aloud.pause"), "paused")
    visitor.tap(words("aloud.stop"))


def _make_easier(kiosk: Kiosk, visitor: Visitor) -> None:
    words = kiosk.presenter.phrases
    visitor.tap(words("rail.easier"), "make-it-easier")
    visitor.tap(words("easier.size.largest"))
    visitor.tap(words("easier.theme.dark"), "easier-largest-dark")
    visitor.tap(words("bar.done"), "reader-largest-dark")
    visitor.tap(words("rail.easier"))
    visitor.tap(words("easier.put_back"))
    visitor.tap(words("bar.done"))


def _take_home(kiosk: Kiosk, visitor: Visitor) -> None:
    words, presenter = kiosk.presenter.phrases, kiosk.presenter
    prompts = presenter.topic().prompts.questions
    visitor.tap(words("topic.ask"))
    visitor.tap(prompts[0].plain)
    visitor.tap(prompts[1].plain, "questions")
    visitor.tap(words("ask.done"))
    while presenter.session.place.kind != "topic":
        visitor.tap(words("bar.back"))
    visitor.tap(words("topic.add"), "added")
    visitor.tap(words("bar.handout"))
    visitor.tap(words("handout.letter.large"))
    visitor.tap(words("about.drive"))
    visitor.wait(10.0, lambda: presenter.sheets is not None)
    visitor.look("my-handout")
    visitor.tap(words("handout.print"), "printing")
    visitor.wait(_PRINT_SECONDS, lambda: presenter.session.place.message in ("saved", "printed"))
    visitor.look("printed")


def _find_and_leave(kiosk: Kiosk, visitor: Visitor) -> None:
    words = kiosk.presenter.phrases
    visitor.tap(words("bar.home"))
    visitor.tap(words("home.a_to_z"))
    visitor.tap("S")
    visitor.tap("T", "a-to-z")
    visitor.tap(words("bar.help"), "get-help")
    visitor.tap(words("bar.done"))
    for _ in range(kiosk.presenter.settings.idle_seconds + 6):
        kiosk.idle.tick()
    visitor.wait(0.5)
    visitor.look("still-there")
    visitor.tap(words("still.yes"))
    visitor.tap(words("bar.home"))
    visitor.tap(words("home.finish"), "finish")
    visitor.tap(words("finish.yes"), "forgotten")


def _keep_sound(kiosk: Kiosk, path: Path) -> None:
    player = kiosk.supply.player
    pcm, rate = player.recorded() if player is not None else (b"", 24_000)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm)


def _keep_handout(printed: Path, path: Path) -> None:
    sheets = sorted(printed.glob("*.pdf"))
    if not sheets:
        raise KioskError(f"The tour printed no handout into {printed}.")
    shutil.copyfile(sheets[-1], path)
