"""Read aloud: the sentence before, the sentence now with its word marked, the sentence after, and the controls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.bundle.model import Span
from kiosk.session import SPEEDS, Marking
from ui.screens.screen import Screen
from ui.style.zones import Box
from ui.widgets.beside import LEAST, BesideSentence
from ui.widgets.button import Face, Shape, Tone
from ui.widgets.paging import progress_line
from ui.widgets.progress import Progress, ProgressLine
from ui.widgets.sentence import SentencePanel
from ui.widgets.stage import Header, Slot, Stage


@dataclass(frozen=True, slots=True)
class AloudFacts:
    """What the screen says: the page's question, its sentences as shown, where the reading is, whether it goes on."""

    question: str
    page: int
    pages: int
    sentences: tuple[str, ...]
    sentence: int
    playing: bool
    at_end: bool
    speed: int
    notice: str
    """Why there is no sound, or ''."""
    last: bool
    """Whether this is the topic's last page."""
    marking: Marking
    reads_on: bool


class AloudScreen(Screen):
    """Marks move without a rebuild: `show_word` is called for each word spoken."""

    def __init__(self, stage: Stage, facts: AloudFacts, topics_on_sheet: int) -> None:
        super().__init__(stage, topics_on_sheet)
        self._facts = facts
        self._panel: SentencePanel | None = None

    def header(self) -> Header:
        facts, words = self._facts, self._told()
        return Header(facts.question, progress=None if self.look.big else Progress(words))

    def _told(self) -> str:
        facts = self._facts
        if not facts.sentences:  # sources are shown and printed, not spoken
            return self.words("reader.page_of", page=facts.page + 1, pages=facts.pages)
        return self.words(
            "aloud.sentence_of",
            page=facts.page + 1,
            pages=facts.pages,
            sentence=facts.sentence + 1,
            sentences=len(facts.sentences),
        )

    def slots(self) -> Sequence[Slot]:
        face = Face(self.words("aloud.stop"), icon="stop")
        return self.usual_slots(Slot(face, self.wishes.stop_listening_wanted.emit, 1.62))

    def show_word(self, span: Span | None) -> None:
        """Mark the word at `span` of the sentence now; None takes the mark away."""
        if self._panel is not None:
            self._panel.mark(span)

    def build(self) -> None:
        content = self.zones.content
        controls = content.bottom_part(90.0 if self.zones.portrait else 42.0)
        width = content.w - 16.0
        role, asks = ("lead", True) if self._facts.at_end else ("caption", False)
        height = max(11.0, self.height_of(self._notice(), width, role=role, bold=asks))
        notice = Box(content.x + 8.0, controls.y - height - 2.0, width, height)
        reading = Box(content.x, content.y, content.w, notice.y - content.y - 2.0)
        if self.zones.portrait:
            line = progress_line(self.zones, self.look)
            ProgressLine(Progress(self._told()), self.look, self.stage).place(line)
            reading = Box(content.x, line.bottom + 2.0, content.w, notice.y - line.bottom - 4.0)
        self._build_sentences(reading)
        self.text(self._notice(), notice, role=role, bold=asks)
        if self.zones.portrait:
            upper, lower = controls.rows([1, 1])
            self._build_steps(upper)
            self._build_speed(lower.columns([1, 1, 1]))
        else:
            left, right = controls.columns([4.5, 3.2], 8.0)
            self._build_steps(left)
            self._build_speed(right.columns([1, 0.6, 1]))

    def _notice(self) -> str:
        facts = self._facts
        if facts.at_end:
            return self.words("aloud.last_read" if facts.last else "aloud.page_read")
        if self.look.big and not self.zones.portrait:  # the band has no room for it beside a long question
            return facts.notice or self._told()
        return facts.notice or self.words("aloud.reads_on" if facts.reads_on else "aloud.stops_itself")

    def _build_sentences(self, box: Box) -> None:
        facts, look = self._facts, self.look
        if not facts.sentences:
            return
        now = facts.sentences[facts.sentence]
        panel = SentencePanel(now, look, self.stage, facts.marking, box.h)
        height = panel.height_for(box.w)
        inner = Box(box.x + 8.0, box.y, box.w - 16.0, box.h)
        before = facts.sentences[facts.sentence - 1] if facts.sentence else ""
        after = facts.sentences[facts.sentence + 1] if facts.sentence + 1 < len(facts.sentences) else ""
        above, below = self._beside_height(before, inner.w), self._beside_height(after, inner.w)
        touched = height + max(above, LEAST) + max(below, LEAST) + 12.0 <= box.h
        touched = touched and not self.zones.reach  # there they would be live above the middle
        if touched:
            above, below = max(above, LEAST), max(below, LEAST)
        while above + below and height + above + below + 12.0 > box.h:  # the sentence now comes first
            if above:
                before, above = "", 0.0
            else:
                after, below = "", 0.0
        y = box.y + max(0.0, (box.h - height - above - below - 12.0) / 2)
        if before:
            self._build_beside(before, Box(inner.x, y, inner.w, above), -1, touched=touched)
        y += above + 6.0
        panel.place(Box(box.x, y, box.w, min(height, box.bottom - y)))
        if after:
            self._build_beside(after, Box(inner.x, y + height + 6.0, inner.w, below), 1, touched=touched)
        self._panel = panel

    def _beside_height(self, sentence: str, width: float) -> float:
        return self.height_of(sentence, width, role="lead") if sentence else 0.0

    def _build_beside(self, sentence: str, box: Box, step: int, *, touched: bool) -> None:
        """Show the sentence before or after; a touch starts there, where there is room to touch it."""
        if not touched:
            self.text(sentence, box, role="lead", colour="dim")
            return
        act = partial(self.wishes.sentence_step_wanted.emit, step)
        BesideSentence(sentence, self.look, act, self.stage).place(box)

    def _build_steps(self, box: Box) -> None:
        words, wishes, facts = self.words, self.wishes, self._facts
        previous, play, following, again = box.columns([1, 1.5, 1, 1])
        stack, icon = Shape.STACK, 11.0
        first = facts.sentence == 0
        self.button(
            Face(
                words("aloud.previous"),
                icon="skip-previous",
                shape=stack,
                icon_mm=icon,
                tone=Tone.NOT_NOW if first else Tone.NORMAL,
            ),
            partial(wishes.sentence_step_wanted.emit, -1),
            previous,
        )
        if facts.at_end:
            key = "bar.go_on" if facts.last else "aloud.next_page"
            face = Face(words(key), icon="arrow-right", shape=stack, icon_mm=icon, tone=Tone.PRIMARY)
            self.button(face, wishes.next_page_wanted.emit, play)
        else:
            key, sign = ("aloud.pause", "pause") if facts.playing else ("aloud.play", "play")
            face = Face(words(key), icon=sign, shape=stack, icon_mm=icon, tone=Tone.PRIMARY)
            self.button(face, wishes.pause_wanted.emit, play)
        last = facts.sentence + 1 >= len(facts.sentences)
        self.button(
            Face(
                words("aloud.next"),
                icon="skip-next",
                shape=stack,
                icon_mm=icon,
                tone=Tone.NOT_NOW if last else Tone.NORMAL,
            ),
            partial(wishes.sentence_step_wanted.emit, 1),
            following,
        )
        self.button(
            Face(words("aloud.again"), icon="replay", shape=stack, icon_mm=icon), wishes.again_wanted.emit, again
        )

    def _build_speed(self, boxes: list[Box]) -> None:
        words, wishes, speed = self.words, self.wishes, self._facts.speed
        slower, told, faster = boxes
        slow = Face(
            words("aloud.slower"),
            icon="tortoise",
            shape=Shape.STACK,
            icon_mm=11.0,
            tone=Tone.NOT_NOW if speed == 0 else Tone.NORMAL,
        )
        fast = Face(
            words("aloud.faster"),
            icon="rabbit",
            shape=Shape.STACK,
            icon_mm=11.0,
            tone=Tone.NOT_NOW if speed == len(SPEEDS) - 1 else Tone.NORMAL,
        )
        self.button(slow, partial(wishes.speed_wanted.emit, -1), slower)
        self.text(words("aloud.speed_of", speed=speed + 1), told, role="label", bold=True, middle=True, centred=True)
        self.button(fast, partial(wishes.speed_wanted.emit, 1), faster)
