"""Says what the guide has to tell: at once, in place of what is being said; what has no sound is owned up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from kiosk.phrases import Phrases, languages
from ui.guide.thing import Thing
from ui.reading import Reading, Script


class Teller:
    """`lines` gives shown words as they are said; `opened` begins the first topic of a turn with what it is."""

    def __init__(
        self,
        words: Phrases,
        reading: Reading,
        lines: Callable[[Iterable[str]], Script],
        opened: Callable[[Script], Script],
    ) -> None:
        self._words, self._reading, self.lines, self._opened = words, reading, lines, opened
        self._said: Script = ()

    def say(self, texts: Iterable[str]) -> None:
        """Say words that the screen shows; how a word is pronounced is heard anyway."""
        self.say_script(self.lines(self.heard(texts)))

    def phrase(self, key: str) -> None:
        """Say a phrase."""
        self.say([self._words(key)])

    def heard(self, texts: Iterable[str]) -> list[str]:
        """Leave out how a word is said: the voice says it."""
        return [text for text in texts if not text.startswith(self._words("topic.say_it"))]

    def say_thing(self, thing: Thing) -> None:
        """Say a control; one whose name has no sound is there all the same, and other names of it are left out."""
        self.say_script(self.thing(thing))

    def thing(self, thing: Thing) -> Script:
        """Return what is said of a control."""
        called = self._languages.get(thing.name)
        name = self.lines([self._words(called) if called else thing.name]) if thing.name else ()
        if not all(one.has_sound for one in name):
            name = self.lines([self._words("guide.unnamed")])
        rest = self.lines(thing.told(self._words)[1 if thing.name else 0 :])
        return (*name, *(one for one in rest if one.has_sound))

    @cached_property
    def _languages(self) -> dict[str, str]:
        """Return the phrase for each language that a control calls by its own name, which this voice cannot say."""
        return {one.name: f"guide.called.{one.code}" for one in languages()}

    def say_script(self, script: Script) -> None:
        """Say a script; one sentence at its end stands for all that have no sound."""
        said = tuple(one for one in script if one.has_sound)
        if len(said) < len(script):
            said = (*said, *self.lines([self._words("guide.unspoken")]))
        if said:
            self._said = self._opened(said)
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

    def forget(self) -> None:
        """Forget what was said: the turn has ended."""
        self._said = ()
