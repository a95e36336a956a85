"""The front page of a topic: in short, its gravest warning, the questions it answers, what one can do with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.bundle.model import Category, Severity, Topic, Warning
from kiosk.phrases import Phrases
from kiosk.session import TextSize
from ui.screens.screen import Screen
from ui.style.lines import Lines
from ui.style.look import LINE_HEADING, Look
from ui.style.zones import GAP, Box
from ui.widgets.blocks import Setting, WarningBox
from ui.widgets.button import Face, Shape, Tone
from ui.widgets.said import Said, What, heading, listed, paragraph
from ui.widgets.stage import Chip, Header, Slot, Stage
from ui.widgets.tiling import TILE, have_room, most

_GAP = 5.0
"""Between the two cards at the left, in millimetres."""

_SHARES = (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65)
"""What the points in short may take of the width beside the warning, best first (reach mode)."""

QUESTIONS = 6
"""Question tiles on the front page; with more sections the sixth leads on to the others."""
QUESTIONS_OVERDUE = 4
"""The fewest there are while a line says that the review was due."""


class TopicScreen(Screen):
    """`page` counts the pages of question tiles, from 0."""

    def __init__(
        self,
        stage: Stage,
        topic: Topic,
        category: Category,
        pages: int,
        *,
        on_sheet: bool,
        page: int,
        topics_on_sheet: int,
        overdue: str = "",
        note: str = "",
        audience: str = "",
    ) -> None:
        """`overdue`: the review was due; `note`: the text is in English; `audience`: whom the pack is written for."""
        super().__init__(stage, topics_on_sheet)
        self._topic, self._category = topic, category
        self._pages, self._on_sheet, self._page = pages, on_sheet, page
        self._note, self._overdue = note, overdue
        self._labels = [*(section.short.plain for section in topic.sections), self.words("topic.more_questions")]
        self._audience = stage.content_words("topic.written_for", audience=audience) if audience else ""

    def header(self) -> Header:
        chip = Chip(self._category.title, self._category.icon, self._category.accent)
        return Header(self._topic.title.plain, chip=chip, say=self._topic.say)

    def slots(self) -> Sequence[Slot]:
        words, wishes = self.words, self.wishes
        if self._on_sheet:
            primary = self.primary_slot(words("topic.print_now"), "printer-outline", wishes.print_wanted.emit)
        else:
            primary = self.primary_slot(
                words("topic.start"), "arrow-right", wishes.reading_wanted.emit, words("topic.pages", count=self._pages)
            )
        return self.usual_slots(primary)

    def build(self) -> None:
        if self.zones.reach:
            self._build_low()
            return
        content = self.zones.content
        actions = content.bottom_part(32.0 if self.zones.portrait else 30.0)
        upper = Box(content.x, content.y, content.w, content.h - actions.h - 5.0)
        over_tiles = self.look.size is TextSize.LARGEST and not self.zones.portrait
        told = self._note or self._overdue or self._audience
        if told and not over_tiles:
            upper = self.told_on_top(self._note, self._overdue, upper, audience=self._audience)
        if self.zones.portrait:
            self._build_portrait(upper)
        else:
            left = self._column(upper)
            self._build_in_short(left)
            right = upper.from_x(left.right + 7.0)
            across, down = (3, 2) if right.w >= 255 else (2, 3)
            if told and over_tiles:  # the column at the left needs its whole height
                least = right.h / down if self._overdue else 0.0
                right = self.told_on_top(self._note, self._overdue, right, least, audience=self._audience)
                down -= bool(self._overdue)
            self._build_questions(right, across, down)
        self._build_actions(actions)

    def _build_low(self) -> None:
        """Words above the middle, what can be touched below it (design, section 6, 10)."""
        reading, touch = self.zones.reading, self.zones.touch
        reading = self.told_on_top(self._note, self._overdue, reading)
        if self.zones.portrait:
            self._build_cards(reading)
        else:
            self._build_beside(reading)
        actions = touch.bottom_part(self.zones.bar.h if not self.zones.portrait else 32.0)
        tiles = touch.top_part(actions.y - GAP - touch.y)  # of which there may be fewer: the words above need all room
        if self._audience and self.look.size is TextSize.LARGEST and not self.zones.portrait:  # one row is all there is
            told, tiles = tiles.columns([1, 2], 6.0)
            self.text(self._audience, told, role="caption", colour="ink2", middle=True)
        else:
            tiles = self.told_on_top("", "", tiles, audience=self._audience)
        self._build_questions(tiles, *most(self._labels, self.look, tiles, TILE, self._role))
        self._build_actions(actions)

    def _build_beside(self, box: Box) -> None:
        """Put the warning beside the points in short, each as wide as it needs."""
        short, warning = InShort(self._topic, self.look, self.stage.content_words, self.stage), self._warning()
        if warning is None:
            short.place(box)
            return
        for share in _SHARES:
            left, right = box.columns([share, 1 - share], 7.0)
            if max(short.height_for(left.w), self._warning_height(right.w) - _GAP) <= box.h:
                break
        short.place(left)
        WarningCard(warning, self._setting(right.w), self.stage).place(right)

    def _build_portrait(self, upper: Box) -> None:
        self._build_questions(upper.from_y(self._build_cards(upper)), 2, 3)

    def _build_cards(self, upper: Box) -> float:
        """Put the points in short over the warning; return how far down they reach."""
        warning = self._warning()
        setting = self._setting(upper.w)
        short = InShort(self._topic, self.look, self.stage.content_words, self.stage)
        y = upper.y
        height = short.height_for(upper.w)
        short.place(Box(upper.x, y, upper.w, height))
        y += height + 6.0
        if warning is not None:
            box = self.look.mm(WarningBox(setting, warning, short=True).height)
            WarningCard(warning, setting, self.stage).place(Box(upper.x, y, upper.w, box))
            y += box + 6.0
        return y

    def _column(self, upper: Box) -> Box:
        """Return the narrowest left column in which the points in short and the warning both stand whole."""
        short = InShort(self._topic, self.look, self.stage.content_words, self.stage)
        for share in (0.33, 0.38, 0.43, 0.48, 0.53):
            width = upper.w * share
            if short.height_for(width) + self._warning_height(width) <= upper.h:
                break
        short.setParent(None)
        return upper.left_part(width)

    def _warning_height(self, width: float) -> float:
        """Return the height of the warning and the gap above it, in millimetres; 0 without a warning."""
        warning = self._warning()
        if warning is None:
            return 0.0
        return self.look.mm(WarningBox(self._setting(width), warning, short=True).height) + _GAP

    def _build_in_short(self, left: Box) -> None:
        short = InShort(self._topic, self.look, self.stage.content_words, self.stage)
        warning, needed = self._warning(), self._warning_height(left.w)
        short.place(left.top_part(left.h - needed))
        if warning is not None:
            WarningCard(warning, self._setting(left.w), self.stage).place(left.bottom_part(needed - _GAP))

    def _setting(self, width: float) -> Setting:
        return Setting(self.look, self.stage.content_words, self._topic, self.look.px(width))

    def _warning(self) -> Warning | None:
        """Return the warning for the front page: the first to act on day by day, else the gravest.

        Emergency words stand on Get help, on their own page and first on paper.
        """
        found = self._topic.warnings()
        return next((one for one in found if one.severity is Severity.SERIOUS), found[0] if found else None)

    @property
    def _role(self) -> str:
        """The letters of a question; in reach mode the largest are those of a label, so that several have room."""
        return "label" if self.zones.reach and self.look.size is TextSize.LARGEST else "tile"

    def _build_questions(self, box: Box, across: int, down: int) -> None:
        """Put up `down` rows of tiles; one fewer where words above them leave too little room."""
        sections, words = self._topic.sections, self.words
        if down > 1 and not have_room(self._labels, self.look, box.grid(across, down)[0], TILE, self._role):
            down -= 1
        if len(sections) <= across * down:
            shown, more = sections, False
        else:
            each = across * down - 1
            pages = -(-len(sections) // each)
            page = self._page % pages
            shown, more = sections[page * each : (page + 1) * each], True
        cells = box.grid(across, down)
        accent = self._category.accent
        for section, cell in zip(shown, cells, strict=False):
            face = Face(
                section.short.plain, icon=section.icon, shape=Shape.TILE, tone=Tone.TILE, accent=accent, role=self._role
            )
            self.button(face, partial(self.wishes.section_wanted.emit, section.id), cell)
        if more:
            following = self._page + 1
            face = Face(words("topic.more_questions"), icon="arrow-right", shape=Shape.TILE, role=self._role)
            self.button(face, partial(self.wishes.page_wanted.emit, following), cells[-1])

    def _build_actions(self, box: Box) -> None:
        words, wishes, topic = self.words, self.wishes, self._topic.id
        listen, add, ask = box.columns([1.0, 1.25, 1.0])
        self.button(
            Face(words("topic.listen"), words("topic.listen_caption"), "account-voice"),
            wishes.listen_wanted.emit,
            listen,
        )
        if self._on_sheet:
            face = Face(
                words("topic.added"),
                words("topic.added_caption"),
                "file-check-outline",
                tone=Tone.SELECTED,
            )
        else:
            face = Face(words("topic.add"), words("topic.add_caption"), "file-plus-outline", tone=Tone.STRONG)
        self.button(face, partial(wishes.toggle_topic_wanted.emit, topic), add)
        self.button(
            Face(words("topic.ask"), words("topic.ask_caption"), "comment-question-outline"),
            wishes.questions_wanted.emit,
            ask,
        )


class InShort(QLabel):
    """The three key points, each with a tick, on a card."""

    def __init__(self, topic: Topic, look: Look, words: Phrases, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._title_text = words("topic.in_short")
        self._points = topic.key_points.points
        self.setText(". ".join([self._title_text, *(point.plain for point in self._points)]))
        self.setAccessibleName(self.text())
        self._title: Lines | None = None
        self._lines: list[Lines] = []

    def said(self) -> tuple[Said, ...]:
        """Return the title and the points."""
        return heading(self._title_text), listed(tuple(point.plain for point in self._points))

    def height_for(self, width: float) -> float:
        """Return the height in millimetres that the card needs at a width."""
        self._lay_out(self._look.width(width))
        return self._look.mm(self._natural()) + 8.0

    def place(self, box: Box) -> None:
        """Put the card at `box` (millimetres)."""
        self.setGeometry(self._look.rect(box))
        self._lay_out(self.width())
        if not self.fits():  # wider spacing: the card is the way in, its points stand in the topic once more
            self._lay_out(self.width(), close=True)

    def fits(self) -> bool:
        """Whether every point lies on the card."""
        return self._natural() <= self.height() and all(line.fits for line in self._lines)

    def _lay_out(self, width: float, *, close: bool = False) -> None:
        look = self._look
        inner = width - look.px(12.0)
        self._title = Lines(self._title_text, look.font("h2", bold=True), inner, LINE_HEADING)
        font, indent = look.font("lead", close=close), self._indent()
        self._lines = [Lines(point.plain, font, inner - indent, 1.25, strong=point.strong) for point in self._points]

    def _indent(self) -> float:
        return self._look.px(self._look.cap("lead") * 1.9)

    def _natural(self) -> float:
        gap = self._look.px(3.5)
        title = self._title.height if self._title else 0.0
        return title + sum(line.height + gap for line in self._lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("hair"), max(1.0, look.px(look.layout.line["hair"]))))
        painter.setBrush(look.colour("surface"))
        radius = look.px(look.layout.radius["card"])
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        x, gap = look.px(6.0), look.px(3.5)
        y = (self.height() - self._natural()) / 2
        if self._title:
            self._title.draw(painter, x, y, look.colour("ink"))
            y += self._title.height + gap
        side = look.px(look.cap("lead") * 1.15)
        for line in self._lines:
            tick = QRectF(x, y + (line.pitch - side) / 2, side, side)
            look.draw_icon(painter, "check-bold", tick, look.colour("array_on"))
            line.draw(painter, x + self._indent(), y, look.colour("ink"))
            y += line.height + gap
        painter.end()


class WarningCard(QLabel):
    """A warning in short: what to do, in its frame."""

    def __init__(self, warning: Warning, setting: Setting, parent: QWidget) -> None:
        super().__init__(parent)
        self._warning, self._setting = warning, setting
        title = setting.phrases("topic.warning")
        self.setText(f"{title}. {warning.title.plain}. {warning.do.plain}")
        self.setAccessibleName(self.text())
        self._box: WarningBox | None = None

    def said(self) -> tuple[Said, ...]:
        """Return the warning in short."""
        return (Said(What.NOTE, f"{self._setting.phrases('topic.warning')}: {self._warning.title.plain}",
                     (paragraph(self._warning.do.plain),)),)  # fmt: skip

    def place(self, box: Box) -> None:
        """Put the warning at `box` (millimetres), its frame as high as the box."""
        look = self._setting.look
        self.setGeometry(look.rect(box))
        self._box = WarningBox(self._setting, self._warning, short=True, height=self.height())

    def fits(self) -> bool:
        """Whether the warning stands whole in its frame."""
        return self._box is not None and self._box.fits() and self._box.height <= self.height() + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._box:
            self._box.draw(painter, 0, 0)
        painter.end()
