"""Files that must never be half written, nor so that they can't be read again."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: str | bytes, mode: int = 0o644) -> None:
    """Write `content` (a text as UTF-8), all or nothing, so that it is on the disk when this returns.

    OSError when it can't be; then nothing of it is left.
    """
    part = path.with_name(path.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        part.touch(mode)
        part.chmod(mode)  # before a word is in it
        with part.open("wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def quoted(text: str) -> str:
    """Return `text` as a TOML string, whatever is in it."""
    # A JSON string is a TOML basic string, but for the one control character that JSON leaves alone.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
