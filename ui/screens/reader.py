"""The reader: one page of one question; words at the left, the picture or the numbers at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.bundle.model import Topic
from kiosk.bundle.sources import SECTION as SOURCES
from ui.screens.screen import Screen
from ui.style.zones import GAP, Box
from ui.widgets.button import Face, Tone
from ui.widgets.figure import FigureCard
from ui.widgets.page_view import PageView
from ui.widgets.paging import ACTIONS, FIGURE_GAP, Page, Pager, frame, note_line, progress_line
from ui.widgets.progress import Progress, ProgressLine
from ui.widgets.stage import Header, Slot, Stage


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
        explained: tuple[str, ...],
        topics_on_sheet: int,
        note: str = "",
    ) -> None:
        """`explained` are the words on the page that the glossary explains; `note` says that it is in English."""
        super().__init__(stage, topics_on_sheet)
        self._explained, self._note = explained, note
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
        page = self._page
        places = frame(
            self.zones, self.look, figure=page.figure is not None, words=bool(page.words), across=page.compares
        )
        if self.zones.portrait:
            ProgressLine(self._progress(), self.look, self.stage).place(progress_line(self.zones, self.look))
        if self._note:
            self.text(self._note, note_line(places, self.look), role="label", bold=True, icon="translate")
        card = places.figure
        if page.words:
            setting = replace(self._pager.setting(self._topic, figure=page.figure is not None), look=self.look)
            view, column = PageView(page.parts, setting, self.stage), places.words
            if page.compares:
                column = replace(column, w=self.zones.content.w)
            if self.zones.portrait and page.figure is not None:
                column = column.top_part(min(view.needed + 0.5, column.h))
                card = _below(column.bottom + FIGURE_GAP, card)
            view.place(column)
        if page.figure is not None:
            FigureCard(page.figure, self.look, self._accent, self.stage).place(card)
        self._build_actions(places.actions)

    def _build_actions(self, box: Box) -> None:
        """Listen and Ask; on a page with medical words, what they mean; on 'For you', the way to turn it off."""
        words, wishes = self.words, self.wishes
        heard = Tone.NORMAL if self._page.section.id != SOURCES else Tone.NOT_NOW
        listen = Face(words("topic.listen"), words("reader.listen_caption"), "account-voice", tone=heard)
        ask = Face(words("topic.ask"), words("topic.ask_caption"), "comment-question-outline")
        low = self.zones.reach and not self.zones.portrait  # there 'Read to me' is in sight and has its place
        actions = [] if low else [(listen, wishes.listen_wanted.emit)]
        if self._page.section.repeats:
            actions.append((Face(words("focus.off"), icon="account-off-outline"), wishes.focus_wanted.emit))
        else:
            actions.append((ask, wishes.questions_wanted.emit))
        if self._explained:
            caption = ", ".join(self._explained) if len(self._explained) < 3 else ""
            mean = Face(words("glossary.what"), caption, "book-alphabet")
            actions.append((mean, wishes.words_wanted.emit))
        faces = [face if len(actions) < 3 else replace(face, caption="", icon_mm=7.0) for face, _ in actions]
        cells = box.columns([1.0, 1.15, 1.3][: len(actions)])
        if box.h > ACTIONS + GAP:
            cells = box.rows([1, 1])[-len(actions) :]
        for (_, act), face, cell in zip(actions, faces, cells, strict=True):
            self.button(face, act, cell)


def _below(y: float, least: Box) -> Box:
    """Return the place of a figure from `y` down to the foot of the place kept for it."""
    return Box(least.x, min(y, least.y), least.w, least.bottom - min(y, least.y))
