"""What a screen in another language shows, as it is said: its own phrases in that language, the rest as prepared.

Names of topics are English in every language: where one fills a gap, the sentence is said in parts, each in its own
voice. Nothing else is: a text that is neither a phrase of the language nor prepared has no sound.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property

from kiosk.bundle.model import Span
from kiosk.bundle.speech import SpokenWord
from kiosk.phrases import Phrases, undirected
from kiosk.readaloud.gaps import FIGURES, GAP, NAMES, SPELT, pattern
from kiosk.readaloud.script import Kind, Utterance

_END = re.compile(r"(?<=[.?!؟])\s+")
_FILLING = {**dict.fromkeys(FIGURES, r"\d+(?:[.,\u066b]\d+)?"), **dict.fromkeys(SPELT, "[A-Z0-9]{1,12}"),
            **dict.fromkeys(NAMES, ".{1,80}?")}  # fmt: skip
_CALLED = re.compile(r"(?<!\d)\d{3,}(?!\d)")
"""A number to be called is said figure by figure: nothing else in these words has as many."""
_OR = re.compile(r"(?<=\w)/(?=\w)")
"""Between two forms of a word ('Pan/Pani')."""
_PAUSE = 0.25


class Foreign:
    """`phrases` are those of the screen; `prepared` says English words, without sound what nobody prepared."""

    def __init__(self, phrases: Phrases, prepared: Callable[[str], tuple[Utterance, ...]]) -> None:
        self.phrases, self._prepared = phrases, prepared

    def say(self, text: str) -> tuple[Utterance, ...]:
        """Return `text` as it is said, part by part."""
        shown = undirected(text).strip().replace("..", ".").replace("?.", "?")
        own = (self._utterance(shown, Kind.SPELT),) if shown.isdecimal() else self._own(shown)
        if own:
            return own
        content = self._prepared(shown)
        if all(one.has_sound for one in content):
            return content
        head, colon, rest = shown.partition(": ")
        parts = _END.split(shown) if _END.search(shown) else [f"{head}:", rest] if colon else []
        return tuple(one for part in parts for one in self.say(part)) or content

    def _own(self, shown: str) -> tuple[Utterance, ...]:
        """Return a phrase of the language, with what fills its gaps; () where it is none."""
        for alike in (shown, shown.rstrip(".:"), f"{shown}."):
            if alike in self._whole:
                return (self._utterance(shown),)
        for sentence, pieces in self._shapes:
            match = _pattern(sentence).fullmatch(shown) if all(one in shown for one in pieces) else None
            said = self._filled(sentence, match) if match else ()
            if said:
                return said
        return ()

    def _filled(self, sentence: str, match: re.Match[str]) -> tuple[Utterance, ...]:
        """Return a phrase with its gaps filled; names are said by whoever says the content. () where one is unknown."""
        said: list[Utterance] = []
        own, pieces = "", GAP.split(sentence)
        kind = Kind.SPELT if SPELT & set(pieces[1::2]) else Kind.PHRASE
        for place, piece in enumerate(pieces):
            if place % 2 == 0:
                own += piece
            elif piece in NAMES:
                filled = match[piece].split(", ") if piece == "names" else [match[piece]]
                names = [one for name in filled for one in self._prepared(name)]
                if not all(one.has_sound for one in names):
                    return ()
                said += [*self._some(own, kind), *names]
                own = ""
            else:
                own += " ".join(match[piece]) if piece in SPELT else match[piece]
        return (*said, *self._some(own, kind))

    def _some(self, words: str, kind: Kind) -> tuple[Utterance, ...]:
        return (self._utterance(words.strip(), kind),) if re.search(r"\w", words) else ()

    def _utterance(self, words: str, kind: Kind = Kind.PHRASE) -> Utterance:
        end = len(words.rstrip(" .:?!؟«»"))
        said = _CALLED.sub(lambda number: " ".join(number[0]), _OR.sub(", ", words[:end]))
        return Utterance(words, (SpokenWord(Span(0, end), said, ""),), kind, _PAUSE, lang=self.phrases.lang)

    @cached_property
    def _whole(self) -> frozenset[str]:
        """Return every phrase without a gap, and every sentence of one."""
        forms = [form for form in self._forms if not GAP.search(form)]
        return frozenset((*forms, *(one for form in self._forms for one in _END.split(form) if not GAP.search(one))))

    @cached_property
    def _shapes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return sentences with gaps, and their own words; those with the most of these first."""
        found = {one for form in self._forms for one in (form, *_END.split(form)) if GAP.search(one)}
        known = [one for one in found if set(GAP.findall(one)) <= _FILLING.keys()]
        ordered = sorted(known, key=lambda one: (-len(GAP.sub("", one)), one))
        return tuple((one, tuple(GAP.split(one)[::2])) for one in ordered)

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        return tuple(form.replace("**", "") for form in self.phrases.every_form())


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    return pattern(sentence, _FILLING.__getitem__)
