"""What can be felt on the stage, and what of it is at hand: told last, and acted upon by two taps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.guide.hand import Explorer
from ui.guide.thing import Sight, Thing, sight
from ui.touch.taps import Target
from ui.widgets.stage import FocusRing, Stage

_NOTHING = Sight((), (), ())


class Ringed(Protocol):
    """The window, as it is known here."""

    @property
    def ring(self) -> FocusRing | None:
        """The ring round what is at hand."""


class Felt:
    """`explorer` feels for the hand; the ring of `glass` shows what is at hand."""

    def __init__(self, explorer: Explorer, glass: Ringed) -> None:
        self._explorer, self._glass = explorer, glass
        self._things: dict[Hashable, tuple[QWidget, Thing | None]] = {}
        self._place: QRect | None = None
        """Where what is at hand lies: what comes to stand there instead is told."""
        self.sight = _NOTHING
        self.showing = False
        """Whether the focus is being moved to what is told: it tells nothing of itself then."""

    def forget(self) -> None:
        """Nothing lies there any more."""
        self._explorer.gone()
        self._explorer.lay_out(())
        self._explorer.at_hand, self._things, self.sight = None, {}, _NOTHING

    def lay_out(self, stage: Stage, *, secret: bool) -> None:
        """Find everything on the stage that can be felt, and keep hold of what is at hand."""
        self.sight = sight(stage, secret=secret)
        things: dict[Hashable, tuple[QWidget, Thing | None]] = {}
        alike: Counter[str] = Counter()
        for widget, thing in self.sight.placed:
            name = thing.name if thing is not None else ""
            things[name, alike[name]] = (widget, thing)
            alike[name] += 1
        self._things = things
        self._explorer.lay_out([_target(stage, key, one) for key, (one, _) in things.items()])

    def at(self, key: Hashable | None) -> tuple[QWidget | None, Thing | None]:
        """Return what is called so, as a widget and as it is told; nothing where there is no such thing."""
        return self._things.get(key, (None, None))

    def take(self, widget: QWidget | None) -> Hashable | None:
        """Have `widget` at hand, if it can be felt; return what it is called."""
        key = next((key for key, (one, _) in self._things.items() if one is widget), None)
        if key is not None:
            self._explorer.at_hand = key
        return key

    def let_go(self) -> None:
        """Have nothing at hand."""
        self._explorer.at_hand = self._place = None

    def have_at_hand(self, name: str) -> None:
        """Have the first thing of that name at hand, and show it."""
        widget, _ = self.at((name, 0))
        if widget is not None:
            self._explorer.at_hand = (name, 0)
            self.show(widget)

    def still_at_hand(self) -> Thing | None:
        """Return what is at hand: the same control on the new stage, else what stands in its place there."""
        key = self._explorer.at_hand
        if key is not None and key not in self._things:
            key = next((new for new, (one, thing) in self._things.items()
                        if thing is not None and one.geometry() == self._place), None)  # fmt: skip
            self._explorer.at_hand = key
        widget, thing = self.at(key)
        if widget is not None:
            self.show(widget)
        return thing

    def show(self, widget: QWidget) -> None:
        """Put ring and focus on what is told."""
        self._place = widget.geometry()
        if isinstance(widget, QAbstractButton) and widget.isEnabled():
            self.showing = True
            widget.setFocus()
            self.showing = False
        if self._glass.ring is not None:
            self._glass.ring.surround(widget)


def _target(stage: Stage, key: Hashable, one: QWidget) -> Target:
    corner, look = one.mapTo(stage, one.rect().topLeft()), stage.look
    return Target(key, look.mm(corner.x()), look.mm(corner.y()), look.mm(one.width()), look.mm(one.height()))
