"""Plays a script: sound made ahead by a thread, handed to the device sample by sample, marks by what was heard.

All of a page goes into one stream, so a sentence, the pause the script asks for and the next sentence follow each
other to the sample. Where no sound can be made or heard, `trouble` says which, once a page, and the marks go on at
reading pace: the same stream then runs against a clock.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.readaloud.script import Utterance
from kiosk.readaloud.tongues import Tongues
from kiosk.readaloud.voice import SilentVoice, Sound, Voice
from ui.adapters.sound_maker import SoundMaker

if TYPE_CHECKING:
    from ui.adapters.sound_output import Output

_RATE = 24_000
_TICK_MS = 20
_AHEAD = 2
"""Sentences made ahead of the one that is heard."""
_SETTLED_MS = 30
"""So long after a page was opened it stands on the glass; only then its sound is made."""
_QUIET_MS = 2000
"""So long after the last wish, and not while it speaks, sounds are made for later."""
_FILL_SECONDS = 0.06
"""Quiet written ahead while a sentence is still being made: little, so that it begins as soon as it is ready."""
_DEVICE_MS = 700
"""A device that has just come is opened so much later: opened at once, its stream may never begin."""
_STALE_SAMPLES = _RATE // 2

NO_VOICE = "no_voice"
NO_SOUND_DEVICE = "no_sound_device"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A sentence in the stream: its place in the script, and where it starts and ends in samples."""

    index: int
    start: int
    end: int
    sound: Sound


