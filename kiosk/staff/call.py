"""Calls somebody of the staff to the kiosk: starts the one local program that the clinic names in its settings.

No shell, nothing of the person in it, nothing of what it writes is kept or shown: only its end is heard.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence

from kiosk.errors import KioskError

LIMIT_SECONDS = 10.0
"""A person who needs help is told within this time whether staff know."""


class CallError(KioskError):
    """The program that calls staff does not start, fails, or does not end."""

    for_patient = "help.failed"


def call(words: Sequence[str], limit: float = LIMIT_SECONDS) -> None:
    """Run program and arguments to their end; CallError when it can't start, ends with an error or runs over `limit`.

    What runs too long is ended with all that it started.
    """
    nothing = subprocess.DEVNULL
    try:
        running = subprocess.Popen(
            words, stdin=nothing, stdout=nothing, stderr=nothing, cwd="/", start_new_session=True
        )
    except OSError as error:
        raise CallError(f"'help_command' can't be started: {error}. Put it right in the settings.") from error
    try:
        code = running.wait(limit)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        raise CallError(f"'help_command' ran over {limit:g} s and was ended: {words[0]}.") from None
    if code:
        raise CallError(f"'help_command' ended with code {code}: {words[0]}. Try it by hand as the kiosk's user.")
