"""What every step has in common: a title, how far one is, what to do in large words, and a bar of answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.bench_test import answers
from kiosk.bench_test.finding import Finding
from ui.bench_test.bench import STEPS, Bench, Contact
from ui.screens.screen import Screen
from ui.style.zones import Box
from ui.widgets.button import Face, Tone
from ui.widgets.stage import Header, Slot, Stage

BOUNCE_S = 0.4
"""Seconds within which a second touch or stroke is the same finger, bouncing."""
_NOT_COUNTED = ("touched", "save", "end")
"""These belong to the step before, or come only now and then."""


class Step(Screen):
    """One step. `names`: the findings it makes; they count as skipped when the person goes on without it."""

    names: tuple[str, ...] = ()
    framed = True
    """Whether it has a band and a bar."""

    def __init__(self, stage: Stage, bench: Bench) -> None:
        super().__init__(stage)
        self.bench = bench

    # -- what the window tells it ----------------------------------------------------------------------------

    def begin(self) -> None:
        """The step has come up; a change of its look does not call this again."""

    def leave(self) -> None:
        """Another step comes."""

    def feel(self, contact: Contact) -> None:
        """A finger came down, moved or left."""

    def takes_key(self, key: int) -> bool:
        """Take a key; False: it goes to the controls."""
        return False

    # -- what it is made of ----------------------------------------------------------------------------------

    def header(self) -> Header:
        asked = [step for step in STEPS if step not in _NOT_COUNTED]
        before = STEPS[: self.bench.at + 1]
        told = self.words("walk.step", step=sum(step in asked for step in before), steps=len(asked))
        return Header(self.words(f"{self.bench.step}.title"), status=told)

    def slots(self) -> Sequence[Slot]:
        back = Slot(Face(self.words("walk.back"), icon="arrow-left"), self.bench.back)
        skip = Slot(Face(self.words("walk.skip"), icon="skip-next"), self._skip)
        return [back, skip, *self.answers()]

    def answers(self) -> Sequence[Slot]:
        """Return the controls at the right of the bar; the likely one last."""
        return []

    def answer(self, key: str, icon: str, act: Callable[[], object], *, likely: bool = False) -> Slot:
        """Return an answer of this step: its words are `<step>.<key>`."""
        face = Face(self.words(f"{self.bench.step}.{key}"), icon=icon, tone=Tone.PRIMARY if likely else Tone.NORMAL)
        return Slot(face, act, 1.7)

    def _skip(self) -> None:
        self.settle(*(answers.skipped(name) for name in self.names))

    def say(self, keys: Sequence[str], box: Box, **names: object) -> float:
        """Put the phrases `<step>.<key>` under each other, the first one large; return how far down they reach."""
        y = box.y
        for number, key in enumerate(keys):
            text = self.words(f"{self.bench.step}.{key}", count=None, **names)
            role, bold = ("h2", True) if number == 0 else ("body", False)
            height = self.height_of(text, box.w, role=role, bold=bold)
            self.text(text, Box(box.x, y, box.w, height), role=role, bold=bold)
            y += height + 4.0
        return y

    def halves(self) -> tuple[Box, Box]:
        """Return a place for words and one for the thing to do: beside each other, upright under each other."""
        content = self.zones.content
        if self.zones.portrait:
            return content.top_part(content.h * 0.4), content.from_y(content.y + content.h * 0.42)
        left, right = content.columns([1.0, 1.15], gap=14.0)
        return left, right

    def settle(self, *findings: Finding) -> None:
        """Keep what this step found, and go on."""
        self.bench.tell(*findings)
        self.bench.next()
