"""A headset goes in and out of a real sound server: the guide turns on, speaks into it alone, and stops with it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from kiosk.session import Comfort, Kind, Place, Session
from kiosk.settings import Settings
from tests.support.listener import hear
from tests.support.loudspeaker import RATE, Recorder, loudspeaker, needs_server
from tests.support.screens import kiosk_on, show
from tests.support.source import ROOT

DRIVE = Path(__file__).with_name("drive_headset.py")
LOUD = 300
needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


class Driven:
    """The kiosk in a process of its own, and what it prints."""

    def __init__(self, environment: dict[str, str], home: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(DRIVE)], env={**environment, "PYTHONPATH": str(ROOT), "KIOSK_HOME": str(home)},
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._watch = threading.Timer(90, self._process.kill)
        self._watch.start()

    def until(self, *what: Any) -> float:
        """Wait until it prints so; return when it came about."""
        assert self._process.stdout is not None
        told = []
        for line in self._process.stdout:
            told.append(json.loads(line))
            if told[-1][1:] == list(what):
                return float(told[-1][0])
        raise AssertionError(f"it never told {what}: {told}")

    def close(self) -> int:
        self._watch.cancel()
        self._process.communicate("", timeout=20)
        return self._process.returncode


@needs_server
@needs_espeak
def test_the_guide_turns_on_with_a_headset_speaks_into_it_alone_and_stops_when_it_is_pulled_out(tmp_path: Path) -> None:
    with loudspeaker(tmp_path, "module-switch-on-connect ignore_virtual=no") as server:
        kiosk, room = Driven(server, tmp_path), Recorder(server)
        try:
            kiosk.until("headset", False, False)
            time.sleep(1.0)
            plug = ("load-module", "module-null-sink", "sink_name=usb", "sink_properties=device.form_factor=headset")
            module = pactl(server, *plug)
            recording = pactl(server, "list", "short", "source-outputs").split()[0]
            pactl(server, "move-source-output", recording, "nul.monitor")  # it follows what is plugged in as well
            ears = Recorder(server, "usb")
            kiosk.until("guide", True)
            said = kiosk.until("says")
            time.sleep(2.5)
            pulled = time.time()
            assert np.abs(ears.between(said + 0.5, said + 2.2)).max() > 1000, "into the headset"
            assert np.abs(room.between(said, said + 2.2)).max() < LOUD, "and not into the room"
            pactl(server, "unload-module", module)
            hushed = kiosk.until("hushed", False)
            ears.close()
            time.sleep(1.0)
            heard = np.flatnonzero(np.abs(room.between(pulled, hushed + 0.9)) > LOUD)
            print(f"quiet asked for after {hushed - pulled:.3f} s; {len(heard) / RATE:.3f} s of it heard in the room")
            assert np.abs(room.between(hushed + 0.15, hushed + 0.9)).max() < LOUD
        finally:
            assert kiosk.close() == 0
            room.close()


def pactl(environment: dict[str, str], *words: str) -> str:
    return subprocess.run(["pactl", *words], env=environment, check=True, capture_output=True, text=True).stdout.strip()


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def test_a_headset_that_was_in_before_anybody_came_turns_nothing_on() -> None:
    with kiosk_on("landscape", ROOT / "content" / "ms", Settings(voice="none")) as kiosk:
        hear(kiosk)
        guide = kiosk.window.guide
        guide.ears.noticed.emit(True, False)
        settle()
        assert guide.ears.alone
        assert not guide.on
        guide.ears.noticed.emit(False, True)
        settle()
        assert not guide.ears.alone
        guide.ears.noticed.emit(True, True)
        settle()
        assert guide.on
        kiosk.presenter.end_turn()
        guide.ears.noticed.emit(False, True)
        guide.ears.noticed.emit(True, True)
        settle()
        assert guide.on, "and for the next person again"


def test_on_a_nurses_own_computer_a_headset_is_put_in_for_other_things_as_well() -> None:
    with kiosk_on("landscape", ROOT / "content" / "ms", Settings(voice="none"), desk=True) as kiosk:
        hear(kiosk)
        guide = kiosk.window.guide
        guide.ears.noticed.emit(False, False)
        guide.ears.noticed.emit(True, True)
        settle()
        assert not guide.on
        assert guide.ears.alone


def test_a_keypads_headset_and_the_machines_own_are_one_thing() -> None:
    with kiosk_on("landscape", ROOT / "content" / "ms", Settings(voice="none")) as kiosk:
        hear(kiosk)
        ears = kiosk.window.guide.ears
        out: list[bool] = []
        ears.went_out.connect(lambda: out.append(True))
        ears.tell_key(inside=True)
        ears.noticed.emit(True, True)
        settle()
        ears.forget_keys()
        assert ears.alone, "the other one is still in"
        assert out == []
        ears.noticed.emit(False, True)
        settle()
        assert not ears.alone
        assert out == [True]


def test_what_is_said_stops_when_the_headset_is_pulled_out_and_a_page_keeps_its_place() -> None:
    with kiosk_on("landscape", ROOT / "content" / "ms", Settings(voice="none")) as kiosk:
        heard, guide, reading = hear(kiosk), kiosk.window.guide, kiosk.presenter.reading
        heard.at_once = False
        guide.ears.tell_key(inside=True)
        assert reading.saying
        guide.ears.tell_key(inside=False)
        assert not reading.sounds
        assert guide.on, "who needs it is not left alone: a touch is heard again"
        count = len(heard.said)
        guide.teller.again()
        assert len(heard.said) == count, "nor is it said again for all to hear"
        show(kiosk, Session(place=Place(Kind.TOPIC, topic="baclofen"), comfort=Comfort(guide=True)))
        guide.ears.tell_key(inside=True)
        kiosk.presenter.listen()
        assert reading.player.playing
        guide.ears.tell_key(inside=False)
        assert not reading.player.playing
        assert reading.player.script


@pytest.mark.parametrize("chosen", [Settings(voice="none"), Settings(voice="espeak-ng", guide_headset=False)])
def test_without_a_voice_or_where_the_clinic_does_not_want_it_nothing_is_watched(chosen: Settings) -> None:
    with kiosk_on("landscape", ROOT / "content" / "ms", chosen) as kiosk:
        kiosk.supply.watch_headset(lambda inside, now: None)
        assert not [one for one in threading.enumerate() if one.name == "headset"]
