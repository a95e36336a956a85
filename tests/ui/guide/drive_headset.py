"""A kiosk that speaks through espeak-ng: prints, a JSON list a line, when its guide goes on and a headset in or out.

It ends when its standard input does. The sound server is whatever PULSE_SERVER names.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from types import ModuleType


def tell(*what: object) -> None:
    """Print what has come about, and when."""
    print(json.dumps([time.time(), *what]), flush=True)


def main() -> None:
    """Run until nobody listens any more."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.modules["tests"] = ModuleType("tests")  # of this checkout: packages ship one of that name too
    sys.modules["tests"].__path__ = [str(Path(__file__).resolve().parents[2])]
    from PySide6.QtCore import QSocketNotifier
    from PySide6.QtWidgets import QApplication

    from kiosk.settings import Settings
    from tests.support.screens import kiosk_on
    from tests.support.source import ROOT

    with kiosk_on("landscape", ROOT / "content" / "ms", Settings(voice="espeak-ng", sounds_mb=0)) as kiosk:
        guide = kiosk.window.guide
        ended = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        ended.activated.connect(QApplication.quit)
        guide.ears.noticed.connect(lambda inside, now: tell("headset", inside, now))
        kiosk.presenter.session_changed.connect(lambda: tell("guide", guide.on))
        kiosk.presenter.reading.begun.connect(lambda: tell("says"))
        guide.ears.went_out.connect(lambda: tell("hushed", kiosk.presenter.reading.sounds))
        QApplication.exec()


if __name__ == "__main__":
    main()
