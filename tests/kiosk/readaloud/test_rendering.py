"""`kiosk bundle build --voice`: everything said beforehand, kept sentence by sentence, levelled, the same each time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import numpy as np
import pytest
import soundfile

from kiosk import cli, paths
from kiosk.bundle.archive import ArchiveBundle
from kiosk.bundle.reader import open_bundle
from kiosk.errors import ContentError, VoiceError
from kiosk.readaloud import rendering
from kiosk.readaloud.kokoro import KokoroVoice
from kiosk.readaloud.loudness import TARGET, loudness
from kiosk.readaloud.packed import unpack
from kiosk.readaloud.phonemes import EspeakPhonemiser
from kiosk.readaloud.prepare import refresh_pack
from kiosk.readaloud.rendering import Rendered, render
from kiosk.readaloud.sounds import DiskSounds, human_key
from kiosk.readaloud.storing import PACE, StoringVoice, storing_voice
from kiosk.readaloud.whole_pack import whole_topic
from kiosk.settings import Settings
from tests.kiosk.readaloud.hearing import samples
from tests.kiosk.readaloud.test_packed import hum

LANG = "en-GB"


def kiosk(*words: str) -> int:
    return cli.main(words, screens=None)  # type: ignore[arg-type]  # these verbs have no screen


@pytest.fixture
def pack(small_pack: Path, voice: KokoroVoice, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small pack, its sounds prepared; without the words of the interface, which would take minutes."""
    refresh_pack(small_pack, EspeakPhonemiser)
    monkeypatch.setattr(rendering, "phrase_speech", lambda lang: {})
    return small_pack


@pytest.fixture(scope="module")
def said_before() -> dict[str, Path]:
    """Return where the small pack's sounds are kept, once a test has made them: each takes a second."""
    return {}


