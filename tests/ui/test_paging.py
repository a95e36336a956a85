"""Pages: every word of a topic once and in order, warnings whole, nothing cut, no page without something to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.bundle.model import Block, Paragraph, Picture, Section, Steps, Table, Topic, Warning
from kiosk.phrases import Phrases
from kiosk.session import Kind, Place, Session, Sheet, TextSize
from tests.support.screens import GLASSES, SHIPPED, TOPICS, comfort, pages_of, show
from ui.app import Kiosk
from ui.show import ABOUT_ME
from ui.widgets.blocks import lay
from ui.widgets.paging import Page, Pager
from ui.widgets.plain import plain_words

EVERYWHERE = [(glass, size) for glass in GLASSES for size in TextSize]


def read(blocks: list[Block], phrases: Phrases) -> list[str]:
    """Return every word of the blocks; a table that goes on says its header again, which counts once."""
    said: list[str] = []
    before: Block | None = None
    for block in blocks:
        again = isinstance(block, Table) and isinstance(before, Table) and before.header == block.header
        said += plain_words(replace(block, header=()) if again and isinstance(block, Table) else block, phrases).split()
        before = block
    return said


def pager_of(kiosk: Kiosk, size: TextSize) -> Pager:
    show(kiosk, Session(place=Place(Kind.HOME), comfort=comfort(size)), staged=False)
    return kiosk.presenter.view().pager


def on_pages(pages: tuple[Page, ...]) -> list[Block]:
    return [block for page in pages for block in page.blocks]


def topic_of(kiosk: Kiosk, topic_id: str) -> Topic:
    """Return the topic as it is read: with the page that says where it comes from."""
    show(kiosk, Session(place=Place(Kind.TOPIC, topic=topic_id)), staged=False)
    return kiosk.presenter.topic()


def overfull(pager: Pager, topic: Topic, pages: tuple[Page, ...], gap: float) -> list[int]:
    """Return the numbers of pages whose words need more room than there is."""
    found = []
    for number, page in enumerate(pages, 1):
        figure = page.figure is not None
        setting = pager.setting(topic, figure=figure)
        heights = [lay(part, setting).height for part in page.parts]
        if sum(heights) + gap * max(0, len(heights) - 1) > pager.room(figure=figure) + 0.5:
            found.append(number)
    return found


@pytest.mark.parametrize("topic_id", SHIPPED)
@pytest.mark.parametrize(("glass", "size"), EVERYWHERE)
def test_the_pages_say_every_word_of_the_topic_once_and_in_order(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize, topic_id: str
) -> None:
    kiosk = kiosks[glass]
    topic, pages = topic_of(kiosk, topic_id), pages_of(kiosk, topic_id, comfort(size))
    whole = [block for section in topic.sections for block in section.blocks]
    assert read(on_pages(pages), kiosk.presenter.phrases) == read(whole, kiosk.presenter.phrases)
    assert [page.section.id for page in pages if page.first] == [section.id for section in topic.sections]


@pytest.mark.parametrize(("glass", "size"), EVERYWHERE)
def test_a_warning_is_never_split_over_two_pages(kiosks: Mapping[str, Kiosk], glass: str, size: TextSize) -> None:
    kiosk = kiosks[glass]
    for topic_id in SHIPPED:
        topic, pages = topic_of(kiosk, topic_id), pages_of(kiosk, topic_id, comfort(size))
        shown = [block for block in on_pages(pages) if isinstance(block, Warning)]
        assert sorted(map(str, shown)) == sorted(map(str, topic.warnings()))
        look = kiosk.presenter.view().look
        assert overfull(pager_of(kiosk, size), topic, pages, look.px(look.block_gap)) == []


@pytest.mark.parametrize("sheet", [Sheet(), Sheet(about_me=ABOUT_ME)], ids=["for everyone", "for me"])
@pytest.mark.parametrize(("glass", "size"), EVERYWHERE)
def test_each_page_has_something_to_read_and_no_words_wait_for_the_next_page(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize, sheet: Sheet
) -> None:
    for topic_id in SHIPPED:
        pages = pages_of(kiosks[glass], topic_id, comfort(size), sheet)
        for page, after in pairwise(pages):
            assert page.words or page.figure
            last = page.blocks[-1]
            opens = isinstance(last, Paragraph) and last.text.plain.endswith(":")
            assert not (opens and after.section is page.section), f"{topic_id}: '{last}' stands apart from its list"


@pytest.mark.parametrize(("glass", "size"), EVERYWHERE)
def test_a_list_that_goes_on_counts_on(kiosks: Mapping[str, Kiosk], glass: str, size: TextSize) -> None:
    for topic_id in SHIPPED:
        before: tuple[Section, Steps] | None = None
        for page in pages_of(kiosks[glass], topic_id, comfort(size)):
            for block in page.blocks:
                if isinstance(block, Steps):
                    if block.start > 1:
                        assert before is not None
                        assert before[0] is page.section
                        assert block.start == before[1].start + len(before[1].items)
                    before = (page.section, block)


def test_a_picture_stands_on_a_page_of_its_own_section_as_its_figure(kiosk: Kiosk) -> None:
    for topic_id in SHIPPED:
        for page in pages_of(kiosk, topic_id, comfort(TextSize.LARGEST)):
            pictures = [block for block in page.blocks if isinstance(block, Picture)]
            assert pictures in ([], [page.figure])


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_blocks_is_paged_without_loss(kiosks: Mapping[str, Kiosk], data: st.DataObject) -> None:
    glass, size = data.draw(st.sampled_from(EVERYWHERE))
    kiosk = kiosks[glass]
    topic = topic_of(kiosk, data.draw(st.sampled_from(TOPICS)))
    blocks = [block for section in topic.sections for block in section.blocks]
    drawn = data.draw(st.lists(st.sampled_from(range(len(blocks))), max_size=14))
    section = replace(topic.sections[0], blocks=tuple(replace(blocks[index]) for index in drawn))
    pager_of(kiosk, size)
    view = kiosk.presenter.view()
    pager = Pager(view.look, view.zones, kiosk.presenter.phrases)
    pages = pager.pages(replace(topic, sections=(section,)))
    assert read(on_pages(pages), kiosk.presenter.phrases) == read(list(section.blocks), kiosk.presenter.phrases)
    assert all(page.blocks for page in pages)
    assert overfull(pager, topic, pages, view.look.px(view.look.block_gap)) == []
