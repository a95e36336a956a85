"""What the machine sends to its loudspeaker, recorded back where the sound server offers a monitor of it (`parec`)."""

from __future__ import annotations

import shutil
import subprocess
import threading

RATE = 24_000
_COMMAND = ("-d", "@DEFAULT_MONITOR@", "--format=s16le", f"--rate={RATE}", "--channels=1", "--raw", "--latency-msec=20")
_FADE = 240
"""Samples, a hundredth of a second: quiet before and after speech tells nothing."""


class Loopback:
    """Records from `start` to `stop`. Where nothing can record, it is silent and `stop` returns None."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._heard = bytearray()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to record."""
        self.stop()
        program = shutil.which("parec")
        if program is None:
            return
        self._heard = bytearray()
        self._process = subprocess.Popen([program, *_COMMAND], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._thread = threading.Thread(target=self._listen, args=(self._process,), daemon=True)
        self._thread.start()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        while data := process.stdout.read1(8192):  # type: ignore[attr-defined]  # it is a BufferedReader
            self._heard += data

    def stop(self) -> bytes | None:
        """End, and return mono signed 16-bit samples; None when nothing could be recorded."""
        process, self._process = self._process, None
        if process is None or self._thread is None:
            return None
        process.terminate()
        process.wait()
        self._thread.join()
        if process.stdout is not None:
            process.stdout.close()
        return bytes(self._heard[: len(self._heard) // 2 * 2]) or None


def likeness(played: bytes, heard: bytes) -> float:
    """Return how alike two sounds are where they fit best, 0 to 1: the peak of their normalised cross-correlation."""
    import numpy as np

    one = np.trim_zeros(np.frombuffer(played, "<i2").astype(np.float64))
    other = np.frombuffer(heard, "<i2").astype(np.float64)
    if len(one) < _FADE or len(other) < len(one) // 2:
        return 0.0
    other = np.concatenate([np.zeros(len(one)), other, np.zeros(len(one))])  # either may begin before the other
    size = 1 << (len(one) + len(other)).bit_length()
    product = np.fft.irfft(np.fft.rfft(other, size) * np.conj(np.fft.rfft(one, size)), size)
    product = product[: len(other) - len(one) + 1]
    energy = np.concatenate([[0.0], np.cumsum(other**2)])
    window = energy[len(one) :] - energy[: -len(one)]
    floor = max(float(window.max()) * 1e-3, 1.0)
    return float(np.max(np.abs(product) / np.sqrt(np.maximum(window, floor) * float(np.sum(one**2)))))
