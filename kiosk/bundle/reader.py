"""The way to content: `open_bundle` opens a pack's folder or a bundle file, and both answer alike.

What a bundle admits to is settled here for both (`Gate`): a topic, or the explanations of the glossary, that no
clinician has approved, or whose approval ran out longer ago than the clinic's grace, is there only in demonstration
mode; a withdrawn one never.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kiosk import paths
from kiosk.bundle.glossary import ID as GLOSSARY
from kiosk.bundle.glossary import Glossary
from kiosk.bundle.model import Pack, Status, Tile, Topic, Trust
from kiosk.bundle.search import SearchIndex
from kiosk.bundle.sounds import BundleSounds, NoSounds
from kiosk.bundle.speech import Speech
from kiosk.bundle.withdrawn import Withdrawals
from kiosk.errors import BundleError, ContentError

if TYPE_CHECKING:
    from kiosk.bundle.translations import Translations


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

    @property
    def newest(self) -> date | None:
        """The youngest day of an approval in it, shown or not: no clock that is right shows an earlier one."""

    @property
    def today(self) -> date | None:
        """The day it was opened on; None when no moment was given or it can't be right: then no date counts."""

    @property
    def withdrawals(self) -> Withdrawals:
        """What it takes away, also from older content; the kiosk remembers it."""

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

    def glossary(self, lang: str) -> Glossary:
        """Return the words that are explained; an empty glossary when there are none in `lang` to show."""

    def glossary_speech(self, lang: str) -> Speech:
        """Return how the glossary's words and sentences are said; empty when nobody has made that yet."""

    @property
    def sounds(self) -> BundleSounds | NoSounds:
        """What of it is recorded."""

    @property
    def translations(self) -> Translations:
        """Its topics in other languages, to stand beside them on paper."""

    def search(self, lang: str) -> SearchIndex:
        """Return the search over all topics that are shown; the first call reads it, so call from a thread."""


GRACE_DAYS = 30
"""Days that an approved topic may stay after its review was due, unless the clinic sets another number."""
NOTHING_WITHDRAWN = Withdrawals()


class Refusal(StrEnum):
    """Why something in a bundle reaches nobody."""

    WITHDRAWN = "withdrawn"
    UNAPPROVED = "not approved by a clinician"
    RUN_OUT = "its review is overdue by more than the grace"


@dataclass(frozen=True, slots=True)
class Gate:
    """What reaches a person."""

    demonstration: bool = True
    today: date | None = None
    """None: no date counts."""
    grace_days: int = GRACE_DAYS
    withdrawn: Withdrawals = NOTHING_WITHDRAWN

    def admits(self, tile: Tile, lang: str) -> bool:
        """Return whether a topic is shown."""
        return self.refuses(tile.id, lang, tile) is None

    def refuses(self, topic_id: str, lang: str, known: Tile | Trust) -> Refusal | None:
        """Return why a topic, or the glossary under its own id, is not shown; None when it is."""
        if known.status is Status.WITHDRAWN or self.withdrawn.hold(topic_id, lang, known.version):
            return Refusal.WITHDRAWN
        if not shown(known.status, self.demonstration):
            return Refusal.UNAPPROVED
        run_out = not self.demonstration and known.overdue(self.today, self.grace_days)
        return Refusal.RUN_OUT if run_out else None

    def explained(self, glossary: Glossary, lang: str) -> Glossary:
        """Return the glossary of `lang` if it may be shown, else an empty one: then its words are words like others."""
        return glossary if self.refuses(GLOSSARY, lang, glossary.trust) is None else Glossary()

    @property
    def looks_closer(self) -> bool:
        """Whether it may refuse a topic whose status alone would be shown."""
        return bool(self.withdrawn) or (self.today is not None and not self.demonstration)


def open_bundle(
    path: Path,
    *,
    demonstration: bool = True,
    verify: bool = True,
    expect: str | None = None,
    now: datetime | None = None,
    grace_days: int = GRACE_DAYS,
    withdrawn: Withdrawals = NOTHING_WITHDRAWN,
    key: str = "",
) -> Bundle:
    """Open a pack's folder or a `.kib` file.

    `verify` begins at once, on another thread, to hash the whole file; `Bundle.verified` waits for it. `expect`
    is the SHA-256 to hold it to, in place of the one in `<file>.sha256`. `now` is what the clock tells: if it can be
    right, approvals that ran out more than `grace_days` ago no longer count; left out, no date does. `withdrawn` is
    what this kiosk knows to be withdrawn, beside what the content itself takes away. `key` is the public key that must
    have signed the file (`kiosk.bundle.signed`); empty: none has to. ContentError when there is
    nothing to open or the pack is written wrongly, BundleError when the file is not a sound bundle.
    """
    if path.is_dir() and key:
        raise BundleError(
            f"{path} is a folder, which can't be signed, and the setting content_key asks for signed content. "
            "Build it with 'kiosk bundle build', and sign it with 'kiosk bundle sign'."
        )
    if path.is_dir():
        from kiosk.bundle.folder import FolderBundle

        return FolderBundle(
            path, demonstration=demonstration, now=now, grace_days=grace_days, withdrawn=withdrawn
        )  # fmt: skip
    if path.is_file():
        from kiosk.bundle.archive import ArchiveBundle

        return ArchiveBundle(
            path, demonstration=demonstration, verify=verify, expect=expect, now=now, grace_days=grace_days,
            withdrawn=withdrawn, key=key,
        )  # fmt: skip
    raise ContentError(f"There is no content at {path}. Name a pack's folder or a .kib file. {paths.setting_up()}")


def shown(status: Status, demonstration: bool) -> bool:
    """Return whether a topic of this status is shown to people."""
    return status is Status.APPROVED or (demonstration and status is not Status.WITHDRAWN)


def no_topic(topic_id: str, lang: str, where: Path) -> ContentError:
    """Return the error for a topic that is not there, or not shown."""
    return ContentError(
        f"There is no topic '{topic_id}' in {lang} to show in {where}. Run 'kiosk topics' for those there are; "
        "a withdrawn topic is never shown, and one not approved, or long past its review, only in demonstration mode."
    )


def no_category(category: str, where: Path) -> ContentError:
    """Return the error for a category that the pack does not have."""
    return ContentError(f"There is no category '{category}' in {where}. Its bundle.toml lists those there are.")
