"""Writes PEMAT-P ratings beside topics, as people would, and packs in which nothing is left to mend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kiosk.check.pemat import FILE, PEOPLE
from tests.kiosk.bundle.makers import approve, write_pack

BY = 'rated_by = "Content writer"\nrated_on = 2026-11-25\n'


def rating(topic: str = "baclofen", without: tuple[int, ...] = (), **agree: str) -> str:
    """Return a rating file that agrees with every item but those given as `item_4="false"`."""
    items = [
        f'[item.{number}]\nagree = {agree.get(f"item_{number}", "true")}\nreason = "Seen in {topic}: {number}."\n'
        for number in PEOPLE
        if number not in without
    ]
    return BY + "\n".join(items)


def write_rating(pack: Path, source: str | None = None, topic: str = "baclofen") -> Path:
    """Write the rating of a topic of a pack and return its path."""
    path = pack / "topics" / topic / FILE
    path.write_text(rating(topic) if source is None else source, encoding="utf-8")
    return path


def finished_pack(folder: Path) -> Path:
    """Write a pack of one topic that is rated and approved, and return it."""
    pack = write_pack(folder)
    write_rating(pack)
    approve(pack / "topics" / "baclofen" / "en-GB.md", on=date(2026, 1, 1), due=date(2090, 1, 1))
    return pack
