"""The cache of icons: what it holds, and that it holds every icon that code and content name."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
from functools import cache
from pathlib import Path
from types import ModuleType

from tests.support.source import modules


@cache
def maker(root: Path) -> ModuleType:
    """Import the script that makes the cache."""
    spec = importlib.util.spec_from_file_location("make_icons", root / "resources" / "icons" / "make_icons.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cached(root: Path) -> dict[str, dict[str, str]]:
    """Return the cache by name."""
    found: dict[str, dict[str, str]] = json.loads((root / "resources/icons/mdi6.json").read_text(encoding="utf-8"))
    return found


def texts(node: ast.AST) -> set[str]:
    """Return every text that stands in a piece of code."""
    constants = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
    return {value for value in constants if isinstance(value, str) and value}


def test_the_cache_is_what_the_script_makes_of_names_and_content(root: Path) -> None:
    made = maker(root).as_json(root)
    assert (root / "resources/icons/mdi6.json").read_text(encoding="utf-8") == made, (
        "Run: .venv/bin/python resources/icons/make_icons.py"
    )


def test_every_icon_that_content_names_is_in_the_cache(root: Path) -> None:
    named = maker(root).named_in_content(root / "content")
    assert len(named) > 6
    assert named <= set(cached(root))


def test_every_icon_that_the_code_names_is_in_the_cache(root: Path) -> None:
    """A text with a hyphen that is an icon's name is one; a text given as an `icon` is one whatever it looks like."""
    known = maker(root).Glyphs().names()
    named: dict[str, str] = {}
    for path, tree in modules("ui"):
        named |= {text: str(path) for text in texts(tree) if "-" in text and text in known}
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and (node.arg or "").endswith("icon"):
                named |= {text: str(path) for text in texts(node.value)}
    missing = {name: path for name, path in named.items() if name not in cached(root)}
    assert missing == {}, "Put these into resources/icons/names.txt and run resources/icons/make_icons.py"


def test_every_icon_of_the_list_is_named_by_the_code(root: Path) -> None:
    lines = (root / "resources/icons/names.txt").read_text(encoding="utf-8").splitlines()
    listed = {line for line in lines if line and not line.startswith("#")}
    assert len(listed) > 50
    assert listed - set().union(*(texts(tree) for _, tree in modules("ui"))) == set(), "Take these out of names.txt"


def test_paths_are_absolute_lines_and_curves_inside_the_box(root: Path) -> None:
    for name, glyph in cached(root).items():
        assert list(glyph) == ["path"], name
        assert re.fullmatch(r"M( -?\d+(\.\d\d?)?){2}( [MLC]( -?\d+(\.\d\d?)?)+| Z)+", glyph["path"]), name
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", glyph["path"])]
        assert min(numbers) >= -0.1, name
        assert max(numbers) <= 24.1, name
