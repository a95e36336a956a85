"""PEMAT-P: how understandable and how actionable a topic is, item by item, in 100.

The Patient Education Materials Assessment Tool for printable material (AHRQ, publication 14-0002-EF) has 24 items.
Some a program can judge (`kiosk.check.pemat_items`); the others a person rates, each with a reason, in the
`pemat.toml` beside the topic. An item that does not apply is left out; one that nobody has rated counts as not met.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.bundle.files import read_text
from kiosk.bundle.findings import Finding, Findings, Gravity, nearest
from kiosk.bundle.model import IconArray, Picture, Table, Topic
from kiosk.bundle.texts import texts_of

FILE = "pemat.toml"
"""A topic's ratings by people, beside it; they hold for each of its languages."""
ASKED = 90
"""In 100: what each part is asked to reach."""
NAMES: Mapping[int, str] = {
    1: "purpose evident", 2: "no distracting content", 3: "everyday language", 4: "medical terms explained",
    5: "active voice", 6: "numbers clear", 7: "no calculation", 8: "short sections", 9: "informative headers",
    10: "logical sequence", 11: "summary", 12: "visual cues", 15: "visual aids where they help",
    16: "visual aids reinforce", 17: "captions", 18: "illustrations clear", 19: "simple tables",
    20: "an action for the reader", 21: "speaks to the reader", 22: "manageable steps", 23: "a tangible tool",
    24: "calculations explained", 25: "how to use charts and tables", 26: "visual aids to act on",
}  # fmt: skip
"""Every item of PEMAT-P by its number; 13 and 14 are for sound and moving pictures."""
ACTIONABILITY = frozenset(range(20, 27))
PEOPLE = (1, 2, 4, 6, 10, 15, 16, 18, 20, 22, 23, 25, 26)
"""Items that people rate."""

_HEAD = re.compile(r"\s*\[\s*item\s*\.\s*[\"']?(\w+)[\"']?\s*\]")
_NUMBER = re.compile(r"\b(?!(?:999|111|112)\b)\d")
"""A number that says how many or how long; those to ring do not."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One item: met, not met, or (None) not applicable, and why."""

    agree: bool | None
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the items that apply are met."""

    met: int
    of: int

    @property
    def percent(self) -> int:
        """In 100, rounded down, so that 90 is never shown for less; 100 when no item applies."""
        return 100 * self.met // self.of if self.of else 100

    @property
    def enough(self) -> bool:
        """Whether it reaches what is asked."""
        return 100 * self.met >= ASKED * self.of


@dataclass(frozen=True, slots=True)
class Rating:
    """A topic's items by number: what the program judged, and what people rated."""

    program: Mapping[int, Judged]
    people: Mapping[int, Judged]

    @property
    def rated(self) -> bool:
        """Whether people have rated anything."""
        return bool(self.people)

    @property
    def understandability(self) -> Score:
        """Items 1 to 19."""
        return self._score(number for number in NAMES if number not in ACTIONABILITY)

    @property
    def actionability(self) -> Score:
        """Items 20 to 26."""
        return self._score(ACTIONABILITY)

    @property
    def total(self) -> Score:
        """All items."""
        return self._score(NAMES)

    @property
    def by_program(self) -> Score:
        """The items a program judges."""
        return self._score(self.program)

    @property
    def by_people(self) -> Score:
        """The items people rate."""
        return self._score(PEOPLE)

    def failing(self) -> tuple[int, ...]:
        """Return the numbers of the items that are not met, or not rated."""
        return tuple(number for number in NAMES if self._met(number) is False)

    def reason(self, number: int) -> str:
        """Return why an item is met or not."""
        judged = self.program.get(number) or self.people.get(number)
        return judged.reason if judged else "Nobody has rated it."

    def to_json(self) -> dict[str, Any]:
        """Return the scores and every item for `kiosk check --json`."""
        scores = {
            "understandability": self.understandability, "actionability": self.actionability, "total": self.total,
            "program": self.by_program, "people": self.by_people,
        }  # fmt: skip
        told = {name: {"met": one.met, "of": one.of, "percent": one.percent} for name, one in scores.items()}
        items = {
            str(number): {
                "item": NAMES[number],
                "by": "people" if number in PEOPLE else "program",
                "agree": "na" if self._met(number) is None else self._met(number),
                "reason": self.reason(number),
            }
            for number in NAMES
        }
        return {"rated": self.rated, "asked": ASKED, "scores": told, "items": items}

    def _met(self, number: int) -> bool | None:
        judged = self.program.get(number) or self.people.get(number)
        return judged.agree if judged else False

    def _score(self, numbers: Iterable[int]) -> Score:
        applying = [met for number in numbers if (met := self._met(number)) is not None]
        return Score(sum(applying), len(applying))


