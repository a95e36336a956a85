"""Reading aloud as the presenter knows it: the place is kept, trouble is told, a word's place is known."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.bundle.model import Span
from kiosk.bundle.speech import SpokenWord
from kiosk.readaloud.player import State
from kiosk.readaloud.script import Kind, Utterance
from kiosk.session import SPEEDS, VOLUMES, Comfort
from ui.reading import Reading, Script

WORDS = (SpokenWord(Span(0, 4), "Take", "tˈeɪk"), SpokenWord(Span(5, 7), "it", "ɪt"))
PAGE: Script = tuple(Utterance("Take it.", WORDS, Kind.SENTENCE) for _ in range(3))


class Loudspeaker:
    """A sound port that says nothing and remembers what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def warm_up(self) -> None:
        self.asked.append(("warm up",))

    def prepare(self, script: Script, speed: float) -> None:
        self.asked.append(("prepare", len(script), speed))

    def play(self, script: Script, index: int, speed: float) -> None:
        self.asked.append(("play", index, speed))

    def pause(self) -> None:
        self.asked.append(("pause",))

    def resume(self) -> None:
        self.asked.append(("resume",))

    def stop(self) -> None:
        self.asked.append(("stop",))

    def set_volume(self, volume: float) -> None:
        self.asked.append(("volume", volume))


@pytest.fixture
def spoken() -> tuple[Reading, Loudspeaker]:
    QApplication.instance() or QApplication([])
    loudspeaker = Loudspeaker()
    return Reading(lambda _: loudspeaker), loudspeaker


def test_the_sound_is_not_opened_before_it_is_wanted() -> None:
    QApplication.instance() or QApplication([])
    made: list[Reading] = []
    reading = Reading(lambda asked: made.append(asked) or Loudspeaker())  # type: ignore[func-returns-value]
    reading.follow(Comfort(volume=1))
    reading.stop()
    assert made == []
    reading.start(PAGE)
    assert made == [reading]


def test_reading_starts_at_the_first_sentence_in_the_speed_and_loudness_of_the_person(
    spoken: tuple[Reading, Loudspeaker],
) -> None:
    reading, loudspeaker = spoken
    reading.follow(Comfort(speed=3, volume=2))
    reading.start(PAGE)
    assert loudspeaker.asked == [("volume", VOLUMES[2]), ("play", 0, SPEEDS[3])]
    assert reading.player.playing


def test_pause_keeps_the_place_and_play_goes_on_there(spoken: tuple[Reading, Loudspeaker]) -> None:
    reading, loudspeaker = spoken
    reading.start(PAGE)
    reading.word_started(1, 1)
    reading.toggle()
    assert (reading.player.index, reading.player.playing) == (1, False)
    reading.toggle()
    assert reading.player.playing
    assert loudspeaker.asked[-2:] == [("pause",), ("resume",)]


def test_another_speed_starts_the_sentence_again_and_another_loudness_does_not(
    spoken: tuple[Reading, Loudspeaker],
) -> None:
    reading, loudspeaker = spoken
    reading.start(PAGE)
    reading.sentence_started(2)
    reading.follow(Comfort(speed=4))
    assert loudspeaker.asked[-1] == ("play", 2, SPEEDS[4])
    reading.follow(Comfort(speed=4, volume=0))
    assert loudspeaker.asked[-1] == ("volume", 0.0)


def test_the_place_of_the_word_being_said_is_known_in_the_sentence(spoken: tuple[Reading, Loudspeaker]) -> None:
    reading, _ = spoken
    reading.start(PAGE)
    assert reading.word is None
    reading.word_started(0, 1)
    assert reading.word == Span(5, 7)


def test_the_end_of_the_page_stops_by_itself_and_play_begins_again(spoken: tuple[Reading, Loudspeaker]) -> None:
    reading, loudspeaker = spoken
    reading.start(PAGE)
    reading.sentence_started(2)
    reading.page_finished()
    assert reading.player.finished
    assert not reading.player.playing
    reading.toggle()
    assert loudspeaker.asked[-1] == ("play", 0, SPEEDS[1])


def test_trouble_with_the_sound_is_told_while_a_page_is_read(spoken: tuple[Reading, Loudspeaker]) -> None:
    reading, _ = spoken
    changes: list[str] = []
    reading.changed.connect(lambda: changes.append(reading.trouble))
    reading.start(PAGE)
    reading.told_trouble("no_sound_device")
    assert changes[-1] == "no_sound_device"


def test_the_idle_warning_is_said_without_becoming_a_page(spoken: tuple[Reading, Loudspeaker]) -> None:
    reading, loudspeaker = spoken
    reading.start(PAGE)
    reading.say(PAGE[:1])
    reading.sentence_started(0)
    reading.page_finished()
    assert (reading.player.script, reading.player.playing) == (PAGE, False)
    assert loudspeaker.asked[-1] == ("play", 0, SPEEDS[1])


def test_what_was_being_read_is_there_after_the_idle_warning(spoken: tuple[Reading, Loudspeaker]) -> None:
    reading, loudspeaker = spoken
    reading.start(PAGE)
    reading.word_started(1, 1)
    reading.toggle()
    reading.say(PAGE[:1])
    reading.word_started(0, 0)
    reading.page_finished()
    assert (reading.player.index, reading.player.word, reading.player.state) == (1, 1, State.PAUSED)
    reading.toggle()
    assert loudspeaker.asked[-1] == ("play", 1, SPEEDS[1])


def test_a_speed_chosen_while_it_pauses_is_the_speed_it_goes_on_in(spoken: tuple[Reading, Loudspeaker]) -> None:
    reading, loudspeaker = spoken
    reading.start(PAGE)
    reading.word_started(1, 1)
    reading.toggle()
    reading.follow(Comfort(speed=0))
    assert loudspeaker.asked[-1] == ("pause",)
    reading.toggle()
    assert loudspeaker.asked[-1] == ("play", 1, SPEEDS[0])


def test_a_page_cut_anew_goes_on_without_a_break_and_ends_where_it_ends_now(
    spoken: tuple[Reading, Loudspeaker],
) -> None:
    reading, loudspeaker = spoken
    whole = tuple(Utterance(f"{number}.", WORDS, Kind.SENTENCE) for number in range(6))
    ends: list[int] = []
    reading.page_read.connect(lambda: ends.append(reading.player.index))
    reading.start(whole)
    reading.word_started(3, 1)
    asked = len(loudspeaker.asked)
    reading.move(whole[2:5])
    assert (reading.player.index, reading.player.word) == (1, 1)
    reading.word_started(4, 0)
    assert (reading.player.index, reading.player.now) == (2, whole[4])
    assert len(loudspeaker.asked) == asked, "what is being said goes on"
    reading.sentence_started(5)
    assert ends == [2], "the sentence of the next page is not read under this one"
    assert loudspeaker.asked[-1] == ("stop",)


def test_a_page_cut_longer_is_read_to_its_new_end(spoken: tuple[Reading, Loudspeaker]) -> None:
    reading, loudspeaker = spoken
    whole = tuple(Utterance(f"{number}.", WORDS, Kind.SENTENCE) for number in range(6))
    ends: list[int] = []
    reading.page_read.connect(lambda: ends.append(reading.player.index))
    reading.start(whole[:2])
    reading.word_started(1, 0)
    reading.move(whole)
    reading.page_finished()
    assert loudspeaker.asked[-1] == ("play", 2, SPEEDS[1])
    assert ends == []
    reading.sentence_started(5)
    reading.page_finished()
    assert ends == [5]
