"""Real sound, out of a real sound server and back: what is heard, when, and how fast it stops."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kiosk.readaloud.install import model_path
from tests.kiosk.readaloud.hearing import likeness, samples
from tests.support.loudspeaker import RATE, Recorder, needs_server, server

__all__ = ["server"]  # a fixture

DRIVE = Path(__file__).with_name("drive_sound.py")
needs_voice = pytest.mark.skipif(not model_path().is_file(), reason="the voice is not installed")


def drive(environment: dict[str, str], folder: Path, **job: Any) -> dict[str, Any]:
    """Run `drive_sound.py` and return what it wrote down."""
    wanted = {"phrases": ["still.title"], "voice": "bf_emma", "record": True, "prepared": True, "then": {}, **job}
    (folder / "job.json").write_text(json.dumps(wanted))
    root = str(DRIVE.parents[3])
    done = subprocess.run(
        [sys.executable, str(DRIVE), str(folder / "out.json"), str(folder / "job.json")],
        env={**environment, "PYTHONPATH": root}, cwd=root, capture_output=True, text=True, timeout=90,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads((folder / "out.json").read_text())
    found["pcm"] = samples((folder / "out.pcm").read_bytes())
    return found


def when(found: dict[str, Any], *what: Any) -> float:
    """Return the moment something was written down."""
    return next(row[0] for row in found["log"] if row[1:] == list(what))


@needs_server
@needs_voice
def test_what_is_heard_is_what_was_spoken_and_the_marks_go_with_it(server: dict[str, str], tmp_path: Path) -> None:
    recorder = Recorder(server)
    try:
        found = drive(server, tmp_path, phrases=["still.title", "print.kept"])
    finally:
        recorder.close()
    alike, place = likeness(recorder.heard, found["pcm"])
    assert alike > 0.8
    begin = recorder.moment(place)
    loud = int(np.flatnonzero(np.abs(recorder.heard[place:]) > 300)[0])
    assert recorder.moment(place + loud) - when(found, "play") < 0.5, "first sound after Listen, prepared"
    starts = {}
    for index in found["marks"]:  # where each sentence lies in what was played: 'sentence 0' starts at the beginning
        starts[int(index)] = when(found, "sentence", int(index))
    words = [row for row in found["log"] if row[1] == "word"]
    assert [(row[2], row[3]) for row in words] == [
        (index, word) for index, count in enumerate(found["words"]) for word in range(count)
    ]
    late = [row[0] - begin - second for row, second in zip(words, seconds_in_stream(found), strict=True)]
    assert abs(statistics.median(late)) < 0.15
    assert max(map(abs, late)) < 0.25
    assert found["log"][-1][1] == "finished"


def seconds_in_stream(found: dict[str, Any]) -> list[float]:
    """Return where each word starts in the samples played: sentences are found by the quiet the script put between."""
    pauses = np.flatnonzero(np.diff(np.concatenate([[0], (found["pcm"] == 0).astype(int), [0]])))
    runs = [(a, b) for a, b in zip(pauses[::2], pauses[1::2], strict=True) if b - a >= 0.24 * RATE]
    lead = runs.pop(0)[1] if runs and runs[0][0] == 0 else 0
    begins = [lead, *(int(end) for _, end in runs)]
    assert len(begins) >= len(found["words"])
    return [begins[int(index)] / RATE + start for index, marks in found["marks"].items() for _, start in marks]


@needs_server
@needs_voice
def test_pause_and_stop_fall_silent_within_150_ms_and_resume_goes_on(server: dict[str, str], tmp_path: Path) -> None:
    recorder = Recorder(server)
    try:
        then = {"pause": 0.6, "resume": 1.6, "stop": 2.4}
        found = drive(server, tmp_path, phrases=["help.using_help"], then=then)
    finally:
        recorder.close()
    pause, resume, stop = (when(found, name) for name in ("pause", "resume", "stop"))
    assert np.abs(recorder.between(pause - 0.4, pause)).max() > 1000
    # The recorder knows the moment of a sample to some 20 ms.
    assert np.abs(recorder.between(pause + 0.15, resume - 0.05)).max() < 50
    assert np.abs(recorder.between(resume, stop)).max() > 1000
    assert np.abs(recorder.between(stop + 0.15, stop + 0.5)).max() < 50
    assert not [row for row in found["log"] if row[1] == "word" and pause < row[0] < resume]
    assert not [row for row in found["log"] if row[0] > stop]
    assert 1.0 < len(found["pcm"]) / RATE < 1.7, "what is kept is what was heard, not what was made"


@needs_server
@needs_voice
def test_a_page_nobody_prepared_holds_nothing_up_and_is_marked_rightly_when_it_speaks(
    server: dict[str, str], tmp_path: Path
) -> None:
    recorder = Recorder(server)
    try:
        found = drive(server, tmp_path, prepared=False)
    finally:
        recorder.close()
    assert next(row[2] for row in found["log"] if row[1] == "play took") < 0.25
    sentence = found["pcm"][np.flatnonzero(found["pcm"])[0] :]
    alike, place = likeness(recorder.heard, sentence)
    assert alike > 0.8
    first = recorder.moment(place) - found["lead"]
    words = [row for row in found["log"] if row[1] == "word"]
    late = [row[0] - first - start for row, (_, start) in zip(words, found["marks"]["0"], strict=True)]
    assert abs(statistics.median(late)) < 0.15


def test_without_a_sound_device_it_says_so_and_marks_at_reading_pace(tmp_path: Path) -> None:
    nowhere = {**os.environ, "PULSE_SERVER": f"unix:{tmp_path}/none", "XDG_RUNTIME_DIR": str(tmp_path)}
    found = drive(nowhere, tmp_path, record=False, prepared=False)
    assert [row[2] for row in found["log"] if row[1] == "trouble"] == ["no_sound_device"]
    assert [row[2:] for row in found["log"] if row[1] == "word"] == [[0, word] for word in range(found["words"][0])]
    assert 0.8 < when(found, "finished") - when(found, "play") < 4


@needs_server
def test_without_a_voice_it_says_so_and_marks_at_reading_pace(server: dict[str, str], tmp_path: Path) -> None:
    found = drive(server, tmp_path, voice="none", record=False, prepared=False)
    assert [row[2] for row in found["log"] if row[1] == "trouble"] == ["no_voice"]
    assert found["log"][-1][1] == "finished"


@needs_server
def test_a_loudspeaker_that_goes_is_told_and_the_sentence_is_said_again_when_one_comes(
    server: dict[str, str], tmp_path: Path
) -> None:
    def ask(*words: str) -> None:
        subprocess.run(["pactl", *words], env=server, check=True, capture_output=True)

    environment = {**server, "PYTHONPATH": str(DRIVE.parents[3])}
    driven = subprocess.Popen(
        [sys.executable, str(DRIVE.with_name("drive_device.py"))],
        env=environment, cwd=DRIVE.parents[3], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True,
    )  # fmt: skip
    assert driven.stdout is not None
    told: list[list[Any]] = []

    def until(*what: Any) -> float:
        assert driven.stdout is not None
        for line in driven.stdout:
            told.append(json.loads(line))
            if told[-1][1 : 1 + len(what)] == list(what):
                return float(told[-1][0])
        raise AssertionError(f"it never told {what}: {told}")

    watch = threading.Timer(40, driven.kill)
    watch.start()
    try:
        until("sentence", 1)
        until("word", 1, 1)
        gone = time.time()
        ask("unload-module", "module-null-sink")
        assert until("trouble", "no_sound_device") - gone < 3.0, "it says so"
        until("word", 1, 1)
        assert [row[2] for row in told if row[1] == "sentence"] == [0, 1, 1], "the sentence at hand, marked in silence"
        came = time.time()
        ask("load-module", "module-null-sink", "sink_name=nul", "rate=48000", "channels=2", "format=s16le")
        recorder = Recorder(server)
        try:
            assert until("trouble", "") - came < 2.0
            at = until("sentence")
            assert told[-1][2] in (1, 2), "where it was"
            until("word", told[-1][2], 3)
        finally:
            recorder.close()
        assert np.abs(recorder.between(at + 0.3, at + 0.6)).max() > 1000, "and it is heard"
    finally:
        watch.cancel()
        driven.communicate("", timeout=10)
