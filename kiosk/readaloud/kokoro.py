# ruff: noqa: RUF001  (phonetic letters, dashes and signs are meant as they are)
"""The neural voice: Kokoro-82M, run by onnxruntime alone, from phonemes made when the content was built.

No phonemiser is in the process. Word marks come from the model itself, which reports how many frames of 600 samples
each sound lasts. The same phonemes give the same samples, every time.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import paths
from kiosk.errors import VoiceError
from kiosk.readaloud.install import SHA256, model_path
from kiosk.readaloud.onnx_run import open_model, outputs
from kiosk.readaloud.script import Utterance
from kiosk.readaloud.signed_bytes import suits_this_processor, with_signed_bytes
from kiosk.readaloud.voice import Mark, Patience, SilentVoice, Sound, pace_of
from kiosk.readaloud.waves import LEAD, RATE, TAIL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FRAME = 600
"""Samples a frame of the durations: the model's hop of 300 at half the output rate."""
_MOST_TOKENS = 500
"""The voice has style vectors for 510 tokens; longer sentences are said in parts."""
_LATE = 0.04
"""Seconds by which the model's labels trail the sound, measured at word onsets behind pauses."""
_QUIET = 0.004
_CLAUSE = 0.12
"""Seconds of quiet added at a comma, bracket or dash: the voice runs over them, which is hard to follow by ear."""

_SOUNDS = (
    ("t͡ʃ", "ʧ"), ("d͡ʒ", "ʤ"), ("tʃ", "ʧ"), ("dʒ", "ʤ"), ("eɪ", "A"), ("aɪ", "I"), ("ʌɪ", "I"), ("aʊ", "W"), ("ɔɪ", "Y"),
    ("əʊ", "Q"), ("oʊ", "Q"), ("eə", "ɛː"), ("iə", "ɪə"), ("ɚ", "ə"), ("e", "ɛ"), ("æ", "a"), ("ɐ", "ə"),
    ("r", "ɹ"), ("g", "ɡ"), ("'", "ˈ"), ("ɫ", "l"), ("ᵻ", "ɪ"), ("x", "k"), ("ç", "k"), (".", ""), ("͡", ""),
)  # fmt: skip
"""IPA as dictionaries write it -> the letters the model was taught for British English, longest first."""
_SYLLABIC_L = re.compile(r"əl(?![ˈˌaɑɒɔəɛɜɪiʊuʌAIWYQj])")
_STRESS = re.compile(r"([ˈˌ])([^ˈˌ\sAIWYQaɑɒɔəɛɜɪiʊuʌᵊ]*)")
_PAUSES = {",": ",", ";": ";", ":": ":", "(": ",", ")": ",", "—": "—", "–": "—", "…": "…", "!": "!", "?": "?"}


def model_letters(ipa: str) -> str:
    """Turn IPA into the model's letters: diphthongs are one letter, stress stands right before its vowel."""
    for written, letter in _SOUNDS:
        ipa = ipa.replace(written, letter)
    return _STRESS.sub(r"\2\1", _SYLLABIC_L.sub("ᵊl", ipa))


@dataclass(frozen=True, slots=True)
class _Token:
    number: int
    word: int
    """Place of its word in the utterance; -1 for blanks and pauses."""
    pause: bool = False


