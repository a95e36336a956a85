"""What keys are for on this kiosk: joins the keypad to the glass, to the turn and to the watch for who has left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.session import STAFF, Kind, Place, Scanning
from ui.idle import Idle
from ui.keys.focus import Kept, kept, next_best, same_again
from ui.keys.keymap import Deed, keymap
from ui.keys.keypad import Keypad
from ui.keys.order import controls_in_order
from ui.keys.scanner import Scanner
from ui.keys.switches import Switches, switch_keys
from ui.presenter import Presenter
from ui.widgets.stage import FocusRing, Stage

_SAME_AS = {Deed.BACK: "bar.back", Deed.HOME: "bar.home", Deed.HELP: "bar.help"}
"""Keys that do what a control of the bar does: where there is none, the key does nothing either."""


class Glass(Protocol):
    """The window, as the keys know it."""

    @property
    def stage(self) -> Stage | None:
        """What stands on the glass."""

    @property
    def ring(self) -> FocusRing | None:
        """The ring round what has the focus."""

    def focus_on(self, control: QWidget) -> None:
        """Give the focus to a control and show it."""


class Keying(QObject):
    """Keeps the focus from screen to screen. `own_computer`: a nurse's, where a key held down types on."""

    def __init__(
        self, window: QWidget, glass: Glass, presenter: Presenter, idle: Idle, clock: Callable[[], float], *,
        own_computer: bool,
    ) -> None:  # fmt: skip
        """`glass` is the window once more: as a widget it gets the keys, as a glass it shows the focus."""
        super().__init__(window)
        self._window, self._glass, self._presenter, self._idle = window, glass, presenter, idle
        self._at: Place | None = None
        self._left: Kept | None = None
        self._ended = False
        self._before: dict[Place | None, Kept] = {}
        """What had the focus at each place of this turn when it was left; at None: 'Are you still there?'."""
        deeds: dict[Deed, Callable[[], object]] = {deed: partial(self._press, key) for deed, key in _SAME_AS.items()}
        deeds |= {Deed.LOUDER: partial(self._louder, 1), Deed.QUIETER: partial(self._louder, -1)}
        self.keypad = Keypad(
            window, keymap(presenter.settings), self._stage, self._shows, glass.focus_on, deeds, self._repeat, clock,
            held=own_computer,
        )  # fmt: skip
        self.scanner = Scanner(self, self._mode, self._seconds, self._offer, self._name)
        self.switches = Switches(
            window, switch_keys(presenter.settings), keymap(presenter.settings), self._mode, self.scanner.press,
            self._begin_scanning, self._repeat, clock,
        )  # fmt: skip
        idle.touched.connect(self._hide_ring)
        presenter.turn_ended.connect(self._forget)

    def open(self) -> None:
        """Take the keys that come to the window from now on; the window must have been shown."""
        self.keypad.open()
        self.switches.open()

    # -- from screen to screen --------------------------------------------------------------------------------

    def leave(self) -> None:
        """Remember what has the focus: another screen comes. Of somebody who has left nothing is remembered."""
        self._left = None if self._ended else kept(self._window.focusWidget(), self._window)
        self._ended = False
        if self._left is not None:
            self._before[self._at] = self._left

    def arrive(self, stage: Stage) -> None:
        """Give the focus to what had it here before, to the same control again, or to what the screen wants.

        Where keys are used, something always has it.
        """
        place = self._presenter.session.place if self._idle.left is None else None
        came, self._at = place != self._at, place
        left = self._left
        now = same_again(stage, self._before.get(place)) if came else None
        now = now or same_again(stage, left)
        if now is not None:
            now.setFocus()
        elif stage.first is not None:
            stage.first.setFocus()
        elif self._idle.by_key:
            best = next_best(stage, left)
            if best is not None:
                best.setFocus()

    @Slot()
    def _forget(self) -> None:
        self._before.clear()
        self._ended = True

    @Slot()
    def follow_stage(self) -> None:
        """Scan what stands on the glass now; on the first screen once somebody presses, so that nothing moves there."""
        if self._glass.stage is not None:
            nobody = self._presenter.session.place.kind is Kind.ATTRACT and self._idle.left is None
            self.scanner.follow(self._glass.stage, rests=nobody)

    # -- how a person uses keys and switches ------------------------------------------------------------------------

    def open_keypad(self) -> None:
        """Open 'Keypad or switch'."""
        self._presenter.become(self._presenter.session.go(Place(Kind.KEYPAD)))

    def choose_scanning(self, name: str) -> None:
        """Offer one thing after the other for a switch, or stop it."""
        self._become(scanning=Scanning(name))

    def scan_slower(self, steps: int) -> None:
        """Offer each thing longer, or (negative) shorter."""
        self._presenter.become(self._presenter.session.scan_slower(steps))

    def choose_voice(self, wanted: bool) -> None:
        """Choose whether the voice names what is offered."""
        self._become(scan_voice=wanted)

    def _become(self, **changes: Any) -> None:
        session = self._presenter.session
        self._presenter.become(session.with_comfort(replace(session.comfort, **changes)))

    def _begin_scanning(self, switch: int) -> None:
        """A switch was pressed that nobody had told of."""
        if self._presenter.session.place.kind not in STAFF:
            self._become(scanning=Scanning.ONE if switch == 1 else Scanning.TWO)

    def _mode(self) -> Scanning:
        session = self._presenter.session
        return Scanning.OFF if session.place.kind in STAFF else session.comfort.scanning

    def _seconds(self) -> float:
        return self._presenter.session.comfort.scan_seconds

    def _offer(self, control: QAbstractButton | None) -> None:
        """Show what scanning offers by focus and ring; None: a row, which has a ring of its own."""
        if control is not None:
            self._glass.focus_on(control)
        elif self._glass.ring is not None:
            self._glass.ring.surround(None)

    def _name(self, name: str, focused: bool) -> None:
        """Have the voice name what is offered, where that is wanted and it does not read; a row by its first control.

        What has the focus, the spoken guide names of itself.
        """
        comfort, reading = self._presenter.session.comfort, self._presenter.reading
        wanted = not focused if comfort.guide else comfort.scan_voice
        if wanted and not reading.player.playing:
            shown = self._glass.stage.words if self._glass.stage is not None else None
            words = shown if shown is not None and reading.speaks(shown.lang) else None
            reading.say(tuple(one for one in self._presenter.lines([name], words) if one.has_sound or one.lang))

    # -- what keys do -----------------------------------------------------------------------------------------

    def _stage(self) -> Stage | None:
        return self._glass.stage

    def _shows(self) -> bool:
        return self._glass.ring is not None and self._glass.ring.isVisible()

    @Slot()
    def _hide_ring(self) -> None:
        """Take the ring away where a finger has taken over."""
        if not self._idle.by_key and self._glass.ring is not None:
            self._glass.ring.surround(None)

    def _repeat(self) -> float:
        return self._presenter.session.comfort.touch.repeat

    def _press(self, phrase: str) -> None:
        """Press the control that is called so, if there is one that is live."""
        stage = self._glass.stage
        if stage is not None:
            live, name = controls_in_order(stage), stage.words(phrase)
            control = next((one for one in live if one.accessibleName() == name), None)
            if control is not None:
                control.click()

    def _louder(self, steps: int) -> None:
        """Change the loudness of this person's turn; on the attract screen there is nobody's."""
        session = self._presenter.session
        if session.place.kind is not Kind.ATTRACT:
            self._presenter.become(session.louder(steps))
