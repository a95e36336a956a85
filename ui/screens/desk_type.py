"""Typing at the nurse desk: one field, the keyboard under it, and beside them the page as it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.staff.desk import Field
from ui.screens.screen import Screen
from ui.style.zones import Box
from ui.widgets.button import Face
from ui.widgets.field import Field as FieldBox
from ui.widgets.keyboard import ROWS, Keyboard
from ui.widgets.paper import PreviewPanel, Shown
from ui.widgets.stage import Header, Slot, Stage
from ui.widgets.words import Words

_KEY, _KEY_BIG, _GAP = 30.0, 25.0, 4.0
_BESIDE = 336.0
"""Millimetres that ten keys of 30 and their gaps take: what is left beside them is for the page."""


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """The field, what stands in it, what is the matter with it, the page."""

    what: Field
    text: str
    many: bool
    trouble: str
    shown: Shown
    empty: bool
    """Whether no topic was chosen yet."""
    topics: tuple[str, ...]
    """Titles of the topics chosen, for a pack."""


class TypeScreen(Screen):
    """`show_page` changes page and trouble in place: the keyboard stays as it is while somebody types."""

    def __init__(self, stage: Stage, facts: TypeFacts) -> None:
        super().__init__(stage)
        self._facts = facts
        self._panel: PreviewPanel | None = None
        self._told: Words | None = None
        self._told_box = Box(0, 0, 0, 0)

    def header(self) -> Header:
        return Header(self.words(f"desk.field.{self._facts.what}"))

    def slots(self) -> Sequence[Slot]:
        words, wishes = self.words, self.wishes
        lock = Slot(Face(words("desk.lock"), icon="lock-outline"), wishes.lock_wanted.emit)
        back = Slot(Face(words("desk.back"), icon="arrow-left"), wishes.back_wanted.emit, 1.3)
        if self._facts.what is Field.TITLE:
            return [lock, back, self.primary_slot(words("desk.save"), "check-bold", wishes.pack_save_wanted.emit)]
        return [lock, self.primary_slot(words("desk.done"), "check-bold", wishes.back_wanted.emit)]

    def build(self) -> None:
        facts, content = self._facts, self.zones.content
        typing = content
        beside = not self.zones.portrait and not self.look.big
        if beside and content.w > _BESIDE + 90.0 and facts.what not in (Field.FIND, Field.TITLE):
            typing = content.left_part(_BESIDE)
            self._panel = PreviewPanel(self.stage, content.from_x(typing.right + 9.0))
            self._panel.show_page(facts.shown, empty=facts.empty)
        key = 36.0 if self.zones.portrait else _KEY_BIG if self.look.big else _KEY
        keys = typing.bottom_part(ROWS * key + (ROWS - 1) * _GAP)
        above = Box(typing.x, typing.y, typing.w, typing.h - keys.h - 5.0)
        told = 2.5 * self.look.em("caption")
        self._told_box = above.bottom_part(told) if facts.many else Box(above.x, above.bottom - told, above.w, told)
        body = Box(above.x, above.y, above.w, above.h - told - 2.0)
        field_box = body if facts.many else body.top_part(min(body.h, 26.0))
        field = FieldBox(
            self.words(f"desk.field.{facts.what}"), facts.text, self.look, None, self.stage, many=facts.many
        ).place(field_box)
        field.edited.connect(partial(self.wishes.typed_wanted.emit, facts.what.value))
        self.stage.first = field
        Keyboard(field, self.look, self.words, keys, self.stage, many=facts.many)
        self._tell(facts.trouble)

    def show_page(self, shown: Shown, trouble: str) -> None:
        """Show another page of the preview, and what is the matter with the field."""
        self._tell(trouble)
        if self._panel is not None:
            self._panel.show_page(shown, empty=self._facts.empty)

    def _tell(self, trouble: str) -> None:
        if self._told is not None:
            self._told.hide()
            self._told.setParent(None)
            self._told.deleteLater()
        facts = self._facts
        told = trouble or self.words(f"desk.field_help.{facts.what}")
        if facts.what is Field.TITLE and not trouble:
            told = self.words("desk.pack_of", titles=", ".join(facts.topics))
        colour, icon = ("warn", "alert-circle-outline") if trouble else ("ink2", "")
        self._told = self.text(told, self._told_box, role="caption", bold=bool(trouble), colour=colour, icon=icon)
        self._told.show()
