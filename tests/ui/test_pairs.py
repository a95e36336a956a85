"""Two groups on the glass: on one page at every size, drawn alike, whole; each said as itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from kiosk.bundle.comparison import Comparison, comparisons
from kiosk.bundle.model import Block, IconArray, Paragraph, Topic
from kiosk.bundle.sentences import make_text
from kiosk.readaloud.script import figures, script
from kiosk.session import Kind, Place, Session, TextSize
from tests.support.measure import faults
from tests.support.screens import GLASSES, SHIPPED, comfort, pages_of, show, stage_of
from ui.app import Kiosk
from ui.widgets.blocks import lay
from ui.widgets.page_view import PageView
from ui.widgets.paging import Page, Pager
from ui.widgets.pair import Pair

EVERYWHERE = pytest.mark.parametrize(("glass", "size"), [(glass, size) for glass in GLASSES for size in TextSize])
LEAST_ARRAY = 50.0
"""Millimetres: ten rows of figures, each about 5 high, told apart by an eye that sees blurred."""


def topic_of(kiosk: Kiosk, size: TextSize, topic_id: str = "tizanidine") -> Topic:
    show(kiosk, Session(place=Place(Kind.TOPIC, topic=topic_id), comfort=comfort(size)), staged=False)
    return kiosk.presenter.topic()


def pairs_in(topic: Topic) -> Iterator[Comparison]:
    for section in topic.sections:
        yield from (part for part in comparisons(section.blocks) if isinstance(part, Comparison))


def pair_of(kiosk: Kiosk, size: TextSize) -> Comparison:
    return next(pairs_in(topic_of(kiosk, size)))


def pages_with(kiosk: Kiosk, size: TextSize, *blocks: Block) -> tuple[Pager, Topic, tuple[Page, ...]]:
    """Return the pages of a topic whose only section holds `blocks`."""
    topic = topic_of(kiosk, size)
    view = kiosk.presenter.view()
    pager = Pager(view.look, view.zones, kiosk.presenter.phrases)
    only = replace(topic, sections=(replace(topic.sections[0], blocks=blocks),))
    return pager, only, pager.pages(only)


@EVERYWHERE
def test_two_groups_that_are_compared_stand_on_one_page_and_are_large_enough_to_see(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize
) -> None:
    kiosk, seen = kiosks[glass], 0
    for topic_id in SHIPPED:
        wanted = list(pairs_in(topic_of(kiosk, size, topic_id)))
        pages = pages_of(kiosk, topic_id, comfort(size))
        assert [part for page in pages for part in page.parts if isinstance(part, Comparison)] == wanted
        for number, page in enumerate(pages):
            if page.compares:
                place = Place(Kind.READER, topic=topic_id, page=number, section=page.section.id)
                show(kiosk, Session(place=place, comfort=comfort(size)))
                look, (view,) = kiosk.presenter.view().look, stage_of(kiosk).findChildren(PageView)
                pair = next(laid for laid in view.laid if isinstance(laid, Pair))
                assert isinstance(page.parts[-1], Comparison), "something stands after the comparison"
                assert look.mm(pair.array[1]) >= LEAST_ARRAY - 0.1
                assert list(faults(stage_of(kiosk))) == []
                seen += 1
    assert seen >= 5


def drawn(laid: Pair, width: float) -> QImage:
    """Draw a comparison on a canvas with room below it."""
    image = QImage(round(width), round(laid.height) + 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    laid.draw(painter, 0.0, 0.0)
    painter.end()
    return image


@EVERYWHERE
@pytest.mark.parametrize("more", [0, 25, 400], ids=["least", "a little more", "more than enough"])
def test_equal_groups_are_drawn_equally_and_nothing_lies_outside_their_place(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize, more: int
) -> None:
    kiosk = kiosks[glass]
    pair = pair_of(kiosk, size)
    view, topic = kiosk.presenter.view(), kiosk.presenter.topic()
    setting = Pager(view.look, view.zones, kiosk.presenter.phrases).setting(topic, figure=False)
    laid = lay(Comparison(pair.first, pair.first), setting)
    assert isinstance(laid, Pair)
    room = laid.height + view.look.px(more)
    laid.grow(room)
    assert laid.fits()
    assert laid.height <= room + 0.5
    image = drawn(laid, setting.wide)
    below = image.copy(QRect(0, round(laid.height) + 1, image.width(), 190))
    blank = QImage(below.size(), below.format())
    blank.fill(QColor("white"))
    assert below == blank
    if not view.zones.portrait:
        apart = round(view.look.px(6.0))
        half = (image.width() - apart) // 2
        cards = round(laid.height - view.look.px(14.0) - view.look.em("caption") * 4)
        left, right = image.copy(0, 0, half, cards), image.copy(image.width() - half, 0, half, cards)
        assert unlike(left, right) < 0.02


def unlike(one: QImage, other: QImage) -> float:
    """Return the share of points that differ: a column may begin at a part of a pixel."""
    points = [(x, y) for x in range(0, one.width(), 3) for y in range(0, one.height(), 3)]
    far = sum(abs(one.pixelColor(*at).lightness() - other.pixelColor(*at).lightness()) > 128 for at in points)
    return far / len(points)


@EVERYWHERE
def test_each_sentence_read_aloud_belongs_to_the_array_it_tells_of(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize
) -> None:
    kiosk = kiosks[glass]
    for page in pages_of(kiosk, "tizanidine", comfort(size)):
        said = script(None, page.blocks, {}, kiosk.presenter.phrases) if page.compares else ()
        for index, block in enumerate(page.blocks if said else ()):
            if isinstance(block, IconArray):
                mine = [one.text for one in said if one.block == index]
                assert mine[:3] == [block.heading.plain, *figures(block)]
                assert " ".join(mine).endswith(block.studied.plain)


@EVERYWHERE
def test_words_that_open_a_comparison_stand_on_its_page(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize
) -> None:
    pair = pair_of(kiosks[glass], size)
    before = tuple(Paragraph(make_text(f"This is paragraph {number}. It says little.")) for number in range(9))
    short, long = (
        "Because you drive:",
        "Trials with people who had stiff muscles, and not only MS, counted who had what:",
    )
    for words in (short, long):
        opening = Paragraph(make_text(words))
        _, _, pages = pages_with(kiosks[glass], size, *before, opening, pair.first, pair.second, before[0])
        (page,) = [page for page in pages if opening in page.blocks]
        assert page is not pages[-1]
        assert page.parts[-2:] == (opening, pair)


def test_words_too_long_to_share_a_page_with_both_groups_cost_nothing(kiosk: Kiosk) -> None:
    pair = pair_of(kiosk, TextSize.LARGEST)
    opening = Paragraph(make_text(f"{'They took part in a trial that was told of at length, ' * 5}and this was found:"))
    _, _, pages = pages_with(kiosk, TextSize.LARGEST, opening, pair.first, pair.second)
    assert [block for page in pages for block in page.blocks] == [opening, pair.first, pair.second]
    assert [page.figure for page in pages if page.figure] == [pair.first, pair.second]


def test_two_groups_too_long_for_one_page_stand_on_two_and_lose_nothing(kiosk: Kiosk) -> None:
    pair = pair_of(kiosk, TextSize.LARGEST)
    long = make_text("These people took part in a trial that was told of at length. " * 6)
    first, second = (replace(one, studied=long) for one in (pair.first, pair.second))
    pager, topic, pages = pages_with(kiosk, TextSize.LARGEST, first, second)
    assert [page.blocks for page in pages] == [(first,), (second,)]
    assert [page.figure for page in pages] == [first, second]
    setting = pager.setting(topic, figure=True)
    assert all(lay(block, setting).fits() for block in (first, second))
