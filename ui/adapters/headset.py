"""Whether a headset is in, as the sound server tells it: a socket of headphones with a plug in it, or a USB headset.

PulseAudio and PipeWire's stand-in for it are asked through `pactl`, which comes with the kiosk's sound server; where it
or the server is missing, nothing is noticed and nothing is said about it. What counts is where sound goes by itself:
the default sink, to which both servers turn when something is plugged in.
"""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum

from kiosk.readaloud.voice import GivenUpError, Patience

PROGRAM = "pactl"
_ASKED_SECONDS = 5
_BEGUN_SECONDS = 0.3
"""After so long without news of our own question, the server did not listen to us yet when it was asked."""
_AGAIN_SECONDS, _LONGEST_SECONDS = 2.0, 60.0
"""Before a server that is gone is looked for again; twice as long each time that it is not there."""
_CLOSED_SECONDS = 2.0
"""How long who closes waits for a server that does not answer: the thread ends with the program in any case."""
_NEWS = re.compile(rb" on (?:sink|card|server) #")
_IN_EARS = frozenset({"handset", "headphone", "headphones", "headset"})


class Into(StrEnum):
    """Where sound goes."""

    ROOM = "room"
    """Where all hear it, and no socket for headphones has anything in it."""
    UNTOLD = "untold"
    """Nobody knows: the server does not answer yet, or a socket has a plug in it that sound does not go to."""
    SOCKET = "socket"
    """Into a socket for headphones with something in it: a loudspeaker may hang there just as well."""
    HEADSET = "headset"
    """Into what says of itself that it is a headset, a pair of headphones or a hand set."""


def goes_into(sinks: str, default: str) -> Into:
    """Return where the sink called `default` plays; `sinks` is what `pactl -f json list sinks` tells.

    Where that is not understood nothing personal is said.
    """
    try:
        told = json.loads(sinks)
    except (ValueError, RecursionError):
        return Into.UNTOLD
    sink = _called(told, default)
    properties = sink.get("properties")
    if isinstance(properties, dict) and _is_for_ears(properties.get("device.form_factor")):
        return Into.HEADSET
    port = _called(sink.get("ports"), sink.get("active_port"))
    if _has_plug(port):
        return Into.SOCKET
    plugs = any(_has_plug(one) for other in _rows(told) for one in _rows(other.get("ports")))
    return Into.ROOM if port and not plugs else Into.UNTOLD


def _rows(told: object) -> list[dict[str, object]]:
    return [row for row in told if isinstance(row, dict)] if isinstance(told, list) else []


def _called(rows: object, name: object) -> dict[str, object]:
    return next((row for row in _rows(rows) if row.get("name") == name), {})


def _has_plug(port: dict[str, object]) -> bool:
    return _is_for_ears(port.get("type")) and port.get("availability") == "available"


def _is_for_ears(kind: object) -> bool:
    return isinstance(kind, str) and kind.lower() in _IN_EARS


class Notice:
    """What follows from where sound goes, look by look.

    What was in from the start was put in by nobody who is there now. A plug that was in a socket then may be the
    loudspeaker's: it counts once it has been seen to be out, not where a server that starts has told nothing of it yet.
    """

    def __init__(self) -> None:
        self._alone: bool | None = None
        self._trusted = False
        """Whether the socket has been seen without a plug."""

    def look(self, into: Into) -> tuple[bool, bool] | None:
        """Take a look; return what is new: whether a headset is in now, and whether it was put in or taken out now."""
        before = self._alone
        self._trusted = self._trusted or into is Into.ROOM
        self._alone = into is Into.HEADSET or (into is Into.SOCKET and self._trusted)
        return None if self._alone is before else (self._alone, before is not None)


class HeadsetWatch:
    """`tell(inside, now)` from a thread of its own, whenever a headset goes in or out; the first time of what is there.

    `now` is False where it was found so: at the start, or when the server had been away.
    """

    def __init__(self, tell: Callable[[bool, bool], object]) -> None:
        self._tell = tell
        self._patience, self._closing = Patience(), threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to listen for news."""
        self._thread = threading.Thread(target=self._work, name="headset", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and the program that it listens to."""
        self._closing.set()
        self._patience.give_up()
        if self._thread is not None:
            self._thread.join(_CLOSED_SECONDS)

    # -- the thread ------------------------------------------------------------------------------------------------

    def _work(self) -> None:
        program, wait = shutil.which(PROGRAM), _AGAIN_SECONDS
        with suppress(GivenUpError):
            while program is not None and not self._patience.gone:
                there = self._follow(program)
                if not self._patience.gone:
                    self._tell(False, False)
                wait = _AGAIN_SECONDS if there else min(2 * wait, _LONGEST_SECONDS)
                self._closing.wait(wait)

    def _follow(self, program: str) -> bool:
        """Follow the server until it goes; return whether it was there."""
        try:
            with subprocess.Popen(
                [*_ends_with_us(), program, "subscribe"], env=_environment(), stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            ) as process:  # fmt: skip
                try:
                    with self._patience.lasting(process.kill):
                        assert process.stdout is not None
                        return self._listen(program, process.stdout.fileno())
                finally:
                    process.kill()
        except OSError:
            return False

    def _listen(self, program: str, news: int) -> bool:
        notice, there, rest = Notice(), False, b""
        self._look(program, notice)
        while not select.select([news], [], [], _BEGUN_SECONDS)[0]:
            self._look(program, notice)  # that somebody asks is news as well: when it comes, none is missed any more
        while data := os.read(news, 65536):
            there = True
            lines, _, rest = (rest + data).rpartition(b"\n")
            if _NEWS.search(lines):
                self._look(program, notice)
        return there

    def _look(self, program: str, notice: Notice) -> None:
        default = _asked(program, "get-default-sink").strip()
        new = notice.look(goes_into(_asked(program, "-f", "json", "list", "sinks"), default))
        if new is not None and not self._patience.gone:
            self._tell(*new)


def _ends_with_us() -> tuple[str, ...]:
    """Return what has a program end when the thread that started it does, however that comes about.

    pactl by itself would not notice: it goes on where nobody reads its news any more. The sandbox of the kiosk's unit
    refuses setpriv what it begins with; there the service manager ends whatever the kiosk started.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return ()
    words = (setpriv, "--pdeathsig", "KILL")
    tried = subprocess.run([*words, "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return words if tried.returncode == 0 else ()


def _asked(*words: str) -> str:
    """Return what the program says, '' where it fails."""
    try:
        done = subprocess.run(
            words, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=_ASKED_SECONDS,
            check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace")


def _environment() -> dict[str, str]:
    """Return an environment in which the program translates no word and writes numbers as JSON wants them."""
    return {**os.environ, "LC_ALL": "C"}
