"""Words that people typed: made fit for paper without changing what is seen, or refused with a plain message.

A name prints exactly or not at all: composed (NFC), with invisible and direction-changing characters dropped.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from kiosk.errors import HandoutError
from kiosk.handout.request import Handout

NAME_LIMIT = 60
SECOND_LIMIT = 40
PLAN_LIMIT = 800
NOTE_LIMIT = 1200
QUESTION_LIMIT = 200
QUESTIONS_LIMIT = 20
CLINIC_LIMIT = 80
WHO_LIMIT = 400

_NOT_SEEN = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Soft hyphen, zero-width space, byte-order mark, and every mark that overrides the reading direction."""
_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\t": " "})


def one_line(text: str, what: str, limit: int) -> str:
    """Return `text` composed, without control characters and line breaks; HandoutError when over `limit` characters.

    `what` names the field in the message, such as 'name'.
    """
    return " ".join(many_lines(text, what, limit).split())


def many_lines(text: str, what: str, limit: int) -> str:
    """Return `text` composed and without control characters, its line breaks and spaces kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
    kept = "".join(
        char for char in lines if char == "\n" or not (unicodedata.category(char) == "Cc" or char in _NOT_SEEN)
    )
    composed = unicodedata.normalize("NFC", kept).strip("\n")
    if len(composed) > limit:
        raise HandoutError(f"The {what} has {len(composed)} characters; {limit} fit. Make it shorter.")
    return composed if composed.strip() else ""


def _refuse_other_words(handout: Handout) -> None:
    """Refuse a translation that is not of these topics' words: it must not reach paper, whoever asks."""
    topics = {topic.id: topic for topic in handout.topics}
    for one in handout.translations:
        topic = topics.get(one.topic.id)
        if topic is None or not one.fresh(topic) or not one.pairs(topic):
            raise HandoutError(f"The translation of '{one.topic.id}' is not of its words. Open the content again.")
    if len({one.lang for one in handout.translations}) > 1:
        raise HandoutError("A handout can have one language beside its own. Choose one.")


def checked(handout: Handout) -> Handout:
    """Return the handout with every typed word made fit for paper; HandoutError for what cannot be."""
    if not handout.topics:
        raise HandoutError("A handout needs at least one topic.")
    if len(handout.questions) > QUESTIONS_LIMIT:
        raise HandoutError(f"There are {len(handout.questions)} questions; {QUESTIONS_LIMIT} fit on a handout.")
    _refuse_other_words(handout)
    questions = (one_line(question, "question", QUESTION_LIMIT) for question in handout.questions)
    return replace(
        handout,
        name=one_line(handout.name, "name", NAME_LIMIT),
        second=one_line(handout.second, "second identifier", SECOND_LIMIT),
        plan=many_lines(handout.plan, "plan", PLAN_LIMIT),
        note=many_lines(handout.note, "note", NOTE_LIMIT),
        questions=tuple(question for question in questions if question),
        clinic_name=one_line(handout.clinic_name, "clinic's name", CLINIC_LIMIT),
        who_to_ask=many_lines(handout.who_to_ask, "text 'who to ask'", WHO_LIMIT),
    )
