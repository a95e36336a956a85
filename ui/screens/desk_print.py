"""Printing at the nurse desk: each state in detail, as staff need it, and the code where a sheet waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.screens.screen import Screen
from ui.style.zones import Box
from ui.widgets.button import Face
from ui.widgets.stage import Header, Slot, Stage

_DONE = ("printed", "saved")
_UNDER_WAY = ("making", "printing")


@dataclass(frozen=True, slots=True)
class DeskPrintFacts:
    """`state`: a key of `desk.state`; `told`: what the printer says, for staff; `code` where the sheet is kept."""

    state: str
    told: str
    code: str
    sheets: int


class DeskPrintScreen(Screen):
    """After it: the next person, or the desk as it was."""

    def __init__(self, stage: Stage, facts: DeskPrintFacts) -> None:
        super().__init__(stage)
        self._facts = facts

    def header(self) -> Header:
        state = self._facts.state
        icon = "printer-outline" if state in (*_DONE, *_UNDER_WAY) else "printer-alert"
        return Header(self.words(f"desk.state.{state}"), icon=icon)

    def slots(self) -> Sequence[Slot]:
        words, wishes, state = self.words, self.wishes, self._facts.state
        lock = Slot(Face(words("desk.lock"), icon="lock-outline"), wishes.lock_wanted.emit)
        back = Slot(Face(words("desk.back"), icon="arrow-left"), wishes.back_wanted.emit, 1.3)
        if state in _UNDER_WAY:
            return [lock, back]
        following = words("desk.next")
        if state in _DONE:
            act, caption = wishes.desk_clear_wanted.emit, words("desk.next_caption")
            return [lock, back, self.primary_slot(following, "account-switch-outline", act, caption)]
        clear = Slot(
            Face(following, words("desk.next_caption"), "account-switch-outline"), wishes.desk_clear_wanted.emit, 1.3
        )
        if state == "failed":
            return [lock, clear, self.primary_slot(words("desk.back"), "arrow-left", wishes.back_wanted.emit)]
        return [lock, back, clear, self.primary_slot(words("desk.again"), "replay", wishes.desk_again_wanted.emit)]

    def build(self) -> None:
        content, words, facts = self.zones.content, self.words, self._facts
        width = min(content.w, 330.0)
        y = content.y + 6.0
        for text, role in self._lines():
            height = self.height_of(text, width, role=role, bold=role == "h2")
            self.text(text, Box(content.x, y, width, height), role=role, bold=role == "h2")
            y += height + 6.0
        if facts.code:
            height = self.height_of(facts.code, width, role="display", bold=True)
            self.text(facts.code, Box(content.x, y + 4.0, width, height), role="display", bold=True)
            kept = words("desk.state.kept")
            box = Box(content.x, y + height + 6.0, width, self.height_of(kept, width, role="lead"))
            self.text(kept, box, role="lead")

    def _lines(self) -> list[tuple[str, str]]:
        words, facts = self.words, self._facts
        sheets = [(words("handout.sheets", count=facts.sheets), "lead")] if facts.sheets else []
        if facts.state in _DONE:
            return [(words("desk.state.take"), "h2"), *sheets, *([(facts.told, "body")] if facts.told else [])]
        if facts.state in _UNDER_WAY:
            return [(words("desk.state.wait"), "lead"), *sheets]
        return [(facts.told, "lead")] if facts.told else []
