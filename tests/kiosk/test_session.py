"""One person's turn: going about, taking home, reading in comfort, and nothing left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session import SPEEDS, VOLUMES, Kind, Letter, Place, Session, TextSize

Step = Callable[[Session], Session]

PLACES = st.builds(Place, kind=st.sampled_from(Kind), topic=st.sampled_from(["", "baclofen", "fatigue-in-ms"]),
                   page=st.integers(0, 9))
TOPICS = st.sampled_from(["baclofen", "tizanidine", "fatigue-in-ms"])
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(lambda p: lambda s: s.go(p), PLACES),
    st.builds(lambda p: lambda s: s.turn(p), PLACES),
    st.just(Session.back),
    st.just(Session.home),
    st.builds(lambda t: lambda s: s.toggle_topic(t), TOPICS),
    st.builds(lambda q: lambda s: s.toggle_question(q), st.sampled_from(["Why?", "When?"])),
    st.builds(lambda a: lambda s: s.toggle_about_me(a), st.sampled_from(["tired", "wheelchair"])),
    st.builds(lambda n: lambda s: s.choose_letter(n), st.sampled_from(Letter)),
    st.just(Session.next_text_size),
    st.builds(lambda n: lambda s: s.faster(n), st.integers(-9, 9)),
    st.builds(lambda n: lambda s: s.louder(n), st.integers(-9, 9)),
)
TURNS = st.lists(STEPS, max_size=25)


def after(steps: list[Step]) -> Session:
    """Return the session that `steps` lead to."""
    session = Session()
    for step in steps:
        session = step(session)
    return session


def test_a_turn_begins_at_the_attract_screen_with_nothing_chosen() -> None:
    session = Session()
    assert session.place.kind is Kind.ATTRACT
    assert not session.sheet
    assert session.trail == ()


def test_nothing_in_a_session_can_be_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        Session().place = Place(Kind.HOME)  # type: ignore[misc]


@given(TURNS, TURNS)
def test_a_step_never_changes_the_session_it_starts_from(steps: list[Step], more: list[Step]) -> None:
    session = after(steps)
    for step in more:
        step(session)
    assert session == after(steps)


@given(TURNS, PLACES)
def test_back_undoes_going_somewhere(steps: list[Step], place: Place) -> None:
    session = after(steps)
    there = session.go(place)
    if place == session.place:
        assert there == session
    else:
        assert there.back() == session


@given(TURNS)
def test_back_never_drops_a_choice(steps: list[Step]) -> None:
    session = after(steps)
    assert session.back().sheet == session.sheet
    assert session.back().comfort == session.comfort
    assert session.home().sheet == session.sheet


@given(TURNS)
def test_going_back_often_enough_ends_at_home(steps: list[Step]) -> None:
    session = after(steps)
    for _ in range(len(session.trail) + 1):
        session = session.back()
    assert session.place == Place(Kind.HOME)
    assert session.trail == ()


@given(TURNS)
def test_speed_and_loudness_stay_on_their_scales(steps: list[Step]) -> None:
    comfort = after(steps).comfort
    assert 0 <= comfort.speed < len(SPEEDS)
    assert 0 <= comfort.volume < len(VOLUMES)


@given(TURNS, TOPICS)
def test_putting_a_topic_on_the_handout_twice_takes_it_out_again(steps: list[Step], topic: str) -> None:
    session = after(steps)
    once = session.toggle_topic(topic)
    assert (topic in once.sheet.topics) is not (topic in session.sheet.topics)
    assert set(once.toggle_topic(topic).sheet.topics) == set(session.sheet.topics)


def test_turning_a_page_is_not_remembered_for_back() -> None:
    topic = Session().open_topic("baclofen")
    reader = topic.go(Place(Kind.READER, topic="baclofen"))
    turned = reader.turn(Place(Kind.READER, topic="baclofen", page=1))
    assert turned.place.page == 1
    assert turned.back() == topic


def test_after_the_largest_text_comes_the_smallest() -> None:
    session, seen = Session(), []
    for _ in TextSize:
        seen.append(session.comfort.text_size)
        session = session.next_text_size()
    assert sorted(seen) == sorted(TextSize)
    assert session == Session()


@pytest.mark.parametrize(
    ("size", "letter"),
    [
        (TextSize.SMALL, Letter.CLEAR),
        (TextSize.MEDIUM, Letter.CLEAR),
        (TextSize.LARGE, Letter.LARGE),
        (TextSize.LARGEST, Letter.GIANT),
    ],
)
def test_letters_on_paper_follow_the_screen_until_one_is_chosen(size: TextSize, letter: Letter) -> None:
    session = Session()
    while session.comfort.text_size is not size:
        session = session.next_text_size()
    assert session.letter is letter
    assert session.choose_letter(Letter.GIANT).letter is Letter.GIANT
