"""A hand that trembles, as numbers: what lands on the glass when somebody means one control.

Where the ranges come from. *Published*: tremor of 3 to 12 Hz, patients' hands mostly 3 to 10; sliding damps it, which
is left out here, so that the hand is worse than a real one (Wacharamanotham and others, CHI 2011; Mertens and others,
2010); about three times the errors, and many touches that were never meant, with upper-body motor impairments
(Findlater and others, 2017); how long a finger stays differs little between people with MS and without (Irwin and
others, 2008), so it grows here only a little. *Assumed*, because no figure was found: how often a contact breaks,
bounces, grazes, or has company, how far the aim is off, how far a finger creeps. These grow with the severity.
Sizes of contacts are never told (many glasses tell none), so that no palm is known by its breadth.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from random import Random

from ui.touch.taps import Target

RATE = 60.0
"""Reports of a touch screen in a second."""
SECOND_FINGER = 15.0, 50.0
"""Millimetres beside the fingertip at which another finger of that hand lands."""
PALM = 65.0, 120.0
"""Millimetres below the fingertip at which the heel of a pointing hand rests."""


@dataclass(frozen=True, slots=True)
class Severity:
    """How badly a hand trembles. Ranges are even, chances are per touch, lengths millimetres, times seconds."""

    name: str
    hertz: tuple[float, float]
    swing: tuple[float, float]
    """How far it swings to each side."""
    aim: float
    """Standard deviation of the place aimed at, each way; a tenth of the control's side comes on top."""
    creep: tuple[float, float]
    """How far the finger still comes along after it has landed (slow approach)."""
    stays: tuple[float, float]
    """Median of the time on the glass, and the factor that two in three lie within."""
    breaks: float
    """How often in a second the contact is lost for a moment (early lift)."""
    bounces: float
    """Chance that the finger comes down again after it has lifted, within a swing; and half of that, once more."""
    grazes: float
    """Chance that it brushes the glass on its way."""
    second: float
    """Chance that another finger of the hand lands."""
    palm: float
    """Chance that the heel of the hand rests on the glass, in one to three places, before, during and after."""


SEVERITIES = (
    Severity("none", (8.0, 12.0), (0.0, 0.3), 2.0, (0.0, 0.5), (0.12, 1.4), 0.0, 0.005, 0.0, 0.0, 0.0),
    Severity("slight", (3.0, 12.0), (1.0, 3.0), 3.0, (0.0, 3.0), (0.15, 1.5), 0.2, 0.05, 0.02, 0.02, 0.02),
    Severity("moderate", (4.0, 6.0), (5.0, 5.0), 4.0, (0.0, 6.0), (0.20, 1.6), 0.5, 0.10, 0.05, 0.05, 0.05),
    Severity("strong", (3.0, 10.0), (6.0, 10.0), 5.0, (0.0, 10.0), (0.25, 1.7), 1.0, 0.20, 0.10, 0.08, 0.08),
    Severity("very strong", (3.0, 10.0), (10.0, 15.0), 6.0, (0.0, 15.0), (0.30, 1.8), 2.0, 0.30, 0.15, 0.10, 0.10),
)


@dataclass(frozen=True, slots=True, order=True)
class Contact:
    """What the glass reports: when (seconds), which finger, down, move or up, where (mm)."""

    at: float
    finger: int
    kind: str
    x: float
    y: float


