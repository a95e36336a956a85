"""Hands that see nothing: the long press that asks for the guide, and the finger that slides, lifts and taps twice.

No Qt in here: places are millimetres on the glass, times are seconds. Nothing is chosen by one touch: what is acted
upon was said before the first of two taps began.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from ui.touch.taps import Target

PRESS, LONGEST_PRESS = 3.0, 10.0
"""Seconds that a finger lies still to ask for the guide; longer, it is a hand that rests."""
_STILL = 5.0
"""Millimetres that it may roll meanwhile. A hand that trembles by more does not ask for the guide by lying there."""
_PALM = 25.0
"""Millimetres across from which a contact is no fingertip, where the screen tells its size."""
_RESTS = 0.3
"""Seconds after which a finger that lies there is told what is under it."""
_SLIDES = 8.0
"""Millimetres after which it is told at once: it slides."""
_TAP = 0.8
"""Longest tap in seconds: slow hands are waited for."""
_BRUSH = 0.06
"""Seconds under which a contact is no tap."""
_BOUNCE, _BETWEEN = 0.1, 0.9
"""Seconds off the glass between two taps: sooner, a finger bounced; later, they are two touches."""
_QUIET = 0.5
"""Seconds after a choice in which nothing is chosen (EN 301 549, 5.8)."""
_HAND = 2.0
"""Seconds without moving after which another finger takes over: what lay there was a hand that rests."""
_NEAR = 4.0
"""Millimetres beside a control at which it is still found, where nothing else is."""
_SMOOTH = 0.12
"""Seconds in which the place that counts follows a finger: one that trembles does not jump between two controls."""


@dataclass(slots=True)
class _Contact:
    began: float
    first: tuple[float, float]
    at: float
    """When it was last looked at."""
    raw: tuple[float, float]
    smooth: tuple[float, float]
    """The place that counts: it follows the finger within `_SMOOTH`."""
    still_since: float
    moved: float = 0.0
    second: bool = False
    """Whether a tap came just before."""
    explores: bool = False
    changed: bool = False
    """Whether it found something else than was at hand when it began."""

    def follow(self, now: float, place: tuple[float, float] | None = None) -> None:
        """Let time pass, and go to another place if one is told."""
        share = 1.0 - math.exp((self.at - now) / _SMOOTH)
        (x, y), (to_x, to_y) = self.smooth, self.raw
        self.smooth, self.at = (x + share * (to_x - x), y + share * (to_y - y)), now
        if place is not None:
            far = math.dist(self.first, place)
            self.still_since = now if abs(far - math.dist(self.first, self.raw)) > 1.0 else self.still_since
            self.raw, self.moved = place, max(self.moved, far)
        self.explores = self.explores or now - self.began >= _RESTS or self.moved > _SLIDES


class LongPress:
    """Finds one finger that lies still, alone on the glass, for `PRESS` seconds, and then lifts.

    It is told at the lift, and not to a hand that goes on to rest: that one lies longer than `LONGEST_PRESS`, is not
    alone, or is broader than a finger.
    """

    def __init__(self) -> None:
        self._there: set[int] = set()
        self._held: tuple[float, float, float] | None = None

    def down(self, finger: int, now: float, x: float, y: float, size: float = 0.0) -> None:
        """A contact begins; `size` is its width in mm where the screen tells it."""
        self._held = (now, x, y) if not self._there and size <= _PALM else None
        self._there.add(finger)

    def move(self, x: float, y: float, size: float = 0.0) -> None:
        """The contact is at a place now."""
        if self._held is not None and (size > _PALM or math.dist(self._held[1:], (x, y)) > _STILL):
            self._held = None

    def up(self, finger: int, now: float) -> bool:
        """A contact ends; return whether it was the long press."""
        self._there.discard(finger)
        held, self._held = self._held, None
        return held is not None and PRESS <= now - held[0] <= LONGEST_PRESS

    def gone(self) -> None:
        """Forget all contacts."""
        self._there.clear()
        self._held = None


class Explorer:
    """Follows one finger over things; `say(key)` when it comes to another, `act(key)` at two taps anywhere.

    Times must be fed in order; `tick` is called now and then, for what comes about while nothing moves.
    """

    def __init__(self, say: Callable[[Hashable], None], act: Callable[[Hashable | None], None]) -> None:
        self._say, self._act = say, act
        self._things: Sequence[Target] = ()
        self._finger: int | None = None
        self._contact: _Contact | None = None
        self._under: Hashable | None = None
        self._tapped: tuple[float, float, float] | None = None
        """When and where the first of two taps was lifted."""
        self._quiet_until = -math.inf
        self.at_hand: Hashable | None = None
        """What was told last, by a finger or by whomever sets it: two taps act on it."""

    def lay_out(self, things: Sequence[Target]) -> None:
        """Other things lie on the glass now; what lies under a finger there is not told: the screen is."""
        self._things = things
        self._under = self._key_at(self._contact.smooth) if self._contact is not None else None
        self._tapped = None

    def down(self, finger: int, now: float, x: float, y: float, size: float = 0.0) -> None:
        """A contact begins."""
        if size > _PALM or now < self._quiet_until:
            return
        if self._contact is not None and now - self._contact.still_since <= _HAND:
            return
        tapped, self._tapped = self._tapped, None
        self._finger, self._contact, self._under = finger, _Contact(now, (x, y), now, (x, y), (x, y), now), None
        self._contact.second = tapped is not None and _BOUNCE <= now - tapped[0] <= _BETWEEN

    def move(self, finger: int, now: float, x: float, y: float, size: float = 0.0) -> None:
        """A contact is at a place now."""
        if finger != self._finger or self._contact is None:
            return
        if size > _PALM:
            self._finger = self._contact = None
            return
        self._contact.follow(now, (x, y))
        self._feel(self._contact)

    def up(self, finger: int, now: float, x: float, y: float) -> None:
        """A contact ends: a tap, or the end of a slide."""
        contact = self._contact
        if finger != self._finger or contact is None:
            return
        contact.follow(now)
        self._feel(contact)
        self._finger = self._contact = None
        if not _BRUSH <= now - contact.began <= _TAP or contact.moved > _SLIDES or contact.changed:
            return
        if contact.second:
            self._quiet_until = now + _QUIET
            self._act(self.at_hand)
        else:
            self._tapped = now, x, y

    def tick(self, now: float) -> None:
        """Time has passed: a finger that rests is told what is under it, and so is one tap that stayed alone."""
        if self._contact is not None:
            self._contact.follow(now)
            self._feel(self._contact)
        elif self._tapped is not None and now - self._tapped[0] > _BETWEEN:
            _, *place = self._tapped
            self._tapped = None
            self._tell(self._key_at((place[0], place[1])))

    def gone(self) -> None:
        """Forget all contacts: the system took them away."""
        self._finger = self._contact = self._tapped = None

    # -- inside -----------------------------------------------------------------------------------------------

    def _feel(self, contact: _Contact) -> None:
        """Tell what is under the finger once it rests or slides, if it is something else than before."""
        if not contact.explores:
            return
        key = self._key_at(contact.smooth)
        if key == self._under:
            return
        self._under = key
        contact.changed = contact.changed or key not in (None, self.at_hand)
        self._tell(key)

    def _tell(self, key: Hashable | None) -> None:
        if key is not None:
            self.at_hand = key
            self._say(key)

    def _key_at(self, place: tuple[float, float]) -> Hashable | None:
        inside = [one for one in self._things if one.distance(*place) <= 0]
        if inside:
            return inside[-1].key
        near = min(self._things, key=lambda one: one.distance(*place), default=None)
        return near.key if near is not None and near.distance(*place) <= _NEAR else None
