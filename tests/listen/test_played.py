"""A page is played through the kiosk's own sound path and recorded: nothing is lost or added, marks lie on the words.

LISTEN_MARKS=all plays two sentences of every topic in place of a page of one, which takes some five minutes.

Two references that know nothing of the marks say when a word is heard: where sound begins behind a pause (exact, but
only there), and a recogniser's forced alignment (every word, but it begins a word some hundredths of a second early,
with the gap before it).
"""

from __future__ import annotations

import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pocketsphinx import Decoder

from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.script import Utterance
from kiosk.readaloud.voice import Sound
from tests.kiosk.readaloud.hearing import Samples, arpabet, at_16_khz, likeness, onsets, samples
from tests.listen import faults
from tests.listen.pack import RATE, chosen, script_of, sound_of, topics
from tests.support.loudspeaker import Recorder, needs_server, server
from tests.support.source import ROOT

__all__ = ["server"]  # a fixture

_TOPIC, _SENTENCES, _TRIES = "gabapentin", 16, 3
_MARK = 0.08
"""Seconds within which 95 in 100 marks have to lie of what begins behind a pause, and the middle of all words of what
is aligned. Measured: 0.03 to 0.04; 0.05."""
_PAUSE = re.compile(r"[,;:(]")

pytestmark = needs_server


@dataclass(frozen=True, slots=True)
class Played:
    """A sentence as it was recorded: where it lies in the recording, and when its words were marked."""

    utterance: Utterance
    sound: Sound
    part: Samples
    likeness: float
    marked: dict[int, float]
    """Seconds from the start of the sentence as it was heard, by word."""

    def faults(self) -> tuple[list[float], list[float]]:
        """Return the seconds at which something is missing, and at which there is something else."""
        sent = samples(self.sound.pcm)
        return faults.lost(self.part, sent), faults.added(self.part, sent)

    def late(self, heard: dict[int, float], shift: float = 0.0) -> list[float]:
        """Return by how many seconds each mark came after the word was heard; `shift` spoils the marks."""
        return [self.marked[word] + shift - at for word, at in heard.items() if word in self.marked]


@pytest.fixture(scope="module")
def played(
    voice: KokoroVoice, server: dict[str, str], tmp_path_factory: pytest.TempPathFactory, report: dict[str, Any]
) -> list[Played]:
    """Play a page; again, at most twice, where this machine was too busy to feed the sound server in time."""
    page = [(one, sound_of(voice, one)) for one in _page()]
    found: list[Played] = []
    for count in range(1, _TRIES + 1):
        found = _play(page, server, tmp_path_factory.mktemp("played"))
        report.setdefault("played", {})["times_played"] = count
        if not any(told for one in found for told in one.faults()):
            break
    return found


def _page() -> Sequence[Utterance]:
    if os.environ.get("LISTEN_MARKS") == "all":
        return [one for topic in topics() for one in chosen(topic, "2")]
    return script_of(_TOPIC)[:_SENTENCES]


