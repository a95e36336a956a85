"""What is typed leads to topics: by title, other name or plain word, with one slip forgiven."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle import codec
from kiosk.bundle.model import Tile
from kiosk.bundle.search import FORGIVING_FROM, Findable, SearchIndex, Why, build_index, fold

TOPICS = (
    ("baclofen", "Baclofen", ("Lioresal", "Lyflex"), ("muscle relaxant", "stiff")),
    ("spasticity", "Stiffness and spasms", ("Spasticity",), ("stiff", "cramp", "tight muscles")),
    ("bladder", "Bladder problems", (), ("wee", "toilet")),
    ("tizanidine", "Tizanidine", ("Zanaflex",), ("muscle relaxant",)),
    ("walking", "Walking and balance", (), ("falls",)),
    ("herzen", "Élan vital", ("Łódź",), ("café",)),
)


def make(topics: Sequence[tuple[str, str, tuple[str, ...], tuple[str, ...]]]) -> SearchIndex:
    found = [Findable(Tile(one, title, "c", "pill", also), find) for one, title, also, find in topics]
    return SearchIndex(build_index(found, codec.tile_to_json), codec.tile_from_json)


@pytest.fixture
def index() -> SearchIndex:
    return make(TOPICS)


def ids(index: SearchIndex, typed: str) -> list[str]:
    return [hit.tile.id for hit in index.find(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("b", ["baclofen", "bladder", "walking"]),
        ("ba", ["baclofen", "walking"]),
        ("BACL", ["baclofen"]),
        ("lior", ["baclofen"]),
        ("wee", ["bladder"]),
        ("stiff", ["spasticity", "baclofen"]),
        ("muscle rel", ["baclofen", "tizanidine"]),
        ("relaxant", ["baclofen", "tizanidine"]),
        ("muscles", ["spasticity"]),
        ("elan", ["herzen"]),
        ("lodz", ["herzen"]),
        ("CAFÉ", ["herzen"]),
        ("", []),
        (" ", []),
        ("?", []),
        ("zzz", []),
    ],
)
def test_titles_come_before_other_names_before_plain_words(typed: str, expected: list[str], index: SearchIndex) -> None:
    assert ids(index, typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "bacofen",
        "bacclofen",
        "baklofen",
        "balcofen",
        "vaclofen",
        "aclofen",
        "abclofen",
        "baclofne",
        "baclofenn",
        "bakl",
    ],
)
def test_one_letter_missing_doubled_changed_or_swapped_is_forgiven(typed: str, index: SearchIndex) -> None:
    assert "baclofen" in ids(index, typed)


def test_two_slips_or_a_slip_in_three_letters_are_not_forgiven(index: SearchIndex) -> None:
    assert ids(index, "bakloven") == []
    assert ids(index, "bxc") == []


def test_a_hit_says_what_was_matched_and_why(index: SearchIndex) -> None:
    assert [(hit.why, hit.matched) for hit in index.find("stiff")] == [
        (Why.TITLE, "Stiffness and spasms"), (Why.PLAIN_WORD, "stiff"),
    ]  # fmt: skip
    assert [(hit.why, hit.matched) for hit in index.find("zanaflx")] == [(Why.OTHER_NAME, "Zanaflex")]


def test_no_more_hits_than_wanted_are_returned(index: SearchIndex) -> None:
    assert [hit.tile.id for hit in index.find("b", limit=2)] == ["baclofen", "bladder"]


def test_next_letters_are_those_that_lead_somewhere(index: SearchIndex) -> None:
    assert index.next_letters("b") == frozenset("al")
    assert index.next_letters("bac") == frozenset("l")
    assert index.next_letters("muscle") == frozenset(" s")
    assert index.next_letters("muscle ") == frozenset("r")
    assert index.next_letters("zzz") == frozenset()
    assert {"b", "s", "t", "w", "e"} <= index.next_letters("")


def test_all_topics_come_by_title_and_page_by_page(index: SearchIndex) -> None:
    titles = [tile.title for tile in index.starting_with("")]
    assert titles == [
        "Baclofen",
        "Bladder problems",
        "Élan vital",
        "Stiffness and spasms",
        "Tizanidine",
        "Walking and balance",
    ]
    assert [tile.title for tile in index.starting_with("", 1, 2)] == titles[1:3]
    assert [tile.title for tile in index.starting_with("b")] == titles[:2]
    assert (index.count_starting_with(""), index.count_starting_with("b"), index.count_starting_with("m")) == (6, 2, 0)


def test_an_index_of_nothing_finds_nothing() -> None:
    empty = make(())
    assert empty.find("baclofen") == ()
    assert empty.next_letters("") == frozenset()
    assert empty.starting_with("") == ()


LETTERS = st.text(st.sampled_from("abcdé '-"), min_size=1, max_size=7).filter(lambda word: bool(fold(word)))
WORDS = st.lists(LETTERS, min_size=1, max_size=3).map(tuple)


@given(
    st.lists(st.tuples(LETTERS, WORDS, WORDS), min_size=1, max_size=5), st.text(st.sampled_from("abcd "), max_size=6)
)
def test_the_index_finds_exactly_what_a_look_at_every_name_finds(
    rows: list[tuple[str, tuple[str, ...], tuple[str, ...]]], typed: str
) -> None:
    index = make([(str(number), *row) for number, row in enumerate(rows)])
    wanted = fold(typed) + (" " if typed.strip() and typed.endswith(" ") else "")
    ends = {
        str(number): {words[place:] for name in (title, *also, *find) for words in [fold(name)]
                      for place in range(len(words)) if place == 0 or words[place - 1] == " "}
        for number, (title, also, find) in enumerate(rows)
    }  # fmt: skip
    exact = (
        {one for one, keys in ends.items() if any(key.startswith(wanted) for key in keys)} if wanted.strip() else set()
    )
    found = [hit.tile.id for hit in index.find(typed)]
    assert set(found[: len(exact)]) == exact
    after = {
        key[len(wanted)] for keys in ends.values() for key in keys if key.startswith(wanted) and len(key) > len(wanted)
    }
    assert index.next_letters(typed) == after
    if len(wanted.strip()) >= FORGIVING_FROM:
        slips = {one for one, keys in ends.items() if any(_near(wanted.rstrip(), key) for key in keys)}
        assert set(found) == (exact or slips)
    else:
        assert set(found) == exact


def _near(typed: str, key: str) -> bool:
    """Return whether some beginning of `key` is one letter more, fewer, changed or swapped away from `typed`."""
    return any(_one_slip(typed, key[:length]) for length in range(len(typed) - 1, len(typed) + 2) if length <= len(key))


def _one_slip(typed: str, meant: str) -> bool:
    if len(typed) == len(meant):
        wrong = [place for place in range(len(typed)) if typed[place] != meant[place]]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return typed[wrong[0]] == meant[wrong[1]] and typed[wrong[1]] == meant[wrong[0]]
        return len(wrong) <= 1
    longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def test_the_text_of_an_index_does_not_depend_on_the_order_of_topics() -> None:
    found = [Findable(Tile(one, title, "c", "pill", also), find) for one, title, also, find in TOPICS]
    assert build_index(found, codec.tile_to_json) == build_index(reversed(found), codec.tile_to_json)
    assert json.loads(build_index(found, codec.tile_to_json).split("\n")[1])[0] == "baclofen"


def test_typing_into_10_000_topics_looks_at_few_names(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        (f"t{n}", f"{n:05} name".translate(str.maketrans("0123456789", "abcdefghij")), (), ("stiff",))
        for n in range(10_000)
    ]
    index = make(rows)
    read: list[int] = []
    real = index._tile_from_json
    monkeypatch.setattr(index, "_tile_from_json", lambda value: read.append(1) or real(value))
    assert len(index.find("a", limit=4)) == 4
    assert len(index.find("stiff", limit=4)) == 4
    assert len(index.find("abcdx", limit=4)) == 4
    assert len(index.starting_with("", 40, 12)) == 12
    assert len(read) == 24
