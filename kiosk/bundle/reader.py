"""The way to content: `open_bundle` opens a pack's folder or a bundle file, and both answer alike.

Which topics a bundle admits to is settled here for both: one that no clinician has approved is there only in
demonstration mode, a withdrawn one never.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from kiosk.bundle.model import Pack, Status, Tile, Topic
from kiosk.bundle.search import SearchIndex
from kiosk.bundle.speech import Speech
from kiosk.errors import ContentError


class Bundle(Protocol):
    """Content that is open. `lang` is one of `pack.languages`; an id or language it lacks is a ContentError."""

    @property
    def pack(self) -> Pack:
        """What the bundle says of itself."""

    @property
    def digest(self) -> str:
        """SHA-256 of the file in hexadecimal; '' for a folder. Waits for the file to be read once."""

    @property
    def topic_count(self) -> int:
        """How many topics are shown in the pack's first language."""

    def verified(self) -> None:
        """Wait until the whole file has been checked; BundleError when it is not what was built.

        Call this before the first content is painted, spoken or printed: until it returns, what the bundle
        gives has only passed the checks of its directory and of each part's own checksum.
        """

    def tiles(self, category: str, lang: str) -> tuple[Tile, ...]:
        """Return a category's topics by title; those of 'most' in the order of the pack."""

    def tile(self, topic_id: str, lang: str) -> Tile:
        """Return what is known of a topic without opening it."""

    def topic(self, topic_id: str, lang: str) -> Topic:
        """Return a topic; ContentError names what is wrong with it or that it is not there."""

    def speech(self, topic_id: str, lang: str) -> Speech:
        """Return how the topic's sentences are said; empty when nobody has made that yet."""

    def search(self, lang: str) -> SearchIndex:
        """Return the search over all topics that are shown; the first call reads it, so call from a thread."""


def open_bundle(path: Path, *, demonstration: bool = True, verify: bool = True, expect: str | None = None) -> Bundle:
    """Open a pack's folder or a `.kib` file.

    `verify` begins at once, on another thread, to hash the whole file; `Bundle.verified` waits for it. `expect`
    is the SHA-256 to hold it to, in place of the one in `<file>.sha256`. ContentError when there is nothing to
    open or the pack is written wrongly, BundleError when the file is not a sound bundle.
    """
    if path.is_dir():
        from kiosk.bundle.folder import FolderBundle

        return FolderBundle(path, demonstration=demonstration)
    if path.is_file():
        from kiosk.bundle.archive import ArchiveBundle

        return ArchiveBundle(path, demonstration=demonstration, verify=verify, expect=expect)
    raise ContentError(f"There is no content at {path}. Name a pack's folder or a .kib file, or run 'make setup'.")


def shown(status: Status, demonstration: bool) -> bool:
    """Return whether a topic of this status is shown to people."""
    return status is Status.APPROVED or (demonstration and status is not Status.WITHDRAWN)


def no_topic(topic_id: str, lang: str, where: Path) -> ContentError:
    """Return the error for a topic that is not there, or not shown."""
    return ContentError(
        f"There is no topic '{topic_id}' in {lang} to show in {where}. Run 'kiosk topics' for those there are; "
        "a withdrawn topic is never shown, and one not approved only in demonstration mode."
    )


def no_category(category: str, where: Path) -> ContentError:
    """Return the error for a category that the pack does not have."""
    return ContentError(f"There is no category '{category}' in {where}. Its bundle.toml lists those there are.")
