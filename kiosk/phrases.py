"""The words of the interface, by language: screen, voice, handout and commands share them.

One TOML file a language in `resources/phrases/`. A phrase may hold `{names}` to fill in. A phrase with a count
is a table of plural forms (`one`, `other`, and for other languages `zero`, `two`, `few`, `many`: the categories
of Unicode's CLDR); the rule that picks the form is the language's own. A language need not have every phrase: a screen
that wants one it lacks is shown in the clinic's language as a whole (`ui.languages`). `languages.json` lists them and
says which of them a native speaker has checked.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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


def _arabic(count: int) -> str:
    if count in (0, 1, 2):
        return ("zero", "one", "two")[count]
    if count % 100 in range(3, 11):
        return "few"
    return "many" if count % 100 > 10 else "other"


def _welsh(count: int) -> str:
    return {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}.get(count, "other")


PLURALS: Mapping[str, Plural] = {"en": _one_other, "pl": _polish, "cy": _welsh, "ar": _arabic}
"""CLDR plural rules for whole numbers, by language; another language uses one/other."""


_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_POINTS = {"es": ",", "pl": ","}
"""CLDR's sign before decimals where it is no point; with figures 0 to 9, as they stand here, Arabic has one too."""
_APART, _END = "\u2068", "\u2069"
"""Unicode's isolates: what stands between them is set in its own direction and does not disturb what is around it."""


def right_to_left(lang: str) -> bool:
    """Return whether a language is written from right to left: its screens are mirrored."""
    return lang.split("-")[0] in _RIGHT_TO_LEFT


def undirected(text: str) -> str:
    """Return `text` without the signs that set what is filled in apart."""
    return text.replace(_APART, "").replace(_END, "")


class UntranslatedError(KeyError):
    """A language has no words for what a screen wants to say."""


class Phrases:
    """The phrases of one language. Asking for one it does not have is an UntranslatedError.

    Of English, which has all, that is a mistake in the program.
    """

    def __init__(self, lang: str, table: Mapping[str, str | Mapping[str, str]], *, isolates: bool = True) -> None:
        """`isolates`: keep what is filled in apart by characters that Qt knows, and paper's own setting does not."""
        self.lang, self._isolates = lang, isolates
        self.right_to_left = right_to_left(lang)
        self._table = table
        self._plural = PLURALS.get(lang.split("-")[0], _one_other)

    def __call__(self, key: str, /, *, count: int | None = None, **names: object) -> str:
        """Return the phrase `key` with `names` filled in; `count` picks the plural form and fills `{count}`."""
        phrase = self._table.get(key)
        if phrase is None:
            raise UntranslatedError(key)
        if isinstance(phrase, str):
            form = phrase
        else:
            form = phrase.get(self._plural(count or 0), phrase["other"])
        names = {name: self.apart(value) for name, value in names.items()}
        if count is not None:
            names["count"] = count
        return form.format(**names) if names else form

    def figure(self, value: float, form: str = "g") -> str:
        """Return a number as the language writes it, with its own sign before the decimals."""
        return f"{value:{form}}".replace(".", _POINTS.get(self.lang.split("-")[0], "."))

    def apart(self, value: object) -> object:
        """Return what is filled in so that an English name keeps its own direction among words from right to left."""
        apart = self._isolates and self.right_to_left and isinstance(value, str) and value
        return f"{_APART}{value}{_END}" if apart else value

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


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface: its code, its name in itself, and whether a native speaker has checked its words."""

    code: str
    name: str
    checked: bool


def languages(folder: Path | None = None) -> tuple[Language, ...]:
    """Return the languages there are interface words for; SetupError when their list cannot be read.

    They stand in a file of their own, since the first screen names them all and reads the words of one.
    """
    path = (folder or paths.resources() / "phrases") / "languages.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SetupError(f"The list of languages {path} cannot be read. Install the kiosk again.") from error
    return tuple(Language(code, row["name"], row["checked_by_native_speaker"]) for code, row in found.items())


def paper_languages(folder: Path | None = None) -> tuple[str, ...]:
    """Return the languages that can stand beside the clinic's on paper, by code."""
    found = (folder or paths.resources() / "phrases") / "paper"
    return tuple(sorted(path.stem for path in found.glob("*.toml")))


def load_for_paper(lang: str, folder: Path | None = None) -> Phrases:
    """Read the phrases of `lang` and those that only paper says; SetupError when there are none.

    These stand apart: a screen that wants one must not be half in a language (`ui.languages`).
    """
    where = folder or paths.resources() / "phrases"
    screens, paper = load(lang, where), load(lang, where / "paper")
    return Phrases(lang, {**screens._table, **paper._table}, isolates=False)


def offered(named: str, first: str) -> tuple[Language, ...]:
    """Return the languages a person can choose: `first`, then those `named` in the settings, parted by commas.

    One that there are no words for is passed over; `kiosk doctor` tells of it.
    """
    known = {language.code: language for language in languages()}
    return tuple(known[code] for code in dict.fromkeys((first, *codes(named))) if code in known)


def codes(named: str) -> tuple[str, ...]:
    """Return the language codes in the setting `languages`."""
    return tuple(named.replace(",", " ").split())


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
