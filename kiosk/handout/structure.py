"""The tree of a tagged PDF: headings, paragraphs, lists, tables and figures in reading order, and how it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from kiosk.handout.archival import IDENTIFIED, add_output_intent


class Mark(NamedTuple):
    """A stretch of a page's drawing: page from 1, number on that page from 0."""

    page: int
    number: int


@dataclass(eq=False)
class Node:
    """One element: a standard structure type such as 'P' or 'LI', its attributes and what it holds."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Written as PDF, such as {'O': '/Table', 'Scope': '/Column'}."""
    alternative: str = ""
    """Words in place of what is drawn; needed for a Figure."""
    kids: list[Node | Mark] = field(default_factory=list)
    lines: list[tuple[str, bool]] = field(default_factory=list)
    """The words of each line drawn for it, and whether they are outlines: then the words stand here as actual text."""

    lang: str = ""
    """The language of all that is in it, where that is not the document's."""

    def add(self, tag: str, alternative: str = "", **attributes: str) -> Node:
        """Add an element at the end and return it."""
        node = Node(tag, attributes, alternative)
        self.kids.append(node)
        return node

    def page(self) -> int | None:
        """Return the first page it is drawn on; None for an element that holds nothing."""
        return next((page for page in (_page_of(kid) for kid in self.kids) if page), None)


def _page_of(kid: Node | Mark) -> int | None:
    return kid.page if isinstance(kid, Mark) else kid.page()


class _Writer:
    """Writes elements as objects of the file, many times faster than ReportLab's nested dictionaries."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._pages: dict[int, bytes] = {}
        self.numbers: dict[Node, int] = {}
        self.ready: dict[int, bytes] = {}

    def write(self, node: Node, parent: int) -> int:
        """Write an element and all under it; return its object number."""
        self._document.objectcounter += 1
        me = self.numbers[node] = int(self._document.objectcounter)
        page = node.page()
        out = [f"<</Type/StructElem/S/{node.tag}/P {parent} 0 R".encode()]
        if page:
            out.append(b"/Pg " + self._page(page))
        if node.lang:
            out.append(f"/Lang ({node.lang})".encode())
        if node.alternative:
            out.append(b"/Alt " + _bytes(pdfdoc.PDFString(node.alternative).format(self._document)))
        if any(outlined for _, outlined in node.lines):
            out.append(f"/ActualText <{utf16(''.join(words for words, _ in node.lines))}>".encode())
        if node.attributes:
            out.append(f"/A<<{''.join(f'/{key} {value}' for key, value in node.attributes.items())}>>".encode())
        kids = b" ".join([self._kid(kid, me, page) for kid in node.kids])
        self.ready[me] = b"".join([*out, b"/K[", kids, b"]>>"])
        return me

    def _kid(self, kid: Node | Mark, me: int, page: int | None) -> bytes:
        if isinstance(kid, Node):
            return b"%d 0 R" % self.write(kid, me)
        if kid.page == page:
            return b"%d" % kid.number
        return b"<</Type/MCR/MCID %d/Pg %s>>" % (kid.number, self._page(kid.page))

    def _page(self, page: int) -> bytes:
        if page not in self._pages:
            self._pages[page] = pdfdoc.PDFObjectReference(f"Page{page}").format(self._document)
        return self._pages[page]


def utf16(words: str) -> str:
    """Return words as PDF writes them in hexadecimal."""
    return (b"\xfe\xff" + words.encode("utf-16-be")).hex().upper()


def _bytes(written: str | bytes) -> bytes:
    return written if isinstance(written, bytes) else written.encode("latin-1")


def write_structure(
    document: Any, root: Node, marks: Sequence[Sequence[Node]], title: str, lang: str
) -> Mapping[int, bytes]:
    """Write the tree, the way back from each page's marks to it, and what it conforms to into the catalogue.

    `marks` holds, for each page, the node of each numbered stretch of drawing. The elements come back as objects that
    are ready to be written, by their numbers.
    """
    tree = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructTreeRoot")})
    document.Reference(tree, "TagRoot")
    writer = _Writer(document)
    tree["K"] = b"%d 0 R" % writer.write(root, document.objectcounter)
    parents: list[Any] = []
    for page, nodes in enumerate(marks):
        parents += [page, pdfdoc.PDFArray([b"%d 0 R" % writer.numbers[node] for node in nodes])]
    tree["ParentTree"] = pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(parents)})
    tree["ParentTreeNextKey"] = len(marks)
    catalog = document.Catalog
    catalog.StructTreeRoot = tree
    add_output_intent(document)
    catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    kind = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")})
    catalog.Metadata = pdfdoc.PDFStream(kind, _metadata(title, lang))
    return writer.ready


def _metadata(title: str, lang: str) -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        "<pdfuaid:part>1</pdfuaid:part><dc:title><rdf:Alt>"
        f'<rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{escape(lang)}</rdf:li></rdf:Bag></dc:language>"
        f"</rdf:Description>{IDENTIFIED}"
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>\n'
    ).encode()
