"""How fast a voice is and how much memory it takes, measured in a process of its own."""

from __future__ import annotations

import os
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from kiosk import phrases
from kiosk.errors import VoiceError
from kiosk.readaloud.packed import pack, unpack
from kiosk.readaloud.script import Utterance, script_for_phrase
from kiosk.readaloud.speech_file import phrase_file, phrase_speech
from kiosk.readaloud.storing import Keyed
from kiosk.readaloud.voice import Voice, voices

_TRIAL = ("still.title", "print.kept", "help.using_help")
"""Phrases that are said: the first is what one waits for."""
_PROCESS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one voice; seconds but where another unit is named. What a voice does not have is None."""

    load: float
    first_cold: float
    """From nothing loaded to the first sentence ('Are you still there?') made."""
    first: float
    """The same sentence once the voice is loaded."""
    factor: float
    """Seconds that one waits for a second of sound."""
    work: float
    """Seconds of one core's work for a second of sound: other programs on the machine change it little."""
    memory: int
    """MB by which the process grew, at most; a program that it starts takes its own."""
    kept: float | None
    """To the first sound of a sentence that was recorded or kept."""
    kept_mb_a_minute: float | None


def measure(name: str, lang: str) -> Measured:
    """Measure a voice in a process of its own. VoiceError when it is not there or cannot speak."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        try:
            return pool.submit(_measure, name, lang).result()
        except BrokenProcessPool as error:
            raise VoiceError(f"The process in which {name} spoke was ended, perhaps for want of memory.") from error


def _measure(name: str, lang: str) -> Measured:
    voice = next((one for one in voices(lang) if one.name == name), None)
    if voice is None or not voice.available():
        raise VoiceError(f"The voice {name} is not installed. 'kiosk voices' says what to do.")
    said = trial(lang)
    before = _memory("VmRSS")
    begun = time.perf_counter()
    voice.load()
    loaded = time.perf_counter()
    voice.speak(said[0], 1.0)
    cold, worked = time.perf_counter(), _work()
    again = voice.speak(said[0], 1.0)
    warm = time.perf_counter()
    sounds = [voice.speak(one, 1.0) for one in said[1:]]
    done, work = time.perf_counter(), _work() - worked
    length = again.duration + sum(sound.duration for sound in sounds)
    memory = _memory("VmHWM") - before
    packed = pack(again)
    return Measured(
        load=loaded - begun,
        first_cold=cold - begun,
        first=warm - cold,
        factor=(done - cold) / length,
        work=work / length,
        memory=round(memory),
        kept=_seconds_to_unpack(packed) if isinstance(voice, Keyed) else None,
        kept_mb_a_minute=len(packed) / 1e6 / again.duration * 60 if isinstance(voice, Keyed) else None,
    )


def _seconds_to_unpack(packed: bytes) -> float:
    unpack(packed)  # what decodes is imported at the first time
    begun = time.perf_counter()
    unpack(packed)
    return time.perf_counter() - begun


def _work() -> float:
    """Return the seconds of work of this process and of the programs it ran."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _memory(what: str) -> float:
    """Return a figure of this process's memory in MB; resource's own would count the parent's from before it began."""
    lines = _PROCESS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:")) / 1024


def trial(lang: str) -> tuple[Utterance, ...]:
    """Return what every voice has to say when it is tried; VoiceError where that was never prepared."""
    words, speech = phrases.load(lang), phrase_speech(lang)
    said = tuple(one for key in _TRIAL for one in script_for_phrase(words(key), speech))
    if not all(one.has_sound for one in said):
        raise VoiceError(f"{phrase_file(lang)} is out of date. Run 'kiosk speak --prepare content/ms'.")
    return said


def languages_of(voice: Voice) -> tuple[str, ...]:
    """Return the languages a voice speaks on this machine."""
    from kiosk.readaloud.espeak import EspeakVoice, languages

    return languages() if isinstance(voice, EspeakVoice) else (voice.lang,)
