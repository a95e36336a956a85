"""More than one voice as one: who says what is prepared, and a program for words that nobody prepared.

espeak-ng alone speaks without sounds made beforehand: what somebody typed, and the interface in another language. It
does so only where the settings name it beside the voice of the content.
"""

from __future__ import annotations

from kiosk.readaloud.espeak import NAME as ESPEAK
from kiosk.readaloud.espeak import EspeakVoice, code_of, languages
from kiosk.readaloud.script import Utterance
from kiosk.readaloud.sounds import Recorded
from kiosk.readaloud.storing import Stocking, storing_voice
from kiosk.readaloud.voice import Patience, SilentVoice, Sound, Voice, names_of
from kiosk.settings import Settings


class Tongues:
    """`main` says what it can; the rest, and other languages, are said by espeak-ng, if that is installed."""

    def __init__(self, main: Voice) -> None:
        self.name, self.lang, self.licence, self.silent = main.name, main.lang, main.licence, main.silent
        self._main = main
        self._known: frozenset[str] = frozenset()
        """What the program calls the languages it speaks; known once it has been asked."""
        self._others: dict[str, Voice] = {}

    def available(self) -> bool:
        """Return whether the voice of the content is installed."""
        return self._main.available()

    def load(self) -> None:
        """Ask the program what it speaks, then load the voice of the content."""
        self._known = frozenset(languages())
        self._main.load()

    def speaks(self, lang: str) -> bool:
        """Return whether words of `lang` that nobody prepared would be heard; cheap, and no before `load`."""
        return code_of(lang) in self._known

    def says(self, utterance: Utterance) -> bool:
        """Return whether it would be heard; cheap, loads nothing."""
        return self._who(utterance).says(utterance)

    def speak(self, utterance: Utterance, speed: float, patience: Patience | None = None) -> Sound:
        """Return the sound of `utterance`, in its own language."""
        return self._who(utterance).speak(utterance, speed, patience)

    @property
    def stocks(self) -> bool:
        """Whether the voice of the content can make sounds for later."""
        return isinstance(self._main, Stocking) and self._main.stocks

    def stock(self, utterance: Utterance, patience: Patience) -> bool:
        """Have the voice of the content make and keep a sound; False when no more can be kept."""
        return isinstance(self._main, Stocking) and self._main.stock(utterance, patience)

    def _who(self, utterance: Utterance) -> Voice:
        lang = utterance.lang or self.lang
        if lang == self.lang and (self._main.says(utterance) or not self.speaks(lang)):
            return self._main
        if not self.speaks(lang):
            return SilentVoice(lang)
        return self._others.setdefault(lang, EspeakVoice(lang))


def speaking(settings: Settings, recorded: Recorded) -> Voice:
    """Return the voice of the content in the language of `settings`, with what else is set to speak beside it."""
    main = storing_voice(settings.language, settings, recorded)
    return Tongues(main) if ESPEAK in names_of(settings.voice) else main
