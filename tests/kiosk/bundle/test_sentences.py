"""Sentences and words are found once, and nothing of a text is lost between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.model import Span, Text
from kiosk.bundle.sentences import make_text, slice_text


def sentences(text: Text) -> list[str]:
    return [text.part(sentence.span) for sentence in text.sentences]


def words(text: Text) -> list[str]:
    return [text.part(word) for sentence in text.sentences for word in sentence.words]


ANY = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("aB1 .?!:(\n“”'-–%£")), max_size=120)


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("Take it with food, e.g. milk. Then rest.", ["Take it with food, e.g. milk.", "Then rest."]),
        ("Ask Dr. Smith or Prof. Jones. They know.", ["Ask Dr. Smith or Prof. Jones.", "They know."]),
        ("Take it at 8 a.m. on Monday. Rest.", ["Take it at 8 a.m. on Monday.", "Rest."]),
        ("Take it at 8 p.m. Then rest.", ["Take it at 8 p.m.", "Then rest."]),
        ("See p. 4 for more. Ask.", ["See p. 4 for more.", "Ask."]),
        ("Two things help: food and milk. Try them.", ["Two things help: food and milk.", "Try them."]),
        ("Note: Keep it dry.", ["Note: Keep it dry."]),
        ("Stop at once, i.e. today! Why? It hurts.", ["Stop at once, i.e. today!", "Why?", "It hurts."]),
        ("(This is rare.) Ask your nurse.", ["(This is rare.)", "Ask your nurse."]),
        ("Take 2.5 ml. Not 25.", ["Take 2.5 ml.", "Not 25."]),
        ("Stopping can make you ill. A diary helps.", ["Stopping can make you ill.", "A diary helps."]),
        ("Is it safe? No. Ask Mr. Jones.", ["Is it safe?", "No.", "Ask Mr. Jones."]),
        ("Your G.P. Surgery can help.", ["Your G.P. Surgery can help."]),
        ("No end", ["No end"]),
        ("  Padded.  ", ["Padded."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_sentence_ends_where_a_reader_would_say_it_ends(plain: str, expected: list[str]) -> None:
    assert sentences(make_text(plain)) == expected


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("Don't stop, it's well-known.", ["Don't", "stop", "it's", "well-known"]),
        ("About 45% pay £9.90 (or more)!", ["About", "45%", "pay", "£9.90", "or", "more"]),
        (
            "“Is it safe?” 10,000 people—all of them…ask",
            ["Is", "it", "safe", "10,000", "people", "all", "of", "them", "ask"],
        ),
        ("one – two & 3", ["one", "two", "3"]),
        ("Małgorzata a chŵn", ["Małgorzata", "a", "chŵn"]),
        ("दवा लें", ["दवा", "लें"]),
    ],
)
def test_a_word_keeps_its_apostrophes_hyphens_and_signs_but_no_punctuation(plain: str, expected: list[str]) -> None:
    assert words(make_text(plain)) == expected


@given(ANY)
def test_nothing_but_white_space_lies_outside_the_sentences(plain: str) -> None:
    text = make_text(plain)
    assert text.plain == plain
    place = 0
    for sentence in text.sentences:
        assert plain[place : sentence.span.start].strip() == ""
        assert sentence.span.start < sentence.span.end
        assert place <= sentence.span.start
        place = sentence.span.end
    assert plain[place:].strip() == ""


@given(ANY)
def test_words_lie_in_order_inside_their_sentence_and_hold_every_letter(plain: str) -> None:
    for sentence in make_text(plain).sentences:
        place = sentence.span.start
        for word in sentence.words:
            assert place <= word.start < word.end <= sentence.span.end
            assert not any(char.isalnum() for char in plain[place : word.start])
            place = word.end
        assert not any(char.isalnum() for char in plain[place : sentence.span.end])


@given(ANY, st.data())
def test_a_slice_says_the_same_words_as_the_whole(plain: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    whole = make_text(plain, [Span(0, len(plain))] if plain else [])
    part = slice_text(whole, start, end)
    assert part.plain == plain[start:end]
    kept = "".join(part.part(sentence.span) for sentence in part.sentences)
    assert "".join(kept.split()) == "".join(part.plain.split())
    for sentence in part.sentences:
        for word in sentence.words:
            assert sentence.span.start <= word.start < word.end <= sentence.span.end
    assert part.strong == ((Span(0, end - start),) if end > start else ())


def test_a_slice_between_sentences_carries_them_whole() -> None:
    text = make_text("One here. Two here. Three here.", [Span(4, 8), Span(14, 25)])
    second = text.sentences[1].span
    part = slice_text(text, second.start, second.end)
    assert sentences(part) == ["Two here."]
    assert words(part) == ["Two", "here"]
    assert [part.part(span) for span in part.strong] == ["here."]