def read_ratings(path: Path, topic: Topic) -> tuple[Mapping[int, Judged], tuple[Finding, ...]]:
    """Return what people rated in `path` for `topic`, by item, and what is wrong with the file.

    Raises ContentError when the file is there and cannot be read as text.
    """
    if not path.is_file():
        wrong = "Nobody has rated the topic by PEMAT-P."
        return {}, (Finding(path, 1, Gravity.WARNING, "pemat-missing", wrong, "See authoring.md, 'PEMAT rating'."),)
    findings, source = Findings(path), read_text(path)
    try:
        table = tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        findings.error(1, "toml", f"The rating cannot be read: {error}.", "Write [item.1], then agree = true.")
        return {}, findings.all()
    lines = {found.group(1): at for at, line in enumerate(source.splitlines(), 1) if (found := _HEAD.match(line))}
    _by_and_on(table, findings)
    items = table.get("item", {})
    rated: dict[int, Judged] = {}
    for key, value in items.items() if isinstance(items, dict) else ():
        line = lines.get(key, 1)
        if key not in map(str, PEOPLE):
            own = key.isdigit() and int(key) in NAMES
            wrong = f"Item {key} is judged by the program." if own else f"PEMAT-P has no item {key} for people."
            findings.warning(line, "pemat-unknown", wrong, f"Take it out. People rate {_list(PEOPLE)}.")
        elif judged := _judged(int(key), value, line, topic, findings):
            rated[int(key)] = judged
    missing = [number for number in PEOPLE if str(number) not in (items if isinstance(items, dict) else ())]
    if missing:
        wrong = f"Not rated: {_list(missing)} ({', '.join(NAMES[number] for number in missing)})."
        findings.warning(1, "pemat-missing", wrong, "Add [item.N] with agree and a reason. It counts as not met.")
    return rated, findings.all()


def score_finding(file: Path, rating: Rating) -> Finding | None:
    """Return the warning that a topic does not reach what is asked; None when it does, or nobody has rated it."""
    short = [
        f"{name} {score.percent}"
        for name, score in (("understandability", rating.understandability), ("actionability", rating.actionability))
        if not score.enough
    ]
    if not short or not rating.rated:
        return None
    failing = "; ".join(f"{number} {NAMES[number]}" for number in rating.failing())
    wrong = f"PEMAT-P: {' and '.join(short)} in 100. Not met: {failing}."
    return Finding(file, 1, Gravity.WARNING, "pemat-score", wrong, f"Mend these and rate them anew: {ASKED} is asked.")


def same_reasons(rated: Mapping[Path, Mapping[int, Judged]]) -> list[Finding]:
    """Return a hint for each reason that stands in two topics' files: it was not written about this one."""
    seen: dict[tuple[int, str], str] = {}
    found = []
    for path, items in rated.items():
        for number, judged in items.items():
            first = seen.setdefault((number, judged.reason.casefold()), path.parent.name)
            if first != path.parent.name:
                wrong = f"The reason of item {number} is that of '{first}'."
                instead = "Say what is so in this topic."
                found.append(Finding(path, 1, Gravity.HINT, "pemat-reason", wrong, instead))
    return found


def _by_and_on(table: Mapping[str, Any], findings: Findings) -> None:
    by, on = table.get("rated_by"), table.get("rated_on")
    if not isinstance(by, str) or not by.strip():
        findings.error(1, "pemat-who", "It says not who rated it.", 'Write rated_by = "Content writer", a role.')
    if not isinstance(on, date):
        findings.error(1, "pemat-when", "It says not when it was rated.", "Write rated_on = 2026-11-25.")
    for key in table.keys() - {"rated_by", "rated_on", "item"}:
        findings.error(1, "unknown-key", f"A rating has no '{key}'.", nearest(key, ("rated_by", "rated_on", "item")))


def _judged(number: int, value: object, line: int, topic: Topic, findings: Findings) -> Judged | None:
    """Return one item as it is written; None after a finding."""
    table = value if isinstance(value, dict) else {}
    agree, reason = table.get("agree"), table.get("reason")
    if not (isinstance(agree, bool) or agree == "na"):
        findings.error(line, "pemat-agree", f"Item {number} says not whether it is met.", "Write agree = true.")
        return None
    if not isinstance(reason, str) or not reason.strip():
        findings.error(line, "pemat-reason", f"Item {number} has no reason.", 'Write reason = "..." about this topic.')
        return None
    if agree != "na":
        return Judged(bool(agree), reason.strip())
    if why := _must_apply(number, topic):
        findings.warning(line, "pemat-na", f"Item {number} cannot be 'na': {why}.", "Write agree = true or false.")
        return Judged(False, f"Marked 'na', but {why}.")
    return Judged(None, reason.strip())


def _must_apply(number: int, topic: Topic) -> str:
    """Return why an item applies to `topic`; '' when PEMAT-P lets it be left out there."""
    blocks = [block for section in topic.sections for block in section.blocks]
    arrays = any(isinstance(block, IconArray) for block in blocks)
    tables = any(isinstance(block, Table) for block in blocks)
    if number == 6:
        numbers = arrays or any(_NUMBER.search(text.plain) for block in blocks for text in texts_of(block))
        return "there are numbers in the topic" if numbers else ""
    if number in (16, 18):
        seen = arrays or any(isinstance(block, Picture) for block in blocks)
        return "there are pictures or icon arrays in the topic" if seen else ""
    if number == 25:
        return "there are icon arrays or tables in the topic" if arrays or tables else ""
    return "PEMAT-P has no 'not applicable' for it"


def _list(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))
