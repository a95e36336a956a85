"""First sound after Listen: from the lifted finger to the first sample that is not quiet, handed over and heard."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from child import figures
from figures import Budget, Part, row
from glass import environment

CASES = {
    "first": "first Listen since the start, topic open for 5 s",
    "just": "topic just opened by a touch, Listen as soon as it counts",
    "next": "page just turned, the page before open for 4 s",
    "open": "page open for 2 s",
    "made": "sentence made already",
}
_BOUNDS = {"first": 500.0, "just": 500.0, "next": 500.0, "open": 500.0, "made": 150.0}
_PAUSE_BOUND = 100.0
_ROUNDS = 2
_THERE = {"just": "topic just opened", "next": "page just turned"}
"""What is listened to where nothing has to be made."""
_THERE_BOUND = 150.0


def measure(screen: str, work: Path) -> Part:
    """Listen to pages of the shipped topics, through a sound server of our own."""
    part = Part("First sound after Listen (voice made on this machine, while you wait)")
    if shutil.which("pulseaudio") is None or shutil.which("parec") is None:
        part.notes.append("pulseaudio is not installed, so nothing was measured (Debian: pulseaudio pulseaudio-utils).")
        return part
    handed: dict[str, list[float]] = {case: [] for case in CASES}
    heard: dict[str, list[float]] = {case: [] for case in CASES}
    memory: list[float] = []
    silent: list[float] = []
    with server(work) as sound:
        for _ in range(_ROUNDS):
            found = figures("listen.py", "live", env=environment(screen, work) | sound)
            if not found["voice"]:
                part.notes.append("No voice is installed, so nothing was measured: run 'make setup'.")
                return part
            for case in CASES:
                handed[case] += found["handed"][case]
                heard[case] += found["heard"][case]
            memory.append(found["pss"])
            silent += found["silent"]
        there = _listen_to_what_is_there(environment(screen, work) | sound, work)
    for case, words in CASES.items():
        part.rows += [row(f"{words}: handed over", "ms", handed[case]), row("    and heard", "ms", heard[case])]
        part.budgets.append(Budget(f"heard, {words}, median", part.rows[-1].median, _BOUNDS[case], "ms"))
    part.rows.append(row("still heard after Pause", "ms", silent))
    part.budgets.append(Budget("still heard after Pause, longest", max(silent), _PAUSE_BOUND, "ms"))
    part.rows.append(row("memory of the kiosk that speaks (PSS)", "MB", memory))
    for source, found in there.items():
        for case, words in _THERE.items():
            if not found["handed"][case]:
                continue
            part.rows += [row(f"{source}, {words}: handed over", "ms", found["handed"][case])]
            part.budgets.append(
                Budget(f"handed over, {source}, {words}, median", part.rows[-1].median, _THERE_BOUND, "ms")
            )
            part.rows.append(row("    and heard", "ms", found["heard"][case]))
        part.rows.append(row(f"memory of the kiosk that plays what is {source} (PSS)", "MB", [found["pss"]]))
    return part


def _listen_to_what_is_there(env: dict[str, str], work: Path) -> dict[str, Any]:
    """Listen to a bundle with recordings on an empty disk, then to what the kiosk's disk keeps."""
    bundle = work / "recorded.kib"
    figures("listen.py", "record", str(bundle), env=env)
    empty = work / "empty"
    empty.mkdir()
    recorded = figures("listen.py", "heard", str(bundle), env=env | {"KIOSK_HOME": str(empty)})
    fresh = figures("listen.py", "fresh", env=env | {"KIOSK_HOME": str(work / "fresh")})
    return {"recorded": recorded, "kept": figures("listen.py", "heard", env=env), "made a minute ago": fresh}


@contextmanager
def server(work: Path) -> Iterator[dict[str, str]]:
    """Run a sound server of our own, with a loudspeaker that nobody hears; yield the environment to find it."""
    folder = work / "pulse"
    folder.mkdir(mode=0o700)
    socket = folder / "socket"
    own = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    command = [
        "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
        "-L", "module-null-sink sink_name=nul rate=48000 channels=2 format=s16le",
        "-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 10
        while not socket.exists():
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("The sound server did not start.")
            time.sleep(0.05)
        yield {"PULSE_SERVER": f"unix:{socket}"}
    finally:
        process.terminate()
        process.wait()
