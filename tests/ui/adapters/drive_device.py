"""Reads a long page in a voice that hums, and prints what the player tells, a JSON list a line, as it happens.

It ends when its standard input does. The sound device is whatever PULSE_SERVER names.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
import time
from array import array

from PySide6.QtCore import QCoreApplication, QSocketNotifier

from kiosk.bundle.model import Span
from kiosk.bundle.speech import SpokenWord
from kiosk.readaloud.script import Kind, Utterance
from kiosk.readaloud.voice import Patience, SilentVoice, Sound
from ui.adapters.sound import SoundPlayer


class Hum(SilentVoice):
    """As long as the silent voice, and never quiet."""

    name = "hum"
    silent = False

    def speak(self, utterance: Utterance, speed: float, patience: Patience | None = None) -> Sound:
        """Return a tone with the silent voice's marks."""
        quiet = super().speak(utterance, speed)
        wave = array("h", [int(8000 * math.sin(at / 8)) for at in range(len(quiet.pcm) // 2)])
        return Sound(wave.tobytes(), quiet.rate, quiet.marks)


def tell(*what: object) -> None:
    print(json.dumps([time.time(), *what]), flush=True)


def main() -> None:
    app = QCoreApplication(sys.argv)
    player = SoundPlayer(Hum("en-GB"))
    player.sentence_started.connect(lambda index: tell("sentence", index))
    player.word_started.connect(lambda index, word: tell("word", index, word))
    player.trouble.connect(lambda key: tell("trouble", key))
    text = "four words to hum"
    starts = [0, 5, 11, 14, 17]
    words = tuple(
        SpokenWord(Span(one, after), text[one:after].strip(), "m") for one, after in itertools.pairwise(starts)
    )
    ended = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ended.activated.connect(app.quit)
    player.play(tuple(Utterance(text, words, Kind.SENTENCE, block=number) for number in range(40)), 0, 1.0)
    app.exec()
    player.close()


if __name__ == "__main__":
    main()
