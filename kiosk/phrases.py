"""The words of the interface, by language: screen, voice, handout and commands share them.

One TOML file a language in `resources/phrases/`. A phrase may hold `{names}` to fill in. A phrase with a count
is a table of plural forms (`one`, `other`, and for other languages `zero`, `two`, `few`, `many`: the categories
of Unicode's CLDR); the rule that picks the form is the language's own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk import paths
from kiosk.errors import SetupError

Plural = Callable[[int], str]


def _one_other(count: int) -> str:
    return "one" if count == 1 else "other"


def _polish(count: int) -> str:
    if count == 1:
        return "one"
    if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14):
        return "few"
    return "many"


def _welsh(count: int) -> str:
    return {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}.get(count, "other")


PLURALS: Mapping[str, Plural] = {"en": _one_other, "pl": _polish, "cy": _welsh}
"""CLDR plural rules for whole numbers, by language; another language uses one/other."""


class Phrases:
    """The phrases of one language. Asking for a key that is not there is a mistake in the program: KeyError."""

    def __init__(self, lang: str, table: Mapping[str, str | Mapping[str, str]]) -> None:
        self.lang = lang
        self._table = table
        self._plural = PLURALS.get(lang.split("-")[0], _one_other)

    def __call__(self, key: str, /, *, count: int | None = None, **names: object) -> str:
        """Return the phrase `key` with `names` filled in; `count` picks the plural form and fills `{count}`."""
        phrase = self._table[key]
        if isinstance(phrase, str):
            form = phrase
        else:
            form = phrase.get(self._plural(count or 0), phrase["other"])
        if count is not None:
            names["count"] = count
        return form.format(**names) if names else form

    def keys(self) -> tuple[str, ...]:
        """Return every key, in the order of the file."""
        return tuple(self._table)

    def every_form(self) -> tuple[str, ...]:
        """Return every phrase and plural form as written; for checks of fonts, sizes and sound."""
        return tuple(
            form
            for phrase in self._table.values()
            for form in ([phrase] if isinstance(phrase, str) else phrase.values())
        )


def load(lang: str, folder: Path | None = None) -> Phrases:
    """Read the phrases of `lang`; SetupError when there is no such file."""
    path = (folder or paths.resources() / "phrases") / f"{lang}.toml"
    if not path.is_file():
        raise SetupError(f"There are no interface words for '{lang}': {path} is missing. Install the kiosk again.")
    return Phrases(lang, dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")))))


_FORMS = {"zero", "one", "two", "few", "many", "other"}


def _flat(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, str | Mapping[str, str]]]:
    found: list[tuple[str, str | Mapping[str, str]]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, str):
            found.append((name, value))
        elif isinstance(value, dict) and set(value) <= _FORMS:
            found.append((name, {form: str(words) for form, words in value.items()}))
        elif isinstance(value, dict):
            found.extend(_flat(value, f"{name}."))
    return found
