"""The translations in a pack's folder: `topics/<id>/<lang>.md`, written as their topic is, with a head of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from kiosk.bundle.approval import (
    DIGEST,
    Record,
    digest_of,
    digest_of_translation,
    judge_trust,
    read_record,
    record_path,
    standing,
)
from kiosk.bundle.fields import Fields, load_fields
from kiosk.bundle.files import read_text
from kiosk.bundle.findings import Finding, Findings
from kiosk.bundle.head import read_id
from kiosk.bundle.markup import Body, opened, read_body
from kiosk.bundle.model import KeyPoints, Pack, QuestionPrompts, Status, Topic, Trust
from kiosk.bundle.pack import LANG
from kiosk.bundle.pairing import Difference, differences
from kiosk.bundle.translation import Translation
from kiosk.bundle.translations import Admits
from kiosk.errors import ContentError

_MADE_FROM = re.compile(r"\A\ufeff?\+\+\+(?:(?!^\+\+\+).*\n)*?made_from\b", re.MULTILINE)


def parse_translation(
    source: str, *, path: Path, lang: str, of: Topic
) -> tuple[Translation | None, tuple[Finding, ...]]:
    """Return the translation of the topic `of` written in `source`, or None when a finding is an error.

    A stale one comes with a warning, whatever shape it has: its topic has moved on, and that is no mistake in it.
    """
    findings = Findings(path)
    part = opened(source, findings)
    fields = load_fields(part.head, part.head_line, findings, "The head") if part else None
    if part is None or fields is None:
        return None, findings.all()
    made_from, native = fields.text("made_from"), fields.flag("native_speaker")
    if made_from and not DIGEST.match(made_from):
        fields.wrong("made_from", "made-from", "'made_from' is no digest.", f'Write made_from = "{digest_of(of)}".')
    if read_id(fields, "id") not in ("", of.id):
        fields.wrong("id", "id-folder", "The id is not that of the topic.", f'Write id = "{of.id}".')
    trust, also = trust_of(fields), fields.texts("also", required=False)
    title, title_line = fields.text("title"), fields.line_of("title")
    fields.finish()
    body = read_body(part, path.parent, lang, findings)
    topic = replace(
        of, lang=lang, title=body.text(title, title_line), say=(), also=also, find=(),
        key_points=body.key_points or KeyPoints(()), sections=tuple(section.made() for section in body.sections),
        prompts=body.prompts or QuestionPrompts(()), teach_backs=tuple(made for made, _ in body.teach_backs),
        trust=trust,
    )  # fmt: skip
    if not findings.failed and made_from != digest_of(of):
        findings.warning(
            fields.line_of("made_from"), "stale-translation",
            "The words it was made from have changed since: it is stale, and it is never printed.",
            f'Read it against the topic as it is now and mend it, then write made_from = "{digest_of(of)}".',
        )  # fmt: skip
    elif not findings.failed:
        for found in differences(of, topic):
            findings.extend([_finding(found, path, body)])
    trust = judge_trust(trust, lambda: digest_of_translation(topic, made_from), path, findings, "translation")
    made = Translation(replace(topic, trust=trust), made_from, native)
    return (None if findings.failed else made), findings.all()


def trust_of(fields: Fields) -> Trust:
    """Return what the head says of who stands for the translation."""
    status = fields.choice("status", [status.value for status in Status])
    return Trust(fields.text("version"), Status(status or "draft"), fields.text("author"), "", None, None)


def _finding(found: Difference, path: Path, body: Body) -> Finding:
    line = 1
    if found.section is not None and found.section < len(body.sections):
        section = body.sections[found.section]
        line = section.line
        if found.block is not None and found.block < len(section.blocks):
            line = section.blocks[found.block][1]
    return Finding(path, line, found.gravity, found.code, found.wrong, found.instead)


def translation_files(folder: Path, pack: Pack) -> Iterator[tuple[Path, str, Path]]:
    """Yield each translation of a folder, its language, and the file of its topic in the pack's first language.

    They are the files that are called after a language which the pack itself does not have, and say what they were
    made from.
    """
    first = pack.languages[0]
    for path in sorted((folder / "topics").glob("*/*.md")):
        topic = path.with_name(f"{first}.md")
        named = LANG.match(path.stem) and path.stem not in pack.languages
        if named and topic.is_file() and _MADE_FROM.search(_text(path) or ""):
            yield path, path.stem, topic


def read_translations(topic: Topic, files: Iterable[tuple[Path, str]]) -> tuple[list[Translation], tuple[Finding, ...]]:
    """Return the translations of `topic` in `files`, each with its language, stale ones too, and all findings."""
    made, findings = list[Translation](), list[Finding]()
    for path, lang in files:
        one, found = parse_translation(read_text(path), path=path, lang=lang, of=topic)
        findings.extend(found)
        made += [one] if one is not None else []
    return made, tuple(findings)


class FolderTranslations:
    """Those of a pack's folder."""

    def __init__(self, folder: Path, pack: Pack, admits: Admits) -> None:
        self._folder, self._pack, self._admits = folder, pack, admits

    @cached_property
    def _files(self) -> Mapping[tuple[str, str], Path]:
        found = translation_files(self._folder, self._pack)
        return {(path.parent.name, lang): path for path, lang, _ in found}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which any topic has one, stale or not."""
        return tuple(sorted({lang for _, lang in self._files}))

    def find(self, topic: Topic, lang: str) -> Translation | None:
        """Return the translation of `topic` into `lang`; None when none may be shown, or it is written wrongly."""
        path = self._files.get((topic.id, lang))
        source = _text(path) if path is not None and topic.lang == self._pack.languages[0] else None
        if path is None or source is None:
            return None
        found, _ = parse_translation(source, path=path, lang=lang, of=topic)
        if found is None or not found.fresh(topic) or not self._admits(topic.id, lang, found.topic.trust):
            return None
        return found

    def withdrawn(self) -> Mapping[tuple[str, str], str]:
        """Return the versions taken away, by topic and language: known from the heads and records alone."""
        known = {key: _standing(path) for key, path in self._files.items()}
        return {key: trust.withdrawn for key, trust in known.items() if trust is not None and trust.withdrawn}


def _text(path: Path) -> str | None:
    """Return a file's text; None when it cannot be read: then it is not shown, and 'kiosk check' tells why."""
    try:
        return read_text(path)
    except ContentError:
        return None


def _standing(path: Path) -> Trust | None:
    findings = Findings(path)
    part = opened(_text(path) or "", findings)
    fields = load_fields(part.head, part.head_line, findings, "The head") if part else None
    record = read_record(path, findings) if record_path(path).exists() else Record()
    return standing(trust_of(fields), record, "") if fields else None
