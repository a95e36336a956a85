"""Display sentences become spoken words, each tied to the words on the screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk import paths
from kiosk.bundle.folder import FolderBundle
from kiosk.bundle.sentences import find_words, make_text
from kiosk.readaloud.normalise import UNSAID, normalise
from kiosk.readaloud.speech_file import phrase_speech


def said(text: str) -> str:
    return " ".join(one.said for one in normalise(text))


FORMS = [
    line.split("\t")
    for line in Path(__file__).with_name("spoken_forms.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]


@pytest.mark.parametrize(("shown", "spoken"), FORMS)
def test_it_is_said_the_british_way(shown: str, spoken: str) -> None:
    assert said(shown) == spoken


def test_no_form_of_the_table_stands_twice() -> None:
    assert len({shown for shown, _ in FORMS}) == len(FORMS) >= 300


@pytest.mark.parametrize("shown", ["Take 1,5 mg now.", "Take 1 000 mg now.", "Give 3/7 now.", "On 31/02/2026, now."])
def test_a_number_that_could_be_another_one_is_not_said_but_pointed_at(shown: str) -> None:
    told = normalise(shown)
    hidden = next(one for one in told if one.said == UNSAID)
    assert re.fullmatch(r"[\d/,\s]+(?: ?mg)?", shown[hidden.span.start : hidden.span.end]), "one mark over all of it"
    assert not any(any(mark.isdigit() for mark in one.said) for one in told)
    assert "milligrams" not in " ".join(one.said for one in told)


@given(st.integers(0, 99), st.integers(0, 999))
def test_a_decimal_comma_and_a_blank_for_thousands_are_never_read_as_a_number(whole: int, part: int) -> None:
    for shown in (f"{whole},{part % 100} mg", f"{whole} {part:03} mg"):
        assert said(shown) == UNSAID


def test_every_number_of_the_shipped_pack_can_be_said() -> None:
    bundle = FolderBundle(paths.shipped_pack())
    topics = sorted(path.parent.name for path in paths.shipped_pack().glob("topics/*/en-GB.md"))
    texts = [text for topic in topics for text in bundle.speech(topic, "en-GB")]
    texts += [*bundle.glossary_speech("en-GB"), *phrase_speech("en-GB")]
    assert [text for text in texts if any(one.said == UNSAID for one in normalise(text))] == []


def test_a_settled_form_comes_before_the_rules() -> None:
    settled = {"PIP": "pee eye pee"}
    assert [one.said for one in normalise("PIP helps", say=settled.get)] == ["pee eye pee", "helps"]


_PIECES = st.lists(
    st.sampled_from(
        ["Take", "5", "mg", "5mg", "2-3", "(with", "food)", "£20", "45%", "MS,", "e.g.", "999", "0300", "123", "½", "—",
         "–", "well-being", "1,000", "12/03/2026", "B12", "and/or", "it’s", "“no”", "a.m.", "…", "&", "A", "8.30", "x2"]
    ),
    max_size=12,
)  # fmt: skip
_TEXTS = st.one_of(_PIECES.map(" ".join), st.text(max_size=60))


@given(_TEXTS)
def test_the_spans_tile_the_words_of_the_sentence(text: str) -> None:
    words = find_words(text, 0, len(text))
    spans = [one.span for one in normalise(text, words)]
    place = 0
    for span in spans:
        assert place <= span.start < span.end <= len(text)
        place = span.end
    for word in words:
        assert sum(span.start <= word.start and word.end <= span.end for span in spans) == 1


@given(_TEXTS)
@example("&º")
def test_only_letters_are_said(text: str) -> None:
    for one in normalise(text):
        assert not any(mark.isdecimal() for mark in one.said)
        assert all(mark.isalnum() or mark in " -'" or not mark.isascii() for mark in one.said)


@given(_PIECES)
def test_every_figure_is_heard(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for sentence in make_text(text).sentences:
        part = text[sentence.span.start : sentence.span.end]
        for one in normalise(part):
            if any(mark.isdigit() for mark in part[one.span.start : one.span.end]):
                assert one.said
