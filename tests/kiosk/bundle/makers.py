"""Makes topics, packs and bundle files for tests: as an author writes them, and straight from the model."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from kiosk.bundle.approval import Approval, Record, digest_of, digest_of_terms, read_record, write_record
from kiosk.bundle.findings import Findings
from kiosk.bundle.folder import glossary_file, read_glossary, read_pack
from kiosk.bundle.markup import parse_topic
from kiosk.bundle.model import (
    ABOUT_ME,
    Answer,
    Bullets,
    Category,
    Diary,
    Drawing,
    IconArray,
    KeyPoints,
    Pack,
    Paragraph,
    Picture,
    QuestionPrompts,
    Role,
    Section,
    Severity,
    Shape,
    Source,
    Status,
    Steps,
    Table,
    TeachBack,
    Tip,
    Topic,
    Trust,
    Warning,
)
from kiosk.bundle.sentences import make_text

HEAD = """+++
id = "baclofen"
title = "Baclofen"
say = ["bak", "lo", "fen"]
also = ["Lioresal"]
find = ["muscle relaxant", "stiff"]
category = "medicines"
icon = "pill"
version = "0.1"
status = "draft"
author = "Content writer"
reviewer = ""

[[source]]
id = "MST-BACL"
publisher = "MS Trust"
title = "Baclofen (Lioresal)"
date = "undated"
address = "https://example.org/baclofen"
+++
"""
PARTS = """
:::key-points
points = ["It loosens stiff muscles.", "Take it with food or milk.", "The dose goes up in small steps."]
:::

:::questions
items = ["What time of day is best for me?"]
:::

:::teach-back
question = "You want to stop baclofen. What comes first?"
section = "stopping"

[[answer]]
text = "I talk to my doctor first"
right = true
reply = "Yes, that is right."

