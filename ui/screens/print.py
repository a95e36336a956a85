"""Print: one frame for all states. The title says what is the matter; three lines what is done and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.print_run import WAITING
from ui.screens.screen import Screen
from ui.style.zones import Box
from ui.widgets.button import Face, Tone
from ui.widgets.card import Card
from ui.widgets.stage import Header, Slot, Stage

FOR_STAFF = ("asked", "too_many")


@dataclass(frozen=True, slots=True)
class PrintFacts:
    """`state` is one of making, printing, printed, saved, `WAITING` and `FOR_STAFF`; `sheets` the number of pages.

    `sheets` is 0 where it is not known yet; `code` is what staff print it by, `most` what a patient prints at most.
    `page` is the page being printed, 0 where the printer does not tell.
    """

    state: str
    sheets: int
    code: str
    most: int
    page: int = 0


class PrintScreen(Screen):
    """Nothing is lost in any state, and the words say so."""

    def __init__(self, stage: Stage, facts: PrintFacts, topics_on_sheet: int) -> None:
        super().__init__(stage, topics_on_sheet)
        self._facts = facts

    @property
    def _trouble(self) -> bool:
        return self._facts.state in WAITING

    def header(self) -> Header:
        icon = "printer-alert" if self._trouble else "printer-outline"
        return Header(self.words(f"print.{self._facts.state}"), icon=icon)

    def slots(self) -> Sequence[Slot]:
        words, wishes = self.words, self.wishes
        home = Slot(Face(words("bar.home"), words("print.home_caption"), "home-outline"), wishes.home_wanted.emit, 1.1)
        finished = Face(words("print.finished"), words("print.finished_caption"), "exit-to-app")
        if self._trouble:
            again = Slot(
                Face(words("print.try_again"), icon="replay", tone=Tone.PRIMARY, careful=True),
                wishes.print_again_wanted.emit,
                1.3,
            )
            return [home, self.handout_slot(), self.help_slot(), again, Slot(finished, wishes.finish_wanted.emit, 1.5)]
        if self._facts.state in ("printed", "saved", *FOR_STAFF):
            done = self.primary_slot(finished.label, finished.icon, wishes.finish_wanted.emit, finished.caption)
            return [home, self.back_slot(), self.handout_slot(), self.help_slot(), done]
        return [home, self.back_slot(), self.handout_slot(), self.help_slot()]

    def build(self) -> None:
        content = self.zones.content
        lead = self._lead()
        height = self.height_of(lead, content.w, role="h2", bold=True)
        self.text(lead, content.top_part(height), role="h2", bold=True)
        body = content.from_y(content.y + height + 8.0)
        tip = self._tip()
        if tip:
            card = body.bottom_part(self.height_of(tip, body.w - 14.0, role="lead", icon="clock-outline") + 12.0)
            Card(self.look, "tip", self.stage).place(card)
            self.text(tip, card.inset(7.0, 6.0), role="lead", icon="clock-outline")
            body = Box(body.x, body.y, body.w, body.h - card.h - 6.0)
        if self._facts.code:
            body = self._build_code(body)
        self._build_lines(body)

    def _lead(self) -> str:
        state = self._facts.state
        if self._trouble:
            return self.words("print.kept_code" if self._facts.code else "print.kept", code=self._facts.code)
        keys = {"printed": "take_all", "saved": "at_desk", "asked": "asked_lead", "too_many": "too_many_lead"}
        return self.words(f"print.{keys.get(state, 'stay')}", most=self._facts.most)

    def _build_code(self, body: Box) -> Box:
        """Put up the card with the code, in large letters, and return what is left beside or below it."""
        words, code = self.words, self._facts.code
        wide = 110.0 if self.look.big else 92.0
        parts = ((words("print.code_label"), "label"), (code, "display"), (words("print.code_help"), "caption"))
        heights = [self.height_of(text, wide - 14.0, role=role, bold=role != "caption") for text, role in parts]
        high = sum(heights) + 22.0
        if self.zones.portrait:
            card, left = body.top_part(high).left_part(wide), body.from_y(body.y + high + 6.0)
        else:
            card, left = Box(body.right - wide, body.y, wide, high), Box(body.x, body.y, body.w - wide - 8.0, body.h)
        Card(self.look, "selected_edge", self.stage).place(card)
        y = card.y + 7.0
        for (text, role), height in zip(parts, heights, strict=True):
            self.text(text, Box(card.x + 7.0, y, wide - 14.0, height), role=role, bold=role != "caption")
            y += height + 4.0
        return left

    def _tip(self) -> str:
        return self.words("print.hurry") if self._trouble else ""

    def _build_lines(self, box: Box) -> None:
        step = min(40.0, box.h / 3)
        y = box.y + max(0.0, (box.h - step * len(self._lines())) / 2)
        for icon, colour, title, caption in self._lines():
            row = Box(box.x, y, box.w, step)
            height = self.height_of(title, row.w, role="h2", bold=True, icon=icon)
            self.text(title, Box(row.x, row.y, row.w, height), role="h2", bold=True, icon=icon, colour=colour)
            if caption:
                x = row.x + self.look.cap("h2") * 1.9
                self.text(caption, Box(x, row.y + height, row.right - x, step - height), role="body")
            y += step

    def _lines(self) -> list[tuple[str, str, str, str]]:
        """Return icon, colour, title and caption of each line of the state."""
        words, state, sheets = self.words, self._facts.state, self._facts.sheets
        told = words("handout.sheets", count=sheets) if sheets else ""
        at_page = words("reader.page_of", page=self._facts.page, pages=sheets) if sheets and self._facts.page else ""
        if state == "making":
            return [("progress-clock", "ink", words("print.making"), "")]
        ready = ("check-circle-outline", "ink", words("print.ready_line"), told)
        last = {
            "printing": ("printer-outline", "ink", words("print.printing_line"), at_page),
            "printed": ("check-circle-outline", "ink", words("print.in_tray"), ""),
            "saved": ("check-circle-outline", "ink", words("print.saved_line"), ""),
            "asked": ("check-circle-outline", "ink", words("print.asked_line"), ""),
            "too_many": ("check-circle-outline", "ink", words("print.asked_line"), ""),
            "no_paper": ("tray-alert", "warn", words("print.waiting_paper"), words("print.prints_then")),
            "other_paper": ("tray-alert", "warn", words("print.waiting_paper"), words("print.prints_then")),
            "stuck": ("tray-alert", "warn", words("print.waiting_line"), words("print.leave_stuck")),
            "open": ("tray-alert", "warn", words("print.waiting_line"), words("print.leave_open")),
        }.get(state, ("tray-alert", "warn", words("print.waiting_line"), ""))
        if not self._trouble:
            return [ready, last]
        desk = ("hand-wave-outline", "ink", words("print.tell_desk"), words("print.tell_desk_caption"))
        return [ready, last, desk]
