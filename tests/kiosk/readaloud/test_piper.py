"""A clinic's own voice: added once it has spoken, and then said by the phonemes that content holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kiosk import cli
from kiosk.bundle.model import Span
from kiosk.bundle.speech import SpokenWord
from kiosk.errors import UsageError, VoiceError
from kiosk.readaloud import piper, rendering
from kiosk.readaloud.loudness import TARGET, loudness
from kiosk.readaloud.packed import unpack
from kiosk.readaloud.piper import PiperVoice, add_voice, added_voices
from kiosk.readaloud.script import Kind, Utterance
from kiosk.readaloud.storing import PACE, KeyedVoice
from kiosk.readaloud.voice import GivenUpError, Patience, voice_for
from kiosk.settings import Settings
from tests.kiosk.readaloud.hearing import samples
from tests.kiosk.readaloud.small_piper import FRAME, FRAMES, LETTERS, write_voice

_SOUND = FRAME * FRAMES / 24_000
"""Seconds that each sound of the small voice lasts at speed 1.0; a blank between two lasts as long."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(piper, "_folder", lambda: tmp_path / "kept")
    return tmp_path / "kept"


def sentence(*words: tuple[str, str]) -> Utterance:
    """Return a sentence of words and their sounds."""
    text, spoken = "", []
    for shown, ipa in words:
        spoken.append(SpokenWord(Span(len(text), len(text) + len(shown.rstrip(","))), shown.rstrip(","), ipa))
        text += shown + " "
    return Utterance(text.rstrip() + ".", tuple(spoken), Kind.SENTENCE)


REST = sentence(("Rest,", "ɹɛst"), ("now", "naʊ"))


@pytest.fixture
def small(tmp_path: Path) -> PiperVoice:
    return add_voice(write_voice(tmp_path / "small.onnx"), None, "CC BY 4.0", (REST,))


def test_what_was_added_is_a_voice_like_the_others(small: PiperVoice, folder: Path) -> None:
    [found] = added_voices()
    assert (found.name, found.lang, found.licence) == ("small", "en-GB", "CC BY 4.0")
    assert found.available()
    assert isinstance(found, KeyedVoice)
    assert voice_for("en-GB", Settings(voice="small")).name == "small"
    assert found.speak(REST, 1.0) == small.speak(REST, 1.0) == added_voices()[0].speak(REST, 1.0)
    assert sorted(path.name for path in folder.iterdir()) == ["small.json", "small.onnx"]


def test_each_word_is_marked_where_its_first_sound_is(small: PiperVoice) -> None:
    sound = small.speak(REST, 1.0)
    heard = np.abs(samples(sound.pcm))
    known = {letter: 40 + place for place, letter in enumerate(LETTERS)}
    for mark, letter in zip(sound.marks, "ɹn", strict=True):
        here = heard[int((mark.start + _SOUND / 2) * 24_000)]
        begin = heard[int((0.5 * _SOUND) * 24_000)]  # the sign for the beginning of a sentence
        assert here / begin == pytest.approx(known[letter] / known["^"], rel=0.02)
    between = sound.marks[1].start - sound.marks[0].start
    assert between == pytest.approx(_SOUND * 2 * len("ɹɛst, "), abs=0.002)
    assert [mark.word for mark in sound.marks] == [0, 1]


def test_a_slower_speed_and_steps_are_slower(small: PiperVoice) -> None:
    usual = small.speak(REST, 1.0)
    assert small.speak(REST, 0.5).duration == pytest.approx(2 * usual.duration, rel=0.05)
    assert small.speak(replace(REST, slower=True), 1.0).duration > 1.1 * usual.duration
    assert len({small.key(REST, 1.0), small.key(REST, 0.5), small.key(sentence(("Rest", "ɹɛst")), 1.0)}) == 3


def test_it_is_as_loud_as_the_other_voices(tmp_path: Path) -> None:
    long = sentence(*[("now", "naʊ")] * 30)
    for loud in (0.2, 1.0):
        voice = add_voice(write_voice(tmp_path / "v.onnx", loud=loud), None, "", (long,))
        found = loudness(samples(voice.speak(long, 1.0).pcm) / 32768, 24_000)
        assert found == pytest.approx(TARGET, abs=2.0)


