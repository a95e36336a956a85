"""What is this person's own on paper: what matters to them first, words explained, two groups side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import page
import pytest

from kiosk.bundle.comparison import Comparison
from kiosk.bundle.glossary import Glossary
from kiosk.bundle.model import Bullets, IconArray, Paragraph, Term, Topic
from kiosk.handout import Handout, draw, render
from kiosk.handout.arrays import fits_side_by_side
from kiosk.handout.fonts import load_fonts
from kiosk.handout.style import style_for
from kiosk.handout.words import Typesetter
from kiosk.phrases import Phrases
from kiosk.session import Letter
from tests.kiosk.handout.conftest import SUDDEN, text, texts, with_blocks

Read = Callable[..., str]
LETTERS = pytest.mark.parametrize("letter", list(Letter))
FIRST = IconArray(49, 100, text("Out of 100 people who took it:"), text("people had a dry mouth"),
                  text("people did not"), text("264 people in a trial."), "MST")  # fmt: skip
SECOND = replace(FIRST, number=10, heading=text("Out of 100 people who took a dummy tablet:"),
                 studied=text("261 people in the same trial."))  # fmt: skip
GLOSSARY = Glossary([
    Term(text("spasticity"), ("spas", "TIS", "ih", "tee"), text("Muscles that stay too tight.")),
    Term(text("baclofen"), ("BAK", "loh", "fen"), text("A medicine.")),
    Term(text("clonus"), ("KLOH", "nus"), text("Fast jerks.")),
])  # fmt: skip


def flat(words: str) -> str:
    return " ".join(words.split())


def marked(topic: Topic) -> Topic:
    """The topic with a section of which two blocks matter to drivers, and one of the warnings to those who stand."""
    blocks = (
        Paragraph(text("It can make you sleepy.")),
        Paragraph(text("Do not drive until you know.", "Do not drive"), matters_to=("drive",)),
        Paragraph(text("Tell the office about:"), matters_to=("drive",)),
        Bullets(texts("your MS", "your medicine")),
        replace(SUDDEN, matters_to=("stand",)),
    )
    return replace(topic, sections=(replace(topic.sections[0], blocks=blocks), topic.sections[-1]))


def test_what_matters_to_a_person_comes_before_the_topic_with_its_reason(
    handout: Handout, topic: Topic, words: Phrases, read: Read
) -> None:
    printed = flat(read(render(replace(handout, topics=(marked(topic),), ticks=("drive", "stand")), words)))
    order = [
        "Warning: do not stop suddenly", "When do I need help?", "For you", "Because you drive:",
        "Do not drive until you know.", "your medicine", "Because you use stiffness to stand:",
        "Please read the warning 'do not stop suddenly' at the start.", "In short", "It can make you sleepy.",
        "Do not drive until you know.",
    ]  # fmt: skip
    at = 0
    for part in order:
        assert part in printed[at:], f"'{part}' does not follow '{printed[max(0, at - 60) : at]}'"
        at = printed.index(part, at) + len(part)
    assert printed.count("Warning: do not stop suddenly") == 1


def test_without_ticks_the_handout_is_the_same_with_marks_and_without(
    handout: Handout, topic: Topic, words: Phrases
) -> None:
    plain = marked(topic)
    bare = replace(plain, sections=tuple(
        replace(one, blocks=tuple(replace(block, matters_to=()) for block in one.blocks)) for one in plain.sections
    ))  # fmt: skip
    assert render(replace(handout, topics=(plain,)), words) == render(replace(handout, topics=(bare,)), words)


def test_words_of_the_handout_are_explained_at_its_end_but_not_the_topics_own_name(
    handout: Handout, words: Phrases, read: Read
) -> None:
    printed = flat(read(render(replace(handout, glossary=GLOSSARY), words)))
    assert printed.rindex("Words explained") > printed.rindex("Who to ask")
    assert "spasticity (say it: spas-TIS-ih-tee): Muscles that stay too tight." in printed
    assert "BAK-loh-fen" not in printed
    assert "clonus" not in printed


def test_without_a_word_to_explain_there_is_no_list_of_words(
    handout: Handout, topic: Topic, words: Phrases, read: Read
) -> None:
    plain = with_blocks(topic, Paragraph(text("Drink some milk.")))
    assert "Words explained" not in read(render(replace(handout, topics=(plain,), glossary=GLOSSARY), words))
    assert "Words explained" not in read(render(handout, words))


@LETTERS
def test_a_handout_with_all_of_it_is_a_valid_pdf_ua_document(
    handout: Handout, topic: Topic, words: Phrases, letter: Letter
) -> None:
    whole = marked(topic)
    arrays = replace(whole.sections[0], blocks=(FIRST, SECOND))
    full = replace(handout, topics=(replace(whole, sections=(*whole.sections, arrays)),), letter=letter,
                   ticks=("drive", "stand"), glossary=GLOSSARY)  # fmt: skip
    result = page.validate_pdf_bytes(render(full, words), profile=page.ValidationProfile.PDF_UA_1)
    assert result.is_compliant, str(result)


def line_with(printed: str, words: str) -> str:
    return next(line for line in printed.splitlines() if words in line)


def test_two_groups_stand_side_by_side_with_both_numbers_in_words(
    handout: Handout, topic: Topic, words: Phrases, read: Read
) -> None:
    printed = read(render(replace(handout, topics=(with_blocks(topic, FIRST, SECOND),)), words), "-layout")
    assert "10 in 100" in line_with(printed, "49 in 100")
    assert "90 in 100" in line_with(printed, "51 in 100")
    assert "264 people in a trial. Source 2" in flat(printed)
    assert "261 people in the same trial. Source 2" in flat(printed)


def test_letters_too_large_for_two_columns_put_the_groups_under_each_other(
    handout: Handout, topic: Topic, words: Phrases, read: Read
) -> None:
    giant = replace(handout, topics=(with_blocks(topic, FIRST, SECOND),), letter=Letter.GIANT)
    printed = read(render(giant, words), "-layout")
    assert "10 in 100" not in line_with(printed, "49 in 100")
    assert "10 in 100" in flat(printed)


def test_aloud_the_first_group_is_told_whole_before_the_second(
    handout: Handout, topic: Topic, words: Phrases, read: Read
) -> None:
    pdf = render(replace(handout, topics=(with_blocks(topic, FIRST, SECOND),)), words)
    tree = flat(read(pdf, "-struct-text", tool="pdfinfo"))
    places = [tree.index(part) for part in ("49 in 100", "264 people", "dummy tablet", "10 in 100", "261 people")]
    assert places == sorted(places)


@pytest.mark.parametrize("out_of", [1, 10, 100, 1000])
@LETTERS
def test_groups_of_any_number_fit_on_their_page(
    handout: Handout, topic: Topic, words: Phrases, letter: Letter, out_of: int
) -> None:
    first, second = replace(FIRST, number=1, out_of=out_of), replace(SECOND, number=0, out_of=out_of)
    drawn = draw(replace(handout, topics=(with_blocks(topic, first, second),), letter=letter), words)
    assert drawn.pages >= 1


def test_a_word_too_long_for_a_column_puts_the_groups_under_each_other() -> None:
    style, fonts = style_for(Letter.CLEAR, "A4"), load_fonts()
    setter = Typesetter(fonts)
    assert fits_side_by_side(Comparison(FIRST, SECOND), style, setter)
    long = replace(FIRST, have=text("people had pneumonoultramicroscopicsilicovolcanoconiosis"))
    assert not fits_side_by_side(Comparison(long, SECOND), style, setter)
