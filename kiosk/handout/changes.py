"""What somebody must read again, on paper: the changes between two bundles, to be gone through with a pen."""

from __future__ import annotations

from itertools import groupby

from kiosk.bundle.diff import Change, Diff, Kind, Named, TopicDiff
from kiosk.handout.blocks import Column
from kiosk.handout.fonts import load_fonts
from kiosk.handout.frame import Frame, draw_pages
from kiosk.handout.request import Rendered
from kiosk.handout.style import style_for
from kiosk.handout.tagging import About
from kiosk.handout.words import Run, Typesetter
from kiosk.phrases import Phrases
from kiosk.session import Letter

_HEADING = {Kind.WARNING: "review.warnings", Kind.NUMBER: "review.numbers", Kind.WORDS: "review.others"}


def draw_changes(diff: Diff, phrases: Phrases, *, paper: str = "A4") -> Rendered:
    """Return the changes as a PDF/UA-1 document at 14 pt; HandoutError when something in them can't be printed.

    No date stands on it, so that equal changes give equal bytes.
    """
    fonts, style = load_fonts(), style_for(Letter.CLEAR, paper)
    with fonts.lock:
        setter = Typesetter(fonts)
        head, compared = phrases("review.page_head"), phrases("review.compared", old=diff.old, new=diff.new)
        frame = Frame(head, "", compared, phrases, style, setter)
        column = Column(style, setter, phrases, frame.column_height)
        _tell(diff, phrases, column)
        about = About(f"{phrases('review.title')}: {compared}", head, phrases.lang)
        return draw_pages(column.slots, column.root, frame, about, fonts)


def _tell(diff: Diff, phrases: Phrases, column: Column) -> None:
    column.title(phrases("review.title"))
    column.paragraph((Run(phrases("review.compared", old=diff.old, new=diff.new)),))
    if not diff:
        column.paragraph((Run(phrases("review.same")),))
    for key, topics in (("review.added_topics", diff.added), ("review.removed_topics", diff.removed)):
        if topics:
            column.heading((Run(phrases(key)),), level=1)
        for topic in topics:
            column.paragraph((Run(_named(topic, phrases)),))
    for one in diff.changed:
        _topic(one, phrases, column)


def _named(topic: Named, phrases: Phrases) -> str:
    gone = f", {phrases('paper.status.withdrawn')}" if topic.withdrawn else ""
    return f"{topic.title} ({topic.id}, {topic.lang}){gone}"


def _topic(one: TopicDiff, phrases: Phrases, column: Column) -> None:
    column.heading((Run(f"{one.title} ({one.id}, {one.lang})"),), level=1)
    if one.was_approved:
        column.paragraph((Run(phrases("review.was_approved")),))
    for kind, of_kind in groupby(one.changes, key=lambda change: change.kind):
        column.heading((Run(phrases(_HEADING[kind])),), level=2)
        for place, changes in groupby(of_kind, key=lambda change: change.place):
            column.paragraph((Run(place, strong=True),), leads=True)
            for change in changes:
                _change(change, phrases, column)


def _change(change: Change, phrases: Phrases, column: Column) -> None:
    if change.before and change.after:
        column.paragraph(_runs(phrases("review.before"), change.before), leads=True)
        column.paragraph(_runs(phrases("review.after"), change.after))
    elif change.after:
        column.paragraph(_runs(phrases("review.added"), change.after))
    else:
        column.paragraph(_runs(phrases("review.removed"), change.before))


def _runs(label: str, said: str) -> tuple[Run, ...]:
    """Return a label and a line of a topic, whose strong words stand between two stars."""
    words = (Run(piece, strong=bool(index % 2)) for index, piece in enumerate(said.split("**")) if piece)
    return (Run(f"{label} ", strong=True), *words)
