"""Reads utterances aloud through the kiosk's own sound path and writes down when it told which word.

    python play.py PAGE.pickle OUT.json

The page: a list of (utterance, its sound). The sound is there beforehand, as on a page whose sound is kept, so that
what is measured is the playing. The device is whatever PULSE_SERVER names. No part of the tests is imported: this runs
in a process of its own.
"""

from __future__ import annotations

import json
import pickle
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer

from kiosk.readaloud.script import Utterance
from kiosk.readaloud.voice import Patience, SilentVoice, Sound
from ui.adapters.sound import SoundPlayer


class KeptVoice(SilentVoice):
    """A voice that has said everything before."""

    name = "kept"
    silent = False

    def __init__(self, kept: dict[Utterance, Sound]) -> None:
        super().__init__("en-GB")
        self._kept = kept

    def speak(self, utterance: Utterance, speed: float, patience: Patience | None = None) -> Sound:
        """Return the sound as it was made."""
        return self._kept[utterance]


def main(page: Path, out: Path) -> None:
    app = QCoreApplication(sys.argv)
    log: list[list[Any]] = []
    # Pickled by the test that starts this, a moment ago: utterances and sounds are values, nothing else is in there.
    kept = dict(pickle.loads(page.read_bytes()))
    player = SoundPlayer(KeptVoice(kept))
    player.sentence_started.connect(lambda index: log.append([time.time(), "sentence", index]))
    player.word_started.connect(lambda index, word: log.append([time.time(), "word", index, word]))
    player.trouble.connect(lambda key: log.append([time.time(), "trouble", key]))
    player.page_finished.connect(lambda: QTimer.singleShot(800, app.quit))
    player.play(tuple(kept), 0, 1.0)
    app.exec()
    out.write_text(json.dumps(log))
    player.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
