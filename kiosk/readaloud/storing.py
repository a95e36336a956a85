"""A voice that need not speak: what was recorded or kept is played, and only the rest is made, then kept.

Everything is kept at one pace, the one that each person starts with, and brought to another speed by `stretch`: so a
change of speed is heard at once, and one recording serves all speeds.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from kiosk import paths
from kiosk.errors import BundleError, VoiceError
from kiosk.readaloud.packed import DamagedSoundError, pack, unpack
from kiosk.readaloud.script import Utterance
from kiosk.readaloud.sounds import DiskSounds, Recorded, human_key
from kiosk.readaloud.stretch import stretched
from kiosk.readaloud.voice import Patience, Sound, Voice, names_of, voice_for, voices
from kiosk.session import SPEEDS, Comfort
from kiosk.settings import Settings

PACE = SPEEDS[Comfort().speed]
"""Factor on the voice's own speed at which sounds are recorded and kept."""


@runtime_checkable
class Keyed(Protocol):
    """Knows what a sound is kept under."""

    def key(self, utterance: Utterance, speed: float) -> str:
        """Return what stands for the samples and marks of `utterance` at `speed`."""


@runtime_checkable
class KeyedVoice(Keyed, Voice, Protocol):
    """A voice whose sounds can be kept: the same key, the same sound."""


@runtime_checkable
class Stocking(Protocol):
    """Makes sounds for later."""

    @property
    def stocks(self) -> bool:
        """Whether it can."""

    def stock(self, utterance: Utterance, patience: Patience) -> bool:
        """Make and keep a sound that is missing; False when no more can be kept."""


class StoringVoice:
    """`live` speaks what is neither in `recorded` nor in `kept`; `keyed` knows the keys of a voice's sounds.

    `live` may be another voice or silence, where that voice is not installed: then what is recorded is still heard, and
    nothing of the other one is kept.
    """

    def __init__(self, live: Voice, keyed: Keyed | None, recorded: Recorded, kept: DiskSounds) -> None:
        self.name, self.lang, self.licence = live.name, live.lang, live.licence
        self.silent = False
        self._live, self._keyed = live, keyed
        self._recorded, self._kept = recorded, kept

    def available(self) -> bool:
        """Return True: what it can't say is told sentence by sentence."""
        return True

    def load(self) -> None:
        """Get ready to play what is there; the live voice, which takes most of the memory, waits until it is needed,
        unless it will be needed at once."""
        import soundfile  # noqa: F401  (a tenth of a second, here where nobody waits)

        if not (self._live.silent or self.stocks or self._recorded.count(self.lang)):
            self._live.load()

    def says(self, utterance: Utterance) -> bool:
        """Return whether a recording, a kept sound or the live voice would be heard."""
        return self._live.says(utterance) or self.at_hand(utterance)

    def at_hand(self, utterance: Utterance) -> bool:
        """Return whether nothing has to be made for it."""
        human, voiced = self._keys(utterance)
        try:
            recorded = self._recorded.has(human) or (voiced is not None and self._recorded.has(voiced))
        except BundleError:
            recorded = False
        return recorded or (voiced is not None and self._kept.has(voiced))

    def speak(self, utterance: Utterance, speed: float, patience: Patience | None = None) -> Sound:
        """Return the sound, made only when it is not at hand; then it is kept."""
        return stretched(self._found(utterance) or self._made(utterance, patience), speed / PACE)

    @property
    def stocks(self) -> bool:
        """Whether it can make sounds for later."""
        return self._kept.works and isinstance(self._live, Keyed) and self._keyed is self._live

    def stock(self, utterance: Utterance, patience: Patience) -> bool:
        """Make and keep a sound that is missing, for later; False when no more can be kept."""
        if not self._live.says(utterance) or self.at_hand(utterance):
            return self._kept.works
        return self._keep(utterance, self._live.speak(utterance, PACE, patience), make_room=False)

    def _found(self, utterance: Utterance) -> Sound | None:
        human, voiced = self._keys(utterance)
        for store, key in ((self._recorded, human), (self._recorded, voiced), (self._kept, voiced)):
            try:
                packed = store.get(key) if key is not None else None
                if packed is not None:
                    return unpack(packed)
            except (DamagedSoundError, BundleError):
                continue  # a disk that fails while the kiosk runs: the sentence is made anew
        return None

    def _made(self, utterance: Utterance, patience: Patience | None) -> Sound:
        if self._live.silent:
            raise VoiceError(f"Nobody recorded '{utterance.text}', and no voice can say it.")
        sound = self._live.speak(utterance, PACE, patience)
        self._keep(utterance, sound)
        return sound

    def _keep(self, utterance: Utterance, sound: Sound, *, make_room: bool = True) -> bool:
        voiced = self._keys(utterance)[1]
        if voiced is None or not self.stocks:
            return False
        return self._kept.put(voiced, pack(sound), make_room=make_room)

    def _keys(self, utterance: Utterance) -> tuple[str, str | None]:
        """Return what a person's recording of it is kept under, and what the voice's is."""
        keeps = utterance.has_sound and not utterance.own
        voiced = self._keyed.key(utterance, PACE) if self._keyed and keeps else None
        return human_key(self.lang, utterance.text), voiced


def storing_voice(lang: str, settings: Settings, recorded: Recorded) -> Voice:
    """Return the voice set for `lang`, in front of it what the content has recorded and what this kiosk kept.

    Without a voice and without recordings it is silence; 'none' in the settings is silence in any case.
    """
    live, names = voice_for(lang, settings), names_of(settings.voice)
    if not names or (live.silent and not recorded.count(lang)):
        return live
    known = sorted((voice for voice in voices(lang) if voice.name in names), key=lambda voice: names.index(voice.name))
    keyed = next((voice for voice in (live, *known) if isinstance(voice, Keyed) and voice.lang == lang), None)
    return StoringVoice(live, keyed, recorded, DiskSounds(paths.sounds_folder(), settings.sounds_mb * 1_000_000))
