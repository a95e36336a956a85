"""Ten thousand taps: a trembling hand means one control after another, and what came of it is counted."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Protocol

from kiosk.session import Touch
from tests.tremor.hand import Contact, Hand
from ui.touch.learning import ASKED, Measured, learned
from ui.touch.taps import TapFilter, Target

MOST = 8
"""Touches after which a person gives up."""
_ASKED_AT = ((270.0, 32.0), (400.0, 66.0), (270.0, 130.0), (400.0, 182.0))
"""Where the four targets of 'Is tapping hard today?' lie, in millimetres."""
_HAIR = 1e-6
"""Millimetres that are lost where pixels are told as millimetres."""
PAUSE = 1.5
"""Seconds between one touch and the next."""


class Glass(Protocol):
    """What takes contacts and makes choices of them: the tap filter, or what stands in its place."""

    def down(self, finger: int, now: float, x: float, y: float, targets: Sequence[Target]) -> None:
        """A contact begins."""

    def move(self, finger: int, now: float, x: float, y: float, targets: Sequence[Target]) -> None:
        """A contact is at a place now."""

    def up(self, finger: int, now: float, x: float, y: float, targets: Sequence[Target]) -> Hashable | None:
        """A contact ends; return what it chooses."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen as a hand sees it: its name, the size of the glass in mm, the controls as they lie, topmost last."""

    name: str
    width: float
    height: float
    targets: tuple[Target, ...]

    @property
    def live(self) -> tuple[Target, ...]:
        """The controls that can be meant."""
        return tuple(one for one in self.targets if one.live)


class Plain:
    """Qt's own buttons, as `tests/ui/touch/test_tremor.py` finds them: a finger that comes while no other lies there is
    the mouse, and what it pressed acts when it lifts inside; other fingers are nothing."""

    def __init__(self) -> None:
        self._lying: set[int] = set()
        self._mouse: int | None = None
        self._pressed: Target | None = None

    def down(self, finger: int, now: float, x: float, y: float, targets: Sequence[Target]) -> None:
        """Press what lies there, if no other finger lies on the glass."""
        if not self._lying:
            there = [one for one in targets if _inside(one, x, y)]
            self._mouse, self._pressed = finger, there[-1] if there and there[-1].live else None
        self._lying.add(finger)

    def move(self, finger: int, now: float, x: float, y: float, targets: Sequence[Target]) -> None:
        """A plain button only looks pressed or not."""

    def up(self, finger: int, now: float, x: float, y: float, targets: Sequence[Target]) -> Hashable | None:
        """Choose what was pressed, if the finger is inside it still."""
        self._lying.discard(finger)
        if finger != self._mouse:
            return None
        self._mouse, pressed = None, self._pressed
        return pressed.key if pressed is not None and _inside(pressed, x, y) else None


def _inside(target: Target, x: float, y: float) -> bool:
    """Return whether a place lies in a widget: its right and lower edge are the next one's."""
    return target.x <= x + _HAIR < target.x + target.w and target.y <= y + _HAIR < target.y + target.h


@dataclass(slots=True)
class Tally:
    """What came of intended taps. `right`: the control that was meant, once. `wrong`: another one. `again`: the one
    that was meant, but twice. `none`: given up. `touches`: how many it took in all; `careful`: what printed or ended
    a turn though another control was meant."""

    taps: int = 0
    right: int = 0
    wrong: int = 0
    again: int = 0
    none: int = 0
    touches: int = 0
    careful: list[str] = field(default_factory=list)

    def add(self, meant: Target, chosen: Sequence[Hashable], touches: int) -> None:
        """Count one intended tap."""
        self.taps += 1
        self.touches += touches
        if any(key != meant.key for key in chosen):
            self.wrong += 1
        elif len(chosen) > 1:
            self.again += 1
        elif chosen:
            self.right += 1
        else:
            self.none += 1

    def share(self, count: int) -> float:
        """Return a count as a percentage of the taps."""
        return 100.0 * count / self.taps

    def as_json(self) -> dict[str, float]:
        """Return counts and touches a tap."""
        counts = {"taps": self.taps, "right": self.right, "wrong": self.wrong, "again": self.again, "none": self.none}
        return {**counts, "touches_a_tap": round(self.touches / self.taps, 3), "careful": len(self.careful)}


def upper_bound(count: int, taps: int) -> float:
    """Return the upper end of the 95 % interval of a share (Wilson), as a percentage."""
    z, share = 1.96, count / taps
    middle = share + z * z / (2 * taps)
    reach = z * math.sqrt(share * (1 - share) / taps + z * z / (4 * taps * taps))
    return 100.0 * (middle + reach) / (1 + z * z / taps)


def tap(glass: Glass, contacts: Sequence[Contact], targets: Sequence[Target], now: float) -> list[Hashable]:
    """Play contacts to a glass, `now` being their first moment; return what it chose."""
    chosen = []
    for one in contacts:
        if one.kind == "down":
            glass.down(one.finger, now + one.at, one.x, one.y, targets)
        elif one.kind == "move":
            glass.move(one.finger, now + one.at, one.x, one.y, targets)
        else:
            key = glass.up(one.finger, now + one.at, one.x, one.y, targets)
            chosen += [key] if key is not None else []
    return chosen


def trial(
    glass: Glass,
    screens: Sequence[Shown],
    hand: Hand,
    taps: int,
    seed: int,
    meant: Callable[[Target], bool] = lambda target: True,
) -> Tally:
    """Let a hand mean `taps` controls, drawn from `screens`, each until something is chosen; return what came of it.

    `meant` says which controls may be meant.
    """
    random, tally, now = Random(seed), Tally(), 0.0
    aims = {one.name: [target for target in one.live if meant(target)] for one in screens}
    seen = [one for one in screens if aims[one.name]]
    for _ in range(taps):
        shown = random.choice(seen)
        target = random.choice(aims[shown.name])
        chosen: list[Hashable] = []
        touches = 0
        while not chosen and touches < MOST:
            contacts = hand.touch(target)
            chosen = tap(glass, contacts, shown.targets, now)
            now += contacts[-1].at + PAUSE
            touches += 1
        tally.add(target, chosen, touches)
        careful = {one.key for one in shown.targets if one.careful and one.key != target.key}
        tally.careful += [f"{shown.name}: {key}" for key in chosen if key in careful]
    return tally


def fitted(hand: Hand) -> Touch:
    """Return what 'Is tapping hard today?' sets for a hand that touches its four targets."""
    taps, touches, now = TapFilter(ASKED), list[Measured](), 0.0
    for target in (Target(number, x, y, 52.0, 52.0) for number, (x, y) in enumerate(_ASKED_AT)):
        chosen = False
        for _ in range(MOST):
            contacts = hand.touch(target)
            for one in contacts:
                chosen = tap(taps, [replace(one, at=now + one.at)], [target], 0.0) != [] or chosen
                if one.kind == "up" and taps.last is not None:
                    touches.append(Measured(taps.last, target.distance(*taps.last.place)))
            now += contacts[-1].at + PAUSE
            if chosen:
                break
    return learned(touches)
