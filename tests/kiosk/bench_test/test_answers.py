"""What a person at the glass showed or said: what counts as passed, and what never does."""

from __future__ import annotations

import itertools

import pytest

from kiosk.bench_test import answers
from kiosk.bench_test.answers import EDGES, KEYS, Answer
from kiosk.bench_test.finding import Finding, State
from kiosk.printing.printer import JobState, Phase

PRINTED = JobState(Phase.PRINTED, over=True)


def every() -> list[Finding]:
    """Return what every step makes of every answer."""
    made = [answers.skipped("x"), answers.recorded_back(None), answers.recorded_back(0.1), answers.recorded_back(0.9)]
    for answer in Answer:
        made += [answers.palm(answer, hands=hands) for hands in (True, False)]
        made += [answers.edges(answer, dragged, left=left) for dragged in (EDGES, ()) for left in (True, False)]
        made += [answers.heard("headset", answer, trouble) for trouble in ("", "No loudspeaker.")]
        made += [answers.keypad(answer, pressed) for pressed in (KEYS, ())]
        made += [answers.sheet(answer, state, "A printer.") for state in (PRINTED, None)]
    for width, distance, written in itertools.product((500.0, 527.0, 540.0), (600.0, 700.0), (True, False)):
        made += [
            answers.size(width, width * 9 / 16, 527.0, written=written),
            answers.distance(distance, 600.0, written=written),
        ]
    return made


@pytest.mark.parametrize("finding", every(), ids=str)
def test_whatever_is_answered_passes_or_says_what_to_do_in_a_sentence(finding: Finding) -> None:
    assert finding.found.endswith(".")
    assert finding.passed or finding.do.endswith((".", "settings."))


def test_what_was_skipped_or_is_not_there_never_counts_as_passed() -> None:
    for answer in (Answer.SKIPPED, Answer.ABSENT):
        assert answers.heard("headset", answer).state is State.NOT_TRIED
        assert answers.keypad(answer, ()).state is State.NOT_TRIED
    assert answers.sheet(Answer.SKIPPED, PRINTED, "").state is State.NOT_TRIED
    assert answers.sheet(Answer.YES, None, "").state is State.NOT_TRIED
    assert answers.palm(Answer.SKIPPED, hands=True).state is State.NOT_TRIED


def test_a_hand_that_was_not_felt_is_no_palm_that_was_tried() -> None:
    assert answers.palm(Answer.YES, hands=True).passed
    assert answers.palm(Answer.YES, hands=False).state is State.NOT_TRIED


def test_edges_pass_only_when_a_finger_was_felt_from_each_and_nothing_came() -> None:
    assert answers.edges(Answer.YES, EDGES, left=False).passed
    assert "top" in answers.edges(Answer.YES, [edge for edge in EDGES if edge != "top"], left=False).found
    assert answers.edges(Answer.YES, EDGES, left=True).state is State.FAILED
    assert answers.edges(Answer.NO, EDGES, left=False).state is State.FAILED


def test_sizes_pass_when_the_settings_say_so_or_are_made_to() -> None:
    assert answers.size(527.0, 296.4, 526.9, written=False).passed
    off = answers.size(540.0, 303.8, 527.0, written=False)
    assert off.do == "Write 'screen_width_mm = 540' into the settings."
    assert answers.size(540.0, 303.8, 527.0, written=True).passed
    assert "at least 526 x 296" in answers.size(345.0, 194.0, 345.0, written=True).do
    assert answers.distance(600.0, 600.0, written=False).passed
    assert "viewing_distance_mm = 800" in answers.distance(800.0, 600.0, written=False).do
