"""A small voice that speaks a hundred languages: the program espeak-ng, where a clinic has installed it.

espeak-ng is GPL-3.0-or-later: it runs as a program of its own for each sentence, words in, sound out, and no part of
it is in the kiosk. It needs no prepared sounds, so it also says what no content holds. What content has prepared is
said in the words that were settled there ('five milligrams'); other English goes through the same rules as content.
In a language that has no rules here, a sentence with a number in it is not said: a dose said wrong can hurt. Words of
the interface are, where only pages, sheets and seconds are counted.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from kiosk.bundle.speech import SpokenWord
from kiosk.errors import VoiceError
from kiosk.readaloud.normalise import normalise
from kiosk.readaloud.phonemes import VOICES, written
from kiosk.readaloud.script import Utterance
from kiosk.readaloud.voice import GivenUpError, Patience, Sound, pace_of
from kiosk.readaloud.waves import LEAD, as_sound, resampled

NAME = "espeak-ng"
_WORDS_A_MINUTE = 165
"""Speed 1.0: about as fast as the neural voice."""
_SLOWEST, _FASTEST = 80, 450
_GAIN = 0.97
"""Brings it to the loudness of the neural voice (`loudness.TARGET`)."""
_HEAD = 44
"""Bytes before the samples in the stream it writes; its lengths are not filled in."""
_PATIENCE_SECONDS = 20
_HOW = "Install it again: apt-get install espeak-ng"


class EspeakVoice:
    """espeak-ng speaking `lang`."""

    name = NAME
    licence = "GPL-3.0-or-later, a program of its own"
    silent = False

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def available(self) -> bool:
        """Return whether the program is installed and knows the language; asked of the program once."""
        return self._known

    def load(self) -> None:
        """Do nothing: the program starts in some milliseconds."""

    def says(self, utterance: Utterance) -> bool:
        """Return whether it has words, and no number that nobody has settled how to say."""
        own = bool(utterance.lang) or self.lang in VOICES
        settled = utterance.has_sound or own or not any(map(str.isdigit, utterance.text))
        return settled and any(word.said for word in utterance.words)

    def speak(self, utterance: Utterance, speed: float, patience: Patience | None = None) -> Sound:
        """Return `utterance` spoken, its words marked by their letters."""
        import numpy as np

        if not self.says(utterance):
            raise VoiceError(f"No rule of '{self.lang}' tells how to say the number in '{utterance.text}'.")
        words = round(_WORDS_A_MINUTE * pace_of(utterance, speed))
        said = self._said(utterance)
        pace = ["-s", str(min(max(words, _SLOWEST), _FASTEST)), "--stdin", "--stdout"]
        told = self._asked(pace, written(utterance.text, said).replace("[[", "[ ["), patience)
        if len(told) <= _HEAD:
            raise VoiceError(f"espeak-ng said nothing for '{utterance.text}'. {_HOW}")
        rate = int.from_bytes(told[24:28], "little")
        wave = np.frombuffer(told[_HEAD : len(told) // 2 * 2], "<i2") / 32768.0
        wave = np.concatenate([np.zeros(int(LEAD * rate)), wave * _GAIN])
        sound = as_sound(resampled(wave, rate), replace(utterance, words=tuple(said)))
        return replace(sound, marks=tuple(replace(one, word=_place(utterance, said[one.word])) for one in sound.marks))

    def _said(self, utterance: Utterance) -> Sequence[SpokenWord]:
        if utterance.has_sound or self.lang not in VOICES:
            return utterance.words
        spans = [word.span for word in utterance.words]
        return [SpokenWord(one.span, one.said, "") for one in normalise(utterance.text, spans)]

    def _asked(self, words: list[str], line: str, patience: Patience | None) -> bytes:
        """Run the program with `line` on its standard input and return what it writes."""
        waiting = patience or Patience()
        try:
            with subprocess.Popen(
                [NAME, "-v", code_of(self.lang), "-b", "1", *words],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            ) as process:  # fmt: skip
                try:
                    with waiting.lasting(process.kill):
                        told = process.communicate(line.encode(), timeout=_PATIENCE_SECONDS)[0]
                finally:
                    process.kill()  # also where nobody waits any longer before it began: leaving waits for its end
        except (OSError, subprocess.TimeoutExpired) as error:
            raise VoiceError(f"espeak-ng failed: {error}. {_HOW}") from error
        if waiting.gone:
            raise GivenUpError
        if process.returncode:
            raise VoiceError(f"espeak-ng failed on '{line}'. {_HOW}")
        return told

    @cached_property
    def _known(self) -> bool:
        if shutil.which(NAME) is None:
            return False
        try:
            self._asked(["-q", "--stdin"], "", None)
        except VoiceError:
            return False
        return True


def _place(utterance: Utterance, said: SpokenWord) -> int:
    """Return which of the utterance's words a stretch that is said begins with."""
    ends = (place for place, word in enumerate(utterance.words) if word.span.end > said.span.start)
    return next(ends, len(utterance.words) - 1)


def code_of(lang: str) -> str:
    """Return what the program calls a language."""
    return VOICES.get(lang, lang.lower())


def languages() -> tuple[str, ...]:
    """Return the codes of the languages the installed program speaks; none when it is not installed or fails."""
    if shutil.which(NAME) is None:
        return ()
    asked = [NAME, "--voices"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, timeout=_PATIENCE_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(line.split()[1] for line in told.stdout.splitlines()[1:] if len(line.split()) > 1)
