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
from kiosk.readaloud.voice import Sound
from kiosk.readaloud.waves import as_sound, heard_span, resampled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER, LIST = "recordings", "recordings.toml"
_KINDS = (".wav", ".flac", ".opus", ".ogg")
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
    wave = _wave(path, where)
    begin, end = heard_span(wave)
    if not _SHORTEST <= end - begin <= _LONGEST:
        raise ContentError(f"{where}: {path.name} holds no sentence of {_SHORTEST} to {_LONGEST:.0f} s.")
    rises = words is None or (len(words) == len(utterance.words) and words == sorted(words) and words[0] >= 0)
    if not rises or (words and words[-1] > end):
        raise ContentError(
            f"{where}: 'words' has {len(words or ())} times for {len(utterance.words)} words, or they do not rise "
            f"within the recording (it ends at {end:.2f} s)."
        )
    return as_sound(wave, utterance, words)


def _wave(path: Path, where: str) -> NDArray[np.float64]:
    """Return a file as one channel at the voice's rate."""
    import soundfile

    try:
        read: tuple[Any, int] = soundfile.read(path, dtype="float64", always_2d=True)
    except (OSError, soundfile.LibsndfileError) as error:
        raise ContentError(f"{where}: {path} cannot be read as sound ({error}).") from error
    return resampled(read[0].mean(axis=1), read[1])
