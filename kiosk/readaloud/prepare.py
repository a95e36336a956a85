"""Makes the speech of topics and phrases when content is built: display sentences -> spoken words -> phonemes.

Only what changed is made anew, sentences that are gone are dropped, and a change of the lexicon makes everything
anew. The files are content: they are committed, reviewed and travel in the bundle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk import phrases
from kiosk.bundle.glossary import Glossary, text_of
from kiosk.bundle.model import Block, IconArray, Span, Text, Topic, Trust
from kiosk.bundle.reader import Bundle
from kiosk.bundle.sentences import find_words, make_text
from kiosk.bundle.sources import overdue_line
from kiosk.bundle.speech import Speech, SpokenWord
from kiosk.bundle.texts import texts_of
from kiosk.errors import ContentError, SetupError, UsageError
from kiosk.phrases import Phrases
from kiosk.readaloud.gaps import pieces
from kiosk.readaloud.lexicon import FILE, Lexicon, load
from kiosk.readaloud.normalise import normalise
from kiosk.readaloud.phonemes import Phonemiser, spoken_words
from kiosk.readaloud.script import figures
from kiosk.readaloud.speech_file import SpeechFile, dumps, phrase_file, read
from kiosk.settings import Settings

_OF_CLINICS = (Settings().clinic_name, Settings().help_at_desk)
"""What a clinic may write in its own words, as it is where none did."""
Sentences = Mapping[str, tuple[Span, ...]]
"""Sentence as shown -> its words, counted in the sentence."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a refresh did to one file, in numbers of sentences."""

    path: Path
    made: int
    kept: int
    dropped: int


def refresh(
    path: Path, lang: str, wanted: Sentences, lexicon: Lexicon, phonemiser: Phonemiser, *, everything: bool = False
) -> Changes:
    """Bring the speech file `path` up to date with the sentences `wanted`, and say what changed.

    `everything` makes also what seems in date anew, for when the rules of this program changed.
    """
    old = _usable(path, lang, lexicon, everything)
    sentences: dict[str, tuple[SpokenWord, ...]] = {}
    for text, words in wanted.items():
        sentences[text] = old.get(text) or speak(text, words, lexicon, phonemiser)
    made = sum(text not in old for text in sentences)
    written = dumps(SpeechFile(lang, lexicon.sha256, sentences))
    if not path.is_file() or path.read_text(encoding="utf-8") != written:
        path.write_text(written, encoding="utf-8")
    return Changes(path, made, len(sentences) - made, sum(text not in sentences for text in old))


def speak(text: str, words: Sequence[Span], lexicon: Lexicon, phonemiser: Phonemiser) -> tuple[SpokenWord, ...]:
    """Return how one sentence is said."""
    return spoken_words(text, normalise(text, words, lexicon.say), lexicon, phonemiser)


def _usable(path: Path, lang: str, lexicon: Lexicon, everything: bool) -> Speech:
    if everything or not path.is_file():
        return {}
    try:
        old = read(path)
    except ContentError:
        return {}  # a damaged file is made anew from nothing
    return old.sentences if (old.lang, old.lexicon) == (lang, lexicon.sha256) else {}


def sentences_of_topic(topic: Topic) -> Sentences:
    """Return every sentence of a topic that may be said aloud, in the order of the text."""
    found = _sentences(_texts(topic))
    for array in (block for section in topic.sections for block in section.blocks if isinstance(block, IconArray)):
        for sentence in figures(array):
            found.setdefault(sentence, find_words(sentence, 0, len(sentence)))
    return found


def sentences_of_glossary(glossary: Glossary) -> Sentences:
    """Return every word that is explained, and the sentences that explain it."""
    return _sentences(text for term in glossary.terms for text in text_of(term))


def sentences_of_review(trust: Trust, words: Phrases) -> Sentences:
    """Return the line that will say that a review is overdue: it needs its sound before that day comes."""
    line = overdue_line(trust, words, date.max)
    return _sentences([make_text(line, lang=words.lang)] if line else [])


