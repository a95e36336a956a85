"""Where in a page the reading is, as a value: every step returns the next `Player`, nothing is changed in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.readaloud.script import Utterance


class State(StrEnum):
    """What the reading is doing. It stops by itself at the end of the page: `FINISHED`."""

    READY = "ready"
    PLAYING = "playing"
    PAUSED = "paused"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Player:
    """One page being read: its script, the sentence, the word (None before the first)."""

    script: tuple[Utterance, ...]
    index: int = 0
    word: int | None = None
    state: State = State.READY

    @property
    def playing(self) -> bool:
        """Whether it is speaking now."""
        return self.state is State.PLAYING

    @property
    def finished(self) -> bool:
        """Whether the page has been read to its end (a page without words is read at once)."""
        return self.state is State.FINISHED or not self.script

    @property
    def now(self) -> Utterance | None:
        """The sentence at hand; None on a page without words."""
        return self.script[self.index] if self.script else None

    @property
    def before(self) -> Utterance | None:
        """The sentence before; None at the first."""
        return self.script[self.index - 1] if self.script and self.index else None

    @property
    def after(self) -> Utterance | None:
        """The sentence after; None at the last."""
        return self.script[self.index + 1] if self.index + 1 < len(self.script) else None

    def play(self) -> Player:
        """Speak: from where it was paused, or from the first sentence when the page was finished."""
        if not self.script:
            return replace(self, state=State.FINISHED)
        if self.finished:
            return replace(self, index=0, word=None, state=State.PLAYING)
        return replace(self, state=State.PLAYING)

    def pause(self) -> Player:
        """Stop speaking and keep the place; only what plays can pause."""
        return replace(self, state=State.PAUSED) if self.playing else self

    def next(self) -> Player:
        """Go to the next sentence; from the last, the page is finished."""
        if self.index + 1 >= len(self.script):
            return replace(self, word=None, state=State.FINISHED)
        return replace(self, index=self.index + 1, word=None)

    def previous(self) -> Player:
        """Go to the sentence before; from a finished page, back to the last sentence; the first stays."""
        if self.state is State.FINISHED and self.script:
            return replace(self, word=None, state=State.PLAYING)
        return replace(self, index=max(self.index - 1, 0), word=None)

    def again(self) -> Player:
        """Say the sentence at hand once more."""
        return replace(self, word=None, state=State.PLAYING if self.script else State.FINISHED)

    def at(self, sentence: int, word: int | None = None) -> Player:
        """Follow the voice to a sentence and a word of it; IndexError when the page has no such sentence."""
        if not 0 <= sentence < len(self.script):
            raise IndexError(sentence)
        return replace(self, index=sentence, word=word)

    def alike(self, script: Sequence[Utterance]) -> tuple[int, int]:
        """Return how many sentences round the one at hand stand in `script` just as here, and where that one stands
        there; (0, 0) when it does not. The same words cut into other pages are found again by it."""
        found = [
            (self._run(script, at, 1) + self._run(script, at, -1) - 1, at)
            for at, one in enumerate(script)
            if self.script and _same(one, self.script[self.index])
        ]
        return max(found, key=lambda pair: pair[0], default=(0, 0))

    def _run(self, script: Sequence[Utterance], at: int, step: int) -> int:
        """Return how many sentences agree from the one at hand on (step 1), or back (step -1)."""
        count, here = 0, self.index
        while 0 <= at < len(script) and 0 <= here < len(self.script) and _same(script[at], self.script[here]):
            count, at, here = count + 1, at + step, here + step
        return count

    def moved(self, script: tuple[Utterance, ...]) -> Player:
        """Return the same sentence and word in another cut of the same words: text size changed the pages.

        A page that was over and now goes on waits at its next sentence. ValueError when the sentence is not there.
        """
        count, at = self.alike(script)
        if not count:
            raise ValueError("the sentence at hand is not in the new script")
        if self.state is State.FINISHED and at + 1 < len(script):
            return Player(script, at + 1)
        return replace(self, script=script, index=at)

    def finish(self) -> Player:
        """Reach the end of the page."""
        return replace(self, word=None, state=State.FINISHED)


def _same(one: Utterance, other: Utterance) -> bool:
    return one.text == other.text and one.kind is other.kind
