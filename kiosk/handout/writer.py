"""The bytes of a file: ReportLab's objects with our own between them, and the table of where each begins.

ReportLab (5.1) writes each object through five calls, though most are elements of the tree that we have written already
(`structure`); and it writes no line end before `endstream`, as PDF/A asks. Both are done here instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportlab.pdfbase import pdfdoc

from kiosk.handout.shelf import Shelf
from kiosk.handout.subsets import add_font


def written(canvas: Any, ready: Mapping[int, bytes], shelf: Shelf) -> bytes:
    """Return the file of a canvas whose pages are finished; `ready` are objects written already, by their numbers."""
    document = canvas._doc
    _prepare(document, canvas, shelf)
    parts = [b"%%PDF-%d.%d\n%%\223\214\213\236 ReportLab Generated PDF document (opensource)\n" % document._pdfVersion]
    at = len(parts[0])
    table = [b"0000000000 65535 f \n"]
    while len(table) <= document.objectcounter:  # objects may still be added while others are written
        number = len(table)
        table.append(b"%010d 00000 n \n" % at)
        content = ready[number] if number in ready else _content(document, number)
        parts.append(b"%d 0 obj\n%s%sendobj\n" % (number, content, b"" if content.endswith(b"\n") else b"\n"))
        at += len(parts[-1])
    parts += [b"xref\n0 %d\n" % len(table), *table]
    trailer = pdfdoc.PDFTrailer(
        startxref=at, Size=len(table), Root=document.Reference(document.Catalog),
        Info=document.Reference(document.info), ID=document.ID(),
    )  # fmt: skip
    return b"".join([*parts, trailer.format(document)])


def _prepare(document: Any, canvas: Any, shelf: Shelf) -> None:
    """Finish fonts and outline, in the order of ReportLab's `GetPDFData`."""
    for font in document.delayedFonts:
        add_font(font, document, shelf)
    document.info.invariant = document.invariant
    document.info.digest(document.signature)
    document.Reference(document.Catalog)
    document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None


def _content(document: Any, number: int) -> bytes:
    """Return one of ReportLab's objects; a stream with a line end at its end, as ISO 19005-2, 6.1.7.1 asks.

    Both characters: a stream may itself end with the first of them, and must not be taken for shorter.
    """
    found = document.idToObject[document.numberToId[number]]
    content = bytes(pdfdoc.format(found, document, toplevel=1))
    if content.endswith(b"endstream\n"):  # a picture made of dots is a stream too, though no `PDFStream`
        return content.removesuffix(b"endstream\n") + b"\r\nendstream\n"
    return content
