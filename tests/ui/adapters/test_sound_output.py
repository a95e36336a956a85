"""When a loudspeaker counts as gone."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest
from PySide6.QtMultimedia import QtAudio

from ui.adapters.sound_output import SinkOutput


def test_a_loudspeaker_that_plays_is_not_gone_when_only_the_screen_stood_still(monkeypatch: pytest.MonkeyPatch) -> None:
    told = SimpleNamespace(now=time.monotonic(), played=0)
    monkeypatch.setattr("ui.adapters.sound_output.time.monotonic", lambda: told.now)
    loudspeaker = SimpleNamespace(
        setBufferSize=lambda size: None,
        bufferSize=lambda: 19_200,
        bytesFree=lambda: 0,
        start=lambda: None,
        error=lambda: QtAudio.Error.NoError,
        processedUSecs=lambda: told.played,
    )
    output = SinkOutput(loudspeaker, 24_000)  # type: ignore[arg-type]
    told.now += 3.0
    told.played += 3_000_000
    assert not output.broken()
    told.now += 3.0
    assert output.broken(), "it held sound and played none of it"
