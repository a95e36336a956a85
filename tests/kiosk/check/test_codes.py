"""The list of findings in the authors' manual is that of the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from kiosk.check.pemat import NAMES, PEOPLE

PLACE = {"error": 1, "warning": 1, "hint": 1, "wrong": 1, "Finding": 3, "_error": 2}
"""At which place of a call, by the name of what is called, the code of a finding stands."""


def codes(tree: ast.AST) -> Iterator[str]:
    """Yield the codes that are written out in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            at = PLACE.get(ast.unparse(node.func).rpartition(".")[2])
            code = node.args[at] if at is not None and at < len(node.args) else None
            if isinstance(code, ast.Constant) and re.fullmatch(r"[a-z]+(-[a-z]+)*", str(code.value)):
                yield str(code.value)


def test_the_manual_names_every_code_that_a_finding_can_have(root: Path) -> None:
    files = [*(root / "kiosk" / "bundle").glob("*.py"), *(root / "kiosk" / "check").glob("*.py")]
    used = {code for path in files for code in codes(ast.parse(path.read_text(encoding="utf-8")))}
    manual = (root / "resources" / "docs" / "authoring.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)*)`", manual[manual.index("## What `kiosk check` finds") :]))
    assert len(used) > 60
    assert used - named == set()


def test_the_manual_tells_of_every_item_who_judges_it(root: Path) -> None:
    manual = (root / "resources" / "docs" / "authoring.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| .+ \| (people|program)\b.*\|$", manual, re.MULTILINE)
    assert {int(number): by for number, by in rows} == {
        number: "people" if number in PEOPLE else "program" for number in NAMES
    }
