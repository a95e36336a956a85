"""`kiosk speak` and `kiosk voices`."""

from __future__ import annotations

import json
import os
import wave
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kiosk import cli, paths
from kiosk.bundle.clock import RELEASED
from kiosk.bundle.model import Span
from kiosk.bundle.speech import SpokenWord
from kiosk.bundle.writer import write_bundle
from kiosk.cli import voices as voices_command
from kiosk.errors import UsageError
from kiosk.readaloud import espeak, install
from kiosk.readaloud.espeak import EspeakVoice
from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.packed import pack
from kiosk.readaloud.piper import added_voices
from kiosk.readaloud.script import Kind, Utterance
from kiosk.readaloud.sounds import human_key
from kiosk.readaloud.storing import PACE
from kiosk.readaloud.voice import Mark, SilentVoice, Sound, voices
from tests.kiosk.bundle.makers import approve
from tests.kiosk.readaloud.hearing import samples

PACK = paths.shipped_pack()


def kiosk(*words: str) -> int:
    return cli.main(words, screens=None)  # type: ignore[arg-type]  # these verbs have no screen


@pytest.fixture
def quick(home: Path) -> Path:
    """Return settings by which the small voice reads, for what does not hang on how it sounds."""
    if not EspeakVoice("en-GB").available():
        pytest.skip("espeak-ng is not installed")
    path = home / "settings.toml"
    path.write_text('voice = "espeak-ng"\n')
    return path


