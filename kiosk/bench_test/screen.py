"""The screen and the sound outputs, as Qt sees them: asked in a process of its own, which the core may not import."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk import paths, settings
from kiosk.bench_test.finding import Finding, failed, passed, untried

_ASK_QT = """
import json
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtMultimedia import QMediaDevices
app = QGuiApplication(["kiosk doctor"])
screen = QGuiApplication.primaryScreen()
size, mm = screen.size(), screen.physicalSize()
print(json.dumps({
    "platform": app.platformName(),
    "pixels": [size.width(), size.height()],
    "mm": [mm.width(), mm.height()],
    "sounds": [output.description() for output in QMediaDevices.audioOutputs()],
    "version": qVersion(),
}))
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What Qt sees; `trouble` says why it sees nothing."""

    platform: str = ""
    pixels: tuple[int, int] = (0, 0)
    mm: tuple[float, float] = (0.0, 0.0)
    sounds: tuple[str, ...] = ()
    version: str = ""
    trouble: str = ""


def has_display(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether this session has a screen."""
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def ask_qt() -> Seen:
    """Ask Qt for the screen and the sound outputs."""
    environment, user = _with_the_kiosks_ears(dict(os.environ))
    if not has_display():
        environment["QT_QPA_PLATFORM"] = "offscreen"
    try:
        asked = subprocess.run(
            [sys.executable, "-c", _ASK_QT], env=environment, user=user, capture_output=True, text=True, timeout=30,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Seen(trouble="the screen did not answer within 30 seconds")
    if asked.returncode != 0:
        lines = asked.stderr.strip().splitlines()
        return Seen(trouble=lines[-1] if lines else f"Qt stopped with code {asked.returncode}")
    told: dict[str, Any] = json.loads(asked.stdout.splitlines()[-1])
    width, height = told["pixels"]
    return Seen(
        told["platform"], (width, height), (told["mm"][0], told["mm"][1]), tuple(told["sounds"]), told["version"]
    )


def _with_the_kiosks_ears(environment: dict[str, str]) -> tuple[dict[str, str], int | None]:
    """Return the environment that leads to the kiosk's own sound server, and who may ask it; None: whoever asks.

    It answers only to the user that it runs as, not even to root.
    """
    server = paths.sound_server()
    if server is None or "PULSE_SERVER" in environment or os.geteuid() != 0 or not server.exists():
        return environment, None
    home = str(server.parent)
    ears = {"PULSE_SERVER": f"unix:{server}", "HOME": home, "XDG_RUNTIME_DIR": home}
    return {**environment, **ears}, server.stat().st_uid


def screen(seen: Seen, chosen: settings.Settings) -> Finding:
    """Is there a screen, and is it large enough for controls that a shaking hand can hit?"""
    if seen.trouble:
        do = f"{paths.setting_up()} Then look at the screen's cable."
        return failed("screen", f"Qt cannot start: {seen.trouble}.", do)
    if seen.platform == "offscreen":
        return untried(
            "screen", "No screen is connected (neither DISPLAY nor WAYLAND_DISPLAY is set).",
            "Start this in the session of the screen. On a kiosk: 'systemctl start kiosk-doctor'.",
        )  # fmt: skip
    width = chosen.screen_width_mm or seen.mm[0]
    height = width * seen.pixels[1] / seen.pixels[0]
    found = f"{seen.pixels[0]} x {seen.pixels[1]} pixels, {width:.0f} x {height:.0f} mm"
    if too_small(width, height):
        least = settings.LEAST_GLASS_MM
        return failed(
            "screen", f"{found}: smaller than {least[0]:.0f} x {least[1]:.0f} mm.",
            "Measure the picture. If the screen reports it wrongly, set screen_width_mm; else use a larger screen.",
        )  # fmt: skip
    return passed("screen", f"{found}.")


def too_small(width: float, height: float) -> bool:
    """Return whether a picture of this size in millimetres has no room for the kiosk's pages."""
    least = settings.LEAST_GLASS_MM
    return max(width, height) < least[0] or min(width, height) < least[1]


def sound(seen: Seen, chosen: settings.Settings) -> Finding:
    """Is there anything to hear with?"""
    if chosen.voice == "none":
        return passed("sound", "The voice is turned off in the settings.")
    if seen.sounds:
        return passed("sound", f"{', '.join(seen.sounds)}.")
    server = paths.sound_server()
    if server is not None and not server.exists():
        do = "Start this while the kiosk runs, or look with 'journalctl -u kiosk-sound' why it has no sound."
        return untried("sound", "The kiosk's sound server does not run.", do)
    return failed(
        "sound", "No loudspeaker or headphones. The screen marks the sentences at reading pace instead.",
        "Connect a loudspeaker" + (" and start PipeWire or PulseAudio for this user." if server is None else "."),
    )  # fmt: skip
