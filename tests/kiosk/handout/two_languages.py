"""Handouts in two languages for tests: Spanish as shipped, and other words in the places of a topic's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

import page
import pytest

from kiosk.bundle.approval import digest_of
from kiosk.bundle.model import (
    Bullets,
    Diary,
    IconArray,
    Paragraph,
    Picture,
    QuestionPrompts,
    Steps,
    Table,
    TeachBack,
    Text,
    Tip,
    Topic,
    Warning,
)
from kiosk.bundle.reader import open_bundle
from kiosk.bundle.translation import Translation
from kiosk.bundle.translations import printable
from kiosk.handout import Handout
from kiosk.handout.style import PAPER
from kiosk.paths import shipped_pack
from kiosk.phrases import Phrases, load, load_for_paper
from kiosk.session import Letter

Read = Callable[..., str]
LETTERS = pytest.mark.parametrize("letter", list(Letter))
PAPERS = pytest.mark.parametrize("paper", list(PAPER))
ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "ابتثجحخدذرزسشصضطظعغفقكلمنهابتثجحخدذرزسشصضطظعغفقكلمنه"
)


def spanish(words: str) -> str:
    """Return words that no English text has, as long as they were."""
    return re.sub(r"[A-Za-z]+", lambda found: "ñ" + found.group()[1:], words)


def arabic(words: str) -> str:
    return words.translate(ARABIC)


def translated(topic: Topic, lang: str, into: Callable[[str], str]) -> Translation:
    """The topic with other words in the same places."""

    def words(one: Text) -> Text:
        return replace(one, plain=into(one.plain), strong=one.strong)

    def block(one: object) -> object:
        match one:
            case Paragraph() | Tip():
                return replace(one, text=words(one.text))
            case Bullets() | Steps():
                return replace(one, items=tuple(map(words, one.items)))
            case Warning():
                return replace(one, title=words(one.title), do=words(one.do), when=words(one.when), why=words(one.why))
            case IconArray():
                texts = {name: words(getattr(one, name)) for name in ("heading", "have", "have_not", "studied")}
                return replace(one, **texts)  # type: ignore[arg-type]  # all of them are texts
            case Picture():
                return replace(one, alternative=words(one.alternative), caption=words(one.caption))
            case Table():
                rows = tuple(tuple(map(words, row)) for row in one.rows)
                return replace(one, header=tuple(map(words, one.header)), rows=rows)
            case Diary():
                columns = tuple(map(words, one.columns))
                return replace(one, title=words(one.title), note=words(one.note), columns=columns)
        raise AssertionError(one)

    sections = tuple(
        replace(one, question=words(one.question), short=words(one.short), blocks=tuple(map(block, one.blocks)))  # type: ignore[arg-type]
        for one in topic.sections
    )
    backs = tuple(
        TeachBack(words(one.question), tuple(replace(a, text=words(a.text), reply=words(a.reply)) for a in one.answers),
                  one.section)
        for one in topic.teach_backs
    )  # fmt: skip
    other = replace(
        topic, lang=lang, title=words(topic.title), also=tuple(map(into, topic.also)), sections=sections,
        teach_backs=backs, prompts=QuestionPrompts(tuple(map(words, topic.prompts.questions))),
        key_points=replace(topic.key_points, points=tuple(map(words, topic.key_points.points))),
    )  # fmt: skip
    return Translation(other, digest_of(topic), native_speaker=False)


@pytest.fixture(scope="session")
def second() -> Mapping[str, Phrases]:
    """The phrases of a second language: those for Spanish that are shipped, and Arabic letters in place of English."""
    english = load("en-GB")
    spoken = load_for_paper("es").keys()
    words = {key: re.sub(r"[A-Za-z]+(?![^{]*})", lambda found: arabic(found.group()), str(english._table[key]))
             for key in spoken if isinstance(english._table.get(key), str)}  # fmt: skip
    return {
        "es": load_for_paper("es"),
        "ar": Phrases("ar", {**words, "paper.language.ar": arabic("arabic")}, isolates=False),
    }


@pytest.fixture
def both(handout: Handout, topic: Topic) -> Handout:
    return replace(handout, translations=(translated(topic, "es", spanish),))


@pytest.fixture(scope="session")
def shipped() -> Handout:
    """The shipped topic that has a translation, and all else that can stand on a handout of it."""
    bundle = open_bundle(shipped_pack())
    topic = bundle.topic("relapse-what-to-do", "en-GB")
    return Handout(
        topics=(topic,), clinic_name="Riverside MS Clinic", who_to_ask="Your MS nurse.", demonstration=True,
        printed_at=datetime(2026, 11, 25, 10, 40), translations=printable(bundle, [topic], "es"),
        questions=("Do I need a urine test?", "A question of my own?"), about_me=("I drive",), ticks=("drive",),
        glossary=bundle.glossary("en-GB"), audience=bundle.pack.audience,
    )  # fmt: skip


def validated(pdf: bytes) -> str:
    profiles = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
    results = [page.validate_pdf_bytes(pdf, profile=profile) for profile in profiles]
    return "\n".join(str(result) for result in results if not result.is_compliant)


def spoken(read: Read, pdf: bytes) -> str:
    """Return what a reader of the tree says, in its order, without the names of its elements."""
    tree = " ".join(read(pdf, "-struct-text", tool="pdfinfo").split())
    tree = re.sub(r'(?<=[" ])(P|L|LI|Lbl|LBody|H\d|Div|Table|TR|T[HD]|Figure)( \((block|inline)\))?:? ', "", tree)
    return " ".join(re.sub(r'" "?|"', " ", tree).split())


# -- the tree ------------------------------------------------------------------------------------------------


def found(said: str, words: str, at: int) -> int:
    place = said.find(" ".join(words.split()), at)
    assert place >= 0, f"'{words}' is missing after '{said[max(0, at - 60) : at]}'"
    return place
