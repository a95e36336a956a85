"""Reads one sentence aloud and puts what the glass shows at five moments beside what was heard by then.

    .venv/bin/python tests/listen/proof.py

The window stands on a screen of its own, the sound goes to a loudspeaker that nobody hears and is recorded there. The
pictures are taken off the screen, not out of the program; when each word is heard, a recogniser finds in the
recording (forced alignment: it knows the sentence, and nothing of the marks). Left in out/proof: five pictures,
`proof.png` with all five over the words, and `proof.json`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tremor"))

import checkout  # first: it says which `tests` is meant
from glass import display, environment
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from sound import server

from kiosk.options import RunOptions
from kiosk.readaloud.script import Utterance
from kiosk.readaloud.voice import Sound
from kiosk.settings import Settings
from tests.kiosk.readaloud.hearing import likeness, samples
from tests.listen.test_played import Played, aligned
from tests.support.loudspeaker import Recorder
from ui.adapters.sound import SoundPlayer
from ui.app import Kiosk, build

OUT = checkout.ROOT / "out" / "proof"
TOPIC, MOMENTS, WAIT = "baclofen", 5, 60.0
_WORDS = range(9, 15)
"""Words of the sentence that is shown: enough for five moments, few enough for two lines."""
_TRIES, _ALIKE = 4, 0.97
_NEAR = 0.08
"""Seconds by which a mark may lie beside what is heard."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A picture off the screen: when it was taken, and what the program says is marked in it."""

    at: float
    word: int | None
    picture: QImage


def let(done: Callable[[], bool], seconds: float = WAIT) -> None:
    """Let the program go on until `done`; SystemExit when it never comes to that."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise SystemExit("The kiosk did not come to the sentence: is the voice installed ('make setup')?")
        QApplication.processEvents()
        time.sleep(0.001)


def listen(kiosk: Kiosk) -> tuple[Utterance, list[Moment], Sound]:
    """Open a page, listen, and look five times at one sentence; return it, the pictures, and its sound."""
    presenter, reading = kiosk.presenter, kiosk.presenter.reading
    presenter.start()
    presenter.open_topic(TOPIC)
    presenter.start_reading()
    presenter.next_page()
    script = presenter.script_of(presenter.page_number())
    asked = next(one for one in script if len(one.words) in _WORDS)
    presenter.listen()
    number = reading.player.script.index(asked)
    let(lambda: reading.player.index == number and reading.player.word == 0)
    port = reading._port()
    assert isinstance(port, SoundPlayer)
    sound = port._maker.get(asked, port._speed)
    assert sound is not None
    begun, screen = time.time(), kiosk.application.primaryScreen()
    moments = []
    for count in range(MOMENTS):
        due = begun + sound.duration * (count + 0.6) / (MOMENTS + 0.4)
        let(lambda due=due: time.time() >= due)  # type: ignore[misc]
        picture = screen.grabWindow(0).toImage()
        moments.append(Moment(time.time(), reading.player.word, picture))
    let(lambda: reading.player.index > number or reading.player.finished)
    presenter.stop_listening()
    return asked, moments, sound


def compose(moments: list[Moment], lines: list[str]) -> QImage:
    """Return the five pictures, the upper half of each, over what was heard by then."""
    width, height, text = 960, 285, 52
    sheet = QImage(width, (height + text) * len(moments), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    font = QApplication.font()
    font.setPixelSize(19)
    painter.setFont(font)
    for row, (moment, line) in enumerate(zip(moments, lines, strict=True)):
        top = row * (height + text)
        small = moment.picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(0, top, small, 0, 0, width, height)
        painter.drawText(QRectF(12, top + height, width - 24, text), Qt.AlignmentFlag.AlignVCenter, line)
    painter.end()
    return sheet


def fits(marked: int | None, seconds: float, heard: dict[int, float]) -> bool:
    """Return whether the word marked is the one heard at this moment, or within `_NEAR` of it."""
    spoken = {max((word for word, at in heard.items() if at <= when), default=None)
              for when in (seconds - _NEAR, seconds, seconds + _NEAR)}  # fmt: skip
    return marked in spoken


def record(kiosk: Kiosk) -> tuple[Played, list[Moment], float]:
    """Listen while the sound is recorded; again where this machine was too busy to feed the sound server in time.

    Return the sentence as it was recorded, the pictures, and when it began to be heard.
    """
    for _ in range(_TRIES):
        recorder = Recorder(dict(os.environ))
        try:
            utterance, moments, sound = listen(kiosk)
            time.sleep(0.3)
        finally:
            recorder.close()
        alike, place = likeness(recorder.heard, samples(sound.pcm))
        if alike > _ALIKE:
            part = recorder.heard[place : place + len(sound.pcm) // 2]
            return Played(utterance, sound, part, alike, {}), moments, recorder.moment(place + 1)
    raise SystemExit(f"The sentence was never found whole in the recording ({alike:.2f}): is this machine busy?")


def prove() -> int:
    """Take the pictures, find the words in the recording, write both down; 0 when each mark is where it is heard."""
    kiosk = build(RunOptions(windowed=True), Settings())
    kiosk.window.showFullScreen()
    try:
        played, moments, begin = record(kiosk)
    finally:
        kiosk.close()
    utterance, heard = played.utterance, aligned(played)
    if not heard:
        raise SystemExit("The recogniser could not lay the sentence over the recording.")
    OUT.mkdir(parents=True, exist_ok=True)
    shown = [utterance.text[word.span.start : word.span.end] for word in utterance.words]
    rows = []
    for count, moment in enumerate(moments, 1):
        seconds = moment.at - begin
        moment.picture.save(str(OUT / f"{count}.png"))
        rows.append({
            "picture": f"{count}.png",
            "seconds": round(seconds, 3),
            "marked": shown[moment.word] if moment.word is not None else "",
            "heard": " ".join(shown[word] for word, at in heard.items() if at <= seconds),
            "fits": fits(moment.word, seconds, heard),
        })  # fmt: skip
    lines = [f"{row['seconds']:.2f} s   marked: {row['marked']}   heard by then: {row['heard']}" for row in rows]
    compose(moments, lines).save(str(OUT / "proof.png"))
    told = {"sentence": utterance.text, "likeness": round(played.likeness, 3), "moments": rows,
            "words heard at": {str(word): round(at, 2) for word, at in heard.items()}}  # fmt: skip
    (OUT / "proof.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 0 if all(row["fits"] for row in rows) else 1


def main() -> int:
    """Run on a screen and a sound server of our own."""
    with tempfile.TemporaryDirectory() as folder, display() as screen, server(Path(folder)) as sound:
        os.environ.update(environment(screen, Path(folder)) | sound)
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        code = prove()
        sys.stdout.flush()
    return code


if __name__ == "__main__":
    sys.exit(main())
