"""The guide with the real voice, out of a real sound server: how soon it speaks, how fast new speech cuts the old."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from kiosk.readaloud.install import model_path
from tests.support.loudspeaker import RATE, Recorder, needs_server, server
from tests.support.source import ROOT

__all__ = ["server"]  # a fixture

DRIVE = Path(__file__).with_name("drive_guide.py")
needs_voice = pytest.mark.skipif(not model_path().is_file(), reason="the voice is not installed")
LOUD = 300


def first_sound(recorder: Recorder, asked: float) -> float:
    """Return the seconds from a moment to the first sound after the quiet that follows it."""
    heard = np.abs(recorder.between(asked, asked + 30))
    quiet = quiet_from(recorder, asked)
    return quiet + float(np.flatnonzero(heard[int(quiet * RATE) :] > LOUD)[0]) / RATE


def quiet_from(recorder: Recorder, asked: float) -> float:
    """Return the seconds from a moment until 20 ms of quiet begin."""
    heard = np.abs(recorder.between(asked, asked + 2.9))
    step = RATE // 50
    return next(at / RATE for at in range(0, len(heard) - step, step // 4) if heard[at : at + step].max() < LOUD)


@needs_server
@needs_voice
def test_new_speech_cuts_the_old_within_150_ms_and_a_name_at_hand_is_heard_within_half_a_second(
    server: dict[str, str], tmp_path: Path
) -> None:
    recorder = Recorder(server)
    out = tmp_path / "log.json"
    try:
        environment = {**server, "PYTHONPATH": str(ROOT), "KIOSK_HOME": str(tmp_path)}
        done = subprocess.run([sys.executable, str(DRIVE), str(out)], env=environment, cwd=ROOT, capture_output=True,
                              text=True, timeout=240)  # fmt: skip
    finally:
        recorder.close()
    assert done.returncode == 0, done.stderr
    log = [(float(at), str(what)) for at, what in json.loads(out.read_text(encoding="utf-8"))]
    cut = next(at for at, what in log if what == "cut")
    assert np.abs(recorder.between(cut - 0.8, cut)).max() > 1000, "the greeting was being said"
    told = {what: [round(first_sound(recorder, at), 3) for at, other in log if other == what] for _, what in log}
    print(f"quiet after {quiet_from(recorder, cut):.3f} s; first sound: {told}")
    assert quiet_from(recorder, cut) < 0.15
    assert max(told["at hand"]) < 0.5
