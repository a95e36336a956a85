"""A real multi-touch screen: an X server whose touch screen is a socket (Debian's xserver-xorg-core, inputtest driver).

What is sent there goes through the X server and Qt's own X11 plugin, as from the glass of a clinic.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 1920, 1080
_SERVER = Path("/usr/lib/xorg/Xorg")
_DRIVER = "inputtest_drv.so"
_AXIS = 0xFFFF
_KINDS = {"down": 18, "move": 19, "up": 20}
"""The driver's numbers for a touch that begins, goes on, ends (xserver, hw/xfree86/drivers/inputtest)."""
_ASK_VERSION, _ASK_SYNC, _TELL_TOUCH = 0, 1, 6
_CONFIG = """
Section "ServerFlags"
  Option "DontVTSwitch" "true"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "AllowMouseOpenFail" "true"
  Option "AutoAddGPU" "false"
  Option "BlankTime" "0"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 262144
EndSection
Section "Monitor"
  Identifier "glass"
  HorizSync 5-1000
  VertRefresh 5-200
  Modeline "1920x1080" 148.35 1920 1960 2016 2200 1080 1083 1088 1125
  DisplaySize 527 296
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "glass"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1920x1080"
    Virtual 1920 1080
  EndSubSection
EndSection
Section "InputDevice"
  Identifier "touch"
  Driver "inputtest"
  Option "SocketPath" "{folder}/touch"
  Option "DeviceType" "Touch"
  Option "TouchCount" "10"
EndSection
Section "InputDevice"
  Identifier "pointer"
  Driver "inputtest"
  Option "SocketPath" "{folder}/pointer"
  Option "DeviceType" "PointerAbsolute"
EndSection
Section "InputDevice"
  Identifier "keys"
  Driver "inputtest"
  Option "SocketPath" "{folder}/keys"
  Option "DeviceType" "Keyboard"
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "touch" "SendCoreEvents"
  InputDevice "pointer" "CorePointer"
  InputDevice "keys" "CoreKeyboard"
EndSection
"""


def missing() -> str:
    """Return why no such screen can be made here; nothing if it can be tried."""
    if not _SERVER.exists() or not list(Path("/usr/lib/xorg/modules").rglob(_DRIVER)):
        return "Xorg with its inputtest driver is not installed (Debian: xserver-xorg-core, xserver-xorg-video-dummy)"
    if os.geteuid() != 0 or not Path("/dev/tty0").exists():
        return "an X server of one's own needs root and a console (/dev/tty0)"
    return ""


@contextmanager
def touch_screen(folder: Path) -> Iterator[tuple[str, str]]:
    """Start the server; yield its display, such as ':7', and why there is none ('' if there is)."""
    config, log = folder / "xorg.conf", folder / "xorg.log"
    config.write_text(_CONFIG.format(folder=folder), encoding="utf-8")
    told, tell = os.pipe()
    command = [str(_SERVER), "-displayfd", str(tell), "-config", str(config), "-logfile", str(log), "-noreset"]
    command += ["-novtswitch", "-sharevts", "vt7", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(tell,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(tell)
    try:
        with os.fdopen(told) as reader:
            number = reader.readline().strip()
        wrong = [] if number else log.read_text(errors="replace").splitlines() if log.exists() else ["no log"]
        yield f":{number}", "" if number else f"the X server did not start: {wrong[-1] if wrong else ''}"
    finally:
        server.terminate()
        server.wait()


def run(display: str, folder: Path, taps: int) -> dict[str, Any]:
    """Run the kiosk on `display`, let a strongly trembling hand touch it `taps` times; return what it told."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "KIOSK_", "WAYLAND"))}
    env = kept | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "KIOSK_HOME": str(folder), "HOME": str(folder)}
    program = Path(__file__).with_name("on_xorg.py")
    done = subprocess.run(
        [sys.executable, str(program), str(folder / "touch"), str(taps)],
        env=env, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


class Fingers:
    """The other end of the socket: fingers on the glass, in pixels; each call returns when the server has it."""

    def __init__(self, path: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(path)
        self._socket.sendall(struct.pack("=IIHH", 12, _ASK_VERSION, 1, 0))
        self._socket.recv(12)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def touch(self, kind: str, finger: int, x: float, y: float) -> None:
        """Put finger `finger` down, move it, or lift it, at a place."""
        values = [x / WIDTH * _AXIS, y / HEIGHT * _AXIS] + [0.0] * 62
        mask = bytes([0b11]) + bytes(7)
        body = (
            struct.pack("=III", finger, _KINDS[kind], 0) + mask + bytes(4) + struct.pack("=64d", *values) + bytes(512)
        )
        self._socket.sendall(struct.pack("=II", 8 + len(body), _TELL_TOUCH) + body)
        self._socket.sendall(struct.pack("=II", 8, _ASK_SYNC))
        self._socket.recv(8)
