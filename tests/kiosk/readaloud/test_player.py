"""The state of reading is a value that only moves by its own steps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.readaloud.player import Player, State
from kiosk.readaloud.script import Kind, Utterance

PAGE = tuple(Utterance(text, (), Kind.SENTENCE) for text in ("One.", "Two.", "Three."))


def test_it_plays_pauses_and_goes_on_from_the_same_word() -> None:
    playing = Player(PAGE).play().at(1, 4)
    paused = playing.pause()
    assert (paused.state, paused.index, paused.word) == (State.PAUSED, 1, 4)
    assert paused.play() == playing


def test_next_and_previous_move_by_sentences_and_keep_playing_or_pausing() -> None:
    assert Player(PAGE).play().next() == Player(PAGE, 1, None, State.PLAYING)
    assert Player(PAGE, 2).pause().previous().index == 1
    assert Player(PAGE).previous().index == 0


def test_it_stops_at_the_end_of_the_page() -> None:
    end = Player(PAGE, 2, 0, State.PLAYING).next()
    assert end.finished
    assert not end.playing
    assert end.play() == Player(PAGE, 0, None, State.PLAYING)
    assert end.previous() == Player(PAGE, 2, None, State.PLAYING)


def test_again_says_the_sentence_at_hand_once_more() -> None:
    assert Player(PAGE, 1, 3, State.PAUSED).again() == Player(PAGE, 1, None, State.PLAYING)


def test_the_sentences_around_are_known() -> None:
    assert (Player(PAGE).before, Player(PAGE).now, Player(PAGE).after) == (None, PAGE[0], PAGE[1])
    assert Player(PAGE, 2).after is None


def test_a_page_without_words_is_finished_at_once() -> None:
    assert Player(()).play().finished
    assert Player(()).now is None


def test_a_sentence_that_is_not_there_cannot_be_followed() -> None:
    with pytest.raises(IndexError):
        Player(PAGE).at(3)


@given(st.lists(st.sampled_from(["play", "pause", "next", "previous", "again", "finish"]), max_size=30), st.booleans())
def test_no_run_of_steps_leaves_the_page(steps: list[str], empty: bool) -> None:
    player = Player(() if empty else PAGE)
    for step in steps:
        player = getattr(player, step)()
        assert 0 <= player.index < max(len(player.script), 1)
        assert not (player.playing and player.finished)


WORDS = st.sampled_from(["Rest.", "Stop.", "Ask.", "One.", "Two."])


@given(st.lists(WORDS, min_size=1, max_size=20), st.data())
def test_a_sentence_is_found_again_in_any_cut_of_the_same_words_that_holds_it(
    texts: list[str], data: st.DataObject
) -> None:
    said = tuple(Utterance(text, (), Kind.SENTENCE) for text in texts)
    at = data.draw(st.integers(0, len(said) - 1))
    player = Player(said, at, 3, data.draw(st.sampled_from([State.PLAYING, State.PAUSED])))
    first, end = data.draw(st.integers(0, at)), data.draw(st.integers(at + 1, len(said)))
    moved = player.moved(said[first:end])
    assert moved.now == player.now
    assert (moved.word, moved.state) == (3, player.state)
    if len(set(texts)) == len(texts) or (first, end) == (0, len(said)):
        assert moved.index == at - first


def test_a_sentence_that_stands_twice_is_found_by_what_stands_around_it() -> None:
    said = tuple(Utterance(text, (), Kind.SENTENCE) for text in ("Sit.", "Rest.", "Stand.", "Rest.", "Walk."))
    assert Player(said, 3).moved(said[1:]).index == 2
    assert Player(said, 1).alike(said[3:]) == (1, 0)
    with pytest.raises(ValueError, match="not in the new script"):
        Player(said, 0).moved(said[1:])


def test_a_page_that_was_over_and_goes_on_now_waits_at_its_next_sentence() -> None:
    over = Player(PAGE[:2], 1, None, State.FINISHED)
    assert over.moved(PAGE) == Player(PAGE, 2, None, State.READY)
    assert over.moved(PAGE[:2]) == over
