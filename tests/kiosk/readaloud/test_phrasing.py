"""A sentence is parted where a reader takes breath, and never where a stop would turn its meaning."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.model import Span
from kiosk.bundle.sentences import find_words
from kiosk.bundle.speech import SpokenWord
from kiosk.readaloud.phrasing import parts_of
from kiosk.readaloud.script import Kind, Utterance


def said(text: str, kind: Kind = Kind.SENTENCE) -> Utterance:
    words = find_words(text, 0, len(text))
    return Utterance(text, tuple(SpokenWord(span, text[span.start : span.end], "a") for span in words), kind)


def parts(text: str, kind: Kind = Kind.SENTENCE) -> list[str]:
    one = said(text, kind)
    spans = [(one.words[part.start].span.start, one.words[part.stop - 1].span.end) for part in parts_of(one)]
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("It loosens stiff muscles and eases spasms.", ["It loosens stiff muscles", "and eases spasms"]),
        ("Take it with food or a milky drink.", ["Take it with food", "or a milky drink"]),
        ("In the UK, the guideline names it first.", ["In the UK", "the guideline names it first"]),
    ],
)
def test_long_sentences_begin_with_a_short_part(text: str, parted: list[str]) -> None:
    assert parts(text) == parted


@pytest.mark.parametrize(
    "text",
    [
        "What is baclofen for?",
        "You must not, if you can, stop it.",
        "It helps 45 in 100 people.",
        "It goes up to 3 or 4 tablets.",
        "This is the one for you.",
        "Some people have no trouble at all.",
    ],
)
def test_short_sentences_figures_and_what_clings_together_stay_whole(text: str) -> None:
    assert parts(text) == [text.rstrip("?.")]


def test_a_warning_is_never_parted() -> None:
    text = "Do not stop taking baclofen suddenly, because you may have a fit when you stop."
    assert len(parts(text)) > 1
    assert len(parts(text, Kind.WARNING)) == 1


_WORD = st.sampled_from("take it and or not 45 baclofen you with food if the".split())  # noqa: SIM905


@given(st.lists(st.tuples(_WORD, st.sampled_from([" ", ", ", " (", ") "])), max_size=40))
def test_the_parts_are_all_of_the_words_in_order(words: list[tuple[str, str]]) -> None:
    one = said("".join(word + gap for word, gap in words))
    found = parts_of(one)
    assert [index for part in found for index in part] == list(range(len(one.words)))
    for earlier, later in itertools.pairwise(found):
        assert len(earlier) >= 3
        assert len(later) >= 3
        last, first = one.words[earlier.stop - 1].span, one.words[later.start].span
        assert one.text[last.start : last.end] not in ("not", "the", "you", "45")
        assert one.text[first.start : first.end] != "45"


def test_words_without_sound_are_not_parted_from_what_they_stand_by() -> None:
    one = said("Take it with food or a milky drink.")
    dumb = Utterance(one.text, tuple(SpokenWord(Span(*_ends(word)), word.said, "") for word in one.words), one.kind)
    assert parts_of(dumb) == [range(len(one.words))]


def _ends(word: SpokenWord) -> tuple[int, int]:
    return word.span.start, word.span.end
