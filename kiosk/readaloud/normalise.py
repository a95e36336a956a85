# ruff: noqa: RUF001  (phonetic letters, dashes and signs are meant as they are)
"""From a sentence as shown to the words as said, each tied to the display words it stands for.

'Take 5 mg 2-3 times a day' is said 'take five milligrams two to three times a day'. The result has one `Said` for
each word of the model (or for a run of them that is said as one, such as '2-3'), in order, without gaps between
words or overlaps; so a mark that follows the voice always lies on the right word of the screen. Used when content
is built, for English; other languages get a rule table of their own.

A number that no rule is sure of is not guessed: `UNSAID` is said in its place. What each form is said like stands in
tests/kiosk/readaloud/spoken_forms.tsv.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.bundle.model import Span
from kiosk.bundle.sentences import find_words
from kiosk.readaloud import amounts, numbers

Say = Callable[[str], str | None]
"""Looks up how a written form such as 'MS' is said; None when nobody has settled it."""

UNSAID = "please read the number on the screen"
"""Said in place of a dose or number that could be meant in two ways: '1,5 mg', '1 000 mg', '3/7', '12/13/2026'."""

_EDGES = "\"'“”‘’„«»()[]{},;:.!?…—–*•"
_LETTERS = {
    "a": "ay", "b": "bee", "c": "see", "d": "dee", "e": "ee", "f": "eff", "g": "gee", "h": "aitch", "i": "eye",
    "j": "jay", "k": "kay", "l": "ell", "m": "em", "n": "en", "o": "oh", "p": "pee", "q": "queue", "r": "ar",
    "s": "ess", "t": "tee", "u": "you", "v": "vee", "w": "double-you", "x": "ex", "y": "why", "z": "zed",
}  # fmt: skip
_SAID_AS_A_WORD = {"NICE", "PIP", "TENS", "AIDS", "PIN", "COVID", "PALS", "ACE"}
_STRESSED = {
    "NOT", "DO", "DON'T", "STOP", "NO", "NEVER", "ALWAYS", "ONLY", "MUST", "AND", "OR", "IF", "IN", "ON", "AT",
    "TO", "BE", "CALL", "TAKE", "HELP", "NOW", "ANY", "ALL", "THE", "FOR", "YOU", "YOUR", "WITH", "THIS", "BUT",
    "IS", "ARE", "MAY", "CAN", "WILL", "DOES", "GO", "TELL", "ASK", "READ", "KEEP", "WARN", "SAFE", "DOSE", "EVERY",
    "EACH", "DAY",
}  # fmt: skip
"""Words that authors write in capitals to stress them; other short words in capitals are letters."""
_ABBREVIATIONS = {
    "e.g": "for example", "eg": "for example", "i.e": "that is", "ie": "that is", "etc": "and so on",
    "dr": "doctor", "prof": "professor", "vs": "versus", "approx": "about", "tel": "telephone", "mr": "mister",
    "mrs": "missus", "a.m": "ay em", "p.m": "pee em",
}  # fmt: skip
_BEFORE_A_NUMBER = {
    "p": "page", "pp": "pages", "fig": "figure", "no": "number", "mon": "Monday", "tue": "Tuesday", "tues": "Tuesday",
    "wed": "Wednesday", "thu": "Thursday", "thur": "Thursday", "thurs": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday", "max": "at most", "min": "at least",
}  # fmt: skip
_SYMBOLS = {"&": "and", "+": "plus", "=": "equals", "/": "or", "%": "per cent", "×": "times", "→": "to"}
_NAMED = re.compile(r"[A-Za-z]+(?:-?\d{1,3})[a-z]?|\d[BD]")
"""Names with a number in them: 'B12', 'Covid-19', 'CN1', '3D'."""
_SPELT_OUT = {"www", "nhs", "uk", "ms", "dvla"}


@dataclass(frozen=True, slots=True)
class Said:
    """A display stretch of the sentence and the words it is said with; '' is passed over in silence."""

    span: Span
    said: str


@dataclass(frozen=True, slots=True)
class _Unit:
    span: Span
    shown: str
    ends: bool = False
    """Whether a comma, bracket or the like stands behind it: what follows is no neighbour."""


def normalise(text: str, words: Sequence[Span] | None = None, say: Say = lambda _: None) -> tuple[Said, ...]:
    """Return how the sentence `text` is said; `words` are the model's word spans in it, found anew when left out.

    `say` looks up settled forms ('MS' -> 'em ess') and comes before every rule but those for numbers.
    """
    units = _units(text, find_words(text, 0, len(text)) if words is None else words)
    shown = [unit.shown for unit in units]
    phone = _telephone_runs(shown)
    found: list[Said] = []
    for index, unit in enumerate(units):
        before = shown[index - 1] if index and not units[index - 1].ends else ""
        after = shown[index + 1] if index + 1 < len(units) and not unit.ends else ""
        if index in phone:
            # The nought of '+44 (0)20' is not dialled.
            said = ("plus " if unit.shown.startswith("+") else "") + numbers.digits(unit.shown.removeprefix("0)"))
        else:
            said = _say(unit.shown, before, after, say)
        if found and found[-1].said == UNSAID and (said == UNSAID or amounts.unit(unit.shown, "1") is not None):
            found[-1] = Said(Span(found[-1].span.start, unit.span.end), UNSAID)
        else:
            found.append(Said(unit.span, said))
    return tuple(found)


def _units(text: str, words: Sequence[Span]) -> list[_Unit]:
    """Group the model's words by blanks: '2-3' cut in two by the model is one unit; '&' alone gets one of its own."""
    units: list[_Unit] = []
    waiting = list(words)
    for found in re.finditer(r"\d{1,2}(?:\s\d{3})+(?![\w.,]*\d)|\S+", text):
        inside = []
        while waiting and waiting[0].start < found.end():
            inside.append(waiting.pop(0))
        core = _core(found[0])
        ends = bool(re.search(r"[,;:!?)\]…]['\"”’]*$", found[0]))
        # 'p.' and 'a.m.' keep their inner stops; a sign such as '£' or '%' may lie outside the model's word.
        if len(inside) == 1 or (inside and re.search(r"[\d@]|\w\.\w", core)):
            units.append(_Unit(Span(inside[0].start, inside[-1].end), core, ends))
        elif inside:
            units.extend(_Unit(span, _core(text[span.start : span.end])) for span in inside)
        elif core in _SYMBOLS or (
            core in amounts.SIGNS and core != "-" and re.match(r"\s[£€$]?\d", text[found.end() :])
        ):
            units.append(_Unit(Span(found.start(), found.end()), core))
        elif found[0] in ("–", "—", "-") and _between_numbers(text, found.start(), found.end()):
            units.append(_Unit(Span(found.start(), found.end()), "–"))
    return units


