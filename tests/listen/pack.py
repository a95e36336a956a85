"""Which sentences of the pack are listened to, and their sound, kept in `out/listen` so that only new ones are spoken.

LISTEN=all takes every sentence of every topic (hours); a number takes so many of each topic, always the same ones,
half of them with a medicine's name where there are such. Without it: 4. LISTEN_TO=FILE.kib listens to what was recorded
in that bundle, and fails where it lacks a sentence.
"""

from __future__ import annotations

import json
import os
import random
import re
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kiosk import paths, phrases
from kiosk.bundle.folder import FolderBundle
from kiosk.bundle.reader import open_bundle
from kiosk.check.pack_rules import easy_words
from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.packed import unpack
from kiosk.readaloud.script import Utterance, script_for_topic
from kiosk.readaloud.sounds import SoundStore
from kiosk.readaloud.speech_file import merged, phrase_speech
from kiosk.readaloud.storing import PACE
from kiosk.readaloud.voice import Mark, Sound
from tests.kiosk.readaloud.hearing import Samples, samples
from tests.support.source import ROOT

LANG = "en-GB"
OUT = ROOT / "out"
KEPT = OUT / "listen"
PACK = paths.shipped_pack()
RATE = 24_000
"""Samples a second of the voice."""
_FEWEST_WORDS = 4
_EACH = 4
_NO_NAMES = {"spray", "toxin", "spasm", "spasms", "steroids", "relapse", "tablets", "injections"}
"""Words of the names of topics about medicines that are no names of medicines."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence of a topic, and how it sounds."""

    topic: str
    utterance: Utterance
    sound: Sound

    @property
    def text(self) -> str:
        """The sentence as shown."""
        return self.utterance.text

    @property
    def wave(self) -> Samples:
        """Its samples, mono, `RATE` a second."""
        return samples(self.sound.pcm)


@cache
def topics() -> tuple[str, ...]:
    """Return the pack's topics by name."""
    return tuple(sorted(path.parent.name for path in PACK.glob(f"topics/*/{LANG}.md")))


@cache
def medicines() -> frozenset[str]:
    """Return the names of medicines and brands, word by word, in small letters."""
    bundle = FolderBundle(PACK)
    names = easy_words(bundle.topic(topic, LANG) for topic in topics())
    return frozenset(re.findall(r"[a-z]{5,}", " ".join(names).lower())) - _NO_NAMES


def script_of(topic: str) -> tuple[Utterance, ...]:
    """Return what is said of a topic, from its title to its last question."""
    bundle = FolderBundle(PACK)
    speech = merged(bundle.speech(topic, LANG), phrase_speech(LANG))
    return script_for_topic(bundle.topic(topic, LANG), speech, phrases.load(LANG))


def chosen(topic: str, wanted: str | None = None) -> list[Utterance]:
    """Return the sentences of a topic to listen to, in its order; `wanted` stands for LISTEN."""
    wanted = wanted or os.environ.get("LISTEN") or str(_EACH)
    said = {one.text: one for one in script_of(topic) if one.has_sound and len(one.words) >= _FEWEST_WORDS}
    if wanted == "all":
        return list(said.values())
    chance, count = random.Random(topic), int(wanted)
    with_name = [text for text in said if medicines() & set(re.findall(r"[a-z]+", text.lower()))]
    picked = set(chance.sample(with_name, min(count // 2, len(with_name))))
    others = [text for text in said if text not in picked]
    picked |= set(chance.sample(others, min(count - len(picked), len(others))))
    return [one for text, one in said.items() if text in picked]


def spoken(voice: KokoroVoice) -> Iterator[Spoken]:
    """Yield the sentences to listen to, spoken, or as they are recorded in the bundle that LISTEN_TO names."""
    named = os.environ.get("LISTEN_TO")
    for topic in topics():
        for one in chosen(topic):
            yield Spoken(topic, one, _recorded(Path(named), voice, one) if named else sound_of(voice, one))


def _recorded(bundle: Path, voice: KokoroVoice, said: Utterance) -> Sound:
    packed = _sounds(bundle).get(voice.key(said, PACE))
    assert packed is not None, f"{bundle} lacks '{said.text}'"
    return unpack(packed)


@cache
def _sounds(bundle: Path) -> SoundStore:
    return open_bundle(bundle, demonstration=True).sounds


def sound_of(voice: KokoroVoice, said: Utterance) -> Sound:
    """Return a sentence as the kiosk says it to whoever changes nothing, from `out/listen` when it was said before."""
    path = KEPT / "sounds" / f"{voice.key(said, PACE)}.wav"
    marks = path.with_suffix(".json")
    if not marks.is_file():
        sound = voice.speak(said, PACE)
        path.parent.mkdir(parents=True, exist_ok=True)
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, sound.rate, 0, "NONE", ""))
            file.writeframes(sound.pcm)
        marks.write_text(json.dumps([[mark.word, mark.start, mark.end] for mark in sound.marks]))
    with wave.open(str(path), "rb") as file:
        pcm = file.readframes(file.getnframes())
    return Sound(pcm, RATE, tuple(Mark(*row) for row in json.loads(marks.read_text())))
