"""Says what the guide has to tell: at once, in place of what is being said; what has no sound is owned up to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Protocol

from kiosk.phrases import Phrases, languages
from kiosk.readaloud.script import Utterance
from ui.guide.ears import Ears
from ui.guide.thing import Thing
from ui.reading import Reading, Script


class Screens(Protocol):
    """Who knows what stands on the glass, and how it is said."""

    def words(self) -> Phrases:
        """Return the words the guide speaks in: those of the screen, where a voice says them."""

    def lines(self, texts: Iterable[str]) -> Script:
        """Return shown words as they are said."""

    def opened(self, script: Script) -> Script:
        """Begin the first topic of a turn with what it is."""

    def speaks(self, lang: str) -> bool:
        """Return whether a voice says interface words of `lang`."""


class Teller:
    """Words that nobody prepared may be somebody's own: they are said while `ears` says that nobody else hears them."""

    def __init__(self, screens: Screens, reading: Reading, ears: Ears) -> None:
        self._screens, self._reading, self._ears = screens, reading, ears
        self._said: Script = ()
        self._owned_up = False
        """Whether it has said in this turn that it has no voice for words that nobody prepared."""

    def say(self, texts: Iterable[str]) -> None:
        """Say words that the screen shows; how a word is pronounced is heard anyway."""
        self.say_script(self._screens.lines(self.heard(texts)))

    def phrase(self, key: str) -> None:
        """Say a phrase."""
        self.say([self._screens.words()(key)])

    def heard(self, texts: Iterable[str]) -> list[str]:
        """Leave out how a word is said: the voice says it."""
        return [text for text in texts if not text.startswith(self._screens.words()("topic.say_it"))]

    def say_thing(self, thing: Thing) -> None:
        """Say a control; one whose name has no sound is there all the same, and other names of it are left out."""
        self.say_script(self.thing(thing))

    def thing(self, thing: Thing) -> Script:
        """Return what is said of a control."""
        words, lines = self._screens.words(), self._screens.lines
        name = lines(self._called(thing.name)) if thing.name else ()
        if not all(self._can_say(one) for one in name):
            name = lines([words("guide.unnamed")])
        rest = lines(thing.told(words, alone=self._ears.alone)[1 if thing.name else 0 :])
        return (*name, *(one for one in rest if self._can_say(one)), *self._own(thing))

    def is_language(self, thing: Thing) -> bool:
        """Return whether a control chooses a language of the screens, which it calls by its own name."""
        return thing.name in self._languages

    def say_script(self, script: Script) -> None:
        """Say a script; one sentence at its end stands for all that have no sound."""
        said = tuple(one for one in script if self._can_say(one))
        if len(said) < len(script):
            said = (*said, *self._lacking())
        if said:
            self._said = self._screens.opened(said)
            self._reading.say(self._said)

    def stop(self) -> None:
        """Fall silent; what is said next is heard again. A page that is read aloud keeps its place."""
        if self._reading.player.playing:
            self._reading.toggle()
        else:
            self._reading.say(())

    def again(self) -> None:
        """Say the last thing once more; of a page that is read aloud, the sentence."""
        if self._reading.player.playing:
            self._reading.again()
        else:
            self._reading.say(self._said)

    def hush(self) -> None:
        """Fall silent and forget what was said: others would hear it now."""
        if self._reading.sounds:
            self.stop()
        self._said = ()

    def forget(self) -> None:
        """Forget what was said: the turn has ended."""
        self._said, self._owned_up = (), False

    # -- inside -------------------------------------------------------------------------------------------------

    @cached_property
    def _languages(self) -> dict[str, str]:
        """Return the code of each language by its own name."""
        return {one.name: one.code for one in languages()}

    def _called(self, name: str) -> list[str]:
        """Return how a control is called: a language that it names in itself is, as the listener calls it."""
        words, code = self._screens.words(), self._languages.get(name)
        if code is None:
            return [name]
        return [words(f"guide.called.{code}"), *([] if self._screens.speaks(code) else [words("guide.not_spoken")])]

    def _own(self, thing: Thing) -> Script:
        """Return what was typed in a place to type, for one pair of ears only."""
        if thing.own is None or not self._ears.alone:
            return ()
        lines = thing.own.splitlines() if thing.own.strip() else [self._screens.words()("guide.nothing_typed")]
        return self._screens.lines(line for line in lines if line.strip())

    def _can_say(self, one: Utterance) -> bool:
        if one.has_sound or one.lang:
            return True
        return self._ears.alone and self._reading.speaks(self._screens.words().lang)

    def _lacking(self) -> Script:
        """Return what stands for words without sound: into a headset, where they may be anything, it is said once."""
        if not self._ears.alone:
            return self._screens.lines([self._screens.words()("guide.unspoken")])
        before, self._owned_up = self._owned_up, True
        return () if before else self._screens.lines([self._screens.words()("guide.own_unspoken")])