def _core(token: str) -> str:
    """Take the punctuation off a token, but not what makes another number of it: '.5', '±5'."""
    core = _plain_figures(token.strip(_EDGES))
    sign = re.match(r"[\"'“‘(\[]*([.–—\u2212-])\d", token)
    if sign and not core.startswith(sign[1]):
        return sign[1] + core
    return core


def _plain_figures(shown: str) -> str:
    """Write every kind of figure ('²', '٣') as 0 to 9."""
    return "".join(str(unicodedata.digit(mark)) if mark.isdigit() else mark for mark in shown)


def _between_numbers(text: str, start: int, end: int) -> bool:
    return bool(re.search(r"\d\S*\s$", text[:start]) and re.match(r"\s£?\d", text[end:]))


def _telephone_runs(shown: Sequence[str]) -> set[int]:
    """Find runs of two or more figures that are one telephone number: '0300 123 4567', '116 123'."""
    found: set[int] = set()
    start = 0
    while start < len(shown):
        end = start
        while end < len(shown) and re.fullmatch(r"\+?\d{2,}|0\)\d+", shown[end]):
            end += 1
        first = shown[start]
        if end - start >= 2 and (first.startswith(("0", "+")) or all(len(part) >= 3 for part in shown[start:end])):
            found.update(range(start, end))
        start = max(end, start + 1)
    return found


