"""What is typed at the desk, measured against what fits on paper: the words of the refusal, by field."""

from __future__ import annotations

from kiosk.errors import HandoutError
from kiosk.handout.typed import NAME_LIMIT, NOTE_LIMIT, PLAN_LIMIT, SECOND_LIMIT, many_lines, one_line
from kiosk.staff.desk import Desk, Field

_LIMITS = {
    Field.NAME: ("name", NAME_LIMIT),
    Field.SECOND: ("second identifier", SECOND_LIMIT),
    Field.PLAN: ("plan", PLAN_LIMIT),
    Field.NOTE: ("note", NOTE_LIMIT),
}
NAMED = {what: f"The {name} " for what, (name, _) in _LIMITS.items()}
"""How a message about a field begins."""
MANY_LINES = frozenset({Field.PLAN, Field.NOTE})


def troubles(desk: Desk) -> dict[Field, str]:
    """Return why fields can't be printed as they are; empty when all can."""
    found = {}
    for what, (name, limit) in _LIMITS.items():
        clean = many_lines if what in MANY_LINES else one_line
        try:
            clean(desk.typed(what), name, limit)
        except HandoutError as error:
            found[what] = error.for_staff
    return found