class SoundPlayer(QObject):
    """Reads a page aloud. `record` keeps what was played (`recorded`), for the tour."""

    sentence_started = Signal(int)
    word_started = Signal(int, int)
    page_finished = Signal()
    trouble = Signal(str)
    _sound_made = Signal()
    _voice_failed = Signal()

    def __init__(self, voice: Voice, *, record: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._maker = SoundMaker(voice, self._sound_made.emit, self._voice_failed.emit)
        self._silence = SoundMaker(SilentVoice(voice.lang), self._sound_made.emit, self._voice_failed.emit)
        self._record = bytearray() if record else None
        self._keeps_record = record
        self._volume = 1.0
        self._script: tuple[Utterance, ...] = ()
        self._speed = 1.0
        self._output: Output | None = None
        self._told: set[str] = set()
        self._watches = False
        self._device_settled = self._timer_for(_DEVICE_MS, self._come_back)
        self._page_settled = self._timer_for(_SETTLED_MS, self._prepare_now)
        self._calm = self._timer_for(_QUIET_MS, self._use_quiet)
        self._clear_stream(0)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._soon: tuple[tuple[Utterance, ...], float] = ((), 1.0)
        self._sound_made.connect(self._tick, Qt.ConnectionType.QueuedConnection)
        self._voice_failed.connect(self._tell_no_voice, Qt.ConnectionType.QueuedConnection)

    def _timer_for(self, milliseconds: int, then: Callable[[], None]) -> QTimer:
        """Return a timer that calls `then` once, so long after it was last started."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer

    # -- what a screen asks for ----------------------------------------------------------------------------

    def warm_up(self) -> None:
        """Get the voice ready in the background; call it once the first screen is painted."""
        self._maker.warm_up()
        self.stir()

    def fill_from(self, utterances: Iterable[Utterance]) -> None:
        """Tell what to make for later while nobody wants anything; it is asked for in the maker's thread."""
        self._maker.fill_from(utterances)

    def stir(self) -> None:
        """Somebody is there: what is made for later is given up at once, and taken up when it is quiet again."""
        self._maker.be_quiet(False)
        self._calm.start()

    def prepare(self, script: tuple[Utterance, ...], speed: float) -> None:
        """Start making what may be asked for next, all of `script`, once the page stands; returns at once."""
        self._soon = (script, speed)
        self._page_settled.start()

    def play(self, script: tuple[Utterance, ...], index: int, speed: float) -> None:
        """Read `script` aloud from the sentence `index` on; what was playing stops at once."""
        self.stop()
        self._script, self._speed = script, speed
        self.stir()
        if not script:
            self.page_finished.emit()
            return
        self._told = set()
        self._clear_stream(index)
        self._output = self._open()
        self._timer.start()
        self._tick()

    def pause(self) -> None:
        """Fall silent and keep the place."""
        if self._output is not None:
            self._output.pause()
            self._timer.stop()

    def resume(self) -> None:
        """Go on where it was paused."""
        if self._output is not None:
            self._output.resume()
            self._timer.start()
            self._come_back()

    def stop(self) -> None:
        """Fall silent at once and forget the page."""
        self._fall_silent()
        self._script = ()
        self._clear_stream(0)
        self._maker.forget_own()
        self._silence.forget_own()

    def speaks(self, lang: str) -> bool:
        """Return whether words of `lang` that nobody prepared would be heard."""
        return isinstance(self._voice, Tongues) and self._voice.speaks(lang)

    def _fall_silent(self) -> None:
        self._timer.stop()
        if self._output is not None:
            self._cut_record(self._output.heard())
            self._output.stop()
            self._output = None

    def set_volume(self, volume: float) -> None:
        """Set the loudness, 0.0 (mute) to 1.0, at once."""
        self._volume = min(max(volume, 0.0), 1.0)
        if self._output is not None:
            self._output.set_volume(self._volume)

    def recorded(self) -> tuple[bytes, int]:
        """Return what was played since the start, as mono signed 16-bit samples, and their rate."""
        return bytes(self._record or b""), _RATE

    def close(self) -> None:
        """Stop, and end the threads; the player can't be used after that."""
        self.stop()
        for timer in (self._page_settled, self._calm, self._device_settled):
            timer.stop()
        self._maker.close()
        self._silence.close()

    def _prepare_now(self) -> None:
        if self._output is None and not self._voice.silent:
            self._maker.want(*self._soon)

    def _use_quiet(self) -> None:
        if self._output is not None:
            self._calm.start()
        elif not self._voice.silent:
            self._maker.be_quiet(True)

    # -- opening -------------------------------------------------------------------------------------------

    def _open(self) -> Output:
        from ui.adapters.sound_output import ClockOutput, open_sink, when_devices_change

        if not self._watches:
            self._watches = True
            when_devices_change(self._device_settled.start, self)
        if self._voice.silent or not any(self._voice.says(one) for one in self._script):
            self._tell_no_voice()
            return ClockOutput(_RATE)
        sink = open_sink(_RATE, self._volume)
        if sink is not None:
            return sink
        self._tell(NO_SOUND_DEVICE)
        return ClockOutput(_RATE)

    def _source(self) -> SoundMaker:
        """Return who makes the sound: the voice, or silence where nobody would hear it and nobody records."""
        from ui.adapters.sound_output import ClockOutput

        unheard = isinstance(self._output, ClockOutput) and not self._keeps_record
        return self._silence if unheard else self._maker

    def _tell_no_voice(self) -> None:
        self._tell(NO_VOICE)

    def _tell(self, key: str) -> None:
        if key not in self._told:
            self._told.add(key)
            self.trouble.emit(key)

    # -- the stream ----------------------------------------------------------------------------------------

    def _clear_stream(self, index: int) -> None:
        self._next = index
        self._written = 0
        self._pending = b""
        self._placed: deque[_Placed] = deque()
        self._end: int | None = None
        self._quiet_from: int | None = None
        self._heard_word: tuple[int, int] | None = None
        self._heard_sentence: int | None = None
        self._recorded_before = len(self._record) if self._record is not None else 0

    def _tick(self) -> None:
        if self._output is None or not self._timer.isActive():
            return
        if self._output.broken():
            self._go_on_silently()
        self._write()
        self._follow()

    def _write(self) -> None:
        while (output := self._output) is not None and (room := output.room()) > 0:
            if not self._pending:
                if self._place_next():
                    continue
                room = min(room, int(_FILL_SECONDS * _RATE) - (self._written - output.heard()))
                if room > 0:
                    self._quiet_from = self._written if self._quiet_from is None else self._quiet_from
                    self._hand_over(output, bytes(2 * room))
                return
            taken = self._hand_over(output, self._pending[: 2 * room])
            self._pending = self._pending[2 * taken :]
            if not taken:
                return

    def _hand_over(self, output: Output, pcm: bytes) -> int:
        taken = output.write(pcm)
        self._written += taken
        if self._record is not None:
            self._record += pcm[: 2 * taken]
        return taken

    def _place_next(self) -> bool:
        """Put the next sentence and its pause into the stream if its sound is ready; ask for it and those after."""
        if self._next >= len(self._script):
            self._end = self._written if self._end is None else self._end
            return False
        source = self._source()
        source.want(self._script[self._next : self._next + 1 + _AHEAD], self._speed)
        one = self._script[self._next]
        sound = source.get(one, self._speed)
        if sound is None:
            return False
        if self._quiet_from is not None and not self._placed and self._written - self._quiet_from > _STALE_SAMPLES:
            self._reopen()
        self._quiet_from = None
        start = self._written
        self._placed.append(_Placed(self._next, start, start + len(sound.pcm) // 2, sound))
        last = self._next + 1 == len(self._script)
        self._pending = sound.pcm + (b"" if last else bytes(2 * round(one.pause_after * _RATE)))
        self._next += 1
        return True

    def _reopen(self) -> None:
        """Begin a new stream after a long wait: a device that ran dry meanwhile would play late from then on."""
        assert self._output is not None
        self._cut_record(self._output.heard())
        self._output.stop()
        self._output = self._open()
        self._written = 0
        self._recorded_before = len(self._record) if self._record is not None else 0

    def _follow(self) -> None:
        """Tell what has been heard since the last look."""
        output = self._output
        assert output is not None
        heard = output.heard()
        while self._placed and heard >= self._placed[0].start:
            placed = self._placed[0]
            self._mark(placed, heard)
            if heard < placed.end or self._output is not output:  # who is told may stop it
                break
            self._placed.popleft()
        if self._output is output and self._end is not None and heard >= self._end:
            self.stop()
            self.page_finished.emit()

    def _mark(self, placed: _Placed, heard: int) -> None:
        if self._heard_sentence != placed.index:
            self._heard_sentence = placed.index
            self.sentence_started.emit(placed.index)
        now = (heard - placed.start) / _RATE
        word = max((mark.word for mark in placed.sound.marks if mark.start <= now), default=None)
        if word is not None and self._heard_word != (placed.index, word):
            self._heard_word = (placed.index, word)
            self.word_started.emit(placed.index, word)

    def _go_on_silently(self) -> None:
        """The device went away: begin the sentence at hand again, without sound."""
        from ui.adapters.sound_output import ClockOutput

        self._begin_again(ClockOutput(_RATE))
        self._tell(NO_SOUND_DEVICE)

    def _come_back(self) -> None:
        """A device came or went: where the sound was missing, say the sentence at hand again, aloud."""
        from ui.adapters.sound_output import open_sink

        if NO_SOUND_DEVICE not in self._told or self._output is None or not self._timer.isActive():
            return
        sink = open_sink(_RATE, self._volume)
        if sink is not None:
            self._told.discard(NO_SOUND_DEVICE)
            self._begin_again(sink)
            self.trouble.emit("")

    def _begin_again(self, output: Output) -> None:
        index = self._heard_sentence if self._heard_sentence is not None else max(self._next - 1, 0)
        self._fall_silent()
        self._clear_stream(index)
        self._output = output
        self._timer.start()

    def _cut_record(self, heard: int) -> None:
        if self._record is not None:
            del self._record[self._recorded_before + 2 * min(heard, self._written) :]
