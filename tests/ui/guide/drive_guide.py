"""A kiosk with the real voice, told to speak and to point: writes when it was asked for what."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from types import ModuleType

NAMES = ("Medicines", "Living well", "Get help", "Symptoms")


def main() -> None:
    """Turn the guide on, cut its greeting short, then point at controls: before their sound is made, and after."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.modules["tests"] = ModuleType("tests")  # of this checkout: packages ship one of that name too
    sys.modules["tests"].__path__ = [str(Path(__file__).resolve().parents[2])]
    from PySide6.QtWidgets import QApplication

    from kiosk.settings import Settings
    from tests.support.listener import Clock
    from tests.support.screens import kiosk_on
    from tests.support.source import ROOT

    log: list[tuple[float, str]] = []

    started: list[int] = []

    def wait(seconds: float, *, until_started: bool = False) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not (until_started and started):
            QApplication.processEvents()
            time.sleep(0.004)

    with kiosk_on("landscape", ROOT / "content" / "ms", Settings(), Clock()) as kiosk:
        guide = kiosk.window.guide
        kiosk.presenter.reading.warm_up()
        assert kiosk.supply.player is not None
        kiosk.supply.player.sentence_started.connect(started.append)
        wait(3.0)

        def point(what: str, name: str) -> None:
            started.clear()
            log.append((time.time(), what))
            guide._point((name, 0))
            wait(40.0, until_started=True)
            wait(1.0)

        guide.turn_on()
        wait(40.0, until_started=True)
        wait(1.0)
        point("cut", NAMES[0])
        for name in NAMES[1:]:
            point("live", name)
        for name in NAMES:
            point("at hand", name)
        wait(1.0)
    Path(sys.argv[1]).write_text(json.dumps(log), encoding="utf-8")


if __name__ == "__main__":
    main()
