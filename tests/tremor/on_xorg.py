"""The kiosk on a real multi-touch screen, touched by a trembling hand; `on_xorg.py SOCKET TAPS` prints what came of it.

Runs in a process of its own, with DISPLAY set (`tests/tremor/xorg.py`).
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent))

import checkout  # noqa: F401  (makes `tests` importable)
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk.session import Comfort
from tests.support.screens import crowded_pack, kiosk_on, sights, topic_sights
from tests.tremor.hand import SEVERITIES, Contact, Hand
from tests.tremor.real import RealGlass, Watch
from tests.tremor.screens import TOPIC, shown
from tests.tremor.trial import PAUSE, Tally, tap
from tests.tremor.xorg import Fingers
from ui.app import Kiosk
from ui.touch.taps import TapFilter

EACH = 6
"""Touches a screen."""
_WAIT = 1.0
"""Seconds within which Qt has what the server has."""


class Felt(QObject):
    """Counts the touches that come to the window."""

    times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() in (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd)
        return False


class XGlass(RealGlass):
    """The window on that screen: contacts go through the server's socket, and are waited for."""

    def __init__(self, kiosk: Kiosk, scale: float, watch: Watch, fingers: Fingers, felt: Felt) -> None:
        super().__init__(kiosk.window, scale, None, watch)
        self._fingers, self._felt = fingers, felt
        self._places: dict[int, tuple[int, int]] = {}

    def _send(self, one: Contact) -> None:
        place = round(one.x * self._scale), round(one.y * self._scale)
        if one.kind == "move" and self._places.get(one.finger) == place:
            return  # no screen tells of a finger that has not moved
        self._places[one.finger] = place
        before, end = self._felt.times, time.monotonic() + _WAIT
        self._fingers.touch(one.kind, one.finger, *place)
        while self._felt.times == before and time.monotonic() < end:
            QApplication.processEvents()


def play(kiosk: Kiosk, watch: Watch, fingers: Fingers, taps: int) -> dict[str, object]:
    """Touch `taps` times and return the counts, and what the window and the filter alone made different of."""
    random, tally, differing, now = Random(12), Tally(), [], 0.0
    scale, felt = kiosk.presenter.view().look.px(1.0), Felt()
    handle = kiosk.window.windowHandle()
    assert handle is not None
    handle.installEventFilter(felt)
    places = [*sights(kiosk), *topic_sights(kiosk, TOPIC)]
    while tally.taps < taps:
        sight = random.choice(places)
        sight.show(kiosk, Comfort())
        seen, glass = shown(kiosk, sight.name), XGlass(kiosk, scale, watch, fingers, felt)
        controls = [one.key for one in kiosk.window.door.targets() if isinstance(one.key, QAbstractButton)]
        glass.listen(controls, seen.targets)
        hand, alone = (
            Hand(SEVERITIES[3], random.randrange(999), seen.width, seen.height),
            TapFilter(kiosk.window.door.taps.touch),
        )
        now += 10.0
        for _ in range(EACH):
            target = random.choice(seen.live)
            contacts = glass.snapped(hand.touch(target))
            expected, chosen = tap(alone, contacts, seen.targets, now), glass.tap(contacts, now)
            if chosen != expected:
                differing.append(f"{sight.name}: {chosen}, not {expected}")
            tally.add(target, chosen, 1)
            now += contacts[-1].at + PAUSE
    return {**tally.as_json(), "events": felt.times, "differing": differing}


def main() -> None:
    """Play and print."""
    watch = Watch()
    with tempfile.TemporaryDirectory() as made, kiosk_on("landscape", _pack(made), clock=watch) as kiosk:
        kiosk.application.removeEventFilter(kiosk.idle)
        told = play(kiosk, watch, Fingers(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps(told), flush=True)


def _pack(folder: str) -> Path:
    return crowded_pack(Path(folder) / "pack")


if __name__ == "__main__":
    main()
