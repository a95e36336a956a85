"""Words that need the pack around them: what the glossary leaves out, pages that are not there, missing letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from kiosk import paths
from kiosk.bundle.files import read_text
from kiosk.bundle.findings import Finding, Gravity
from kiosk.bundle.folder import glossary_file
from kiosk.bundle.model import Pack, Span, Status, Text, Topic, Trust
from kiosk.check.pack_rules import Filed, glossary_of, lexicon
from kiosk.check.rules import Lines, section_texts, topic_texts
from kiosk.theme.glyphs import described, drawable, missing

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_PAGE_ON = re.compile(
    r"\b(?:the|our) page on (?P<a>[^.,;:?!]+)|\bthis kiosk\b[^.?!]*\bpages? on (?P<b>[^.,;:?!]+)", re.IGNORECASE
)
_SEE = re.compile(r"\bsee ['\"\u2018\u201c]([^'\"\u2019\u201d]+)['\"\u2019\u201d]", re.IGNORECASE)
_SMALL = frozenset({"a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "too", "with", "your"})


def advise_words(folder: Path, pack: Pack, topics: Sequence[Filed], today: date) -> list[Finding]:
    """Return the findings of every rule of this module; reviews are held against `today`."""
    held = drawable(paths.resources() / "fonts")
    found: list[Finding] = []
    medical = frozenset(word.casefold() for word in lexicon(folder).get("word", {}))
    for lang in pack.languages:
        own = [(file, topic) for file, topic in topics if topic.lang == lang]
        glossary = glossary_of(folder, pack, lang)
        names = [name for _, topic in own for name in (topic.title.plain, *topic.also)]
        known = words_of((*names, *(form for term in glossary.terms for form in (term.word.plain, *term.also))))
        places = [words_of((topic.title.plain, *topic.also, *topic.find)) for _, topic in own]
        places += [words_of([category.title]) for category in pack.categories]
        if lang == pack.languages[0]:  # the lexicon is in the pack's first language
            found += _unexplained(own, medical - known)
        for file, topic in own:
            lines = Lines(read_text(file))
            found += _dead_links(file, topic, places, lines)
            found += _glyphs(file, (*topic_texts(topic), *_head(topic)), held, lines)
        path = glossary_file(folder, pack, lang)
        if path.is_file() and glossary.terms:
            terms = [text for term in glossary.terms for text in (term.word, term.plain)]
            found += _glyphs(path, terms, held, Lines(read_text(path)))
            found += _review(path, glossary.trust, today)
    return found


def words_of(names: Iterable[str]) -> frozenset[str]:
    """Return the words of names as they are compared: small letters, no plural 's', no small words."""
    return frozenset(_stem(word) for name in names for word in _WORD.findall(name)) - _SMALL


def _stem(word: str) -> str:
    word = word.casefold().replace("\u2019", "'")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) else word


def _review(path: Path, trust: Trust, today: date) -> Iterator[Finding]:
    """Yield what the glossary's approval lacks; that its words have changed since is told where it is read."""
    instead = "Have a clinician read it, then run 'kiosk review approve glossary'."
    if trust.status is not Status.APPROVED:
        yield Finding(path, 1, Gravity.HINT, "not-reviewed", "No clinician has approved the glossary.", instead)
    elif trust.overdue(today):
        yield Finding(
            path, 1, Gravity.ERROR, "review-due", f"The review of the glossary was due on {trust.review_due}.", instead
        )


def _unexplained(topics: Sequence[Filed], medical: frozenset[str]) -> Iterator[Finding]:
    """Yield a hint for each word of the lexicon that neither the glossary nor a section it stands in explains.

    One hint a word, where it first stands so: one term of the glossary mends all.
    """
    places: dict[str, list[tuple[Path, Text, Span]]] = {}
    for file, topic in topics:
        told: set[str] = set()
        for section in topic.sections:
            texts = list(section_texts(section))
            explained = {word for text in texts for word in _explained(text)}
            for text in texts:
                for found in _WORD.finditer(text.plain):
                    word = _stem(found.group())
                    if word in medical and word not in explained | told:
                        told.add(word)
                        places.setdefault(word, []).append((file, text, Span(*found.span())))
    for where in places.values():
        file, text, span = where[0]
        wrong = f"is a word of the lexicon that nothing explains where it stands (topics: {len(where)})."
        instead = "Add it to glossary.toml, or say in brackets what it is."
        line = Lines(read_text(file)).of(text, span.start)
        yield Finding(file, line, Gravity.HINT, "not-in-glossary", f"'{text.part(span)}' {wrong}", instead)


def _explained(text: Text) -> Iterator[str]:
    """Yield the words of a text that it explains: bold ones, and those before or inside brackets."""
    brackets = [Span(*found.span()) for found in re.finditer(r"\([^)]*\)", text.plain)]
    for found in _WORD.finditer(text.plain):
        inside = any(span.start <= found.start() < span.end for span in (*text.strong, *brackets))
        if inside or text.plain[found.end() :].lstrip().startswith("("):
            yield _stem(found.group())


def _dead_links(file: Path, topic: Topic, places: Sequence[frozenset[str]], lines: Lines) -> Iterator[Finding]:
    """Yield a hint for each page that a text sends the reader to and that no topic or section is called by."""
    own = [words_of((section.question.plain, section.short.plain)) for section in topic.sections]
    for text in (text for section in topic.sections for text in section_texts(section)):
        for found in (*_PAGE_ON.finditer(text.plain), *_SEE.finditer(text.plain)):
            name = next(group for group in found.groups() if group)
            known = [*places, *(own if found.re is _SEE else [])]
            if not _leads(name, known) and not all(_leads(part, known) for part in name.split(" and ")):
                wrong = f"No topic here is called '{name}'."
                instead = "Name a topic by its title, or take the words out."
                yield Finding(file, lines.of(text, found.start()), Gravity.HINT, "dead-link", wrong, instead)


def _leads(name: str, places: Sequence[frozenset[str]]) -> bool:
    """Return whether every word of `name` stands in the names of one place."""
    wanted = words_of([name])
    return not wanted or any(wanted <= place for place in places)


def _head(topic: Topic) -> Iterator[Text]:
    """Yield the names and sources of a topic's head: they stand on tiles, on the last page and on paper."""
    yield Text(" ".join(topic.also))
    for source in topic.sources:
        yield Text(f"{source.publisher} {source.title} {source.date} {source.address}")


def _glyphs(file: Path, texts: Iterable[Text], held: frozenset[str], lines: Lines) -> Iterator[Finding]:
    told: set[str] = set()
    for text in texts:
        for char in missing(text.plain, held):
            if char not in told:
                told.add(char)
                wrong = f"The fonts of the kiosk cannot draw {described(char)}."
                yield Finding(file, lines.of_word(char), Gravity.ERROR, "glyph", wrong, "Write it in other letters.")
