"""A translation pairs with its topic block by block, numbers and units and all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.bundle.findings import Gravity
from kiosk.bundle.model import Steps, Text, Topic
from kiosk.bundle.pairing import differences, numbers
from kiosk.bundle.reader import open_bundle
from tests.kiosk.bundle.makers import TOPICS
from tests.kiosk.bundle.translated import BODY, find, pack, read, topic_of, translate

__all__ = ["pack"]  # a fixture


def errors(topic: Topic, other: Topic) -> list[str]:
    return [found.code for found in differences(topic, other) if found.gravity is Gravity.ERROR]


@given(TOPICS)
@settings(max_examples=60)
def test_a_topic_pairs_with_itself_and_with_nothing_that_has_a_block_less(topic: Topic) -> None:
    assert errors(topic, topic) == []
    for number, section in enumerate(topic.sections):
        if section.blocks:
            shorter = replace(section, blocks=section.blocks[:-1])
            sections = (*topic.sections[:number], shorter, *topic.sections[number + 1 :])
            assert "not-paired" in errors(topic, replace(topic, sections=sections))


@given(TOPICS, st.integers(0, 10**6))
@settings(max_examples=60)
def test_a_number_that_only_one_language_has_is_an_error_wherever_it_stands(topic: Topic, number: int) -> None:
    more = f" {number}7351"

    def longer(text: Text) -> Text:
        return replace(text, plain=text.plain + more)

    points = tuple(map(longer, topic.key_points.points))
    assert "other-number" in errors(topic, replace(topic, key_points=replace(topic.key_points, points=points)))
    for section in topic.sections:
        for block in section.blocks:
            if isinstance(block, Steps):
                told = replace(block, items=(longer(block.items[0]), *block.items[1:]))
                blocks = tuple(told if one is block else one for one in section.blocks)
                others = tuple(replace(one, blocks=blocks) if one is section else one for one in topic.sections)
                assert "other-number" in errors(topic, replace(topic, sections=others))
                return


@pytest.mark.parametrize(
    ("english", "spanish", "same"),
    [
        ("Take 5 mg.", "Tome 5 mg.", True),
        ("Take 5 mg.", "Tome 50 mg.", False),
        ("Take 5 mg.", "Tome 5 g.", False),
        ("Take 5 mg and 10 ml.", "Tome 5 ml y 10 mg.", False),
        ("Take 50 \u00b5g.", "Tome 50 mg.", False),
        ("Take 50 \u00b5g.", "Tome 50 \u03bcg.", True),
        ("Take 1\u00bd tablets.", "Tome 1\u00bd pastillas.", True),
        ("Take 1\u00bd tablets.", "Tome 1 pastilla.", False),
        ("Take \u00bd a tablet.", "Tome \u00bc de pastilla.", False),
        ("Take 1.5 mg.", "Tome 1,5 mg.", True),
        ("Take 1.5 mg.", "Tome 15 mg.", False),
        ("Take 1,500 mg.", "Tome 1.500 mg.", True),
        ("Take 1.500 mg.", "Tome 1.500 mg.", False),
        ("45 in 100 people.", "45 de cada 100 personas.", True),
        ("45 in 100 people.", "54 de cada 100 personas.", False),
        ("For 2 days.", "Durante dos días.", False),
        ("5% of people.", "El 5 % de las personas.", True),
        ("Nothing here.", "Nada aquí.", True),
    ],
)
def test_numbers_and_units_are_held_against_each_other_as_each_language_writes_them(
    pack: Path, english: str, spanish: str, same: bool
) -> None:
    topic = topic_of(pack)
    other = replace(topic, lang="es", title=Text(spanish))
    assert (errors(replace(topic, title=Text(english)), other) == []) is same


@pytest.mark.parametrize(
    ("english", "spanish", "found"),
    [
        ("5 mg in the morning, 10 mg at night.", "10 mg por la mañana, 5 mg por la noche.", ["number-place"]),
        ("Take 50 micrograms.", "Tome 50 mg.", ["number-place"]),
        ("Take 5 mg.", "Tome 5 miligramos.", ["number-place"]),
        ("5 mg in the morning, 10 mg at night.", "5 mg por la mañana, 10 mg por la noche.", []),
    ],
)
def test_numbers_that_change_places_or_units_in_words_are_worth_a_look(
    pack: Path, english: str, spanish: str, found: list[str]
) -> None:
    topic = topic_of(pack)
    told = differences(replace(topic, title=Text(english)), replace(topic, lang="es", title=Text(spanish)))
    assert [(one.code, one.gravity) for one in told] == [(code, Gravity.HINT) for code in found]


def test_figures_of_other_scripts_are_the_same_figures() -> None:
    assert numbers("\u0661\u0662\u066b\u0665 و \u0669\u0669\u0669", "ar") == [("12.5", ""), ("999", "")]


FRAMES = {
    "severity": ('severity = "serious"', 'severity = "care"'),
    "number": ("number = 45", "number = 44"),
    "source": ('source = "MST-BACL"', 'source = "MST-OTHER"'),
    "list": ("- Liquid\n", "- Liquid\n- Injection\n"),
    "steps": ("2. Go up in small steps.\n", ""),
    "kind": (':::tip\ntext = "A glass of milk will do."\n:::', "A glass of milk will do."),
    "strong": ("**food or a\nmilky drink**", "food or a milky drink"),
    "row": ("| 8 a.m. | One tablet |\n", "| 8 a.m. | One tablet |\n| 9 a.m. | None |\n"),
    "when": ('do = "Keep', 'when = "Today."\ndo = "Keep'),
    "right": ("right = true\n", ""),
    "role": ('role="stopping"', 'role="driving"'),
    "order": ('"It loosens stiff muscles.", "Take it with food or milk."', '"It loosens stiff muscles."'),
}


@pytest.mark.parametrize("what", FRAMES)
def test_whatever_no_translation_may_change_is_an_error_with_its_line(pack: Path, what: str) -> None:
    old, new = FRAMES[what]
    assert old in BODY
    translate(pack, BODY.replace(old, new))
    made, found = read(pack)
    wrong = [one for one in found if one.severity is Gravity.ERROR]
    assert made is None
    assert wrong
    assert find(open_bundle(pack)) is None
    if what in ("severity", "number", "list", "steps", "when"):
        assert wrong[0].code == "not-paired"
        assert wrong[0].line > 20


def test_a_sentence_less_is_worth_a_look(pack: Path) -> None:
    translate(pack, BODY.replace("e.g. hot chocolate. It is gentler on your stomach.", "e.g. hot chocolate."))
    made, found = read(pack)
    assert made is not None
    assert [one.code for one in found] == ["sentences"]
