"""Opens what this kiosk shows: the content its settings name, by its own clock and its memory of what was withdrawn.

`left_out` tells staff of the rest.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kiosk import paths
from kiosk.bundle.glossary import ID as GLOSSARY
from kiosk.bundle.reader import Bundle, Gate, Refusal, open_bundle
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
        key=chosen.content_key,
    )


def left_out(chosen: Settings, now: datetime, lang: str, named: Path | None = None) -> dict[str, Refusal]:
    """Return what the content holds in `lang` and `open_content` does not show, by id, and why; errors as there.

    The glossary is among it under its own id.
    """
    whole = open_bundle(content_path(chosen, named), verify=False, now=now)
    gone = whole.withdrawals
    gate = Gate(chosen.demonstration, whole.today, chosen.grace_days, gone.joined(memory().known()))
    tiles = [tile for category in whole.pack.categories[1:] for tile in whole.tiles(category.id, lang)]
    found = {tile.id: gate.refuses(tile.id, lang, tile) for tile in tiles}
    glossary = whole.glossary(lang)
    if glossary.terms:
        found[GLOSSARY] = gate.refuses(GLOSSARY, lang, glossary.trust)
    found |= {topic_id: Refusal.WITHDRAWN for topic_id, of, _ in gone if of == lang and topic_id not in found}
    return {topic_id: why for topic_id, why in sorted(found.items()) if why}


def memory() -> Memory:
    """Return the kiosk's memory of what was withdrawn."""
    return Memory(paths.withdrawn_file())
