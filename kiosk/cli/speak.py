"""`kiosk speak`: a topic as the kiosk reads it, as a sound file with the time of each word; or a pack's sounds made."""

from __future__ import annotations

import argparse
import json
import sys
import wave
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import paths
from kiosk.errors import ContentError, UsageError, VoiceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.bundle.model import Topic
    from kiosk.bundle.reader import Bundle
    from kiosk.readaloud.script import Utterance
    from kiosk.readaloud.voice import Sound, Voice
    from kiosk.settings import Settings

HELP = "Read a topic aloud into a sound file (WAV), or prepare how a pack's sentences are said."
EXAMPLES = """
kiosk speak baclofen -o baclofen.wav
kiosk speak baclofen -o baclofen.wav --timings words.json --speed 0.85
kiosk speak --prepare content/ms
kiosk speak --prepare content/ms --all
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk speak`."""
    parser.add_argument("topic", nargs="?", metavar="TOPIC", help="id of the topic, as 'kiosk topics' lists it")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.wav", help="sound file to write")
    parser.add_argument("--timings", type=Path, metavar="FILE.json", help="write when each sentence and word is said")
    parser.add_argument("--speed", type=speed, default=1.0, metavar="FACTOR", help="0.5 to 2.0; 1.0: the voice's own")
    parser.add_argument("--content", type=Path, metavar="PATH", help="bundle or pack folder, not the settings' own")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file: content, demonstration, voice")
    parser.add_argument("--lang", metavar="TAG", help="language of the topic; the pack's first if left out")
    parser.add_argument(
        "--prepare", type=Path, metavar="PACK",
        help="bring the speech files of a pack up to date; with the shipped one, those of the phrases too",
    )
    parser.add_argument("--all", action="store_true", help="with --prepare: make every sentence anew")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Write the sound file, or prepare a pack."""
    if args.prepare is not None:
        return _prepare(args.prepare, everything=args.all, as_json=args.json)
    if args.topic is None or args.output is None:
        raise UsageError("Say which topic and where to: kiosk speak TOPIC -o FILE.wav")
    return _speak(args)


def speed(text: str) -> float:
    """Read a speed factor, 0.5 to 2.0."""
    try:
        factor = float(text)
    except ValueError:
        factor = 0.0
    if not 0.5 <= factor <= 2.0:
        raise argparse.ArgumentTypeError(f"'{text}' is no speed: write a number from 0.5 to 2.0, such as 0.85")
    return factor


def _speak(args: argparse.Namespace) -> int:
    from kiosk import settings
    from kiosk.bundle.opening import open_content
    from kiosk.readaloud.storing import storing_voice

    chosen, now = settings.load(args.settings or paths.settings_file()), datetime.now()
    bundle = open_content(chosen, now, args.content)
    bundle.verified()
    lang = args.lang or bundle.pack.languages[0]
    script = _script(bundle, _topic(bundle, args, lang, chosen, now), demonstration=chosen.demonstration)
    voice = storing_voice(lang, replace(chosen, sounds_mb=0), bundle.sounds)  # hears what is recorded, keeps nothing
    if voice.silent:
        raise VoiceError(f"There is no voice for {lang} on this machine. Run 'kiosk voices install'.")
    dumb = [one.text for one in script if not voice.says(one)]
    if dumb:
        raise VoiceError(f"Nobody has prepared how to say '{dumb[0]}'. Run 'kiosk speak --prepare PACK'.")
    sounds = _spoken(voice, script, args.speed)
    seconds = write_wave(args.output, script, sounds)
    if args.timings is not None:
        try:
            args.timings.write_text(json.dumps(timings(script, sounds), indent=1, ensure_ascii=False) + "\n", "utf-8")
        except OSError as error:
            raise _unwritable(args.timings, error) from error
    said = {"file": str(args.output), "seconds": round(seconds, 2), "sentences": len(script), "voice": voice.name}
    print(json.dumps(said) if args.json else f"{args.output}: {len(script)} sentences, {seconds:.0f} s, {voice.name}")
    return 0


def _topic(bundle: Bundle, args: argparse.Namespace, lang: str, chosen: Settings, now: datetime) -> Topic:
    """Return the topic; ContentError says why the kiosk leaves it out, when it does."""
    from kiosk.bundle.opening import left_out

    try:
        return bundle.topic(args.topic, lang)
    except ContentError:
        why = left_out(chosen, now, lang, args.content).get(args.topic)
        if why is None:
            raise
        raise ContentError(f"The kiosk leaves out '{args.topic}' ({lang}): {why}.") from None


def _script(bundle: Bundle, topic: Topic, *, demonstration: bool) -> tuple[Utterance, ...]:
    """Return what is said: as on the kiosk, that these are drafts while they are shown, and that a review is overdue.

    Of that line, what was never prepared (its day, if the pack's sounds are older than the approval) is left out.
    """
    from kiosk import phrases
    from kiosk.bundle.sources import overdue_line
    from kiosk.readaloud.script import script_for_phrase, script_for_topic, script_opening
    from kiosk.readaloud.speech_file import merged, phrase_speech

    words = phrases.load(topic.lang)
    speech = merged(bundle.speech(topic.id, topic.lang), phrase_speech(topic.lang))
    opening = script_opening(words, speech) if demonstration else ()
    overdue = script_for_phrase(overdue_line(topic.trust, words, bundle.today), speech)
    return (*opening, *(one for one in overdue if one.has_sound), *script_for_topic(topic, speech, words))


def _spoken(voice: Voice, script: Sequence[Utterance], factor: float) -> list[Sound]:
    """Speak the script; a topic takes minutes, so a person at a terminal sees how far it is."""
    sounds = []
    for number, one in enumerate(script, 1):
        sounds.append(voice.speak(one, factor))
        if sys.stderr.isatty():
            print(f"\r{number} of {len(script)} sentences", end="\n" if number == len(script) else "", file=sys.stderr)
    return sounds


def write_wave(path: Path, script: Sequence[Utterance], sounds: Sequence[Sound]) -> float:
    """Write sentences with the pauses of the script as mono 16-bit WAV; return the length in seconds."""
    try:
        with path.open("wb") as file, wave.open(file, "wb") as sink:
            sink.setnchannels(1)
            sink.setsampwidth(2)
            sink.setframerate(sounds[0].rate)
            for one, sound in zip(script, sounds, strict=True):
                sink.writeframes(sound.pcm + bytes(2 * round(one.pause_after * sound.rate)))
            return sink.tell() / sounds[0].rate
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> UsageError:
    return UsageError(f"{path} cannot be written: {error.strerror}. Name a file in a folder there is.")


def timings(script: Sequence[Utterance], sounds: Sequence[Sound]) -> list[dict[str, Any]]:
    """Return each sentence with its start and end and its words' own, in seconds from the start of the file."""
    rows: list[dict[str, Any]] = []
    now = 0.0
    for one, sound in zip(script, sounds, strict=True):
        words = [
            {
                "shown": one.text[one.words[mark.word].span.start : one.words[mark.word].span.end],
                "said": one.words[mark.word].said,
                "start": round(now + mark.start, 3),
                "end": round(now + mark.end, 3),
            }
            for mark in sound.marks
        ]
        end = now + sound.duration
        row = {"text": one.text, "kind": one.kind.value, "start": round(now, 3), "end": round(end, 3)}
        rows.append({**row, "words": words})
        now = end + round(one.pause_after * sound.rate) / sound.rate
    return rows


def _prepare(pack: Path, *, everything: bool, as_json: bool) -> int:
    from kiosk.bundle.folder import FolderBundle
    from kiosk.readaloud.lexicon import FILE, load
    from kiosk.readaloud.phonemes import EspeakPhonemiser
    from kiosk.readaloud.prepare import names_in, refresh_pack, refresh_phrases

    known: dict[str, EspeakPhonemiser] = {}

    def phonemiser_for(lang: str) -> EspeakPhonemiser:
        return known.setdefault(lang, known.get(lang) or EspeakPhonemiser(lang))

    changes = refresh_pack(pack, phonemiser_for, everything=everything)
    own = pack.resolve() == paths.shipped_pack().resolve()
    bundle = FolderBundle(pack)
    for lang in bundle.pack.languages if own else ():  # the phrases are said by the shipped pack's lexicon
        also, lexicon = names_in(bundle, lang), load(pack / FILE)
        changes.append(refresh_phrases(lang, lexicon, phonemiser_for(lang), also, everything=everything))
    if as_json:
        rows = [{"file": str(c.path), "made": c.made, "kept": c.kept, "dropped": c.dropped} for c in changes]
        print(json.dumps(rows, indent=2))
    else:
        for change in changes:
            print(f"{change.path}: {change.made} made, {change.kept} kept, {change.dropped} dropped")
    return 0
