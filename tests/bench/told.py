"""A shipped topic's handout as a web page of the same build: headings, lists, framed warnings, lines to write on."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from kiosk import paths
from kiosk.bundle.model import Block, Bullets, IconArray, Paragraph, Picture, Steps, Table, Tip, Topic, Warning

_STYLE = """
@font-face { font-family: K; src: url(FONTS/KioskHyperlegible-Regular.ttf); }
@font-face { font-family: K; font-weight: bold; src: url(FONTS/KioskHyperlegible-Bold.ttf); }
@page { size: A4; margin: 18mm; @top-left { content: "Clinic"; font: bold 14pt K; }
        @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 14pt K; } }
body { font: 14pt/1.4 K; } h1 { font-size: 24pt; } h2 { font-size: 18pt; break-after: avoid; }
.warning { border: 2pt solid #000; border-radius: 4pt; padding: 8pt; margin: 8pt 0; break-inside: avoid; }
.write { border-bottom: 1pt solid #444; height: 26pt; }
td, th { border: 1pt solid #444; padding: 4pt; }
"""


def web_page(topic: Topic) -> str:
    """Return the topic as one HTML document in English."""
    style = _STYLE.replace("FONTS", (paths.resources() / "fonts").as_uri())
    title = escape(topic.title.plain)
    parts = [f"<h1>{title}</h1>", _list("ul", [point.plain for point in topic.key_points.points])]
    parts += [_block(warning) for warning in topic.warnings()]
    for section in topic.sections:
        parts.append(f"<h2>{escape(section.question.plain)}</h2>")
        parts += [_block(block) for block in section.blocks if not isinstance(block, Warning)]
    parts.append("<h2>Questions to ask</h2>")
    for question in topic.prompts.questions:
        parts.append(f'<p>{escape(question.plain)}</p><div class="write"></div><div class="write"></div>')
    parts.append(_list("ol", [f"{one.publisher}: {one.title}, {one.date}" for one in topic.sources]))
    head = f'<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head>'
    return f"{head}<body>{''.join(parts)}</body></html>"


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text.plain)}</p>"
    if isinstance(block, Bullets | Steps):
        return _list("ul" if isinstance(block, Bullets) else "ol", [item.plain for item in block.items])
    if isinstance(block, Warning):
        words = "".join(f"<p>{escape(part.plain)}</p>" for part in (block.do, block.when, block.why) if part.plain)
        return f'<div class="warning"><b>{escape(block.title.plain)}</b>{words}</div>'
    if isinstance(block, Tip):
        return f'<div class="warning">{escape(block.text.plain)}</div>'
    if isinstance(block, Table):
        return f"<table>{''.join(_rows(block))}</table>"
    if isinstance(block, IconArray):
        said = (block.heading, block.have, block.have_not, block.studied)
        return "".join(f"<p>{escape(part.plain)}</p>" for part in said)
    if isinstance(block, Picture):
        return f"<p>{escape(block.caption.plain)}</p>"
    return ""


def _rows(table: Table) -> Iterator[str]:
    yield "<tr>" + "".join(f"<th>{escape(cell.plain)}</th>" for cell in table.header) + "</tr>"
    for row in table.rows:
        yield "<tr>" + "".join(f"<td>{escape(cell.plain)}</td>" for cell in row) + "</tr>"


def _list(kind: str, items: list[str]) -> str:
    return f"<{kind}>" + "".join(f"<li>{escape(item)}</li>" for item in items) + f"</{kind}>"
