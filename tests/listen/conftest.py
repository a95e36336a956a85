"""What listens: the voice, the recogniser, and the report that `make listen` leaves in `out/listen.json`.

The large group listens for minutes. It runs where its packages are installed and LISTEN is set; else it is
skipped and says so. What needs no recogniser always runs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.listen import ear
from tests.listen.pack import OUT
from tests.support.voices import voice

__all__ = ["voice"]  # a fixture

REPORT = pytest.StashKey[dict[str, Any]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/listen" not in item.path.as_posix() or not {"ears", "voice"} & set(getattr(item, "fixturenames", ())):
            continue
        if lacking := ear.missing():
            item.add_marker(
                pytest.mark.skip(reason=f"not installed: {', '.join(lacking)} ('make listen' sets them up)")
            )
        elif "LISTEN" not in os.environ:
            item.add_marker(pytest.mark.skip(reason="listens for minutes: run 'make listen'"))


@pytest.fixture(scope="session")
def ears() -> ear.Ear:
    """Return a recogniser that knows nothing of the pack."""
    return ear.Ear()


@pytest.fixture(scope="session")
def report(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Return the figures to be told, by part; written down when all is done."""
    found: dict[str, Any] = request.config.stash.setdefault(REPORT, {"listen": os.environ.get("LISTEN") or "sample"})
    yield found
    OUT.mkdir(exist_ok=True)
    (OUT / "listen.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    found = config.stash.get(REPORT, None)
    if found is None:
        return
    terminalreporter.section("what was heard (all of it: out/listen.json)")
    for topic, row in found.get("topics", {}).items():
        names = f"{row['names_heard']} of {row['names']}"
        terminalreporter.line(
            f"{topic:<32} {row['sentences']:>4} sentences  wrong {row['error_rate']:6.1%}  names {names:<10}"
            f"  {row['loudness']:6.1f} LUFS"
        )
    for part in ("pack", "played", "lexicon", "speeds"):
        if part in found:
            rows = {key: value for key, value in found[part].items() if not isinstance(value, (list, dict))}
            terminalreporter.line(f"{part}: " + ", ".join(f"{key} {value}" for key, value in rows.items()))
