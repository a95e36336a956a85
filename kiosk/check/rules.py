"""What makes a topic hard to read, or wrong to show, though it is well formed. Each rule names where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kiosk.bundle.findings import Findings
from kiosk.bundle.model import (
    Block,
    IconArray,
    Paragraph,
    Picture,
    Section,
    Status,
    Text,
    Topic,
)
from kiosk.bundle.texts import texts_of

LONGEST_SENTENCE = 20
"""Words of a sentence (NHS and GOV.UK content guides: aim for 15 to 20)."""
LONGEST_PARAGRAPH = 3
"""Sentences of a paragraph (the CDC's Clear Communication Index: short chunks)."""

_PERCENT = re.compile(r"\d\s*%|\bper ?cent\b", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:un)?common(?:ly)?\b|\brare(?:ly)?\b", re.IGNORECASE)
_FREQUENCY = re.compile(r"\b[\d,]+ (?:in|out of)(?: every)? [\d,]+\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:survey|stud(?:y|ies|ied)|trials?|registers?|labels?|leaflets?|guidelines?|reports?)\b"
    r"|\b(?:people|men|women|patients|adults|babies) (?:with|who|on)\b"
)
"""Words that say where a count comes from, or whose it is."""
_NAME_OF_UNIT = r"(?:mg|ml|g|mcg|micrograms?|milligrams?|tablets?)"
DOSE_SUM = re.compile(
    rf"\d\s*{_NAME_OF_UNIT}?\s*[x\u00d7*\u00f7+=]\s*\d"
    r"|(?:^|[.!?]\s)(?:work out|calculate|add up|divide|multiply)\b[^.?!]*\bdoses?\b",
    re.IGNORECASE,
)
_FORM_FIELD = re.compile(r"_{3,}|\.{5,}|\[\s?\]|[☐□▢]")


def advise(topic: Topic, source: str, today: date, findings: Findings) -> None:
    """Add what could be better in `topic`; `source` is its file, to find the lines in."""
    lines = Lines(source)
    for section in topic.sections:
        _question(section, lines, findings)
        _frequencies(section, lines, findings)
        _who_counted(topic, section, lines, findings)
        for text in section_texts(section):
            _sentences(text, lines, findings)
        for block in section.blocks:
            _block(block, lines, findings)
    for text in topic_texts(topic):
        _forbidden(text, lines, findings)
    for text in (*topic.key_points.points, *topic.prompts.questions):
        _sentences(text, lines, findings)
    _review(topic, today, lines, findings)


def section_texts(section: Section) -> Iterator[Text]:
    """Yield every text of a section's blocks that a person reads or hears."""
    return (text for block in section.blocks for text in texts_of(block))


def topic_texts(topic: Topic) -> Iterator[Text]:
    """Yield every text of a topic that a person reads or hears."""
    yield topic.title
    yield from topic.key_points.points
    for section in topic.sections:
        yield section.question
        yield section.short
        yield from section_texts(section)
    yield from topic.prompts.questions
    for teach_back in topic.teach_backs:
        yield teach_back.question
        for answer in teach_back.answers:
            yield from (answer.text, answer.reply)


class Lines:
    """Finds the line a text stands on: the model carries none, so its first words are looked for."""

    def __init__(self, source: str) -> None:
        self._lines = [line.replace("**", "").replace("\\", "") for line in source.splitlines()]
        head = [number for number, line in enumerate(self._lines, 1) if line == "+++"][:2]
        numbered = list(enumerate(self._lines, 1))
        self._body_first = numbered[head[-1] :] + numbered[: head[-1]] if head else numbered

    def of(self, text: Text, start: int = 0) -> int:
        words = text.plain[start:].split()
        for count in (6, 3, 1):
            wanted = " ".join(words[:count])
            for number, line in self._body_first:
                if wanted and wanted in line:
                    return number
        return 1

    def of_word(self, word: str) -> int:
        """Return the first line that holds `word`."""
        return next((n for n, line in enumerate(self._lines, 1) if word in line), 1)

    def of_key(self, key: str) -> int:
        return next((n for n, line in enumerate(self._lines, 1) if line.startswith(key)), 1)


def _question(section: Section, lines: Lines, findings: Findings) -> None:
    if not section.question.plain.endswith("?"):
        findings.warning(
            lines.of(section.question), "not-a-question", f"'{section.question.plain}' is not a question.",
            "Write the heading as the patient would ask it, with a question mark.",
        )  # fmt: skip


def _sentences(text: Text, lines: Lines, findings: Findings) -> None:
    for sentence in text.sentences:
        words = len(sentence.words)
        if words > LONGEST_SENTENCE:
            findings.warning(
                lines.of(text, sentence.span.start), "long-sentence",
                f"'{text.part(sentence.span)[:40]}...' has {words} words.",
                f"Make two sentences of it: {LONGEST_SENTENCE} words at most.",
            )  # fmt: skip


def _block(block: Block, lines: Lines, findings: Findings) -> None:
    if isinstance(block, Paragraph) and len(block.text.sentences) > LONGEST_PARAGRAPH:
        findings.warning(
            lines.of(block.text), "long-paragraph", f"The paragraph has {len(block.text.sentences)} sentences.",
            f"Part it: {LONGEST_PARAGRAPH} sentences at most.",
        )  # fmt: skip
    if isinstance(block, Picture) and block.alternative.plain == block.caption.plain:
        findings.warning(
            lines.of(block.caption), "alternative", f"The alternative of '{block.name}' only repeats its caption.",
            "Say what can be seen in the picture, for someone who can't see it.",
        )  # fmt: skip


def _frequencies(section: Section, lines: Lines, findings: Findings) -> None:
    """Natural frequencies beside percentages and words such as 'common' (the NHS: words are read very differently)."""
    if any(isinstance(block, IconArray) for block in section.blocks):
        return
    for text in section_texts(section):
        if _FREQUENCY.search(text.plain):
            continue
        if found := _PERCENT.search(text.plain):
            findings.warning(
                lines.of(text), "percentage", f"'{found.group().strip()}' is a percentage alone.",
                "Write it as people: '45 in 100 people'; the percentage may follow.",
            )  # fmt: skip
        elif found := _VAGUE.search(text.plain):
            findings.hint(
                lines.of(text), "vague-frequency", f"'{found.group()}' means something else to everyone.",
                "Say how many people, such as '1 in 10 people', if a source gives it.",
            )  # fmt: skip


def _who_counted(topic: Topic, section: Section, lines: Lines, findings: Findings) -> None:
    """A frequency in running text whose section names no source and nobody who was counted (an icon array does)."""
    texts = list(section_texts(section))
    said = " ".join((section.question.plain, *(text.plain for text in texts))).casefold()
    publishers = {re.split(r"[(,]", source.publisher)[0].strip().casefold() for source in topic.sources}
    if _COUNTED.search(said) or any(name in said for name in publishers if name):
        return
    for text in texts:
        if found := _FREQUENCY.search(text.plain):
            findings.hint(
                lines.of(text), "who-was-counted", f"'{found.group()}' does not say who was counted, or by whom.",
                "Name the source and the people: 'A survey of 200 people with MS found ...'.",
            )  # fmt: skip
            return


def _forbidden(text: Text, lines: Lines, findings: Findings) -> None:
    if found := DOSE_SUM.search(text.plain):
        findings.error(
            lines.of(text), "dose-sum", f"'{found.group()[:40]}' asks the reader to work out a dose.",
            "Never ask for sums with doses: write 'your doctor tells you how much to take'.",
        )  # fmt: skip
    if found := _FORM_FIELD.search(text.plain):
        findings.error(
            lines.of(text), "form-field", f"'{found.group()[:10]}' looks like a field to fill in.",
            "Nothing can be written on the glass: make it a question in :::questions.",
        )  # fmt: skip


def _review(topic: Topic, today: date, lines: Lines, findings: Findings) -> None:
    due = topic.trust.review_due
    if due is not None and due < today:
        line = lines.of_key("review_due")
        wrong = f"The review was due on {due.isoformat()}."
        instead = "Have a clinician read it again, then run 'kiosk review approve'."
        if topic.trust.status is Status.APPROVED:
            findings.error(line, "review-due", wrong, instead)
        else:
            findings.warning(line, "review-due", wrong, instead)
