"""What the steps work with: voice, sound recorded back, printer, the checks that need nobody, the certificate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import phrases
from kiosk.bench_test.examine import examine
from kiosk.bench_test.finding import Finding
from kiosk.bench_test.loopback import Loopback
from kiosk.bench_test.screen import Seen
from kiosk.bench_test.words import words_of
from kiosk.printing.choose import printer_for
from kiosk.printing.printer import Job, JobState, Printer
from kiosk.settings import Settings
from ui.background import Background

if TYPE_CHECKING:
    from ui.adapters.sound import SoundPlayer

_SAID = "attract.lead"
"""The phrase that the voice says: prepared, so that the real voice speaks it."""


class Tools:
    """Each is made at its first use. `file`: where the certificate goes; None: the kiosk's own folder."""

    def __init__(self, settings: Settings, seen: Seen, background: Background, file: Path | None) -> None:
        self.settings, self.seen, self.background, self._file = settings, seen, background, file
        self.loopback = Loopback()
        self.trouble = ""
        """Why the voice makes no sound, as its adapter names it."""
        self._player: SoundPlayer | None = None
        self._before = 0
        self._then: Callable[[], object] = self.loopback.stop
        self._printer: Printer | None = None

    # -- sound -----------------------------------------------------------------------------------------------

    def speak(self, then: Callable[[], object]) -> None:
        """Say a sentence with the kiosk's own voice, and record it back; `then` when it is said."""
        from kiosk.readaloud.script import script_for_phrase
        from kiosk.readaloud.speech_file import phrase_speech

        lang, self.trouble = self.settings.language, ""
        player, self._then = self._sound(), then
        player.stop()  # it takes what was not heard out of the record
        self._before = len(player.recorded()[0])
        self.loopback.start()
        player.play(script_for_phrase(phrases.load(lang)(_SAID), phrase_speech(lang)), 0, 1.0)

    def _sound(self) -> SoundPlayer:
        if self._player is None:
            from kiosk.readaloud.voice import voice_for
            from ui.adapters.sound import SoundPlayer

            self._player = SoundPlayer(voice_for(self.settings.language, self.settings), record=True)
            self._player.trouble.connect(self._note_trouble)
            self._player.page_finished.connect(self._finish)
        return self._player

    def _note_trouble(self, trouble: str) -> None:
        self.trouble = trouble

    def _finish(self) -> None:
        self._then()

    def played(self) -> bytes:
        """Return every sample that was sent to the loudspeaker since `speak` was last called."""
        return self._player.recorded()[0][self._before :] if self._player is not None else b""

    def hush(self) -> None:
        """Fall silent."""
        self.loopback.stop()
        if self._player is not None:
            self._player.stop()

    # -- paper (on a worker thread) --------------------------------------------------------------------------

    def print_sheet(self) -> tuple[Printer, Job]:
        """Draw the test sheet and hand it over; PrinterError or HandoutError when that can't be."""
        from kiosk.handout.bench_test import draw_test_sheet

        chosen = self.settings
        words = words_of(chosen)
        sheet = draw_test_sheet(phrases.load(words.lang), words, chosen.clinic_name, chosen.paper)
        return self.hand_over(sheet.pdf)

    def hand_over(self, pdf: bytes) -> tuple[Printer, Job]:
        """Hand pages over; PrinterError when that can't be."""
        if self._printer is None:
            self._printer = printer_for(self.settings)
        return self._printer, self._printer.submit(pdf)

    # -- the rest (on a worker thread) -----------------------------------------------------------------------

    def look(self, window: int) -> tuple[Finding, ...]:
        """Return every finding that needs no person; `window` is our own, for the X server."""
        return tuple(examine(self.settings, self.seen, window))

    def certify(self, findings: Sequence[Finding]) -> tuple[Path, bytes]:
        """Write the certificate; HandoutError when it can't be."""
        from kiosk.bench_test.certificate import certificate_of, default_file, write_certificate

        now = datetime.now()
        file = self._file or default_file(now)
        return file, write_certificate(certificate_of(findings, self.settings, self.seen, now), self.settings, file)

    def close(self) -> None:
        """End sound and threads."""
        self.loopback.stop()
        if self._player is not None:
            self._player.close()
        self.background.close()


def state_of(printer: Printer, job: Job) -> tuple[JobState, str]:
    """Return how a job fares and where it goes; PrinterError when the print system does not answer."""
    return printer.state(job), printer.where_it_goes()
