"""What lies on a stage as the guide tells it: name, role, state and place of each control, and the words to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.phrases import Phrases
from ui.keys.order import all_in_order
from ui.widgets.button import Button, Shape, Tone
from ui.widgets.field import Field
from ui.widgets.stage import Band, Stage

_DIGIT = "guide.digit"
"""The role of a key with a figure that nobody may hear."""
_BOX = "checkbox"
"""How the icons of tick boxes begin."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something on the stage. `role` and `states` are keys of phrases; words that are only read have no role."""

    name: str
    caption: str = ""
    role: str = ""
    states: tuple[str, ...] = ()
    number: int = 0
    """Its place among the controls that can be chosen, from 1; 0: it cannot."""
    count: int = 0
    own: str | None = field(default=None, compare=False)
    """What somebody typed in it, for one pair of ears only; None: nothing can be typed there."""

    def told(self, words: Phrases, *, alone: bool = True) -> tuple[str, ...]:
        """Return what is said of it, in order. `alone`: to one pair of ears only.

        The place of a key tells the digit on it to whoever knows the keys: others do not hear it.
        """
        parts = [
            *filter(None, [self.name]),
            *self._caption(),
            *(words(key) for key in (self.role, *self.states) if key),
        ]
        if self.number and (alone or self.role != _DIGIT):
            parts.append(words("guide.place", number=self.number, count=self.count))
        return tuple(parts)

    def changed(self, words: Phrases) -> tuple[str, ...]:
        """Return what is said when its state changed under the hand."""
        return (self.name, *self._caption(), *(words(key) for key in self.states))

    def _caption(self) -> tuple[str, ...]:
        return (self.caption,) if self.caption and self.caption != self.name else ()


@dataclass(frozen=True, slots=True)
class Sight:
    """A stage as it is told: the parts of its title, the words of its content in reading order, its controls."""

    title: tuple[str, ...]
    texts: tuple[str, ...]
    controls: tuple[Thing, ...]
    placed: tuple[tuple[QWidget, Thing | None], ...] = ()
    """All of it, to be felt: words, then controls."""

    @property
    def choices(self) -> int:
        """How many controls can be chosen."""
        return sum(bool(one.number) for one in self.controls)


def sight(stage: Stage, *, secret: bool) -> Sight:
    """Return what is told of `stage`; `secret`: figures that are touched make up a number that nobody may hear."""
    shown = all_in_order(stage)
    live = [one for one in shown if isinstance(one, QAbstractButton) and one.isEnabled()]
    title = tuple(part.words.rstrip(".") for one in shown if isinstance(one, Band) for part in one.said())
    words = [one for one in shown if not isinstance(one, QAbstractButton)]
    texts = tuple(_name(one) for one in words if not isinstance(one, Band) and _name(one))
    controls = [(one, _thing(one, live, secret=secret)) for one in shown if isinstance(one, QAbstractButton)]
    placed = (*((one, None) for one in words), *controls)
    return Sight(title, texts, tuple(thing for _, thing in controls), placed)


def _thing(one: QAbstractButton, live: Sequence[QWidget], *, secret: bool) -> Thing:
    number = live.index(one) + 1 if one in live else 0
    place = (number, len(live) if number else 0)
    if isinstance(one, Field):
        return Thing(_name(one), "", "guide.field", (), *place, own=one.words)
    shape = one.face.shape if isinstance(one, Button) else Shape.ROW
    name = _name(one)
    if secret and shape is Shape.KEY and name.isdecimal():
        return Thing("", "", _DIGIT, (), *place)
    return Thing(name, one.accessibleDescription(), _role(one, shape), _states(one), *place)


def _role(one: QAbstractButton, shape: Shape) -> str:
    if isinstance(one, Button) and one.face.icon.startswith(_BOX):
        return "guide.tick_box"
    if one.isCheckable():
        return "guide.choice"
    return "guide.key" if shape is Shape.KEY else "guide.button"


def _states(one: QAbstractButton) -> tuple[str, ...]:
    states = []
    if one.isCheckable():
        chosen = one.isChecked() or (isinstance(one, Button) and one.face.tone in (Tone.SELECTED, Tone.RIGHT))
        names = ("guide.ticked", "guide.not_ticked") if _role(one, Shape.ROW) == "guide.tick_box" else (
            "guide.chosen", "guide.not_chosen"
        )  # fmt: skip
        states.append(names[0] if chosen else names[1])
    if not one.isEnabled():
        states.append("guide.not_now")
    return tuple(states)


def _name(one: QWidget) -> str:
    return one.accessibleName().strip()
