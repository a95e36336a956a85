"""Starts the kiosk as its command does, after a look round.

SIGUSR1 makes the thread that draws stand still; SIGUSR2 makes it paint on and on.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import sys
import time
from pathlib import Path

sys.path.insert(0, "/opt/patient-education-kiosk")


def refused(what: object, *arguments: object) -> str:
    """Return how the system refuses a call, '' when it does not."""
    try:
        what(*arguments)  # type: ignore[operator]
    except OSError as error:
        return error.strerror or "refused"
    return ""


def seen() -> dict[str, object]:
    """Return what a program in this service can see and do."""
    status = dict(line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line)
    return {
        "inet": refused(socket.socket, socket.AF_INET, socket.SOCK_STREAM),
        "inet6": refused(socket.socket, socket.AF_INET6, socket.SOCK_DGRAM),
        "etc": refused(Path("/etc/kiosk/left").write_text, "x"),
        "settings": refused(Path("/etc/kiosk/settings.toml").write_text, "x"),
        "opt": refused(Path("/opt/left").write_text, "x"),
        "state": refused(Path("/var/lib/kiosk/left").write_text, "x"),
        "home": refused(os.listdir, "/home"),
        "root": refused(os.listdir, "/root"),
        "first_process": Path("/proc/1").exists(),
        "core": resource.getrlimit(resource.RLIMIT_CORE),
        "new_privileges": status["NoNewPrivs"],
        "capabilities": int(status["CapEff"], 16) | int(status["CapBnd"], 16),
        "user": os.getuid(),
        "home_folder": os.environ["HOME"],
        "mounts": {line.split()[4]: line.split(" - ")[1].split()[0] for line in
                   Path("/proc/self/mountinfo").read_text().splitlines()},
    }  # fmt: skip


def stand_still(*_: object) -> None:
    """Hang the main thread, in which Qt runs; others go on."""
    while True:
        time.sleep(60)


def keep_painting(*_: object) -> None:
    """Paint everything ten times a second: cage's headless screen gives a picture only of what changes."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    timer = QTimer(application)
    timer.timeout.connect(lambda: [widget.update() for widget in application.allWidgets()])
    timer.start(100)


if __name__ == "__main__":
    if Path("/var/lib/kiosk/crash").exists() and sys.argv[1:] != ["safe"]:
        sys.exit(70)
    if sys.argv[1:] == [] and "RUNTIME_DIRECTORY" in os.environ:
        Path(os.environ["RUNTIME_DIRECTORY"], "seen.json").write_text(json.dumps(seen()))
    signal.signal(signal.SIGUSR1, stand_still)
    signal.signal(signal.SIGUSR2, keep_painting)
    from kiosk.__main__ import main

    sys.exit(main())
