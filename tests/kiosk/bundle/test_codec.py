"""The model goes through JSON unchanged, and what is not exactly its JSON is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle import codec, layout
from kiosk.bundle.model import Topic
from tests.kiosk.bundle.makers import MODEL_PACK, TOPICS, make_topic

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=12,
)


@given(TOPICS)
def test_any_topic_comes_back_from_json_as_it_was(topic: Topic) -> None:
    line = layout.to_line(codec.topic_to_json(topic))
    assert "\n" not in line
    assert codec.topic_from_json(json.loads(line)) == topic


@given(TOPICS)
def test_a_tile_comes_back_from_json_as_it_was(topic: Topic) -> None:
    tile = codec.tile_of(topic)
    assert codec.tile_from_json(json.loads(layout.to_line(codec.tile_to_json(tile)))) == tile


def test_a_pack_comes_back_from_json_as_it_was() -> None:
    assert codec.pack_from_json(json.loads(layout.to_line(codec.pack_to_json(MODEL_PACK)))) == MODEL_PACK


def test_a_bundle_made_before_packs_said_for_whom_they_are_is_read_and_says_nothing() -> None:
    *before, _ = codec.pack_to_json(replace(MODEL_PACK, audience="Adults"))
    assert codec.pack_from_json(before) == MODEL_PACK


def test_sounds_come_back_from_json_as_they_were() -> None:
    document = {"sentences": {"It is 45.": [[0, 2, "it", "ɪt"], [6, 8, "forty-five", "fˈɔːtifˈaɪv"]]}, "made_by": "x"}
    speech = codec.speech_from_json(document)
    assert speech["It is 45."][1].said == "forty-five"
    assert codec.speech_to_json(speech) == {"sentences": document["sentences"]}


@given(JSON)
def test_json_of_another_shape_is_refused_as_a_value_error(value: object) -> None:
    for read in (codec.topic_from_json, codec.tile_from_json, codec.pack_from_json, codec.speech_from_json):
        with pytest.raises(ValueError):
            read(value)


@given(st.data())
def test_a_topic_with_one_value_changed_is_a_topic_or_a_value_error(data: st.DataObject) -> None:
    value = codec.topic_to_json(make_topic(3))
    here = value
    while True:
        place = data.draw(st.integers(0, len(here) - 1))
        if isinstance(here[place], list) and here[place] and data.draw(st.booleans()):
            here = here[place]
            continue
        here[place] = data.draw(JSON)
        break
    try:
        topic = codec.topic_from_json(value)
    except ValueError:
        return
    for section in topic.sections:
        for text in (section.question, section.short):
            assert all(word.end <= len(text.plain) for sentence in text.sentences for word in sentence.words)


def test_a_span_outside_its_text_is_refused() -> None:
    for spans in ([0, 6], [3, 3], [-1, 2], [0], [0, 2.5]):
        with pytest.raises(ValueError):
            codec.text_from_json(["hello", spans, []])


def test_the_topics_that_are_shipped_come_back_from_json_as_they_were(root: Path) -> None:
    from kiosk.bundle.reader import open_bundle

    bundle = open_bundle(root / "content" / "ms")
    for tile in bundle.search("en-GB").starting_with(""):
        topic = bundle.topic(tile.id, "en-GB")
        assert codec.topic_from_json(json.loads(layout.to_line(codec.topic_to_json(topic)))) == topic
