"""The test sheet, and the end: what was found, and the certificate."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kiosk.bench_test import answers
from kiosk.bench_test.answers import Answer
from kiosk.bench_test.finding import Finding, State, by_gravity
from kiosk.bench_test.words import verdict
from ui.bench_test.step import Step
from ui.style.zones import Box
from ui.widgets.button import Face, Shape
from ui.widgets.stage import Header, Slot


class SheetStep(Step):
    """Prints a sheet, tells how it fares, and asks whether it came out well."""

    names = ("test sheet",)

    def build(self) -> None:
        words, doing = self.halves()
        self.say(("do", "how"), words)
        box = doing.top_part(60.0)
        face = Face(self.words("sheet.print"), icon="printer-outline", shape=Shape.STACK, icon_mm=14.0, careful=True)
        self.button(face, self.bench.paper.print_sheet, box)
        if self.bench.paper.told:
            below = Box(doing.x, box.bottom + 8.0, doing.w, doing.bottom - box.bottom - 8.0)
            self.text(self.bench.paper.told, below, role="lead")

    def answers(self) -> Sequence[Slot]:
        paper = self.bench.paper
        if paper.trouble is not None:
            return [self.answer("go_on", "alert", partial(self.settle, paper.trouble), likely=True)]
        if paper.state is None:
            return []
        return [
            self.answer("no", "close", partial(self._answer, Answer.NO)),
            self.answer("yes", "check-bold", partial(self._answer, Answer.YES), likely=True),
        ]

    def _answer(self, answer: Answer) -> None:
        self.settle(answers.sheet(answer, self.bench.paper.state, self.bench.paper.where))


_ICON = {State.PASSED: "check-bold", State.FAILED: "alert", State.NOT_TRIED: "comment-question-outline"}


class EndStep(Step):
    """All findings, what failed first; a page at a time. The certificate is written as soon as all are there."""

    def header(self) -> Header:
        return Header(self.words("end.title"))

    def begin(self) -> None:
        self.bench.paper.forget()
        self.bench.certify()

    def build(self) -> None:
        content, bench = self.zones.content, self.bench
        if bench.machine is None:
            self.text(self.words("end.looking"), content, role="lead")
            return
        told = verdict(bench.all_found(), bench.words)
        y = content.y + self._line(told, content, content.y, "h2", bold=True) + 2.0
        y += self._line(bench.certified, content, y, "body")
        y += self._line(bench.paper.told, content, y, "body") + 4.0
        pages = self._pages(Box(content.x, y, content.w, content.bottom - y))
        self._count = len(pages)
        for finding, top in pages[bench.shown.page % len(pages)]:
            self._row(finding, content, top)

    def _line(self, text: str, box: Box, y: float, role: str, *, bold: bool = False, icon: str = "") -> float:
        """Put a line of words, and return its height; nothing for no words."""
        if not text:
            return 0.0
        height = self.height_of(text, box.w, role=role, bold=bold, icon=icon)
        self.text(text, Box(box.x, y, box.w, height), role=role, bold=bold, icon=icon)
        return height

    def _pages(self, box: Box) -> list[list[tuple[Finding, float]]]:
        """Return the findings page by page, each with its y."""
        pages: list[list[tuple[Finding, float]]] = [[]]
        y = box.y
        for finding in by_gravity(self.bench.all_found()):
            height = self._row_height(finding, box)
            if y + height > box.bottom and pages[-1]:
                pages.append([])
                y = box.y
            pages[-1].append((finding, y))
            y += height
        return pages

    def _row_texts(self, finding: Finding) -> tuple[str, str]:
        name = finding.name[0].upper() + finding.name[1:]
        return f"{name} ({self.words(f'end.{finding.state.name.lower()}')}): {finding.found}", finding.do

    def _row_height(self, finding: Finding, box: Box) -> float:
        found, do = self._row_texts(finding)
        height = self.height_of(found, box.w, role="label", icon=_ICON[finding.state])
        return height + (self.height_of(do, box.w - _INDENT, role="label", bold=True) if do else 0.0) + 4.0

    def _row(self, finding: Finding, box: Box, y: float) -> None:
        found, do = self._row_texts(finding)
        height = self._line(found, box, y, "label", icon=_ICON[finding.state])
        self._line(do, Box(box.x + _INDENT, y, box.w - _INDENT, 0.0), y + height, "label", bold=True)

    def slots(self) -> Sequence[Slot]:
        again = Slot(Face(self.words("end.again"), icon="replay"), self.bench.again)
        slots = [again]
        if self.bench.pdf is not None:
            face = Face(self.words("end.print"), icon="printer-outline", careful=True)
            slots.append(Slot(face, partial(self.bench.paper.print_certificate, self.bench.pdf), 1.3))
        if self._count > 1:
            told = self.words("end.page", page=self.bench.shown.page % self._count + 1, pages=self._count)
            slots.append(Slot(Face(self.words("end.more"), told, "arrow-right"), self._turn))
        return [*slots, self.answer("done", "check-bold", self.bench.finished.emit, likely=True)]

    def _turn(self) -> None:
        """Show the next page; after the last, the first."""
        self.bench.shown.page = (self.bench.shown.page + 1) % self._count
        self.bench.changed.emit()

    _count = 1


_INDENT = 8.5
"""Where words stand under those that have an icon before them, in millimetres."""
