"""Touches Listen on page after page and prints when the first sound came; needs PULSE_SERVER and an X screen.

    listen.py live              nothing recorded, nothing kept: the voice makes each sentence while one waits
    listen.py record BUNDLE     makes a bundle in which the sentences that `heard` listens to are recorded
    listen.py heard BUNDLE      listens to that bundle, with an empty disk; without BUNDLE: to what the disk keeps
    listen.py fresh             listens on a kiosk with an empty disk that was switched on a minute ago

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
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from glass import HOLD, tree_pss
from PySide6.QtGui import QInputDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk import paths
from kiosk.bundle.sounds import NoSounds
from kiosk.bundle.writer import write_bundle
from kiosk.options import RunOptions
from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.script import script_opening
from kiosk.readaloud.sounds import DiskSounds
from kiosk.readaloud.speech_file import phrase_speech
from kiosk.readaloud.storing import PACE, StoringVoice
from kiosk.readaloud.voice import voice_for
from kiosk.session import Kind, Touch
from kiosk.settings import Settings
from ui.adapters import sound_output
from ui.app import Kiosk, build
from ui.widgets.button import Button

_LOUD = 300
"""A sample above this, of 32,767, is sound: the model's own noise lies below."""

_PAGES = 8
"""Pages listened to, of each topic."""
TOPICS = ("tizanidine", "fatigue-in-ms", "spasticity-and-spasms")
CASES = ("first", "just", "next", "open", "made")
HEARD_CASES = ("just", "next")


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
        self.last = 0.0
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while block := os.read(stream.fileno(), 4096):
            now = time.perf_counter()
            if not loud(block[: len(block) // 2 * 2]):
                continue
            self.last = now
            if self.at is None and now > self.since:
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
        self.silent: list[float] = []

    def wait(self, seconds: float) -> None:
        """Let the program go on by itself."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            QApplication.processEvents()
            time.sleep(0.002)

    def listen(self, case: str, button: str) -> None:
        """Touch `button` and wait for the sound."""
        lift = self._press(button)
        TimedSink.first = None
        self._ear.listen()
        begun = time.perf_counter()
        lift()
        while TimedSink.first is None or self._ear.at is None:
            if time.perf_counter() - begun > 20.0:
                handed = "" if TimedSink.first is None else ", though it was handed over"
                at = self.kiosk.presenter.session.place
                raise SystemExit(f"no sound within 20 s after '{button}'{handed}: {at}")
            QApplication.processEvents()
            time.sleep(0.001)
        self.handed[case].append((TimedSink.first - begun) * 1000)
        self.heard[case].append((self._ear.at - begun) * 1000)

    def pause(self, button: str) -> None:
        """Touch `button` while it speaks and note how long it is still heard (0: it was between two words)."""
        lift = self._press(button)
        begun = time.perf_counter()
        lift()
        self.wait(0.5)
        self.silent.append(max(self._ear.last - begun, 0.0) * 1000)

    def open(self, topic_id: str) -> None:
        """Touch the tile of a topic, and wait until another touch counts: the tap filter takes no second one sooner."""
        presenter = self.kiosk.presenter
        title = presenter.bundle.topic(topic_id, presenter.settings.language).title.plain
        presenter.go_home()
        presenter.open_a_to_z()
        for letter in title[:4].upper():
            presenter.add_letter(letter)
        self.wait(1.0)
        self._press(title)()
        self.wait(Touch().repeat + 0.02)  # no touch that begins sooner counts

    def _press(self, button: str) -> Callable[[], None]:
        """Lay a finger on a control; return what lifts it."""
        window = self.kiosk.window
        shown = [one for one in window.findChildren(Button) if one.isVisible() and one.isEnabled()]
        control = next(one for one in shown if one.accessibleName() == button)
        point = control.mapTo(window, control.rect().center())
        QTest.touchEvent(window, self._device).press(0, point, window).commit()
        self.wait(HOLD)
        return QTest.touchEvent(window, self._device).release(0, point, window).commit

    def close(self) -> None:
        """End the recording."""
        self._ear.close()


def record(out: Path) -> None:
    """Say the first sentence of each page that is listened to, keep it, and write it into a bundle as well."""
    chosen = Settings()
    kiosk = build(RunOptions(content=paths.shipped_pack()), chosen)
    presenter, lang = kiosk.presenter, chosen.language
    live, kept = KokoroVoice(chosen.voice, lang), DiskSounds(paths.sounds_folder(), None)
    voice = StoringVoice(live, live, NoSounds(), kept)
    presenter.start()
    sounds: dict[str, bytes] = {}
    for topic_id in TOPICS:
        presenter.open_topic(topic_id)
        script = [one for page in presenter.pages()[:_PAGES] for one in presenter._scripts.page(topic_id, page)[:1]]
        for one in (*script_opening(presenter.phrases, phrase_speech(lang)), *script):
            voice.speak(one, PACE)
            key = live.key(one, PACE)
            sounds[key] = kept.get(key) or b""
    write_bundle(paths.shipped_pack(), out, {lang: sounds})


def listen_to_what_is_there(content: Path | None, alone: float, pages: int) -> None:
    """Leave the kiosk alone, listen to topics just opened and to `pages` just turned, and print."""
    settings = Settings(sounds_mb=0 if content else 200)
    kiosk = build(RunOptions(content=content or paths.shipped_pack()), settings)
    presenter, words = kiosk.presenter, kiosk.presenter.phrases
    listener = Listener(kiosk)
    listener.wait(alone)
    for topic_id in TOPICS:
        presenter.start()
        presenter.open_topic(topic_id)
        listener.wait(0.1)
        listener.listen("just", words("topic.listen"))
        listener.wait(0.6)
        presenter.stop_listening()
        for _ in range(1, min(pages, len(presenter.pages()) - 1)):
            presenter.next_page()
            listener.wait(0.1)
            listener.listen("next", words("topic.listen"))
            listener.wait(0.6)
            presenter.stop_listening()
    tell(listener)


def tell(listener: Listener) -> None:
    """Print the figures and end at once."""
    listener.close()
    found = {
        "voice": True, "handed": listener.handed, "heard": listener.heard, "silent": listener.silent,
        "pss": tree_pss(os.getpid()),
    }  # fmt: skip
    print(json.dumps(found), flush=True)
    os._exit(0)


def main() -> None:
    """Do what is asked for, and print."""
    sound_output.SinkOutput = TimedSink  # type: ignore[misc]
    job, content = sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None
    if voice_for(Settings().language, Settings()).silent:
        print(json.dumps({"voice": False}), flush=True)
    elif job == "record":
        assert content is not None
        record(content)
        print(json.dumps({"voice": True}), flush=True)
    elif job == "heard":
        listen_to_what_is_there(content, 4.0, _PAGES)
    elif job == "fresh":
        listen_to_what_is_there(None, 60.0, 0)
    else:
        listen_to_what_is_made()
    os._exit(0)


def listen_to_what_is_made() -> None:
    """Listen where every sentence has to be made, and print."""
    kiosk = build(RunOptions(), Settings(sounds_mb=0))
    presenter, words = kiosk.presenter, kiosk.presenter.phrases
    listener = Listener(kiosk)
    presenter.start()
    listener.wait(1.0)
    presenter.open_topic("baclofen")
    listener.wait(5.0)
    listener.listen("first", words("topic.listen"))
    listener.wait(1.0)
    for topic_id in TOPICS:
        listener.open(topic_id)
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
            listener.wait(0.6)
            listener.pause(words("aloud.pause"))
            presenter.stop_listening()
            listener.wait(0.5)
            presenter.next_page()
    tell(listener)


if __name__ == "__main__":
    main()
