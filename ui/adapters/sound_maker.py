"""Makes the sound of sentences ahead of the ear, in a thread of its own, and keeps the last ones.

What is wanted comes first; a sentence that nobody wants any longer is given up in the middle. While nothing is wanted
and the kiosk is quiet (`fill_from`), the sounds of the content that are not at hand yet are made for later.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from kiosk.errors import KioskError, VoiceError
from kiosk.readaloud.script import Utterance
from kiosk.readaloud.storing import Stocking
from kiosk.readaloud.voice import GivenUpError, Patience, SilentVoice, Sound, Voice

Key = tuple[Utterance, float, str]
_KEPT_BYTES = 12_000_000
"""About four minutes of speech: 'Again' and 'Previous' are at once. Gone with the program; own words as they end."""

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
        self._at: Key | None = None
        self._patience: Patience | None = None
        self._later: Iterator[Utterance] = iter(())
        self._left: Utterance | None = None
        self._quiet = self._closing = False
        self._thread: threading.Thread | None = None

    # -- asked from the GUI's thread -----------------------------------------------------------------------

    def key(self, utterance: Utterance, speed: float) -> Key:
        """Return what the sound of `utterance` is kept under."""
        return utterance, speed, self._voice.name

    def want(self, utterances: Sequence[Utterance], speed: float) -> None:
        """Make these next, in this order; what is being made and is none of them is given up."""
        with self._change:
            self._wanted = [self.key(utterance, speed) for utterance in utterances]
            if self._patience is not None and self._at not in self._wanted and self._next_wanted() is not None:
                self._patience.give_up()
            self._change.notify()
        if utterances:
            self.warm_up()

    def warm_up(self) -> None:
        """Load the voice, in the maker's thread, before anyone asks for a sound."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
            self._thread.start()

    def fill_from(self, utterances: Iterable[Utterance]) -> None:
        """Tell what to make for later, in quiet times; it is asked for in the maker's thread, one by one."""
        with self._change:
            self._later, self._left = iter(utterances), None

    def be_quiet(self, quiet: bool) -> None:
        """Say whether the kiosk is quiet; what is made for later is given up at once when it no longer is."""
        with self._change:
            self._quiet = quiet
            if not quiet and self._at is None and self._patience is not None:
                self._patience.give_up()
            self._change.notify()

    def get(self, utterance: Utterance, speed: float) -> Sound | None:
        """Return the sound if it is ready, and note that it was used."""
        with self._change:
            key = self.key(utterance, speed)
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def forget_own(self) -> None:
        """Forget sounds that may say what somebody typed."""
        with self._change:
            self._wanted = [key for key in self._wanted if not key[0].own]
            for key in [key for key in self._kept if key[0].own]:
                del self._kept[key]

    def close(self) -> None:
        """End the thread; what is being made is given up."""
        with self._change:
            self._closing = True
            self._wanted = []
            if self._patience is not None:
                self._patience.give_up()
            self._change.notify()
        if self._thread is not None:
            self._thread.join()

    # -- the maker's thread --------------------------------------------------------------------------------

    def _work(self) -> None:
        # Linux keeps this for each thread: those that the voice starts from here give way to the screen as well.
        # Measured on 2 cores: 4 ms of work on the GUI's thread stay 4 ms, while all cores speak.
        with suppress(PermissionError):  # a service may be refused it: a voice in the screen's way is better than none
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        try:
            self._voice.load()
        except VoiceError:
            self._failed()
        while (patience := self._begin_next()) is not None:
            try:
                if self._at is None:
                    self._make_for_later(patience)
                else:
                    self._make(self._at, patience)
            except GivenUpError:
                pass  # what is wanted now comes next
            finally:
                with self._change:
                    self._patience = None

    def _begin_next(self) -> Patience | None:
        """Wait for something to do and note what it is; None when the thread shall end."""
        with self._change:
            while not self._closing:
                self._at = self._next_wanted()
                if self._at is not None or self._fills():
                    self._patience = Patience()
                    return self._patience
                self._change.wait()
            return None

    def _next_wanted(self) -> Key | None:
        return next((key for key in self._wanted if key not in self._kept), None)

    def _fills(self) -> bool:
        return self._quiet and isinstance(self._voice, Stocking) and self._voice.stocks

    def _make(self, key: Key, patience: Patience) -> None:
        utterance, speed, _ = key
        try:
            sound = self._voice.speak(utterance, speed, patience)
        except VoiceError:
            self._failed()
            sound = self._silence.speak(utterance, speed)
        with self._change:
            if key in self._wanted or not utterance.own:
                self._kept[key] = sound
            self._forget_oldest()
        self._made()

    def _make_for_later(self, patience: Patience) -> None:
        voice = self._voice
        assert isinstance(voice, Stocking)
        try:
            utterance = self._left or next(self._later, None)
            self._left = utterance
            if utterance is not None and voice.stock(utterance, patience):
                self._left = None
            else:
                self.be_quiet(False)
                self.fill_from(())
        except KioskError:  # content that cannot be read, a voice that fails: told when someone asks for it
            self.be_quiet(False)
            self.fill_from(())

    def _forget_oldest(self) -> None:
        total = sum(len(sound.pcm) for sound in self._kept.values())
        for key in [key for key in self._kept if key not in self._wanted]:
            if total <= _KEPT_BYTES:
                return
            total -= len(self._kept.pop(key).pcm)
