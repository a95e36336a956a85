"""The guided tour on a real X screen: what `make run` leaves on a machine without a display."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import wave
from pathlib import Path

import pikepdf
import pytest

SCREENS = {
    "attract", "home", "a-to-z", "topic", "reader", "aloud", "easier", "questions", "handout", "print", "help", "finish"
}


@pytest.mark.skipif(shutil.which("xvfb-run") is None and shutil.which("Xvfb") is None, reason="Xvfb is not installed")
@pytest.mark.parametrize("shape", ["1920x1080", "1080x1920"])
def test_the_tour_walks_through_every_kind_of_screen_and_leaves_pictures_sound_and_a_handout(
    shape: str, tmp_path: Path, root: Path
) -> None:
    out = tmp_path / "out"
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "KIOSK_HOME": str(tmp_path)}
    read, write = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{shape}x24", "-nolisten", "tcp"], pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    ) as screen:
        os.close(write)
        try:
            with os.fdopen(read) as told:
                environment["DISPLAY"] = f":{told.readline().strip()}"
            done = subprocess.run(
                [sys.executable, "-m", "kiosk", "tour", "--out", str(out)], cwd=root, env=environment, check=False,
                capture_output=True, text=True, timeout=170,
            )
        finally:
            screen.terminate()
    assert done.returncode == 0, done.stderr
    steps = json.loads((out / "tour.json").read_text())["steps"]
    assert {step["screen"] for step in steps} >= SCREENS
    assert all((out / step["picture"]).stat().st_size > 10_000 for step in steps if step["picture"])
    assert all(step["ms"] > 0 for step in steps if step["tapped"])
    with pikepdf.open(out / "handout.pdf") as sheets:
        assert len(sheets.pages) >= 2
    with wave.open(str(out / "spoken.wav")) as sound:
        assert sound.getnframes() > sound.getframerate()
