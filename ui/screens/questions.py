"""'Ask about this': questions to tick, which are printed on the handout with room to write."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ui.screens.screen import Screen, tick_face
from ui.style.zones import Box
from ui.widgets.button import Face
from ui.widgets.progress import Progress
from ui.widgets.stage import Header, Slot, Stage
from ui.widgets.tiling import ROW, most


class QuestionsScreen(Screen):
    """`prompts` are the questions to choose from, `chosen` those ticked; `page` counts from 0."""

    def __init__(
        self,
        stage: Stage,
        title: str,
        prompts: tuple[str, ...],
        chosen: tuple[str, ...],
        page: int,
        topics_on_sheet: int,
        note: str = "",
    ) -> None:
        """`note` says that the questions are in English, where the screen is not."""
        super().__init__(stage, topics_on_sheet)
        self._title, self._chosen, self._note = title, chosen, note
        self._across, self._down = (1, 7) if self.zones.portrait else (2, 4) if not self.look.big else (1, 5)
        each = self._across * self._down
        if self.zones.reach:
            self._across, self._down = most(prompts, self.look, self.zones.touch, ROW, "label")
            each = self._across * self._down - (len(prompts) > self._across * self._down)
        self._pages = max(1, -(-len(prompts) // each))
        self._page = page % self._pages
        self._shown = prompts[self._page * each : (self._page + 1) * each]

    def header(self) -> Header:
        progress = Progress(self._told(), self._page, self._pages) if self._pages > 1 else None
        return Header(f"{self.words('ask.title')}: {self.words.apart(self._title)}", progress=progress)

    def _cells(self, box: Box) -> list[Box]:
        return box.grid(self._across, self._down)

    def _told(self) -> str:
        return self.words("home.page_of", page=self._page + 1, pages=self._pages)

    def slots(self) -> Sequence[Slot]:
        return self.usual_slots(self.primary_slot(self.words("ask.done"), "check-bold", self.wishes.back_wanted.emit))

    def build(self) -> None:
        content, words = self.zones.content, self.words
        line = f"{words('ask.about')} {words('ask.printed')} {self._note}".strip()
        height = self.height_of(line, content.w, role="lead")
        self.text(line, content.top_part(height), role="lead")
        below = content.from_y(content.y + height + 5.0)
        following = partial(self.wishes.page_wanted.emit, (self._page + 1) % self._pages)
        if self.zones.reach:
            below = self.zones.touch
            if self._pages > 1:
                self.button(Face(words("ask.more"), icon="arrow-right"), following, self._cells(below)[-1])
        elif self._pages > 1:
            self.button(
                Face(words("ask.more"), self._told(), icon="arrow-right", keep_caption=self.zones.portrait),
                following,
                below.bottom_part(30.0),
            )
            below = Box(below.x, below.y, below.w, below.h - 34.0)
        for prompt, cell in zip(self._shown, self._cells(below), strict=False):
            face = tick_face(prompt, ticked=prompt in self._chosen)
            self.button(face, partial(self.wishes.toggle_question_wanted.emit, prompt), cell)
