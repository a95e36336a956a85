"""Makes the sound of sentences ahead of the ear, in a thread of its own, and keeps the last ones."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

from kiosk.errors import VoiceError
from kiosk.readaloud.script import Utterance
from kiosk.readaloud.voice import SilentVoice, Sound, Voice

Key = tuple[Utterance, float, str]
_KEPT_BYTES = 12_000_000
"""About four minutes of speech: 'Again' and 'Previous' are at once. Content only; gone with the program."""

_NICE = 5
"""Priority of the voice beside the screen, 0 to 19: higher gives way."""


class SoundMaker:
    """Speaks wanted sentences, first wanted first. A sentence that fails is silence at reading pace.

    `made` is called, in the maker's thread, each time a sentence is ready; `failed` when the voice gave up.
    """

    def __init__(self, voice: Voice, made: Callable[[], None], failed: Callable[[], None]) -> None:
        self._voice = voice
        self._silence = SilentVoice(voice.lang)
        self._made = made
        self._failed = failed
        self._wanted: list[Key] = []
        self._kept: OrderedDict[Key, Sound] = OrderedDict()
        self._change = threading.Condition()
        self._closing = False
        self._thread: threading.Thread | None = None

    def key(self, utterance: Utterance, speed: float) -> Key:
        """Return what the sound of `utterance` is kept under."""
        return utterance, speed, self._voice.name

    def want(self, utterances: Sequence[Utterance], speed: float) -> None:
        """Make these next, in this order, and nothing else after what is being made now."""
        with self._change:
            self._wanted = [self.key(utterance, speed) for utterance in utterances]
            self._change.notify()
        if utterances:
            self.warm_up()

    def warm_up(self) -> None:
        """Load the voice, in the maker's thread, before anyone asks for a sound."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
            self._thread.start()

    def get(self, utterance: Utterance, speed: float) -> Sound | None:
        """Return the sound if it is ready, and note that it was used."""
        with self._change:
            key = self.key(utterance, speed)
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def close(self) -> None:
        """End the thread; waits for the sentence being made."""
        with self._change:
            self._closing = True
            self._wanted = []
            self._change.notify()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        # Linux keeps this for each thread: those that the voice starts from here give way to the screen as well.
        # Measured on 2 cores: 4 ms of work on the GUI's thread stay 4 ms, while all cores speak.
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        try:
            self._voice.load()
        except VoiceError:
            self._failed()
        while (key := self._next()) is not None:
            sound = self._speak(key)
            with self._change:
                self._kept[key] = sound
                self._forget_oldest()
            self._made()

    def _next(self) -> Key | None:
        with self._change:
            while True:
                if self._closing:
                    return None
                for key in self._wanted:
                    if key not in self._kept:
                        return key
                self._change.wait()

    def _speak(self, key: Key) -> Sound:
        utterance, speed, _ = key
        try:
            return self._voice.speak(utterance, speed)
        except VoiceError:
            self._failed()
            return self._silence.speak(utterance, speed)

    def _forget_oldest(self) -> None:
        total = sum(len(sound.pcm) for sound in self._kept.values())
        for key in [key for key in self._kept if key not in self._wanted]:
            if total <= _KEPT_BYTES:
                return
            total -= len(self._kept.pop(key).pcm)
