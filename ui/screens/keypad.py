"""'Keypad or switch': how both are used, and what a person has who chooses by a switch; each choice counts at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kiosk.session import SCAN_SECONDS, Comfort, Scanning
from ui.screens.screen import Screen, tick_face
from ui.style.zones import GAP, Box
from ui.widgets.button import Face, Tone
from ui.widgets.stage import Header, Slot, Stage

_MOST_ROW = 44.0
"""Height of a row of choices that has room, in millimetres."""
_ABOVE = 3.0
"""Between a heading and its row: the ring round the row lies there."""


class KeypadScreen(Screen):
    """Reached from 'Make this easier for me' and from 'Is tapping hard today?'."""

    def __init__(self, stage: Stage, comfort: Comfort, topics_on_sheet: int) -> None:
        super().__init__(stage, topics_on_sheet)
        self._comfort = comfort

    def header(self) -> Header:
        return Header(self.words("keypad.title"))

    def slots(self) -> Sequence[Slot]:
        return self.usual_slots(self.primary_slot(self.words("bar.done"), "check-bold", self.wishes.back_wanted.emit))

    def build(self) -> None:
        zones, y = self.zones, self.zones.content.y
        width = min(zones.content.w, self.look.em("body") * 34)
        for key in ("keypad.how", "keypad.how_switch"):
            height = self.height_of(self.words(key), width)
            self.text(self.words(key), Box(zones.content.x, y, width, height))
            y += height + 2.0
        rest = zones.touch if zones.reach else zones.content.from_y(y + 1.0)
        tall = zones.portrait
        weights = [2.0, 2.0] if tall else [1.0, 1.0]
        room = (2.0 if tall else 1.0) * _MOST_ROW + self.look.em("h2") * 1.25 + _ABOVE
        rest = rest.top_part(min(rest.h, 2 * room + GAP))
        switches, pace = rest.rows(weights, GAP)
        self._build_switches(self._headed(switches, "keypad.switches"))
        self._build_pace(self._headed(pace, "keypad.pace"))

    def _headed(self, row: Box, key: str) -> Box:
        if self.zones.reach and not self.zones.portrait:
            return self.headed_beside(self.words(key), row, 0.24)
        head = self.look.em("h2") * 1.25
        self.text(self.words(key), row.top_part(head), role="h2", bold=True)
        return row.from_y(row.y + head + _ABOVE)

    def _build_switches(self, box: Box) -> None:
        cells = box.grid(2, 2) if self.zones.portrait else box.columns([0.75, 1, 1, 1.25])
        for scanning, cell in zip(Scanning, cells, strict=True):
            chosen = scanning is self._comfort.scanning
            tone = Tone.SELECTED if chosen else Tone.NORMAL
            face = Face(
                self.words(f"keypad.{scanning.value}"), icon="check-bold" if chosen else "", checkable=True, tone=tone,
                icon_mm=7.0,
            )  # fmt: skip
            self.button(face, partial(self.wishes.scanning_wanted.emit, scanning.value), cell)

    def _build_pace(self, box: Box) -> None:
        words, wishes, seconds = self.words, self.wishes, self._comfort.scan_seconds
        if self.zones.portrait:
            upper, lower = box.rows([1, 1])
            shorter, told, longer = upper.columns([1, 0.9, 1])
        else:
            shorter, told, longer, lower = box.columns([1, 0.9, 1, 1.2])
        for key, steps, at_end, cell in (
            ("keypad.shorter", -1, seconds <= SCAN_SECONDS[0], shorter),
            ("keypad.longer", 1, seconds >= SCAN_SECONDS[-1], longer),
        ):
            face = Face(words(key), tone=Tone.NOT_NOW if at_end else Tone.NORMAL)
            self.button(face, partial(wishes.scan_slower_wanted.emit, steps), cell)
        number = words("keypad.seconds", number=words.figure(seconds))
        self.text(number, told, role="label", bold=True, middle=True, centred=True)
        voice = self._comfort.scan_voice
        self.button(
            tick_face(words("keypad.voice"), ticked=voice), partial(wishes.scan_voice_wanted.emit, not voice), lower
        )
