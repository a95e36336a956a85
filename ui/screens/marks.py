"""'How I read to you': what is marked of a sentence, and what happens at the end of a page; shown on a sample."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kiosk.bundle.model import Span
from kiosk.bundle.sentences import make_text
from kiosk.session import Comfort, Marking
from ui.screens.screen import Screen
from ui.style.zones import Box
from ui.widgets.button import Face, Tone
from ui.widgets.sentence import SentencePanel
from ui.widgets.stage import Header, Slot, Stage

_WORD = 4
"""Which word of the sample is marked."""
_ICONS = {
    Marking.WORD: "form-textbox",
    Marking.SENTENCE: "card-outline",
    Marking.RULER: "ruler",
    Marking.NONE: "format-text",
}


class MarksScreen(Screen):
    """Reached from 'Make this easier for me'. Each choice shows at once, on the sample."""

    def __init__(self, stage: Stage, comfort: Comfort, topics_on_sheet: int) -> None:
        super().__init__(stage, topics_on_sheet)
        self._comfort = comfort

    def header(self) -> Header:
        return Header(self.words("marks.title"))

    def slots(self) -> Sequence[Slot]:
        return self.usual_slots(self.primary_slot(self.words("bar.done"), "check-bold", self.wishes.back_wanted.emit))

    def build(self) -> None:
        words, wishes, comfort = self.words, self.wishes, self._comfort
        content = self.zones.content
        sample = SentencePanel(words("marks.sample"), self.look, self.stage, comfort.marking)
        height = sample.height_for(content.w)
        sample.place(content.top_part(height))
        sample.mark(_word_of(words("marks.sample")))
        rest = self.zones.touch if self.zones.reach else content.from_y(content.y + height + 4.0)
        tall = self.zones.portrait
        marks, pages = rest.rows([2.0, 1.0] if tall else [1.0, 1.0], 4.0)
        row = self._headed(marks, "marks.marking", "marker")
        cells = row.grid(2, 2) if tall else row.columns([1.25, 1, 1, 1])
        for marking, cell in zip(Marking, cells, strict=True):
            face = self._choice(f"marks.{marking.value}", _ICONS[marking], chosen=marking is comfort.marking)
            self.button(face, partial(wishes.marking_wanted.emit, marking.value), cell)
        for reads_on, cell in zip((False, True), self._headed(pages, "marks.page_end", "book-open-page-variant-outline")
                                  .columns([1, 1]), strict=True):  # fmt: skip
            key, icon = ("marks.keep_reading", "arrow-right") if reads_on else ("marks.stop", "pause")
            face = self._choice(key, icon, chosen=reads_on is comfort.reads_on)
            self.button(face, partial(wishes.reading_on_wanted.emit, reads_on), cell)

    def _choice(self, key: str, icon: str, *, chosen: bool) -> Face:
        tone = Tone.SELECTED if chosen else Tone.NORMAL
        return Face(self.words(key), icon="check-bold" if chosen else icon, checkable=True, tone=tone, icon_mm=8.0)

    def _headed(self, row: Box, key: str, icon: str) -> Box:
        if self.zones.reach and not self.zones.portrait:
            return self.headed_beside(self.words(key), row, 0.27)
        head = self.look.em("h2") * 1.25
        self.text(self.words(key), row.top_part(head), role="h2", bold=True, icon=icon)
        return row.from_y(row.y + head + 1.0)


def _word_of(sample: str) -> Span:
    return make_text(sample).sentences[0].words[_WORD]
