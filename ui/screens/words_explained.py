"""Words explained: what the medical words of the page mean, how to say and to hear them; Done leads back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kiosk.bundle.model import Term
from ui.screens.screen import Screen
from ui.style.zones import Box
from ui.widgets.button import Face
from ui.widgets.progress import Progress
from ui.widgets.stage import Header, Slot, Stage


class WordsExplainedScreen(Screen):
    """`part` counts the pages of explanations, from 0."""

    def __init__(
        self, stage: Stage, terms: tuple[Term, ...], part: int, topics_on_sheet: int, overdue: str = "", note: str = ""
    ) -> None:
        """`overdue` is the line that says that their review was due, while it is; `note` that they are in English."""
        super().__init__(stage, topics_on_sheet)
        self._overdue, self._note = overdue, note
        each = 4 if self.zones.portrait else 2 if self.look.big or self.zones.reach else 3
        self._each = each
        self._parts = max(1, -(-len(terms) // each))
        self._part = part % self._parts
        self._shown = terms[self._part * each : (self._part + 1) * each]

    def header(self) -> Header:
        progress = Progress(self._told(), self._part, self._parts) if self._parts > 1 else None
        return Header(self.words("glossary.title"), progress=progress)

    def _told(self) -> str:
        return self.words("home.page_of", page=self._part + 1, pages=self._parts)

    def slots(self) -> Sequence[Slot]:
        return self.usual_slots(self.primary_slot(self.words("bar.done"), "check-bold", self.wishes.back_wanted.emit))

    def build(self) -> None:
        content = self.zones.content
        self._build_actions(content.bottom_part(30.0))
        content = content.top_part(content.h - 36.0)
        content = self.told_on_top(self._note, self._overdue, content)
        for term, box in zip(self._shown, content.rows([1] * self._each, 6.0), strict=False):
            self._build_term(term, box)

    def _build_actions(self, box: Box) -> None:
        listen = Face(self.words("topic.listen"), self.words("topic.listen_caption"), "account-voice")
        actions = [(listen, self.wishes.listen_wanted.emit)]
        if self._parts > 1:
            more = Face(self.words("bar.more"), self._told(), "arrow-right")
            actions.append((more, partial(self.wishes.page_wanted.emit, (self._part + 1) % self._parts)))
        for (face, act), cell in zip(actions, box.columns([1.0, 1.0]), strict=False):
            self.button(face, act, cell)

    def _build_term(self, term: Term, box: Box) -> None:
        width = min(box.w, self.look.em("lead") * 29.0)
        word = term.word.plain[:1].upper() + term.word.plain[1:]
        height = self.height_of(word, width, role="h2", bold=True)
        self.text(word, Box(box.x, box.y, width, height), role="h2", bold=True)
        y = box.y + height
        if term.say:
            said = f"{self.words('topic.say_it')} {self.words.apart(' · '.join(term.say))}"
            height = self.height_of(said, width, role="label")
            self.text(said, Box(box.x, y, width, height), role="label", colour="ink2")
            y += height
        height = self.height_of(term.plain.plain, width, role="lead")
        self.text(term.plain, Box(box.x, y + 1.0, width, height), role="lead")
