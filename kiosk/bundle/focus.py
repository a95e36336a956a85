"""Focus, 'about me': what matters most to this person comes first, each block with its reason.

Nothing is taken away and no word is changed: the marked blocks are told once more, in a section of their own
before the others. Pure: the same topic and ticks give the same topic. See `model.ABOUT_ME` for the ticks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kiosk.bundle.comparison import comparisons, members
from kiosk.bundle.model import Block, Paragraph, Role, Section, Sentence, Span, Text, Topic
from kiosk.bundle.sentences import find_words
from kiosk.bundle.texts import leads_in
from kiosk.phrases import Phrases

SECTION = "for-you"
"""Id of the section that `focused` puts first."""
_ICON = "account-outline"


def focused(topic: Topic, ticks: Sequence[str], phrases: Phrases) -> Topic:
    """Return `topic` with a first section 'For you': the blocks that matter to `ticks`, in the order of the ticks.

    Each group stands under its reason ('Because you drive:'); a block that matters to several ticks stands under
    the first of them. A list comes with the words that lead in to it, a comparison with both its arrays. All
    sections stay as they are. A 'For you' that `topic` has already is made anew, so no ticks take it away again;
    without ticks and marks the very same topic comes back.
    """
    plain = without_focus(topic)
    units = [unit for section in plain.sections for unit in _units(section.blocks)]
    blocks: list[Block] = []
    for tick in dict.fromkeys(ticks):
        mine = [unit for unit in units if _matters(unit, tick)]
        units = [unit for unit in units if not _matters(unit, tick)]
        if mine:
            blocks += [Paragraph(_strong(phrases(f"focus.because.{tick}"))), *(one for unit in mine for one in unit)]
    if not blocks:
        return plain
    title = _phrase(phrases("focus.title"))
    section = Section(
        SECTION, title, _phrase(phrases("focus.short")), Role.WHAT_YOU_CAN_DO, _ICON, tuple(blocks), repeats=True
    )
    return replace(plain, sections=(section, *plain.sections))


def without_focus(topic: Topic) -> Topic:
    """Return `topic` without its section 'For you'; the very same topic when it has none."""
    if section_of(topic) is None:
        return topic
    return replace(topic, sections=tuple(section for section in topic.sections if not section.repeats))


def section_of(topic: Topic) -> Section | None:
    """Return the section 'For you' of a topic, if it has one."""
    return next((section for section in topic.sections if section.repeats), None)


def matters(topic: Topic, ticks: Sequence[str]) -> bool:
    """Return whether `focused` would bring anything forward: whether there is anything to turn on or off."""
    return any(not set(ticks).isdisjoint(block.matters_to) for one in topic.sections for block in one.blocks)


def _units(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield what makes sense only together: a list behind its opening words, two arrays that are compared."""
    opening: tuple[Block, ...] = ()
    for part in comparisons(blocks):
        opening += members(part)
        if not leads_in(opening[-1]):
            yield opening
            opening = ()
    if opening:
        yield opening


def _matters(unit: tuple[Block, ...], tick: str) -> bool:
    return any(tick in block.matters_to for block in unit)


def _phrase(words: str) -> Text:
    """Return interface words as one sentence, so that they are marked and heard with the sound of the phrase."""
    whole = Span(0, len(words))
    return Text(words, (), (Sentence(whole, find_words(words, 0, len(words))),))


def _strong(words: str) -> Text:
    return replace(_phrase(words), strong=(Span(0, len(words)),))
