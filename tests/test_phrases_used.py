"""Every phrase is said somewhere: one that nothing asks for would be translated, reviewed and recorded for nobody."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from kiosk import paths, phrases
from tests.support.source import modules

TREES = tuple(tree for _, tree in modules("kiosk", "ui"))


def constants() -> set[str]:
    """Return every text that stands in the code, and the names of what is named in capitals, in small letters."""
    nodes = [node for tree in TREES for node in ast.walk(tree)]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return texts | {node.attr.lower() for node in nodes if isinstance(node, ast.Attribute) and node.attr.isupper()}


def patterns() -> Iterator[re.Pattern[str]]:
    """Yield what each text with names to fill in can become."""
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and len(node.values) > 1:
                parts = (
                    re.escape(str(one.value)) if isinstance(one, ast.Constant) else "([^.]+)" for one in node.values
                )
                yield re.compile("".join(parts))


@pytest.mark.parametrize(("folder", "least"), [("phrases", 400), ("phrases/bench_test", 100)])
def test_every_phrase_is_asked_for_by_the_code(folder: str, least: int) -> None:
    """Whole, or put together from texts of the code, numbers and the names of themes."""
    whole, filled = constants(), set(patterns())
    parts = whole | {file.stem for file in (paths.resources() / "themes").glob("*.toml")}

    def asked_for(key: str) -> bool:
        found = (pattern.fullmatch(key) for pattern in filled)
        return key in whole or any(
            one and all(part in parts or part.isdigit() for part in one.groups()) for one in found
        )

    known = phrases.load("en-GB", paths.resources() / folder).keys()
    assert len(known) > least
    assert [key for key in known if not asked_for(key)] == []
