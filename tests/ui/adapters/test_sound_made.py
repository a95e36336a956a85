"""What the player does with scripts, without a loudspeaker: the silent voice, the maker's thread, what it keeps."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.bundle.model import Span
from kiosk.bundle.sounds import NoSounds
from kiosk.bundle.speech import SpokenWord
from kiosk.errors import VoiceError
from kiosk.readaloud.script import Kind, Utterance
from kiosk.readaloud.sounds import DiskSounds, human_key
from kiosk.readaloud.storing import StoringVoice, storing_voice
from kiosk.readaloud.voice import GivenUpError, Patience, SilentVoice, Sound
from kiosk.settings import Settings
from ui.adapters import sound, sound_maker
from ui.adapters.sound import SoundPlayer
from ui.adapters.sound_maker import SoundMaker


def page(*texts: str) -> tuple[Utterance, ...]:
    return tuple(
        Utterance(text, (SpokenWord(Span(0, len(text)), text, "a"),), Kind.SENTENCE, pause_after=0.05) for text in texts
    )


def wait_for(done: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "it never happened"
        QApplication.processEvents()
        time.sleep(0.002)


@pytest.fixture
def player() -> Iterator[SoundPlayer]:
    QApplication.instance() or QApplication([])
    made = SoundPlayer(SilentVoice("en-GB"))
    yield made
    made.close()


def test_sentences_follow_each_other_and_the_page_ends(player: SoundPlayer) -> None:
    told: list[object] = []
    player.sentence_started.connect(told.append)
    player.word_started.connect(lambda *where: told.append(where))
    player.page_finished.connect(lambda: told.append("finished"))
    player.play(page("a", "b", "c"), 0, 1.4)
    wait_for(lambda: "finished" in told)
    assert told == [0, (0, 0), 1, (1, 0), 2, (2, 0), "finished"]


def test_it_begins_at_the_sentence_asked_for(player: SoundPlayer) -> None:
    told: list[int] = []
    player.sentence_started.connect(told.append)
    player.play(page("a", "b", "c"), 2, 1.4)
    wait_for(lambda: bool(told))
    assert told == [2]


def test_a_stopped_page_says_nothing_more(player: SoundPlayer) -> None:
    told: list[object] = []
    player.play(page("a long sentence that is not over at once", "b"), 0, 0.7)
    player.stop()
    player.sentence_started.connect(told.append)
    player.page_finished.connect(lambda: told.append("finished"))
    end = time.monotonic() + 0.3
    wait_for(lambda: time.monotonic() > end)
    assert told == []


def test_what_nobody_hears_is_forgotten_as_well_where_it_may_be_somebodys_own(player: SoundPlayer) -> None:
    told: list[int] = []
    player.sentence_started.connect(told.append)
    own = Utterance("Wanda", (SpokenWord(Span(0, 5), "Wanda", ""),), Kind.PHRASE)
    player.play((own, *page("a")), 0, 1.0)
    wait_for(lambda: bool(told))
    assert "Wanda" in repr(player._silence._kept)
    player.stop()
    assert "Wanda" not in repr((player._silence._kept, player._silence._wanted))


def test_a_paused_page_goes_on_where_it_was(player: SoundPlayer) -> None:
    told: list[object] = []
    player.word_started.connect(lambda *where: told.append(where))
    player.page_finished.connect(lambda: told.append("finished"))
    player.play(page("a", "b"), 0, 1.0)
    wait_for(lambda: bool(told))
    player.pause()
    before, end = list(told), time.monotonic() + 0.8
    wait_for(lambda: time.monotonic() > end)
    assert told == before
    player.resume()
    wait_for(lambda: "finished" in told)
    assert told == [(0, 0), (1, 0), "finished"]


def test_an_empty_page_is_finished_at_once(player: SoundPlayer) -> None:
    told: list[str] = []
    player.page_finished.connect(lambda: told.append("finished"))
    player.play((), 0, 1.0)
    assert told == ["finished"]


def test_trouble_is_told_once_a_page(player: SoundPlayer) -> None:
    told: list[str] = []
    player.trouble.connect(told.append)
    player.play(page("a", "b"), 0, 1.4)
    player.play(page("a"), 0, 1.4)
    assert told == ["no_voice", "no_voice"]


class Counting(SilentVoice):
    """The silent voice with a count of what it was asked for; fails where it is told to."""

    silent = False

    def __init__(self, fails: str = "") -> None:
        super().__init__("en-GB")
        self.asked: list[str] = []
        self.threads: set[int] = set()
        self._fails = fails

    def speak(self, utterance: Utterance, speed: float, patience: Patience | None = None) -> Sound:
        self.asked.append(utterance.text)
        self.threads.add(threading.get_ident())
        if utterance.text == self._fails:
            raise VoiceError("it cannot say this")
        return super().speak(utterance, speed)


def test_sound_is_made_in_another_thread_in_the_order_wanted_and_once() -> None:
    voice, made = Counting(), threading.Semaphore(0)
    maker = SoundMaker(voice, made.release, lambda: None)
    said = page("a", "b", "c")
    maker.want(said, 1.0)
    for _ in said:
        assert made.acquire(timeout=5)
    maker.want(said, 1.0)
    maker.want(page("d"), 1.0)
    assert made.acquire(timeout=5)
    maker.close()
    assert voice.asked == ["a", "b", "c", "d"]
    assert voice.threads != {threading.get_ident()}
    assert maker.get(said[1], 1.0) is not None
    assert maker.get(said[1], 1.2) is None, "another speed is another sound"


def test_a_sentence_the_voice_cannot_say_is_silence_and_told() -> None:
    voice, made, failed = Counting(fails="b"), threading.Semaphore(0), threading.Event()
    maker = SoundMaker(voice, made.release, failed.set)
    maker.want(page("b"), 1.0)
    assert made.acquire(timeout=5)
    maker.close()
    assert failed.is_set()
    assert maker.get(page("b")[0], 1.0) is not None


def test_the_memory_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound_maker, "_KEPT_BYTES", 60_000)
    made = threading.Semaphore(0)
    maker = SoundMaker(Counting(), made.release, lambda: None)
    said = page(*"abcdefgh")
    for one in said:
        maker.want((one,), 1.0)
        assert made.acquire(timeout=5)
    maker.close()
    kept = [one for one in said if maker.get(one, 1.0)]
    assert 1 <= len(kept) < len(said)
    assert kept == list(said[-len(kept) :]), "the oldest go first"
    assert sum(len(sound.pcm) for one in kept if (sound := maker.get(one, 1.0))) <= 60_000


class Slow(Counting):
    """Takes half a second for a sentence; stops when nobody waits any longer."""

    def key(self, utterance: Utterance, speed: float) -> str:
        return human_key("slow", utterance.text)

    def speak(self, utterance: Utterance, speed: float, patience: Patience | None = None) -> Sound:
        self.asked.append(utterance.text)
        wait = threading.Event()
        with (patience or Patience()).lasting(wait.set):
            if wait.wait(0.5):
                raise GivenUpError
        return SilentVoice("en-GB").speak(utterance, speed)


def test_what_nobody_wants_any_longer_is_given_up_in_the_middle() -> None:
    voice, made = Slow(), threading.Semaphore(0)
    maker = SoundMaker(voice, made.release, lambda: None)
    maker.want(page("a", "b"), 1.0)
    wait_for(lambda: voice.asked == ["a"])
    begun = time.monotonic()
    maker.want(page("c"), 1.0)
    assert made.acquire(timeout=5)
    assert time.monotonic() - begun < 0.9
    assert voice.asked == ["a", "c"]
    assert maker.get(page("a")[0], 1.0) is None
    maker.close()


@pytest.fixture
def storing(tmp_path: Path) -> StoringVoice:
    slow = Slow()
    return StoringVoice(slow, slow, NoSounds(), DiskSounds(tmp_path / "sounds", 10_000_000))


def test_in_quiet_times_sounds_are_made_for_later_and_a_touch_ends_that_at_once(storing: StoringVoice) -> None:
    slow, made = storing._live, threading.Semaphore(0)
    assert isinstance(slow, Slow)
    maker = SoundMaker(storing, made.release, lambda: None)
    later = page("a", "b", "c")
    maker.fill_from(iter(later))
    maker.warm_up()
    time.sleep(0.1)
    assert slow.asked == [], "nobody said that it is quiet"
    maker.be_quiet(True)
    wait_for(lambda: storing.at_hand(later[0]) and slow.asked[-1] == "b")
    maker.be_quiet(False)
    time.sleep(0.7)
    assert not storing.at_hand(later[1]), "it was given up"
    assert slow.asked == ["a", "b"]
    maker.want(page("now"), 1.0)
    assert made.acquire(timeout=5)
    maker.be_quiet(True)
    wait_for(lambda: all(storing.at_hand(one) for one in later))
    assert slow.asked == ["a", "b", "now", "b", "c"]
    maker.close()


def test_what_someone_wants_comes_before_what_is_made_for_later(storing: StoringVoice) -> None:
    slow, made = storing._live, threading.Semaphore(0)
    assert isinstance(slow, Slow)
    maker = SoundMaker(storing, made.release, lambda: None)
    maker.fill_from(iter(page("a")))
    maker.be_quiet(True)
    maker.warm_up()
    wait_for(lambda: slow.asked == ["a"])
    begun = time.monotonic()
    maker.want(page("now"), 1.0)
    assert made.acquire(timeout=5)
    assert time.monotonic() - begun < 0.9
    wait_for(lambda: storing.at_hand(page("a")[0]))
    maker.close()


def test_the_player_makes_sounds_for_later_only_when_it_was_quiet_for_a_while(
    storing: StoringVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    QApplication.instance() or QApplication([])
    monkeypatch.setattr(sound, "_QUIET_MS", 300)
    slow = storing._live
    assert isinstance(slow, Slow)
    player = SoundPlayer(storing)
    player.fill_from(iter(page("a")))
    player.warm_up()
    end = time.monotonic() + 0.8
    while time.monotonic() < end:
        player.stir()
        QApplication.processEvents()
        time.sleep(0.05)
    assert slow.asked == []
    wait_for(lambda: storing.at_hand(page("a")[0]))
    player.close()


def test_a_page_is_read_by_espeak_where_the_settings_name_it_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    QApplication.instance() or QApplication([])
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path))
    voice = storing_voice("en-GB", Settings(voice="espeak-ng"), NoSounds())
    if voice.silent:
        pytest.skip("espeak-ng is not installed")
    player = SoundPlayer(voice, record=True)
    marked: list[tuple[int, int]] = []
    finished: list[bool] = []
    player.word_started.connect(lambda sentence, word: marked.append((sentence, word)))
    player.page_finished.connect(lambda: finished.append(True))
    player.play(page("Rest", "Sit down"), 0, 1.0)
    wait_for(lambda: bool(finished), 20)
    heard = array("h", player.recorded()[0])
    player.close()
    assert max(heard) > 3000
    assert marked == [(0, 0), (1, 0)]
    assert not list(tmp_path.glob("**/*.opus")), "what may be anybody's words is not kept"


def test_nothing_of_qt_multimedia_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, ui.adapters.sound\n"
        "print([name for name in ('PySide6.QtMultimedia', 'numpy', 'onnxruntime') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
