"""Words that break programs, as a name, a second identifier, a plan and a note: printed as they are, or refused."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kiosk import phrases
from kiosk.bundle.model import Topic
from kiosk.errors import HandoutError
from kiosk.handout import Handout, draw
from kiosk.handout.typed import NAME_LIMIT, checked
from tests.support.naughty import BIDI, BREAKS, SPACES, UNSEEN, naughty

STRINGS = tuple(naughty())
WHITE = frozenset(BREAKS + SPACES + " ")
NEVER = frozenset(BIDI + UNSEEN)


def seen(words: str) -> str:
    """Return what a reader sees of typed words: composed, without what has no look, all white space alike."""
    kept = "".join(
        " " if one in WHITE else one
        for one in words
        if one in WHITE or not (unicodedata.category(one) == "Cc" or one in NEVER)
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())


@pytest.fixture(scope="module")
def short(topic: Topic) -> Topic:
    return replace(topic, sections=topic.sections[:1])


def asked(short: Topic, **typed: str) -> Handout:
    return Handout((short,), "Riverside MS Clinic", "Your MS nurse.", None, demonstration=True, **typed)


def test_there_are_over_five_hundred_of_them_and_no_two_alike() -> None:
    assert len(STRINGS) == len(set(STRINGS)) > 500


def test_no_word_ever_crashes_the_page_and_every_refusal_says_what_to_do(short: Topic) -> None:
    words, drawn = phrases.load("en-GB"), 0
    for one in STRINGS:
        try:
            page = draw(asked(short, name=one, second=one, plan=one, note=one), words)
        except HandoutError as error:
            assert str(error).endswith(("Make it shorter.", "Write it in other letters.")), repr(one)
        else:
            drawn += 1
            assert page.pdf.startswith(b"%PDF-"), repr(one)
            assert page.pages >= 1, repr(one)
    assert drawn > len(STRINGS) / 3


def test_a_name_is_printed_as_it_was_typed_or_not_at_all(short: Topic) -> None:
    for one in STRINGS:
        if len(seen(one)) > NAME_LIMIT or len(one) > NAME_LIMIT:
            continue
        assert checked(asked(short, name=one)).name == seen(one), repr(one)


def test_a_name_can_be_read_back_from_the_page_letter_by_letter(short: Topic) -> None:
    words, read = phrases.load("en-GB"), 0
    plain = [one for one in STRINGS if one.strip() and all(0x20 <= ord(char) < 0x250 for char in seen(one))]
    for one in plain[::6]:
        try:
            pdf = draw(asked(short, name=one), words).pdf
        except HandoutError:
            continue
        text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
        assert "".join(seen(one).split()) in "".join(text.split()), repr(one)
        read += 1
    assert read > 20


def test_no_message_that_shows_a_handout_tells_what_is_on_it_of_a_person(short: Topic) -> None:
    secret = "Zyx Wvut"
    own = replace(asked(short, name=secret, second=secret, plan=secret, note=secret),
                  questions=(secret,), about_me=(secret,), ticks=(secret,))  # fmt: skip
    assert secret not in repr(own)
    assert "pdf" not in repr(draw(asked(short, name=secret), phrases.load("en-GB"))).casefold()