def sentences_of_phrases(words: Phrases, also: Iterable[str] = ()) -> Sentences:
    """Return the sentences of the interface, then what its phrases with a place to fill in are put together from.

    `also`: names that stand among them (`names_in`).
    """
    whole = _sentences(make_text(form, lang=words.lang) for form in words.every_form() if "{" not in form)
    return {**whole, **pieces(words), **_sentences(make_text(one, lang=words.lang) for one in (*_OF_CLINICS, *also))}


def names_in(bundle: Bundle, lang: str) -> list[str]:
    """Return for whom a pack is, the titles of its categories, and what its topics are called besides their titles."""
    pack = bundle.pack
    tiles = [tile for one in pack.categories for tile in bundle.tiles(one.id, lang)]
    names = (pack.audience, *(one.title for one in pack.categories), *(name for one in tiles for name in one.also))
    return [name for name in dict.fromkeys(names) if name]


def _sentences(texts: Iterable[Text]) -> dict[str, tuple[Span, ...]]:
    found: dict[str, tuple[Span, ...]] = {}
    for text in texts:
        for sentence in text.sentences:
            start = sentence.span.start
            words = tuple(Span(word.start - start, word.end - start) for word in sentence.words)
            if words:
                found.setdefault(text.part(sentence.span), words)
    return found


def _texts(topic: Topic) -> Iterator[Text]:
    yield topic.title
    yield from topic.key_points.points
    for section in topic.sections:
        yield section.question
        yield section.short
        for block in section.blocks:
            yield from _said_as_they_stand(block)
    yield from topic.prompts.questions
    for teach_back in topic.teach_backs:
        yield teach_back.question
        for answer in teach_back.answers:
            yield answer.text
            yield answer.reply


def _said_as_they_stand(block: Block) -> Iterator[Text]:
    """Yield the texts of a block but for what figures stand for: that is said with its number (`figures`)."""
    with_number = (block.have, block.have_not) if isinstance(block, IconArray) else ()
    return (text for text in texts_of(block) if not any(text is one for one in with_number))


def refresh_pack(
    folder: Path, phonemiser_for: Callable[[str], Phonemiser], *, everything: bool = False
) -> list[Changes]:
    """Bring the speech of every topic of a pack's folder, and of its glossary, up to date in every language it has."""
    from kiosk.bundle.folder import FolderBundle, glossary_file

    if not folder.is_dir():
        raise UsageError(f"Speech is prepared in a pack's folder, such as content/ms; {folder} is none.")
    bundle = FolderBundle(folder)
    lexicon = load(folder / FILE)
    changes = []
    for lang in bundle.pack.languages:
        phonemiser = phonemiser_for(lang)
        for file in sorted(folder.glob(f"topics/*/{lang}.md")):
            topic = bundle.topic(file.parent.name, lang)
            wanted = {**sentences_of_topic(topic), **_of_review(topic.trust, lang)}
            path = file.with_suffix(".speech.json")
            changes.append(refresh(path, lang, wanted, lexicon, phonemiser, everything=everything))
        written = glossary_file(folder, bundle.pack, lang)
        if written.is_file():
            glossary = bundle.glossary(lang)
            wanted = {**sentences_of_glossary(glossary), **_of_review(glossary.trust, lang)}
            path = written.with_suffix(".speech.json")
            changes.append(refresh(path, lang, wanted, lexicon, phonemiser, everything=everything))
    return changes


def _of_review(trust: Trust, lang: str) -> Sentences:
    """Return the line of a review; none in a language that no kiosk can be set to yet."""
    try:
        return sentences_of_review(trust, phrases.load(lang))
    except SetupError:
        return {}


def refresh_phrases(
    lang: str, lexicon: Lexicon, phonemiser: Phonemiser, also: Iterable[str] = (), *, everything: bool = False
) -> Changes:
    """Bring the speech of the interface phrases up to date; `also` as in `sentences_of_phrases`."""
    wanted = sentences_of_phrases(phrases.load(lang), also)
    return refresh(phrase_file(lang), lang, wanted, lexicon, phonemiser, everything=everything)
