"""A manual written in Markdown as a tagged PDF: headings, paragraphs, lists, tables, commands and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from kiosk.bundle.model import Span, Table, Text
from kiosk.errors import HandoutError
from kiosk.handout.blocks import Column
from kiosk.handout.fonts import load_fonts
from kiosk.handout.frame import Frame, draw_pages
from kiosk.handout.request import Rendered
from kiosk.handout.style import style_for
from kiosk.handout.tagging import About
from kiosk.handout.words import Run, Typesetter
from kiosk.phrases import Phrases
from kiosk.session import Letter


def draw_manual(file: Path, phrases: Phrases, version: str, paper: str = "A4") -> Rendered:
    """Return the manual in `file` as a PDF/UA-1 document, with pictures from where it lies.

    The first heading of level 1 is its title. HandoutError names what cannot be read or set.
    """
    try:
        tokens = MarkdownIt("commonmark").enable("table").parse(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise HandoutError(f"The manual {file} cannot be read: {error}.") from error
    fonts, style = load_fonts(), style_for(Letter.CLEAR, paper)
    with fonts.lock:
        setter = Typesetter(fonts)
        title = _title(tokens)
        frame = Frame(title, version, title, phrases, style, setter)
        column = Column(style, setter, phrases, frame.column_height)
        _Writer(column, file.parent).write(SyntaxTreeNode(tokens))
        column.settle_contents(under=phrases("manual.contents"))
        return draw_pages(column.slots, column.root, frame, About(title, version, phrases.lang), fonts)


def _title(tokens: Sequence[Token]) -> str:
    return next((b.content for a, b in pairwise(tokens) if a.tag == "h1"), "")


class _Writer:
    def __init__(self, column: Column, folder: Path) -> None:
        self._column, self._folder = column, folder

    def write(self, tree: SyntaxTreeNode) -> None:
        """Add the blocks of the document; what a manual may not hold is an error."""
        first = True
        for node in tree.children:
            if node.type == "heading":
                self._heading(node, first)
                first = False
            else:
                self._block(node)

    def _heading(self, node: SyntaxTreeNode, first: bool) -> None:
        words = text_of(node.children[0]).plain
        if first:
            self._column.title(words)
            self._column.contents_here()
        else:
            self._column.heading((Run(words),), level=1 if node.tag == "h1" else 2)

    def _block(self, node: SyntaxTreeNode) -> None:
        if node.type == "paragraph":
            self._paragraph(node)
        elif node.type in ("bullet_list", "ordered_list"):
            self._list(node)
        elif node.type == "fence":
            self._column.paragraph((Run(node.content.rstrip("\n"), strong=True),))
        elif node.type == "table":
            lines = [row for part in node.children for row in part.children]
            head, *rows = (tuple(text_of(cell.children[0]) for cell in row.children) for row in lines)
            self._column.table(Table(head, tuple(rows)))
        else:
            line = (node.map or (0, 0))[0] + 1
            raise HandoutError(f"Line {line} of the manual holds a '{node.type}', which has no look on paper.")

    def _paragraph(self, node: SyntaxTreeNode) -> None:
        inline = node.children[0]
        if [child.type for child in inline.children] == ["image"]:
            picture = inline.children[0]
            self._column.photograph(self._folder / str(picture.attrs["src"]), picture.content)
        else:
            self._column.paragraph(_runs(inline))

    def _list(self, node: SyntaxTreeNode) -> None:
        items = []
        for item in node.children:
            if [child.type for child in item.children] != ["paragraph"]:
                line = (item.map or (0, 0))[0] + 1
                raise HandoutError(f"The item in line {line} of the manual has more than one paragraph. Make it one.")
            items.append(_runs(item.children[0].children[0]))
        if node.type == "bullet_list":
            self._column.bulleted(items)
        else:
            self._column.numbered(items, int(node.attrs.get("start", 1)))


def text_of(inline: SyntaxTreeNode) -> Text:
    """Return the words of a paragraph, a heading or a cell; what is typed or stressed is strong."""
    plain, strong = "", []
    for words, stressed in _stretches(inline, stressed=False):
        if stressed:
            strong.append(Span(len(plain), len(plain) + len(words)))
        plain += words
    return Text(plain, tuple(strong))


def _stretches(node: SyntaxTreeNode, *, stressed: bool) -> Iterator[tuple[str, bool]]:
    for child in node.children:
        if child.type in ("text", "code_inline"):
            yield child.content, stressed or child.type == "code_inline"
        elif child.type in ("softbreak", "hardbreak"):
            yield " ", stressed
        else:
            yield from _stretches(child, stressed=stressed or child.type in ("strong", "em"))


def _runs(inline: SyntaxTreeNode) -> tuple[Run, ...]:
    return tuple(Run(words, strong) for words, strong in _stretches(inline, stressed=False) if words)
