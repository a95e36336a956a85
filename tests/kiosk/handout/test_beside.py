"""A topic in two languages on paper: block by block, each in its own language, valid for readers and archives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from kiosk.bundle.comparison import Comparison
from kiosk.bundle.model import (
    Diary,
    IconArray,
    Picture,
    Table,
    Text,
    Topic,
    Warning,
)
from kiosk.bundle.texts import texts_of
from kiosk.errors import HandoutError
from kiosk.handout import Handout, Rendered, render
from kiosk.handout.beside import _units
from kiosk.handout.sheet import draw_sheets
from kiosk.phrases import Phrases, load_for_paper, paper_languages
from kiosk.session import Letter
from tests.kiosk.handout.conftest import text, with_blocks
from tests.kiosk.handout.test_own import scanned
from tests.kiosk.handout.two_languages import (
    LETTERS,
    PAPERS,
    Read,
    arabic,
    both,
    found,
    second,
    shipped,
    spanish,
    spoken,
    translated,
    validated,
)

__all__ = ["both", "second", "shipped"]  # fixtures


@LETTERS
@PAPERS
def test_a_handout_in_two_languages_is_a_valid_pdf_ua_and_pdf_a_document(
    shipped: Handout, both: Handout, words: Phrases, letter: Letter, paper: str
) -> None:
    for asked in (shipped, both):
        assert validated(render(replace(asked, letter=letter, paper=paper), words)) == ""


@LETTERS
def test_arabic_beside_english_is_a_valid_document_too(
    handout: Handout, topic: Topic, words: Phrases, second: Mapping[str, Phrases], letter: Letter
) -> None:
    asked = replace(handout, letter=letter, translations=(translated(topic, "ar", arabic),))
    assert validated(draw_sheets(asked, words, second["ar"]).pdf) == ""


@LETTERS
def test_each_block_is_read_before_its_translation_and_that_before_the_next_block(
    shipped: Handout, words: Phrases, read: Read, letter: Letter
) -> None:
    said = spoken(read, render(replace(shipped, letter=letter), words))
    topic, other = shipped.topics[0], shipped.translations[0].topic
    sections = list(zip(topic.sections, other.sections, strict=True))
    at = said.index("En pocas palabras")
    for mine, its in (pair for pair in sections if pair[0].id != "help"):
        for question in (mine.question, its.question):
            at = found(said, question.plain, at)
        shown = [[one for one in section.blocks if not isinstance(one, Warning)] for section in (mine, its)]
        for unit, translation in zip(*map(_units, shown), strict=True):
            for one in (*unit, *translation):
                assert not isinstance(one, Comparison)
                if not isinstance(one, IconArray | Picture):
                    for part in texts_of(one):
                        at = found(said, part.plain, at)


@LETTERS
def test_every_word_of_both_languages_is_on_paper_and_numbers_of_figures_in_both(
    shipped: Handout, both: Handout, words: Phrases, read: Read, letter: Letter
) -> None:
    for asked in (shipped, both):
        said = spoken(read, render(replace(asked, letter=letter), words))
        for topic in (asked.topics[0], asked.translations[0].topic):
            for block in (block for section in topic.sections for block in section.blocks):
                for part in texts_of(block):
                    if not (isinstance(block, Picture) and part is block.alternative):
                        found(said, part.plain.rstrip("."), 0)
    assert "85 de 100 tenían EM" in spoken(read, render(shipped, words)).replace("\u00a0", " ")


def nodes(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every element of the tree."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(one)
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            if "/K" in one:
                waiting.append(one.K)


@LETTERS
def test_each_part_in_the_second_language_says_so_and_nothing_else_does(
    shipped: Handout, words: Phrases, letter: Letter
) -> None:
    with pikepdf.open(BytesIO(render(replace(shipped, letter=letter), words))) as pdf:
        named = [str(one.S) for one in nodes(pdf) if one.get("/Lang") == "es"]
        assert {str(one.Lang) for one in nodes(pdf) if "/Lang" in one} == {"es"}
        heads = [one for one in nodes(pdf) if str(one.S) in ("/H1", "/H2")]
        assert len([one for one in heads if "/Lang" in one]) == len(heads) / 2
        assert {"/H1", "/H2", "/P", "/L", "/Div"} <= set(named)
        assert "/Figure" in {str(one.S) for one in nodes(pdf)}
        assert str(pdf.Root.Lang) == "en-GB"


# -- the page ------------------------------------------------------------------------------------------------


def test_pictures_figures_and_sources_stand_on_the_sheet_once(shipped: Handout, words: Phrases, read: Read) -> None:
    alone, together = (render(one, words) for one in (replace(shipped, translations=()), shipped))
    counts = []
    for pdf in (alone, together):
        with pikepdf.open(BytesIO(pdf)) as opened:
            told = [str(one.get("/Alt")) for one in nodes(opened) if str(one.S) == "/Figure"]
            counts.append(len([alternative for alternative in told if not re.search("phone|teléfono", alternative)]))
    assert counts[0] == counts[1]
    said = spoken(read, together)
    assert said.count("mstrust.org.uk") == spoken(read, alone).count("mstrust.org.uk")


def test_each_language_has_a_code_that_a_phone_reads_letter_by_letter(
    shipped: Handout, words: Phrases, tmp_path: Path
) -> None:
    told = "\n".join(scanned(render(shipped, words), tmp_path))
    for topic in (shipped.topics[0], shipped.translations[0].topic):
        points = [f"- {point.plain}" for point in topic.key_points.points]
        assert "\n".join((topic.title.plain, *points)) in told


def test_a_comparison_a_table_and_a_diary_are_told_in_both_languages(
    handout: Handout, topic: Topic, words: Phrases, read: Read
) -> None:
    one = next(block for section in topic.sections for block in section.blocks if isinstance(block, IconArray))
    other = replace(one, number=20, heading=text("Out of 100 people who take a dummy tablet:"))
    diary = Diary(text("My week"), text("Fill in a row a day."), (text("Spasms"), text("Sleep")), 7)
    table = Table((text("When"), text("What")), ((text("Morning"), text("Milk")),))
    whole = with_blocks(topic, one, other, table, diary)
    for letter in Letter:
        made = translated(whole, "es", spanish)
        asked = replace(handout, topics=(whole,), translations=(made,), letter=letter)
        pdf = render(asked, words)
        assert validated(pdf) == ""
        said = spoken(read, pdf)
        for block in made.topic.sections[0].blocks:
            for part in texts_of(block):
                found(said, part.plain.rstrip("."), 0)


# -- what is told, and what is not ---------------------------------------------------------------------------


def test_the_sheet_says_which_languages_it_is_in_and_that_nobody_has_checked_the_second(
    shipped: Handout, words: Phrases, read: Read
) -> None:
    said = spoken(read, render(shipped, words))
    assert "In English and Spanish. Nobody who grew up with Spanish has checked that part yet." in said
    assert "En inglés y español. Nadie que tenga el español como lengua materna" in said
    assert "Spanish translation of 'Relapse: what to do': version 0.1, draft. Not yet reviewed by a clinician." in said
    checked = replace(shipped.translations[0], native_speaker=True)
    assert "has checked" not in spoken(read, render(replace(shipped, translations=(checked,)), words))
    assert "Solo una demostración" in read(render(shipped, words))
    assert "Página 1 de" in read(render(shipped, words))


def test_a_question_of_the_topic_is_printed_in_both_and_one_of_the_persons_own_as_it_is(
    shipped: Handout, words: Phrases, read: Read
) -> None:
    said = spoken(read, render(shipped, words))
    assert "¿Necesito un análisis de orina?" in said
    assert said.count("A question of my own?") == 1
    assert "Conduzco" in said


def test_a_translation_of_other_words_never_reaches_paper(both: Handout, words: Phrases) -> None:
    moved_on = replace(both.topics[0], title=Text("Baclofen tablets"))
    with pytest.raises(HandoutError, match="is not of its words"):
        render(replace(both, topics=(moved_on,)), words)
    (made,) = both.translations
    longer = replace(made.topic, sections=made.topic.sections[:-1])
    with pytest.raises(HandoutError, match="is not of its words"):
        render(replace(both, translations=(replace(made, topic=longer),)), words)


def test_of_several_topics_those_with_a_translation_are_told_twice_and_the_others_once(
    shipped: Handout, topic: Topic, words: Phrases, read: Read
) -> None:
    asked = replace(shipped, topics=(*shipped.topics, topic))
    drawn: Rendered = draw_sheets(asked, words)
    assert not drawn.both
    assert draw_sheets(shipped, words).both
    assert validated(drawn.pdf) == ""
    said = spoken(read, drawn.pdf)
    assert "Your handout Su folleto" in said
    assert "In English. Not all of it is in Spanish too. Nobody who grew up with Spanish has checked that part" in said
    assert "En inglés. No todo está también en español." in said
    assert "In English and Spanish" not in said
    assert "¿Qué se siente en un brote?" in said
    assert "What is it for? A medicine for stiff muscles." in said


def test_without_a_translation_the_sheet_is_as_it_always_was(handout: Handout, words: Phrases) -> None:
    assert draw_sheets(handout, words).pdf == render(handout, words)
    assert b"/Lang (es)" not in render(handout, words)


# -- the words of the sheet ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", paper_languages())
def test_the_words_for_paper_are_those_of_english_with_the_same_places_to_fill_in(lang: str, words: Phrases) -> None:
    english, other = words._table, load_for_paper(lang)._table
    wanted = {key for key in english if key.startswith(("paper.", "focus."))}
    once = {"focus.off", "paper.for"}
    wanted -= {key for key in english if key.startswith(("paper.day.", "paper.language."))} | once
    assert wanted - other.keys() == set()
    assert f"paper.language.{lang}" in other
    for key in wanted:
        mine, its = (set(re.findall(r"{(\w+)}", str(table[key]))) for table in (english, other))
        assert mine == its or key.startswith("paper.time_"), key
        assert str(english[key]).count("**") == str(other[key]).count("**"), key