class Hand:
    """Makes the contacts of one touch after another; the same seed makes the same hand.

    `width` and `height` are the glass in millimetres: beyond its edge nothing is felt. `hold` is the time that the
    person was told to rest the finger; told so, a person does.
    """

    def __init__(self, severity: Severity, seed: int, width: float, height: float, hold: float = 0.0) -> None:
        self._severity, self._random = severity, Random(f"{severity.name} {seed} {width:g} {height:g}")
        self._width, self._height, self._hold = width, height, hold

    def touch(self, target: Target) -> list[Contact]:
        """Return what the glass reports of one touch that means `target`, from 0 s on, in the order of time."""
        severity, random = self._severity, self._random
        stays = severity.stays[0] * severity.stays[1] ** random.gauss(0.0, 1.0)
        if self._hold:
            stays = max(stays, self._hold + 0.3 * 1.4 ** random.gauss(0.0, 1.0))
        moves = _Way(severity, random, target, stays)
        seen: list[Contact] = []
        at, number = 0.0, 0
        for upto in [*self._breaks(stays), stays]:
            seen += self._contact(number, at, upto, moves)
            at, number = upto + random.uniform(0.02, 0.1), number + 1
        if not seen:  # the finger came down beyond the edge of the glass: it is put down again
            return self.touch(target)
        end = stays
        for chance in (severity.bounces, severity.bounces / 2):
            if random.random() < chance:
                start = end + random.uniform(0.03, 1 / moves.hertz)
                end = start + random.uniform(0.03, 0.12)
                seen += self._contact(number, start, end, moves)
                number += 1
            else:
                break
        if random.random() < severity.grazes:
            seen += self._graze(number, moves)
            number += 1
        number = self._company(seen, number, moves, end)
        return _from_zero(seen)

    def rest(self) -> list[Contact]:
        """Return what the glass reports of the heel of a hand that rests anywhere and means nothing."""
        random = self._random
        place = Target(None, random.uniform(0, self._width), random.uniform(0, self._height), 0.0, 0.0)
        seen: list[Contact] = []
        self._palm(seen, 0, _Way(self._severity, random, place, 1.0), 0.0, random.uniform(2.5, 9.0), (0.0, 0.0))
        return _from_zero(seen) or self.rest()

    def _graze(self, finger: int, moves: _Way) -> list[Contact]:
        """Return a brush of the glass on the way to the control: short, and as fast as a hand that reaches."""
        random = self._random
        start, lasts, speed = -random.uniform(0.06, 0.4), random.uniform(0.02, 0.06), random.uniform(100.0, 400.0)
        far, far_x, far_y = random.uniform(15.0, 50.0), *moves.towards
        brush = self._contact(finger, start, start + lasts, moves, (far * far_x, far * far_y))
        onward = [speed * (one.at - start) for one in brush]
        return [
            replace(one, x=one.x - gone * far_x, y=one.y - gone * far_y)
            for one, gone in zip(brush, onward, strict=True)
        ]

    def _breaks(self, stays: float) -> list[float]:
        """Return when the contact is lost, at least 0.03 s from its ends and 0.15 s from one another."""
        found, at = [], 0.03
        while self._severity.breaks:
            at += self._random.expovariate(self._severity.breaks)
            if at > stays - 0.13:
                break
            found.append(at)
            at += 0.15
        return found

    def _company(self, seen: list[Contact], number: int, moves: _Way, end: float) -> int:
        severity, random = self._severity, self._random
        if random.random() < severity.second:
            apart = random.uniform(*SECOND_FINGER) * random.choice((-1, 1)), random.uniform(-10.0, 20.0)
            start = random.uniform(-0.1, max(moves.stays, 0.1))
            seen += self._contact(number, start, start + random.uniform(0.05, 0.6), moves, apart)
            number += 1
        if random.random() < severity.palm:
            below = random.uniform(-25.0, 25.0), random.uniform(*PALM)
            start, until = -random.uniform(0.2, 1.5), end + random.uniform(0.1, 1.0)
            number = self._palm(seen, number, moves, start, until, below)
        return number

    def _palm(
        self, seen: list[Contact], number: int, moves: _Way, start: float, until: float, below: tuple[float, float]
    ) -> int:
        random = self._random
        for _ in range(random.randint(1, 3)):
            blob = below[0] + random.uniform(-15.0, 15.0), below[1] + random.uniform(0.0, 20.0)
            seen += self._contact(number, start + random.uniform(0.0, 0.08), until, moves, blob, shaken=0.2)
            number += 1
        return number

    def _contact(
        self,
        finger: int,
        start: float,
        end: float,
        moves: _Way,
        apart: tuple[float, float] = (0.0, 0.0),
        shaken: float = 1.0,
    ) -> list[Contact]:
        seen, at, kind = [], start, "down"
        if not self._on_glass(*moves.at(start, shaken), apart):
            return []
        while at < end:
            seen.append(self._report(at, finger, kind, moves, apart, shaken))
            at, kind = at + 1 / RATE, "move"
        seen.append(self._report(end, finger, "up", moves, apart, shaken))
        return seen

    def _on_glass(self, x: float, y: float, apart: tuple[float, float]) -> bool:
        return 0 <= x + apart[0] <= self._width and 0 <= y + apart[1] <= self._height

    def _report(
        self, at: float, finger: int, kind: str, moves: _Way, apart: tuple[float, float], shaken: float
    ) -> Contact:
        x, y = moves.at(at, shaken)
        x, y = x + apart[0], y + apart[1]
        return Contact(at, finger, kind, min(max(x, 0.1), self._width - 0.1), min(max(y, 0.1), self._height - 0.1))


def _from_zero(seen: list[Contact]) -> list[Contact]:
    first = min((one.at for one in seen), default=0.0)
    return sorted(replace(one, at=one.at - first) for one in seen)


class _Way:
    """Where the fingertip is at any moment of one touch: a place aimed at, a creep towards it, the tremor round it."""

    def __init__(self, severity: Severity, random: Random, target: Target, stays: float) -> None:
        self.stays = stays
        self._x = target.x + target.w / 2 + random.gauss(0.0, math.hypot(severity.aim, 0.1 * target.w))
        self._y = target.y + target.h / 2 + random.gauss(0.0, math.hypot(severity.aim, 0.1 * target.h))
        towards = random.uniform(0.0, 2 * math.pi)
        creep = random.uniform(*severity.creep)
        self._creep = creep * math.cos(towards), creep * math.sin(towards)
        self.towards = math.cos(towards), math.sin(towards)
        """The direction it comes from, as seen from where it lands."""
        self.hertz, self._swing = random.uniform(*severity.hertz), random.uniform(*severity.swing)
        self._main, self._phase = random.uniform(0.0, math.pi), random.uniform(0.0, 2 * math.pi)
        self._across, self._shift = random.uniform(0.1, 0.6), random.uniform(0.0, 2 * math.pi)
        """Tremor is an oval: how wide it is beside its length, and how far behind it runs."""
        self._swell, self._swell_phase = random.uniform(0.3, 1.0), random.uniform(0.0, 2 * math.pi)
        """Tremor comes and goes: its swing slowly falls by up to a fifth, and grows again."""

    def at(self, when: float, shaken: float) -> tuple[float, float]:
        left = math.exp(-max(when, 0.0) / (0.3 * max(self.stays, 0.1)))
        turn = 2 * math.pi * self.hertz * when + self._phase
        size = self._swing * shaken * (0.9 + 0.1 * math.sin(2 * math.pi * self._swell * when + self._swell_phase))
        along, across = size * math.sin(turn), size * self._across * math.sin(turn + self._shift)
        x = self._x + left * self._creep[0] + along * math.cos(self._main) - across * math.sin(self._main)
        y = self._y + left * self._creep[1] + along * math.sin(self._main) + across * math.cos(self._main)
        return x, y
