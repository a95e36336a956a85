"""The reader: one page of one question; words at the left, the picture or the numbers at the right."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.bundle.model import Topic
from ui.screens.screen import Screen
from ui.style.zones import Box
from ui.widgets.button import Face
from ui.widgets.figure import FigureCard
from ui.widgets.page_view import PageView
from ui.widgets.paging import Page, Pager, frame
from ui.widgets.stage import Header, Progress, Slot, Stage


class ReaderScreen(Screen):
    """Shows page `number` (from 0) of the topic's pages."""

    def __init__(
        self,
        stage: Stage,
        topic: Topic,
        accent: str,
        pages: tuple[Page, ...],
        number: int,
        pager: Pager,
        topics_on_sheet: int,
    ) -> None:
        super().__init__(stage, topics_on_sheet)
        self._topic, self._accent, self._pages, self._number, self._pager = topic, accent, pages, number, pager
        self._page = pages[number]

    def header(self) -> Header:
        return Header(self._page.section.question.plain, progress=self._progress())

    def _progress(self) -> Progress:
        words = self.words("reader.page_of", page=self._number + 1, pages=len(self._pages))
        return Progress(words, self._number, len(self._pages))

    def slots(self) -> Sequence[Slot]:
        last = self._number == len(self._pages) - 1
        label = self.words("bar.go_on" if last else "bar.next")
        return self.usual_slots(self.primary_slot(label, "arrow-right", self.wishes.next_page_wanted.emit))

    def build(self) -> None:
        page, words = self._page, self.words
        places = frame(self.zones, self.look, figure=page.figure is not None)
        if self.zones.portrait:
            line = Box(places.words.x, self.zones.content.y - 2.0, places.words.w, 9.0)
            self.text(self._progress().words, line, role="label", bold=True)
        setting = self._pager.setting(self._topic, figure=page.figure is not None)
        PageView(page.words, setting, self.stage).place(places.words)
        if page.figure is not None:
            FigureCard(page.figure, self.look, self._accent, self.stage).place(places.figure)
        listen, ask = places.actions.columns([1.0, 1.15])
        face = Face(words("topic.listen"), words("reader.listen_caption"), "account-voice")
        self.button(face, self.wishes.listen_wanted.emit, listen)
        face = Face(words("topic.ask"), words("topic.ask_caption"), "comment-question-outline")
        self.button(face, self.wishes.questions_wanted.emit, ask)
