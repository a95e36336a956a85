"""A shipped topic's handout as a web page and as a typst document of the same build, to draw with other engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from kiosk import paths
from kiosk.bundle.model import Block, Bullets, IconArray, Paragraph, Picture, Steps, Table, Tip, Topic, Warning

_STYLE = """
@font-face { font-family: K; src: url(FONTS/KioskHyperlegible-Regular.ttf); }
@font-face { font-family: K; font-weight: bold; src: url(FONTS/KioskHyperlegible-Bold.ttf); }
@page { size: A4; margin: 18mm; @top-left { content: "Clinic, for NAME"; font: bold 14pt K; }
        @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 14pt K; } }
body { font: 14pt/1.4 K; } h1 { font-size: 24pt; } h2 { font-size: 18pt; break-after: avoid; }
.warning { border: 2pt solid #000; border-radius: 4pt; padding: 8pt; margin: 8pt 0; break-inside: avoid; }
.write { border-bottom: 1pt solid #444; height: 26pt; }
td, th { border: 1pt solid #444; padding: 4pt; }
"""
_HEAD = """
#set document(title: "{title}")
#set text(font: "{font}", size: 14pt, lang: "en", region: "GB")
#set par(leading: 0.9em)
#set page(paper: "a4", margin: 18mm, header: [*Clinic, for NAME*], footer: context align(right)[
  Page #counter(page).display() of #counter(page).final().first()])
#show heading.where(level: 1): set text(size: 24pt)
#show heading.where(level: 2): set text(size: 18pt)
#let warning(body) = block(stroke: 2pt, radius: 4pt, inset: 8pt, width: 100%, breakable: false, body)
#let write() = {{ v(26pt); line(length: 100%, stroke: 1pt) }}
"""
FONT = "Kiosk Hyperlegible"
NAME = "NAME"
"""Stands for the person's name, on each page."""

Piece = tuple[str, Sequence[str]]
"""What a part of the page is (h1, h2, p, ul, ol, warning, write, or 'table' and its columns), and its words."""


def pieces(topic: Topic) -> Iterator[Piece]:
    """Return the parts of the topic's handout, in order."""
    yield "h1", [topic.title.plain]
    yield "ul", [point.plain for point in topic.key_points.points]
    for warning in topic.warnings():
        yield from _block(warning)
    for section in topic.sections:
        yield "h2", [section.question.plain]
        for block in section.blocks:
            if not isinstance(block, Warning):
                yield from _block(block)
    yield "h2", ["Questions to ask"]
    for question in topic.prompts.questions:
        yield "p", [question.plain]
        yield "write", []
    yield "ol", [f"{one.publisher}: {one.title}, {one.date}" for one in topic.sources]


def _block(block: Block) -> Iterator[Piece]:
    if isinstance(block, Paragraph):
        yield "p", [block.text.plain]
    elif isinstance(block, Bullets | Steps):
        yield "ul" if isinstance(block, Bullets) else "ol", [item.plain for item in block.items]
    elif isinstance(block, Warning):
        yield "warning", [part.plain for part in (block.title, block.do, block.when, block.why) if part.plain]
    elif isinstance(block, Tip):
        yield "warning", [block.text.plain]
    elif isinstance(block, Table):
        cells = [cell.plain for row in (block.header, *block.rows) for cell in row]
        yield f"table {len(block.header)}", cells
    elif isinstance(block, IconArray):
        yield from (("p", [part.plain]) for part in (block.heading, block.have, block.have_not, block.studied))
    elif isinstance(block, Picture):
        yield "p", [block.caption.plain]


def web_page(*topics: Topic) -> str:
    """Return the topics as one HTML document in English."""
    style = _STYLE.replace("FONTS", (paths.resources() / "fonts").as_uri())
    title = escape(topics[0].title.plain)
    head = f'<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head>'
    return f"{head}<body>{''.join(_html(*piece) for topic in topics for piece in pieces(topic))}</body></html>"


def _html(kind: str, words: Sequence[str]) -> str:
    said = [escape(one) for one in words]
    if kind in ("ul", "ol"):
        return f"<{kind}>{''.join(f'<li>{one}</li>' for one in said)}</{kind}>"
    if kind == "warning":
        return f'<div class="warning"><b>{said[0]}</b>{"".join(f"<p>{one}</p>" for one in said[1:])}</div>'
    if kind == "write":
        return '<div class="write"></div><div class="write"></div>'
    if kind.startswith("table"):
        return f"<table>{''.join(_rows(said, int(kind.split()[1])))}</table>"
    return f"<{kind}>{said[0]}</{kind}>"


def _rows(cells: Sequence[str], across: int) -> Iterator[str]:
    for start in range(0, len(cells), across):
        tag = "td" if start else "th"
        yield "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells[start : start + across]) + "</tr>"


def typst_page(*topics: Topic) -> str:
    """Return the topics as one typst document in English."""
    head = _HEAD.format(title=topics[0].title.plain, font=FONT)
    return head + "\n\n".join(_typst(*piece) for topic in topics for piece in pieces(topic))


def _typst(kind: str, words: Sequence[str]) -> str:
    said = [_quoted(one) for one in words]
    if kind.startswith("table"):
        across = int(kind.split()[1])
        head, rest = ", ".join(said[:across]), ", ".join(said[across:])
        return f"#table(columns: {across}, table.header({head}), {rest})"
    return _WRITERS[kind](said)


_WRITERS: Mapping[str, Callable[[list[str]], str]] = {
    "h1": lambda said: f"#heading(level: 1, {said[0]})",
    "h2": lambda said: f"#heading(level: 2, {said[0]})",
    "p": lambda said: f"#par({said[0]})",
    "ul": lambda said: f"#list({', '.join(said)})",
    "ol": lambda said: f"#enum({', '.join(said)})",
    "warning": lambda said: f"#warning[#strong({said[0]}) {' '.join(f'#par({one})' for one in said[1:])}]",
    "write": lambda _: "#write()\n#write()",
}


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'text("{escaped}")'
