"""Interface words: keys, names to fill in, plural forms."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import paths, phrases
from kiosk.errors import SetupError
from kiosk.phrases import Language
from kiosk.settings import Settings, described

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
        ("ar", {0: "zero", 1: "one", 2: "two", 3: "few", 10: "few", 11: "many", 99: "many", 100: "other", 103: "few"}),
        ("cy", {0: "zero", 1: "one", 2: "two", 3: "few", 4: "other", 6: "many", 7: "other"}),
    ],
)
def test_plural_forms_follow_the_rules_of_the_language(lang: str, expected: dict[int, str], tmp_path: Path) -> None:
    forms = "\n".join(f'{form} = "{form}"' for form in sorted(FORMS))
    words = write(tmp_path, f"[n]\n{forms}\n", lang)
    assert {count: words("n", count=count) for count in expected} == expected


@given(st.integers(min_value=0, max_value=10**6), st.sampled_from(["en-GB", "es", "pl", "cy", "ar", "xx"]))
def test_every_count_has_words_in_every_language(count: int, lang: str) -> None:
    words = phrases.Phrases(lang, {"n": {"other": "{count} things"}})
    assert words("n", count=count) == f"{count} things"


def test_asking_for_an_unknown_phrase_is_a_mistake_in_the_program(tmp_path: Path) -> None:
    with pytest.raises(phrases.UntranslatedError):
        write(tmp_path, 'a = "b"\n')("c")


def test_a_language_without_words_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"xx\.toml is missing"):
        phrases.load("xx", tmp_path)


ENGLISH = phrases.load("en-GB")
OTHERS = ("ar", "cy", "es", "pl")
OF_STAFF_AND_CONTENT = (
    "desk.", "diary.", "focus.because.", "kept.", "key.", "lock.", "manual.", "paper.", "pin.", "review.",
    "where.",
)  # fmt: skip
"""What only staff see, what stands among a topic's own words and on paper stays English."""
SINGLE = {
    "focus.short", "focus.title", "glossary.entry", "guide.digit", "guide.field", "guide.language",
    "guide.nothing_typed", "guide.own_unspoken", "guide.point", "guide.staff", "reader.number_in", "reader.source",
    "reader.studied",
    "reader.when", "reader.why", "still.say", "topic.in_short", "topic.tip", "topic.warning", "topic.written_for",
    "trust.printed_without_date", "trust.staff_clock", "trust.staff_reviews",
    "trust.staff_settings",
}  # fmt: skip
"""The same, single ones of tables whose other phrases a patient sees."""


def names_in(form: str) -> set[str]:
    """Return the names of a phrase's places to fill in."""
    return {name for _, name, _, _ in string.Formatter().parse(form) if name is not None}


def raw(lang: str) -> dict[str, str | dict[str, str]]:
    """Return the phrases of a language as they are written."""
    return dict(phrases._flat(tomllib.loads(source(lang))))  # type: ignore[arg-type]


