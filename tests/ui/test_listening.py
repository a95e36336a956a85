"""What is read is what the screen shows; its place is not lost by a pause, other colours, another text size, help."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from kiosk.readaloud.player import State
from kiosk.session import SPEEDS, VOLUMES, Comfort, Kind, Marking, Place, Session, TextSize
from tests.support.measure import faults
from tests.support.screens import show, stage_of
from tests.support.touch import Finger
from ui.app import Kiosk
from ui.easier import Easier
from ui.listening import BETWEEN_PAGES_MS
from ui.presenter import Presenter
from ui.reading import Reading, Script
from ui.screens.aloud import AloudScreen


@pytest.fixture
def reading(kiosk: Kiosk) -> Iterator[Presenter]:
    """Return a presenter that reads a page aloud, silent and paused in its third sentence, at its second word."""
    presenter = kiosk.presenter
    presenter.end_turn()
    presenter.start()
    presenter.open_topic("baclofen")
    presenter.start_reading()
    presenter.next_page()
    presenter.listen()
    presenter.reading.word_started(2, 1)
    presenter.reading.toggle()
    yield presenter
    presenter.end_turn()


def place(presenter: Presenter) -> tuple[str, int | None, bool]:
    """Return the sentence and word at hand, and whether it plays."""
    player = presenter.reading.player
    assert player.now is not None
    return player.now.text, player.word, player.playing


def finger(kiosk: Kiosk, touch: QPointingDevice) -> Finger:
    return Finger(kiosk.window, touch)


def test_a_page_is_kept_through_a_pause_other_colours_and_every_text_size(reading: Presenter) -> None:
    before = place(reading)
    Easier(reading).choose_theme("dark")
    assert place(reading) == before
    for size in (*TextSize, *reversed(TextSize)):
        Easier(reading).choose_size(size.value)
        assert place(reading) == before, size
        assert reading.session.place.kind is Kind.ALOUD
        shown = reading.script_of(reading.page_number())
        assert reading.reading.player.script == shown, "the words at hand are those of the page that is named"
    Easier(reading).put_back()
    assert place(reading) == before


class Mouth:
    """A sound port that says a sentence when it is told to, and keeps what it said."""

    def __init__(self) -> None:
        self.script: Script = ()
        self.at = 0
        self.said: list[str] = []

    def play(self, script: Script, index: int, speed: float) -> None:
        self.script, self.at = script, index

    def stop(self) -> None:
        self.script = ()

    def set_volume(self, volume: float) -> None: ...
    def prepare(self, script: Script, speed: float) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def warm_up(self) -> None: ...
    def stir(self) -> None: ...
    def speaks(self, lang: str) -> bool: ...

    def speak(self, reading: Reading) -> None:
        """Say the next sentence, or come to the end of what it was given."""
        if self.at >= len(self.script):
            self.script = ()
            reading.page_finished()
            return
        self.at += 1
        now = self.script[self.at - 1]
        reading.sentence_started(self.at - 1)
        if self.script:
            self.said.append(now.text)
            assert reading.player.now is not None
            assert reading.player.now.text == now.text, "what is said is what stands on the panel"


@pytest.mark.parametrize(("before", "after"), [("largest", "small"), ("small", "largest")])
@pytest.mark.parametrize("at", [1, 4, 9])
def test_no_sentence_is_skipped_or_said_twice_where_the_pages_are_cut_anew(
    reading: Presenter, before: str, after: str, at: int
) -> None:
    reading.stop_listening()
    mouth, port = Mouth(), reading.reading._sound
    reading.reading._sound = mouth
    try:
        Easier(reading).choose_size(before)
        section = reading.pages()[reading.page_number()].section.id
        first = next(number for number, page in enumerate(reading.pages()) if page.section.id == section)
        same = [number for number, page in enumerate(reading.pages()) if page.section.id == section]
        whole = [one.text for number in same for one in reading.script_of(number)]
        reading.session = reading.session.turn(reading._reading_place(first))
        reading.listen()
        while len(mouth.said) < len(whole):
            if len(mouth.said) == at:
                Easier(reading).choose_size(after)
            if reading.reading.player.finished and mouth.script != reading.reading.player.script:
                reading.next_page()
            mouth.speak(reading.reading)
        assert mouth.said == whole
    finally:
        reading.reading._sound = port


def test_it_goes_on_while_the_text_size_changes(reading: Presenter) -> None:
    reading.reading.toggle()
    before = place(reading)
    Easier(reading).next_size()
    assert place(reading) == before
    assert before[2]


@pytest.mark.parametrize("plays", [False, True])
def test_what_is_looked_up_meanwhile_leaves_the_place_as_it_was(
    kiosk: Kiosk, reading: Presenter, touch: QPointingDevice, plays: bool
) -> None:
    if plays:
        reading.reading.toggle()
    before, hand, words = place(reading), finger(kiosk, touch), reading.phrases
    hand.tap(words("rail.easier"))
    assert not reading.reading.player.playing, "nobody listens while choosing"
    Easier(reading).choose_size("largest")
    hand.tap(words("easier.how_i_read"))
    hand.tap(words("marks.ruler"))
    hand.tap(words("bar.done"))
    hand.tap(words("bar.done"))
    assert reading.session.place.kind is Kind.ALOUD
    assert place(reading) == before
    assert reading.script_of(reading.page_number()) == reading.reading.player.script
    reading.ask_help()
    reading.go_back()
    assert place(reading) == before


def test_back_to_the_page_before_reads_that_page_and_never_other_words_under_its_question(reading: Presenter) -> None:
    first = reading.page_number()
    reading.next_page()
    assert reading.page_number() == first + 1
    reading.go_back()
    assert reading.page_number() == first
    assert reading.reading.player.script == reading.script_of(first)
    assert reading.reading.player.playing


def test_another_whole_heard_meanwhile_is_not_taken_for_the_first(reading: Presenter) -> None:
    reading.toggle_topic("baclofen")
    reading.stop_listening()
    while not reading.terms():
        reading.next_page()
    reading.open_words()
    reading.listen()
    reading.open_handout()
    reading.listen()
    sheet = reading.reading.player.script
    reading.go_back()
    assert reading.session.place.kind is Kind.HANDOUT
    reading.go_back()
    assert reading.session.place.kind is Kind.WORDS, "to where the words explained were asked for"
    assert reading.reading.player.script != sheet


def test_a_handout_changed_meanwhile_is_not_read_as_it_was(reading: Presenter) -> None:
    reading.toggle_topic("baclofen")
    reading.open_handout()
    reading.listen()
    reading.open_handout()
    reading.toggle_topic("baclofen")
    reading.go_back()
    assert reading.session.place.kind is Kind.HANDOUT
    assert not reading.reading.player.playing


def test_the_words_on_the_controls_count_every_speed_and_loudness_there_is(reading: Presenter) -> None:
    words, last = reading.phrases, len(SPEEDS) - 1
    for key in ("aloud.speed_of", "easier.speed_of"):
        assert words(key, speed=last + 1).split()[-1] == words(key, speed=last + 1).split()[-3] == str(len(SPEEDS))
    assert words("easier.volume_of", volume=1).split()[-1] == str(len(VOLUMES) - 1)
    assert (SPEEDS[0], SPEEDS[-1]) == (0.6, 1.6)
    assert SPEEDS[Comfort().speed] < 1.0, "slow to begin with"


def test_stopping_forgets_the_words(reading: Presenter) -> None:
    reading.stop_listening()
    assert reading.reading.player.script == ()
    assert reading.session.place.kind is Kind.READER


def test_the_end_of_a_page_asks_and_the_answer_reads_the_next_one(
    kiosk: Kiosk, reading: Presenter, touch: QPointingDevice
) -> None:
    number, words = reading.page_number(), reading.phrases
    reading.reading.again()
    reading.reading.page_finished()
    QTest.qWait(BETWEEN_PAGES_MS + 200)
    assert reading.page_number() == number, "it stops by itself"
    assert reading.reading.player.state is State.FINISHED
    finger(kiosk, touch).tap(words("aloud.next_page"))
    assert reading.page_number() == number + 1
    assert reading.reading.player.script == reading.script_of(number + 1)
    assert reading.reading.player.playing


def test_by_choice_the_page_turns_with_the_voice_and_the_last_one_stops(kiosk: Kiosk, reading: Presenter) -> None:
    kiosk.window._listening.choose_reading_on(True)
    number = reading.page_number()
    reading.reading.again()
    reading.reading.page_finished()
    assert reading.page_number() == number
    QTest.qWait(BETWEEN_PAGES_MS + 200)
    assert reading.page_number() == number + 1
    assert reading.reading.player.playing
    last = next(page for page in range(len(reading.pages())) if reading.is_last_heard(page))
    reading.session = reading.session.turn(reading._reading_place(last, Kind.ALOUD))
    reading.reading.page_finished()
    QTest.qWait(BETWEEN_PAGES_MS + 200)
    assert reading.session.place.kind is Kind.ALOUD
    assert reading.page_number() == last


def test_who_has_gone_elsewhere_is_not_called_back_by_the_next_page(kiosk: Kiosk, reading: Presenter) -> None:
    kiosk.window._listening.choose_reading_on(True)
    reading.reading.again()
    reading.reading.page_finished()
    reading.go_home()
    QTest.qWait(BETWEEN_PAGES_MS + 200)
    assert reading.session.place.kind is Kind.HOME


def test_marks_and_reading_on_belong_to_the_person_and_end_with_them(kiosk: Kiosk, touch: QPointingDevice) -> None:
    presenter, words, hand = kiosk.presenter, kiosk.presenter.phrases, finger(kiosk, touch)
    show(kiosk, Session(place=Place(Kind.HOME)))
    hand.tap(words("rail.easier"))
    hand.tap(words("easier.how_i_read"))
    hand.tap(words("marks.sentence"))
    hand.tap(words("marks.keep_reading"))
    comfort = presenter.session.comfort
    assert (comfort.marking, comfort.reads_on) == (Marking.SENTENCE, True)
    presenter.open_topic("baclofen")
    presenter.listen()
    assert isinstance(kiosk.window.screen_shown, AloudScreen)
    assert list(faults(stage_of(kiosk))) == []
    presenter.end_turn()
    assert presenter.session.comfort == Comfort()
