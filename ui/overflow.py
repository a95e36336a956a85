"""Every page of a pack's topics put on a glass that nobody sees, to find words that have no room (`kiosk check`).

The same screens, pages and fonts as on the real glass, of the reference size: wide and upright, at each text size,
and at the largest in reach mode and wider spacing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QWidget

from kiosk import paths, phrases
from kiosk.bundle.model import Category, Status, Topic
from kiosk.bundle.reader import Bundle, open_bundle
from kiosk.bundle.sources import overdue_line, with_sources
from kiosk.options import Overflow
from kiosk.phrases import Phrases
from kiosk.session import Comfort, TextSize
from ui.glass import REFERENCE_DIAGONAL
from ui.screens.questions import QuestionsScreen
from ui.screens.reader import ReaderScreen
from ui.screens.screen import Screen
from ui.screens.teach_back import TeachBackScreen
from ui.screens.topic import QUESTIONS, QUESTIONS_OVERDUE, TopicScreen
from ui.style.fonts import FILES, LATER, load_fonts
from ui.style.icons import Icons
from ui.style.look import Glass
from ui.widgets.lens import Lens, View
from ui.widgets.stage import Stage
from ui.wishes import Wishes

PIXELS = {"wide": (1920, 1080), "upright": (1080, 1920)}
"""The reference glass, each way round."""
_COMFORTS = (
    *(Comfort(text_size=size) for size in TextSize),
    Comfort(text_size=TextSize.LARGEST, reach=True),
    Comfort(text_size=TextSize.LARGEST, spacing=True),
    Comfort(text_size=TextSize.LARGEST, reach=True, spacing=True),
)
"""Each text size; and at the largest, where there is least room, what else takes some."""
_LONG_DAY = date(2000, 9, 30)
"""A day that is long in words."""
_WORDS = 40
"""Characters of a text that show which one is meant."""


@runtime_checkable
class _Fits(Protocol):
    """What every widget that holds words can say."""

    def fits(self) -> bool: ...


def run(content: Path) -> tuple[Overflow, ...]:
    """Return where words have no room, in a process that has no Qt application yet; ContentError as a bundle opens."""
    application = QApplication(sys.argv[:1])
    load_fonts(paths.resources() / "fonts", FILES + LATER)
    bundle = open_bundle(content, verify=False)
    found = tuple(one for lang in bundle.pack.languages for one in overflows(bundle, lang))
    application.shutdown()
    return found


def overflows(bundle: Bundle, lang: str) -> Iterator[Overflow]:
    """Yield every place of every topic in `lang` where words have no room; Qt runs and has the fonts."""
    words = phrases.load(lang)
    icons = Icons(paths.resources() / "icons" / "mdi6.json")
    categories = {category.id: category for category in bundle.pack.categories}
    topics = [with_sources(bundle.topic(tile.id, lang), words) for tile in bundle.search(lang).starting_with("")]
    for way, (width, height) in PIXELS.items():
        px_per_mm = (width**2 + height**2) ** 0.5 / REFERENCE_DIAGONAL
        lens = Lens(Glass(px_per_mm, width / px_per_mm, height / px_per_mm), icons, words)
        for comfort in _COMFORTS:
            view = lens.view(comfort)
            for topic in topics:
                for where, text in _Walk(view, words, topic, categories[topic.category], bundle.pack.audience).cut():
                    chosen = f"{comfort.text_size.value} letters{_chosen(comfort)}"
                    place = f"{chosen}, {way} glass, {where}: no room for '{text[:_WORDS]}'"
                    yield Overflow(topic.id, lang, place)


def _chosen(comfort: Comfort) -> str:
    return ", wider spacing" * comfort.spacing + ", buttons lower" * comfort.reach


class _Walk:
    """One topic's screens, in one comfort."""

    def __init__(self, view: View, words: Phrases, topic: Topic, category: Category, audience: str) -> None:
        self._view, self._words, self._topic, self._category = view, words, topic, category
        self._audience = audience
        self._ground = QWidget()
        self._wishes = Wishes(self._ground)

    def cut(self) -> Iterator[tuple[str, str]]:
        """Yield the screen and the words of each text that has no room."""
        for make in (self._front, self._reading, self._teach_backs, self._questions):
            for where, screen in make():
                screen.build()
                screen.stage.add_band(screen.header(), demonstration=True)
                for one in screen.stage.findChildren(QWidget):
                    if isinstance(one, _Fits) and not one.fits():
                        yield where, one.accessibleName()
                screen.stage.setParent(None)

    def _stage(self) -> Stage:
        return Stage(self._view.look, self._view.zones, self._words, self._wishes, self._ground)

    def _front(self) -> Iterator[tuple[str, Screen]]:
        """Yield the pages as they are, then with the line that the review was due."""
        sections, count = len(self._topic.sections), len(self._view.pager.pages(self._topic))
        due = replace(self._topic.trust, status=Status.APPROVED, review_due=_LONG_DAY)
        for line, room in (("", QUESTIONS), (overdue_line(due, self._words, date.max), QUESTIONS_OVERDUE)):
            for page in range(1 if sections <= room else -(-sections // (room - 1))):
                screen = TopicScreen(
                    self._stage(), self._topic, self._category, count, on_sheet=False, page=page, topics_on_sheet=1,
                    overdue=line, audience=self._audience,
                )  # fmt: skip
                yield f"front page {page + 1}{', overdue' if line else ''}", screen

    def _reading(self) -> Iterator[tuple[str, Screen]]:
        pages, accent = self._view.pager.pages(self._topic), self._category.accent
        for number, page in enumerate(pages):
            screen = ReaderScreen(self._stage(), self._topic, accent, pages, number, self._view.pager, (), 1)
            yield f"page {number + 1} ('{page.section.short.plain}')", screen

    def _teach_backs(self) -> Iterator[tuple[str, Screen]]:
        asked = self._topic.teach_backs
        for number, question in enumerate(asked):
            for answer in (None, *range(len(question.answers) + 1)):  # the last one is 'I am not sure'
                screen = TeachBackScreen(self._stage(), question, number, len(asked), answer, 1)
                yield f"check question {number + 1}", screen

    def _questions(self) -> Iterator[tuple[str, Screen]]:
        prompts = tuple(prompt.plain for prompt in self._topic.prompts.questions)
        number, pages = 0, 1
        while number < pages:
            screen = QuestionsScreen(self._stage(), self._topic.title.plain, prompts, (), number, 1)
            progress = screen.header().progress
            pages = progress.pages if progress else 1
            number += 1
            yield f"questions to ask, page {number}", screen