def test_a_topic_is_spoken_into_a_file_with_the_time_of_each_word(
    small_pack: Path, tmp_path: Path, voice: KokoroVoice, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kiosk("speak", "--prepare", str(small_pack), "--json") == 0
    [prepared] = json.loads(capsys.readouterr().out)
    assert (prepared["made"], prepared["kept"]) == (7, 0)
    out, times = tmp_path / "rest.wav", tmp_path / "rest.json"
    assert kiosk("speak", "rest", "-o", str(out), "--timings", str(times), "--speed", "1.4", "--json",
                 "--content", str(small_pack)) == 0  # fmt: skip
    told = json.loads(capsys.readouterr().out)
    rows: list[dict[str, Any]] = json.loads(times.read_text())
    with wave.open(str(out)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 24_000)
        length = sound.getnframes() / 24_000
        heard = samples(sound.readframes(sound.getnframes()))
    assert told["seconds"] == pytest.approx(length, abs=0.01)
    drafts = ["Demonstration.", "Not checked by a clinician."]
    assert [row["text"] for row in rows][:4] == [*drafts, "Rest", "Rest."]
    assert [word["said"] for word in rows[-1]["words"]] == ["It", "helps"]
    for row in rows:
        said = heard[int(row["start"] * 24_000) : int(row["end"] * 24_000)]
        assert abs(said).max() > 3000, f"nothing is heard at '{row['text']}'"
    assert rows[-1]["end"] <= length


def test_what_a_person_recorded_is_what_the_file_holds(
    small_pack: Path, home: Path, tmp_path: Path, voice: KokoroVoice
) -> None:
    assert kiosk("speak", "--prepare", str(small_pack)) == 0
    tone = (np.sin(np.arange(24_000) / 24_000 * 2 * np.pi * 440) * 16_000).astype("<i2")
    recorded = {
        human_key("en-GB", "It helps."): pack(Sound(tone.tobytes(), 24_000, (Mark(0, 0.0, 0.5), Mark(1, 0.5, 1.0))))
    }
    write_bundle(small_pack, tmp_path / "small.kib", {"en-GB": recorded})
    out, times = tmp_path / "rest.wav", tmp_path / "rest.json"
    words = ("speak", "rest", "-o", str(out), "--timings", str(times), "--content", str(tmp_path / "small.kib"))
    assert kiosk(*words, "--speed", str(PACE)) == 0
    last = json.loads(times.read_text())[-1]
    assert last["text"] == "It helps."
    assert last["end"] - last["start"] == pytest.approx(1.0, abs=0.01)
    assert [round(word["start"] - last["start"], 2) for word in last["words"]] == [0.0, 0.5]
    with wave.open(str(out)) as sound:
        heard = samples(sound.readframes(sound.getnframes()))[int((last["start"] + 0.2) * 24_000) :][:12_000]
    assert np.argmax(np.abs(np.fft.rfft(heard))) == 220, "440 Hz over half a second"
    assert not paths.sounds_folder().exists(), "a command fills no kiosk's disk"


@pytest.mark.usefixtures("quick")
def test_a_file_that_cannot_be_written_is_told(
    small_pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kiosk("speak", "--prepare", str(small_pack)) == 0
    words = ("speak", "rest", "--content", str(small_pack), "-o", str(tmp_path / "rest.wav"))
    assert kiosk(*words, "--timings", str(tmp_path / "nowhere" / "rest.json")) == UsageError.exit_code
    assert "rest.json cannot be written" in capsys.readouterr().err


def test_what_is_approved_is_spoken_without_the_words_for_drafts_and_says_that_its_review_is_overdue(
    small_pack: Path, tmp_path: Path, quick: Path
) -> None:
    quick.write_text(quick.read_text() + "demonstration = false\n")
    file = small_pack / "topics" / "rest" / "en-GB.md"
    approve(file, due=RELEASED - timedelta(1))

    def said() -> list[str]:
        out, times = tmp_path / "rest.wav", tmp_path / "rest.json"
        words = ("speak", "rest", "-o", str(out), "--timings", str(times), "--content", str(small_pack))
        assert kiosk(*words) == 0
        return [row["text"] for row in json.loads(times.read_text())]

    assert kiosk("speak", "--prepare", str(small_pack)) == 0
    *overdue, ask, title = said()[:4]
    assert overdue == ["This page was due to be checked again.", "It was due by 24 November 2026."]
    assert (ask, title) == ("Please ask your team if it is still right.", "Rest")
    approve(file, due=RELEASED - timedelta(2))  # since then nobody has prepared how to say its day
    assert said()[:3] == [overdue[0], ask, title]


def test_a_topic_nobody_prepared_is_refused_with_what_to_do(
    small_pack: Path, tmp_path: Path, voice: KokoroVoice, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kiosk("speak", "rest", "-o", str(tmp_path / "x.wav"), "--content", str(small_pack)) == 6
    assert "kiosk speak --prepare" in capsys.readouterr().err
    assert not (tmp_path / "x.wav").exists()


def test_no_voice_is_said_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(KokoroVoice, "available", lambda self: False)
    assert kiosk("speak", "baclofen", "-o", str(tmp_path / "x.wav"), "--content", str(PACK)) == 6
    assert "kiosk voices install" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["speak"], 2, "kiosk speak TOPIC -o FILE.wav"),
        (["speak", "no-such-topic", "-o", "x.wav", "--content", str(PACK)], 4, "no topic 'no-such-topic'"),
        (["speak", "--prepare", "/nowhere"], 2, "pack's folder"),
    ],
)
def test_a_wrong_command_says_what_to_write(
    words: list[str], code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kiosk(*words) == code
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("speed", ["fast", "0", "9"])
def test_a_speed_out_of_range_is_refused(speed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        kiosk("speak", "baclofen", "-o", "x.wav", "--speed", speed)
    assert "0.5 to 2.0" in capsys.readouterr().err


def test_voices_are_listed_with_languages_licence_and_state(capsys: pytest.CaptureFixture[str]) -> None:
    assert kiosk("voices", "--json") == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    emma, small = rows["bf_emma"], rows["espeak-ng"]
    assert (emma["name"], emma["languages"], emma["licence"]) == ("bf_emma", ["en-GB"], "Apache-2.0")
    assert (emma["here"] == "installed") is install.model_path().is_file()
    assert (small["name"], small["licence"][:7]) == ("espeak-ng", "GPL-3.0")


def test_the_list_is_a_table_and_says_how_to_install_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(KokoroVoice, "available", lambda self: False)
    monkeypatch.setattr(espeak, "NAME", "no-such-program")
    assert kiosk("voices") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len({len(line) for line in lines}) == 1
    assert "kiosk voices install" in next(line for line in lines if "bf_emma" in line)
    assert "apt-get install espeak-ng" in next(line for line in lines if "espeak-ng" in line)


def test_what_the_content_has_recorded_is_listed_first(
    small_pack: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kiosk("speak", "--prepare", str(small_pack)) == 0
    sound = pack(SilentVoice("en-GB").speak(Utterance("Rest", (SpokenWord(Span(0, 4), "Rest", ""),), Kind.PHRASE), 1.0))
    write_bundle(small_pack, tmp_path / "small.kib", {"en-GB": {human_key("en-GB", "Rest."): sound}})
    (home / "settings.toml").write_text(f'content = "{tmp_path / "small.kib"}"\n')
    capsys.readouterr()
    assert kiosk("voices", "--json") == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert (first["name"], first["languages"], first["here"]) == ("recorded", ["en-GB"], "1 recorded")


def test_the_manual_has_the_table_as_the_command_prints_it() -> None:
    manual = (paths.resources() / "docs" / "voices.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in manual.splitlines() if line.startswith("|")
    ]
    assert [*voices_command._HEADINGS, *voices_command._MEASURED] in rows
    assert {voice.name for voice in voices()} - {voice.name for voice in added_voices()} <= {row[0] for row in rows}


def test_each_voice_can_be_measured(voice: KokoroVoice, capsys: pytest.CaptureFixture[str]) -> None:
    assert kiosk("voices", "--measure", "--json") == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    emma, small = rows["bf_emma"], rows["espeak-ng"]
    assert 0 < emma["first_sound_warm_s"] < 20
    assert 0 < emma["kept_sound_s"] < 0.15 < emma["first_sound_cold_s"]
    assert 0.05 < emma["work_factor"] < 5
    assert emma["real_time_factor"] > emma["work_factor"] / (os.cpu_count() or 1) / 2
    assert 0.1 < emma["kept_mb_a_minute"] < 0.3
    assert 50 < emma["memory_mb"] < 1000
    if small["here"] == "installed":
        assert small["first_sound_warm_s"] < emma["first_sound_cold_s"]
        assert small["memory_mb"] < emma["memory_mb"]
        assert small["kept_sound_s"] is None
