"""Every error this program raises on purpose, with words for people, and the exit codes of the commands.

    KioskError                      1
    ├── UsageError                  2   the command line asks for something that is not there
    ├── SettingsError               3   the settings file is wrong
    ├── ContentError                4   a topic or pack is wrong: carries findings (file, line, what to write)
    │   └── BundleError             5   a bundle file is damaged, foreign or too large
    ├── VoiceError                  6   no voice, or it cannot speak this
    ├── HandoutError                7   a handout cannot be drawn
    ├── PrinterError                8   the printer is missing, out of paper, stuck
    └── SetupError                  9   something the program needs is not installed

`for_staff` says what is the matter and what to do. `for_patient` is the key of a phrase that the screen shows:
a patient never reads an exception's own text.
"""

from __future__ import annotations


class KioskError(Exception):
    """An error with words: `str(error)` is one or two sentences for staff, with what to do."""

    exit_code = 1
    for_patient = "error.general"

    def __init__(self, for_staff: str) -> None:
        super().__init__(for_staff)
        self.for_staff = for_staff


class UsageError(KioskError):
    """The command line asks for something that is not there."""

    exit_code = 2


class SettingsError(KioskError):
    """The settings file holds a wrong or unknown value."""

    exit_code = 3
    for_patient = "error.not_ready"


class ContentError(KioskError):
    """A topic or a pack is written wrongly; the text lists file, line and what to write instead."""

    exit_code = 4
    for_patient = "error.not_ready"


class BundleError(ContentError):
    """A bundle file is damaged, foreign, or breaks a limit of the strict reader."""

    exit_code = 5


class VoiceError(KioskError):
    """There is no voice for this language, or it cannot speak this text."""

    exit_code = 6
    for_patient = "error.no_voice"


class HandoutError(KioskError):
    """A handout cannot be drawn as asked."""

    exit_code = 7
    for_patient = "error.handout"


class PrinterError(KioskError):
    """The printer cannot take or finish the job."""

    exit_code = 8
    for_patient = "error.printer"


class SetupError(KioskError):
    """Something the program needs is not installed; the text names the command that installs it."""

    exit_code = 9
    for_patient = "error.not_ready"
