"""The glossary of a pack: words that need explaining, found where they stand in a text, and read from its TOML.

Somebody stands for the explanations of a language as for a topic: all of them at once, in their own record
(`approval`). Without an approval they are a draft.

Words are whole words, in any mix of capitals; of several that begin at the same place the longest is meant
('trigeminal neuralgia', not 'trigeminal'). Other forms of a word stand in its `also`: no rule guesses a plural.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kiosk.bundle.approval import digest_of_terms, judge_trust
from kiosk.bundle.fields import Fields, load_fields
from kiosk.bundle.findings import Finding, Findings
from kiosk.bundle.model import Block, Span, Status, Term, Text, Trust
from kiosk.bundle.sentences import make_text
from kiosk.bundle.texts import texts_of

FILE = "glossary.toml"
"""The glossary in the pack's first language; that in another one is `glossary.<lang>.toml`."""
ID, TITLE = "glossary", "Words explained"
"""What the glossary is called where it stands among topics, for staff: no topic may have this id."""
NOBODY = Trust("", Status.DRAFT, "", "", None, None)
"""That nobody stands for it."""
LARGEST = 2000
"""Terms of a glossary; a pack has some 100."""
_MARKUP = re.compile(r"\*|`|<|\]\(|https?://|\bwww\.")
_WORD = re.compile(r"\w+")
_ANY = {"'": "['\u2019]", "\u2019": "['\u2019]", "-": "[-\u2010\u2011]"}


class Glossary:
    """The terms of one language; empty when the pack explains no words in it."""

    def __init__(self, terms: Iterable[Term] = (), trust: Trust = NOBODY) -> None:
        self.terms: tuple[Term, ...] = tuple(terms)
        """In the order of the file."""
        self.trust = trust
        forms = [(form, term) for term in self.terms for form in (term.word.plain, *term.also)]
        forms.sort(key=lambda one: -len(one[0]))
        self._of_group = tuple(term for _, term in forms)
        self._known: Mapping[str, Term] = {_key(form): term for form, term in reversed(forms)}
        patterns = "|".join(f"({_pattern(form)})" for form, _ in forms)
        self._pattern = re.compile(rf"(?:{patterns})(?!\w)", re.IGNORECASE)
        self._first = frozenset(word.casefold() for form, _ in forms for word in _WORD.findall(form)[:1])
        """The first word of each form: the pattern, which is slow, is tried only where one of them stands."""

    def __len__(self) -> int:
        return len(self.terms)

    def term(self, word: str) -> Term:
        """Return the term that is called `word`, in any of its forms; KeyError when it is not explained."""
        return self._known[_key(word)]

    def find(self, text: str) -> tuple[tuple[Span, Term], ...]:
        """Return every place in `text` where a term stands, in order, none over another."""
        if not self._first:
            return ()
        found: list[tuple[Span, Term]] = []
        for word in _WORD.finditer(text):
            if word.group().casefold() in self._first and not (found and word.start() < found[-1][0].end):
                match = self._pattern.match(text, word.start())
                if match:
                    found.append((Span(*match.span()), self._of_group[(match.lastindex or 1) - 1]))
        return tuple(found)

    def terms_on(self, blocks: Iterable[Block], *, besides: Collection[str] = ()) -> tuple[Term, ...]:
        """Return the terms that stand in `blocks`, each once, in the order they first appear.

        `besides` are words that need no explanation there, such as the title of the topic.
        """
        known = {_key(word) for word in besides}
        found = dict.fromkeys(
            term for block in blocks for text in texts_of(block) for _, term in self.find(text.plain)
        )  # fmt: skip
        return tuple(term for term in found if known.isdisjoint(map(_key, (term.word.plain, *term.also))))


def parse_glossary(
    source: str, *, path: Path, lang: str, version: str = ""
) -> tuple[Glossary | None, tuple[Finding, ...]]:
    """Return the glossary written in `source`, or None when a finding is an error; `path` is where it lies.

    The record beside `path` says who stands for it; its version is the pack's.
    """
    findings = Findings(path)
    tidy = unicodedata.normalize("NFC", source.removeprefix("\ufeff").replace("\r\n", "\n"))
    fields = load_fields(tidy, 1, findings, "The glossary")
    if fields is None:
        return None, findings.all()
    tables = fields.tables("term")
    if len(tables) > LARGEST:
        fields.wrong("term", "too-long", f"There are more than {LARGEST} terms.", "Keep those that stand in topics.")
        return None, findings.all()
    terms: list[Term] = []
    taken: dict[str, str] = {}
    for table in tables:
        term = _term(table, lang)
        table.finish()
        for form in (term.word.plain, *term.also):
            if _key(form) in taken:
                table.wrong(
                    "word", "twice", f"'{form}' is there twice: it belongs to '{taken[_key(form)]}' already.",
                    "Make one term of them, or take it out of one.",
                )  # fmt: skip
            taken.setdefault(_key(form), term.word.plain)
        terms.append(term)
    fields.finish()
    trust = judge_trust(
        replace(NOBODY, version=version), lambda: digest_of_terms(terms, lang), path, findings, "glossary"
    )  # fmt: skip
    return (None if findings.failed else Glossary(terms, trust)), findings.all()


def _term(table: Fields, lang: str) -> Term:
    word, plain = table.text("word"), table.text("plain")
    also = tuple(dict.fromkeys(table.texts("also", required=False)))
    term = Term(make_text(word, lang=lang), table.texts("say"), make_text(plain, lang=lang), also)
    for key, written in (("word", word), ("plain", plain), ("also", " ".join(also)), ("say", " ".join(term.say))):
        if _MARKUP.search(written):
            table.wrong(key, "markup", f"'{key}' holds markup or an address.", "Write plain words.")
    for form in (word, *also):
        if form and not (form[0].isalnum() and form[-1].isalnum()):
            table.wrong(
                "also" if form in also else "word", "word", f"'{form}' does not begin and end with a letter.",
                "Write the word alone, as it stands inside a sentence.",
            )  # fmt: skip
    return term


def _key(form: str) -> str:
    """Return what two spellings of one form share."""
    return re.sub("[\u2010\u2011]", "-", " ".join(form.casefold().replace("\u2019", "'").split()))


def _pattern(form: str) -> str:
    """Return the pattern of a form: any white space, either apostrophe, either hyphen."""
    return r"\s+".join("".join(_ANY.get(char, re.escape(char)) for char in word) for word in form.split())


def text_of(term: Term) -> tuple[Text, Text]:
    """Return what is read of a term, in order: the word, then what it means."""
    return term.word, term.plain
