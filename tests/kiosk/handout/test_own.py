"""What is this person's own on paper: whose sheet it is, the plan as typed, the code for a phone, the contents."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.bundle.model import Topic
from kiosk.bundle.reader import open_bundle
from kiosk.errors import HandoutError
from kiosk.handout import Handout, render
from kiosk.handout.own import MOST_BYTES, code_of
from kiosk.handout.structure import Node
from kiosk.paths import shipped_pack
from kiosk.phrases import Phrases
from kiosk.session import Letter

Read = Callable[..., str]


def scanned(pdf: bytes, folder: Path, dots: int = 150) -> list[str]:
    """Return what a phone would read off the printed pages, as zbarimg reads them."""
    (folder / "sheet.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(dots), "-gray", "-png", "sheet.pdf", "page"], cwd=folder, check=True)
    command = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", *map(str, sorted(folder.glob("page*.png")))]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return [code.strip() for code in told.split("\n\n") if code.strip()]


def pages_of(read: Read, pdf: bytes) -> list[str]:
    return read(pdf, "-layout").split("\f")[:-1]


@pytest.mark.parametrize("letter", list(Letter))
def test_every_page_says_whose_it_is_and_which_of_how_many(
    handout: Handout, words: Phrases, read: Read, letter: Letter
) -> None:
    pages = pages_of(read, render(replace(handout, letter=letter), words))
    for number, page in enumerate(pages, 1):
        assert "For Sam, born 7 May 1960" in page
        assert f"Page {number} of {len(pages)}" in page


def test_a_sheet_without_a_name_names_nobody(handout: Handout, words: Phrases, read: Read) -> None:
    assert "For " not in pages_of(read, render(replace(handout, name="", second=""), words))[0].split("Baclofen")[0]


def test_the_plan_stands_as_it_was_typed_with_seven_days_to_tick_by_each_line(
    handout: Handout, words: Phrases, read: Read
) -> None:
    typed = "2 at 8.00 am; 1 at night\n\n½ a tablet more from Friday"
    printed = read(render(replace(handout, plan=typed), words), "-layout")
    assert "2 at 8.00 am; 1 at night" in printed
    assert "½ a tablet more from Friday" in printed
    assert printed.count("Mon") == printed.count("Sun") == 2
    assert "My plan, as my nurse typed it" in printed
    assert "My plan" not in read(render(replace(handout, plan="\n \n"), words))


def test_a_plan_too_long_or_in_letters_that_cannot_be_printed_is_refused(handout: Handout, words: Phrases) -> None:
    with pytest.raises(HandoutError, match="The plan has 801 characters"):
        render(replace(handout, plan="x" * 801), words)
    with pytest.raises(HandoutError, match="The plan holds"):
        render(replace(handout, plan="\U00012000"), words)


@pytest.mark.parametrize("letter", list(Letter))
def test_a_phone_reads_the_key_points_off_the_paper(
    handout: Handout, topic: Topic, words: Phrases, tmp_path: Path, letter: Letter
) -> None:
    read = scanned(render(replace(handout, letter=letter), words), tmp_path)
    points = "\n".join(f"- {point.plain}" for point in topic.key_points.points)
    assert read == [f"{topic.title.plain}\n{points}"]


def test_the_key_points_of_every_shipped_topic_fit_into_a_code() -> None:
    bundle = open_bundle(shipped_pack())
    for tile in bundle.search("en-GB").starting_with(""):
        topic = bundle.topic(tile.id, "en-GB")
        told = "\n".join((topic.title.plain, *(f"- {point.plain}" for point in topic.key_points.points)))
        assert code_of(told, Node("Figure")) is not None, tile.id
    assert code_of("x" * (MOST_BYTES + 1), Node("Figure")) is None


def test_a_long_handout_says_on_which_page_each_heading_stands_and_tells_the_truth(
    handout: Handout, words: Phrases, read: Read
) -> None:
    bundle = open_bundle(shipped_pack())
    topic = bundle.topic("baclofen", "en-GB")
    pages = pages_of(read, render(replace(handout, topics=(topic,)), words))
    whole = "\f".join(pages)
    listed = whole[whole.index("In this handout, page by page") :]
    for section in topic.sections:
        entry = next(line for line in listed.splitlines() if section.question.plain in line)
        number = int(entry.split()[0])
        assert section.question.plain in pages[number - 1], section.id


def test_warnings_stand_before_the_contents_and_a_short_handout_has_none(
    handout: Handout, topic: Topic, words: Phrases, read: Read
) -> None:
    printed = read(render(replace(handout, letter=Letter.GIANT), words))
    last = max(printed.index(f"Warning: {one.title.plain}") for one in topic.warnings())
    assert last < printed.index("In this handout, page by page")
    short = replace(topic, sections=topic.sections[:4])
    bare = replace(handout, topics=(short,), plan="", note="", questions=(), about_me=())
    assert "In this handout" not in read(render(bare, words))


def test_what_the_nurse_typed_stands_after_the_warnings_and_before_what_everybody_is_told(
    handout: Handout, topic: Topic, words: Phrases, read: Read
) -> None:
    printed = read(render(replace(handout, letter=Letter.LARGE), words))
    plan, note = printed.rindex(words("paper.plan")), printed.rindex(words("paper.note"))
    assert max(printed.index(f"Warning: {one.title.plain}") for one in topic.warnings()) < plan < note
    assert note < printed.index(words("paper.in_short"))
    several = read(render(replace(handout, topics=(topic, topic)), words))
    assert several.rindex(words("paper.in_short")) < several.rindex(words("paper.plan"))
