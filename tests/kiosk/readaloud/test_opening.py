"""What is said before anything else while drafts are shown."""

from __future__ import annotations

from kiosk import phrases
from kiosk.readaloud.script import Kind, script_opening
from kiosk.readaloud.speech_file import phrase_speech


def test_a_demonstration_says_so_in_words_that_have_their_sound() -> None:
    said = script_opening(phrases.load("en-GB"), phrase_speech("en-GB"))
    assert [one.text for one in said] == ["Demonstration.", "Not checked by a clinician."]
    assert all(one.has_sound and one.kind is Kind.PHRASE and one.block == -1 for one in said)
    assert said[-1].pause_after > said[0].pause_after
