"""Where sound goes: a loudspeaker through QtMultimedia, or, where there is none, a clock that only keeps time.

Both count in samples of mono signed 16-bit at the rate they were opened with, from their own start.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice, QObject
    from PySide6.QtMultimedia import QAudioSink

_BUFFER_SECONDS = 0.4
"""Sound handed over ahead: more than the longest stall of the screen (0.1 s)."""
_STALL_SECONDS = 2.0
"""A device that holds sound and plays none of it for so long is gone: when PulseAudio loses its sink, Qt tells no
error and the stream stays 'active' for ever. A sleeping HDMI screen takes a second to begin."""
_AHEAD_SECONDS = 0.02
"""Seconds by which the sink's count of processed sound runs ahead of what is heard: 14 ms on PulseAudio's null
sink, and half a tick of the reader."""


class Output(Protocol):
    """Takes samples and says how many of them have been heard."""

    def room(self) -> int:
        """Return how many samples can be written now."""

    def write(self, pcm: bytes) -> int:
        """Take samples; return how many were taken."""

    def heard(self) -> int:
        """Return how many samples have been heard."""

    def pause(self) -> None:
        """Fall silent and keep the place."""

    def resume(self) -> None:
        """Go on."""

    def stop(self) -> None:
        """Fall silent at once and forget what was written."""

    def set_volume(self, volume: float) -> None:
        """Set the loudness, 0.0 to 1.0."""

    def broken(self) -> bool:
        """Return whether the device went away."""


class ClockOutput:
    """No sound; 'heard' goes by the clock, and never beyond what was written."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._written = 0
        self._before = 0.0
        self._since: float | None = time.monotonic()

    def room(self) -> int:
        """Return a quarter of a second beyond what was heard."""
        return max(self.heard() + self._rate // 4 - self._written, 0)

    def write(self, pcm: bytes) -> int:
        """Count the samples."""
        self._written += len(pcm) // 2
        return len(pcm) // 2

    def heard(self) -> int:
        """Return the samples whose time has passed."""
        running = time.monotonic() - self._since if self._since is not None else 0.0
        return min(int((self._before + running) * self._rate), self._written)

    def pause(self) -> None:
        """Stop the clock."""
        self._before = self.heard() / self._rate
        self._since = None

    def resume(self) -> None:
        """Start the clock again."""
        self._since = time.monotonic()

    def stop(self) -> None:
        """Stop the clock for good."""
        self.pause()

    def set_volume(self, volume: float) -> None:
        """Change nothing: silence has no loudness."""

    def broken(self) -> bool:
        """Return False: a clock does not break."""
        return False


class SinkOutput:
    """A loudspeaker. Build it with `open_sink`, which knows whether there is one."""

    def __init__(self, sink: QAudioSink, rate: int) -> None:
        self._sink = sink
        self._rate = rate
        sink.setBufferSize(int(_BUFFER_SECONDS * rate) * 2)
        self._device: QIODevice | None = sink.start()
        self._played = 0
        self._moved = time.monotonic()
        """When the device was last seen to play, or began to hold still because it should."""

    def room(self) -> int:
        """Return the free part of the buffer."""
        return max(self._sink.bytesFree() // 2, 0)

    def write(self, pcm: bytes) -> int:
        """Hand samples to the device."""
        if self._device is None:
            return 0
        return max(int(self._device.write(pcm)) // 2, 0)

    def heard(self) -> int:
        """Return the samples played, by the device's own count."""
        played = self._sink.processedUSecs()
        if played != self._played or self._sink.bytesFree() >= self._sink.bufferSize():
            self._played, self._moved = played, time.monotonic()
        return max(int((played / 1e6 - _AHEAD_SECONDS) * self._rate), 0)

    def pause(self) -> None:
        """Hold the device."""
        self._sink.suspend()

    def resume(self) -> None:
        """Let the device go on."""
        self._moved = time.monotonic()
        self._sink.resume()

    def stop(self) -> None:
        """Drop what the device still holds, so that speech is cut at once."""
        self._sink.reset()
        self._device = None

    def set_volume(self, volume: float) -> None:
        """Set the loudness."""
        self._sink.setVolume(volume)

    def broken(self) -> bool:
        """Return whether the device reports that it cannot be opened or went away, or has stopped to play."""
        from PySide6.QtMultimedia import QtAudio

        self.heard()  # else a screen that stood still for so long would take itself for a device that does
        if time.monotonic() - self._moved > _STALL_SECONDS:
            return True
        return self._sink.error() in (QtAudio.Error.OpenError, QtAudio.Error.IOError, QtAudio.Error.FatalError)


def when_devices_change(tell: Callable[[], object], parent: QObject) -> None:
    """Call `tell` whenever a sound device comes or goes."""
    from PySide6.QtMultimedia import QMediaDevices

    QMediaDevices(parent).audioOutputsChanged.connect(tell)


def open_sink(rate: int, volume: float) -> SinkOutput | None:
    """Open the machine's default sound device; None when there is none or it refuses."""
    from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

    device = QMediaDevices.defaultAudioOutput()
    if device.isNull():
        return None
    form = QAudioFormat()
    form.setSampleRate(rate)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    sink = QAudioSink(device, form)
    sink.setVolume(volume)
    output = SinkOutput(sink, rate)
    return None if output.broken() else output
