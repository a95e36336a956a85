"""Reading aloud as the presenter knows it: which page is being read, which sentence, which word, and why not.

Holds the `Player` value; the sound itself comes from a `SoundPort` (the adapter that `ui.app` hands in).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from kiosk.bundle.model import Span
from kiosk.readaloud.player import Player
from kiosk.readaloud.script import Utterance
from kiosk.session import SPEEDS, VOLUMES, Comfort

Script = tuple[Utterance, ...]


class SoundPort(Protocol):
    """What reading asks of the sound adapter."""

    def warm_up(self) -> None:
        """Load the voice in the background."""

    def stir(self) -> None:
        """Give up at once what is made for later; go on with it when it is quiet again."""

    def prepare(self, script: Script, speed: float) -> None:
        """Start making the first sentences."""

    def play(self, script: Script, index: int, speed: float) -> None:
        """Speak from a sentence on."""

    def pause(self) -> None:
        """Fall silent, keep the place."""

    def resume(self) -> None:
        """Go on."""

    def stop(self) -> None:
        """Fall silent, forget the page."""

    def set_volume(self, volume: float) -> None:
        """Set the loudness, 0.0 to 1.0."""

    def speaks(self, lang: str) -> bool:
        """Return whether words of `lang` that nobody prepared would be heard."""


class Reading(QObject):
    """Reads one page. `changed`: another sentence, or it plays, pauses or ends; `word_changed`: another word;
    `page_read`: the voice has come to the end of the page; `begun`: a sentence begins; `troubled`: why there is
    no sound."""

    changed = Signal()
    begun = Signal()
    troubled = Signal(str)
    word_changed = Signal()
    page_read = Signal()

    def __init__(self, make_sound: Callable[[Reading], SoundPort], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_sound = make_sound
        self._sound: SoundPort | None = None
        self.player = Player(())
        self.trouble = ""
        self.key: Hashable = None
        """What the words at hand belong to, as whoever follows the reading calls it; None: not told yet."""
        self._comfort = Comfort()
        self._sent: Script = ()
        """What the sound plays; another cut of the same words than the player's when the text size changed."""
        self._ahead = 0
        """By how many sentences the player counts further than the sound."""
        self._held = False
        self.saying = False
        """Whether something that is no page is being said."""

    # -- what the presenter asks for ------------------------------------------------------------------------

    def follow(self, comfort: Comfort) -> None:
        """Take speed and loudness from `comfort`; a sentence being spoken starts again at a new speed."""
        before, self._comfort = self._comfort, comfort
        if self._sound is None:
            return
        if before.volume != comfort.volume:
            self._sound.set_volume(VOLUMES[comfort.volume])
        if before.speed != comfort.speed:
            if self.player.playing:
                self._speak()
            else:
                self._forget_sound()

    def warm_up(self) -> None:
        """Have the voice loaded while nobody waits for it."""
        self._port().warm_up()

    def stir(self) -> None:
        """Somebody is there: work for later makes way."""
        if self._sound is not None:
            self._sound.stir()

    def prepare(self, script: Script) -> None:
        """Make ready to read `script`, for a page that has just been opened."""
        if script:
            self._port().prepare(script, self._speed())

    def start(self, script: Script) -> None:
        """Read `script` from its first sentence."""
        self.trouble = ""
        self.player = Player(script).play()
        self._speak()

    def say(self, script: Script) -> None:
        """Say something that is no page (the idle warning); what was read pauses, and its place is kept."""
        read, self.player = self.player.playing, self.player.pause()
        self.trouble = "" if script else self.trouble
        self._forget_sound()
        self.saying = bool(script)
        self._port().set_volume(VOLUMES[self._comfort.volume])
        self._port().play(script, 0, self._speed())
        if read:
            self.changed.emit()

    def toggle(self) -> None:
        """Pause, go on, or start again after the end."""
        if self.player.playing:
            self.player = self.player.pause()
            self._port().pause()
            self.changed.emit()
        elif self.player.finished or self.player.word is None or not self._sent:
            self.player = self.player.play()
            self._speak()
        else:
            self.player = self.player.play()
            self._port().resume()
            self.changed.emit()

    def step(self, sentences: int) -> None:
        """Go `sentences` on or back, and read there."""
        self.player = (self.player.next() if sentences > 0 else self.player.previous()).play()
        self._speak()

    def again(self) -> None:
        """Read the sentence at hand once more."""
        self.player = self.player.again()
        self._speak()

    def hold(self) -> None:
        """Pause for as long as the person is elsewhere."""
        if self.player.playing:
            self._held = True
            self.toggle()

    def go_on(self) -> None:
        """Go on if it was held."""
        if self._held:
            self._held = False
            self.toggle()

    def move(self, script: Script) -> None:
        """Take the page at hand cut anew, with the sentence at hand in it; what is being said goes on."""
        moved = self.player.moved(script)
        self._ahead += moved.index - self.player.index
        if self.player.finished:
            self._forget_sound()
        self.player = moved

    def stop(self) -> None:
        """Fall silent and forget the page."""
        if self._sound is not None:
            self._sound.stop()
        self._forget_sound()
        self._held = self.saying = False
        self.key = None
        self.player = Player(())

    def speaks(self, lang: str) -> bool:
        """Return whether words of `lang` that nobody prepared would be heard."""
        return self._port().speaks(lang)

    @property
    def sounds(self) -> bool:
        """Whether somebody is listening to something."""
        return self.player.playing or self.saying

    @property
    def word(self) -> Span | None:
        """Where the word being said lies in the sentence at hand."""
        player = self.player
        if player.now is None or player.word is None or player.word >= len(player.now.words):
            return None
        return player.now.words[player.word].span

    # -- what the sound tells -------------------------------------------------------------------------------

    def sentence_started(self, index: int) -> None:
        """Follow the voice to a sentence."""
        self.begun.emit()
        if not self._sent:
            return
        if self._is_here(index):
            self.player = self.player.at(index + self._ahead)
            self.changed.emit()
        else:  # the page ends sooner since the text is larger
            self._port().stop()
            self.page_finished()

    def word_started(self, index: int, word: int) -> None:
        """Follow the voice to a word."""
        if self._sent and self._is_here(index):
            self.player = self.player.at(index + self._ahead, word)
            self.word_changed.emit()

    def page_finished(self) -> None:
        """The page has been read to its end."""
        if not self._sent:
            self.saying = False
            return
        if self._sent is not self.player.script and self.player.after is not None:
            self.player = self.player.next()  # the page goes on since the text is smaller
            self._speak()
            return
        self._forget_sound()
        self.player = self.player.finish()
        self.changed.emit()
        self.page_read.emit()

    def told_trouble(self, key: str) -> None:
        """There is no sound, and why; '': there is again."""
        self.trouble = key
        if key:
            self.troubled.emit(key)
        if self.player.script:
            self.changed.emit()

    # -- inside ---------------------------------------------------------------------------------------------

    def _is_here(self, index: int) -> bool:
        """Whether what the sound calls `index` stands on the page at hand."""
        place, script = index + self._ahead, self.player.script
        return 0 <= place < len(script) and script[place].text == self._sent[index].text

    def _forget_sound(self) -> None:
        """What the sound holds is no longer what is at hand: it is not resumed, and what it tells is not heeded."""
        self._sent = ()

    def _speak(self) -> None:
        self._sent, self._ahead, self._held, self.saying = self.player.script, 0, False, False
        self._port().set_volume(VOLUMES[self._comfort.volume])
        self._port().play(self.player.script, self.player.index, self._speed())
        self.changed.emit()

    def _speed(self) -> float:
        return SPEEDS[self._comfort.speed]

    def _port(self) -> SoundPort:
        if self._sound is None:
            self._sound = self._make_sound(self)
        return self._sound
