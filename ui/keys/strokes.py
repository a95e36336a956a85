"""Which stroke of a key counts: struck again at once, as a hand that shakes does, it is one (EN 301 549, 5.8)."""

from __future__ import annotations

from collections.abc import Callable


class Strokes:
    """`repeat` gives the seconds within which the same key struck again means nothing."""

    def __init__(self, repeat: Callable[[], float], clock: Callable[[], float]) -> None:
        self._repeat, self._clock = repeat, clock
        self._last: tuple[int, float] = 0, float("-inf")

    def counts(self, key: int, sooner: float = 0.0) -> bool:
        """Return whether a stroke is a new one, and take note of it; `sooner`: seconds less to wait than for others."""
        now = self._clock()
        again = key == self._last[0] and now - self._last[1] < self._repeat() - sooner
        if not again:
            self._last = key, now
        return not again