def test_a_sentence_with_a_sound_it_was_not_taught_is_not_said_by_half(small: PiperVoice) -> None:
    strange = sentence(("Loch", "lɒχ"))
    assert not small.says(strange)
    with pytest.raises(VoiceError, match="not taught"):
        small.speak(strange, 1.0)


def test_what_nobody_wants_any_longer_is_given_up(small: PiperVoice) -> None:
    patience = Patience()
    patience.give_up()
    with pytest.raises(GivenUpError):
        small.speak(REST, 1.0, patience)


def test_a_damaged_note_is_no_voice_and_a_damaged_model_is_named(small: PiperVoice, folder: Path) -> None:
    (folder / "other.json").write_text("{}", encoding="utf-8")
    assert [voice.name for voice in added_voices()] == ["small"]
    (folder / "small.onnx").write_bytes(b"\x08\x07" + bytes(50))
    with pytest.raises(VoiceError, match="damaged"):
        added_voices()[0].speak(REST, 1.0)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"phoneme_type": "text"}, "phoneme_type 'espeak'"),
        ({"audio": {}}, "holds no Piper voice"),
        ({"phoneme_id_map": {"a": [1]}}, "phoneme_id_map"),
        ({"letters": LETTERS.replace("ɹ", "")}, "not taught"),
        ({"loud": 0.0}, "stays silent"),
    ],
)
def test_a_voice_that_cannot_serve_is_refused_and_leaves_nothing_behind(
    wrong: dict[str, object], told: str, tmp_path: Path, folder: Path
) -> None:
    model = write_voice(tmp_path / "v.onnx", **wrong)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=told):
        add_voice(model, None, "", (REST,))
    assert not folder.exists() or not list(folder.iterdir())


@pytest.mark.parametrize(
    ("content", "told"), [(b"no model", "no ONNX model"), (b"", "0 nodes round up"), (None, "cannot be read")]
)
def test_a_file_that_is_no_model_is_refused(content: bytes | None, told: str, tmp_path: Path) -> None:
    model = write_voice(tmp_path / "v.onnx")
    model.unlink() if content is None else model.write_bytes(content)
    with pytest.raises(UsageError, match=told):
        add_voice(model, None, "", (REST,))


def test_a_voice_of_another_language_never_reads_english(tmp_path: Path) -> None:
    add_voice(write_voice(tmp_path / "us.onnx", code="en_US"), None, "", (REST,))
    assert voice_for("en-GB", Settings(voice="us")).silent
    add_voice(write_voice(tmp_path / "us.onnx", code="en_US"), "en-GB", "", (REST,))
    assert voice_for("en-GB", Settings(voice="us")).name == "us"


def test_a_pack_can_be_said_beforehand_by_it(small: PiperVoice) -> None:
    found = rendering._voice("small", "en-GB")
    assert found is not None
    assert found.key(REST, PACE) == small.key(REST, PACE)
    rendering._speaker.cache_clear()
    kept = unpack(rendering._spoken("small", "en-GB", REST))
    rendering._speaker.cache_clear()
    said = small.speak(REST, PACE)
    assert kept.duration == pytest.approx(said.duration, abs=0.001)
    assert [mark.word for mark in kept.marks] == [mark.word for mark in said.marks]
    assert rendering._voice("small", "cy") is None


def test_the_command_adds_and_lists_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = write_voice(tmp_path / "clinic.onnx", letters=LETTERS + "ʔ")
    assert cli.main(("voices", "add", str(model), "--licence", "CC0"), screens=None) == 0  # type: ignore[arg-type]
    assert 'voice = "clinic"' in capsys.readouterr().out
    assert cli.main(("voices",), screens=None) == 0  # type: ignore[arg-type]
    assert "| clinic    | en-GB" in capsys.readouterr().out
    assert cli.main(("voices", "add"), screens=None) == UsageError.exit_code  # type: ignore[arg-type]
    assert "kiosk voices add FILE.onnx" in capsys.readouterr().err
