"""Reads the words inside a block: `**strong**` is the only markup there is; everything else is a finding."""

from __future__ import annotations

import re
import unicodedata

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kiosk.bundle.findings import Findings
from kiosk.bundle.model import Span, Text
from kiosk.bundle.sentences import make_text

_SPACE = re.compile(r"[ \t\r\n]+")
_ADDRESS = re.compile(r"https?://|\bwww\.")
_FORM = re.compile(r"<\s*(?:input|textarea|select|form|button)\b", re.IGNORECASE)
_FORBIDDEN = {
    "em_open": ("italics", "Italics are hard to read.", "Write the words plainly, or **strong** for a few words."),
    "code_inline": ("code", "Words between back-ticks are not markup here.", "Take the back-ticks out."),
    "link_open": ("link", "A link leads nowhere on a kiosk.", "Write the words without the link; name it as a source."),
    "image": ("image", "An image inside the words is not possible.", "Use a :::picture with an alternative."),
}


class Inline:
    """Turns written words into `Text`, for one topic file in one language."""

    def __init__(self, markdown: MarkdownIt, lang: str, findings: Findings) -> None:
        self._markdown = markdown
        self._lang = lang
        self._findings = findings

    def text(self, written: str, line: int) -> Text:
        """Return the text of words that stand in TOML or in a table, at `line` of the file."""
        tokens = self._markdown.parseInline(written)
        return self.from_token(tokens[0], line) if tokens else Text("")

    def from_token(self, token: Token, line: int) -> Text:
        """Return the text of an 'inline' token whose first line is `line` of the file."""
        gathered = _Gathered()
        for child in token.children or ():
            if child.type in ("text", "text_special"):
                if child.type == "text" and "**" in child.content:
                    self._findings.error(line, "stars", "There are stars left over.", "Write **a few words**, closed.")
                gathered.add(child.content)
            elif child.type in ("softbreak", "hardbreak"):
                gathered.add(" ")
                line += 1
            elif child.type in ("strong_open", "strong_close"):
                gathered.strong(child.type == "strong_open")
            else:
                self._refuse(child, line)
                gathered.add(child.content if child.type == "code_inline" else "")
        plain, strong = gathered.finish()
        self._look_for_odd(plain, line)
        return make_text(plain, strong, lang=self._lang)

    def _refuse(self, child: Token, line: int) -> None:
        if child.type == "html_inline":
            refuse_html(child.content, line, self._findings)
        elif child.type in _FORBIDDEN:
            code, wrong, instead = _FORBIDDEN[child.type]
            self._findings.error(line, code, wrong, instead)

    def _look_for_odd(self, plain: str, line: int) -> None:
        if _ADDRESS.search(plain):
            self._findings.error(
                line, "link", "A web address cannot be followed on a kiosk.", "Name who it belongs to."
            )
        odd = next((char for char in plain if _is_odd(char)), None)
        if odd is not None:
            self._findings.error(
                line, "odd-character", f"There is a character that nobody can see (U+{ord(odd):04X}).",
                "Delete the words around it and type them again.",
            )  # fmt: skip


def _is_odd(char: str) -> bool:
    """Return whether a character shows nothing; joiners of letters and soft hyphens are wanted in some languages."""
    category = unicodedata.category(char)
    if category == "Cf":
        return char not in "\u200c\u200d\u00ad"
    return category in ("Cc", "Co", "Cn", "Cs", "Zl", "Zp")


class _Gathered:
    """Plain words put together piece by piece, white space run together, strong stretches noted."""

    def __init__(self) -> None:
        self._plain = ""
        self._open: list[int] = []
        self._strong: list[Span] = []

    def add(self, piece: str) -> None:
        piece = _SPACE.sub(" ", piece)
        if not self._plain or self._plain.endswith(" "):
            piece = piece.lstrip(" ")
        self._plain += piece

    def strong(self, opens: bool) -> None:
        if opens:
            self._open.append(len(self._plain))
        elif self._open:
            start = self._open.pop()
            if not self._open and start < len(self._plain):
                self._strong.append(Span(start, len(self._plain)))

    def finish(self) -> tuple[str, tuple[Span, ...]]:
        plain = self._plain.rstrip(" ")
        spans = (Span(span.start, min(span.end, len(plain))) for span in self._strong)
        return plain, tuple(span for span in spans if span.start < span.end)


def refuse_html(written: str, line: int, findings: Findings) -> None:
    """Report raw HTML, and a form field as what it is."""
    if _FORM.search(written):
        findings.error(
            line, "form-field", "A form field cannot be filled in here.", "Ask it as a question in :::questions."
        )
    else:
        findings.error(line, "html", "Raw HTML is not possible.", "Write Markdown, or a directive such as :::tip.")
