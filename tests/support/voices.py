"""The real voice, once for all tests that let it speak: loading it takes most of a second."""

from __future__ import annotations

import pytest

from kiosk.readaloud.kokoro import KokoroVoice


@pytest.fixture(scope="session")
def voice() -> KokoroVoice:
    """Return the real voice."""
    found = KokoroVoice("bf_emma", "en-GB")
    if not found.available():
        pytest.skip("the voice is not installed: kiosk voices install")
    return found
