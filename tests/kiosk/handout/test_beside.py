"""A topic in two languages on paper: block by block, side by side or under each other, each in its own language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.approval import digest_of
from kiosk.bundle.comparison import Comparison
from kiosk.bundle.model import (
    Bullets,
    Diary,
    IconArray,
    Paragraph,
    Picture,
    QuestionPrompts,
    Steps,
    Table,
    TeachBack,
    Text,
    Tip,
    Topic,
    Warning,
)
from kiosk.bundle.reader import open_bundle
from kiosk.bundle.texts import texts_of
from kiosk.bundle.translation import Translation
from kiosk.bundle.translations import printable
from kiosk.errors import HandoutError
from kiosk.handout import Handout, Rendered, render
from kiosk.handout.beside import _units, beside_of
from kiosk.handout.flow import Break, paginate
from kiosk.handout.fonts import load_fonts
from kiosk.handout.frame import Frame
from kiosk.handout.pairs import Barred, Pair
from kiosk.handout.sheet import draw_sheets
from kiosk.handout.story import tell
from kiosk.handout.style import PAPER, style_for
from kiosk.handout.words import Typesetter
from kiosk.paths import shipped_pack
from kiosk.phrases import Phrases, load, load_for_paper, paper_languages
from kiosk.session import Letter
from tests.kiosk.handout.conftest import text, with_blocks
from tests.kiosk.handout.test_own import scanned

Read = Callable[..., str]
LETTERS = pytest.mark.parametrize("letter", list(Letter))
PAPERS = pytest.mark.parametrize("paper", list(PAPER))
ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "ابتثجحخدذرزسشصضطظعغفقكلمنهابتثجحخدذرزسشصضطظعغفقكلمنه"
)


def spanish(words: str) -> str:
    """Return words that no English text has, as long as they were."""
    return re.sub(r"[A-Za-z]+", lambda found: "ñ" + found.group()[1:], words)


def arabic(words: str) -> str:
    return words.translate(ARABIC)


def translated(topic: Topic, lang: str, into: Callable[[str], str]) -> Translation:
    """The topic with other words in the same places."""

    def words(one: Text) -> Text:
        return replace(one, plain=into(one.plain), strong=one.strong)

    def block(one: object) -> object:
        match one:
            case Paragraph() | Tip():
                return replace(one, text=words(one.text))
            case Bullets() | Steps():
                return replace(one, items=tuple(map(words, one.items)))
            case Warning():
                return replace(one, title=words(one.title), do=words(one.do), when=words(one.when), why=words(one.why))
            case IconArray():
                texts = {name: words(getattr(one, name)) for name in ("heading", "have", "have_not", "studied")}
                return replace(one, **texts)  # type: ignore[arg-type]  # all of them are texts
            case Picture():
                return replace(one, alternative=words(one.alternative), caption=words(one.caption))
            case Table():
                rows = tuple(tuple(map(words, row)) for row in one.rows)
                return replace(one, header=tuple(map(words, one.header)), rows=rows)
            case Diary():
                columns = tuple(map(words, one.columns))
                return replace(one, title=words(one.title), note=words(one.note), columns=columns)
        raise AssertionError(one)

    sections = tuple(
        replace(one, question=words(one.question), short=words(one.short), blocks=tuple(map(block, one.blocks)))  # type: ignore[arg-type]
        for one in topic.sections
    )
    backs = tuple(
        TeachBack(words(one.question), tuple(replace(a, text=words(a.text), reply=words(a.reply)) for a in one.answers),
                  one.section)
        for one in topic.teach_backs
    )  # fmt: skip
    other = replace(
        topic, lang=lang, title=words(topic.title), also=tuple(map(into, topic.also)), sections=sections,
        teach_backs=backs, prompts=QuestionPrompts(tuple(map(words, topic.prompts.questions))),
        key_points=replace(topic.key_points, points=tuple(map(words, topic.key_points.points))),
    )  # fmt: skip
    return Translation(other, digest_of(topic), native_speaker=False)


@pytest.fixture(scope="session")
def second() -> Mapping[str, Phrases]:
    """The phrases of a second language: those for Spanish that are shipped, and Arabic letters in place of English."""
    english = load("en-GB")
    spoken = load_for_paper("es").keys()
    words = {key: re.sub(r"[A-Za-z]+(?![^{]*})", lambda found: arabic(found.group()), str(english._table[key]))
             for key in spoken if isinstance(english._table.get(key), str)}  # fmt: skip
    return {
        "es": load_for_paper("es"),
        "ar": Phrases("ar", {**words, "paper.language.ar": arabic("arabic")}, isolates=False),
    }


@pytest.fixture
def both(handout: Handout, topic: Topic) -> Handout:
    return replace(handout, translations=(translated(topic, "es", spanish),))


@pytest.fixture(scope="session")
def shipped() -> Handout:
    """The shipped topic that has a translation, and all else that can stand on a handout of it."""
    bundle = open_bundle(shipped_pack())
    topic = bundle.topic("relapse-what-to-do", "en-GB")
    return Handout(
        topics=(topic,), clinic_name="Riverside MS Clinic", who_to_ask="Your MS nurse.", demonstration=True,
        printed_at=datetime(2026, 11, 25, 10, 40), translations=printable(bundle, [topic], "es"),
        questions=("Do I need a urine test?", "A question of my own?"), about_me=("I drive",), ticks=("drive",),
        glossary=bundle.glossary("en-GB"), audience=bundle.pack.audience,
    )  # fmt: skip


def validated(pdf: bytes) -> str:
    profiles = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
    results = [page.validate_pdf_bytes(pdf, profile=profile) for profile in profiles]
    return "\n".join(str(result) for result in results if not result.is_compliant)


def spoken(read: Read, pdf: bytes) -> str:
    """Return what a reader of the tree says, in its order, without the names of its elements."""
    tree = " ".join(read(pdf, "-struct-text", tool="pdfinfo").split())
    tree = re.sub(r'(?<=[" ])(P|L|LI|Lbl|LBody|H\d|Div|Table|TR|T[HD]|Figure)( \((block|inline)\))?:? ', "", tree)
    return " ".join(re.sub(r'" "?|"', " ", tree).split())


# -- the tree ------------------------------------------------------------------------------------------------


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


def found(said: str, words: str, at: int) -> int:
    place = said.find(" ".join(words.split()), at)
    assert place >= 0, f"'{words}' is missing after '{said[max(0, at - 60) : at]}'"
    return place


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


def laid_out(asked: Handout, words: Phrases, other: Phrases) -> tuple[list[list[object]], float, bool]:
    """Return the slots page by page, the height of a page, and whether the languages stand in columns."""
    style, fonts = style_for(asked.letter, asked.paper), load_fonts()
    with fonts.lock:
        setter = Typesetter(fonts)
        frame = Frame("Clinic", "Demonstration only", "Printed", words, style, setter, (), other)
        beside = beside_of(other, style)
        slots, _ = tell(asked, words, style, setter, frame.column_height, beside)
        return [list(one) for one in paginate(slots, frame.column_height)], frame.column_height, beside.columns


@LETTERS
@PAPERS
def test_no_heading_stands_at_the_foot_and_the_last_page_holds_more_than_two_lines(
    shipped: Handout, both: Handout, words: Phrases, second: Mapping[str, Phrases], letter: Letter, paper: str
) -> None:
    for asked in (shipped, both):
        asked = replace(asked, letter=letter, paper=paper)
        pages, height, columns = laid_out(asked, words, second["es"])
        assert columns is (letter is Letter.CLEAR)
        assert all(one[-1].after is not Break.HEADING for one in pages)  # type: ignore[attr-defined]
        last = sum(slot.piece.height + slot.above for slot in pages[-1])  # type: ignore[attr-defined]
        assert 3 * 1.5 * style_for(letter, paper).em < last <= height + 100


@PAPERS
def test_columns_hold_enough_letters_and_both_blocks_begin_at_one_height(
    shipped: Handout, words: Phrases, second: Mapping[str, Phrases], read: Read, paper: str
) -> None:
    asked = replace(shipped, paper=paper)
    words_at = read(render(asked, words), "-bbox")
    places = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" .*?>(.*?)</word>', words_at)
    tops = {word: (float(x), float(y)) for x, y, word in reversed(places)}
    for english, translation in (("Relapse:", "Brote:"), ("Warning:", "Advertencia:"), ("Numbness", "Adormecimiento")):
        assert tops[english][1] == pytest.approx(tops[translation][1], abs=0.01)
        assert tops[translation][0] > tops[english][0] + 200
    pages, _, _ = laid_out(asked, words, second["es"])
    pairs = [slot.piece for one in pages for slot in one if isinstance(slot.piece, Pair)]  # type: ignore[attr-defined]
    assert len(pairs) > 60
    assert min(pair.step for pair in pairs) > 15 * 14


@LETTERS
def test_a_warning_is_whole_and_stands_first_in_both_languages(
    shipped: Handout, words: Phrases, read: Read, letter: Letter
) -> None:
    pdf = render(replace(shipped, letter=letter), words)
    said = spoken(read, pdf)
    for topic in (shipped.topics[0], shipped.translations[0].topic):
        (warning,) = topic.warnings()
        at = found(said, warning.title.plain, 0)
        for part in (warning.do, warning.when, warning.why):
            at = found(said, part.plain, at)
        assert at < said.index("In this handout, page by page")
    pages = [" ".join(one.split()) for one in read(pdf, "-layout").split("\f")]
    first = next(number for number, one in enumerate(pages) if "Warning: think" in one)
    assert "symptom." in pages[first]
    assert any("Advertencia:" in one and "síntoma." in one for one in pages[first : first + 2])


@LETTERS
def test_in_large_letters_each_translation_stands_behind_a_bar(
    shipped: Handout, words: Phrases, second: Mapping[str, Phrases], letter: Letter
) -> None:
    pages, _, columns = laid_out(replace(shipped, letter=letter), words, second["es"])
    barred = [slot.piece for one in pages for slot in one if isinstance(slot.piece, Barred)]  # type: ignore[attr-defined]
    assert (len(barred) > 60) is not columns
    assert all(piece.bar == 0.0 < piece.inset for piece in barred)


def test_arabic_begins_at_its_own_side(
    handout: Handout, topic: Topic, words: Phrases, second: Mapping[str, Phrases]
) -> None:
    made = translated(topic, "ar", arabic)
    asked = replace(handout, translations=(made,), letter=Letter.GIANT)
    pages, _, _ = laid_out(asked, words, second["ar"])
    barred = [slot.piece for one in pages for slot in one if isinstance(slot.piece, Barred)]  # type: ignore[attr-defined]
    assert all(piece.inset == 0.0 < piece.bar for piece in barred)
    labels = [piece.piece.label for piece in barred if getattr(piece.piece, "label", None)]
    assert labels
    assert all(label.at > 300 for label in labels)


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


@given(st.lists(st.sampled_from(["relapse", "a", "baclofen tablets and more", "999"]), min_size=1, max_size=6))
def test_pairs_are_as_tall_as_the_taller_of_both(parts: list[str]) -> None:
    class Block:
        def __init__(self, height: float) -> None:
            self.height = height

        def draw(self, pen: object, x: float, top: float) -> None:
            raise AssertionError

    heights = [float(len(part)) for part in parts]
    for one in heights:
        assert Pair(Block(one), Block(heights[0]), 10.0).height == max(one, heights[0])
        assert Pair(None, Block(one), 10.0).height == one


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
