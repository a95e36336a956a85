"""The voice of the bench test through a real sound server and back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.bench_test.answers import recorded_back
from kiosk.readaloud.install import model_path
from tests.support.loudspeaker import needs_server, server

__all__ = ["server"]  # a fixture

needs_voice = pytest.mark.skipif(not model_path().is_file(), reason="the voice is not installed")


@pytest.mark.slow
@needs_server
@needs_voice
def test_the_voice_that_is_sent_to_the_loudspeaker_comes_back_as_it_was_said(
    server: dict[str, str], root: Path
) -> None:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("drive_voice.py"))], cwd=root, capture_output=True, text=True,
        env={**server, "PYTHONPATH": str(root)}, timeout=90, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["trouble"] == ""
    assert recorded_back(told["alike"]).passed, told
