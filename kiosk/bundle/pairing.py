"""Whether a translation says what its topic says, as far as a program can tell: shape, numbers, units, block by block.

Words are for a person to judge; a list with a point less, or a dose with another digit, is found here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kiosk.bundle.comparison import same_outcome
from kiosk.bundle.findings import Gravity
from kiosk.bundle.model import (
    Block,
    Bullets,
    Diary,
    IconArray,
    Paragraph,
    Picture,
    Section,
    Steps,
    Table,
    Text,
    Tip,
    Topic,
    Warning,
)
from kiosk.bundle.texts import leads_in, texts_of

_KEEP = "Keep kinds, order, numbers and names as they are there; only the words are translated."
_COMMA = frozenset({"cs", "da", "de", "el", "es", "fi", "fr", "hu", "it", "lt", "nb", "nl", "pl", "pt", "ro", "ru",
                    "sk", "sv", "tr", "uk"})  # fmt: skip
"""Languages whose decimals stand behind a comma, and thousands before a point."""
_NUMBER = re.compile(
    r"\d+(?:[.,\u00a0\u202f\u066b\u066c]\d+)*[\u00bc-\u00be\u2150-\u215e]?|[\u00bc-\u00be\u2150-\u215e]"
)
"""Figures, and halves or thirds that are one character, alone or behind them."""
_UNIT = re.compile(r"\s?([a-z\u00b5]+|[%\u066a])", re.IGNORECASE)
_SYMBOLS = frozenset({"mg", "mcg", "\u03bcg", "g", "kg", "ml", "mm", "cm", "%"})
"""As `str.casefold` leaves them: of the sign of micro the Greek letter."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a translation is not as its topic. Places count from 0; None for the head or the whole."""

    section: int | None
    block: int | None
    code: str
    wrong: str
    instead: str
    gravity: Gravity = Gravity.ERROR


def differences(topic: Topic, other: Topic) -> Iterator[Difference]:
    """Yield what keeps `other` from standing beside `topic`: errors, and hints to look at; nothing when it pairs."""
    yield from _texts(topic, other, _head_texts(topic), _head_texts(other), None, None)
    for mine, its in zip(topic.teach_backs, other.teach_backs, strict=False):
        if (mine.section, [one.right for one in mine.answers]) != (its.section, [one.right for one in its.answers]):
            yield _shape(None, None, "a question of understanding asks, or answers, something else")
    if (topic.id, len(topic.prompts.questions), len(topic.teach_backs), len(topic.key_points.points)) != (
        other.id, len(other.prompts.questions), len(other.teach_backs), len(other.key_points.points),
    ):  # fmt: skip
        yield _shape(None, None, "it has more or fewer key points, questions or questions of understanding")
    if len(topic.sections) != len(other.sections):
        yield _shape(None, None, f"it has {len(other.sections)} sections, not {len(topic.sections)}")
    for number, (first, second) in enumerate(zip(topic.sections, other.sections, strict=False)):
        yield from _section(topic, other, number, first, second)


def _section(topic: Topic, other: Topic, number: int, first: Section, second: Section) -> Iterator[Difference]:
    if (first.id, first.role, first.icon) != (second.id, second.role, second.icon):
        yield _shape(number, None, f"here stands the section '{second.id}', not '{first.id}' with its role and icon")
    yield from _texts(topic, other, (first.question, first.short), (second.question, second.short), number, None)
    if len(first.blocks) != len(second.blocks):
        yield _shape(number, None, f"the section has {len(second.blocks)} blocks, not {len(first.blocks)}")
    for place, (mine, its) in enumerate(zip(first.blocks, second.blocks, strict=False)):
        if _frame(mine) != _frame(its):
            yield _shape(number, place, f"here stands {_told(its)}, not {_told(mine)}")
        else:
            yield from _texts(topic, other, tuple(texts_of(mine)), tuple(texts_of(its)), number, place)
    compared = zip(pairwise(first.blocks), pairwise(second.blocks), strict=False)
    for place, (two, other_two) in enumerate(compared):
        if same_outcome(*two) != same_outcome(*other_two):
            yield _shape(number, place, "of two icon arrays 'have' is the same in one language and not in the other")


def _head_texts(topic: Topic) -> tuple[Text, ...]:
    answers = [text for one in topic.teach_backs for answer in one.answers for text in (answer.text, answer.reply)]
    asked = [one.question for one in topic.teach_backs]
    return (topic.title, *topic.key_points.points, *topic.prompts.questions, *asked, *answers)


def _frame(block: Block) -> tuple[object, ...]:
    """Return all of a block that no translation may change."""
    return (type(block), *_frame_of(block), block.matters_to)


def _frame_of(block: Block) -> tuple[object, ...]:
    match block:
        case Bullets(items):
            return (len(items),)
        case Steps():
            return len(block.items), block.start
        case Warning():
            return block.severity, bool(block.when)
        case IconArray():
            return block.number, block.out_of, block.source
        case Picture():
            return block.name, block.drawing
        case Table():
            return len(block.header), len(block.rows)
        case Diary():
            return len(block.columns), block.days, bool(block.note)
        case Paragraph():
            return (leads_in(block),)
        case Tip():
            return ()


