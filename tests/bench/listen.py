"""Touches Listen on page after page and prints when the first sound came; needs PULSE_SERVER and an X screen.

'handed': samples that are not quiet were given to the sound device. 'heard': the sound server played them (its
monitor was recorded; what it says of the moment is late by a block of about 10 ms).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from array import array
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from glass import tree_pss
from PySide6.QtGui import QInputDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.options import RunOptions
from kiosk.readaloud.voice import voice_for
from kiosk.session import Kind
from kiosk.settings import Settings
from ui.adapters import sound_output
from ui.app import Kiosk, build
from ui.widgets.button import Button

_LOUD = 300
"""A sample above this, of 32,767, is sound: the model's own noise lies below."""

_PAGES = 8
"""Pages listened to, of each topic."""
CASES = ("first", "just", "next", "open", "made")


def loud(pcm: bytes) -> bool:
    """Return whether any sample is no quiet."""
    samples = array("h", pcm)
    return bool(samples) and (max(samples) > _LOUD or min(samples) < -_LOUD)


class Ear:
    """Records the sound server's loudspeaker and keeps when it was last found to begin to sound."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            ["parec", "-d", "nul.monitor", "--format=s16le", "--rate=24000", "--channels=1", "--latency-msec=5"],
            stdout=subprocess.PIPE,
        )
        self.since = float("inf")
        self.at: float | None = None
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while block := os.read(stream.fileno(), 4096):
            now = time.perf_counter()
            if self.at is None and now > self.since and loud(block[: len(block) // 2 * 2]):
                self.at = now

    def listen(self) -> None:
        """Wait for sound from now on."""
        self.at, self.since = None, time.perf_counter()

    def close(self) -> None:
        """End the recording."""
        self._process.terminate()
        self._process.wait()


class TimedSink(sound_output.SinkOutput):
    """The kiosk's own sink, which also notes when the first sound is handed to it."""

    first: float | None = None

    def write(self, pcm: bytes) -> int:
        """Hand over, and note the moment."""
        if TimedSink.first is None and loud(pcm):
            TimedSink.first = time.perf_counter()
        return super().write(pcm)


class Listener:
    """Opens pages and touches Listen on them."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk, self._ear = kiosk, Ear()
        self._device = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
        self.handed: dict[str, list[float]] = {case: [] for case in CASES}
        self.heard: dict[str, list[float]] = {case: [] for case in CASES}

    def wait(self, seconds: float) -> None:
        """Let the program go on by itself."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            QApplication.processEvents()
            time.sleep(0.002)

    def listen(self, case: str, button: str) -> None:
        """Touch `button` and wait for the sound."""
        window = self.kiosk.window
        shown = [one for one in window.findChildren(Button) if one.isVisible() and one.isEnabled()]
        control = next(one for one in shown if one.accessibleName() == button)
        point = control.mapTo(window, control.rect().center())
        QTest.touchEvent(window, self._device).press(0, point, window).commit()
        self.wait(0.05)
        TimedSink.first = None
        self._ear.listen()
        begun = time.perf_counter()
        QTest.touchEvent(window, self._device).release(0, point, window).commit()
        while TimedSink.first is None or self._ear.at is None:
            if time.perf_counter() - begun > 20.0:
                handed = "" if TimedSink.first is None else ", though it was handed over"
                at = self.kiosk.presenter.session.place
                raise SystemExit(f"no sound within 20 s after '{button}'{handed}: {at}")
            QApplication.processEvents()
            time.sleep(0.001)
        self.handed[case].append((TimedSink.first - begun) * 1000)
        self.heard[case].append((self._ear.at - begun) * 1000)

    def close(self) -> None:
        """End the recording."""
        self._ear.close()


def main() -> None:
    """Listen and print."""
    sound_output.SinkOutput = TimedSink  # type: ignore[misc]
    chosen = Settings()
    if voice_for(chosen.language, chosen).silent:
        print(json.dumps({"voice": False}), flush=True)
        os._exit(0)
    kiosk = build(RunOptions(), chosen)
    presenter, words = kiosk.presenter, kiosk.presenter.phrases
    listener = Listener(kiosk)
    presenter.start()
    listener.wait(1.0)
    presenter.open_topic("baclofen")
    listener.wait(5.0)
    listener.listen("first", words("topic.listen"))
    listener.wait(1.0)
    for topic_id in ("tizanidine", "fatigue-in-ms", "spasticity-and-spasms"):
        presenter.go_home()
        listener.wait(1.0)
        presenter.open_topic(topic_id)
        listener.wait(0.1)
        listener.listen("just", words("topic.listen"))
        listener.wait(0.3)
        presenter.stop_listening()
        listener.wait(0.5)
        presenter.next_page()
        for number in range(1, min(_PAGES, len(presenter.pages()) - 1)):
            assert presenter.session.place.kind is Kind.READER
            case = "open" if number % 2 else "next"
            listener.wait(2.0 if case == "open" else 0.1)
            listener.listen(case, words("topic.listen"))
            listener.wait(0.3)
            presenter.stop_listening()
            listener.wait(0.7)
            listener.listen("made", words("topic.listen"))
            presenter.stop_listening()
            listener.wait(0.5)
            presenter.next_page()
    listener.close()
    found = {"voice": True, "handed": listener.handed, "heard": listener.heard, "pss": tree_pss(os.getpid())}
    print(json.dumps(found), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