def source(lang: str) -> str:
    """Return the file of a language."""
    return (paths.resources() / "phrases" / f"{lang}.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["en-GB", *OTHERS])
def test_each_shipped_phrase_is_words_without_loose_ends(lang: str) -> None:
    for form in phrases.load(lang).every_form():
        assert form == form.strip()
        assert form
        assert "  " not in form
        for _, name, spec, conversion in string.Formatter().parse(form):
            assert name is None or name.isidentifier(), form
            assert not spec, form
            assert not conversion, form


@pytest.mark.parametrize("lang", OTHERS)
def test_every_language_has_all_that_a_patient_reads(lang: str) -> None:
    """A phrase of rail or bar that is missing here puts every screen of the language back into English."""
    english, there = set(ENGLISH.keys()), set(phrases.load(lang).keys())
    wanted = {key for key in english if not key.startswith(OF_STAFF_AND_CONTENT) and key not in SINGLE}
    wanted |= {"paper.date", *(f"paper.month.{month}" for month in range(1, 13))}
    assert wanted - there == set(), f"translate these in {lang}.toml"
    assert there - wanted == set(), f"nothing asks for these in {lang}.toml"


@pytest.mark.parametrize("lang", OTHERS)
def test_a_translation_fills_in_what_english_fills_in(lang: str) -> None:
    english = raw("en-GB")
    for key, phrase in raw(lang).items():
        forms = [phrase] if isinstance(phrase, str) else list(phrase.values())
        told = english[key]
        wanted = names_in(told if isinstance(told, str) else told["other"])
        for form in forms:
            assert names_in(form) | {"count"} == wanted | {"count"}, f"{key}: {form}"
            assert isinstance(phrase, dict) or names_in(form) == wanted, f"{key}: {form}"


@pytest.mark.parametrize("lang", OTHERS)
def test_a_count_has_every_form_that_its_language_tells_apart(lang: str) -> None:
    wanted = {phrases.PLURALS.get(lang, phrases.PLURALS["en"])(count) for count in range(200)} | {"other"}
    for key, phrase in raw(lang).items():
        if isinstance(phrase, dict):
            assert set(phrase) == wanted, key
            for count in range(200):
                form = phrase[phrases.PLURALS.get(lang, phrases.PLURALS["en"])(count)]
                assert "{count}" in form or key == "still.left" or (lang == "ar" and count < 3), (
                    f"{key} {count}: {form}"
                )


def test_what_is_filled_in_keeps_its_own_direction_where_words_run_from_the_right() -> None:
    arabic, polish = (phrases.Phrases(lang, {"a": "x {name} y {number}"}) for lang in ("ar", "pl"))
    assert arabic("a", name="Baclofen (Lioresal)", number=3) == "x \u2068Baclofen (Lioresal)\u2069 y 3"
    assert polish("a", name="Baclofen", number=3) == "x Baclofen y 3"


@pytest.mark.parametrize(("lang", "written"), [
    ("en-GB", "2.5"), ("cy", "2.5"), ("es", "2,5"), ("pl", "2,5"), ("ar", "2.5"),
])  # fmt: skip
def test_decimals_have_the_sign_of_the_language(lang: str, written: str) -> None:
    words = phrases.load(lang)
    assert words.figure(2.5) == written
    assert words.figure(2.0) == "2"
    assert words.figure(2.0, ".1f") == written.replace("5", "0")


def test_the_list_of_languages_names_each_that_has_words_and_no_other() -> None:
    assert [one.code for one in phrases.languages()] == sorted(
        path.stem for path in (paths.resources() / "phrases").glob("*.toml")
    )


@pytest.mark.parametrize("language", phrases.languages(), ids=lambda one: one.code)
def test_words_no_native_speaker_has_checked_say_so_in_their_file_and_in_the_settings(language: Language) -> None:
    head = source(language.code)[:400]
    assert ("NOT YET CHECKED BY A NATIVE SPEAKER" in head) is not language.checked
    told = next(row.help for row in described() if row.key == "languages")
    before, _, _ = told.partition(" are not yet checked by a native speaker")
    named = re.findall(r"\b[a-z]{2}\b(?=,| and|$)", before.rpartition("The words of")[2])
    assert (language.code in named) is not language.checked


def test_a_list_of_languages_that_cannot_be_read_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "languages.json").write_text("{", encoding="utf-8")
    with pytest.raises(SetupError, match="Install the kiosk again"):
        phrases.languages(tmp_path)


def test_the_clinics_own_language_is_offered_first_and_unknown_ones_are_passed_over() -> None:
    assert [one.code for one in phrases.offered("pl, xx ar", "en-GB")] == ["en-GB", "pl", "ar"]
    assert [one.name for one in phrases.offered("", "en-GB")] == ["English"]
    assert phrases.codes(Settings().languages) == tuple(
        one.code for one in phrases.offered(Settings().languages, "en-GB")
    )


def test_no_instruction_leans_on_colour_shape_or_place_alone() -> None:
    """Colours are names of themes; where 'the right edge' is told to who cannot see, each thing is named too."""
    leaning = re.compile(
        r"\b(red|green|blue|grey|pale|round|square|circle|on the (left|right)|above|below|upper|top|bottom|corner)\b",
        re.IGNORECASE,
    )
    told = {
        key: phrase
        for key, phrase in raw("en-GB").items()
        if isinstance(phrase, str) and leaning.search(phrase) and not key.startswith(("desk.", "pin.", "kept."))
    }
    assert told.keys() == {"guide.keys_below"}, told
    assert leaning.search("Touch the green button")
