"""The conformance report: nothing is claimed that no test shows, and the page that is read is the one that was made."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.conformance.clauses import FAILED, PAGE, PASSED, ROOT, SKIPPED, Clause, clauses, mark

CLAUSES = clauses()
EACH = pytest.mark.parametrize("clause", CLAUSES, ids=[clause.id for clause in CLAUSES])


@cache
def names_in(path: str) -> frozenset[str]:
    """Return the names of the test functions of a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@EACH
def test_every_test_that_a_clause_names_is_there(clause: Clause) -> None:
    for test in clause.tests:
        path, _, name = test.partition("::")
        assert name.startswith("test_")
        assert name in names_in(path)


@EACH
def test_a_clause_says_what_it_means_here_or_why_it_asks_nothing_or_what_the_clinic_measures(clause: Clause) -> None:
    assert clause.here or clause.without or clause.clinic
    assert not (clause.without and (clause.tests or clause.left))


def test_the_page_tells_every_clause_once_and_was_made_from_this_list() -> None:
    page = PAGE.read_text(encoding="utf-8")
    table = page.partition("## To be measured")[0]
    assert re.findall(r"^\| ([\d.]+) \|", table, re.MULTILINE) == [clause.id for clause in CLAUSES]
    assert f"Made from list {mark()}." in page, "run 'make conformance'"


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ({"a": PASSED, "b": PASSED}, "Supports"),
        ({"a": PASSED, "b": SKIPPED}, "Not evaluated"),
        ({"a": SKIPPED, "b": FAILED}, "Does not support"),
        ({"a": PASSED}, "Does not support"),
    ],
)
def test_a_clause_is_supported_only_where_every_test_of_it_ran_and_passed(outcomes: dict[str, str], said: str) -> None:
    assert Clause("1", "x", "y", ("a", "b")).verdict(outcomes) == said


def test_a_clause_without_a_test_is_not_supported_and_one_with_something_left_only_partially() -> None:
    assert Clause("1", "x", "y").verdict({}) == "Does not support"
    assert Clause("1", "x", "y", ("a",), left="z").verdict({"a": PASSED}) == "Partially supports"
    assert Clause("1", "x", "", clinic="measure").verdict({}) == "The clinic's"
