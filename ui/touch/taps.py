"""What a hand meant: from contacts on the glass to the one control that was chosen, or none.

No Qt in here: places are millimetres on the glass, times are seconds. The rules are those of the tap filter in
EN 301 549 terms (5.7, 5.8, 5.5.1) and of what is known of tremor: it shakes at 3 to 12 Hz round a place that is
meant, so the mean of the last moments is nearer to the meaning than the last point (Wacharamanotham and others, CHI
2011, on sliding; Findlater and others, 2017, on touches that were not meant). Where a touch is too short and too
shaken to tell which of two controls was meant, it chooses none: another touch costs less than a wrong choice. The
numbers were tuned with `python tests/tremor`.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from kiosk.session import Touch

_WINDOW = 0.5
"""Seconds whose mean place counts: one and a half swings of the slowest tremor (3 Hz)."""
_LIFT = 0.03
"""Seconds before the lift that do not count: a finger rolls as it leaves."""
_LONG = 0.12
"""Seconds of contact from which the lift is left out."""
_BRUSH = 0.06
"""Seconds under which a contact is no tap: a finger that brushes the glass on its way."""
_HAND = 60.0
"""Millimetres: a second touch nearer than this is another finger of the hand that points; one further away means
that what lay there before is the heel of the hand or the other hand."""
_TOGETHER = 0.15
"""Seconds within which two fingers of a hand land together: either may be the one that points."""
_RESTING, _STILL = 2.0, 8.0
"""Seconds without leaving so many millimetres after which a contact is a hand that rests."""
_FORGOTTEN = 10.0
"""Seconds after which a contact chooses nothing any more."""
_PALM = 25.0
"""Millimetres across from which a contact is no fingertip, where the screen tells its size."""
_BROKEN = 0.15
"""Seconds within which a contact that broke off and chose nothing goes on ..."""
_SWING = 35.0
"""... and millimetres within which it does: a wide swing, from one side to the other."""
_BEGIN = 8.0
"""Millimetres round a careful control inside which a touch must have begun."""
_SLOW = 3.5
"""Hertz of the slow swings that doubt reckons with; slower ones are rare, and their fingers stay longer."""
_LEAST_DOUBT, _MOST_DOUBT = 1.0, 6.0
"""Bounds of doubt, as a multiple of how far the finger strayed. The mean of a whole swing lies nearer to its middle
than that, but who shakes also aims badly."""
_AFTER = 0.7
"""Part of the repeat time for which a finger that drums on must be off the glass before it can choose again: 0.35 s
for most people, more than one swing of the slowest tremor."""


@dataclass(frozen=True, slots=True)
class Target:
    """A control on the glass: what it is called in here, where it lies (mm), whether it can be chosen."""

    key: Hashable
    x: float
    y: float
    w: float
    h: float
    live: bool = True
    careful: bool = False
    """Acts only for a touch that began on it, settled inside its edges, and is no hand that rests there."""

    def distance(self, x: float, y: float) -> float:
        """Return how far the place lies outside, in millimetres; 0.0 inside."""
        return math.hypot(max(self.x - x, 0.0, x - self.x - self.w), max(self.y - y, 0.0, y - self.y - self.h))

    def holds(self, other: Target) -> bool:
        """Return whether `other` is this control or lies upon it."""
        corners = (other.x, other.y), (other.x + other.w, other.y + other.h)
        return all(self.distance(*corner) < 0.1 for corner in corners)


@dataclass(frozen=True, slots=True)
class Lifted:
    """How a touch went, for 'Is tapping hard today?': when it began, seconds on the glass, mm between its first and its
    settled place, mm that it strayed from there, whether it was ignored (a bounce, another finger), what it chose."""

    began: float
    seconds: float
    moved: float
    strayed: float
    place: tuple[float, float]
    ignored: bool
    chosen: Hashable | None = None


@dataclass(slots=True)
class _Point:
    """A place of a finger, and from when to when it was there."""

    at: float
    x: float
    y: float
    until: float


@dataclass(slots=True)
class _Contact:
    began: float
    first: tuple[float, float]
    points: list[_Point] = field(default_factory=list)
    beside: list[tuple[float, float]] = field(default_factory=list)
    """Where other fingers of the hand landed together with it."""
    marked: Hashable | None = None
    still_since: float = 0.0
    still_at: tuple[float, float] = (0.0, 0.0)

    def add(self, now: float, x: float, y: float, *, lands: bool = False) -> None:
        if self.points and not lands:
            self.points[-1].until = now
        self.points.append(_Point(now, x, y, now))
        if lands or math.dist(self.still_at, (x, y)) > _STILL:
            self.still_since, self.still_at = now, (x, y)
        while len(self.points) > 2 and self.points[0].until < now - _WINDOW - _LIFT:
            del self.points[0]

    def felt(self, now: float) -> float:
        """Return how long the glass felt it in the last moments."""
        return sum(one.until - one.at for one in self.points) + now - self.points[-1].until

    def centre(self, now: float, *, lifting: bool) -> tuple[float, float]:
        """Return the mean place of the last moments, each place weighted by the time the finger was there."""
        end = self._end(now, lifting=lifting)
        start = end - _WINDOW
        total = x_sum = y_sum = 0.0
        for one in self.points:
            until = now if one is self.points[-1] else one.until
            weight = min(until, end) - max(one.at, start)
            if weight > 0:
                total, x_sum, y_sum = total + weight, x_sum + weight * one.x, y_sum + weight * one.y
        if total <= 0:
            return self.points[-1].x, self.points[-1].y
        return x_sum / total, y_sum / total

    def strayed(self, now: float, centre: tuple[float, float]) -> float:
        """Return how far its places of the last moments lie from `centre`, the lift left out."""
        end = self._end(now, lifting=True)
        places = [(one.x, one.y) for one in self.points if one.at <= end]
        return max((math.dist(centre, place) for place in places), default=0.0)

    def _end(self, now: float, *, lifting: bool) -> float:
        return now - _LIFT if lifting and now - self.began > _LONG else now


class TapFilter:
    """Follows all contacts at once; at most one of them points.

    `targets` are the controls as they lie now, the topmost last. Feed it `down`, `move` and `up` in the order of
    time; `up` returns the key of the control that is chosen, else None; `marked` is the control that would be.
    Fingers are numbered from 0; a mouse or a pen, which brushes nothing, has a negative number.
    """

    def __init__(self, touch: Touch | None = None) -> None:
        self.touch = touch or Touch()
        self.last: Lifted | None = None
        """How the touch lifted last went."""
        self._contacts: dict[int, _Contact | None] = {}
        """None: a contact that means nothing until it lifts."""
        self._pointer: int | None = None
        self._landed: dict[int, tuple[float, float, float]] = {}
        """When and where each contact began."""
        self._quiet_until = -math.inf
        self._drumming: set[int] = set()
        """The contacts that began in the quiet after a choice; while one lies, it is quiet still."""
        self._broken: tuple[float, _Contact] | None = None

    @property
    def marked(self) -> Hashable | None:
        """The key of the control under the finger that points."""
        contact = self._contacts.get(self._pointer) if self._pointer is not None else None
        return contact.marked if contact else None

    @property
    def touched(self) -> bool:
        """Whether anything lies on the glass."""
        return bool(self._contacts)

    def down(self, finger: int, now: float, x: float, y: float, targets: Sequence[Target], size: float = 0.0) -> None:
        """A contact begins; `size` is its width in mm where the screen tells it."""
        self._landed[finger] = now, x, y
        drums = now < self._quiet_until or bool(self._drumming)
        if drums:
            self._drumming.add(finger)
        if drums or size > _PALM or not self._takes_over(now, x, y):
            self._contacts[finger] = None
            return
        contact = self._resumed(now, x, y) or _Contact(now, (x, y))
        contact.add(now, x, y, lands=True)
        self._contacts[finger], self._pointer = contact, finger
        self._mark(contact, now, targets)

    def move(self, finger: int, now: float, x: float, y: float, targets: Sequence[Target], size: float = 0.0) -> None:
        """A contact is at a place now."""
        contact = self._contacts.get(finger)
        if contact is None:
            return
        if size > _PALM:
            self._contacts[finger] = None
            return
        contact.add(now, x, y)
        self._mark(contact, now, targets)

    def up(self, finger: int, now: float, x: float, y: float, targets: Sequence[Target]) -> Hashable | None:
        """A contact ends; return what it chooses."""
        contact = self._contacts.pop(finger, None)
        began, *first = self._landed.pop(finger, (now, x, y))
        if finger in self._drumming:
            self._drumming.discard(finger)
            self._quiet_until = max(self._quiet_until, now + self.touch.repeat * _AFTER)
        if contact is None or finger != self._pointer:
            self.last = Lifted(began, now - began, math.dist(first, (x, y)), 0.0, (x, y), ignored=True)
            return None
        self._pointer = None
        contact.add(now, x, y)
        centre = contact.centre(now, lifting=True)
        least = max(self.touch.hold, _BRUSH if finger >= 0 else 0.0)
        lasted = least <= now - contact.began <= _FORGOTTEN
        chosen = self._chosen(contact, now, centre, targets) if lasted else None
        moved, strayed = math.dist(first, centre), contact.strayed(now, centre)
        self.last = Lifted(began, now - began, moved, strayed, centre, ignored=False, chosen=chosen)
        if chosen is None:
            self._broken = now, contact
        else:
            self._quiet_until = now + self.touch.repeat
        return chosen

    def cancel(self) -> None:
        """Let every contact that lies on the glass mean nothing until it lifts: the screen under it is another."""
        self._contacts = dict.fromkeys(self._contacts)
        self._pointer, self._broken = None, None

    def gone(self) -> None:
        """Forget all contacts: the system took them away."""
        self._contacts.clear()
        self._drumming.clear()
        self.cancel()

    # -- which contact points --------------------------------------------------------------------------------

    def _takes_over(self, now: float, x: float, y: float) -> bool:
        """Return whether a new contact points; the one that pointed so far is then a hand that rests."""
        pointing = self._contacts.get(self._pointer) if self._pointer is not None else None
        if pointing is None:
            return True
        assert self._pointer is not None
        rests = now - pointing.still_since > _RESTING
        if not rests and math.dist((pointing.points[-1].x, pointing.points[-1].y), (x, y)) < _HAND:
            if now - self._landed[self._pointer][0] < _TOGETHER:
                pointing.beside.append((x, y))
            return False
        self._contacts[self._pointer] = None
        return True

    def _resumed(self, now: float, x: float, y: float) -> _Contact | None:
        """Return the contact that broke off here just now without a choice."""
        broken, self._broken = self._broken, None
        if broken is None or now - broken[0] > _BROKEN:
            return None
        last = broken[1].points[-1]
        if math.dist((last.x, last.y), (x, y)) > _SWING:
            return None
        broken[1].marked = None
        return broken[1]

    # -- which control it means ------------------------------------------------------------------------------

    def _chosen(
        self, contact: _Contact, now: float, centre: tuple[float, float], targets: Sequence[Target]
    ) -> Hashable | None:
        """Return what a contact chooses that lifts now, having settled at `centre`."""
        target = self._target(contact, centre, targets)
        if target is None or not target.live:
            return None
        if any(target.distance(*place) > 0 for place in contact.beside):
            return None
        doubt = contact.strayed(now, centre) * _doubt(contact.felt(now))
        if any(one.live and not one.holds(target) and one.distance(*centre) < doubt for one in targets):
            return None
        began_on_it = target.distance(*contact.first) <= _BEGIN and target.distance(*centre) <= 0
        if target.careful and not (began_on_it and now - contact.still_since <= _RESTING):
            return None
        return target.key

    def _mark(self, contact: _Contact, now: float, targets: Sequence[Target]) -> None:
        target = self._target(contact, contact.centre(now, lifting=False), targets)
        contact.marked = target.key if target and target.live else None

    def _target(self, contact: _Contact, centre: tuple[float, float], targets: Sequence[Target]) -> Target | None:
        """Return the control at a place: the one marked while the finger is hardly off it, else the topmost there,
        else the nearest within reach."""
        marked = next((one for one in targets if one.key == contact.marked), None)
        if marked is not None and 0 < marked.distance(*centre) <= self.touch.drift:
            return marked
        inside = [one for one in targets if one.distance(*centre) <= 0]
        if inside:
            return inside[-1]
        near = [(one.distance(*centre), index) for index, one in enumerate(targets) if not one.careful]
        distance, index = min(near, default=(math.inf, 0))
        return targets[index] if distance <= self.touch.growth else None


def _doubt(seconds: float) -> float:
    """Return how many times as far as it strayed a finger may be from the place it means, felt for `seconds`.

    The worst case is a finger at the turn of a swing of size 1, `half` an angle to each side of it: its mean place is
    sin(half) / half from the middle, and its ends lie cos(half) from the middle.
    """
    half = math.pi * _SLOW * seconds
    if half >= math.pi:
        return _LEAST_DOUBT
    mean = math.sin(half) / half if half > 0 else 1.0
    strayed = mean - math.cos(half)
    return min(max(mean / strayed, _LEAST_DOUBT), _MOST_DOUBT) if strayed > 0 else _MOST_DOUBT
