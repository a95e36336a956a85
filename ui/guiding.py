"""The spoken guide at work: turned on by a long press, a key or a headset, it says the screen and what is pointed at.

It tells a new screen once, of a changed one what changed, and never more than that. What it cannot say it owns up to.
It ends with the turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QEventPoint, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.phrases import Phrases, undirected
from kiosk.session import LEAST_GUIDED, STAFF, Comfort, Kind
from ui.guide.ears import Ears
from ui.guide.felt import Felt
from ui.guide.hand import Explorer, LongPress
from ui.guide.keys import guide_keys
from ui.guide.teller import Teller
from ui.guide.thing import Sight
from ui.idle import Idle
from ui.keys.strokes import Strokes
from ui.presenter import Presenter
from ui.reading import Script
from ui.screens.aloud import AloudScreen
from ui.screens.pauses import StillThereScreen
from ui.screens.screen import Screen
from ui.touch.door import Door
from ui.unheard import Unheard
from ui.widgets.page_view import PageView
from ui.widgets.stage import FocusRing, Stage

_TICK_MS = 50
_ENDS_WORD = " .,;:!?\n"


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

    def __init__(
        self, window: QWidget, glass: Glass, presenter: Presenter, door: Door, idle: Idle, *, own_computer: bool = False
    ) -> None:
        """`glass` is the window once more: as a widget it gets the keys. `own_computer`: this is a nurse's."""
        super().__init__(window)
        self._window, self._glass, self._presenter, self._door, self._idle = window, glass, presenter, door, idle
        self._press = LongPress()
        self._explorer = Explorer(self._point, self._act)
        self._keys, self._strokes = guide_keys(presenter.settings), Strokes(self._repeat, door.now)
        self.ears = Ears(self, own_computer=own_computer)
        self._at: Hashable = None
        """Which screen was told last."""
        self._felt = Felt(self._explorer, glass)
        self._told_title: list[str] = []
        self._comfort = Comfort()
        self.teller = Teller(self, presenter.reading, self.ears)
        self._greets, self._typed = False, ""
        self._unheard = Unheard(self, presenter, self._end)
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._tick)
        door.hand = self
        presenter.turn_ended.connect(self._end_with_turn)
        self.ears.went_in.connect(self.turn_on)
        self.ears.went_out.connect(self.teller.hush)

    # -- on and off -------------------------------------------------------------------------------------------

    @property
    def on(self) -> bool:
        """Whether the guide speaks."""
        return self._presenter.session.comfort.guide

    @Slot()
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
        lang = session.comfort.lang if self.speaks(session.comfort.lang) else ""
        comfort = replace(session.comfort, guide=True, volume=loud, lang=lang)
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
        self._felt.forget()
        self._at, self._told_title, self._typed = None, [], ""
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
        widget, thing = self._felt.at(key)
        if widget is None:
            return
        self._felt.show(widget)
        silent = self._why_silent()
        if thing is not None and (not silent or (silent == "guide.language" and self.teller.is_language(thing))):
            self.teller.say_thing(thing)  # out of a language that has no voice there is a way back
        elif silent:
            self.teller.phrase(silent)
        elif isinstance(widget, PageView):
            self.teller.say_script(self._page())
        else:
            self.teller.say([widget.accessibleName()])

    def _act(self, key: Hashable | None) -> None:
        """Choose what was told last."""
        widget, _ = self._felt.at(key)
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
            "headset_in": partial(self.ears.tell_key, inside=True),
            "headset_out": partial(self.ears.tell_key, inside=False),
        }
        if self.on:
            deeds |= {"stop": self.teller.stop, "again": self.teller.again, "slower": self._slower}
        return deeds.get(meaning, _nothing)

    def _slower(self) -> None:
        self._presenter.become(self._presenter.session.faster(-1))

    @Slot(QWidget, QWidget)
    def follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Say what a key has put the focus on."""
        if not self.on or self._felt.showing or not self._idle.by_key:
            return
        key = self._felt.take(now)
        if key is not None:
            self._point(key)

    @Slot(str, str)
    def follow_typing(self, _: str, text: str) -> None:
        """Say a word that has just been typed to its end, to who alone hears it."""
        if not (self.on and self.ears.alone):
            return
        before, self._typed = self._typed, text
        if text.startswith(before) and text[len(before) :] and text[-1] in _ENDS_WORD:
            self.teller.say(text.split()[-1:])

    # -- screens ----------------------------------------------------------------------------------------------

    @Slot()
    def follow_stage(self) -> None:
        """Another stage stands on the glass: say it, or what changed on it."""
        screen = self._glass.screen_shown
        if screen is None or not self.on:
            return
        before, same = self._felt.sight, self._at == self._screen_key(screen)
        self._felt.lay_out(screen.stage, secret=self._presenter.session.place.kind is Kind.PIN)
        self._at = self._screen_key(screen)
        if isinstance(screen, AloudScreen):  # that is read aloud already
            self._felt.still_at_hand()
        elif isinstance(screen, StillThereScreen):
            self.teller.phrase("guide.still")
            self._felt.have_at_hand(screen.stage.words("still.yes"))
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

    # -- saying -----------------------------------------------------------------------------------------------

    def _say_all(self, stage: Stage) -> None:
        """Say where one is, what is written there and how many controls there are; after keys, which has the focus."""
        words, seen = self.words(), self._felt.sight
        self._felt.let_go()
        said: list[Script] = []
        if self._greets:
            said.append(self.lines([words("guide.on"), words("guide.how"), words(self._where_keys_are(stage))]))
            self._greets = False
        title, page = self._title(), self._page() if self._reads() else ()
        self._told_title = title
        said.append(self.lines(title[1:] if page and title[:1] == [page[0].text] else title))
        if page and words.lang != self._presenter.lang:
            said.append(self.lines([words(f"language.text_in.{self._presenter.lang.split('-')[0]}")]))
        said.append(page or self.lines(self.teller.heard(seen.texts)))
        said.append(self.lines([words("guide.choices", count=seen.choices)]))
        if self._idle.by_key:
            _, thing = self._felt.at(self._felt.take(self._window.focusWidget()))
            said.append(self.teller.thing(thing) if thing is not None else ())
        self.teller.say_script(tuple(one for part in said for one in part))

    def _say_changes(self, before: Sight) -> None:
        """Say what of the same screen is another now: title, words, what was chosen, loudness, speed."""
        words, seen, comfort = self.words(), self._felt.sight, self._presenter.session.comfort
        at_hand = self._felt.still_at_hand()
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
            self.teller.say_script(self.lines(dict.fromkeys(parts)))

    def _title(self) -> list[str]:
        """Return the title's parts, '1 of 2' as the page it is; a demonstration is told before the first topic."""
        words = self.words()
        pages = re.compile(undirected(words("home.page_of", page=r"(\d+)", pages=r"(\d+)")))
        told = []
        for part in self._felt.sight.title:
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
        return page or self.lines([self.words()("guide.sources")])

    # -- what the teller asks --------------------------------------------------------------------------------------

    def words(self) -> Phrases:
        """Return the words the guide speaks in: those of the screen where a voice says them, else the clinic's."""
        screen = self._glass.screen_shown
        shown = screen.stage.words if screen is not None else self._presenter.phrases
        return shown if self.speaks(shown.lang) else self._presenter.phrases

    def speaks(self, lang: str) -> bool:
        """Return whether a voice says interface words of `lang`."""
        return lang in ("", self._presenter.lang) or self._presenter.reading.speaks(lang)

    def lines(self, texts: Iterable[str]) -> Script:
        """Return shown words as they are said."""
        return self._presenter.lines(texts, self.words())

    def opened(self, script: Script) -> Script:
        """Begin the first topic of a turn with what it is."""
        return self._presenter.opened(script, self.words()) if self._presenter.session.place.topic else script

    def _why_silent(self) -> str:
        """Return the phrase to say in place of all else, or '': no voice speaks the language chosen, and the nurse desk
        is about other people."""
        session = self._presenter.session
        if session.comfort.lang and not self.speaks(session.comfort.lang):
            return "guide.language"
        kind = session.place.kind
        return "guide.staff" if kind in STAFF and kind is not Kind.PIN and not self.ears.alone else ""


def _nothing() -> None:
    """A key that means nothing now."""
