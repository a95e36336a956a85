"""A person's own recordings in a pack: `recordings/<lang>/`, with a list of which file says which sentence.

    [[recording]]
    sentence = "Take it with food or a milky drink."
    file = "with-food.flac"
    words = [0.1, 0.4, 0.6, 0.8, 1.1, 1.3, 1.4, 1.8]      seconds at which each word begins; may be left out

A recording is said in place of the voice wherever exactly that sentence is read aloud. A sentence that was changed no
longer has one, and the list then names a sentence that is not there: that is an error, not an old recording played.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.errors import ContentError
from kiosk.readaloud.script import Utterance
from kiosk.readaloud.voice import Mark, SilentVoice, Sound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER, LIST = "recordings", "recordings.toml"
_RATE = 24_000
_KINDS = (".wav", ".flac", ".opus", ".ogg")
_LEAD, _TAIL = 0.08, 0.15
"""Seconds of quiet kept before and after, as the neural voice keeps them."""
_QUIET = 0.02
"""Share of the loudest sample under which a room is quiet."""
_SHORTEST, _LONGEST = 0.15, 60.0


def recordings(pack: Path, lang: str, sentences: Mapping[str, Utterance]) -> dict[str, Sound]:
    """Return the recordings of a language by sentence; `sentences` are those there are, by their words.

    ContentError when the list or a file is wrong, or a sentence is none of those.
    """
    path = pack / FOLDER / lang / LIST
    if not path.is_file():
        return {}
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8")).get("recording", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{path} cannot be read: {error}.") from error
    if not isinstance(listed, list):
        raise ContentError(f"{path}: write each recording as [[recording]].")
    found: dict[str, Sound] = {}
    for number, entry in enumerate(listed, 1):
        where = f"{path}, recording {number}"
        sentence, file, words = _entry(entry, where)
        if sentence not in sentences:
            near = difflib.get_close_matches(sentence, sentences, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise ContentError(f"{where}: no sentence is written '{sentence}'.{hint} Record it anew if it changed.")
        if sentence in found:
            raise ContentError(f"{where}: '{sentence}' is recorded twice. Keep one of them.")
        found[sentence] = _sound(path.parent / file, sentences[sentence], words, where)
    return found


def _entry(entry: object, where: str) -> tuple[str, str, list[float] | None]:
    if not isinstance(entry, dict) or not {"sentence", "file"} <= set(entry) <= {"sentence", "file", "words"}:
        raise ContentError(f"{where}: write 'sentence', 'file' and, if you like, 'words'.")
    sentence, file, words = entry["sentence"], entry["file"], entry.get("words")
    if not isinstance(sentence, str) or not isinstance(file, str):
        raise ContentError(f"{where}: 'sentence' and 'file' are text in quotes.")
    if Path(file).name != file or Path(file).suffix.lower() not in _KINDS:
        raise ContentError(f"{where}: '{file}' must be a file beside the list that ends in {', '.join(_KINDS)}.")
    if words is not None and not (isinstance(words, list) and all(type(one) in (int, float) for one in words)):
        raise ContentError(f"{where}: 'words' is a list of seconds, such as [0.1, 0.45].")
    return sentence, file, words


def _sound(path: Path, utterance: Utterance, words: list[float] | None, where: str) -> Sound:
    import numpy as np

    wave = _wave(path, where)
    peak = float(np.abs(wave).max()) if len(wave) else 0.0
    loud = np.flatnonzero(np.abs(wave) > _QUIET * peak)
    if not _SHORTEST * _RATE <= (loud[-1] - loud[0] if len(loud) else 0) <= _LONGEST * _RATE:
        raise ContentError(f"{where}: {path.name} holds no sentence of {_SHORTEST} to {_LONGEST:.0f} s.")
    begin, end = loud[0] / _RATE, loud[-1] / _RATE
    first, last = max(int((begin - _LEAD) * _RATE), 0), min(int((end + _TAIL) * _RATE), len(wave))
    marks = _marks(utterance, words, begin, end, where)
    shift = first / _RATE
    return Sound(
        (np.clip(wave[first:last], -1.0, 1.0) * 32767).astype("<i2").tobytes(),
        _RATE,
        tuple(Mark(mark.word, max(mark.start - shift, 0.0), max(mark.end - shift, 0.0)) for mark in marks),
    )


def _marks(utterance: Utterance, words: list[float] | None, begin: float, end: float, where: str) -> list[Mark]:
    """Return when each word is said: as the list tells, else by its length in letters."""
    if words is None:
        silent = SilentVoice("").speak(utterance, 1.0)
        share = (end - begin) / silent.duration
        return [Mark(mark.word, begin + mark.start * share, begin + mark.end * share) for mark in silent.marks]
    if len(words) != len(utterance.words) or words != sorted(words) or words[0] < 0 or words[-1] > end:
        raise ContentError(
            f"{where}: 'words' has {len(words)} times for {len(utterance.words)} words, or they do not rise within "
            f"the recording (it ends at {end:.2f} s)."
        )
    return [Mark(word, start, stop) for word, (start, stop) in enumerate(zip(words, [*words[1:], end], strict=True))]


def _wave(path: Path, where: str) -> NDArray[np.float64]:
    """Return a file as one channel at the voice's rate."""
    import numpy as np
    import soundfile

    try:
        read: tuple[Any, int] = soundfile.read(path, dtype="float64", always_2d=True)
    except (OSError, soundfile.LibsndfileError) as error:
        raise ContentError(f"{where}: {path} cannot be read as sound ({error}).") from error
    wave, rate = read[0].mean(axis=1), read[1]
    if rate == _RATE or not len(wave):
        return np.asarray(wave)
    length = round(len(wave) * _RATE / rate)
    spectrum = np.fft.rfft(wave)
    kept = np.zeros(length // 2 + 1, dtype=complex)  # what lies above half the new rate is left out
    kept[: min(len(kept), len(spectrum))] = spectrum[: len(kept)]
    return np.fft.irfft(kept, length) * (length / len(wave))
