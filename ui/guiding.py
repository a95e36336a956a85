"""The spoken guide at work: turned on by a long press, a key or a headset, it says the screen and what is pointed at.

It tells a new screen once, of a changed one what changed, and never more than that. What it cannot say it owns up to.
It ends with the turn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QEventPoint, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.session import LEAST_GUIDED, STAFF, Comfort, Kind
from ui.guide.hand import Explorer, LongPress
from ui.guide.keys import guide_keys
from ui.guide.teller import Teller
from ui.guide.thing import Sight, Thing, sight
from ui.idle import Idle
from ui.keys.strokes import Strokes
from ui.presenter import Presenter
from ui.reading import Script
from ui.screens.aloud import AloudScreen
from ui.screens.pauses import StillThereScreen
from ui.screens.screen import Screen
from ui.touch.door import Door
from ui.touch.taps import Target
from ui.unheard import Unheard
from ui.widgets.page_view import PageView
from ui.widgets.stage import FocusRing, Stage

_TICK_MS = 50


class Glass(Protocol):
    """The window, as the guide knows it."""

    @property
    def screen_shown(self) -> Screen | None:
        """The screen that stands on the glass."""

    @property
    def ring(self) -> FocusRing | None:
        """The ring round what has the focus."""


class Guiding(QObject):
    """Made before the window shows anything; `follow_stage` and `follow_focus` tell it what came about there."""

    def __init__(self, window: QWidget, glass: Glass, presenter: Presenter, door: Door, idle: Idle) -> None:
        """`glass` is the window once more: as a widget it gets the keys."""
        super().__init__(window)
        self._window, self._glass, self._presenter, self._door, self._idle = window, glass, presenter, door, idle
        self._press = LongPress()
        self._explorer = Explorer(self._point, self._act)
        self._keys, self._strokes = guide_keys(presenter.settings), Strokes(self._repeat, door.now)
        self.headset = False
        """Whether what is said reaches one pair of ears only."""
        self._at: Hashable = None
        """Which screen was told last."""
        self._sight = Sight((), (), ())
        self._told_title: list[str] = []
        self._comfort = Comfort()
        self._things: dict[Hashable, tuple[QWidget, Thing | None]] = {}
        self._place: QRect | None = None
        """Where what is at hand lies: what comes to stand there instead is told."""
        self.teller = Teller(presenter.phrases, presenter.reading, presenter.lines, self._opened)
        self._greets = self._pointing = False
        self._unheard = Unheard(self, presenter, self._end)
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._tick)
        door.hand = self
        presenter.turn_ended.connect(self._end_with_turn)

    # -- on and off -------------------------------------------------------------------------------------------

    @property
    def on(self) -> bool:
        """Whether the guide speaks."""
        return self._presenter.session.comfort.guide

    def turn_on(self) -> None:
        """Begin to speak, loud enough to be heard; from the attract screen a turn begins with it."""
        session = self._presenter.session
        if self.on:
            return
        self._door.let_go()
        self._greets, self._at = True, None
        self._unheard.watch(session.comfort)
        self._ticks.start()
        loud = max(session.comfort.volume, LEAST_GUIDED)
        comfort = replace(session.comfort, guide=True, volume=loud, lang="")  # the one language it speaks
        guided = session.with_comfort(comfort)
        self._presenter.become(guided.home() if session.place.kind is Kind.ATTRACT else guided)
        if self._idle.left is not None:  # who asks for it while the kiosk asks whether anybody is there, is
            self._idle.stay()

    def turn_off(self) -> None:
        """Fall silent for the rest of the turn, but for saying so."""
        session = self._presenter.session
        if self.on:
            self._end()
            self._presenter.become(session.with_comfort(replace(session.comfort, guide=False)))
            self.teller.phrase("guide.off")

    @Slot()
    def _end_with_turn(self) -> None:
        """Say that all is forgotten, and be off for who comes next."""
        was_on = self._ticks.isActive()
        self._end()
        if was_on:
            self.teller.phrase("guide.ended")
            self.teller.forget()

    def _end(self) -> None:
        self._ticks.stop()
        self._press.gone()
        self._explorer.gone()
        self._explorer.lay_out(())
        self._explorer.at_hand, self._at, self._things = None, None, {}
        self._sight, self._told_title = Sight((), (), ()), []
        self.teller.forget()

    # -- hands: what the door feels ---------------------------------------------------------------------------

    def takes(self, finger: int, state: QEventPoint.State, now: float, x: float, y: float, size: float) -> bool:
        """Take a touch (seconds, millimetres); False: it is for the tap filter."""
        if not self.on:
            return self._watch(finger, state, now, x, y, size)
        if state == QEventPoint.State.Pressed:
            self._explorer.down(finger, now, x, y, size)
        elif state == QEventPoint.State.Updated:
            self._explorer.move(finger, now, x, y, size)
        elif state == QEventPoint.State.Released:
            self._explorer.up(finger, now, x, y)
        return True

    def gone(self) -> None:
        """The system took all touches away."""
        self._press.gone()
        self._explorer.gone()

    def _watch(self, finger: int, state: QEventPoint.State, now: float, x: float, y: float, size: float) -> bool:
        """Let touches through, but for the lift of a long press."""
        if state == QEventPoint.State.Pressed:
            self._press.down(finger, now, x, y, size)
        elif state == QEventPoint.State.Updated:
            self._press.move(x, y, size)
        elif state == QEventPoint.State.Released and self._press.up(finger, now):
            self.turn_on()
            return True
        return False

    @Slot()
    def _tick(self) -> None:
        self._explorer.tick(self._door.now())

    def _point(self, key: Hashable) -> None:
        """Say what a finger has come to, and put focus and ring there."""
        widget, thing = self._things[key]
        self._show(widget)
        if self._why_silent():
            self.teller.phrase(self._why_silent())
        elif thing is not None:
            self.teller.say_thing(thing)
        elif isinstance(widget, PageView):
            self.teller.say_script(self._page())
        else:
            self.teller.say([widget.accessibleName()])

    def _show(self, widget: QWidget) -> None:
        """Put ring and focus on what is told; the focus tells nothing of itself then."""
        self._place = widget.geometry()
        if isinstance(widget, QAbstractButton) and widget.isEnabled():
            self._pointing = True
            widget.setFocus()
            self._pointing = False
        if self._glass.ring is not None:
            self._glass.ring.surround(widget)

    def _act(self, key: Hashable | None) -> None:
        """Choose what was told last."""
        widget, _ = self._things.get(key, (None, None))
        if not isinstance(widget, QAbstractButton):
            self.teller.phrase("guide.first")
        elif not widget.isEnabled():
            self.teller.phrase("guide.cannot")
        else:
            self.teller.stop()
            widget.click()

    # -- keys -------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Take the guide's own keys from now on; the window must have been shown."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do what a key of the guide means; hand on every other event."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.isAutoRepeat():
            return False
        meaning = self._keys.get(Qt.Key(event.key()))
        if meaning is not None and self._strokes.counts(event.key()):
            self._deed(meaning)()
        return meaning is not None

    def _repeat(self) -> float:
        return self._presenter.session.comfort.touch.repeat

    def _deed(self, meaning: str) -> Callable[[], None]:
        deeds: dict[str, Callable[[], None]] = {
            "guide": self.turn_off if self.on else self.turn_on,
            "headset_in": partial(self._hear_alone, alone=True),
            "headset_out": partial(self._hear_alone, alone=False),
        }
        if self.on:
            deeds |= {"stop": self.teller.stop, "again": self.teller.again, "slower": self._slower}
        return deeds.get(meaning, _nothing)

    def _hear_alone(self, *, alone: bool) -> None:
        """A headset went in, which asks for the guide, or out."""
        self.headset = alone
        if alone:
            self.turn_on()

    def _slower(self) -> None:
        self._presenter.become(self._presenter.session.faster(-1))

    @Slot(QWidget, QWidget)
    def follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Say what a key has put the focus on."""
        if not self.on or self._pointing or not self._idle.by_key:
            return
        key = next((key for key, (widget, _) in self._things.items() if widget is now), None)
        if key is not None:
            self._explorer.at_hand = key
            self._point(key)

    # -- screens ----------------------------------------------------------------------------------------------

    @Slot()
    def follow_stage(self) -> None:
        """Another stage stands on the glass: say it, or what changed on it."""
        screen = self._glass.screen_shown
        if screen is None or not self.on:
            return
        before, same = self._sight, self._at == self._screen_key(screen)
        self._lay_out(screen.stage)
        self._at = self._screen_key(screen)
        if isinstance(screen, AloudScreen):  # that is read aloud already
            self._still_at_hand()
        elif isinstance(screen, StillThereScreen):
            self.teller.phrase("guide.still")
            self._have_at_hand(screen.stage, self._presenter.phrases("still.yes"))
        elif self._why_silent():
            if not same:
                self.teller.phrase(self._why_silent())
        elif same:
            self._say_changes(before)
        else:
            self._say_all(screen.stage)
        self._comfort = self._presenter.session.comfort

    def _screen_key(self, screen: Screen) -> Hashable:
        place = self._presenter.session.place
        reads = (place.page, place.section) if place.kind is Kind.READER else ()
        return type(screen), place.kind, place.topic, reads

    def _lay_out(self, stage: Stage) -> None:
        """Find everything on the stage that can be felt, and keep hold of what is at hand."""
        self._sight = sight(stage, secret=self._secret())
        things: dict[Hashable, tuple[QWidget, Thing | None]] = {}
        alike: Counter[str] = Counter()
        for widget, thing in self._sight.placed:
            name = thing.name if thing is not None else ""
            things[name, alike[name]] = (widget, thing)
            alike[name] += 1
        self._things = things
        self._explorer.lay_out([self._target(stage, key, one) for key, (one, _) in things.items()])

    def _target(self, stage: Stage, key: Hashable, one: QWidget) -> Target:
        corner, look = one.mapTo(stage, one.rect().topLeft()), stage.look
        return Target(key, look.mm(corner.x()), look.mm(corner.y()), look.mm(one.width()), look.mm(one.height()))

    def _have_at_hand(self, stage: Stage, name: str) -> None:
        key = (name, 0)
        if key in self._things:
            self._explorer.at_hand = key
            self._show(self._things[key][0])

    # -- saying -----------------------------------------------------------------------------------------------

    def _say_all(self, stage: Stage) -> None:
        """Say where one is, what is written there and how many controls there are; after keys, which has the focus."""
        words, seen = self._presenter.phrases, self._sight
        self._explorer.at_hand = self._place = None
        said: list[Script] = []
        if self._greets:
            said.append(self.teller.lines([words("guide.on"), words("guide.how"), words(self._where_keys_are(stage))]))
            self._greets = False
        title, page = self._title(), self._page() if self._reads() else ()
        self._told_title = title
        said.append(self.teller.lines(title[1:] if page and title[:1] == [page[0].text] else title))
        said.append(page or self.teller.lines(self.teller.heard(seen.texts)))
        said.append(self.teller.lines([words("guide.choices", count=seen.choices)]))
        focused = self._window.focusWidget()
        key = next((key for key, (widget, _) in self._things.items() if widget is focused), None)
        if key is not None and self._idle.by_key:
            thing = self._things[key][1]
            self._explorer.at_hand = key
            said.append(self.teller.thing(thing) if thing is not None else ())
        self.teller.say_script(tuple(one for part in said for one in part))

    def _say_changes(self, before: Sight) -> None:
        """Say what of the same screen is another now: title, words, what was chosen, loudness, speed."""
        words, seen, comfort = self._presenter.phrases, self._sight, self._presenter.session.comfort
        at_hand = self._still_at_hand()
        changed = at_hand is not None and at_hand not in before.controls
        parts = list(at_hand.changed(words)) if at_hand is not None and changed else []
        parts += [part for part in self._title() if part not in self._told_title]
        self._told_title = self._title()
        parts += [text for text in self.teller.heard(seen.texts) if text not in before.texts]
        if not changed and {one.name for one in seen.controls} != {one.name for one in before.controls}:
            parts.append(words("guide.choices", count=seen.choices))
        if comfort.speed != self._comfort.speed:
            parts.append(words("aloud.speed_of", speed=comfort.speed + 1))
        if comfort.volume != self._comfort.volume:
            parts.append(words("easier.volume_of", volume=comfort.volume))
        if parts:
            self.teller.say_script(self.teller.lines(dict.fromkeys(parts)))

    def _still_at_hand(self) -> Thing | None:
        """Return what is at hand: the same control on the new stage, else what stands in its place there."""
        key = self._explorer.at_hand
        if key is not None and key not in self._things:
            key = next((new for new, (one, thing) in self._things.items()
                        if thing is not None and one.geometry() == self._place), None)  # fmt: skip
            self._explorer.at_hand = key
        if key is None:
            return None
        widget, thing = self._things[key]
        self._show(widget)
        return thing

    def _title(self) -> list[str]:
        """Return the title's parts, '1 of 2' as the page it is; a demonstration is told before the first topic."""
        words = self._presenter.phrases
        pages = re.compile(words("home.page_of", page=r"(\d+)", pages=r"(\d+)"))
        told = []
        for part in self._sight.title:
            page = pages.fullmatch(part)
            told.append(part if page is None else words("reader.page_of", page=page[1], pages=page[2]))
        return [part for part in told if part != words("kiosk.demonstration")]

    def _where_keys_are(self, stage: Stage) -> str:
        return "guide.keys_below" if stage.zones.portrait else "guide.keys_right"

    def _reads(self) -> bool:
        return self._presenter.session.place.kind is Kind.READER

    def _page(self) -> Script:
        """Return what is said of the reading page, sentence by sentence; a list of sources is looked up, not heard."""
        page = self._presenter.script_of(self._presenter.page_number())
        return page or self.teller.lines([self._presenter.phrases("guide.sources")])

    def _secret(self) -> bool:
        return self._presenter.session.place.kind is Kind.PIN and not self.headset

    def _opened(self, script: Script) -> Script:
        return self._presenter.opened(script) if self._presenter.session.place.topic else script

    def _why_silent(self) -> str:
        """Return the phrase to say in place of all else, or '': it speaks one language, and the nurse desk is about
        other people."""
        session = self._presenter.session
        if session.comfort.lang:
            return "guide.language"
        kind = session.place.kind
        return "guide.staff" if kind in STAFF and kind is not Kind.PIN and not self.headset else ""


def _nothing() -> None:
    """A key that means nothing now."""
