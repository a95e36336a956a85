"""`kiosk voices`: the reading voices, a test of them, and their installation."""

from __future__ import annotations

import argparse
import json
import time
from typing import TYPE_CHECKING, Any

from kiosk.errors import VoiceError

if TYPE_CHECKING:
    from kiosk.readaloud.script import Utterance
    from kiosk.readaloud.voice import Voice

HELP = "List the reading voices, test how fast they speak, or install the voice model."
EXAMPLES = """
kiosk voices
kiosk voices --test --json
kiosk voices install
"""
_TEST_PHRASES = ("still.title", "print.kept", "help.using_help")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk voices`."""
    parser.add_argument("job", nargs="?", choices=("list", "install"), default="list", help="install: set up the model")
    parser.add_argument("--test", action="store_true", help="measure first sound, speed and memory of each voice")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """List, test or install voices."""
    if args.job == "install":
        from kiosk.readaloud.install import install_voice

        print(f"The voice model is installed: {install_voice()}")
        return 0
    from kiosk.readaloud.voice import voices

    rows = []
    for voice in voices():
        row: dict[str, Any] = {
            "name": voice.name, "lang": voice.lang, "licence": voice.licence, "installed": voice.available(),
        }  # fmt: skip
        if args.test:
            row |= test(voice)
        rows.append(row)
    if args.json:
        print(json.dumps(rows, indent=2))
    else:
        for row in rows:
            print(_line(row))
    return 0


def test(voice: Voice) -> dict[str, Any]:
    """Speak three phrases and return the figures. VoiceError when it cannot speak.

    Seconds to load, to the first sound of a short sentence cold and warm, and to a sentence that was kept; seconds of
    work for a second of sound; megabytes of sound a minute as it is kept; peak memory of this process in MB.
    """
    import resource

    from kiosk.readaloud.packed import pack, unpack

    if not voice.available():
        raise VoiceError(f"The voice {voice.name} is not installed. Run 'kiosk voices install'.")
    said = _utterances(voice.lang)
    begun = time.perf_counter()
    voice.load()
    loaded = time.perf_counter()
    voice.speak(said[0], 1.0)
    first = time.perf_counter()
    again = voice.speak(said[0], 1.0)
    warm = time.perf_counter()
    sounds = [voice.speak(one, 1.0) for one in said[1:]]
    done = time.perf_counter()
    kept = pack(again)
    unpack(kept)  # what decodes is imported at the first time
    before = time.perf_counter()
    unpack(kept)
    from_store = time.perf_counter() - before
    length = again.duration + sum(sound.duration for sound in sounds)
    return {
        "load_s": round(loaded - begun, 2),
        "first_sound_cold_s": round(first - begun, 2),
        "first_sound_warm_s": round(warm - first, 2),
        "kept_sound_s": round(from_store, 3),
        "real_time_factor": round((done - first) / length, 2),
        "kept_mb_a_minute": round(len(kept) / 1e6 / again.duration * 60, 2),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _utterances(lang: str) -> list[Utterance]:
    from kiosk import phrases
    from kiosk.readaloud.script import script_for_phrase
    from kiosk.readaloud.speech_file import phrase_file, phrase_speech

    words, speech = phrases.load(lang), phrase_speech(lang)
    said = [one for key in _TEST_PHRASES for one in script_for_phrase(words(key), speech)]
    if not all(one.has_sound for one in said):
        raise VoiceError(f"{phrase_file(lang)} is out of date. Run 'kiosk speak --prepare content/ms'.")
    return said


def _line(row: dict[str, Any]) -> str:
    state = "installed" if row["installed"] else "not installed: run 'kiosk voices install'"
    line = f"{row['name']:<12} {row['lang']:<8} {row['licence']:<12} {state}"
    if "load_s" in row:
        line += (
            f"\n  loaded in {row['load_s']} s; first sound {row['first_sound_cold_s']} s cold, "
            f"{row['first_sound_warm_s']} s warm, {row['kept_sound_s']} s where it was kept"
            f"\n  {row['real_time_factor']} s of work for a second of sound; {row['kept_mb_a_minute']} MB a minute kept"
            f"; memory {row['memory_mb']} MB"
        )
    return line
