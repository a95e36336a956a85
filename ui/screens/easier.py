"""'Make this easier for me': text size, colours, voice and sound, touch. Each change shows at once, here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kiosk.session import Comfort, TextSize, Touch
from kiosk.theme.tokens import THEMES, theme
from ui.screens.screen import Screen
from ui.style.zones import Box
from ui.widgets.button import Face, Shape, Tone
from ui.widgets.stage import Header, Slot, Stage

_TOUCH_BIG = [1.42, 1.17, 1.1, 0.5]
"""Columns of the row 'Touch' at the large sizes, where each label needs one line."""


class EasierScreen(Screen):
    """Four rows, as drawn in the design (section 6, 08)."""

    def __init__(self, stage: Stage, comfort: Comfort, topics_on_sheet: int) -> None:
        super().__init__(stage, topics_on_sheet)
        self._comfort = comfort

    def header(self) -> Header:
        return Header(self.words("easier.title"))

    def slots(self) -> Sequence[Slot]:
        words, wishes = self.words, self.wishes
        back = Slot(Face(words("easier.put_back"), icon="restore"), wishes.put_back_wanted.emit, 1.3)
        done = self.primary_slot(words("bar.done"), "check-bold", wishes.back_wanted.emit)
        return [self.home_slot(), self.back_slot(), back, self.help_slot(), done]

    def build(self) -> None:
        content = self.zones.content
        weights = [1.0, 2.0, 1.0, 1.0] if self.zones.portrait or self.look.big else [1.0, 1.0, 1.0, 1.0]
        if self.zones.portrait:
            weights = [1.0, 2.0, 2.0, 1.5]
        rows = content.rows(weights, 3.0)
        self._build_sizes(self._headed(rows[0], "easier.text_size", "format-size"))
        self._build_themes(self._headed(rows[1], "easier.colours", "circle-half-full"))
        self._build_voice(self._headed(rows[2], "easier.voice", "account-voice"))
        self._build_touch(self._headed(rows[3], "easier.touch", "gesture-tap"))

    def _headed(self, row: Box, key: str, icon: str) -> Box:
        head = self.look.em("h2") * 1.25
        self.text(self.words(key), row.top_part(head), role="h2", bold=True, icon=icon)
        return row.from_y(row.y + head + 1.0)

    def _build_sizes(self, box: Box) -> None:
        for size, cell in zip(TextSize, box.columns([1] * 4), strict=True):
            chosen = size is self._comfort.text_size
            face = Face(
                self.words(f"easier.size.{size.value}"),
                icon="check-bold" if chosen else "format-size",
                checkable=True,
                tone=Tone.SELECTED if chosen else Tone.NORMAL,
                icon_mm=6.0 + 1.6 * list(TextSize).index(size),
            )
            self.button(face, partial(self.wishes.size_wanted.emit, size.value), cell)

    def _build_themes(self, box: Box) -> None:
        two_rows = self.zones.portrait or self.look.big
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
        names = (("easier.lower", "arrow-collapse-down"), ("easier.keypad", "keyboard-outline"))
        across = _TOUCH_BIG if self.look.big else [1.15, 1.1, 1.0, 0.75]
        cells = box.grid(2, 2, 3.5) if self.zones.portrait else box.columns(across)
        set_now = self._comfort.touch != Touch()
        key, icon, tone = ("easier.tapping", "gesture-tap", Tone.NORMAL)
        if set_now:
            key, icon, tone = ("easier.tapping_set", "check-bold", Tone.SELECTED)
        bare = self.look.big and not self.zones.portrait
        face = Face(self.words(key), icon="" if bare and not set_now else icon, tone=tone, icon_mm=8.0)
        self.button(face, self.wishes.tapping_wanted.emit, cells[0])
        lock = "" if bare else "lock-outline"
        staff = Face(self.words("easier.staff"), self.words("easier.staff_caption"), lock, icon_mm=8.0)
        self.button(staff, self.wishes.staff_wanted.emit, cells[3])
        for (key, icon), cell in zip(names, cells[1:3], strict=True):
            face = Face(self.words(key), self.words("rail.not_yet"), icon, Shape.ROW, Tone.NOT_NOW, icon_mm=8.0)
            self.button(face, lambda: None, cell)
