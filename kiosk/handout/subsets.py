"""The letters that a file brings along: of each font the glyphs that are used, and what they say.

In place of ReportLab's own `TTFont.addObjects` (5.1), which makes and compresses the same letters for every sheet anew,
and whose map to words breaks PDF/UA.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN

from kiosk.handout.shelf import Shelf


class _Letters(NamedTuple):
    """One subset of a font, compressed: the font file and how long it is without that, its map, its widths."""

    file: bytes
    length: int
    words: bytes
    widths: bytes


def add_font(font: Any, document: Any, shelf: Shelf) -> None:
    """Add all that `font` has shown on the pages of a document; no letter can be added to them after that."""
    face, fonts = font.face, document.idToObject["BasicFonts"].dict
    for number, subset in enumerate(font.state[document].subsets):
        name = font.getSubsetInternalName(number, document)[1:]
        called = (SUBSETN(number) + b"+" + face.name + face.subfontNameX).decode("pdfdoc")
        letters = shelf.take(("letters", font.fontName, tuple(subset)), partial(_letters, face, subset, document))
        added = fonts[name] = pdfdoc.PDFTrueTypeFont()
        added.Name, added.BaseFont, added.FirstChar, added.LastChar = name, called, 0, len(subset) - 1
        added.Widths = letters.widths
        added.ToUnicode = document.Reference(packed(letters.words), f"toUnicodeCMap:{called}")
        file = document.Reference(packed(letters.file, Length1=letters.length), f"fontFile:{face.filename}({called})")
        described = pdfdoc.PDFDictionary({
            "Type": "/FontDescriptor", "FontName": pdfdoc.PDFName(called), "FontFile2": file,
            "Flags": face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC, "FontBBox": pdfdoc.PDFArray(face.bbox),
            "Ascent": face.ascent, "CapHeight": face.capHeight, "Descent": face.descent,
            "ItalicAngle": face.italicAngle, "StemV": face.stemV, "MissingWidth": face.defaultWidth,
        })  # fmt: skip
        added.FontDescriptor = document.Reference(described, f"fontDescriptor:{called}")
        document.Reference(added, name)
    del font.state[document]


def _letters(face: Any, subset: list[int], document: Any) -> _Letters:
    file, words = bytes(face.makeSubset(subset)), _to_unicode(subset).encode()
    widths = bytes(pdfdoc.PDFArray(map(face.getCharWidth, subset)).format(document))
    return _Letters(zlib.compress(file), len(file), zlib.compress(words), widths)


def packed(compressed: bytes, **more: int) -> Any:
    """Return a stream of bytes that are compressed already; `more` is said of them."""
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Filter": "[ /FlateDecode ]", **more}), compressed)


def _to_unicode(subset: Sequence[int]) -> str:
    """Return a ToUnicode map: the words to copy, search and read aloud behind the glyphs of one font subset.

    ReportLab's own (as of 5.1.0) maps unused codes to U+0000 (Matterhorn 31-028), writes five digits over U+FFFF and
    more than 100 entries a block.
    """
    known = [(index, code) for index, code in enumerate(subset) if code and code not in (0xFEFF, 0xFFFE)]
    entries = [f"<{index:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for index, code in known]
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo",
        "<< /Registry (Adobe)", "/Ordering (UCS)", "/Supplement 0", ">> def", "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def", "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
    ]  # fmt: skip
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])
