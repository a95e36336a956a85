"""The port that every reading voice stands behind, and the voice without sound.

`SilentVoice` ships: where no voice is installed, sentences are marked at reading pace and the screen says so. It
is also what tests use where sound does not matter.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from kiosk.readaloud.script import Utterance
from kiosk.settings import Settings

_WORDS_A_MINUTE = 150.0
_LETTERS_A_WORD = 5.5
"""Mean length of an English word with the blank behind it; longer words take longer."""
_RATE = 24_000
_SLOWER = 0.9
"""Factor on the speed for steps, which people carry out while they listen."""


@dataclass(frozen=True, slots=True)
class Mark:
    """When a word is said: its place in `Utterance.words`, and seconds from the start of the sound."""

    word: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sound:
    """One sentence as sound: signed 16-bit little-endian mono at `rate` samples a second, and its word marks."""

    pcm: bytes
    rate: int
    marks: tuple[Mark, ...]

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return len(self.pcm) / 2 / self.rate


class GivenUpError(Exception):
    """Nobody wants any longer what was being made."""


class Patience:
    """Lets another thread end what a voice is making, at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cut: Callable[[], None] | None = None
        self.gone = False

    def give_up(self) -> None:
        """Nobody waits any longer."""
        with self._lock:
            self.gone = True
            if self._cut is not None:
                self._cut()

    @contextmanager
    def lasting(self, cut: Callable[[], None]) -> Iterator[None]:
        """Do something that `cut` ends from another thread; GivenUpError when nobody waits for it already."""
        with self._lock:
            if self.gone:
                raise GivenUpError
            self._cut = cut
        try:
            yield
        finally:
            with self._lock:
                self._cut = None


def pace_of(utterance: Utterance, speed: float) -> float:
    """Return the speed at which `utterance` is said where `speed` is asked for: steps are said more slowly."""
    return speed * _SLOWER if utterance.slower else speed


class Voice(Protocol):
    """Someone who can say an utterance."""

    name: str
    lang: str
    licence: str
    silent: bool
    """True when it makes no sound: then the screen says that there is none."""

    def available(self) -> bool:
        """Return whether all it needs is installed; cheap, loads nothing."""

    def load(self) -> None:
        """Get ready to speak: seconds of work the first time, to be done off the GUI's thread; nothing after that."""

    def says(self, utterance: Utterance) -> bool:
        """Return whether `utterance` would be heard; cheap, loads nothing."""

    def speak(self, utterance: Utterance, speed: float, patience: Patience | None = None) -> Sound:
        """Return the sound of `utterance` at `speed` (1.0: the voice's own).

        VoiceError when it cannot, GivenUpError when `patience` has gone.
        """


class SilentVoice:
    """No sound; marks move on at reading pace."""

    name = "none"
    licence = ""
    silent = True

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def available(self) -> bool:
        """Return True: silence needs nothing."""
        return True

    def load(self) -> None:
        """Do nothing: silence is always ready."""

    def says(self, utterance: Utterance) -> bool:
        """Return False; a voice that builds on this one and makes sound says True."""
        return not self.silent

    def speak(self, utterance: Utterance, speed: float, patience: Patience | None = None) -> Sound:
        """Return silence as long as a reader needs, about 150 words a minute at speed 1.0, with a mark a word."""
        letter = 60.0 / (_WORDS_A_MINUTE * _LETTERS_A_WORD * pace_of(utterance, speed))
        marks = []
        now = 0.0
        for index, word in enumerate(utterance.words):
            length = max(len(word.said) + 1, 3) * letter
            marks.append(Mark(index, now, now + length))
            now += length
        return Sound(bytes(2 * round(now * _RATE)), _RATE, tuple(marks))


def voice_for(lang: str, settings: Settings) -> Voice:
    """Return the first voice set that speaks `lang`, or silence when none does: never a voice of another language."""
    known = {voice.name: voice for voice in voices(lang) if voice.lang == lang}
    for name in names_of(settings.voice):
        if name in known and known[name].available():
            return known[name]
    return SilentVoice(lang)


def names_of(setting: str) -> tuple[str, ...]:
    """Return the names in a setting of voices, parted by commas, the most wanted first; none for 'none'."""
    names = tuple(name.strip() for name in setting.split(",") if name.strip())
    return () if "none" in names else names


def voices(lang: str = "en-GB", threads: int = 0) -> tuple[Voice, ...]:
    """Return every voice the kiosk knows, installed or not; those that speak many languages, in `lang`.

    `threads` is how many a model may run on; 0: as many as help one sentence.
    """
    from kiosk.readaloud.espeak import EspeakVoice
    from kiosk.readaloud.kokoro import KokoroVoice
    from kiosk.readaloud.piper import added_voices

    return (KokoroVoice("bf_emma", "en-GB", threads), *added_voices(threads), EspeakVoice(lang))
