"""Interface words: keys, names to fill in, plural forms."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import paths, phrases
from kiosk.errors import SetupError

FORMS = {"zero", "one", "two", "few", "many", "other"}


def write(folder: Path, text: str, lang: str = "en-GB") -> phrases.Phrases:
    """Read `text` as the phrases of `lang`."""
    (folder / f"{lang}.toml").write_text(text, encoding="utf-8")
    return phrases.load(lang, folder)


def test_phrases_are_asked_for_by_dotted_key_and_filled_in(tmp_path: Path) -> None:
    words = write(tmp_path, '[print]\npage = "Printing page {page} of {pages}."\n')
    assert words("print.page", page=1, pages=3) == "Printing page 1 of 3."


def test_a_count_picks_the_plural_form_and_is_filled_in(tmp_path: Path) -> None:
    words = write(tmp_path, '[handout.topics]\none = "{count} topic"\nother = "{count} topics"\n')
    assert [words("handout.topics", count=n) for n in (0, 1, 2)] == ["0 topics", "1 topic", "2 topics"]


def test_a_table_that_holds_more_than_plural_forms_is_a_table_of_phrases(tmp_path: Path) -> None:
    words = write(tmp_path, '[size]\none = "1"\nlarge = "Large"\n')
    assert words.keys() == ("size.one", "size.large")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en-GB", {0: "other", 1: "one", 2: "other", 21: "other"}),
        ("pl", {0: "many", 1: "one", 2: "few", 5: "many", 12: "many", 22: "few", 101: "many", 112: "many"}),
        ("cy", {0: "zero", 1: "one", 2: "two", 3: "few", 4: "other", 6: "many", 7: "other"}),
    ],
)
def test_plural_forms_follow_the_rules_of_the_language(lang: str, expected: dict[int, str], tmp_path: Path) -> None:
    forms = "\n".join(f'{form} = "{form}"' for form in sorted(FORMS))
    words = write(tmp_path, f"[n]\n{forms}\n", lang)
    assert {count: words("n", count=count) for count in expected} == expected


@given(st.integers(min_value=0, max_value=10**6), st.sampled_from(["en-GB", "pl", "cy", "xx"]))
def test_every_count_has_words_in_every_language(count: int, lang: str) -> None:
    words = phrases.Phrases(lang, {"n": {"other": "{count} things"}})
    assert words("n", count=count) == f"{count} things"


def test_asking_for_an_unknown_phrase_is_a_mistake_in_the_program(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write(tmp_path, 'a = "b"\n')("c")


def test_a_language_without_words_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"xx\.toml is missing"):
        phrases.load("xx", tmp_path)


def shipped() -> list[str]:
    """Return the languages that words are shipped for."""
    return sorted(path.stem for path in (paths.resources() / "phrases").glob("*.toml"))


@pytest.mark.parametrize("lang", shipped())
def test_each_shipped_phrase_is_words_without_loose_ends(lang: str) -> None:
    for form in phrases.load(lang).every_form():
        assert form == form.strip()
        assert form
        assert "  " not in form
        for _, name, spec, conversion in string.Formatter().parse(form):
            assert name is None or name.isidentifier(), form
            assert not spec, form
            assert not conversion, form


@pytest.mark.parametrize("lang", shipped())
def test_every_language_has_the_phrases_of_english(lang: str) -> None:
    assert set(phrases.load(lang).keys()) == set(phrases.load("en-GB").keys())
