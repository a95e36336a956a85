"""'Make this easier for me': text size, colours, voice and sound, touch. Each change shows at once, here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from kiosk.session import Comfort, Scanning, TextSize, Touch
from kiosk.theme.tokens import THEMES, theme
from ui.screens.screen import Screen, tick_face
from ui.style.zones import GAP, Box
from ui.widgets.button import Face, Shape, Tone
from ui.widgets.stage import Header, Slot, Stage

_ROWS = (
    ("easier.text_size", "format-size"),
    ("easier.colours", "circle-half-full"),
    ("easier.voice", "account-voice"),
    ("easier.touch", "gesture-tap"),
)
"""Heading and icon of each row."""
_TOUCH_BIG = [1.42, 1.17, 1.1, 0.5]
"""Columns of the row 'Touch' at the large sizes, where each label needs one line."""


class EasierScreen(Screen):
    """Four rows, as drawn in the design (section 6, 08); in reach mode they take turns below the middle."""

    def __init__(self, stage: Stage, comfort: Comfort, part: int, topics_on_sheet: int) -> None:
        """`part` is the row shown in reach mode, from 0."""
        super().__init__(stage, topics_on_sheet)
        self._comfort, self._part = comfort, part % len(_ROWS)

    def header(self) -> Header:
        return Header(self.words("easier.title"))

    def slots(self) -> Sequence[Slot]:
        words, wishes = self.words, self.wishes
        back = Slot(Face(words("easier.put_back"), icon="restore"), wishes.put_back_wanted.emit, 1.3)
        done = self.primary_slot(words("bar.done"), "check-bold", wishes.back_wanted.emit)
        return [self.home_slot(), self.back_slot(), back, self.help_slot(), done]

    def build(self) -> None:
        content = self.zones.content
        builds = (self._build_sizes, self._build_themes, self._build_voice, self._build_touch)
        if self.zones.reach:
            builds[self._part](self._build_low())
            return
        weights = [1.0, 2.0, 1.0, 1.0] if self.zones.portrait or self.look.big else [1.0, 1.0, 1.0, 1.0]
        if self.zones.portrait:
            weights = [1.0, 2.0, 2.0, 1.5]
        rows = content.rows(weights, 3.0)
        for build, row, (key, icon) in zip(builds, rows, _ROWS, strict=True):
            build(self._headed(row, key, icon))

    def _build_low(self) -> Box:
        """Show how words look above the middle, and below it a control for each row; return the place of the row."""
        reading, touch = self.zones.reading, self.zones.touch
        y = reading.y
        for key in ("easier.sample", "easier.sample_more"):
            told = self.words(key)
            height = self.height_of(told, reading.w, role="lead")
            self.text(told, Box(reading.x, y, reading.w, height), role="lead")
            y += height + self.look.block_gap
        tabs = touch.top_part(self.zones.rail.h if self.zones.portrait else self.zones.bar.h)
        for number, ((key, icon), cell) in enumerate(zip(_ROWS, tabs.columns([1] * len(_ROWS)), strict=True)):
            tone = Tone.SELECTED if number == self._part else Tone.NORMAL
            shape = Shape.STACK if self.zones.portrait else Shape.ROW
            bare = self.look.size is TextSize.LARGEST
            face = Face(self.words(key), "", "" if bare else icon, shape, tone, checkable=True, icon_mm=8.0)
            self.button(face, partial(self.wishes.page_wanted.emit, number), cell)
        return touch.from_y(tabs.bottom + GAP)

    def _toggle(self, key: str, *, on: bool) -> Face:
        """Return the face of something that is on or off: a box with a tick or none, as on the handout."""
        return replace(tick_face(self.words(key), ticked=on), shape=Shape.ROW)

    def _headed(self, row: Box, key: str, icon: str) -> Box:
        head = self.look.em("h2") * 1.25
        self.text(self.words(key), row.top_part(head), role="h2", bold=True, icon=icon)
        return row.from_y(row.y + head + 1.0)

    def _build_sizes(self, box: Box) -> None:
        tall = self.zones.portrait and self.zones.reach
        cells = box.grid(3, 2) if tall else box.columns([1.0, 1.1, 1.0, 1.15, 1.5])
        shape = Shape.STACK if self.zones.portrait else Shape.ROW
        for size, cell in zip(TextSize, cells, strict=False):
            chosen = size is self._comfort.text_size
            face = Face(
                self.words(f"easier.size.{size.value}"),
                shape=shape,
                icon="check-bold" if chosen else "format-size",
                checkable=True,
                tone=Tone.SELECTED if chosen else Tone.NORMAL,
                icon_mm=6.0 + 1.6 * list(TextSize).index(size),
            )
            self.button(face, partial(self.wishes.size_wanted.emit, size.value), cell)
        spacing = replace(self._toggle("easier.spacing", on=self._comfort.spacing), shape=shape)
        self.button(spacing, self.wishes.spacing_wanted.emit, cells[4])

    def _build_themes(self, box: Box) -> None:
        two_rows = self.zones.portrait or (self.look.big and not self.zones.reach)
        cells = box.grid(3, 2, 3.5) if two_rows else box.columns([1, 1, 1, 1.35, 1.35, 1.4])
        for key, cell in zip(THEMES, cells, strict=True):
            shown = theme(key)
            chosen = key == self._comfort.theme
            face = Face(
                self.words(f"easier.theme.{key}"),
                icon="check-bold" if chosen else "",
                checkable=True,
                icon_mm=6.0,
                tone=Tone.SELECTED if chosen else Tone.NORMAL,
                colours=(shown.bg, shown.ink),
            )
            self.button(face, partial(self.wishes.theme_wanted.emit, key), cell)

    def _build_voice(self, box: Box) -> None:
        words, wishes, comfort = self.words, self.wishes, self._comfort
        quieter, told, louder, slower, speed, faster, how = self._seven(box)
        self.button(
            self._step("easier.quieter", "volume-minus", comfort.volume == 0),
            partial(wishes.volume_wanted.emit, -1),
            quieter,
        )
        volume = words("easier.muted") if comfort.volume == 0 else words("easier.volume_of", volume=comfort.volume)
        self.text(volume, told, role="label", bold=True, middle=True, centred=True)
        self.button(
            self._step("easier.louder", "volume-plus", comfort.volume == 4),
            partial(wishes.volume_wanted.emit, 1),
            louder,
        )
        self.button(
            self._step("easier.slower", "tortoise", comfort.speed == 0), partial(wishes.speed_wanted.emit, -1), slower
        )
        self.text(
            words("easier.speed_of", speed=comfort.speed + 1), speed, role="label", bold=True, middle=True, centred=True
        )
        self.button(
            self._step("easier.faster", "rabbit", comfort.speed == 4), partial(wishes.speed_wanted.emit, 1), faster
        )
        icon = "" if self.look.big and not self.zones.portrait else "marker"
        self.button(self._step("easier.how_i_read", icon, at_end=False), wishes.marks_wanted.emit, how)

    def _seven(self, box: Box) -> list[Box]:
        if self.zones.portrait:
            upper, lower, last = box.rows([1, 1, 1])
            return [*upper.columns([1.2, 0.9, 1.2]), *lower.columns([1.2, 0.9, 1.2]), last]
        return box.columns([1.2, 0.8, 1.2, 1.2, 0.8, 1.2, 1.2])

    def _step(self, key: str, icon: str, at_end: bool) -> Face:
        return Face(self.words(key), icon=icon, tone=Tone.NOT_NOW if at_end else Tone.NORMAL, icon_mm=8.0)

    def _build_touch(self, box: Box) -> None:
        across = _TOUCH_BIG if self.look.big else [1.15, 1.1, 1.0, 0.75]
        cells = box.grid(2, 2, 3.5) if self.zones.portrait else box.columns(across)
        set_now = self._comfort.touch != Touch()
        key, icon, tone = ("easier.tapping", "gesture-tap", Tone.NORMAL)
        if set_now:
            key, icon, tone = ("easier.tapping_set", "check-bold", Tone.SELECTED)
        bare = self.look.big and not self.zones.strip
        face = Face(self.words(key), icon="" if bare and not set_now else icon, tone=tone, icon_mm=8.0)
        self.button(face, self.wishes.tapping_wanted.emit, cells[0])
        lock = "lock-outline" if self.zones.portrait or not self.look.big else ""
        staff = Face(self.words("easier.staff"), self.words("easier.staff_caption"), lock, icon_mm=8.0)
        self.button(staff, self.wishes.staff_wanted.emit, cells[3])
        lower = self._toggle("easier.lower", on=self._comfort.reach)
        self.button(replace(lower, icon="") if bare else lower, self.wishes.reach_wanted.emit, cells[1])
        key, icon, tone = ("easier.keypad", "keyboard-outline", Tone.NORMAL)
        if self._comfort.scanning is not Scanning.OFF:
            icon, tone = "check-bold", Tone.SELECTED
        keypad = Face(self.words(key), icon="" if bare else icon, tone=tone, icon_mm=8.0)
        self.button(keypad, self.wishes.keypad_wanted.emit, cells[2])
