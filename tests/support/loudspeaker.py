"""A sound server of the tests' own, with a loudspeaker that nobody hears, and what was sent to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.kiosk.readaloud.hearing import Samples, samples

RATE = 24_000
needs_server = pytest.mark.skipif(
    shutil.which("pulseaudio") is None or shutil.which("parec") is None, reason="pulseaudio is not installed"
)


class Recorder:
    """Records what the null loudspeaker is sent, and knows at which moment each sample was heard."""

    def __init__(self, environment: dict[str, str], sink: str = "nul") -> None:
        command = ["parec", "-d", f"{sink}.monitor", "--format=s16le", f"--rate={RATE}", "--channels=1", "--raw"]
        self._process = subprocess.Popen([*command, "--latency-msec=20"], env=environment, stdout=subprocess.PIPE)
        self._heard = bytearray()
        self._times: list[tuple[float, int]] = []
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while data := os.read(self._process.stdout.fileno(), 4096):
            self._heard += data
            self._times.append((time.time(), len(self._heard) // 2))

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    @property
    def heard(self) -> Samples:
        return samples(bytes(self._heard[: len(self._heard) // 2 * 2]))

    def moment(self, sample: int) -> float:
        """Return when a sample was heard, as time.time() counts."""
        return next(at - (count - sample) / RATE for at, count in self._times if count >= sample)

    def between(self, start: float, end: float) -> Samples:
        """Return what was heard between two moments."""
        first, last = (next((c - int((a - t) * RATE) for a, c in self._times if a >= t), None) for t in (start, end))
        return self.heard[first:last]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Run a sound server of our own, with a loudspeaker that nobody hears, and return the environment to find it."""
    with loudspeaker(tmp_path_factory.mktemp("pulse")) as environment:
        yield environment


@contextmanager
def loudspeaker(folder: Path, *modules: str) -> Iterator[dict[str, str]]:
    """Run a sound server with a loudspeaker and `modules`, its socket in `folder`; give the environment to find it."""
    folder.chmod(0o700)
    socket = folder / "socket"
    own = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    command = [
        "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
        "-L", "module-null-sink sink_name=nul rate=48000 channels=2 format=s16le",
        "-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}",
        *(word for module in modules for word in ("-L", module)),
    ]  # fmt: skip
    process = subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 10
    while not socket.exists():
        assert process.poll() is None, "the sound server did not start"
        assert time.monotonic() < deadline, "the sound server is not ready after 10 s"
        time.sleep(0.05)
    try:
        yield {**own, "PULSE_SERVER": f"unix:{socket}"}
    finally:
        process.terminate()
        process.wait()
