"""Print: one frame for all states. The title says what is the matter; three lines what is done and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.screens.screen import Screen
from ui.style.zones import Box
from ui.widgets.button import Face, Tone
from ui.widgets.card import Card
from ui.widgets.stage import Header, Slot, Stage

TROUBLES = ("no_paper", "stuck", "unreachable", "stopped")


@dataclass(frozen=True, slots=True)
class PrintFacts:
    """`state` is one of making, printing, printed, saved and `TROUBLES`; `sheets` the number of pages, 0 if unknown."""

    state: str
    sheets: int


class PrintScreen(Screen):
    """Nothing is lost in any state, and the words say so."""

    def __init__(self, stage: Stage, facts: PrintFacts, topics_on_sheet: int) -> None:
        super().__init__(stage, topics_on_sheet)
        self._facts = facts

    @property
    def _trouble(self) -> bool:
        return self._facts.state in TROUBLES

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
        if self._facts.state in ("printed", "saved"):
            done = self.primary_slot(finished.label, finished.icon, wishes.finish_wanted.emit, finished.caption)
            return [home, self.back_slot(), self.handout_slot(), self.help_slot(), done]
        return [home, self.back_slot(), self.handout_slot(), self.help_slot()]

    def build(self) -> None:
        content, words, state = self.zones.content, self.words, self._facts.state
        lead = words(
            "print.kept"
            if self._trouble
            else "print.take_all"
            if state == "printed"
            else "print.at_desk"
            if state == "saved"
            else "print.stay"
        )
        height = self.height_of(lead, content.w, role="h2", bold=True)
        self.text(lead, content.top_part(height), role="h2", bold=True)
        body = content.from_y(content.y + height + 8.0)
        tip = self._tip()
        if tip:
            card = body.bottom_part(self.height_of(tip, body.w - 14.0, role="lead", icon="clock-outline") + 12.0)
            Card(self.look, "tip", self.stage).place(card)
            self.text(tip, card.inset(7.0, 6.0), role="lead", icon="clock-outline")
            body = Box(body.x, body.y, body.w, body.h - card.h - 6.0)
        self._build_lines(body)

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
        if state == "making":
            return [("progress-clock", "ink", words("print.making"), "")]
        ready = ("check-circle-outline", "ink", words("print.ready_line"), told)
        last = {
            "printing": ("printer-outline", "ink", words("print.printing_line"), ""),
            "printed": ("check-circle-outline", "ink", words("print.in_tray"), ""),
            "saved": ("check-circle-outline", "ink", words("print.saved_line"), ""),
            "no_paper": ("tray-alert", "warn", words("print.waiting_paper"), words("print.prints_then")),
            "stuck": ("tray-alert", "warn", words("print.waiting_line"), words("print.leave_stuck")),
        }.get(state, ("tray-alert", "warn", words("print.waiting_line"), ""))
        if not self._trouble:
            return [ready, last]
        desk = ("hand-wave-outline", "ink", words("print.tell_desk"), words("print.tell_desk_caption"))
        return [ready, last, desk]