def _told(block: Block) -> str:
    """Return a block in a few words for an author."""
    match block:
        case Bullets(items) | Steps(items):
            told = f"a list of {len(items)} points"
        case Warning():
            told = f"a warning, {block.severity.value}, {'with' if block.when else 'without'} 'when'"
        case IconArray():
            told = f"an icon array of {block.number} in {block.out_of} from {block.source}"
        case Picture():
            told = f"the picture {block.name}"
        case Table():
            told = f"a table of {len(block.header)} columns and {len(block.rows)} rows"
        case Diary():
            told = f"a diary of {block.days} days and {len(block.columns)} columns"
        case Paragraph():
            told = "a paragraph that ends with a colon" if leads_in(block) else "a paragraph"
        case Tip():
            told = "a tip"
    return f"{told} for {', '.join(block.matters_to)}" if block.matters_to else told


def _shape(section: int | None, block: int | None, wrong: str) -> Difference:
    return Difference(section, block, "not-paired", f"Not as in the English: {wrong}.", _KEEP)


def _texts(
    topic: Topic, other: Topic, mine: Sequence[Text], its: Sequence[Text], section: int | None, block: int | None
) -> Iterator[Difference]:
    if len(mine) != len(its):
        yield _shape(section, block, f"there are {len(its)} texts, not {len(mine)}")
        return
    for first, second in zip(mine, its, strict=True):
        there, here = numbers(first.plain, topic.lang), numbers(second.plain, other.lang)
        if _amounts(there) != _amounts(here) or _swapped(there, here):
            yield Difference(
                section, block, "other-number",
                f"'{first.plain[:60]}' has the numbers {_listed(there)}, the translation {_listed(here)}.",
                "Write the same numbers, in digits, with the same units.",
            )  # fmt: skip
        elif _looks_moved(there, here):
            yield Difference(
                section, block, "number-place",
                f"'{first.plain[:60]}' has the numbers {_listed(there)}, the translation {_listed(here)}.",
                "Look whether each is said of the same thing, and means the same unit.", Gravity.HINT,
            )  # fmt: skip
        if len(first.strong) != len(second.strong):
            yield _shape(section, block, f"other words are **strong** in '{second.plain[:40]}'")
        if len(first.sentences) != len(second.sentences):
            yield Difference(
                section, block, "sentences",
                f"'{first.plain[:60]}' has {len(first.sentences)} sentences, the translation {len(second.sentences)}.",
                "Look whether anything was left out or added.", Gravity.HINT,
            )  # fmt: skip


def numbers(plain: str, lang: str) -> list[tuple[str, str]]:
    """Return each number of a text, written the same way for every language, with the unit behind it ('' if none)."""
    found = []
    for match in _NUMBER.finditer(plain):
        unit = _UNIT.match(plain, match.end())
        name = unit.group(1).casefold().replace("\u066a", "%") if unit else ""
        found.append((_amount(match.group(), lang), name))
    return found


def _amount(written: str, lang: str) -> str:
    """Return a number in digits 0 to 9, thousands unmarked, decimals behind a point."""
    plain = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in written)
    plain = plain.replace("\u066b", "D").replace("\u066c", "T").replace("\u00a0", "T").replace("\u202f", "T")
    comma = lang.split("-")[0] in _COMMA
    plain = plain.replace("," if comma else ".", "D").replace("." if comma else ",", "T")
    if re.fullmatch(r"\d{1,3}(?:T\d{3})+(?:D\d+)?", plain):
        plain = plain.replace("T", "")
    return plain.replace("D", ".").replace("T", ".")


def _amounts(found: Sequence[tuple[str, str]]) -> Counter[str]:
    return Counter(amount for amount, _ in found)


def _swapped(there: Sequence[tuple[str, str]], here: Sequence[tuple[str, str]]) -> bool:
    """Return whether an amount has the symbol of another unit; a unit in words is for a person to judge."""
    pairs = [(_symbols(there, amount), _symbols(here, amount)) for amount in _amounts(there)]
    return any(mine and its and mine != its for mine, its in pairs)


def _looks_moved(there: Sequence[tuple[str, str]], here: Sequence[tuple[str, str]]) -> bool:
    """Return whether the numbers stand in another order, or one has a symbol here and its unit in words there."""
    moved = [amount for amount, _ in there] != [amount for amount, _ in here]
    return moved or any(bool(_symbols(there, amount)) != bool(_symbols(here, amount)) for amount in _amounts(there))


def _symbols(found: Sequence[tuple[str, str]], amount: str) -> list[str]:
    return sorted(unit for one, unit in found if one == amount and unit in _SYMBOLS)


def _listed(found: Sequence[tuple[str, str]]) -> str:
    told = [f"{amount} {unit}".strip() if unit in _SYMBOLS else amount for amount, unit in found]
    return ", ".join(told) or "none"
