"""Wider spacing by choice (WCAG 1.4.12): lines 1.5, letters 0.12 em, words 0.16 em, paragraphs 2 em, nothing cut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QPointingDevice

from kiosk.session import Comfort, Kind, Place, Session, TextSize
from tests.support.screens import comfort, pages_of, show, stage_of
from tests.support.touch import Finger
from ui.app import Kiosk
from ui.style.look import LINE_BODY, Look
from ui.widgets.lens import View
from ui.widgets.paging import Page
from ui.widgets.plain import plain_words

READ = ("body", "lead", "sentence")
"""Roles of running text. Qt keeps spacing in 64ths of a pixel."""


def view_of(kiosk: Kiosk, size: TextSize, **changes: object) -> View:
    return kiosk.presenter.view(replace(comfort(size), **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("size", TextSize)
def test_letters_words_lines_and_paragraphs_stand_as_far_apart_as_the_standard_says(
    kiosk: Kiosk, size: TextSize
) -> None:
    look = view_of(kiosk, size, spacing=True).look
    for role in READ:
        font = look.font(role)
        assert font.letterSpacing() >= 0.12 * font.pixelSize() - 1 / 64
        assert font.wordSpacing() >= 0.16 * font.pixelSize() - 1 / 64
    assert look.block_gap >= 2 * look.em("lead") - 0.01
    assert LINE_BODY >= 1.5


def natural(look: Look, text: str) -> float:
    return look.wrapped(text, "lead", 100_000, 1.5).natural_width


def test_a_sentence_is_really_wider_by_what_its_letters_and_words_gained(kiosk: Kiosk) -> None:
    text = "Take it with food or milk."
    usual, wider = view_of(kiosk, TextSize.MEDIUM).look, view_of(kiosk, TextSize.MEDIUM, spacing=True).look
    em = usual.font("lead").pixelSize()
    gained = natural(wider, text) - natural(usual, text)
    assert gained == pytest.approx(em * (0.12 * len(text) + 0.16 * text.count(" ")), rel=0.05)


def test_letters_that_join_are_not_torn_apart(kiosk: Kiosk) -> None:
    look = view_of(kiosk, TextSize.MEDIUM, spacing=True, lang="ar").look
    assert look.font("lead").letterSpacing() == 0
    assert look.font("lead").wordSpacing() > 0


def told(kiosk: Kiosk, pages: tuple[Page, ...]) -> str:
    return " ".join(plain_words(block, kiosk.presenter.phrases) for page in pages for block in page.blocks)


@pytest.mark.parametrize("size", [TextSize.MEDIUM, TextSize.LARGEST])
def test_pages_are_cut_anew_and_say_the_same_words_in_the_same_order(kiosk: Kiosk, size: TextSize) -> None:
    usual = pages_of(kiosk, "baclofen", comfort(size))
    wider = pages_of(kiosk, "baclofen", replace(comfort(size), spacing=True))
    assert len(wider) > len(usual)
    assert told(kiosk, wider).split() == told(kiosk, usual).split()


def test_it_is_a_box_to_tick_that_keeps_the_place_and_is_gone_with_put_it_all_back(
    kiosk: Kiosk, touch: QPointingDevice
) -> None:
    presenter, finger = kiosk.presenter, Finger(kiosk.window, touch)
    show(kiosk, Session(place=Place(Kind.TOPIC, topic="baclofen")))
    presenter.start_reading()
    for _ in range(4):
        presenter.next_page()
    first = plain_words(presenter.pages()[presenter.page_number()].blocks[0], presenter.phrases)[:30]
    finger.tap(presenter.phrases("rail.easier"))
    finger.tap(presenter.phrases("easier.spacing"))
    assert presenter.session.comfort.spacing
    assert finger.control(presenter.phrases("easier.spacing")).isChecked()
    assert stage_of(kiosk).look.spacing
    finger.tap(presenter.phrases("bar.done"))
    assert first in told(kiosk, (presenter.pages()[presenter.page_number()],))
    finger.tap(presenter.phrases("rail.easier"))
    finger.tap(presenter.phrases("easier.put_back"))
    assert presenter.session.comfort == Comfort()
