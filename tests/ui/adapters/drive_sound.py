"""Plays phrases through a `SoundPlayer` in a process of its own and writes down what happened and when.

    python drive_sound.py OUT.json JOB.json

The job: {"phrases": [key, ...], "voice": name, "record": bool, "then": {"pause": seconds, ...}}; times count from the
first sentence heard. "prepared": play only when the sound of every sentence is there, as on a page read for a while.
Beside OUT.json the samples played are left as OUT.pcm. The sound device is whatever PULSE_SERVER names.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer

from kiosk import phrases
from kiosk.readaloud.script import script_for_phrase
from kiosk.readaloud.speech_file import phrase_speech
from kiosk.readaloud.voice import voice_for
from kiosk.settings import Settings
from ui.adapters.sound import SoundPlayer

LANG = "en-GB"


class Drive:
    """One run, from `play` to the end of the page or to `stop`."""

    def __init__(self, app: QCoreApplication, job: dict[str, Any]) -> None:
        self.app, self.job = app, job
        self.log: list[list[Any]] = []
        words, speech = phrases.load(LANG), phrase_speech(LANG)
        self.script = tuple(one for key in job["phrases"] for one in script_for_phrase(words(key), speech))
        self.player = SoundPlayer(voice_for(LANG, Settings(voice=job["voice"])), record=job["record"])
        self.player.sentence_started.connect(self.sentence)
        self.player.word_started.connect(lambda sentence, word: self.note("word", sentence, word))
        self.player.trouble.connect(lambda key: self.note("trouble", key))
        self.player.page_finished.connect(self.finished)
        if job["prepared"]:
            self.player._maker.want(self.script, 1.0)
        self.waiting = QTimer(interval=10)
        self.waiting.timeout.connect(self.play_when_ready)
        self.waiting.start()

    def note(self, *what: Any) -> None:
        self.log.append([time.time(), *what])

    def play_when_ready(self) -> None:
        if self.job["prepared"] and not all(self.player._maker.get(one, 1.0) for one in self.script):
            return
        self.waiting.stop()
        self.note("play")
        begun = time.perf_counter()
        self.player.play(self.script, 0, 1.0)
        self.note("play took", time.perf_counter() - begun)

    def sentence(self, index: int) -> None:
        self.note("sentence", index)
        if index == 0:
            for name, seconds in self.job["then"].items():
                QTimer.singleShot(round(1000 * seconds), lambda name=name: self.do(name))

    def do(self, name: str) -> None:
        self.note(name)
        getattr(self.player, name)()
        if name == "stop":
            QTimer.singleShot(600, self.app.quit)

    def finished(self) -> None:
        self.note("finished")
        QTimer.singleShot(600, self.app.quit)


def main(out: Path, job: Path) -> None:
    app = QCoreApplication(sys.argv)
    drive = Drive(app, json.loads(job.read_text()))
    QTimer.singleShot(60_000, app.quit)
    app.exec()
    marks = {}
    for index, one in enumerate(drive.script):
        sound = drive.player._source().get(one, 1.0)
        marks[index] = [[mark.word, mark.start] for mark in sound.marks] if sound else []
    lengths = [len(one.words) for one in drive.script]
    first = drive.player._source().get(drive.script[0], 1.0)
    lead = (len(first.pcm) - len(first.pcm.lstrip(b"\0"))) / 2 / first.rate if first else 0.0
    out.write_text(json.dumps({"log": drive.log, "marks": marks, "words": lengths, "lead": lead}))
    out.with_suffix(".pcm").write_bytes(drive.player.recorded()[0])
    drive.player.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