class KokoroVoice:
    """A Kokoro voice by the name of its file in `resources/voices`.

    `threads` 0: every core, four at most. The screen keeps its speed because the thread that loads and speaks gives
    way to it (`ui.adapters.sound_maker`); the model's own threads are its children and do the same.
    """

    licence = "Apache-2.0"
    silent = False

    def __init__(self, name: str, lang: str, threads: int = 0) -> None:
        self.name = name
        self.lang = lang
        self._threads = threads
        self._model: Any = None
        self._styles: NDArray[np.float32] | None = None
        self._loading = threading.Lock()

    def available(self) -> bool:
        """Return whether the model and the voice are installed."""
        return model_path().is_file() and self._style_file().is_file()

    def load(self) -> None:
        """Load the model, about 0.7 s and 200 MB; safe to call from several threads, nothing after the first time."""
        with self._loading:
            if self._model is not None:
                return
            if not self.available():
                raise VoiceError("The reading voice is not installed. Run 'kiosk voices install'.")
            import numpy as np

            self._styles = np.fromfile(self._style_file(), "<f4").reshape(-1, 1, 256)
            self._model = _model(self._threads)

    def says(self, utterance: Utterance) -> bool:
        """Return whether its phonemes are known."""
        return utterance.has_sound

    def key(self, utterance: Utterance, speed: float) -> str:
        """Return what stands for the samples and marks of `utterance` at `speed`: the same key, the same sound.

        It holds voice, model, pace, every letter and pause, and the numbers that shape the sound;
        nothing of how the sentence is written.
        """
        shape = (_FRAME, _MOST_TOKENS, _LATE, LEAD, TAIL, _QUIET, _CLAUSE, "onset")
        tokens = [(token.number, token.word, token.pause) for token in self._tokens(utterance)]
        told = [self.name, self.lang, SHA256, RATE, shape, round(pace_of(utterance, speed), 4), tokens]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def speak(self, utterance: Utterance, speed: float, patience: Patience | None = None) -> Sound:
        """Return `utterance` spoken; without phonemes, silence at reading pace."""
        if not utterance.has_sound:
            return SilentVoice(self.lang).speak(utterance, speed)
        self.load()
        import numpy as np

        pace = pace_of(utterance, speed)
        audio: list[NDArray[np.float32]] = []
        spans: dict[int, tuple[float, float]] = {}
        now = 0.0
        for part in _parts(self._tokens(utterance)):
            wave, frames = self._run([token.number for token in part], pace, patience or Patience())
            edges = np.concatenate([[0], np.cumsum(frames)]) * (len(wave) / max(int(frames.sum()), 1))
            wave, edges = _with_pauses(wave, edges, part, int(_CLAUSE / pace * RATE))
            seconds = edges / RATE + now
            for place, token in enumerate(part, 1):  # token 0 is the model's own padding
                if token.word >= 0:
                    start = spans.get(token.word, (seconds[place], 0.0))[0]
                    spans[token.word] = (float(start), float(seconds[place + 1]))
            audio.append(wave)
            now += len(wave) / RATE
        return _trimmed(np.concatenate(audio), spans, len(utterance.words))

    def _style_file(self) -> Path:
        return paths.resources() / "voices" / f"{self.name}.bin"

    def _tokens(self, utterance: Utterance) -> list[_Token]:
        tokens: list[_Token] = []
        for index, word in enumerate(utterance.words):
            letters = model_letters(word.ipa)
            tokens += [_Token(self._numbers[mark], index) for mark in letters if mark in self._numbers]
            following = utterance.words[index + 1].span.start if index + 1 < len(utterance.words) else None
            pause = _pause(utterance.text[word.span.end : following], last=following is None)
            if pause:
                tokens.append(_Token(self._numbers[pause], -1, pause=following is not None))
            if letters and following is not None:
                tokens.append(_Token(self._numbers[" "], -1))
        return tokens

    @cached_property
    def _numbers(self) -> dict[str, int]:
        tokens = paths.resources() / "voices" / "kokoro-tokens.json"
        found: dict[str, int] = json.loads(tokens.read_text(encoding="utf-8"))
        return found

    def _run(
        self, numbers: Sequence[int], pace: float, patience: Patience
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        import numpy as np

        assert self._styles is not None
        asked = {
            "tokens": np.array([[0, *numbers, 0]], dtype=np.int64),
            "style": self._styles[min(len(numbers), len(self._styles)) - 1],
            "speed": np.array([pace], dtype=np.float32),
        }
        wave, frames = outputs(self._model, ["audio", "duration"], asked, patience, self.name)
        return np.asarray(wave, dtype=np.float32).ravel(), np.asarray(frames, dtype=np.int64).ravel()


def _model(threads: int) -> Any:
    try:
        with _model_file() as path:
            model = open_model(path, threads)
    except ValueError as error:
        raise VoiceError(f"The voice model {model_path()} is damaged. Run 'kiosk voices install'.") from error
    except (OSError, MemoryError) as error:
        raise VoiceError(f"The voice model {model_path()} cannot be loaded: {error or 'no memory'}.") from error
    if "duration" not in {output.name for output in model.get_outputs()}:
        raise VoiceError(f"The voice model {model_path()} gives no word timings. Run 'kiosk voices install'.")
    return model


@contextmanager
def _model_file() -> Iterator[str]:
    """Give the path of the model as it suits this processor; ValueError when it is none."""
    if not suits_this_processor():
        yield str(model_path())
        return
    with os.fdopen(os.memfd_create("voice-model"), "wb", buffering=0) as file:  # given as bytes, it would be kept twice
        file.write(with_signed_bytes(model_path().read_bytes()))
        yield f"/proc/self/fd/{file.fileno()}"


def _pause(gap: str, *, last: bool) -> str:
    """Return the model's mark for what stands between two words: a comma, a bracket (a short pause), an end."""
    found = [_PAUSES[mark] for mark in gap if mark in _PAUSES]
    if last:
        return next((mark for mark in found if mark in "?!:"), ".")
    return found[0] if found else ""


def _parts(tokens: Sequence[_Token]) -> list[Sequence[_Token]]:
    """Cut a very long sentence where it pauses, else between words."""
    parts = []
    while len(tokens) > _MOST_TOKENS:
        free = [place for place in range(_MOST_TOKENS // 2, _MOST_TOKENS) if tokens[place].word < 0]
        cut = (free[-1] if free else _MOST_TOKENS - 1) + 1
        parts.append(tokens[:cut])
        tokens = tokens[cut:]
    return [*parts, tokens]


def _with_pauses(
    wave: NDArray[np.float32], edges: NDArray[np.float64], tokens: Sequence[_Token], length: int
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Add `length` samples of quiet at each pause, where the sound is lowest; `edges` are the tokens' starts."""
    import numpy as np

    step, fade = RATE // 200, RATE // 300
    edges = edges.copy()
    for place in [place for place, token in enumerate(tokens, 1) if token.pause]:
        low = max(int(edges[place] - 2 * _LATE * RATE), fade)
        high = max(min(int(edges[min(place + 2, len(edges) - 1)]), len(wave) - step), low + step)
        power = [float((wave[at : at + step] ** 2).sum()) for at in range(low, high, step)]
        cut = low + step * int(np.argmin(power)) + step // 2
        ramp = np.linspace(0.0, 1.0, fade, dtype=np.float32)
        before, after = wave[:cut].copy(), wave[cut:].copy()
        before[-fade:] *= ramp[::-1]
        after[:fade] *= ramp[: len(after)]
        wave = np.concatenate([before, np.zeros(length, np.float32), after])
        edges[place + 1 :] += length
    return wave, edges


def _trimmed(wave: NDArray[np.float32], spans: dict[int, tuple[float, float]], words: int) -> Sound:
    """Cut the quiet at both ends down to what `LEAD` and `TAIL` keep, and put the marks on the new clock."""
    import numpy as np

    loud = np.flatnonzero(np.abs(wave) > _QUIET)
    first = max(int(loud[0]) - int(LEAD * RATE), 0) if len(loud) else 0
    last = min(int(loud[-1]) + int(TAIL * RATE), len(wave)) if len(loud) else len(wave)
    pcm = (np.clip(wave[first:last], -1.0, 1.0) * 32767).astype("<i2").tobytes()
    length = (last - first) / RATE
    shift = first / RATE + _LATE
    marks = []
    for word in range(words):
        if word in spans:
            start, end = (min(max(edge - shift, 0.0), length) for edge in spans[word])
            marks.append(Mark(word, start, end))
    if marks and len(loud):  # the model is late with the first word; it begins where the sound does
        onset = (int(loud[0]) - first) / RATE
        marks[0] = replace(marks[0], start=min(onset, marks[0].end))
    return Sound(pcm, RATE, tuple(marks))
