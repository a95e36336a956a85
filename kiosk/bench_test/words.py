"""The words of the bench test: for staff, so English where nobody has written them in the kiosk's own language."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk import paths, phrases
from kiosk.bench_test.finding import Finding, State, counted
from kiosk.phrases import Phrases
from kiosk.settings import Settings

_ENGLISH = "en-GB"


def words_of(chosen: Settings) -> Phrases:
    """Return the words of the bench test in the language of the settings, else in English."""
    folder = paths.resources() / "phrases" / "bench_test"
    lang = chosen.language if (folder / f"{chosen.language}.toml").is_file() else _ENGLISH
    return phrases.load(lang, folder)


def verdict(findings: Iterable[Finding], words: Phrases) -> str:
    """Return in a sentence how many ended how: only when all passed is the kiosk said to be ready."""
    count = counted(findings)
    told = words(
        "certificate.count", passed=count[State.PASSED], failed=count[State.FAILED], untried=count[State.NOT_TRIED]
    )  # fmt: skip
    if count[State.FAILED]:
        return f"{words('certificate.not_ready')} {told}"
    return f"{words('certificate.incomplete' if count[State.NOT_TRIED] else 'certificate.ready')} {told}"
