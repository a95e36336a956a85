"""What the machine sends to its loudspeaker, recorded back from a real sound server, and told from another sound."""

from __future__ import annotations

import subprocess

import numpy as np
import pytest

from kiosk.bench_test.loopback import RATE, Loopback, likeness
from tests.support.loudspeaker import needs_server, server

__all__ = ["server"]  # a fixture


def noise(seed: int, seconds: float = 1.2) -> bytes:
    """Return a sound like no other."""
    count = int(RATE * seconds)
    return (np.random.default_rng(seed).normal(0, 4000, count)).clip(-32000, 32000).astype("<i2").tobytes()


def test_a_sound_is_like_itself_later_and_softer_and_unlike_another() -> None:
    played = noise(1)
    later = bytes(2 * RATE) + (np.frombuffer(played, "<i2") // 4).astype("<i2").tobytes() + bytes(RATE)
    assert likeness(played, later) > 0.95
    assert likeness(played, noise(2, 3.0)) < 0.1
    assert likeness(played, bytes(4 * RATE)) < 0.1
    assert likeness(b"", later) == likeness(played, b"") == 0.0


@needs_server
def test_what_is_played_comes_back_and_silence_does_not(
    server: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", server["PULSE_SERVER"])
    loopback, played = Loopback(), noise(3)
    loopback.start()
    command = ["pacat", "--format=s16le", f"--rate={RATE}", "--channels=1", "--raw"]
    subprocess.run(command, input=played, env=server, timeout=20, check=True)
    heard = loopback.stop()
    assert heard is not None
    assert likeness(played, heard) > 0.8


def test_where_nothing_can_record_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")
    loopback = Loopback()
    loopback.start()
    assert loopback.stop() is None
    monkeypatch.setenv("PATH", "/nonexistent")
    loopback.start()
    assert loopback.stop() is None
