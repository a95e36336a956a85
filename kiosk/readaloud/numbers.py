"""Numbers in British words: 'one hundred and five', 'the twelfth', 'twenty twenty-six', 'nought point five'."""

from __future__ import annotations

_ONES = (
    "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_DIGITS = dict(zip("0123456789", ["oh", *_ONES[1:10]], strict=True))


def cardinal(number: int) -> str:
    """Return a whole number from 0 up in words: 145 -> 'one hundred and forty-five'."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_ONES[hundreds]} hundred" + (f" and {cardinal(rest)}" if rest else "")
    for size, name in _SCALES:
        if number >= size:
            many, rest = divmod(number, size)
            link = " and " if 0 < rest < 100 else " "
            return f"{cardinal(many)} {name}" + (f"{link}{cardinal(rest)}" if rest else "")
    raise AssertionError(number)


def ordinal(number: int) -> str:
    """Return a whole number as a place in a row: 12 -> 'twelfth', 21 -> 'twenty-first'."""
    words = cardinal(number) if number else "noughth"
    head, mark, last = words.rpartition("-") if "-" in words.rpartition(" ")[2] else words.rpartition(" ")
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    elif not last.endswith("th"):
        last += "th"
    return head + mark + last


def year(number: int) -> str:
    """Return a year as it is said: 2026 -> 'twenty twenty-six', 2005 -> 'two thousand and five'."""
    century, rest = divmod(number, 100)
    if not 1000 <= number < 10_000 or 0 <= number % 1000 < 10:
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} " + (f"oh {_ONES[rest]}" if rest < 10 else cardinal(rest))


def digits(text: str) -> str:
    """Return a telephone number digit by digit; what is no digit is left out: '0300 1' -> 'oh three oh oh one'."""
    return " ".join(_DIGITS[mark] for mark in text if mark in _DIGITS)


def number(text: str) -> str:
    """Return a number as written ('1,000', '2.5', '0.50') in words; ValueError when it is none."""
    whole, point, fraction = text.replace(",", "").partition(".")
    words = cardinal(int(whole or "0"))
    if not point:
        return words
    if not fraction.isdigit():
        raise ValueError(text)
    return f"{words} point " + " ".join(_ONES[int(digit)] for digit in fraction)
