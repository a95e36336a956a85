"""Opens what this kiosk shows: the content its settings name, by its own clock and its memory of what was withdrawn."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kiosk import paths
from kiosk.bundle.reader import Bundle, open_bundle
from kiosk.bundle.withdrawn import Memory
from kiosk.settings import Settings


def content_path(chosen: Settings, named: Path | None = None) -> Path:
    """Return the content to open: the one `named`, else the settings' own, else the one installed."""
    return named or (Path(chosen.content) if chosen.content else paths.default_content())


def open_content(chosen: Settings, now: datetime, named: Path | None = None) -> Bundle:
    """Open the content at the moment `now`; errors as `open_bundle`, and ContentError when the memory is damaged."""
    return open_bundle(
        content_path(chosen, named),
        demonstration=chosen.demonstration,
        now=now,
        grace_days=chosen.grace_days,
        withdrawn=memory().known(),
    )


def memory() -> Memory:
    """Return the kiosk's memory of what was withdrawn."""
    return Memory(paths.withdrawn_file())
