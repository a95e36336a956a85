"""A screen of 1920 x 1080 to measure on, an eye that looks at it from outside, and what a tree of processes takes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

WIDTH, HEIGHT = 1920, 1080
HOLD = 0.1
"""Seconds a finger rests on the glass: a shorter touch is taken for a brush."""
ROWS = (100, 330, 620, 1010)
"""Lines of pixels that are looked at: through the band, the upper and lower tiles, and the bar."""


@contextmanager
def display() -> Iterator[str]:
    """Start a virtual X screen of its own and yield its name, such as ':7'."""
    program = shutil.which("Xvfb")
    if program is None:
        raise SystemExit("The bench needs Xvfb: run 'make setup'.")
    told, tell = os.pipe()
    size = f"{WIDTH}x{HEIGHT}x24"
    server = subprocess.Popen(
        [program, "-displayfd", str(tell), "-screen", "0", size, "-nolisten", "tcp", "-br"],
        pass_fds=(tell,),
        stderr=subprocess.DEVNULL,
    )
    os.close(tell)
    try:
        with os.fdopen(told) as reader:
            yield f":{reader.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def environment(screen: str, home: Path) -> dict[str, str]:
    """Return the environment of what is measured: that screen, an empty home, and Python as it is by itself.

    PYTHONDONTWRITEBYTECODE alone would add a third to each start: what was edited would be compiled every time.
    """
    left_out = ("QT_", "KIOSK_", "WAYLAND", "PYTHON")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(left_out)}
    return kept | {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", "KIOSK_HOME": str(home), "HOME": str(home)}


class Eye:
    """Looks at the screen as any other X client would; knows nothing of the program that paints."""

    def __init__(self, screen: str) -> None:
        os.environ["DISPLAY"], os.environ["QT_QPA_PLATFORM"] = screen, "xcb"
        from PySide6.QtGui import QGuiApplication

        self._application = QGuiApplication.instance() or QGuiApplication([])
        self._screen = QGuiApplication.primaryScreen()

    def look(self) -> bytes:
        """Return the pixels of `ROWS`."""
        return b"".join(self._line(y) for y in ROWS)

    def keep(self, path: Path) -> None:
        """Save the whole screen as a picture."""
        self._screen.grabWindow(0).save(str(path))

    def sees(self, wanted: bytes) -> bool:
        """Return whether the screen looks so: the last line first, since most looks end there."""
        line = len(wanted) // len(ROWS)
        for index in reversed(range(len(ROWS))):
            if self._line(ROWS[index]) != wanted[index * line : (index + 1) * line]:
                return False
        return True

    def _line(self, y: int) -> bytes:
        image = self._screen.grabWindow(0, 0, y, WIDTH, 1).toImage()  # kept: the bits below are only lent by it
        return bytes(image.constBits())

    def wait_for(self, wanted: bytes, seconds: float) -> float:
        """Wait until the screen looks so and return the time (`perf_counter`)."""
        end = time.perf_counter() + seconds
        while not self.sees(wanted):
            if time.perf_counter() > end:
                raise SystemExit("The screen did not come to look as it did the first time, or bare again afterwards.")
            time.sleep(0.002)
        return time.perf_counter()


class Running:
    """A program with its children, ended together."""

    def __init__(self, command: Sequence[str], env: dict[str, str]) -> None:
        self.begun = time.perf_counter()
        self._process = subprocess.Popen(
            command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=0
        )

    def pss(self) -> float:
        """Return the memory of the tree in MB."""
        return tree_pss(self._process.pid)

    def end(self) -> None:
        """Ask it to end, and see that nothing of its group is left."""
        group = self._process.pid
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        try:
            os.killpg(group, signal.SIGKILL)
        except ProcessLookupError:
            return


def tree_pss(root: int) -> float:
    """Return the memory of a process and its children in MB (PSS: shared pages are counted in shares)."""
    return sum(_pss(pid) for pid in _tree(root)) / 1024


def _tree(root: int) -> set[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
    tree = {root}
    while grown := {pid for pid, parent in parents.items() if parent in tree} - tree:
        tree |= grown
    return tree


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
