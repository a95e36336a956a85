"""A person's own recordings: matched by exact words, trimmed, brought to the voice's rate, or refused with words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from kiosk.bundle.sentences import find_words
from kiosk.bundle.speech import SpokenWord
from kiosk.errors import ContentError
from kiosk.readaloud.recordings import recordings
from kiosk.readaloud.script import Kind, Utterance
from tests.kiosk.readaloud.hearing import pitch, samples
from tests.kiosk.readaloud.test_packed import hum


def said(text: str) -> Utterance:
    words = find_words(text, 0, len(text))
    return Utterance(text, tuple(SpokenWord(span, text[span.start : span.end], "") for span in words), Kind.SENTENCE)


SENTENCES = {text: said(text) for text in ("Rest when you are tired.", "Sit down.")}


def write(folder: Path, listed: str, *, rate: int = 24_000, channels: int = 1, name: str = "rest.wav") -> Path:
    place = folder / "recordings" / "en-GB"
    place.mkdir(parents=True, exist_ok=True)
    (place / "recordings.toml").write_text(listed, encoding="utf-8")
    voice = samples(hum(2.0).pcm) / 32768
    wave = np.concatenate([np.zeros(24_000), voice, np.zeros(24_000)])
    if rate != 24_000:
        wave = np.interp(np.arange(0, len(wave), 24_000 / rate), np.arange(len(wave)), wave)
    soundfile.write(place / name, np.stack([wave] * channels, axis=1), rate)
    return folder


def entry(sentence: str = "Rest when you are tired.", file: str = "rest.wav", more: str = "") -> str:
    return f'[[recording]]\nsentence = "{sentence}"\nfile = "{file}"\n{more}\n'


def test_a_pack_without_recordings_has_none(tmp_path: Path) -> None:
    assert recordings(tmp_path, "en-GB", SENTENCES) == {}


@pytest.mark.parametrize(
    ("rate", "channels", "name"), [(24_000, 1, "a.wav"), (48_000, 2, "a.flac"), (44_100, 1, "a.wav")]
)
def test_any_rate_and_kind_becomes_one_channel_with_little_quiet_round_it(
    tmp_path: Path, rate: int, channels: int, name: str
) -> None:
    write(tmp_path, entry(file=name), rate=rate, channels=channels, name=name)
    sound = recordings(tmp_path, "en-GB", SENTENCES)["Rest when you are tired."]
    assert sound.rate == 24_000
    assert sound.duration == pytest.approx(2.23, abs=0.05)
    assert pitch(samples(sound.pcm)) == pytest.approx(120, rel=0.02)


def test_words_are_marked_by_their_length_unless_the_list_tells_when(tmp_path: Path) -> None:
    sound = recordings(write(tmp_path, entry()), "en-GB", SENTENCES)["Rest when you are tired."]
    assert [mark.word for mark in sound.marks] == [0, 1, 2, 3, 4]
    assert 0.05 < sound.marks[0].start < 0.12
    assert sound.marks[-1].end == pytest.approx(sound.duration - 0.15, abs=0.03)
    told = write(tmp_path, entry(more="words = [1.0, 1.5, 1.75, 2.0, 2.25]"))
    sound = recordings(told, "en-GB", SENTENCES)["Rest when you are tired."]
    steps = [later.start - mark.start for mark, later in zip(sound.marks, sound.marks[1:], strict=False)]
    assert steps == [pytest.approx(0.5, abs=0.05), *[pytest.approx(0.25, abs=0.001)] * 3]


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        (entry("Rest when you were tired."), "Did you mean 'Rest when you are tired.'"),
        (entry() + entry(), "recorded twice"),
        (entry(file="none.wav"), "cannot be read as sound"),
        (entry(file="../rest.wav"), "beside the list"),
        (entry(file="rest.mp3"), "ends in .wav"),
        (entry(more="words = [0.1]"), "5 words"),
        (entry(more="words = [1.0, 3.5, 1.75, 2.0, 2.25]"), "do not rise"),
        (entry(more='words = "soon"'), "list of seconds"),
        (entry(more='speed = "slow"'), "write 'sentence', 'file'"),
        ("recording = 3", "[[recording]]"),
        ("[[recording]\n", "cannot be read"),
    ],
)
def test_a_wrong_list_is_told_with_what_to_write(tmp_path: Path, listed: str, told: str) -> None:
    with pytest.raises(ContentError) as error:
        recordings(write(tmp_path, listed), "en-GB", SENTENCES)
    assert told in str(error.value)


def test_a_silent_file_is_no_recording(tmp_path: Path) -> None:
    write(tmp_path, entry())
    soundfile.write(tmp_path / "recordings" / "en-GB" / "rest.wav", np.zeros(48_000), 24_000)
    with pytest.raises(ContentError, match="holds no sentence"):
        recordings(tmp_path, "en-GB", SENTENCES)
