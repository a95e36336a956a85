"""What a person at the glass showed or said, as findings: one small function a step of the walk."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from kiosk.bench_test.finding import Finding, failed, passed, untried
from kiosk.bench_test.screen import too_small
from kiosk.printing.printer import JobState, Phase
from kiosk.settings import LEAST_GLASS_MM

CARD_MM = (85.6, 54.0)
"""A bank card (ISO/IEC 7810, ID-1)."""
SAME = 0.005
"""Part by which two widths may differ and still be the same: under half a millimetre on a card."""
EDGES = ("left", "top", "right", "bottom")
KEYS = ("up", "down", "left", "right", "select")
"""What a keypad must be able to do; all else can be reached by these (settings `keypad_up` to `keypad_select`)."""
SWITCH = "switch"
"""A key that a switch may send: one may be all that a person has."""
_ALIKE = 0.5
"""Likeness of the sound played and the sound recorded from which they are the same."""


class Answer(StrEnum):
    """What the person answered."""

    YES = "yes"
    NO = "no"
    ABSENT = "absent"
    """There is no such thing at this kiosk."""
    SKIPPED = "skipped"


def skipped(name: str) -> Finding:
    """Return that the person went on without trying."""
    return untried(name, "It was skipped.", "Test again before the doors open.", told=True)


def not_reached(name: str) -> Finding:
    """Return that the test was ended before the person came to this."""
    return untried(name, "The test was ended before it.", "Test again before the doors open.")


def size(width: float, height: float, before: float, *, written: bool) -> Finding:
    """Is the picture as large as the kiosk believes? Sizes in millimetres, by a bank card; `before`: believed width."""
    found = f"{width:.0f} x {height:.0f} mm, by a bank card"
    if too_small(width, height):
        least = f"{LEAST_GLASS_MM[0]:.0f} x {LEAST_GLASS_MM[1]:.0f} mm"
        return failed("picture size", f"{found}.", f"Use a screen whose picture is at least {least}.", told=True)
    if abs(width / before - 1) > SAME and not written:
        do = f"Write 'screen_width_mm = {width:.0f}' into the settings."
        return failed("picture size", f"{found}; the kiosk takes it for {before:.0f} mm wide.", do, told=True)
    return passed("picture size", f"{found}{', now in the settings' if written else ''}.", told=True)


def distance(mm: float, before: float, *, written: bool) -> Finding:
    """Are the eyes as far away as the kiosk believes?"""
    if mm != before and not written:
        do = f"Write 'viewing_distance_mm = {mm:.0f}' into the settings."
        return failed("viewing distance", f"{mm:.0f} mm; the settings say {before:.0f} mm.", do, told=True)
    return passed("viewing distance", f"{mm:.0f} mm{', now in the settings' if written else ''}.", told=True)


def palm(answer: Answer, *, hands: bool) -> Finding:
    """Does a finger choose while a hand lies on the glass? `hands`: another contact was felt at that moment."""
    if answer is Answer.NO:
        do = "Look whether the screen reports several touches; clean it; set its palm rejection to its lowest."
        return failed("palm", "A finger chose nothing while a hand lay on the glass.", do, told=True)
    if answer is Answer.SKIPPED:
        return skipped("palm")
    if not hands:
        do = "Lay one hand flat on the glass and touch with the other."
        return untried("palm", "The finger was felt; no hand was: it was not there, or the screen hides palms.", do)
    return passed("palm", "A finger chose while a hand lay on the glass.")


def edges(answer: Answer, dragged: Collection[str], *, left: bool) -> Finding:
    """Does nothing come when a finger drags in from an edge? `left`: the window lost the screen for a moment."""
    if left or answer is Answer.NO:
        do = "Turn off edge gestures, panels and notifications, or start the kiosk alone (cage, or no window manager)."
        found = "Another window came." if left else "Something came."
        return failed("edges", found, do, told=not left)
    missed = [edge for edge in EDGES if edge not in dragged]
    if missed:
        do = "Drag a finger in from each edge. If one is not felt there, something else takes it: turn that off."
        return untried("edges", f"No finger was felt from: {', '.join(missed)}.", do, told=True)
    return passed("edges", "A finger from each edge; nothing came.", told=True)


def heard(name: str, answer: Answer, trouble: str = "") -> Finding:
    """Did the person hear the voice, by loudspeaker ('voice heard') or by 'headset'? `trouble`: why none was sent."""
    if answer is Answer.ABSENT:
        return untried(name, "This kiosk has none.", "Nothing, if none is meant to be there.", told=True)
    if answer is Answer.SKIPPED:
        return skipped(name)
    if trouble:
        return failed(name, trouble, "Connect a loudspeaker and install the voice, then test again.")
    if answer is Answer.NO:
        do = "Turn the sound up, choose the right output in the machine's sound settings, and look at the plugs."
        return failed(name, "It was not heard well.", do, told=True)
    return passed(name, "It was heard well.", told=True)


def voice_off(name: str) -> Finding:
    """Return that the clinic wants no voice."""
    return untried(name, "The voice is turned off in the settings.", "Nothing, if that is meant.")


def recorded_back(likeness: float | None) -> Finding:
    """Is what the machine sends to its output what the voice said? `likeness` 0 to 1; None: nothing can record it."""
    name = "voice recorded back"
    if likeness is None:
        return untried(name, "No loopback: 'parec' or a monitor is missing.", "Trust the ears, or install 'parec'.")
    if likeness < _ALIKE:
        do = "Choose the output that the loudspeaker hangs on as the default, and turn it up."
        return failed(name, f"The output carries something else or nothing (likeness {likeness:.2f}).", do)
    return passed(name, f"The output carries the voice (likeness {likeness:.2f}).")


def keypad(answer: Answer, pressed: Collection[str]) -> Finding:
    """Do the keys of the keypad or switch come through?"""
    missed = [key for key in KEYS if key not in pressed]
    if not missed:
        more = [key for key in pressed if key not in (*KEYS, SWITCH)]
        return passed("keypad", f"Felt: {', '.join((*KEYS, *sorted(more)))}.")
    if answer is Answer.ABSENT:
        return untried("keypad", "This kiosk has none.", "Nothing, if none is meant to be there.", told=True)
    if answer is Answer.SKIPPED:
        return skipped("keypad")
    do = "Look at its cable, and name the keys that it sends in 'keypad_up' to 'keypad_select' in the settings."
    return failed("keypad", f"Not felt: {', '.join(missed)}.", do)


def switch() -> Finding:
    """Return that a switch, and no keypad, was felt."""
    return passed("keypad", "There is a switch, and it was felt.", told=True)


def sheet(answer: Answer, state: JobState | None, where: str) -> Finding:
    """Did the test sheet come out whole and sharp? `state`: what the print system said last."""
    name = "test sheet"
    if answer is Answer.SKIPPED or state is None:
        return skipped(name)
    if answer is Answer.NO:
        do = state.message if state.phase is not Phase.PRINTED and state.message else (
            "Print without scaling ('actual size'), clean the printer, and change the cartridge if it is pale."
        )  # fmt: skip
        return failed(name, "It did not come out whole and sharp.", do, told=True)
    return passed(name, f"It came out whole and sharp. {where}", told=True)