@pytest.fixture
def store(
    pack: Path, said_before: dict[str, Path], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> DiskSounds:
    """Return a store of one's own in which the whole small pack is kept."""
    if "all" not in said_before:
        folder = tmp_path_factory.mktemp("said")
        assert rendered(pack, DiskSounds(folder, None))[1] == list(range(7))
        said_before["all"] = folder
    shutil.copytree(said_before["all"], tmp_path / "kept")
    return DiskSounds(tmp_path / "kept", None)


def rendered(pack: Path, store: DiskSounds, voice: str | None = "bf_emma") -> tuple[Rendered, list[int]]:
    told: list[int] = []
    return render(pack, voice, store, 2, lambda done, total, left: told.append(done)), told


def test_a_pack_is_said_beforehand_once_and_its_bundle_is_heard_where_no_voice_is_installed(
    pack: Path,
    tmp_path: Path,
    said_before: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["bundle", "build", str(pack), "--voice", "bf_emma", "--jobs", "2", "-o"]
    assert kiosk(*words, str(tmp_path / "a.kib")) == 0
    told = capsys.readouterr()
    assert "6 sentences made, 0 kept, 0 by people" in told.out
    assert "6 of 6 sentences" in told.err
    assert kiosk(*words, str(tmp_path / "b.kib")) == 0
    assert "0 sentences made, 6 kept" in capsys.readouterr().out
    assert (tmp_path / "a.kib").read_bytes() == (tmp_path / "b.kib").read_bytes()
    assert kiosk("bundle", "info", str(tmp_path / "a.kib"), "--json") == 0
    assert json.loads(capsys.readouterr().out)["recorded"] == {LANG: 6}

    said_before["all"] = tmp_path_factory.mktemp("said") / "sounds"
    shutil.copytree(paths.sounds_folder(), said_before["all"])

    bundle = open_bundle(tmp_path / "a.kib")
    assert isinstance(bundle, ArchiveBundle)
    bundle.verified()
    assert bundle.read_everything() == 1
    assert bundle.sounds.count(LANG) == 6
    monkeypatch.setattr(KokoroVoice, "available", lambda self: False)
    monkeypatch.setattr(paths, "sounds_folder", lambda: tmp_path / "empty")
    speaker = storing_voice(LANG, Settings(), bundle.sounds)
    assert isinstance(speaker, StoringVoice)
    script = list(whole_topic(bundle.topic("rest", LANG), bundle.speech("rest", LANG), _phrases()))
    heard = [speaker.speak(one, PACE) for one in script]
    assert all(np.abs(samples(sound.pcm)).max() > 3000 for sound in heard)
    assert [len(sound.marks) for sound in heard] == [len(one.words) for one in script]
    wave = np.concatenate([samples(sound.pcm) for sound in heard]) / 32768
    assert loudness(wave, 24_000) == pytest.approx(TARGET, abs=1.0)


def _phrases() -> object:
    from kiosk import phrases

    return phrases.load(LANG)


def test_only_what_changed_is_made_anew(pack: Path, store: DiskSounds) -> None:
    first, told = rendered(pack, store)
    assert (first.made, first.kept, told) == (0, 6, [])
    topic = pack / "topics" / "rest" / "en-GB.md"
    topic.write_text(topic.read_text().replace("It helps.", "It does help."))
    refresh_pack(pack, EspeakPhonemiser)
    second, told = rendered(pack, store)
    assert (second.made, second.kept, told) == (1, 5, [0, 1])
    assert len(set(first.sounds[LANG]) & set(second.sounds[LANG])) == 5


def test_a_person_is_heard_in_place_of_the_voice_as_loud_as_it(pack: Path, store: DiskSounds) -> None:
    place = pack / "recordings" / LANG
    place.mkdir(parents=True)
    soundfile.write(place / "helps.flac", samples(hum(1.2, 2000.0).pcm) / 32768, 24_000)
    (place / "recordings.toml").write_text('[[recording]]\nsentence = "It helps."\nfile = "helps.flac"\n')
    alone, _ = rendered(pack, store, voice=None)
    assert list(alone.sounds[LANG]) == [human_key(LANG, "It helps.")]
    assert (alone.made, alone.by_people) == (0, 1)
    both, _ = rendered(pack, store)
    assert (both.made, both.kept, both.by_people, len(both.sounds[LANG])) == (0, 5, 1, 6)
    said = samples(unpack(both.sounds[LANG][human_key(LANG, "It helps.")]).pcm) / 32768
    assert loudness(said, 24_000) == pytest.approx(TARGET, abs=1.0)
    (place / "recordings.toml").write_text('[[recording]]\nsentence = "It helped."\nfile = "helps.flac"\n')
    with pytest.raises(ContentError, match="It helps"):
        rendered(pack, store)


def test_no_such_voice_and_a_voice_not_installed_are_told(
    small_pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = DiskSounds(tmp_path / "sounds", None)
    with pytest.raises(VoiceError, match="no voice 'robot'"):
        render(small_pack, "robot", store, 1, lambda *_: None)
    monkeypatch.setattr(KokoroVoice, "available", lambda self: False)
    with pytest.raises(VoiceError, match="kiosk voices install"):
        render(small_pack, "bf_emma", store, 1, lambda *_: None)


def test_a_build_that_is_killed_leaves_no_process_and_goes_on_where_it_was(pack: Path, tmp_path: Path) -> None:
    kept = tmp_path / "sounds"
    command = ["bundle", "build", str(pack), "--voice", "bf_emma", "--jobs", "1", "--sounds", str(kept), "-o"]
    build = subprocess.Popen(
        [sys.executable, "-m", "kiosk", *command, str(tmp_path / "a.kib")],
        cwd=Path(cli.__file__).parents[2], stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not list(kept.glob("*.opus")):
        assert time.monotonic() < deadline, "it makes nothing"
        time.sleep(0.1)
    build.kill()
    build.wait()
    while _alive(build.pid):
        assert time.monotonic() < deadline, "a process of it lives on"
        time.sleep(0.1)
    whole = [path for path in kept.iterdir() if path.suffix == ".opus"]
    assert not (tmp_path / "a.kib").exists()
    assert all(DiskSounds(kept, None).get(path.stem) for path in whole)
    again, _ = rendered(pack, DiskSounds(kept, None))
    assert (again.made, again.kept) == (6 - len(whole), len(whole))


def test_a_process_that_is_ended_from_outside_is_told_and_what_was_made_is_kept(pack: Path, tmp_path: Path) -> None:
    store = DiskSounds(tmp_path / "sounds", None)

    def end(done: int, total: int, left: float | None) -> None:
        if done == 1:
            for process in active_children():
                process.kill()

    with pytest.raises(VoiceError, match="Build again"):
        render(pack, "bf_emma", store, 1, end)
    again, _ = rendered(pack, store)
    assert again.kept >= 1


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
