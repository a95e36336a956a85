# ruff: noqa: RUF001  (phonetic letters, dashes and signs are meant as they are)
"""Amounts as they are said in Britain: doses, ranges, shares, money, dates, times of day, telephone numbers.

Each function takes one display word ('20-40mg') and, where the meaning hangs on them, the words around it. It
returns the spoken words, or None when the word is not its business.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kiosk.readaloud import numbers

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNITS = {
    "mg": ("milligram", "milligrams"),
    "g": ("gram", "grams"),
    "kg": ("kilogram", "kilograms"),
    "mcg": ("microgram", "micrograms"),
    "\u00b5g": ("microgram", "micrograms"),
    "\u03bcg": ("microgram", "micrograms"),
    "ml": ("millilitre", "millilitres"),
    "l": ("litre", "litres"),
    "mm": ("millimetre", "millimetres"),
    "cm": ("centimetre", "centimetres"),
    "m": ("metre", "metres"),
    "km": ("kilometre", "kilometres"),
    "h": ("hour", "hours"),
    "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"),
    "min": ("minute", "minutes"),
    "mins": ("minute", "minutes"),
    "kcal": ("kilocalorie", "kilocalories"),
    "°c": ("degree Celsius", "degrees Celsius"),
    "°": ("degree", "degrees"),
    "p": ("penny", "pence"),
    "st": ("stone", "stone"),
    "x": ("time", "times"),
    "×": ("time", "times"),
    "%": ("per cent", "per cent"),
}
_ONLY_AFTER_A_NUMBER = {"g", "l", "m", "h", "p", "st", "x", "×", "°", "min"}
_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_A_TIME = {"day", "week", "month", "year", "hour", "night"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH_OF = {name.lower(): name for name in _MONTHS} | {name.lower()[:3]: name for name in _MONTHS} | {
    "sept": "September"
}  # fmt: skip
_FRACTIONS = {
    "½": "half", "¼": "quarter", "¾": "three quarters", "⅓": "third", "⅔": "two thirds",
    "1/2": "half", "1/4": "quarter", "3/4": "three quarters", "1/3": "third", "2/3": "two thirds",
}  # fmt: skip
_EMERGENCY = {"999", "111", "112", "101", "119", "105"}
_COUNTED = {"people", "patients", "adults", "in", "out", "of", "women", "men", "tablets", "times", "mg", "ml", "days"}
_BEFORE_A_YEAR = {"in", "since", "by", "until", "till", "before", "after", "from", "to", "of", "and", "during", "©"}
_NOON = {"am": "ay em", "pm": "pee em", "a.m": "ay em", "p.m": "pee em", "a.m.": "ay em", "p.m.": "pee em"}

Rule = Callable[[str, str, str], str | None]


def amount(word: str, before: str = "", after: str = "") -> str | None:
    """Say a display word that holds a number; `before` and `after` are its neighbours, '' at the ends."""
    for rule in _RULES:
        said = rule(word, before.lower(), after.lower())
        if said is not None:
            return said
    return None


def unit(word: str, before: str) -> str | None:
    """Say a unit that stands by itself: 'mg' after '1' -> 'milligram', after '5' -> 'milligrams'."""
    parts = [part.lower() for part in word.split("/")]
    after_number = bool(re.fullmatch(rf"[£~<>]?(?:{_NUMBER}|[½¼¾])(?:[-–]{_NUMBER})?", before))
    first = parts[0].rstrip(".")
    if first not in _UNITS or (not after_number and first in _ONLY_AFTER_A_NUMBER):
        return None
    return _with_unit("" if before != "1" else "1", first) + _each(parts[1:])


def month(word: str) -> str | None:
    """Return the full name of a month written in full or short ('Sept'); None for 'may', which is also a verb."""
    if word in ("may", "march", "mar", "dec", "sep", "jan", "feb", "apr", "jun", "jul", "aug", "oct", "nov", "sept"):
        return None
    return _MONTH_OF.get(word.lower().rstrip("."))


def time_mark(word: str) -> str | None:
    """Say 'am' and 'pm' behind a time as letters; None for any other word."""
    return _NOON.get(word.lower())


def _with_unit(number: str, name: str) -> str:
    singular, plural = _UNITS[name]
    return singular if number == "1" else plural


def _each(parts: list[str]) -> str:
    said = ""
    for part in parts:
        inside = re.fullmatch(rf"({_NUMBER})?\s*([^\W\d_]+|%)", part)
        if inside is None:
            return said
        number, name = inside.groups()
        word = _with_unit(number or "1", name) if name in _UNITS else name
        link = "in" if number else "a" if word in _A_TIME else "per"
        said += f" {link} " + (f"{numbers.number(number)} {word}" if number else word)
    return said


def _date(word: str, before: str, after: str) -> str | None:
    found = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})", word)
    if found:
        day, month_number, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
    elif found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", word):
        year, month_number, day = (int(part) for part in found.groups())
    else:
        return None
    if not (1 <= day <= 31 and 1 <= month_number <= 12):
        return None
    return f"the {numbers.ordinal(day)} of {_MONTHS[month_number - 1]} {numbers.year(year)}"


def _day(word: str, before: str, after: str) -> str | None:
    found = re.fullmatch(r"(\d{1,2})(st|nd|rd|th)?", word)
    if not found or not 1 <= int(found[1]) <= 31 or after not in _MONTH_OF:
        return None
    if after in ("may", "march", "mar", "dec") and not found[2] and before in _COUNTED:
        return None
    said = numbers.ordinal(int(found[1]))
    return f"{said} of" if before == "the" else f"the {said} of"


def _ordinal(word: str, before: str, after: str) -> str | None:
    found = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word, re.IGNORECASE)
    return numbers.ordinal(int(found[1])) if found else None


def _time(word: str, before: str, after: str) -> str | None:
    found = re.fullmatch(r"(\d{1,2})(?:([:.])(\d{2}))?(am|pm|a\.m\.?|p\.m\.?)?", word, re.IGNORECASE)
    if not found:
        return None
    hour, mark, minute, noon = found.groups()
    is_time = noon or mark == ":" or (mark and (after in _NOON or before == "at"))
    if not is_time or int(hour) > 24 or int(minute or 0) > 59:
        return None
    said = numbers.cardinal(int(hour))
    if minute and int(minute):
        said += " " + (f"oh {numbers.cardinal(int(minute))}" if int(minute) < 10 else numbers.cardinal(int(minute)))
    elif minute and not noon and after not in _NOON:
        said += " o'clock" if int(hour) <= 12 else " hundred"
    return f"{said} {_NOON[noon.lower()]}" if noon else said


def _money(word: str, before: str, after: str) -> str | None:
    found = re.fullmatch(rf"£({_NUMBER})(k|m|bn)?", word, re.IGNORECASE)
    if not found:
        return None
    amount_text, scale = found.groups()
    if scale:
        large = {"k": "thousand", "m": "million", "bn": "billion"}[scale.lower()]
        return f"{numbers.number(amount_text)} {large} pounds"
    if after in ("million", "billion", "thousand"):
        return numbers.number(amount_text)
    whole, _, pence = amount_text.replace(",", "").partition(".")
    pounds = f"{numbers.cardinal(int(whole))} {'pound' if whole == '1' else 'pounds'}"
    if not pence or not int(pence):
        return pounds
    pence_words = numbers.cardinal(int(pence.ljust(2, "0")[:2]))
    return f"{pence_words} pence" if not int(whole) else f"{pounds} {pence_words}"


def _telephone(word: str, before: str, after: str) -> str | None:
    if word in _EMERGENCY and after not in _COUNTED and before not in ("of", "in"):
        return numbers.digits(word)
    if re.fullmatch(r"\+?\d[\d()-]*", word) and (
        (word.startswith(("0", "+")) and len(word) > 2) or re.fullmatch(r"\d{7,}", word)
    ):
        return ("plus " if word.startswith("+") else "") + numbers.digits(word)
    return None


def _fraction(word: str, before: str, after: str) -> str | None:
    found = re.fullmatch(r"(\d+)?([½¼¾⅓⅔])", word)
    if found:
        part = _FRACTIONS[found[2]]
        article = "" if " " in part else "a "
        return f"{numbers.cardinal(int(found[1]))} and {article}{part}" if found[1] else f"{article}{part}"
    if word in _FRACTIONS:
        part = _FRACTIONS[word]
        return part if " " in part else f"a {part}"
    if word == "24/7":
        return "twenty-four seven"
    over = re.fullmatch(r"(\d+)/(\d+)", word)
    return f"{numbers.cardinal(int(over[1]))} over {numbers.cardinal(int(over[2]))}" if over else None


def _range(word: str, before: str, after: str) -> str | None:
    parts = re.split(r"[-–—]", word)
    if len(parts) != 2 or not all(re.match(r"[£~<>]?\d", part) for part in parts):
        return None
    if all(re.fullmatch(r"(19|20)\d\d", part) for part in parts):
        return f"{numbers.year(int(parts[0]))} to {numbers.year(int(parts[1]))}"
    ends = [amount(part, "", after) for part in parts]
    return f"{ends[0]} to {ends[1]}" if all(ends) else None


def _measured(word: str, before: str, after: str) -> str | None:
    found = re.fullmatch(rf"({_NUMBER})({_UNIT})(?:/(.+))?", word, re.IGNORECASE)
    if not found:
        return None
    number, name, per = found.groups()
    said = f"{numbers.number(number)} {_with_unit(number, name.lower())}"
    return said + _each([part.lower() for part in per.split("/")] if per else [])


def _plain(word: str, before: str, after: str) -> str | None:
    if re.fullmatch(r"(19|20)\d\d", word) and (
        (before.rstrip(".") in _MONTH_OF or before in _BEFORE_A_YEAR or not after) and after not in _COUNTED
    ):
        return numbers.year(int(word))
    if re.fullmatch(_NUMBER, word):
        return numbers.number(word)
    found = re.fullmatch(rf"([<>≥≤~≈+-])({_NUMBER}.*)|({_NUMBER})\+", word)
    if not found:
        return None
    if found[3]:
        return f"{numbers.number(found[3])} and over"
    rest = amount(found[2], "", after)
    return f"{_SIGNS[found[1]]} {rest}" if rest else None


_SIGNS = {
    "<": "less than", ">": "more than", "≥": "at least", "≤": "at most", "~": "about", "≈": "about", "+": "plus",
    "-": "minus",
}  # fmt: skip
_RULES: tuple[Rule, ...] = (
    _date, _day, _ordinal, _time, _money, _fraction, _telephone, _range, _measured, _plain,
)  # fmt: skip
