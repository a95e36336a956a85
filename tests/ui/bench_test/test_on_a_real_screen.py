"""`kiosk doctor --screen` as it is started in a clinic, on a real multi-touch screen: an X server of our own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.bench_test.finding import State
from kiosk.bench_test.others import others
from kiosk.bench_test.touches import targets
from tests.kiosk.bench_test.test_paper import words_on
from tests.tremor.xorg import HEIGHT, WIDTH, Fingers, missing, touch_screen

PAUSE = 0.7
"""Seconds from one touch to the next: a person reads."""


class Person:
    """Fingers that know where things lie, in shares of the picture; the touch screen is upside down."""

    def __init__(self, fingers: Fingers) -> None:
        self._fingers = fingers

    def feel(self, kind: str, finger: int, u: float, v: float) -> None:
        self._fingers.touch(kind, finger, (1 - u) * WIDTH, (1 - v) * HEIGHT)

    def tap(self, u: float, v: float, finger: int = 0, after: float = PAUSE) -> None:
        self.feel("down", finger, u, v)
        time.sleep(0.15)
        self.feel("up", finger, u, v)
        time.sleep(after)

    def drag(self, start: tuple[float, float]) -> None:
        self.feel("down", 0, *start)
        for step in range(1, 6):
            self.feel("move", 0, *(at + (0.5 - at) * step / 5 for at in start))
            time.sleep(0.03)
        self.feel("up", 0, 0.5, 0.5)
        time.sleep(PAUSE)


@pytest.mark.slow
def test_on_a_real_screen_that_is_mounted_upside_down_real_fingers_find_that_and_go_on(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if missing():
        pytest.skip(missing())
    (tmp_path / "settings.toml").write_text(f'voice = "none"\nprint_folder = "{tmp_path / "printed"}"\n')
    certificate = tmp_path / "c.pdf"
    with touch_screen(tmp_path) as (display, trouble):
        if trouble:
            pytest.skip(trouble)
        monkeypatch.setenv("DISPLAY", display)
        monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        words = [sys.executable, "-m", "kiosk", "doctor", "--screen", "--json", "--certificate", str(certificate)]
        doctor = subprocess.Popen(
            [*words, "--settings", str(tmp_path / "settings.toml")], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, env={**os.environ, "PYTHONPATH": str(root)},
        )  # fmt: skip
        fingers = Fingers(str(tmp_path / "touch"))
        try:
            _walk(Person(fingers))
            told, noise = doctor.communicate(timeout=30)
        finally:
            doctor.kill()
            fingers.close()
    assert "Traceback" not in noise
    found = {one["name"]: one for one in json.loads(told)["findings"]}
    assert found["touch"]["state"] == State.FAILED
    assert "upside down" in found["touch"]["found"]
    for name in ("palm", "edges", "viewing distance", "picture size", "test sheet", "other programs"):
        assert found[name]["state"] == State.PASSED, found[name]
    assert "Palm: A finger chose while a hand lay on the glass." in words_on(certificate)


def _walk(person: Person) -> None:
    end = time.monotonic() + 40
    while others().passed:  # until the window stands there
        assert time.monotonic() < end
        time.sleep(0.2)
    time.sleep(1.5)
    for place in targets(527.0, 296.0):
        person.tap(*place)
    answer = (0.85, 0.93)
    for _ in ("where touches land", "the card", "the eyes"):
        person.tap(*answer)
    person.feel("down", 1, 0.62, 0.5)
    person.tap(0.9, 0.5, finger=2, after=0.1)
    person.feel("up", 1, 0.62, 0.5)
    time.sleep(PAUSE)
    for start in ((0.001, 0.4), (0.4, 0.001), (0.999, 0.4), (0.4, 0.999)):
        person.drag(start)
    person.tap(*answer)  # nothing came
    person.tap(*answer)  # the keypad
    person.tap(0.75, 0.18, after=4.0)  # print the sheet
    person.tap(*answer, after=4.0)  # it is whole
    person.tap(0.93, 0.93)
