# ruff: noqa: RUF001  (phonetic letters are meant as they are)
"""A clinic's own voice in Piper's format: a VITS model, run by onnxruntime alone, from phonemes that content holds.

Piper's own program (GPL) is not needed: it turns words into phonemes, which content already has, and runs the model,
which onnxruntime does. `kiosk voices add FILE.onnx` copies the model and its `.json` beside the kiosk's other voices,
adds an output that tells how long each sound lasts (`onnx_file`), has it speak, and notes what it found.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import paths
from kiosk.errors import UsageError, VoiceError
from kiosk.readaloud.loudness import gain_for
from kiosk.readaloud.onnx_file import field, fields, graph, node, nodes
from kiosk.readaloud.onnx_run import open_model, outputs
from kiosk.readaloud.script import Utterance
from kiosk.readaloud.voice import Patience, SilentVoice, Sound, pace_of
from kiosk.readaloud.waves import RATE, as_sound, resampled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BEGIN, _END, _BETWEEN = "^", "$", "_"
_PAUSES = re.compile(r"[,;:!?()—–]")
_SOUNDS = (
    ("t͡ʃ", "tʃ"),
    ("d͡ʒ", "dʒ"),
    ("ʧ", "tʃ"),
    ("ʤ", "dʒ"),
    ("͡", ""),
    ("r", "ɹ"),
    ("g", "ɡ"),
    ("ɫ", "l"),
    ("'", "ˈ"),
)
"""IPA as dictionaries write it -> as espeak-ng writes it, with which these voices were taught."""
_SHORT_E = re.compile(r"e(?![ɪə])")


@dataclass(frozen=True, slots=True)
class About:
    """What is noted of a voice when it is added."""

    lang: str
    licence: str
    rate: int
    length: float
    """The model's own factor on the length of sounds."""
    gain: float
    """Decibels that bring it to the loudness of the other voices."""
    speakers: int
    sha256: str
    ids: Mapping[str, int]
    """Number of each phonetic letter and mark."""