[[answer]]
text = "I stop taking it today"
reply = "Not quite. Here is the page."
:::
"""
SECTIONS = """
{#how-to-take role="how to take it" icon="cup-water" short="How do I take it?"}
## How do I take baclofen?

Take it with **food or a
milky drink**, e.g. hot chocolate. It is gentler on your stomach.

- Tablets
- Liquid

1. Start low.
2. Go up in small steps.

| Time | What |
|---|---|
| 8 a.m. | One tablet |

:::tip
text = "A glass of milk will do."
:::

:::icon-array
number = 45
out_of = 100
heading = "Out of 100 people who take baclofen:"
have = "people get side effects"
have_not = "people do not"
studied = "People who took baclofen."
source = "MST-BACL"
:::

:::picture
file = "steps.svg"
alternative = "Three bars, each shorter than the one before."
caption = "The dose comes down in small steps."
:::

{#stopping role="stopping" icon="hand-back-left"}
## Can I stop taking baclofen?

:::warning
severity = "serious"
title = "do not stop suddenly"
do = "Keep taking baclofen until you have a plan."
why = "Stopping all at once can cause fits (seizures)."
:::
"""
TOPIC = HEAD + PARTS + SECTIONS
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">
  <rect x="10" y="10" width="20" height="30" fill="#0B5148"/>
  <g transform="translate(30 0)" fill="#DDF1EA" stroke="#1D2B33" stroke-width="2">
    <circle cx="10" cy="25" r="5"/>
    <path d="M 0 0 q 5 5 10 0"/>
  </g>
</svg>
"""
PACK = """id = "ms"
title = "Living with MS"
version = "0.1.0"
languages = ["en-GB"]
most_asked = ["baclofen"]
audience = "Adults with MS"
[[category]]
id = "most"
title = "Most asked"
icon = "star"
accent = "most"

[[category]]
id = "medicines"
title = "Medicines"
icon = "pill"
accent = "med"
"""


def write_topic(folder: Path, source: str = TOPIC, *, lang: str = "en-GB", speech: str | None = None) -> Path:
    """Write a topic's folder and return the path of its file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "steps.svg").write_text(PICTURE, encoding="utf-8")
    path = folder / f"{lang}.md"
    path.write_text(source, encoding="utf-8")
    if speech is not None:
        path.with_suffix(".speech.json").write_text(speech, encoding="utf-8")
    return path


def write_pack(folder: Path, topics: dict[str, str] | None = None, pack: str = PACK) -> Path:
    """Write a pack's folder with the topics given by id, or with one topic, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bundle.toml").write_text(pack, encoding="utf-8")
    for topic_id, source in (topics if topics is not None else {"baclofen": TOPIC}).items():
        write_topic(folder / "topics" / topic_id, source)
    return folder


def approve(topic_file: Path, *, on: date = date(2026, 1, 1), due: date = date(2030, 1, 1)) -> Path:
    """Approve the words of a topic file as they stand and return the file of the record."""
    topic, findings = parse_topic(topic_file.read_text(encoding="utf-8"), path=topic_file, lang=topic_file.stem)
    assert topic is not None, findings
    approval = Approval("Consultant neurologist", on, due, topic.trust.version, digest_of(topic))
    record = read_record(topic_file, Findings(topic_file))
    return write_record(topic_file, Record(approval, record.withdrawn))


def approve_glossary(pack: Path, *, on: date = date(2026, 1, 1), due: date = date(2030, 1, 1)) -> Path:
    """Approve the glossary in the first language of a pack's folder and return the file of the record."""
    known = read_pack(pack)
    lang = known.languages[0]
    digest = digest_of_terms(read_glossary(pack, known, lang).terms, lang)
    approval = Approval("Consultant neurologist", on, due, known.version, digest)
    return write_record(glossary_file(pack, known, lang), Record(approval))


# -- straight from the model -----------------------------------------------------------------------------

MODEL_PACK = Pack(
    "big", "Many topics", "1", ("en-GB",),
    (Category("most", "Most asked", "star", "most"), Category("medicines", "Medicines", "pill", "med"),
     Category("living", "Living well", "flower", "live")),
    ("topic-00000", "topic-00007"),
)  # fmt: skip

SYLLABLES = ("bac", "lo", "fen", "ti", "zan", "ri", "mol", "dra", "pe", "kul", "vas", "ner", "gab", "sol", "wim", "ox")


def name_of(number: int) -> str:
    """Return a name like a medicine's, another for each number below 16 to the fourth."""
    parts = [SYLLABLES[number >> shift & 15] for shift in (0, 4, 8, 12)]
    return "".join(parts).capitalize()


def make_topic(number: int, status: Status = Status.DRAFT) -> Topic:
    """Return a small whole topic; equal numbers give equal topics."""
    name = name_of(number)
    text = make_text(f"{name} helps some people. Ask about number {number}.")
    section = Section("use", make_text(f"What is {name}?"), make_text("What is it?"), Role.WHAT_IT_IS, "pill",
                      (Paragraph(text), Bullets((text, make_text("Tablets"))), Tip(text)))  # fmt: skip
    return Topic(
        id=f"topic-{number:05}", lang="en-GB", title=make_text(name), say=(), also=(f"{name}ex",),
        find=(f"{name[:4]} word", "stiff"), category="living" if number % 3 else "medicines", icon="pill",
        key_points=KeyPoints((text,) * 3), sections=(section,), prompts=QuestionPrompts((text,)), teach_backs=(),
        sources=(Source("A", "Publisher", "Title", "undated", ""),),
        trust=Trust("1", status, "Writer", "", None, None),
    )  # fmt: skip


# -- any topic there could be ----------------------------------------------------------------------------

_WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=40)
_ID = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8)
_TEXT = _WORDS.map(make_text)
_TEXTS = st.lists(_TEXT, min_size=1, max_size=3).map(tuple)
_ROLE_NAMES = st.sampled_from(["ink", "accent", None])
_NUMBER = st.floats(0, 1000, allow_nan=False)
_SHAPE = st.builds(Shape, st.just("M 0 0 L 1 1 Z"), _ROLE_NAMES, _ROLE_NAMES, _NUMBER)
_DRAWING = st.builds(Drawing, _NUMBER, _NUMBER, st.lists(_SHAPE, max_size=2).map(tuple))
_TABLE = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table, st.tuples(*[_TEXT] * width), st.lists(st.tuples(*[_TEXT] * width), max_size=2).map(tuple)
    )
)
UNMARKED = st.one_of(
    st.builds(Paragraph, _TEXT),
    st.builds(Bullets, _TEXTS),
    st.builds(Steps, _TEXTS, st.integers(1, 9)),
    st.builds(Warning, st.sampled_from(Severity), _TEXT, _TEXT, st.just(make_text("")), _TEXT),
    st.builds(Tip, _TEXT),
    st.builds(IconArray, st.integers(0, 10), st.integers(10, 100), _TEXT, _TEXT, _TEXT, _TEXT, _ID),
    st.builds(Picture, st.just("a.svg"), _TEXT, _TEXT, _DRAWING),
    _TABLE,
    st.builds(Diary, _TEXT, _TEXT, st.lists(_TEXT, min_size=1, max_size=4).map(tuple), st.sampled_from((7, 14))),
)
MARKS = st.lists(st.sampled_from(ABOUT_ME), max_size=3, unique=True).map(tuple)
BLOCKS = st.builds(lambda block, marks: replace(block, matters_to=marks), UNMARKED, MARKS)
_SECTION = st.builds(Section, _ID, _TEXT, _TEXT, st.sampled_from(Role), _ID, st.lists(BLOCKS, max_size=3).map(tuple))
_ANSWER = st.builds(Answer, _TEXT, st.booleans(), _TEXT)
_DAY = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
_STRINGS = st.lists(_WORDS, max_size=2).map(tuple)
TOPICS = st.builds(
    Topic, id=_ID, lang=st.just("en-GB"), title=_TEXT, say=_STRINGS, also=_STRINGS, find=_STRINGS, category=_ID,
    icon=_ID,
    key_points=st.builds(KeyPoints, _TEXTS), sections=st.lists(_SECTION, max_size=2).map(tuple),
    prompts=st.builds(QuestionPrompts, _TEXTS),
    teach_backs=st.lists(st.builds(TeachBack, _TEXT, st.tuples(_ANSWER, _ANSWER), _ID), max_size=1).map(tuple),
    sources=st.lists(st.builds(Source, _ID, _WORDS, _WORDS, _WORDS, _WORDS), max_size=2).map(tuple),
    trust=st.builds(Trust, _WORDS, st.sampled_from(Status), _WORDS, _WORDS, _DAY, _DAY, st.text(max_size=5)),
)  # fmt: skip
