"""The bench test as a unit: on a real systemd it takes the screen from the kiosk, shows its walk, and gives it back."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.deploy.conftest import Machine

pytestmark = pytest.mark.slow


def test_the_bench_test_takes_the_screen_and_gives_it_back(machine: Machine, tmp_path: Path) -> None:
    assert machine.wrong_with("kiosk-doctor.service") == []
    machine.run("systemctl", "start", "kiosk.service")
    machine.run("systemctl", "start", "kiosk-doctor.service")
    assert machine.state("kiosk.service") == "inactive"
    machine.wait(lambda: _hears_signals(machine), 20.0, "it runs")
    if shutil.which("grim") is not None:
        picture = tmp_path / "walk.png"
        machine.wait(lambda: _dark_in_the_corner(machine, picture), 40.0, f"the first ring is drawn: see {picture}")
    machine.run("pkill", "-TERM", "-f", "kiosk-lab/start.py doctor")
    machine.wait(lambda: machine.state("kiosk-doctor.service") == "inactive", 15.0, "the bench test is over")
    machine.wait(lambda: machine.state("kiosk.service") == "active", 30.0, "the kiosk is back")
    told = machine.log("-u", "kiosk-doctor.service")
    assert "Traceback" not in told
    (tmp_path / "told.txt").write_text(told, encoding="utf-8")
    for line in ("pass  core dumps", "pass  other programs", "?     palm"):
        assert line in told, told


def _hears_signals(machine: Machine) -> bool:
    """Tell whether the walk has come so far that it takes signals: its window is made."""
    number = machine.run("pgrep", "-f", "kiosk-lab/start.py doctor", check=False).split()
    status = machine.run("cat", f"/proc/{number[-1]}/status", check=False) if number else ""
    caught = [line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:")]
    return bool(caught) and bool(int(caught[0], 16) >> (signal.SIGTERM - 1) & 1)


def _dark_in_the_corner(machine: Machine, path: Path) -> bool:
    """Take a picture of the screen; tell whether the filled ring stands where a finger is asked for."""
    machine.run("pkill", "-USR2", "-f", "kiosk-lab/start.py", check=False)  # cage's headless screen gives what changes
    grim = ("env", "XDG_RUNTIME_DIR=/run/kiosk", "WAYLAND_DISPLAY=wayland-0", "grim", "/run/walk.png")
    machine.run(*grim, check=False)
    data = machine.run("od", "-An", "-v", "-tx1", "/run/walk.png", check=False)
    path.write_bytes(bytes.fromhex(data))
    picture = QImage(str(path))
    corner = picture.copy(0, 0, picture.width() // 10, picture.height() // 10)
    whole = corner.width() * corner.height()
    dark = sum(corner.pixelColor(x, y).lightness() < 100 for x in range(corner.width()) for y in range(corner.height()))
    return 0.05 < dark / max(1, whole) < 0.5  # a screen on which nothing is drawn yet is dark all over
