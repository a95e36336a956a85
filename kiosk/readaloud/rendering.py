"""Says a whole pack beforehand, in several processes, and levels it: what `kiosk bundle build --voice` packs.

Each sentence is kept as soon as it is made, under the key of its sound (`DiskSounds`), so a build that was ended goes
on where it was, and only what changed is made anew. The bytes follow from content, voice and model alone.
"""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from kiosk import phrases
from kiosk.bundle.folder import FolderBundle
from kiosk.bundle.reader import Bundle
from kiosk.errors import VoiceError
from kiosk.readaloud.loudness import gain_for
from kiosk.readaloud.packed import pack, unpack, with_gain
from kiosk.readaloud.recordings import FOLDER, recordings
from kiosk.readaloud.script import Utterance
from kiosk.readaloud.sounds import DiskSounds, human_key
from kiosk.readaloud.speech_file import merged, phrase_speech
from kiosk.readaloud.storing import PACE, KeyedVoice
from kiosk.readaloud.voice import Sound, Voice, voices
from kiosk.readaloud.whole_pack import topic_ids, whole_pack, whole_topic

Progress = Callable[[int, int, float | None], None]
"""Told how many sentences are done, of how many, and how many seconds are left (None: not known yet)."""
_END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""
_SURE = 5
"""Sentences after which the time left can be told."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was recorded: packed sounds by language and key, and figures for the person who builds."""

    sounds: Mapping[str, Mapping[str, bytes]]
    made: int
    kept: int
    by_people: int

    @property
    def size(self) -> int:
        """Bytes of all sounds."""
        return sum(len(one) for by_key in self.sounds.values() for one in by_key.values())

    def seconds(self) -> float:
        """Return the length of all sounds; decodes them."""
        return sum(unpack(one).duration for by_key in self.sounds.values() for one in by_key.values())


def render(folder: Path, voice: str | None, store: DiskSounds, jobs: int, progress: Progress) -> Rendered:
    """Return every sentence of a pack as sound: by the voice of that name, and by people where there are recordings.

    `voice` None: only what people recorded. VoiceError when there is no such voice or it is not installed,
    ContentError when the pack or a recording is wrong.
    """
    bundle = FolderBundle(folder)
    speakers = {lang: _voice(voice, lang) for lang in bundle.pack.languages}
    if voice and not any(speakers.values()):
        raise VoiceError(
            f"There is no voice '{voice}' for {', '.join(speakers)}. 'kiosk voices' lists those there are."
        )
    sounds: dict[str, Mapping[str, bytes]] = {}
    made = kept = by_people = 0
    for lang, speaker in speakers.items():
        if speaker is None and not (folder / FOLDER / lang).is_dir():
            continue
        groups = _groups(bundle, lang)
        people = recordings(folder, lang, {one.text: one for group in groups for one in group})
        keyed = {} if speaker is None else _by_key(speaker, groups, people)
        missing = {key: one for key, one in keyed.items() if store.get(key) is None}
        if speaker is not None and missing:
            _make(speaker, missing, store, jobs, progress)
        sounds[lang] = _packed(groups, lang, speaker, store, people)
        made, kept, by_people = made + len(missing), kept + len(keyed) - len(missing), by_people + len(people)
    return Rendered({lang: of for lang, of in sounds.items() if of}, made, kept, by_people)


def _voice(name: str | None, lang: str) -> KeyedVoice | None:
    found = next((one for one in voices(lang) if (one.name, one.lang) == (name, lang)), None)
    if not isinstance(found, KeyedVoice):
        return None
    if not found.available():
        raise VoiceError(f"The voice {name} is not installed. Run 'kiosk voices install'.")
    return found


def _groups(bundle: Bundle, lang: str) -> list[list[Utterance]]:
    """Return what is said in groups that are levelled together: each topic, then glossary and interface words."""
    words, speech = phrases.load(lang), phrase_speech(lang)
    topics = [
        list(whole_topic(bundle.topic(one, lang), merged(bundle.speech(one, lang), speech), words))
        for one in topic_ids(bundle, lang)
    ]
    return [*topics, list(whole_pack(bundle, lang, words, speech))]


def _by_key(
    speaker: KeyedVoice, groups: Sequence[Sequence[Utterance]], people: Mapping[str, Sound]
) -> dict[str, Utterance]:
    """Return what the voice has to say: all but what people recorded, and what nobody knows how to say."""
    said = (one for group in groups for one in group if one.has_sound and one.text not in people)
    return {speaker.key(one, PACE): one for one in said}


def _make(
    speaker: KeyedVoice, missing: Mapping[str, Utterance], store: DiskSounds, jobs: int, progress: Progress
) -> None:
    """Speak what is missing, in `jobs` processes, and keep each sentence at once."""
    begun, letters, total = time.monotonic(), 0, sum(len(one.text) for one in missing.values())
    progress(0, len(missing), None)
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _begin_worker) as pool:
        try:
            asked = {pool.submit(_spoken, speaker.name, speaker.lang, one): key for key, one in missing.items()}
            for done, future in enumerate(as_completed(asked), 1):
                key = asked[future]
                _put(store, key, future.result())
                letters += len(missing[key].text)
                spent = time.monotonic() - begun
                progress(done, len(missing), spent / letters * (total - letters) if done >= _SURE else None)
        except BrokenProcessPool as error:
            raise VoiceError(
                "A process that speaks was ended from outside, perhaps for want of memory. Build again: what was made "
                "is kept. Fewer processes (--jobs) need less memory."
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)  # leaving by the `with` alone, an error would wait for all that is asked


def _put(store: DiskSounds, key: str, packed: bytes) -> None:
    if not store.put(key, packed):
        raise VoiceError(f"{store.folder} takes no sound. Check its rights and the room on the disk.")


def _begin_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who builds ends them
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGTERM)  # else they would wait for ever when that one is killed
    os.nice(5)


@cache
def _speaker(name: str, lang: str) -> Voice:
    """Return the voice of this process, loaded once; one thread each says more than several for one sentence."""
    return next(one for one in voices(lang, threads=1) if one.name == name)


def _spoken(name: str, lang: str, utterance: Utterance) -> bytes:
    return pack(_speaker(name, lang).speak(utterance, PACE))


def _packed(
    groups: Sequence[Sequence[Utterance]],
    lang: str,
    speaker: KeyedVoice | None,
    store: DiskSounds,
    people: Mapping[str, Sound],
) -> dict[str, bytes]:
    """Return every sound by key, each group as loud as the others; people and voice are levelled apart."""
    done: dict[str, bytes] = {}
    for group in groups:
        by_people: dict[str, bytes] = {}
        by_voice: dict[str, bytes] = {}
        for one in group:
            if one.text in people:
                by_people[human_key(lang, one.text)] = pack(people[one.text])
            elif speaker is not None and one.has_sound:
                key = speaker.key(one, PACE)
                by_voice[key] = store.get(key) or b""
        for part in (by_people, by_voice):
            new = {key: packed for key, packed in part.items() if packed and key not in done}
            done |= _levelled(new)
    return done


def _levelled(sounds: Mapping[str, bytes]) -> dict[str, bytes]:
    import numpy as np

    if not sounds:
        return {}
    heard = [unpack(packed) for packed in sounds.values()]
    wave = np.concatenate([np.frombuffer(sound.pcm, "<i2") for sound in heard]) / 32768.0
    gain = gain_for(wave, heard[0].rate)
    return {key: with_gain(packed, gain) for key, packed in sounds.items()}
