"""What makes a tagged file fit for keeping: PDF/A-2a (ISO 19005-2) beside PDF/UA-1, added to what ReportLab writes.

ReportLab 5.1 writes no output intent. The sheets are black and grey, so the
intent is a grey one: a small profile of our own (ICC.1, version 2), a gamma of 2.2 on white paper.
"""

from __future__ import annotations

import functools
import struct
from typing import Any

from reportlab.pdfbase import pdfdoc

_WHITE = (0.9642, 1.0, 0.8249)
"""D50, the white of every ICC profile."""
_GAMMA = 2.2

IDENTIFIED = """
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
"""For the metadata: which part of PDF/A it keeps, and what the mark of PDF/UA means, which PDF/A asks to be told."""


def add_output_intent(document: Any) -> None:
    """Say in the catalogue what the greys mean."""
    profile = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"N": 1}), grey_profile())
    named = pdfdoc.PDFString("Grey, gamma 2.2")
    intent = pdfdoc.PDFDictionary({
        "Type": pdfdoc.PDFName("OutputIntent"), "S": pdfdoc.PDFName("GTS_PDFA1"), "OutputConditionIdentifier": named,
        "Info": named, "DestOutputProfile": document.Reference(profile, "GreyProfile"),
    })  # fmt: skip
    document.Catalog.OutputIntents = pdfdoc.PDFArray([document.Reference(intent, "OutputIntent")])
    document.Catalog.__NoDefault__ = [*document.Catalog.__NoDefault__, "OutputIntents"]


@functools.cache
def grey_profile() -> bytes:
    """Return the profile: description, copyright, white point and curve; the same bytes every time."""
    told = "Grey, gamma 2.2"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(told) + 1) + told.encode() + b"\0" + bytes(78),
        b"cprt": b"text\0\0\0\0No copyright, use freely.\0",
        b"wtpt": b"XYZ \0\0\0\0" + b"".join(_fixed(value) for value in _WHITE),
        b"kTRC": b"curv\0\0\0\0" + struct.pack(">IH", 1, round(_GAMMA * 256)),
    }
    table, data = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        table += struct.pack(">4sII", name, start + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    head = struct.pack(
        ">I4sI4s4s4s6H4sIIIIII", start + len(data), bytes(4), 0x02400000, b"prtr", b"GRAY", b"XYZ ",
        2000, 1, 1, 0, 0, 0, b"acsp", 0, 0, 0, 0, 0, 0,
    )  # fmt: skip
    head += struct.pack(">I", 0) + b"".join(_fixed(value) for value in _WHITE)
    return head.ljust(128, b"\0") + table + data


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))
