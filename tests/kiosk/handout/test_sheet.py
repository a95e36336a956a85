"""What a printed page promises: sizes, order, names as typed, page numbers, and a tree that can be read aloud."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest

from kiosk.bundle.model import Bullets, Diary, IconArray, Paragraph, Picture, Steps, Table, Text, Tip, Topic
from kiosk.bundle.reader import Bundle, open_bundle
from kiosk.errors import HandoutError
from kiosk.handout import Handout, draw, render
from kiosk.handout.style import POINTS
from kiosk.paths import shipped_pack
from kiosk.phrases import Phrases
from kiosk.session import Letter

Read = Callable[..., str]
LETTERS = pytest.mark.parametrize("letter", list(Letter))


@pytest.fixture(scope="session")
def shipped() -> Bundle:
    return open_bundle(shipped_pack())


def ids() -> list[str]:
    return sorted(path.parent.name for path in (shipped_pack() / "topics").glob("*/en-GB.md"))


def pages_of(read: Read, pdf: bytes) -> list[str]:
    return read(pdf).split("\f")[:-1]


def flat(words: str) -> str:
    return " ".join(words.split())


def validated(pdf: bytes) -> str:
    """Return what page-validation finds against PDF/UA-1 and PDF/A-2a."""
    profiles = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
    results = [page.validate_pdf_bytes(pdf, profile=profile) for profile in profiles]
    return "\n".join(str(result) for result in results if not result.is_compliant)


# -- the tree ------------------------------------------------------------------------------------------------


@LETTERS
def test_a_handout_is_a_valid_pdf_ua_and_pdf_a_document(handout: Handout, words: Phrases, letter: Letter) -> None:
    assert validated(render(replace(handout, letter=letter), words)) == ""


@LETTERS
@pytest.mark.parametrize("topic_id", ids())
def test_each_shipped_topic_is_a_valid_pdf_ua_and_pdf_a_document(
    shipped: Bundle, handout: Handout, words: Phrases, topic_id: str, letter: Letter
) -> None:
    assert validated(render(replace(handout, topics=(shipped.topic(topic_id, "en-GB"),), letter=letter), words)) == ""


def test_the_validator_sees_a_missing_alternative(handout: Handout, words: Phrases) -> None:
    broken = render(handout, words).replace(b"/Alt (", b"/Xlt (")
    assert validated(broken) != ""


def said_of(topic: Topic) -> Iterator[str]:
    """Everything a topic says in its sections, in order, but for its warnings."""
    for section in topic.sections:
        yield section.question.plain
        for block in section.blocks:
            match block:
                case Paragraph(text) | Tip(text):
                    yield text.plain
                case Bullets(items) | Steps(items):
                    yield from (item.plain for item in items)
                case IconArray():
                    yield block.heading.plain
                    yield f"{block.number} in {block.out_of} {block.have.plain}"
                    yield f"{block.out_of - block.number} in {block.out_of} {block.have_not.plain}"
                    yield block.studied.plain
                case Picture():
                    yield block.caption.plain
                case Table():
                    yield from (cell.plain for row in (block.header, *block.rows) for cell in row)
                case Diary():
                    yield from (text.plain for text in (block.title, block.note, *block.columns))


@LETTERS
@pytest.mark.parametrize("topic_id", ids())
def test_every_word_of_a_topic_is_on_paper_in_reading_order(
    shipped: Bundle, handout: Handout, words: Phrases, read: Read, topic_id: str, letter: Letter
) -> None:
    topic = shipped.topic(topic_id, "en-GB")
    tree = flat(read(render(replace(handout, topics=(topic,), letter=letter), words), "-struct-text", tool="pdfinfo"))
    tree = re.sub(r'(?<=[" ])(P|L|LI|Lbl|LBody|H\d|Div|Table|TR|T[HD]|Figure)( \((block|inline)\))?:? ', "", tree)
    spoken = flat(re.sub(r'" "?|"', " ", tree))
    for warning in topic.warnings():
        for text in (warning.title, warning.do, warning.when, warning.why):
            assert flat(text.plain) in spoken
    urgent = [s for s in topic.sections if s.role.value == "when to get help"]
    rest = [s for s in topic.sections if s not in urgent]
    at = 0
    for part in said_of(replace(topic, sections=(*urgent, *rest))):
        found = spoken.find(flat(part), at)
        assert found >= 0, f"'{part}' is missing after '{spoken[max(0, at - 60) : at]}'"
        at = found


def test_headings_are_listed_for_a_viewer_in_their_order(handout: Handout, words: Phrases) -> None:
    with pikepdf.open(BytesIO(render(handout, words))) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root[0].children]
        assert outline.root[0].title == "Baclofen: your handout"
    first = ["When do I need help?", "My plan, as my nurse typed it", "A note from your nurse", "In short"]
    assert titles[:5] == [*first, "What is it for?"]
    assert titles[-3:] == ["Who to ask", "About this handout", "Sources"]


def test_pictures_and_icon_arrays_have_alternatives(handout: Handout, words: Phrases) -> None:
    with pikepdf.open(BytesIO(render(handout, words))) as pdf:
        told = [str(thing.Alt) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing]
    said = "Out of 100 people who take baclofen: 45 in 100 people get side effects (filled figures)."
    assert any(one.replace("\xa0", " ").startswith(said) for one in told)
    assert "Three bars." in told


# -- sizes ---------------------------------------------------------------------------------------------------


@LETTERS
def test_no_letter_is_smaller_than_the_chosen_size(handout: Handout, words: Phrases, letter: Letter) -> None:
    sizes, fonts = set[float](), set[str]()
    with pikepdf.open(BytesIO(render(replace(handout, letter=letter), words))) as pdf:
        for sheet in pdf.pages:
            size = 0.0
            for operands, operator in pikepdf.parse_content_stream(sheet):
                if str(operator) == "Tf":
                    size = float(operands[1])
                elif str(operator) == "Tm":
                    assert [float(value) for value in operands[:4]] == [1, 0, 0, 1]
                elif str(operator) == "Tj":
                    sizes.add(size)
            embedded = [font for font in sheet.Resources.Font.values() if "/FontDescriptor" in font]
            fonts |= {str(font.BaseFont).split("+")[1] for font in embedded}
    assert min(sizes) == POINTS[letter]
    assert all(re.fullmatch(r"(KioskHyperlegible|NotoSans)-(Regular|Bold)", font) for font in fonts), fonts


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_page_is_the_papers_and_all_words_lie_inside_its_margins(
    handout: Handout, words: Phrases, read: Read, paper: str, size: tuple[int, int]
) -> None:
    boxes = read(render(replace(handout, paper=paper, letter=Letter.GIANT), words), "-bbox")
    sizes = re.findall(r'page width="(.+?)" height="(.+?)"', boxes)
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {size}
    for left, top, right, foot in re.findall(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)"', boxes):
        assert float(left) > 42
        assert float(top) > 36  # the line's own white reaches a little into the margin of 42.5
        assert float(right) < size[0] - 42
        assert float(foot) < size[1] - 36


# -- headers and footers -------------------------------------------------------------------------------------


@LETTERS
def test_each_page_says_which_it_is_of_how_many_and_when_it_was_printed(
    handout: Handout, words: Phrases, read: Read, letter: Letter
) -> None:
    drawn = draw(replace(handout, letter=letter), words)
    pages = pages_of(read, drawn.pdf)
    assert len(pages) == drawn.pages
    for number, text in enumerate(pages, 1):
        assert re.findall(r"Page \d+ of \d+", text) == [f"Page {number} of {len(pages)}"]
        assert "Printed 25 November 2026, 10.40 am" in text
        assert "Riverside MS Clinic" in text


def test_demonstration_is_said_on_every_page_or_on_none(handout: Handout, words: Phrases, read: Read) -> None:
    assert all("Demonstration only" in text for text in pages_of(read, render(handout, words)))
    real = read(render(replace(handout, demonstration=False), words))
    assert "Demonstration" not in real


@LETTERS
def test_a_long_clinic_name_takes_more_lines_and_hides_nothing(
    handout: Handout, words: Phrases, read: Read, letter: Letter
) -> None:
    name = "The Royal and Ancient Riverside and Hillside Hospital for Multiple Sclerosis"
    drawn = draw(replace(handout, clinic_name=name, letter=letter), words)
    for text in pages_of(read, drawn.pdf):
        assert name in flat(text)
        assert "Demonstration only" in text


# -- what is the person's own --------------------------------------------------------------------------------

NAMES = [
    "Sam", "A<b>&amp;'\"</b>", "**Sam** {name}", "Łukasz Żółć", "Μαρία Ιωάννα", "Ольга Щербакова", "Şükrü İğdır",
    "Nguyễn Thị Hường", "Adébọ̀wálé", "Ŵyn Ŷ", "Amina Begum-O’Connor",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_prints_as_it_was_typed(handout: Handout, words: Phrases, read: Read, name: str) -> None:
    text = read(render(replace(handout, name=unicodedata.normalize("NFD", name), second=""), words), "-nopgbrk")
    assert f"For {unicodedata.normalize('NFC', name)}\n" in text


@pytest.mark.parametrize("name", ["ນາງ", "नमस्ते", "王", "Q\u0303", "x\u030c", "\U0001f600"])
def test_a_name_that_cannot_be_printed_exactly_is_refused_and_the_letter_named(
    handout: Handout, words: Phrases, name: str
) -> None:
    with pytest.raises(HandoutError, match=r"The name holds '.+' \(U\+[0-9A-F]{4,5}"):
        render(replace(handout, name=name), words)


def test_marks_that_turn_the_reading_direction_are_dropped(handout: Handout, words: Phrases) -> None:
    hidden = replace(handout, name="Sa\u202em\u2066\x07\u200b")
    assert render(hidden, words) == render(handout, words)


@pytest.mark.parametrize("field", ["name", "note", "clinic_name", "who_to_ask"])
def test_words_that_are_too_long_are_refused_with_a_plain_message(handout: Handout, words: Phrases, field: str) -> None:
    with pytest.raises(HandoutError, match="Make it shorter"):
        render(replace(handout, **{field: "word " * 500}), words)


def test_a_handout_without_topics_or_on_unknown_paper_is_refused(handout: Handout, words: Phrases) -> None:
    with pytest.raises(HandoutError, match="at least one topic"):
        render(replace(handout, topics=()), words)
    with pytest.raises(HandoutError, match="A4 or Letter"):
        render(replace(handout, paper="A5"), words)


def test_a_note_keeps_its_lines_and_spaces(handout: Handout, words: Phrases) -> None:
    shown = []
    with pikepdf.open(BytesIO(render(replace(handout, note="Mon   one\nTue   two\n\nAsk <us>."), words))) as pdf:
        for sheet in pdf.pages:
            drawn = pikepdf.parse_content_stream(sheet)
            shown += [str(said[0]).rstrip() for said, operator in drawn if str(operator) == "Tj"]
    at = shown.index("Mon   one")
    assert shown[at : at + 3] == ["Mon   one", "Tue   two", "Ask <us>."]


def test_questions_and_ticks_are_on_paper_and_left_out_when_there_are_none(
    handout: Handout, words: Phrases, read: Read
) -> None:
    text = read(render(handout, words))
    assert "About me" in text
    assert "I use a wheelchair." in text
    assert "What if I feel too weak?" in text
    bare = read(render(replace(handout, name="", second="", note="", questions=(), about_me=()), words))
    assert "My questions" in bare  # the lines to write on stay
    for words_of_nobody in ("For ", "About me", "A note from your nurse"):
        assert words_of_nobody not in bare


def test_nothing_of_a_person_is_left_in_files_or_fonts(
    handout: Handout, words: Phrases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportlab.pdfbase import pdfmetrics

    from kiosk.handout.fonts import load_fonts

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    render(replace(handout, name="Zuzanna"), words)
    assert list(tmp_path.iterdir()) == []
    fonts = load_fonts()
    for face in (*fonts.regular, *fonts.bold):
        assert len(pdfmetrics.getFont(face.name).state) == 0


# -- several topics ------------------------------------------------------------------------------------------


def test_several_topics_have_a_common_title_and_sources_numbered_through(
    topic: Topic, handout: Handout, words: Phrases, read: Read
) -> None:
    other = replace(topic, id="tizanidine", title=Text("Tizanidine"))
    pdf = render(replace(handout, topics=(topic, other)), words)
    text = flat(read(pdf))
    assert text.index("Your handout") < text.index("Baclofen Also called") < text.index("Tizanidine Also called")
    assert "Source 2, listed at the end." in text
    assert "Source 4, listed at the end." in text
    assert "Tizanidine: version 0.1, draft. Not yet reviewed by a clinician." in text
    assert validated(pdf) == ""


# -- equal bytes, light import -------------------------------------------------------------------------------


def test_equal_handouts_are_equal_bytes_in_another_process_too(
    handout: Handout, words: Phrases, tmp_path: Path
) -> None:
    import pickle

    mine = render(handout, words)
    assert render(handout, words) == mine
    (tmp_path / "handout").write_bytes(pickle.dumps(handout))
    code = (
        "import pickle, sys; from pathlib import Path; from kiosk import phrases; from kiosk.handout import render; "
        f"sys.stdout.buffer.write(render(pickle.loads(Path({str(tmp_path / 'handout')!r}).read_bytes()), "
        "phrases.load('en-GB')))"
    )
    theirs = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True,
                            env={**os.environ, "PYTHONHASHSEED": "7"}).stdout  # fmt: skip
    assert theirs == mine


def test_the_room_can_be_imported_without_reportlab() -> None:
    code = "import sys, kiosk.handout; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_handout_says_once_under_its_title_for_whom_it_is_written(
    handout: Handout, words: Phrases, read: Callable[..., str]
) -> None:
    said = "Written for: Adults with multiple sclerosis (MS)"
    for topics in (handout.topics, handout.topics * 2):
        asked = replace(handout, topics=topics, audience="Adults with multiple sclerosis (MS)")
        text = " ".join(read(draw(asked, words).pdf).split())
        assert text.count(said) == 1
        assert text.index("our handout") < text.index(said) < text.index("Also called")
