"""The press: what it keeps makes a sheet sooner, never another one, and nothing of a person stays in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import fields, replace
from types import BuiltinFunctionType, FunctionType, ModuleType

import pytest
from reportlab.pdfbase import pdfmetrics

from kiosk.bundle.approval import digest_of
from kiosk.bundle.glossary import Glossary
from kiosk.bundle.model import Text, Topic
from kiosk.bundle.translation import Translation
from kiosk.handout import Handout, Press, draw, own, pictures
from kiosk.handout.fonts import load_fonts
from kiosk.handout.press import for_nobody
from kiosk.phrases import Phrases
from kiosk.session import Letter

PERSONAL = {"printed_at", "name", "second", "plan", "note", "questions", "about_me", "ticks"}
MARKED = {
    "name": "Quillon Łuczak", "second": "born Quillday, سارة", "plan": "Quillplan at noon",
    "note": "Quillnote\n\nQuill too", "questions": ("Quillquestion?", "Quill-other?"), "about_me": ("I quillwalk.",),
    "ticks": ("drive", "tired"),
}  # fmt: skip
LETTERS = pytest.mark.parametrize("letter", list(Letter))


def reachable(*roots: object) -> Iterator[object]:
    """Yield all that hangs on `roots`, but for code."""
    seen, left = set[int](), list(roots)
    while left:
        one = left.pop()
        if id(one) in seen or isinstance(one, ModuleType | FunctionType | BuiltinFunctionType | type):
            continue
        seen.add(id(one))
        yield one
        left += gc.get_referents(one)


def words_in(*roots: object) -> str:
    """Return all words that hang on `roots`, as one text."""
    found = []
    for one in reachable(*roots):
        if isinstance(one, bytes | bytearray):
            one = one.decode("latin-1")
        if isinstance(one, str):
            found.append(one)
    return "\n".join(found).casefold()


@LETTERS
@pytest.mark.parametrize("own_words", [{}, {"name": "Zoë Łuczak"}, {"note": "১০০ জন"}, MARKED])
def test_a_warm_sheet_is_byte_for_byte_the_cold_one(
    handout: Handout, words: Phrases, letter: Letter, own_words: dict[str, str]
) -> None:
    press, asked = Press(words), replace(handout, letter=letter, **own_words)
    press.draw(replace(handout, letter=letter, name="Somebody Else", note="Words of their own.", ticks=("kidneys",)))
    assert press.draw(asked) == press.draw(asked) == draw(asked, words)


def test_a_warm_sheet_in_two_languages_is_byte_for_byte_the_cold_one(handout: Handout, words: Phrases) -> None:
    (topic,), press = handout.topics, Press(words)
    spanish = Translation(replace(topic, lang="es"), digest_of(topic), native_speaker=False)
    both = replace(handout, translations=(spanish,))
    press.draw(handout)
    assert press.draw(both) == press.draw(both) == draw(both, words) != draw(handout, words)
    assert press.draw(handout) == draw(handout, words)


def test_no_word_of_a_person_stays_with_the_press(handout: Handout, words: Phrases) -> None:
    press = Press(words)
    for letter in Letter:
        press.draw(replace(handout, letter=letter, **MARKED))
    said = words_in(press._shelves, load_fonts(), pdfmetrics._fonts, own._squares, pictures._array, pictures._shapes)
    assert "loosens muscles" in said  # what is looked through is all that is kept
    assert "quill" not in said
    assert "سارة" not in said
    assert "because you drive" not in said


def test_a_person_leaves_no_trace_on_the_shelf(handout: Handout, words: Phrases) -> None:
    asked, nobody = Press(words), Press(words)
    asked.draw(replace(handout, **MARKED))
    nobody.draw(for_nobody(handout))
    (_, first), (_, second) = *asked._shelves, *nobody._shelves
    assert first._things == second._things


def test_each_field_of_a_handout_is_named_as_everybodys_or_as_a_persons(handout: Handout) -> None:
    whole = replace(
        handout, ticks=("drive",), letter=Letter.GIANT, paper="Letter", audience="adults", glossary=Glossary(),
        translations=(object(),),  # type: ignore[arg-type]
    )  # fmt: skip
    nobody, blank = for_nobody(whole), Handout((), "", "", None, False)
    for field in fields(Handout):
        asked, kept = getattr(whole, field.name), getattr(nobody, field.name)
        assert kept == (getattr(blank, field.name) if field.name in PERSONAL else asked), field.name


def test_changed_words_are_printed_at_once(handout: Handout, words: Phrases, topic: Topic) -> None:
    press = Press(words)
    press.draw(handout)
    changed = replace(handout, topics=(replace(topic, title=Text("Another title")),))
    assert press.draw(changed) == draw(changed, words)


def test_the_press_keeps_a_dozen_sheets_and_none_of_many_topics(handout: Handout, words: Phrases, topic: Topic) -> None:
    press = Press(words)
    press.draw(replace(handout, topics=(topic,) * 4))
    assert press._shelves == []
    short = replace(topic, sections=topic.sections[:1])
    for number in range(14):
        press.draw(replace(handout, topics=(short,), clinic_name=f"Clinic {number}"))
    press.draw(replace(handout, topics=(short,), clinic_name="Clinic 5"))
    assert [sheet.clinic_name for sheet, _ in press._shelves] == [f"Clinic {n}" for n in (2, 3, 4, *range(6, 14), 5)]
