"""Where sound comes from that need not be made: recordings that came with the content, and what this kiosk kept.

Both are asked by key (`KokoroVoice.key`, `human_key`) and answer with what `packed` packs. Keys stand for everything
that shapes a sound, so nothing stale can answer: another word, lexicon, voice or pace is another key.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Protocol

_NAME = ".opus"
_DIGEST = 32
_DAY = 86_400


class SoundStore(Protocol):
    """Sounds that are there already. May be asked from any thread."""

    def has(self, key: str) -> bool:
        """Return whether a sound is there; cheap, though it may turn out to be damaged."""

    def get(self, key: str) -> bytes | None:
        """Return a packed sound; None when it is not there or damaged."""


class Recorded(SoundStore, Protocol):
    """What came with the content."""

    def count(self, lang: str) -> int:
        """Return how many sentences of a language are recorded."""


def human_key(lang: str, text: str) -> str:
    """Return what a person's recording of a sentence is kept under: its exact words, whatever the voice."""
    return hashlib.sha256(json.dumps(["a person", lang, text]).encode()).hexdigest()


class DiskSounds:
    """Sounds on this kiosk's disk, one file each; only sentences of the content, never what a person typed.

    `limit` bytes at most (None: as many as come); those not used for the longest go first. Days of use are kept, not
    hours, so that the folder does not tell when somebody listened to what. A file that is damaged counts as none. A
    disk that takes nothing, or a limit of 0, makes it a store that stays as it is.
    """

    def __init__(self, folder: Path, limit: int | None) -> None:
        self.folder, self._limit = folder, limit
        self._size: int | None = None
        self._works = limit is None or limit > 0

    @property
    def works(self) -> bool:
        """Whether it keeps what it is given; False after the first write that failed."""
        return self._works

    def has(self, key: str) -> bool:
        """Return whether there is a file."""
        return self._path(key).is_file()

    def get(self, key: str) -> bytes | None:
        """Return what was put, and note that it was used today."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            today = time.time() // _DAY * _DAY
            os.utime(path, (today, today))
        return data[_DIGEST:]

    def put(self, key: str, packed: bytes, *, make_room: bool = True) -> bool:
        """Keep a sound; False when it cannot be kept, or would push out another one and `make_room` is not set."""
        if not self._works:
            return False
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not self._room_for(len(packed) + _DIGEST, make_room):
                return False
            self._write(self._path(key), hashlib.sha256(packed).digest() + packed)
        except OSError:
            self._works = False
            return False
        return True

    def _path(self, key: str) -> Path:
        return self.folder / (key + _NAME)

    def _write(self, path: Path, data: bytes) -> None:
        """Write under another name first, so that no reader ever sees half a file."""
        handle, name = tempfile.mkstemp(dir=self.folder, prefix="part-")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        self._size = (self._size or 0) + len(data)

    def _room_for(self, size: int, make_room: bool) -> bool:
        if self._limit is None:
            return True
        if self._size is None:
            self._clear_away()
            self._size = sum(length for _, length, _ in self._files())
        if self._size + size <= self._limit:
            return True
        if not make_room or size > self._limit:
            return False
        for _, length, path in sorted(self._files()):
            if self._size + size <= self._limit * 0.95:
                break
            path.unlink(missing_ok=True)
            self._size -= length
        return True

    def _files(self) -> list[tuple[float, int, Path]]:
        """Return (day of the last use, bytes, path) of each file."""
        found = []
        for path in self.folder.glob(f"*{_NAME}"):
            with contextlib.suppress(FileNotFoundError):
                told = path.stat()
                found.append((told.st_mtime, told.st_size, path))
        return found

    def _clear_away(self) -> None:
        """Take away what a program that was ended left half written, a day ago or longer."""
        for path in self.folder.glob("part-*"):
            if time.time() - path.stat().st_mtime > _DAY:
                path.unlink(missing_ok=True)