class PiperVoice:
    """The voice that was added under `name`, with what is known `about` it. Its sounds are the same every time."""

    silent = False

    def __init__(self, name: str, about: About, threads: int = 0) -> None:
        self.name, self.lang, self.licence = name, about.lang, about.licence
        self._about, self._threads = about, threads
        self._model: Any = None
        self._loading = threading.Lock()

    def available(self) -> bool:
        """Return whether its model is there."""
        return model_of(self.name).is_file()

    def load(self) -> None:
        """Load the model, about half a second and 100 MB; nothing after the first time."""
        with self._loading:
            if self._model is None:
                self._model = _opened(model_of(self.name), self._threads)

    def says(self, utterance: Utterance) -> bool:
        """Return whether its phonemes are known, every one of them to this voice."""
        known = self._about.ids
        return utterance.has_sound and all(one in known for word in utterance.words for one in _letters(word.ipa))

    def key(self, utterance: Utterance, speed: float) -> str:
        """Return what stands for the samples and marks of `utterance` at `speed`: the same key, the same sound."""
        about = self._about
        told = [self.name, about.sha256, about.lang, about.gain, self._scale(utterance, speed), self._ids(utterance)]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def speak(self, utterance: Utterance, speed: float, patience: Patience | None = None) -> Sound:
        """Return `utterance` spoken; without phonemes, silence at reading pace. VoiceError when it knows only some."""
        if not utterance.has_sound:
            return SilentVoice(self.lang).speak(utterance, speed)
        if not self.says(utterance):
            raise VoiceError(f"The voice {self.name} was not taught all the sounds of '{utterance.text}'.")
        self.load()
        import numpy as np

        ids, first = self._ids(utterance)
        wave, frames = self._run(ids, self._scale(utterance, speed), patience)
        edges = np.concatenate([[0.0], np.cumsum(frames)]) * (
            len(wave) / self._about.rate / max(float(frames.sum()), 1.0)
        )
        loud = resampled(wave * 10 ** (self._about.gain / 20), self._about.rate)
        return as_sound(loud, utterance, [float(edges[place]) for place in first])

    def _scale(self, utterance: Utterance, speed: float) -> float:
        return round(self._about.length / pace_of(utterance, speed), 4)

    def _ids(self, utterance: Utterance) -> tuple[list[int], list[int]]:
        """Return the numbers of a sentence's sounds, and where in them each word begins."""
        known = self._about.ids
        letters, first = [_BEGIN], list[int]()
        for index, word in enumerate(utterance.words):
            first.append(2 * len(letters))
            letters += _letters(word.ipa)
            last = index + 1 == len(utterance.words)
            gap = utterance.text[word.span.end : None if last else utterance.words[index + 1].span.start]
            found = _PAUSES.search(gap)
            mark = ("?" if "?" in gap else ".") if last else found[0] if found else ""
            letters += [one for one in (mark.replace("–", ",").replace("—", ","), "" if last else " ") if one in known]
        return [number for one in [*letters, _END] for number in (known[one], known[_BETWEEN])][:-1], first

    def _run(
        self, ids: list[int], scale: float, patience: Patience | None
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        import numpy as np

        asked: dict[str, Any] = {
            "input": np.array([ids], dtype=np.int64),
            "input_lengths": np.array([len(ids)], dtype=np.int64),
            "scales": np.array([0.0, scale, 0.0], dtype=np.float32),  # no chance in it: the same sound every time
        }
        if self._about.speakers > 1:
            asked["sid"] = np.array([0], dtype=np.int64)
        wave, frames = outputs(self._model, ["output", "durations"], asked, patience, self.name)
        return np.asarray(wave, dtype=np.float64).ravel(), np.asarray(frames, dtype=np.float64).ravel()


def added_voices(threads: int = 0) -> tuple[PiperVoice, ...]:
    """Return every voice that was added; what is damaged is none."""
    return tuple(
        PiperVoice(path.stem, about, threads)
        for path in sorted(_folder().glob("*.json"))
        if (about := _about(path)) is not None
    )


def add_voice(model: Path, lang: str | None, licence: str, trial: tuple[Utterance, ...]) -> PiperVoice:
    """Copy a Piper voice to where the kiosk keeps its own, once it has said `trial`; return it.

    `lang` None: the one its file names. UsageError says what is wrong with the file.
    """
    import numpy as np

    with_times = _with_durations(model)
    about = _config(model, lang, licence, hashlib.sha256(with_times).hexdigest())
    if not {_BEGIN, _END, _BETWEEN, " "} <= set(about.ids):
        raise UsageError(
            f"{model}.json has no numbers for '^', '$', '_' and ' ' in phoneme_id_map. Is it Piper's file?"
        )
    name = model.stem
    unfinished = model_of(name).with_suffix(".part")
    try:
        _folder().mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(with_times)
        voice = PiperVoice(name, about)
        voice._model = _opened(unfinished, 0)
        said = [np.frombuffer(voice.speak(one, 1.0).pcm, "<i2") / 32768.0 for one in trial]
        wave = np.concatenate(said)
        if not np.abs(wave).max() > 0.01:
            raise UsageError(f"{model} stays silent. Is it a Piper voice?")
        about = About(**{**asdict(about), "gain": round(gain_for(wave, RATE), 2)})
        unfinished.replace(model_of(name))
        model_of(name).with_suffix(".json").write_text(json.dumps(asdict(about), ensure_ascii=False), encoding="utf-8")
    except VoiceError as error:
        raise UsageError(f"{model} cannot speak: {error}") from error
    except OSError as error:
        raise UsageError(
            f"{_folder()} takes no voice ({error.strerror}). Add it as who installed the kiosk."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return PiperVoice(name, about)


def model_of(name: str) -> Path:
    """Return where the model of an added voice lies."""
    return _folder() / f"{name}.onnx"


def _folder() -> Path:
    return paths.share() / "voices" / "piper"


def _about(path: Path) -> About | None:
    try:
        return About(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _opened(path: Path, threads: int) -> Any:
    try:
        return open_model(str(path), threads)
    except ValueError as error:
        raise VoiceError(
            f"The voice model {path} is damaged ({error}). Add it again: 'kiosk voices add FILE'."
        ) from error


def _config(model: Path, lang: str | None, licence: str, sha256: str) -> About:
    path = model.with_name(model.name + ".json")
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if told["phoneme_type"] != "espeak":
            raise UsageError(f"{path}: only voices of phoneme_type 'espeak' can say what content holds.")
        return About(
            lang=lang or str(told["language"]["code"]).replace("_", "-"),
            licence=licence,
            rate=int(told["audio"]["sample_rate"]),
            length=float(told.get("inference", {}).get("length_scale", 1.0)),
            gain=0.0,
            speakers=int(told.get("num_speakers", 1)),
            sha256=sha256,
            ids={letter: int(numbers[0]) for letter, numbers in told["phoneme_id_map"].items()},
        )
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}). Piper's settings belong beside the model.") from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} holds no Piper voice: {error}.") from error


def _with_durations(model: Path) -> bytes:
    """Return the model with the output `durations`: it rounds the length of each sound up, in one node, for itself."""
    try:
        data = model.read_bytes()
        rounded = [
            data[a:b] for start, end in nodes(data, b"Ceil") for part, a, b in fields(data, start, end) if part == 2
        ]
    except OSError as error:
        raise UsageError(f"{model} cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise UsageError(f"{model} is no ONNX model: {error}.") from error
    if len(rounded) != 1:
        raise UsageError(f"{model} does not tell how long its sounds last: {len(rounded)} nodes round up, not one.")
    return data + graph(node(b"Identity", (rounded[0],), b"durations") + field(12, field(1, b"durations")))


def _letters(ipa: str) -> str:
    for written, letter in _SOUNDS:
        ipa = ipa.replace(written, letter)
    return unicodedata.normalize("NFD", _SHORT_E.sub("ɛ", ipa))
