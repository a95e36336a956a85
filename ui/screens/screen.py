"""What every screen has in common: a stage to stand on, a header, a bar, and small words for building."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.bundle.model import Text
from ui.style.zones import GAP, Box
from ui.widgets.button import Button, Face, Shape, Tone
from ui.widgets.stage import Header, Slot, Stage
from ui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class Choice:
    """The languages to choose from: code and name of each, in its own language; `chosen` is a code."""

    languages: tuple[tuple[str, str], ...]
    chosen: str

    @property
    def count(self) -> int:
        """How many there are; none where there is nothing to choose."""
        return len(self.languages) if len(self.languages) > 1 else 0


class Screen(ABC):
    """One screen, built once on its stage. `header` and `slots` are read after `build`."""

    bare = False
    """Whether it has the glass to itself: neither band nor bar nor rail."""

    def __init__(self, stage: Stage, topics_on_sheet: int = 0) -> None:
        self.stage = stage
        self.look, self.zones, self.words, self.wishes = stage.look, stage.zones, stage.words, stage.wishes
        self.topics_on_sheet = topics_on_sheet

    @abstractmethod
    def header(self) -> Header:
        """Return what the band says."""

    @abstractmethod
    def slots(self) -> Sequence[Slot]:
        """Return the bar, from left to right."""

    @abstractmethod
    def build(self) -> None:
        """Put the screen's own controls and words on the stage."""

    # -- small words for building ---------------------------------------------------------------------------

    def button(self, face: Face, act: Callable[[], object], box: Box) -> Button:
        """Put a control at `box`."""
        return Button(face, self.look, act, self.stage).place(box)

    def topic_button(self, face: Face, topic_id: str, box: Box) -> Button:
        """Put a control at `box` that opens a topic; its beginning is made ready while the finger lies there."""
        button = self.button(face, partial(self.wishes.topic_wanted.emit, topic_id), box)
        button.pressed.connect(partial(self.wishes.topic_foreseen.emit, topic_id))
        return button

    def text(
        self,
        text: str | Text,
        box: Box,
        *,
        role: str = "body",
        bold: bool = False,
        colour: str = "ink",
        middle: bool = False,
        centred: bool = False,
        icon: str = "",
    ) -> Words:
        """Put words at `box`."""
        plain, strong = (text, ()) if isinstance(text, str) else (text.plain, text.strong)
        words = Words(
            plain,
            self.look,
            self.stage,
            role=role,
            bold=bold,
            colour=colour,
            strong=strong,
            middle=middle,
            centred=centred,
            icon=icon,
        )
        return words.place(box)

    def height_of(self, text: str, width: float, *, role: str = "body", bold: bool = False, icon: str = "") -> float:
        """Return the height in millimetres that `text` takes at `width` millimetres."""
        probe = Words(text, self.look, self.stage, role=role, bold=bold, icon=icon)
        height = probe.height_for(width)
        probe.setParent(None)
        return height

    def headed_beside(self, text: str, row: Box, share: float) -> Box:
        """Head a row of controls at its left, in the letters of a label where larger ones have no room.

        `share` is the width of the heading over that of the controls. Returns what is left.
        """
        head, rest = row.columns([share, 1.0])
        large = self.height_of(text, head.w, role="h2", bold=True) <= head.h
        self.text(text, head, role="h2" if large else "label", bold=True, middle=True)
        return rest

    def told_on_top(self, note: str, overdue: str, box: Box, least: float = 0.0, *, audience: str = "") -> Box:
        """Say at the top of `box` for whom this is, which language it is in and that a review was due, as it is so.

        Returns what is left below them and below `least` millimetres.
        """
        y = box.y
        if audience:
            height = self.height_of(audience, box.w, role="caption")
            self.text(audience, Box(box.x, y, box.w, height), role="caption", colour="ink2")
            y += height + 1.0
        for line, icon in ((note, "translate"), (overdue, "alert-circle-outline")):
            if line:
                height = self.height_of(line, box.w, role="label", bold=True, icon=icon)
                self.text(line, Box(box.x, y, box.w, height), role="label", bold=True, icon=icon)
                y += height + GAP
        return box.from_y(max(y, box.y + least) + 1.0) if y > box.y else box

    def build_languages(self, choice: Choice, box: Box, across: int) -> None:
        """Put up a control for each language in `box`, so many in a row."""
        cells = [cell for row in box.rows([1] * -(-choice.count // across)) for cell in row.columns([1] * across)]
        for (code, name), cell in zip(choice.languages, cells, strict=False):
            chosen = code == choice.chosen
            tone, icon = (Tone.SELECTED, "check-bold") if chosen else (Tone.NORMAL, "")
            face = Face(name, icon=icon, tone=tone, checkable=True, icon_mm=6.0)
            self.button(face, partial(self.wishes.language_wanted.emit, code), cell)

    # -- the slots that are the same on most screens (design, section 4) --------------------------------------

    def home_slot(self) -> Slot:
        """Return slot 1: Home."""
        return Slot(Face(self.words("bar.home"), icon="home-outline"), self.wishes.home_wanted.emit)

    def back_slot(self) -> Slot:
        """Return slot 2: Back."""
        return Slot(Face(self.words("bar.back"), icon="arrow-left"), self.wishes.back_wanted.emit)

    def handout_slot(self) -> Slot:
        """Return slot 3: My handout, with the number of topics on it."""
        count = self.topics_on_sheet
        caption = self.words("bar.handout_topics", count=count) if count else ""
        face = Face(self.words("bar.handout"), caption, "file-document-outline")
        return Slot(face, self.wishes.handout_wanted.emit, 1.3)

    def help_slot(self) -> Slot:
        """Return slot 4: Get help."""
        return Slot(Face(self.words("bar.help"), icon="hand-wave-outline"), self.wishes.help_wanted.emit)

    def primary_slot(self, label: str, icon: str, act: Callable[[], object], caption: str = "") -> Slot:
        """Return slot 5: the likely next step, filled."""
        return Slot(Face(label, caption, icon, tone=Tone.PRIMARY), act, 1.62)

    def usual_slots(self, primary: Slot) -> list[Slot]:
        """Return Home, Back, My handout, Get help and `primary`."""
        return [self.home_slot(), self.back_slot(), self.handout_slot(), self.help_slot(), primary]


def tick_face(label: str, *, ticked: bool) -> Face:
    """Return the face of a check box: a filled box and bold words when ticked."""
    icon = "checkbox-marked" if ticked else "checkbox-blank-outline"
    tone = Tone.SELECTED if ticked else Tone.NORMAL
    return Face(label, icon=icon, shape=Shape.LIST, tone=tone, checkable=True, icon_mm=9.0)