def _say(shown: str, before: str, after: str, say: Say) -> str:
    if (unit := amounts.unit(shown, before)) is not None:
        return unit
    if any(mark.isdigit() for mark in shown) or set(shown) & set("½¼¾⅓⅔"):
        return _number(shown, before, after, say)
    if shown == "–":
        return "to"
    if shown in amounts.SIGNS and after[:1].isdigit():
        return amounts.SIGNS[shown]
    if before[:1] in amounts.CURRENCIES and shown in ("thousand", "million", "billion"):
        return f"{shown} {amounts.CURRENCIES[before[0]][1]}"
    if before[-1:].isdigit() and (noon := amounts.time_mark(shown)) is not None:
        return noon
    if before[:1].isdigit() and (month := amounts.month(shown)) is not None:
        return month
    if after[:1].isdigit() and shown.lower() in _BEFORE_A_NUMBER and not (shown == "no" or shown == "sun"):
        return _BEFORE_A_NUMBER[shown.lower()]
    return _word(shown, after, say)


def _number(shown: str, before: str, after: str, say: Say) -> str:
    """Say what has figures in it; UNSAID when no rule is sure of it."""
    settled = say(shown.replace("’", "'"))
    if settled is not None:
        return settled
    if re.fullmatch(r"[–—]\d+(?:\.\d+)?°C?", shown):
        shown = "-" + shown[1:]
    said = amounts.amount(shown.removeprefix("'").removeprefix("’"), before, after)
    if said is not None:
        return said
    if "@" in shown or re.search(r"[a-z]\.[a-z]", shown):
        return _address(shown, say)
    either = [amounts.either(part) for part in shown.split("/")]
    if len(either) > 1 and all(either):
        return " or ".join(part for part in either if part)
    return _mixed(shown, say) if _NAMED.fullmatch(shown) else UNSAID


def _word(shown: str, after: str, say: Say) -> str:
    plain = shown.replace("’", "'").replace("‘", "'")
    settled = say(plain)
    if settled is not None:
        return settled
    if plain in _SYMBOLS:
        return _SYMBOLS[plain]
    if plain.lower() in _ABBREVIATIONS and plain.lower() != plain.upper():
        return _ABBREVIATIONS[plain.lower()]
    if plain == "A" and after == "to":
        return "ay"
    if plain in _STRESSED or plain in _SAID_AS_A_WORD:
        return plain.lower()
    initials = re.fullmatch(r"([A-Z]{2,5}|[B-HJ-Z])('?s)?'?", plain)
    if initials:
        return spelt(initials[1], plural=bool(initials[2]))
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", plain):
        return spelt(plain.replace(".", ""))
    if "@" in plain or re.search(r"\w\.\w", plain):
        return _address(plain, say)
    if "/" in plain:
        return _either(plain, say)
    if "&" in plain:
        return " and ".join(
            spelt(part) if part.lower() in _LETTERS else _word(part, "", say) for part in plain.split("&") if part
        )
    parts = re.split(r"[-:]", plain)
    if len(parts) > 1 and (":" in plain or any(say(part) or re.fullmatch(r"[A-Z]{2,5}s?|X", part) for part in parts)):
        return " ".join(_word(part, "", say) for part in parts if part)
    return _letters_only(plain)


def spelt(letters: str, *, plural: bool = False) -> str:
    """Return the names of the letters: 'MS' -> 'em ess'; as a plural 'em esses'."""
    words = " ".join(_LETTERS[letter] for letter in letters.lower())
    return words + ("es" if words.endswith(("s", "x")) else "s") if plural else words


def _address(plain: str, say: Say) -> str:
    parts = re.findall(r"\w+|[.@/-]", plain.removeprefix("https://").removeprefix("http://"))
    names = {".": "dot", "@": "at", "/": "slash", "-": "dash"}
    return " ".join(names.get(part) or (spelt(part) if part in _SPELT_OUT else _mixed(part, say)) for part in parts)


def _either(plain: str, say: Say) -> str:
    parts = [part for part in plain.split("/") if part]
    link = " " if "and" in parts else " or "
    return link.join(_word(part, "", say) for part in parts)


def _mixed(shown: str, say: Say) -> str:
    """Say what is part word, part figures: 'B12', 'Covid-19', '45-year-old'."""
    said = []
    for part in re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*", shown):
        if part[0].isdigit():
            figures = re.sub(r"[.,](?=.*[.,])", "", part)
            said.append(numbers.digits(part) if part.startswith("0") else numbers.number(figures))
        else:
            said.append(_word(part, "", say))
    return " ".join(word for word in said if word)


def _letters_only(plain: str) -> str:
    return re.sub(r"^[-']+|[-']+$", "", re.sub(r"[^\w'-]|[\d_]", "", plain))
