"""From a few touches on large targets to how this person's touches are understood: 'Is tapping hard today?'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.session import Touch
from ui.touch.taps import Lifted

_STEADY = 2.0
"""Millimetres that a steady finger rolls on the glass."""
_SETTLES = ((10.0, 0.4), (5.0, 0.3), (_STEADY, 0.2))
"""Straying so many millimetres, a finger needs so many seconds until its mean place is the one that is meant."""
_OWN = 0.8
"""Part of a person's own usual touch time that a hold may ask for: nobody is asked for what they did not do."""
_FOLLOWS = 2.0
"""Seconds after a touch within which another one that was ignored may be a bounce of it."""
_SPARE = 0.2
"""Seconds more than the latest bounce came."""
ASKED = Touch(growth=12.0)
"""How touches are understood while they are measured: a miss near by counts, or nobody would come to the end."""
MOST = Touch(hold=0.4, repeat=1.5, drift=3.5, growth=10.0)
"""The farthest that measuring goes. A drift wider than the gap between two controls would reach into the next."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A touch on a target: how it went, and how many millimetres beside the target it settled (0.0: on it)."""

    lifted: Lifted
    beside: float


def learned(touches: Sequence[Measured]) -> Touch:
    """Return the settings for a person who made `touches`, in the order of time; a steady hand changes nothing.

    Hold: what a finger that strays so far (the median) needs to settle, but never more than four fifths of this
    person's own usual touch. Repeat: a little longer than the latest bounce came after a touch. Drift: half of how
    far the finger strays. Growth: as far as the touches lay beside their target. Nothing is set below what everybody
    begins with, nor beyond `MOST`. The aims that these settings hold are tested with simulated hands
    (`python tests/tremor`).
    """
    usual = Touch()
    meant = [one for one in touches if not one.lifted.ignored]
    if not meant:
        return usual
    from statistics import median  # with fractions and decimals, which the first picture does not need

    strayed = median(one.lifted.strayed for one in meant)
    wanted = next((hold for least, hold in _SETTLES if strayed > least), 0.0)
    own = _OWN * median(one.lifted.seconds for one in meant)
    latest = max(_bounces(touches), default=None)
    beside = max(one.beside for one in meant)
    return Touch(
        hold=round(min(wanted, own, MOST.hold), 2),
        repeat=usual.repeat if latest is None else _between(usual.repeat, latest + _SPARE, MOST.repeat),
        drift=_between(usual.drift, strayed / 2, MOST.drift),
        growth=_between(usual.growth, beside + 1.0 if beside > 0 else 0.0, MOST.growth),
    )


def _bounces(touches: Sequence[Measured]) -> list[float]:
    """Return how many seconds after a touch was lifted each ignored one began that followed it."""
    found, lifted = [], None
    for one in touches:
        if not one.lifted.ignored:
            lifted = one.lifted.began + one.lifted.seconds
        elif lifted is not None and 0 <= one.lifted.began - lifted <= _FOLLOWS:
            found.append(one.lifted.began - lifted)
    return found


def _between(least: float, value: float, most: float) -> float:
    return round(min(max(least, value), most), 2)
