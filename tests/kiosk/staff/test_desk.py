"""What a nurse prepares, as a value: any steps in any order, and nothing of it told to who should not know."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.session import Letter, Sheet
from kiosk.staff.desk import LONGEST, Desk, Field
from kiosk.staff.packs import Pack

TOPICS = ("baclofen", "gabapentin", "pregabalin", "fatigue-in-ms", "sleep-and-ms")
SHOWN = frozenset(TOPICS[:4])
topics = st.sampled_from(TOPICS)
steps = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(Field), st.text(max_size=30)),
    st.tuples(st.just("toggle_topic"), topics),
    st.tuples(st.just("toggle_about"), st.sampled_from(("drive", "pregnant"))),
    st.tuples(st.just("next_letter")),
    st.tuples(st.just("more_copies"), st.sampled_from((-1, 1)), st.just(5)),
    st.tuples(st.just("take_pack"), st.builds(Pack, st.text(min_size=1), st.lists(topics).map(tuple)), st.just(SHOWN)),
    st.tuples(st.just("swap"), topics, topics),
    st.tuples(st.just("be_sure"), topics),
    st.tuples(
        st.just("carry"), st.builds(Sheet, st.lists(topics, unique=True).map(tuple)), st.sampled_from(Letter),
        st.just("4F"),
    ),
)  # fmt: skip


def after(wanted: list[tuple[object, ...]]) -> Desk:
    desk = Desk()
    for name, *arguments in wanted:
        desk = getattr(desk, str(name))(*arguments)
    return desk


@given(st.lists(steps, max_size=25))
def test_after_any_steps_no_topic_stands_twice_and_copies_keep_their_limits(wanted: list[tuple[object, ...]]) -> None:
    desk = after(wanted)
    assert 1 <= desk.copies <= 5
    assert len(set(desk.front)) == len(desk.front)
    assert len(set(desk.about_me)) == len(desk.about_me)
    assert desk.letter in Letter
    assert desk.cleared() == Desk()


@given(st.lists(steps, max_size=10), topics)
def test_ticking_a_topic_twice_changes_nothing_but_the_name_of_the_pack(
    wanted: list[tuple[object, ...]], topic: str
) -> None:
    desk = after(wanted)
    if topic not in desk.topics:
        assert desk.toggle_topic(topic).toggle_topic(topic).topics == desk.topics


@given(st.sampled_from(Field), st.text())
def test_what_is_typed_stands_there_as_it_was_typed_and_repr_tells_none_of_it(what: Field, words: str) -> None:
    desk = Desk().type(what, words)
    assert desk.typed(what) == words[:LONGEST]
    assert repr(desk) == "Desk(0 topics)"


def test_a_pack_brings_only_topics_that_this_kiosk_shows_and_nobody_asks_if_they_are_meant() -> None:
    desk = Desk(topics=("fatigue-in-ms",)).take_pack(Pack("Sleep", ("sleep-and-ms", "gabapentin")), SHOWN)
    assert desk.topics == ("gabapentin",)
    assert "gabapentin" in desk.sure
    assert desk.pack == "Sleep"
    assert desk.toggle_topic("baclofen").pack == ""


def test_what_a_patient_chose_is_carried_and_what_was_typed_stays() -> None:
    sheet = Sheet(("baclofen",), ("Can I drive?",), ("drive",))
    desk = Desk(name="Sam").carry(sheet, Letter.GIANT, "4F")
    assert (desk.name, desk.topics, desk.questions, desk.about_me) == ("Sam", *vars_of(sheet))
    assert (desk.letter, desk.code) == (Letter.GIANT, "4F")


def vars_of(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    return sheet.topics, sheet.questions, sheet.about_me


def test_a_desk_is_true_once_anything_stands_on_it() -> None:
    assert not Desk()
    assert not Desk(letter=Letter.GIANT)
    assert Desk(name="S")
    assert Desk(topics=("baclofen",))


def test_the_second_language_goes_round_and_comes_with_a_pack_and_a_kept_sheet() -> None:
    desk = Desk().next_language(("es", "pl"))
    assert (desk.beside, desk.next_language(("es", "pl")).beside) == ("es", "pl")
    assert desk.next_language(("es",)).beside == ""
    assert Desk(beside="cy").next_language(("es",)).beside == "es"
    assert desk.take_pack(Pack("Sleep", ("sleep-and-ms",)), SHOWN).beside == ""
    assert Desk().take_pack(Pack("Sleep", ("sleep-and-ms",), "es"), SHOWN).beside == "es"
    assert Desk().carry(Sheet(("sleep-and-ms",)), Letter.CLEAR, "4F", "es").beside == "es"
