"""The tagged page: a ReportLab canvas that knows what each stroke means, and writes the tree that a reader follows.

ReportLab 5.1 writes no structure by itself. The story makes the tree of `Node`s in reading order; each piece draws
between `marked(node)`; what is only decoration or belongs to the page is drawn as an `artifact`. The result is
PDF/UA-1 (ISO 14289-1). This file leans on ReportLab's internals, which is why its version is pinned.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from kiosk.handout.fonts import Fonts, Segment
from kiosk.handout.structure import Mark, Node, utf16, write_structure
from kiosk.handout.style import Type
from kiosk.handout.subsets import packed
from kiosk.handout.words import Line
from kiosk.handout.writer import written

_EFFORT = 4
"""Of zlib, on a page: half the time of its usual 6, one byte in a hundred more."""


@dataclass(frozen=True, slots=True)
class About:
    """What the document says of itself."""

    title: str
    author: str
    lang: str


@dataclass
class Pen:
    """Draws on one page after the other. Lengths are points, `x` from the left, heights from the foot of the page."""

    page_size: tuple[float, float]
    about: About
    fonts: Fonts
    _marks: list[list[Node]] = field(default_factory=lambda: [[]])
    _outline: int = 0
    _subsets: dict[tuple[str, int], str] = field(default_factory=dict)
    """What each subset of a font is called on the pages."""
    _again: dict[str, list[str]] = field(default_factory=dict)
    """The operators of what looks the same on each page."""
    _node: Node | None = None
    """What is being drawn; None for decoration."""

    def __post_init__(self) -> None:
        self.canvas: Any = Canvas(
            None,
            pagesize=self.page_size,
            invariant=1,
            lang=self.about.lang,
            pdfVersion=(1, 7),
            pageCompression=1,
            initialFontName=self.fonts.regular[0].name,
        )
        self.canvas.setTitle(self.about.title)
        self.canvas.setAuthor(self.about.author)
        self.canvas.setCreator("Patient education kiosk")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")

    # -- what a stroke means -----------------------------------------------------------------------------

    @contextmanager
    def marked(self, node: Node) -> Iterator[None]:
        """Draw the content of `node` inside the block."""
        page = self._marks[-1]
        node.kids.append(Mark(len(self._marks), len(page)))
        self.canvas._code.append(f"/{node.tag} <</MCID {len(page)}>> BDC")
        page.append(node)
        self._node = node
        yield
        self._node = None
        self.canvas._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "") -> Iterator[None]:
        """Draw decoration inside the block; `kind` is 'Header' or 'Footer' for what returns on each page."""
        props = f"/Type /Pagination /Subtype /{kind}" if kind else "/Type /Layout"
        self.canvas._code.append(f"/Artifact <<{props}>> BDC")
        yield
        self.canvas._code.append("EMC")

    def again(self, what: str, draw: Callable[[], None]) -> None:
        """Draw `what` looks the same on each page; `draw` is called for the first one only."""
        if what in self._again:
            self.canvas._code += self._again[what]
        else:
            before = len(self.canvas._code)
            draw()
            self._again[what] = self.canvas._code[before:]

    # -- strokes -----------------------------------------------------------------------------------------

    def lines(self, lines: tuple[Line, ...], look: Type, x: float, top: float) -> None:
        """Set lines under each other from `top`."""
        y = top - look.baseline()
        code, now = [f"BT 1 0 0 1 {fp_str(x, y)} Tm"], ""
        if self._node is not None:
            self._node.lines += [(line.words, bool(line.said)) for line in lines]
        for number, line in enumerate(lines):
            if line.said:
                self.canvas._code.append(" ".join([*code, "ET"]))
                self._shaped(line, look, x + line.starts, y - number * look.leading)
                code, now = ["BT 1 0 0 1 0 0 Tm"], ""
                continue
            if number:
                code.append(f"1 0 0 1 {fp_str(x, y - number * look.leading)} Tm")
            for segment in line.segments:
                now = self._show(segment, look, now, code)
        self.canvas._code.append(" ".join([*code, "ET"]))

    def _show(self, segment: Segment, look: Type, now: str, code: list[str]) -> str:
        """Add the operators that show a segment; `now` is the font that is set, the one set then comes back.

        As ReportLab's text objects do it (5.1), without their way through eight calls for each segment.
        """
        for subset, codes in self._coded(segment):
            name = self._subsets.get((segment.font, subset))
            if name is None:
                font = pdfmetrics.getFont(segment.font)
                name = self._subsets[segment.font, subset] = font.getSubsetInternalName(subset, self.canvas._doc)
            if name != now:
                code.append(f"{name} {fp_str(look.size)} Tf {fp_str(look.leading)} TL")
                now = name
            code.append(f"({escapePDF(codes)}) Tj")
        return now

    def _coded(self, segment: Segment) -> Sequence[tuple[int, bytes]]:
        """Return what a segment is in the codes of its font's subsets; ASCII stands in the first one as it is."""
        if segment.text.isascii() and (segment.font, 0) in self._subsets:
            return ((0, segment.text.encode()),)
        coded: Sequence[tuple[int, bytes]] = pdfmetrics.getFont(segment.font).splitString(
            segment.text, self.canvas._doc
        )
        return coded

    def _shaped(self, line: Line, look: Type, x: float, y: float) -> None:
        """Draw a line whose letters are outlines, and say what they are."""
        self.canvas._code.append(f"/Span <</ActualText <{utf16(line.said)}>>> BDC")
        for segment in line.segments:
            if segment.outline is not None:
                scale = look.size / 1000
                self.operators(f"{scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm\n{segment.outline} f")
            else:
                code = [f"BT 1 0 0 1 {fp_str(x, y)} Tm"]
                self._show(segment, look, "", code)
                self.canvas._code.append(" ".join([*code, "ET"]))
            x += segment.advance * look.size
        self.canvas._code.append("EMC")

    def rule(self, x: float, y: float, width: float, thickness: float) -> None:
        """Draw a level line."""
        self.canvas.setLineWidth(thickness)
        self.canvas.line(x, y, x + width, y)

    def operators(self, code: str) -> None:
        """Draw ready-made PDF operators, in a graphics state of their own."""
        self.canvas._code.append(f"q\n{code}\nQ")

    # -- pages -------------------------------------------------------------------------------------------

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Add an entry to the list of headings that a viewer shows; `level` from 0."""
        self._outline += 1
        key = f"heading{self._outline}"
        self.canvas.bookmarkHorizontalAbsolute(key, top)
        self.canvas.addOutlineEntry(title, key, level)

    def next_page(self) -> None:
        """Finish the page."""
        self.canvas.showPage()
        page = self.canvas._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self._marks) - 1, pdfdoc.PDFName("S")
        page.Trans = None
        page.Contents = packed(zlib.compress(page.stream.encode(), _EFFORT))
        page.stream = ""
        self._marks.append([])

    def finish(self, root: Node) -> bytes:
        """Write the tree under `root` and return the whole file; every page must be finished."""
        ready = write_structure(self.canvas._doc, root, self._marks[:-1], self.about.title, self.about.lang)
        return written(self.canvas, ready, self.fonts.shelf)