def _play(page: list[tuple[Utterance, Sound]], server: dict[str, str], folder: Path) -> list[Played]:
    (folder / "page.pickle").write_bytes(pickle.dumps(page))
    recorder = Recorder(server)
    try:
        command = [sys.executable, Path(__file__).with_name("play.py"), folder / "page.pickle", folder / "log.json"]
        environment = {**server, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=900)
        assert done.returncode == 0, done.stderr
    finally:
        recorder.close()
    log = json.loads((folder / "log.json").read_text())
    assert [row for row in log if row[1] == "trouble"] == []
    found, recording = [], recorder.heard
    assert faults.silences(recording[int(0.5 * RATE) : -RATE]) == []
    for index, (utterance, sound) in enumerate(page):
        alike, place = likeness(recording, samples(sound.pcm))
        begin = recorder.moment(place + 1)
        marked = {row[3]: row[0] - begin for row in log if row[1:3] == ["word", index]}
        found.append(Played(utterance, sound, recording[place : place + len(sound.pcm) // 2], alike, marked))
    return found


def behind_pauses(one: Played) -> dict[int, float]:
    """Return when the words behind a pause of the text are heard: the first, and those behind a comma or the like."""
    found = onsets(one.part)
    heard = {}
    for index, word in enumerate(one.utterance.words):
        gap = one.utterance.text[one.utterance.words[index - 1].span.end : word.span.start] if index else ","
        near = [at for at in found if index in one.marked and abs(at - one.marked[index]) < 0.3]
        if _PAUSE.search(gap) and near:
            heard[index] = min(near, key=lambda at: abs(at - one.marked[index]))
    return heard


def _voice_late(one: Played) -> list[float]:
    """Return by how much the voice's own marks come after the sound, before anything is played."""
    return [one.sound.marks[word].start - at for word, at in behind_pauses(one).items()]


def aligned(one: Played) -> dict[int, float]:
    """Return when each word is heard as a recogniser lays the sounds of the sentence over the recording."""
    decoder = Decoder(samprate=16000, lm=None, loglevel="FATAL", beam=1e-80, wbeam=1e-60, pbeam=1e-80)
    names, first = [], {}
    for index, word in enumerate(one.utterance.words):
        for piece in word.ipa.split():
            first.setdefault(index, len(names))
            names.append(f"word{len(names)}")
            decoder.add_word(names[-1], arpabet(piece), True)
    decoder.set_align_text(" ".join(names))
    decoder.start_utt()
    decoder.process_raw(at_16_khz(one.part), full_utt=True)
    decoder.end_utt()
    starts = [segment.start_frame / 100 for segment in decoder.seg() if segment.word.startswith("word")]
    return {index: starts[place] for index, place in first.items()} if len(starts) == len(names) else {}


def test_everything_that_was_sent_is_heard_and_nothing_else(played: list[Played], report: dict[str, Any]) -> None:
    for one in played:
        assert one.faults() == ([], []), one.utterance.text
        assert one.likeness > 0.98, one.utterance.text
    report.setdefault("played", {})["sentences"] = len(played)


def test_marks_lie_on_the_words_that_are_heard(played: list[Played], report: dict[str, Any]) -> None:
    signed = [late for one in played for late in one.late(behind_pauses(one))]
    exact = [abs(late) for late in signed]
    every = [late for one in played for late in one.late(aligned(one))]
    told = report.setdefault("played", {})
    own = [mark for one in played for mark in _voice_late(one)]
    told |= {
        "onsets": len(exact),
        "voice_alone_median_ms": round(1000 * float(np.median(own))),
        "onset_median_ms": round(1000 * float(np.median(signed))),
        "onset_p95_of_amounts_ms": round(1000 * float(np.percentile(exact, 95))),
        "words_aligned": len(every),
        "aligned_median_ms": round(1000 * float(np.median(every))),
        "aligned_p5_ms": round(1000 * float(np.percentile(every, 5))),
        "aligned_p95_ms": round(1000 * float(np.percentile(every, 95))),
    }
    assert len(exact) >= len(played)
    assert np.percentile(exact, 95) < _MARK
    assert len(every) > 0.8 * sum(len(one.utterance.words) for one in played)
    assert abs(float(np.median(every))) < _MARK


def test_each_word_is_marked_once_and_in_order(played: list[Played]) -> None:
    for one in played:
        assert list(one.marked) == list(range(len(one.utterance.words))), one.utterance.text


def test_marks_that_are_late_are_noticed(played: list[Played]) -> None:
    for shift in (0.12, -0.12):
        exact = [abs(late) for one in played for late in one.late(behind_pauses(one), shift)]
        assert np.percentile(exact, 95) > _MARK


def test_a_recording_of_another_page_is_noticed(played: list[Played]) -> None:
    whole = np.concatenate([one.part for one in played[:4]])
    assert likeness(whole, samples(played[8].sound.pcm))[0] < 0.5


def test_a_recording_without_its_first_word_is_noticed(played: list[Played]) -> None:
    for one in played[:5]:
        cut = int(one.sound.marks[1].start * RATE) if len(one.sound.marks) > 1 else len(one.part) // 2
        swallowed = np.concatenate([np.zeros(cut), one.part[cut:]])
        assert faults.lost(swallowed, samples(one.sound.pcm)), one.utterance.text
