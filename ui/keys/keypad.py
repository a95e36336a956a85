"""The keypad: arrows walk over the controls, Select acts, and Back, Home and Help do what their controls do.

Watches the native window, as the door does for fingers: no key gets past it to a widget but what is typed into a
field. A key that is held down acts once (EN 301 549, 5.7), and the same key struck again at once, as a hand that
shakes does, is one stroke (5.8).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.keys.focus import next_best
from ui.keys.keymap import ARROWS, Deed, Keymap
from ui.keys.moves import neighbour
from ui.keys.order import controls_in_order
from ui.keys.strokes import Strokes
from ui.widgets.field import Field, units
from ui.widgets.stage import Stage

_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_WALKING = 0.4
"""Seconds less than other keys that an arrow waits for its like: a way has many steps."""


class Keypad(QObject):
    """`stage` gives the stage on the glass, `shown` whether the focus shows, `show` gives it to a control and shows it.

    `deeds` says what is done for the keys that need no control. `repeat` gives the seconds within which the same key
    struck again means nothing. `held`: whether a key held down types on in a field (a nurse's own computer).
    `pressed` tells each stroke that counts, before anything comes of it.
    """

    pressed = Signal(Deed)

    def __init__(
        self,
        window: QWidget,
        keys: Keymap,
        stage: Callable[[], Stage | None],
        shown: Callable[[], bool],
        show: Callable[[QWidget], None],
        deeds: Mapping[Deed, Callable[[], object]],
        repeat: Callable[[], float],
        clock: Callable[[], float],
        *,
        held: bool = False,
    ) -> None:
        super().__init__(window)
        self._window, self._keys, self._stage, self._shown, self._show = window, keys, stage, shown, show
        self._deeds, self._strokes, self._held = deeds, Strokes(repeat, clock), held
        self._untyped: QWidget | None = None
        """The field that arrows led to, as long as nothing is typed into it."""

    def open(self) -> None:
        """Take the keys that come to the window from now on; the window must have been shown."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take every key; hand on what is typed, and what moves on in Qt's own order."""
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyRelease:
            return not isinstance(self._window.focusWidget(), Field)
        return self.strike(event)

    def strike(self, event: QKeyEvent) -> bool:
        """Do what a key that goes down means; return whether it is done with."""
        stage, focused = self._stage(), self._window.focusWidget()
        if stage is None:
            return True
        if event.isAutoRepeat():
            return not (self._held and isinstance(focused, Field))
        deed = self._keys.get(Qt.Key(event.key()))
        if self._types(stage, focused, event, deed):
            self._untyped = None
            return False
        if deed is None:
            return event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if not self._strokes.counts(event.key(), _WALKING if deed in ARROWS else 0.0):
            return True
        self.pressed.emit(deed)
        self._do(stage, focused, deed)
        return True

    # -- typing ----------------------------------------------------------------------------------------------

    def _types(self, stage: Stage, focused: QWidget | None, event: QKeyEvent, deed: Deed | None) -> bool:
        """Return whether a key is for a field; what is typed finds the only field there is by itself."""
        prints = bool(event.text()) and event.text().isprintable() and not event.text().isspace()
        if prints and not _takes_letters(focused):
            fields = stage.findChildren(Field)
            only = stage.first if not fields else fields[0] if len(fields) == 1 else None
            if only is None or not _takes_letters(only):
                return False
            only.setFocus()
            return True
        if not _takes_letters(focused):
            return False
        if deed in ARROWS:
            return isinstance(focused, Field) and _moves_in(focused, deed)
        if deed is Deed.SELECT and focused is self._untyped and not event.text().isprintable():
            return False
        return deed in (None, Deed.SELECT, Deed.HOME) or prints

    # -- walking and acting ------------------------------------------------------------------------------------

    def _do(self, stage: Stage, focused: QWidget | None, deed: Deed) -> None:
        if deed in self._deeds:
            self._deeds[deed]()
        elif deed in ARROWS:
            self._walk(stage, focused, deed)
        elif not isinstance(focused, QAbstractButton) or not self._shown():
            self._wake(stage, focused)
        else:
            self._act(stage, focused)

    def _wake(self, stage: Stage, focused: QWidget | None) -> None:
        """Show where the focus is before anything is done there: nobody chooses what they have not seen."""
        start = focused if focused in controls_in_order(stage) else next_best(stage, None)
        if start is not None:
            self._show(start)

    def _walk(self, stage: Stage, focused: QWidget | None, arrow: Deed) -> None:
        live = controls_in_order(stage)
        if focused not in live or not self._shown():
            self._wake(stage, focused)
            return
        assert focused is not None
        others = [one for one in live if one is not focused]
        number = neighbour(_place(stage, focused), [_place(stage, one) for one in others], arrow, stage.rect())
        if number is not None:
            self._show(others[number])
            self._untyped = others[number] if isinstance(others[number], Field) else None

    def _act(self, stage: Stage, control: QAbstractButton) -> None:
        """Do as a finger would; a key of the keyboard on the glass that is made anew keeps the focus."""
        at = _place(stage, control).center()
        control.click()
        if stage is self._stage() and control.isHidden():
            instead = next((one for one in controls_in_order(stage) if _place(stage, one).contains(at)), None)
            if instead is not None:
                self._show(instead)


def _place(stage: Stage, control: QWidget) -> QRect:
    return QRect(control.mapTo(stage, control.rect().topLeft()), control.size())


def _takes_letters(one: QWidget | None) -> bool:
    """Return whether a keyboard types into it: a field, or the boxes of the PIN."""
    return one is not None and (isinstance(one, Field) or one.focusPolicy() == Qt.FocusPolicy.StrongFocus)


def _moves_in(field: Field, arrow: Deed) -> bool:
    """Return whether the cursor can go that way in the field; at its edge an arrow leads out of it."""
    if arrow is Deed.LEFT:
        return field.at > 0
    if arrow is Deed.RIGHT:
        return field.at < units(field.words)
    return field.has_line(-1 if arrow is Deed.UP else 1)
