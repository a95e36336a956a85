"""Says the sentence of the bench test through the real voice and sound device, in a process of its own; prints how
alike is what came back, and what trouble there was, as JSON. The sound device is whatever PULSE_SERVER names."""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QCoreApplication, QTimer

from kiosk.bench_test.loopback import likeness
from kiosk.bench_test.screen import Seen
from kiosk.settings import Settings
from ui.background import Background
from ui.bench_test.tools import Tools


def main() -> None:
    """Speak, wait for the end, compare."""
    app = QCoreApplication(sys.argv)
    tools = Tools(Settings(), Seen(), Background(), None)
    tools.speak(lambda: QTimer.singleShot(400, app.quit))
    QTimer.singleShot(60_000, app.quit)
    app.exec()
    heard = tools.loopback.stop()
    alike = likeness(tools.played(), heard) if heard is not None else None
    tools.close()
    print(json.dumps({"alike": alike, "trouble": tools.trouble}))


if __name__ == "__main__":
    main()
