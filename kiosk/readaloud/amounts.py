# ruff: noqa: RUF001  (phonetic letters, dashes and signs are meant as they are)
"""Amounts as they are said in Britain: doses, ranges, shares, money, dates, times of day, telephone numbers.

Each function takes one display word ('20-40mg') and, where the meaning hangs on them, the words around it. It
returns the spoken words, or None when the word is not its business. What no rule is sure of is not guessed: a dose
said wrongly is worse than one that is not said (`kiosk.readaloud.normalise.UNSAID`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

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
    "sec": ("second", "seconds"),
    "secs": ("second", "seconds"),
    "wk": ("week", "weeks"),
    "wks": ("week", "weeks"),
    "yr": ("year", "years"),
    "yrs": ("year", "years"),
    "ng": ("nanogram", "nanograms"),
    "iu": ("international unit", "international units"),
    "mmol": ("millimole", "millimoles"),
    "mmhg": ("millimetre of mercury", "millimetres of mercury"),
    "dl": ("decilitre", "decilitres"),
    "m2": ("square metre", "square metres"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "ft": ("foot", "feet"),
    "mph": ("mile an hour", "miles an hour"),
    "kj": ("kilojoule", "kilojoules"),
    "kcal": ("kilocalorie", "kilocalories"),
    "°c": ("degree Celsius", "degrees Celsius"),
    "°": ("degree", "degrees"),
    "p": ("penny", "pence"),
    "st": ("stone", "stone"),
    "x": ("time", "times"),
    "×": ("time", "times"),
    "%": ("per cent", "per cent"),
}
_ONLY_AFTER_A_NUMBER = {
    "g", "l", "m", "h", "p", "st", "x", "×", "°", "min", "sec", "dl", "lb", "oz", "ft", "wk", "yr", "iu",
}  # fmt: skip
_CAPITALS = {
    "L",
    "ML",
    "mL",
    "MG",
    "KG",
    "MCG",
    "CM",
    "MM",
    "KM",
    "dL",
    "mmHg",
    "mmHG",
    "IU",
    "X",
    "°C",
    "kCal",
    "kJ",
    "MPH",
}
"""Units as they are written with capitals; any other capital may mean something else ('5M', '3G')."""
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
_PARTS = {"5": "fifth", "8": "eighth", "10": "tenth"}
"""Denominators of other fractions; '3/7' is left alone: on a prescription it means three days."""
CURRENCIES = {"£": ("pound", "pounds"), "€": ("euro", "euros"), "$": ("dollar", "dollars")}
_FIGURE = r"[\d½¼¾⅓⅔]"
_EMERGENCY = {"999", "111", "112", "101", "119", "105"}
_COUNTED = {"people", "patients", "adults", "in", "out", "of", "women", "men", "tablets", "times", "mg", "ml", "days"}
_BEFORE_A_YEAR = {
    "in", "since", "by", "until", "till", "before", "after", "from", "to", "of", "and", "during", "©", "a", "the",
}  # fmt: skip
_NOON = {"am": "ay em", "pm": "pee em", "a.m": "ay em", "p.m": "pee em", "a.m.": "ay em", "p.m.": "pee em"}

Rule = Callable[[str, str, str], str | None]


def amount(word: str, before: str = "", after: str = "") -> str | None:
    """Say a display word that holds a number; `before` and `after` are its neighbours, '' at the ends."""
    for rule in _RULES:
        said = rule(word, before.lower(), after.lower())
        if said is not None:
            return said
    return None


def either(part: str) -> str | None:
    """Say one of two telephone numbers or times that a stroke parts ('999/111', '10am/2pm'); None for the rest."""
    return numbers.digits(part) if part in _EMERGENCY else _time(part, "", "")


def unit(word: str, before: str) -> str | None:
    """Say a unit that stands by itself: 'mg' after '1' -> 'milligram', after '5' -> 'milligrams'.

    It may go on to the next number: the 'mg/5' of '10 mg/5 ml', the 'mg-10' of '5 mg-10 mg'.
    """
    after_number = bool(
        re.fullmatch(
            rf"[£~<>≥≤±+-]?(?:{_NUMBER}|\.\d+|\d*[½¼¾⅓⅔])(?:[-–](?:{_NUMBER}|\d*[½¼¾⅓⅔]))?|\D+[/–-]\d+", before
        )
    )
    joined = re.fullmatch(rf"([^\W\d_]+)([/–-])({_NUMBER})", word)
    parts = [word[: joined.end(1)]] if joined else word.split("/")
    first = _unit_key(parts[0].rstrip("."))
    if first is None or (not after_number and (first in _ONLY_AFTER_A_NUMBER or joined)):
        return None
    number = "1" if re.fullmatch(r"1|\D+[/–-]1", before) else ""
    if joined:
        return f"{_with_unit(number, first)} {'in' if joined[2] == '/' else 'to'} {numbers.number(joined[3])}"
    per = _each(parts[1:])
    return None if per is None else _with_unit(number, first) + per


def _unit_key(written: str) -> str | None:
    """Return the name of a unit as it stands in the table; None for what only looks like one ('5M')."""
    return (
        written.lower()
        if written.lower() in _UNITS and (written.islower() or written in _CAPITALS or not written.isalpha())
        else None
    )


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


def _each(parts: list[str]) -> str | None:
    said = ""
    for part in parts:
        inside = re.fullmatch(rf"({_NUMBER})?\s*([^\W\d_]+2?|%)", part)
        if inside is None:
            return None
        number, name = inside.groups()
        key = _unit_key(name)
        word = name if key is None else _with_unit(number or "1", key)
        link = "in" if number else "a" if word in _A_TIME else "per"
        said += f" {link} " + (f"{numbers.number(number)} {word}" if number else word)
    return said


def _date(word: str, before: str, after: str) -> str | None:
    if found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})", word):
        day, month_number, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
    elif found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", word):
        year, month_number, day = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"(0?[1-9]|1[0-2])/((?:19|20)\d\d)", word):
        return f"{_MONTHS[int(found[1]) - 1]} {numbers.year(int(found[2]))}"
    elif found := re.fullmatch(r"((?:19|20)\d\d)/(\d\d)", word):
        return f"{numbers.year(int(found[1]))} to {numbers.cardinal(int(found[2]))}"
    else:
        return None
    try:
        date(year, month_number, day)
    except ValueError:
        return None
    return f"the {numbers.ordinal(day)} of {_MONTHS[month_number - 1]} {numbers.year(year)}"


def _decade(word: str, before: str, after: str) -> str | None:
    found = re.fullmatch(r"((?:19|20))?([2-9]0)s", word)
    if not found:
        return None
    tens = numbers.cardinal(int(found[2]))[:-1] + "ies"
    return f"{numbers.cardinal(int(found[1]))} {tens}" if found[1] else tens


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
    if not is_time or int(hour) > 24 or int(minute or 0) > 59 or after in _COUNTED - {"in", "of", "times"}:
        return None
    if hour == "00" and not noon:
        return f"oh oh {numbers.cardinal(int(minute))}" if int(minute or 0) > 9 else None
    said = numbers.cardinal(int(hour))
    if minute and int(minute):
        said += " " + (f"oh {numbers.cardinal(int(minute))}" if int(minute) < 10 else numbers.cardinal(int(minute)))
    elif minute and not noon and after not in _NOON:
        said += " o'clock" if int(hour) <= 12 else " hundred"
    return f"{said} {_NOON[noon.lower()]}" if noon else said


def _money(word: str, before: str, after: str) -> str | None:
    found = re.fullmatch(rf"([£€$])({_NUMBER})(k|m|bn)?", word, re.IGNORECASE)
    if not found:
        return None
    sign, amount_text, scale = found.groups()
    one, many = CURRENCIES[sign]
    if scale:
        large = {"k": "thousand", "m": "million", "bn": "billion"}[scale.lower()]
        return f"{numbers.number(amount_text)} {large} {many}"
    if after in ("million", "billion", "thousand"):
        return numbers.number(amount_text)
    whole, _, pence = amount_text.replace(",", "").partition(".")
    if len(pence) > 2:
        return None
    pounds = f"{numbers.cardinal(int(whole))} {one if whole == '1' else many}"
    if not pence or not int(pence):
        return pounds
    pence_words = numbers.cardinal(int(pence.ljust(2, "0")))
    small = "pence" if sign == "£" else "cents"
    return f"{pence_words} {small}" if not int(whole) else f"{pounds} {pence_words}"


def _telephone(word: str, before: str, after: str) -> str | None:
    if word in _EMERGENCY and after not in _COUNTED and before not in ("of", "in"):
        return numbers.digits(word)
    if re.fullmatch(r"\+?\d[\d()-]*", word) and (
        re.match(r"0\d{3}|\+\d\d", word) or (re.fullmatch(r"\d{7,}", word) and not word.endswith("000"))
    ):
        return ("plus " if word.startswith("+") else "") + numbers.digits(word)
    return None


def _fraction(word: str, before: str, after: str) -> str | None:
    found = re.fullmatch(r"(\d+)?([½¼¾⅓⅔])", word)
    if found or word in _FRACTIONS:
        part = _FRACTIONS[found[2] if found else word]
        part = part if " " in part or after in ("a", "an", "the") else f"a {part}"
        if found and found[1]:
            return f"{numbers.cardinal(int(found[1]))} and {part}"
        return f"and {part}" if before.isdigit() else part
    if word == "24/7":
        return "twenty-four seven"
    over = re.fullmatch(r"(\d+)/(\d+)", word)
    if not over:
        return None
    top, bottom = int(over[1]), int(over[2])
    if over[2] in _PARTS and 0 < top < bottom and not before.isdigit():
        name = _PARTS[over[2]]
        return f"one {name}" if top == 1 else f"{numbers.cardinal(top)} {name}s"
    is_pressure = 60 <= top <= 300 and 30 <= bottom <= 200  # blood pressure in mmHg
    return f"{numbers.cardinal(top)} over {numbers.cardinal(bottom)}" if is_pressure else None


def _range(word: str, before: str, after: str) -> str | None:
    parts = re.split(r"[-–—]", word)
    if len(parts) != 2 or not all(re.match(rf"[£€$~<>]?{_FIGURE}", part) for part in parts):
        return None
    if all(re.fullmatch(r"(19|20)\d\d", part) for part in parts):
        return f"{numbers.year(int(parts[0]))} to {numbers.year(int(parts[1]))}"
    if parts[0][0] in CURRENCIES and re.fullmatch(_NUMBER, parts[1]) and re.fullmatch(_NUMBER, parts[0][1:]):
        return f"{numbers.number(parts[0][1:])} to {amount(parts[0][0] + parts[1], '', after)}"
    ends = [amount(part, "", after) for part in parts]
    return f"{ends[0]} to {ends[1]}" if all(ends) else None


def _before_a_word(word: str, before: str, after: str) -> str | None:
    """'10-mg tablets', '45-year-old', '4-6-hourly': a number that belongs to the word behind it."""
    found = re.fullmatch(rf"({_NUMBER}(?:[-–]{_NUMBER})?)-([^\W\d_]+(?:-[^\W\d_]+)*)", word)
    said = amount(found[1], "", "") if found else None
    if not found or said is None:
        return None
    key = _unit_key(found[2])
    return f"{said} " + (_UNITS[key][0] if key else found[2].replace("-", " "))


def _times(word: str, before: str, after: str) -> str | None:
    found = re.fullmatch(rf"({_NUMBER})?[x×]({_NUMBER}.*)", word)
    rest = amount(found[2], "", after) if found else None
    if not found or rest is None:
        return None
    return f"{numbers.number(found[1])} times {rest}" if found[1] else f"times {rest}"


def _measured(word: str, before: str, after: str) -> str | None:
    found = re.fullmatch(rf"({_NUMBER})({_UNIT})(?:/(.+))?", word, re.IGNORECASE)
    key = _unit_key(found[2]) if found else None
    if not found or key is None:
        return None
    per = _each(found[3].split("/") if found[3] else [])
    return None if per is None else f"{numbers.number(found[1])} {_with_unit(found[1], key)}{per}"


def _plain(word: str, before: str, after: str) -> str | None:
    if re.fullmatch(r"(19|20)\d\d", word) and (
        (before.rstrip(".") in _MONTH_OF or before in _BEFORE_A_YEAR or not after) and after not in _COUNTED
    ):
        return numbers.year(int(word))
    if re.fullmatch(_NUMBER, word) and not re.match(r"0\d", word):
        return numbers.number(word)
    if re.fullmatch(r"0[1-9]", word):
        return f"oh {numbers.number(word[1])}"
    if re.fullmatch(rf"\.\d+(?:{_UNIT})?", word):
        return amount(f"0{word}", before, after)
    found = re.fullmatch(rf"([<>≥≤~≈±+−-])({_NUMBER}.*)|({_NUMBER})\+", word)
    if not found:
        return None
    if found[3]:
        return f"{numbers.number(found[3])} and over"
    rest = amount(found[2], "", after)
    return f"{SIGNS[found[1]]} {rest}" if rest else None


SIGNS = {
    "<": "less than", ">": "more than", "≥": "at least", "≤": "at most", "~": "about", "≈": "about", "+": "plus",
    "-": "minus", "−": "minus", "±": "plus or minus",
}  # fmt: skip
"""Signs that stand before a number, and how they are said."""
_RULES: tuple[Rule, ...] = (
    _date, _decade, _day, _ordinal, _time, _money, _fraction, _telephone, _range, _times, _measured, _before_a_word,
    _plain,
)  # fmt: skip
