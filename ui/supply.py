"""Fetches what the kiosk speaks and prints with, when it is first wanted: voice, sound, printer, said phrases."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.bundle.reader import Bundle
from kiosk.bundle.speech import Speech
from kiosk.printing.printer import Printer
from kiosk.readaloud.voice import names_of
from kiosk.settings import Settings
from ui.reading import Reading

if TYPE_CHECKING:
    from ui.adapters.headset import HeadsetWatch
    from ui.adapters.sound import SoundPlayer


class Supply:
    """Each thing is made once, at its first use, so that the first picture waits for none of them."""

    def __init__(self, settings: Settings, bundle: Bundle, *, record: bool) -> None:
        self._settings, self._bundle, self._record = settings, bundle, record
        self._speech: Speech | None = None
        self.player: SoundPlayer | None = None
        self._headset: HeadsetWatch | None = None

    def sound(self, reading: Reading) -> SoundPlayer:
        """Return the sound adapter, connected to `reading`."""
        from kiosk.phrases import load
        from kiosk.readaloud.tongues import speaking
        from kiosk.readaloud.whole_pack import whole_pack
        from ui.adapters.sound import SoundPlayer

        lang = self._settings.language
        voice = speaking(self._settings, self._bundle.sounds)
        player = self.player = SoundPlayer(voice, record=self._record)
        player.fill_from(whole_pack(self._bundle, lang, load(lang), self.phrase_speech()))
        player.sentence_started.connect(reading.sentence_started)
        player.word_started.connect(reading.word_started)
        player.page_finished.connect(reading.page_finished)
        player.trouble.connect(reading.told_trouble)
        return player

    def watch_headset(self, tell: Callable[[bool, bool], object]) -> None:
        """Tell from a thread of its own when a headset goes in or out, where the clinic wants that and has a voice."""
        from ui.adapters.headset import HeadsetWatch

        if self._settings.guide_headset and names_of(self._settings.voice):
            self._headset = HeadsetWatch(tell)
            self._headset.start()

    def printer(self) -> Printer:
        """Return the printer; asks the print system, so call from a worker thread."""
        from kiosk.printing.choose import printer_for

        return printer_for(self._settings)

    def phrase_speech(self) -> Speech:
        """Return how the interface words are said."""
        if self._speech is None:
            from kiosk.readaloud.speech_file import phrase_speech

            self._speech = phrase_speech(self._settings.language)
        return self._speech

    def close(self) -> None:
        """End the sound, and the watch over the headset."""
        if self._headset is not None:
            self._headset.close()
        if self.player is not None:
            self.player.close()
