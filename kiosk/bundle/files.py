"""The text of a pack's files."""

from __future__ import annotations

from pathlib import Path

from kiosk.errors import ContentError


def read_text(path: Path) -> str:
    """Return a file's text; ContentError when it is not there or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ContentError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ContentError(f"{path} is not UTF-8 text. Save it with that encoding.") from error
