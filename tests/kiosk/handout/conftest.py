"""Topics for the handout's tests: one that holds every kind of block, and the means to read a page back."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from kiosk import phrases
from kiosk.bundle.model import (
    Answer,
    Bullets,
    Drawing,
    IconArray,
    KeyPoints,
    Paragraph,
    Picture,
    QuestionPrompts,
    Role,
    Section,
    Severity,
    Shape,
    Source,
    Span,
    Status,
    Steps,
    Table,
    TeachBack,
    Text,
    Tip,
    Topic,
    Trust,
    Warning,
)  # fmt: skip
from kiosk.handout import Handout
from kiosk.session import Letter


def text(words: str, strong: str = "") -> Text:
    at = words.index(strong) if strong else 0
    return Text(words, (Span(at, at + len(strong)),) if strong else ())


def texts(*items: str) -> tuple[Text, ...]:
    return tuple(text(item) for item in items)


def section(section_id: str, question: str, role: Role, *blocks: object) -> Section:
    return Section(section_id, text(question), text(question), role, "pill", blocks)  # type: ignore[arg-type]


BARS = Drawing(
    120.0, 60.0,
    (
        Shape("M 0 0 L 120 0 L 120 60 L 0 60 Z", "tint", None, 0.0),
        Shape("M 10 50 L 10 10 L 30 10 L 30 50 Z M 50 50 L 50 25 L 70 25 L 70 50 Z", "accent", "ink", 2.0),
        Shape("M 90 50 C 90 30 110 30 110 50", None, "soft", 3.0),
    ),
)  # fmt: skip

SUDDEN = Warning(
    Severity.SERIOUS, text("do not stop suddenly"), text("Keep taking baclofen until you have a plan with us."),
    text(""), text("Stopping all at once can cause fits (seizures). You may see things that are not there."),
)  # fmt: skip
WEAK = Warning(
    Severity.CARE, text("too much makes you weak"), text("Tell your MS team if your muscles feel too weak."), text(""),
    text("Too high a dose weakens your muscles."),
)  # fmt: skip
BREATH = Warning(
    Severity.EMERGENCY, text("get help now"), text("Tell staff now, or call 999."),
    text("Do this if it is hard to breathe, or your face swells."), text("This can be a serious reaction."),
)  # fmt: skip


@pytest.fixture(scope="session")
def topic() -> Topic:
    """A topic with every kind of block there is."""
    return Topic(
        id="baclofen", lang="en-GB", title=text("Baclofen"), say=("bak", "lo", "fen"), also=("Lioresal", "Lyflex"),
        find=("stiff",), category="medicines", icon="pill",
        key_points=KeyPoints(texts("It loosens muscles.", "Take it with food or milk.", "The dose goes up slowly.")),
        sections=(
            section("for", "What is it for?", Role.WHAT_IT_IS_FOR,
                    Paragraph(text("A medicine for stiff muscles. Doctors call this spasticity.", "spasticity")),
                    Paragraph(text("It turns down the messages that tighten muscles. " * 6 + "It is no cure."))),
            section("take", "How do I take it?", Role.HOW_TO_TAKE_IT,
                    Bullets(texts("Take it by mouth.", "Take it with food or milk. You may feel less sick.", "Low.")),
                    Tip(text("Ask your MS team which times are best for you."))),
            section("effects", "What side effects could I get?", Role.SIDE_EFFECTS,
                    IconArray(45, 100, text("Out of 100 people who take baclofen:"), text("people get side effects"),
                              text("people do not"), text("People who take baclofen were asked."), "MST"),
                    Paragraph(text("They can be:")),
                    Bullets(texts("Feeling sleepy", "Feeling dizzy", "A dry mouth", "Weak muscles")), WEAK),
            section("stop", "Can I stop taking it?", Role.STOPPING, SUDDEN),
            section("pump", "What is a pump?", Role.OTHER_WAYS,
                    Picture("bars.svg", text("Three bars."), text("The dose comes down in small steps."), BARS),
                    Table(texts("When", "What"), (texts("Morning", "Some milk"), texts("Night", "Nothing more")))),
            section("missed", "What if I miss a dose?", Role.MISSED_DOSE,
                    Steps(texts("Take it when you remember.", "Never take two doses at once."))),
            section("help", "When do I need help?", Role.WHEN_TO_GET_HELP, BREATH,
                    Paragraph(text("Also call 999 if you:")), Bullets(texts("get a rash", "are hard to wake"))),
        ),
        prompts=QuestionPrompts(texts("What time of day is best for me?")),
        teach_backs=(TeachBack(text("You want to stop baclofen. What comes first?"),
                               (Answer(text("I talk to my doctor"), True, text("Yes.")),), "stop"),),
        sources=(
            Source("NICE", "NICE", "Multiple sclerosis in adults (NG220)", "2022", "https://www.nice.org.uk/guidance/ng220"),
            Source("MST", "MS Trust", "Baclofen", "undated", "https://mstrust.org.uk/a-z/baclofen-lioresal-lyflex"),
        ),
        trust=Trust("0.1", Status.DRAFT, "Content writer", "", None, date(2028, 11, 30)),
    )  # fmt: skip


@pytest.fixture
def handout(topic: Topic) -> Handout:
    """A whole handout: one topic, and everything that can be a person's own."""
    return Handout(
        topics=(topic,), clinic_name="Riverside MS Clinic", who_to_ask="Your MS nurse, or the desk.",
        printed_at=datetime(2026, 11, 25, 10, 40), demonstration=True, letter=Letter.CLEAR, name="Sam",
        second="born 7 May 1960", plan="Walk to the gate and back\nStretch both calves, as we showed you",
        note="Ring the nurse line if your legs feel too weak.\nWe will talk again at your next visit.",
        questions=("What time of day is best for me?", "What if I feel too weak?"),
        about_me=("I use a wheelchair.", "I get tired quickly."),
    )  # fmt: skip


@pytest.fixture(scope="session")
def words() -> phrases.Phrases:
    return phrases.load("en-GB")


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., str]:
    """Read a PDF with a program of another maker: `read(pdf, '-layout')` is pdftotext, `read(pdf, tool='pdfinfo')`."""

    def reader(pdf: bytes, *options: str, tool: str = "pdftotext") -> str:
        path = tmp_path / "read.pdf"
        path.write_bytes(pdf)
        end = ("-",) if tool == "pdftotext" else ()
        return subprocess.run([tool, *options, str(path), *end], check=True, capture_output=True, text=True).stdout

    return reader


def with_blocks(topic: Topic, *blocks: object) -> Topic:
    """The topic with a single section of these blocks."""
    only = replace(topic.sections[0], blocks=blocks)  # type: ignore[arg-type]
    return replace(topic, sections=(only,), key_points=KeyPoints(()), teach_backs=(), also=())
