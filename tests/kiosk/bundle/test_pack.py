"""`bundle.toml` becomes a pack, or findings with the line and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.pack import LONGEST_AUDIENCE, parse_pack
from tests.kiosk.bundle.makers import PACK

FILE = Path("bundle.toml")


def test_a_pack_says_its_categories_in_order_and_what_is_asked_for_most() -> None:
    pack, findings = parse_pack(PACK, path=FILE)
    assert findings == ()
    assert pack is not None
    assert (pack.id, pack.languages, pack.most_asked) == ("ms", ("en-GB",), ("baclofen",))
    assert [(one.id, one.accent) for one in pack.categories] == [("most", "most"), ("medicines", "med")]


@pytest.mark.parametrize(
    ("written", "mistake", "code", "line"),
    [
        ('accent = "med"', 'accent = "mde"', "unknown-accent", 17),
        ('icon = "pill"', 'icon = "Pill"', "icon", 16),
        ('title = "Medicines"', "", "missing-key", 13),
        ('id = "medicines"', 'id = "most"', "twice", 14),
        ('id = "most"', 'id = "more"', "most-asked", 7),
        ("most_asked", "most_aksed", "unknown-key", 5),
        ('["baclofen"]', '["baclofen", "baclofen"]', "twice", 5),
        ('["en-GB"]', '["english"]', "language", 4),
        ('["en-GB"]', "[]", "empty", 4),
        ('version = "0.1.0"', "version = 0.1", "type", 3),
        ('version = "0.1.0"', "version = ", "toml", 3),
    ],
)
def test_a_mistake_in_the_pack_is_found_at_its_line(written: str, mistake: str, code: str, line: int) -> None:
    pack, findings = parse_pack(PACK.replace(written, mistake, 1), path=FILE)
    assert pack is None
    assert (code, line) in [(finding.code, finding.line) for finding in findings]


@given(st.text())
def test_no_text_whatever_raises(source: str) -> None:
    pack, findings = parse_pack(source, path=FILE)
    assert pack is None
    assert findings


def test_a_pack_that_does_not_say_for_whom_it_is_written_is_refused_with_what_to_write() -> None:
    pack, findings = parse_pack(PACK.replace('audience = "Adults with MS"\n', ""), path=FILE)
    assert pack is None
    assert 'Add audience = "Adults with multiple sclerosis (MS)".' in str(findings[0])


def test_what_says_for_whom_a_pack_is_may_not_outgrow_its_line() -> None:
    pack, findings = parse_pack(PACK.replace("Adults with MS", "a" * (LONGEST_AUDIENCE + 1)), path=FILE)
    assert pack is None
    assert [finding.code for finding in findings] == ["long-audience"]
