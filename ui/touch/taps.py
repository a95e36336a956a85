"""What a hand meant: from contacts on the glass to the one control that was chosen, or none.

No Qt in here: places are millimetres on the glass, times are seconds. The rules are those of the tap filter in
EN 301 549 terms (5.7, 5.8, 5.5.1) and of what is known of tremor: it shakes at 3 to 12 Hz round a place that is
meant, so the mean of the last moments is nearer to the meaning than the last point (Wacharamanotham and others, CHI
2011, on sliding; Findlater and others, 2017, on touches that were not meant).
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace

from kiosk.session import Touch

_WINDOW = 0.35
"""Seconds whose mean place counts: more than one swing of the slowest tremor (3 Hz)."""
_LIFT = 0.03
"""Seconds before the lift that do not count: a finger rolls as it leaves."""
_LONG = 0.12
"""Seconds of contact from which the lift is left out."""
_HAND = 60.0
"""Millimetres: a second touch nearer than this is another finger of the hand that points; one further away means
that what lay there before is the heel of the hand or the other hand."""
_RESTING, _STILL = 2.0, 8.0
"""Seconds without leaving so many millimetres after which a contact is a hand that rests."""
_FORGOTTEN = 10.0
"""Seconds after which a contact chooses nothing any more."""
_PALM = 25.0
"""Millimetres across from which a contact is no fingertip, where the screen tells its size."""
_BROKEN = 0.15
"""Seconds within which a contact that broke off goes on, while a hold is asked for."""
_BEGIN = 8.0
"""Millimetres round a careful control inside which a touch must have begun."""


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
    """Acts only for a touch that began on it, and that settled inside its edges."""

    def distance(self, x: float, y: float) -> float:
        """Return how far the place lies outside, in millimetres; 0.0 inside."""
        return math.hypot(max(self.x - x, 0.0, x - self.x - self.w), max(self.y - y, 0.0, y - self.y - self.h))


@dataclass(frozen=True, slots=True)
class Lifted:
    """How a touch went, for 'Is tapping hard today?': seconds on the glass, mm between its first and its settled
    place, mm that it strayed from there, and whether it was ignored (a bounce, another finger)."""

    seconds: float
    moved: float
    strayed: float
    place: tuple[float, float]
    ignored: bool


@dataclass(slots=True)
class _Contact:
    began: float
    points: list[tuple[float, float, float]] = field(default_factory=list)
    """Seconds, x, y."""
    marked: Hashable | None = None
    still_since: float = 0.0
    still_at: tuple[float, float] = (0.0, 0.0)

    def add(self, now: float, x: float, y: float) -> None:
        self.points.append((now, x, y))
        if math.dist(self.still_at, (x, y)) > _STILL:
            self.still_since, self.still_at = now, (x, y)
        while len(self.points) > 2 and self.points[1][0] < now - _WINDOW - _LIFT:
            del self.points[0]

    def centre(self, now: float, *, lifting: bool) -> tuple[float, float]:
        """Return the mean place of the last moments, each place weighted by the time the finger was there."""
        end = now - _LIFT if lifting and now - self.began > _LONG else now
        start = end - _WINDOW
        total = x_sum = y_sum = 0.0
        for (at, x, y), (until, _, _) in zip(self.points, [*self.points[1:], (now, 0.0, 0.0)], strict=True):
            weight = min(until, end) - max(at, start)
            if weight > 0:
                total, x_sum, y_sum = total + weight, x_sum + weight * x, y_sum + weight * y
        if total <= 0:
            return self.points[-1][1:]
        return x_sum / total, y_sum / total


class TapFilter:
    """Follows all contacts at once; at most one of them points.

    `targets` are the controls as they lie now, the topmost last. Feed it `down`, `move` and `up` in the order of
    time; `up` returns the key of the control that is chosen, else None; `marked` is the control that would be.
    """

    def __init__(self, touch: Touch | None = None) -> None:
        self.touch = touch or Touch()
        self.last: Lifted | None = None
        """How the touch lifted last went."""
        self._contacts: dict[int, _Contact | None] = {}
        """None: a contact that means nothing until it lifts."""
        self._pointer: int | None = None
        self._first: dict[int, tuple[float, float]] = {}
        self._began: dict[int, float] = {}
        self._quiet_until = -math.inf
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
        self._first[finger], self._began[finger] = (x, y), now
        if now < self._quiet_until or size > _PALM or not self._takes_over(now, x, y):
            self._contacts[finger] = None
            return
        contact = self._resumed(now) or _Contact(began=now)
        contact.still_since, contact.still_at = now, (x, y)
        contact.add(now, x, y)
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
        first, began = self._first.pop(finger, (x, y)), self._began.pop(finger, now)
        if contact is None or finger != self._pointer:
            self.last = Lifted(now - began, math.dist(first, (x, y)), 0.0, (x, y), ignored=True)
            return None
        self._pointer = None
        contact.add(now, x, y)
        centre = contact.centre(now, lifting=True)
        strayed = max(math.dist(centre, point[1:]) for point in contact.points)
        self.last = Lifted(now - began, math.dist(first, centre), strayed, centre, ignored=False)
        held = now - contact.began
        if held < self.touch.hold:
            self._broken = (now, contact)
            return None
        if held > _FORGOTTEN:
            return None
        target = self._target(contact, centre, targets)
        if target is None or not target.live:
            return None
        if target.careful and (target.distance(*first) > _BEGIN or target.distance(*centre) > 0):
            return None
        self._quiet_until = now + self.touch.repeat
        return target.key

    def cancel(self) -> None:
        """Let every contact that lies on the glass mean nothing until it lifts: the screen under it is another."""
        self._contacts = dict.fromkeys(self._contacts)
        self._pointer, self._broken = None, None

    def gone(self) -> None:
        """Forget all contacts: the system took them away."""
        self._contacts.clear()
        self.cancel()

    def _takes_over(self, now: float, x: float, y: float) -> bool:
        """Return whether a new contact points; the one that pointed so far is then a hand that rests."""
        pointing = self._contacts.get(self._pointer) if self._pointer is not None else None
        if pointing is None:
            return True
        assert self._pointer is not None
        rests = now - pointing.still_since > _RESTING
        if not rests and math.dist(pointing.points[-1][1:], (x, y)) < _HAND:
            return False
        self._contacts[self._pointer] = None
        return True

    def _resumed(self, now: float) -> _Contact | None:
        """Return the contact that broke off just now, while a hold is asked for."""
        broken, self._broken = self._broken, None
        return replace(broken[1], marked=None) if broken and now - broken[0] <= _BROKEN else None

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
