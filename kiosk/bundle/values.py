"""Plain values out of JSON, each checked for being what it must be."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

_T = TypeVar("_T")


class UnreadableError(ValueError):
    """A value is not what this room writes; other ValueErrors (a date, a role) mean the same."""


def read_str(value: object) -> str:
    """Return the text it is."""
    if not isinstance(value, str):
        raise UnreadableError(f"text expected, not {type(value).__name__}")
    return value


def read_int(value: object) -> int:
    """Return the whole number it is."""
    if type(value) is not int:
        raise UnreadableError(f"a whole number expected, not {type(value).__name__}")
    return value


def read_float(value: object) -> float:
    """Return the finite number it is."""
    if type(value) not in (int, float):
        raise UnreadableError(f"a number expected, not {type(value).__name__}")
    try:
        number = float(value)  # type: ignore[arg-type]
    except OverflowError as error:
        raise UnreadableError("a number is too large") from error
    if not math.isfinite(number):
        raise UnreadableError("a number is not finite")
    return number


def read_bool(value: object) -> bool:
    """Return the truth value it is."""
    if not isinstance(value, bool):
        raise UnreadableError(f"true or false expected, not {type(value).__name__}")
    return value


def read_list(value: object, length: int | None = None) -> list[Any]:
    """Return the list it is, of `length` items if that is given."""
    if not isinstance(value, list) or (length is not None and len(value) != length):
        raise UnreadableError("a list of another shape expected")
    return value


def read_each(value: object, read: Callable[[Any], _T]) -> tuple[_T, ...]:
    """Return what `read` makes of each item of a list."""
    return tuple(read(item) for item in read_list(value))


def maybe_str(value: object) -> str | None:
    """Return the text it is, or None."""
    return None if value is None else read_str(value)


def day_to_json(day: date | None) -> str | None:
    """Return a day as it is written, such as '2026-11-25'."""
    return day.isoformat() if day else None


def read_day(value: object) -> date | None:
    """Return the day it is, or None."""
    return None if value is None else date.fromisoformat(read_str(value))
