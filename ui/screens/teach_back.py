"""'Did we explain it well?': a question, its answers, and a kind reply beside it. Never 'wrong', no score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from kiosk.bundle.model import TeachBack
from ui.screens.screen import Screen
from ui.style.zones import Box
from ui.widgets.button import Face, Shape, Tone
from ui.widgets.card import Card
from ui.widgets.paging import progress_line
from ui.widgets.progress import Progress, ProgressLine
from ui.widgets.stage import Header, Slot, Stage

_BOOK = "book-open-page-variant-outline"


class TeachBackScreen(Screen):
    """`chosen` is the answer picked, None before; the last answer is always 'I am not sure'."""

    def __init__(
        self,
        stage: Stage,
        question: TeachBack,
        number: int,
        numbers: int,
        chosen: int | None,
        topics_on_sheet: int,
        note: str = "",
    ) -> None:
        """`note` says that the questions are in English, where the screen is not."""
        super().__init__(stage, topics_on_sheet)
        self._note = note
        self._question, self._number, self._numbers, self._chosen = question, number, numbers, chosen

    def header(self) -> Header:
        return Header(self.words("teach.title"), progress=self._progress())

    def _progress(self) -> Progress:
        return Progress(self.words("teach.question_of", number=self._number + 1, numbers=self._numbers))

    def slots(self) -> Sequence[Slot]:
        words, wishes = self.words, self.wishes
        last = self._number == self._numbers - 1
        if self._chosen is None:
            primary = Slot(Face(words("teach.skip"), icon="close"), wishes.next_question_wanted.emit, 1.62)
        elif last:
            primary = self.primary_slot(words("teach.finish"), "check-bold", wishes.next_question_wanted.emit)
        else:
            primary = self.primary_slot(words("teach.next"), "arrow-right", wishes.next_question_wanted.emit)
        slots = self.usual_slots(primary)
        if self.zones.reach and self._chosen is not None:
            again = Slot(self._again(), self._show_again(), 1.9)
            slots[2:] = [again, replace(slots[3], weight=1.1), replace(primary, weight=1.4)]
        return slots

    def _again(self) -> Face:
        return Face(self.words("teach.show_again"), icon=_BOOK)

    def _show_again(self) -> Callable[[], object]:
        return partial(self.wishes.section_wanted.emit, self._question.section)

    def build(self) -> None:
        content = self.zones.content
        if self.zones.reach:
            self._build_low()
            return
        if self.zones.portrait:
            left, right = content.top_part(content.h * 0.58), content.bottom_part(content.h * 0.38)
            line = progress_line(self.zones, self.look)
            ProgressLine(self._progress(), self.look, self.stage).place(line)
            left = left.from_y(line.bottom + 3.0)
        else:
            left = content.left_part(content.w * 0.63)
            right = content.from_x(left.right + 10.0)
        self._build_answers(self._build_question(left).rows([1] * self._count))
        self._build_reply(right)

    def _build_low(self) -> None:
        """Question and reply stand above the middle, the answers lie below; the page again is in the bar."""
        reading, touch = self.zones.reading, self.zones.touch
        if self.zones.portrait:
            line = progress_line(self.zones, self.look)
            ProgressLine(self._progress(), self.look, self.stage).place(line)
            reading = reading.from_y(line.bottom + 3.0)
        self._build_reply(self._build_question(reading))
        across = 1 if self.zones.portrait else 2
        self._build_answers(touch.grid(across, -(-self._count // across)))

    @property
    def _count(self) -> int:
        return len(self._question.answers) + 1

    def _build_question(self, left: Box) -> Box:
        """Ask; return what is left below."""
        asked = self._question.question.plain
        height = self.height_of(asked, left.w, role="h2", bold=True)
        self.text(asked, left.top_part(height), role="h2", bold=True)
        return left.from_y(left.y + height + 5.0)

    def _build_answers(self, cells: list[Box]) -> None:
        answers = [answer.text.plain for answer in self._question.answers] + [self.words("teach.not_sure")]
        for index, (answer, cell) in enumerate(zip(answers, cells, strict=False)):
            chosen = index == self._chosen
            right = chosen and index < len(self._question.answers) and self._question.answers[index].right
            icon = "check-circle" if right else "radiobox-marked" if chosen else "radiobox-blank"
            tone = Tone.RIGHT if right else Tone.SELECTED if chosen else Tone.NORMAL
            face = Face(answer, icon=icon, shape=Shape.LIST, tone=tone, role="lead", checkable=True, icon_mm=11.0)
            self.button(face, partial(self.wishes.answer_wanted.emit, index), cell)

    def _build_reply(self, box: Box) -> None:
        words = self.words
        if self._chosen is None:
            card = box
            Card(self.look, "hair", self.stage).place(card)
            told = f"{words('teach.choose')} {self._note}".strip()
            self.text(told, card.inset(8.0), role="lead", middle=True)
            return
        card = box if self.zones.reach else box.top_part(box.h - 34.0)
        answers = self._question.answers
        if self._chosen < len(answers):
            answer = answers[self._chosen]
            title = words("teach.right" if answer.right else "teach.not_quite")
            icon, colour = ("check-circle", "ok") if answer.right else (_BOOK, "tip")
            reply = answer.reply.plain
        else:
            title, reply = words("teach.not_sure"), words("teach.not_sure_reply")
            icon, colour = _BOOK, "tip"
        Card(self.look, colour, self.stage).place(card)
        inner = card.inset(7.0)
        top = self.height_of(title, inner.w, role="h2", bold=True, icon=icon)
        under = self.height_of(reply, inner.w, role="lead")
        y = inner.y + max(0.0, (inner.h - top - under - 5.0) / 2)
        self.text(title, Box(inner.x, y, inner.w, top), role="h2", bold=True, icon=icon)
        self.text(reply, Box(inner.x, y + top + 5.0, inner.w, min(under, inner.bottom - y - top - 5.0)), role="lead")
        if not self.zones.reach:
            self.button(self._again(), self._show_again(), box.bottom_part(30.0))
