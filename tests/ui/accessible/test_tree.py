"""The tree for assistive technology, asked in process on every screen: nothing without a name, all in its order."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest

from kiosk.bundle.model import Table
from kiosk.session import Comfort, Kind, Marking, Place, Session, TextSize
from kiosk.staff.desk import Field as What
from tests.support.measure import words
from tests.support.screens import SHIPPED, comfort, reading_sights, show, sights, stage_of, topic_sights
from tests.support.touch import clear_away
from ui.app import Kiosk
from ui.keys.order import controls_in_order
from ui.widgets.field import Field
from ui.widgets.said import joined, said_block

Role, Text = QAccessible.Role, QAccessible.Text
HOLDERS = {Role.Client, Role.Section, Role.List}
"""Roles that only hold others, and need no name of their own."""


@pytest.fixture(autouse=True)
def _asked() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def nodes(one: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield one
    for number in range(one.childCount()):
        child = one.child(number)
        assert child is not None
        yield from nodes(child)


def tree(kiosk: Kiosk) -> list[QAccessibleInterface]:
    """Return every node on the glass, in the order of the tree."""
    found = QAccessible.queryAccessibleInterface(stage_of(kiosk))
    assert found is not None
    return list(nodes(found))


def named(kiosk: Kiosk, name: str) -> QAccessibleInterface:
    return next(one for one in tree(kiosk) if one.text(Text.Name) == name)


@pytest.mark.parametrize(("glass", "size"), [("landscape", TextSize.MEDIUM), ("portrait", TextSize.LARGEST)])
def test_on_every_screen_all_that_is_read_or_touched_is_in_the_tree_once_with_name_and_role(
    kiosks: Mapping[str, Kiosk], glass: str, size: TextSize
) -> None:
    kiosk, reading, seen, wrong = kiosks[glass], comfort(size), 0, []
    every = [*sights(kiosk), *topic_sights(kiosk, "baclofen"), *reading_sights(kiosk, "baclofen", reading)]
    for sight in every:
        sight.show(kiosk, reading)
        stage, found = stage_of(kiosk), tree(kiosk)
        seen += 1
        wrong += [
            f"{sight.name}: {one.role().name} without a name"
            for one in found
            if not one.text(Text.Name) and one.role() not in HOLDERS
        ]
        buttons = [one for one in found if one.role() in (Role.Button, Role.CheckBox) and not one.state().disabled]
        names = [one.text(Text.Name) for one in buttons]
        live = [one.accessibleName() for one in controls_in_order(stage) if not isinstance(one, Field)]
        if names != live:
            wrong.append(f"{sight.name}: controls are {names}, not {live}")
        wrong += [
            f"{sight.name}: '{one.text(Text.Name)}' has no action"
            for one in buttons
            if not {"Press", "Toggle"} & set(one.actionInterface().actionNames())
        ]
        told = " ".join(one.text(Text.Name) for one in found)
        wrong += [
            f"{sight.name}: '{word}' is not told"
            for one in words(stage)
            for word in one.accessibleName().split()
            if word.strip(".:?!") not in told
        ]
    assert seen > 100
    assert wrong == []


def test_every_word_of_every_block_of_every_topic_is_told(kiosk: Kiosk) -> None:
    presenter = kiosk.presenter
    for topic_id in SHIPPED:
        for section in presenter.bundle.topic(topic_id, presenter.lang).sections:
            for block in section.blocks:
                said = said_block(block, presenter.phrases)
                parts = [said, *said.parts]
                told = " ".join(part.words for part in parts)
                assert told.strip()
                if isinstance(block, Table):  # each cell with what heads its column
                    for row in block.rows:
                        assert all(cell.plain in told for cell in row)


def test_what_is_read_can_be_read_by_word_and_whole(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.READER, topic="baclofen")))
    paragraph = next(one for one in tree(kiosk) if one.role() == Role.Paragraph and one.text(Text.Name).endswith("."))
    told = paragraph.textInterface()
    assert told is not None
    assert told.text(0, told.characterCount()) == paragraph.text(Text.Name)
    assert paragraph.state().readOnly


def test_headings_lists_notes_and_pictures_are_told_as_what_they_are(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.TOPIC, topic="baclofen")))
    roles = [(one.role(), one.text(Text.Name)) for one in tree(kiosk)]
    assert (Role.Heading, "Baclofen") in roles
    assert (Role.Heading, kiosk.presenter.phrases("topic.in_short")) in roles
    assert sum(role == Role.ListItem for role, _ in roles) == 3
    assert any(role == Role.Note and name.startswith("Warning: ") for role, name in roles)
    show(kiosk, Session(place=Place(Kind.EASIER)))
    heads = [one.text(Text.Name) for one in tree(kiosk) if one.role() == Role.Heading]
    assert heads[1:] == [kiosk.presenter.phrases(f"easier.{key}") for key in ("text_size", "colours", "voice", "touch")]


def test_states_are_told_chosen_not_now_and_why(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.EASIER), comfort=Comfort(theme="dark")))
    assert named(kiosk, kiosk.presenter.phrases("easier.theme.dark")).state().checked
    assert not named(kiosk, kiosk.presenter.phrases("easier.theme.light")).state().checked
    read = named(kiosk, kiosk.presenter.phrases("rail.read_to_me"))
    assert read.state().disabled
    assert read.text(Text.Description)


def test_a_control_acts_by_its_action(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.HOME)))
    named(kiosk, "Baclofen").actionInterface().doAction("Press")  # Qt shows it pressed for a tenth of a second
    QTest.qWait(400)  # and until the screen is exchanged that stood under it
    assert kiosk.presenter.session.place.topic == "baclofen"
    kiosk.presenter.end_turn()


def test_the_sentence_read_aloud_and_its_neighbours_are_told_whatever_is_marked(kiosk: Kiosk) -> None:
    for marking in Marking:
        for sight in reading_sights(kiosk, "baclofen", Comfort(marking=marking)):
            if sight.name == "baclofen aloud, second sentence":
                sight.show(kiosk, Comfort(marking=marking))
                break
        said = [one.text(Text.Name) for one in tree(kiosk)]
        assert sum("Baclofen is a medicine for stiff muscles." in one for one in said) == 1


def test_a_field_is_text_that_can_be_changed_and_the_pin_never_tells_its_digits(kiosk: Kiosk) -> None:
    kiosk.desk.desk = kiosk.desk.desk.cleared()
    show(kiosk, Session(place=Place(Kind.DESK_TYPE, message=What.NOTE.value), trail=(Place(Kind.DESK),)))
    field = next(one for one in tree(kiosk) if one.role() == Role.EditableText)
    written, read = field.editableTextInterface(), field.textInterface()
    assert written is not None
    assert read is not None
    written.insertText(0, "Rest 𝟚 days")
    written.replaceText(5, 6, "two")
    assert read.text(0, read.characterCount()) == "Rest two days"
    written.deleteText(0, 5)
    assert read.text(0, -1) == "two days"
    show(kiosk, Session(place=Place(Kind.PIN)))
    for digit in "4711":
        kiosk.desk.pin.add(digit)
    dots = next(one for one in tree(kiosk) if one.role() == Role.EditableText)
    assert dots.state().passwordEdit
    assert "4" in dots.text(Text.Name)  # so many are in
    assert not any("4711" in one.text(Text.Name) + one.text(Text.Value) for one in tree(kiosk))
    kiosk.presenter.end_turn()


def test_screens_come_and_go_while_somebody_looks_at_the_tree(kiosk: Kiosk) -> None:
    places = [Place(Kind.TOPIC, topic="baclofen"), Place(Kind.READER, topic="baclofen"), Place(Kind.HOME)]
    for number in range(150):
        show(kiosk, Session(place=places[number % 3]))
        tree(kiosk)
        if number % 50 == 0:
            gc.collect()
    clear_away()
    assert len(tree(kiosk)) > 20


def test_a_title_that_asks_is_not_followed_by_a_full_stop(kiosk: Kiosk) -> None:
    show(kiosk, Session(place=Place(Kind.HOME)))
    (title,) = (one for one in tree(kiosk) if one.role() == Role.Pane)
    assert title.text(Text.Name).startswith(kiosk.presenter.phrases("home.title") + " ")
    assert joined(()) == ""
