"""Reads one topic file into the model. Wrong input never raises: it is a finding with the line and what to write."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin

from kiosk.bundle.approval import judge
from kiosk.bundle.blocks import read_block
from kiosk.bundle.comparison import same_outcome
from kiosk.bundle.directives import IN_A_SECTION, OF_THE_TOPIC, Part, Reading, read_directive
from kiosk.bundle.findings import Finding, Findings, nearest
from kiosk.bundle.head import ID, Head, Split, icon_advice, read_head, split
from kiosk.bundle.inline import Inline
from kiosk.bundle.model import (
    Block,
    IconArray,
    KeyPoints,
    QuestionPrompts,
    Role,
    Section,
    TeachBack,
    Text,
    Topic,
)

LARGEST = 400_000
"""Characters of a topic file; a topic for patients has some 10,000."""
_HEADING_KEYS = ("id", "role", "icon", "short")


def parse_topic(source: str, *, path: Path, lang: str) -> tuple[Topic | None, tuple[Finding, ...]]:
    """Return the topic written in `source`, or None when a finding is an error; `path` is where it lies.

    Pictures are read from the folder of `path`, and so is the record that says whether the words are approved. The
    markup is described in `resources/docs/authoring.md`.
    """
    findings = Findings(path)
    part = opened(source, findings)
    if part is None:
        return None, findings.all()
    head = read_head(part, path, findings)
    body = read_body(part, path.parent, lang, findings)
    title = body.text(head.title, head.title_line) if head else Text("")
    if head:
        _check_references(head, body, findings)
    _check_comparisons(body, findings)
    if head is None or findings.failed:
        return None, findings.all()
    topic = Topic(
        id=head.id, lang=lang, title=title, say=head.say, also=head.also, find=head.find, category=head.category,
        icon=head.icon, key_points=body.key_points or KeyPoints(()), sections=tuple(s.made() for s in body.sections),
        prompts=body.prompts or QuestionPrompts(()), teach_backs=tuple(made for made, _ in body.teach_backs),
        sources=head.sources, trust=head.trust,
    )  # fmt: skip
    topic = judge(topic, path, findings)
    return (None if findings.failed else topic), findings.all()


def opened(source: str, findings: Findings) -> Split | None:
    """Return head and body of a topic's file, or of its translation's; None after a finding."""
    if len(source) > LARGEST:
        findings.error(1, "too-long", f"The topic is longer than {LARGEST} characters.", "Make two topics of it.")
        return None
    return split(tidy(source), findings)


def read_body(part: Split, folder: Path, lang: str, findings: Findings) -> Body:
    """Return what stands below the head, in `lang`; pictures are read from `folder`."""
    markdown = _markdown()
    body = Body(Reading(Inline(markdown, lang, findings), findings, folder), part.body.split("\n"), part.body_line)
    body.read(markdown.parse(part.body))
    return body


def tidy(source: str) -> str:
    """Return a file's text with one kind of line end, no mark of its encoding, and letters composed (NFC)."""
    return unicodedata.normalize("NFC", source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    # A link's definition would vanish without a word; as a paragraph it is seen, and refused.
    markdown.disable("reference")
    return markdown.use(colon_fence_plugin).use(attrs_block_plugin)


@dataclass(slots=True)
class _Open:
    """A section while its blocks are gathered."""

    id: str
    question: Text
    short: Text
    role: Role
    icon: str
    line: int
    blocks: list[tuple[Block, int]] = field(default_factory=list)

    def made(self) -> Section:
        blocks = tuple(block for block, _ in self.blocks)
        return Section(self.id, self.question, self.short, self.role, self.icon, blocks)


class Body:
    """Goes through the body's tokens and gathers sections and the parts that belong to the whole topic."""

    def __init__(self, reading: Reading, lines: list[str], first_line: int) -> None:
        self._reading = reading
        self._findings = reading.findings
        self._lines = lines
        self._first_line = first_line
        self.sections: list[_Open] = []
        self.key_points: KeyPoints | None = None
        self.prompts: QuestionPrompts | None = None
        self.teach_backs: list[tuple[TeachBack, int]] = []

    def text(self, written: str, line: int) -> Text:
        """Return the text of words in the head."""
        return self._reading.inline.text(written, line)

    def read(self, tokens: Sequence[Token]) -> None:
        for group in _groups(tokens):
            line = self._first_line + (group[0].map or [0])[0]
            if group[0].type == "heading_open":
                self._open_section(group, line)
            elif group[0].type == "colon_fence":
                self._directive(group[0], line)
            else:
                self._block(group, line)
        self._finish()

    def _open_section(self, group: Sequence[Token], line: int) -> None:
        opening, attributes = group[0], {key: str(value) for key, value in group[0].attrs.items()}
        if opening.tag != "h2" or opening.markup != "##":
            self._findings.error(
                line, "heading", "Only headings of level 2 make a section.", "Write '## ' and a question."
            )
        for key in attributes:
            if key not in _HEADING_KEYS:
                self._findings.error(
                    line, "unknown-attribute", f"A section has no '{key}'.", nearest(key, _HEADING_KEYS)
                )
        question = self._reading.inline.from_token(group[1], line)
        if not question:
            self._findings.error(line, "heading", "The heading is empty.", "Write the question a patient asks.")
        short = self._reading.inline.text(attributes["short"], line) if attributes.get("short") else question
        section_id = self._attribute(attributes, "id", line, '{#how-to-take role="how to take it" icon="cup-water"}')
        if section_id and not ID.match(section_id):
            self._findings.error(line, "id", f"'{section_id}' cannot be an id.", "Use small letters, digits, hyphens.")
        if section_id and any(section.id == section_id for section in self.sections):
            self._findings.error(line, "twice", f"There are two sections '#{section_id}'.", "Give each its own id.")
        icon = self._attribute(attributes, "icon", line, 'icon="pill"')
        if icon and not ID.match(icon):
            self._findings.error(line, "icon", f"'{icon}' cannot be the name of an icon.", icon_advice(icon))
        role = self._attribute(attributes, "role", line, 'role="what it is"')
        roles = {role.value: role for role in Role}
        if role and role not in roles:
            self._findings.error(line, "unknown-role", f"There is no role '{role}'.", nearest(role, roles))
        self.sections.append(_Open(section_id, question, short, roles.get(role, Role.WHAT_IT_IS), icon, line))

    def _attribute(self, attributes: dict[str, str], key: str, line: int, example: str) -> str:
        if not attributes.get(key):
            self._findings.error(line, "missing-attribute", f"The section has no {key}.", f"Write {example} before it.")
        return attributes.get(key, "")

    def _directive(self, token: Token, line: int) -> None:
        words = token.info.split()
        name = words[0] if words else ""
        if len(words) > 1:
            self._findings.error(
                line, "directive", f"Nothing may follow ':::{name}'.", "Put it on lines of its own below."
            )
        if token.attrs:
            self._findings.error(
                line, "attributes", f"':::{name}' cannot have a {{...}} line.", 'Write it inside: for = ["drive"].'
            )
        last = self._lines[(token.map or [0, 1])[1] - 1].strip() if self._lines else ""
        if set(last) != {":"} or (token.map or [0, 0])[1] - (token.map or [0, 0])[0] < 2:
            self._findings.error(
                line, "never-closed", f"':::{name}' is never closed.", "Write ::: on the line after it."
            )
        made = read_directive(name, token.content, line, self._reading)
        if name in OF_THE_TOPIC and self.sections:
            self._findings.warning(
                line, "place", f"':::{name}' belongs to the whole topic.", "Move it above the first heading."
            )
        if isinstance(made, (KeyPoints, QuestionPrompts, TeachBack)):
            self._keep(made, name, line)
        elif made is not None:
            self._add(made, line)
        elif name in IN_A_SECTION and self.sections and not self.sections[-1].blocks:
            # The block is there, though wrong: don't say on top of it that the section is empty.
            self.sections[-1].line = 0

    def _keep(self, part: Part, name: str, line: int) -> None:
        if isinstance(part, TeachBack):
            self.teach_backs.append((part, line))
            return
        if (self.key_points if isinstance(part, KeyPoints) else self.prompts) is not None:
            self._findings.error(line, "twice", f"There are two ':::{name}'.", "Put everything into one.")
        elif isinstance(part, KeyPoints):
            self.key_points = part
        else:
            self.prompts = part

    def _block(self, group: Sequence[Token], line: int) -> None:
        block = read_block(group, self._lines, self._first_line, self._reading)
        if block is not None:
            self._add(block, line)

    def _add(self, block: Block, line: int) -> None:
        if self.sections:
            self.sections[-1].blocks.append((block, line))
        else:
            self._findings.error(
                line,
                "no-section",
                "This stands before the first section.",
                "Write a heading, '## ' and a question, above it.",
            )

    def _finish(self) -> None:
        if not self.sections:
            self._findings.error(
                self._first_line, "no-section", "The topic has no section.", "Write '## ' and a question."
            )
        for section in self.sections:
            if not section.blocks and section.line:
                self._findings.error(
                    section.line, "empty-section", "The section is empty.", "Write its answer below it."
                )
        if self.key_points is None:
            self._findings.error(
                self._first_line, "three-points", "The topic has no key points.", "Add a :::key-points."
            )
        if self.prompts is None:
            self._findings.warning(
                self._first_line, "no-questions", "The topic offers no questions to ask.", "Add a :::questions."
            )
        if not self.teach_backs:
            self._findings.hint(
                self._first_line, "no-teach-back", "Nothing asks whether we explained it well.", "Add a :::teach-back."
            )


def _groups(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the tokens in groups, one for each block at the top level."""
    groups: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            groups.append([])
        groups[-1].append(token)
        depth += token.nesting
    return groups


def _check_references(head: Head, body: Body, findings: Findings) -> None:
    """Report sources and sections that are named but not there."""
    sources = [source.id for source in head.sources]
    for section in body.sections:
        for block, line in section.blocks:
            if isinstance(block, IconArray) and block.source and block.source not in sources:
                findings.error(
                    line, "unknown-source", f"There is no source '{block.source}'.", nearest(block.source, sources)
                )
    sections = [section.id for section in body.sections]
    for teach_back, line in body.teach_backs:
        if teach_back.section and teach_back.section not in sections:
            findings.error(
                line,
                "unknown-section",
                f"There is no section '{teach_back.section}'.",
                nearest(teach_back.section, sections),
            )


def _check_comparisons(body: Body, findings: Findings) -> None:
    """Report icon arrays that follow each other and cannot be drawn side by side as two groups of equally many."""
    for section in body.sections:
        for (first, _), (second, line) in pairwise(section.blocks):
            if not isinstance(first, IconArray) or not isinstance(second, IconArray):
                continue
            if not same_outcome(first, second):
                findings.hint(
                    line, "comparison", "Two icon arrays follow each other and count different things.",
                    "If they compare two groups, write the same 'have' in both; if not, put words between them.",
                )  # fmt: skip
            elif first.out_of != second.out_of:
                findings.error(
                    line, "comparison", f"One group is out of {first.out_of}, the other out of {second.out_of}.",
                    "Give both groups the same out_of, so that they can be compared at a glance.",
                )  # fmt: skip
