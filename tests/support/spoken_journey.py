"""The journey of someone who hears and feels: what they look for, and what they must have heard on the way."""

from __future__ import annotations

import time

from tests.support.listener import Listener


def journey(person: Listener) -> None:
    """Go from the attract screen to the printed handout and finish; AssertionError where something is not heard."""
    said = person.hold()
    assert said[0] == "The spoken guide is on."
    assert "What would you like to know?" in said
    assert person.choose("Medicines") == ["Medicines", "Chosen", "Page 1 of 2"]
    said = person.choose("Baclofen")
    assert said[:3] == ["Demonstration.", "Not checked by a clinician.", "Baclofen"]
    assert "Warning." in said
    said = person.choose("Start reading", "foot")
    assert "What is baclofen for?" in said
    said = person.choose("Next", "foot")
    assert "How does baclofen work?" in said
    person.choose("Back", "foot")
    person.choose("Back", "foot")
    said = person.choose("Add to my handout")
    assert said[:1] == ["On my handout"]
    assert "Chosen" in said
    person.choose("Ask about this")
    question = person.find("What")[0]
    said = person.tap_twice()
    assert said == [question, "Ticked"]
    person.choose("Done", "foot")
    said = person.choose("My handout", "foot")
    assert "My handout" in said
    person.find("I drive")
    assert person.tap_twice() == ["I drive", "Ticked"]
    said = person.choose("Print", "foot")
    assert "Making your handout" in said
    assert "Please ask for it at the desk." in until_heard(person, "Please ask for it at the desk.")
    said = person.choose("I have finished", "foot")
    assert "Have you finished?" in said
    said = person.choose("Yes, clear my visit", "foot")
    assert said == ["Your visit is cleared.", "The spoken guide is off."]


def until_heard(person: Listener, words: str, seconds: float = 30.0) -> list[str]:
    """Wait until something is said; return all that was said meanwhile."""
    said: list[str] = []
    end = time.monotonic() + seconds
    while words not in said and time.monotonic() < end:
        person._pass(0.05)
        time.sleep(0.01)
        said += person.hears()
    return said


_HEAD = """# The spoken journey

From the attract screen to a printed handout with the screen off. A test (`tests/journeys/test_spoken_story.py`) went
this way on the real window by real touch events; it knew what it had heard, and nothing else. `make spoken` writes this
page anew.

Brackets say what the hand did; under them stands what was said, `/` between two sentences. Where a finger slides, only
the control it was looking for is told here; it heard all that lay on the way. Said in British English only: other
languages have no voice yet.

"""


def transcript(told: list[str]) -> str:
    """Return what was done and heard as a page of Markdown."""
    return _HEAD + "\n\n".join(told) + "\n"
