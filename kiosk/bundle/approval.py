"""Who stands for the words of a topic or of the glossary: a record beside them, bound to them by a digest.

`topics/<id>/<lang>.approval.toml` and `glossary.approval.toml` are written by `kiosk review` and by nothing else. A
record may hold an approval (by which role, when, until when, of which words) and a withdrawal. The words alone
decide: when the digest of what is read is not the one approved, nobody has approved what stands there, and it counts
as a draft.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from kiosk.bundle.fields import Fields, load_fields
from kiosk.bundle.findings import Findings
from kiosk.bundle.model import Picture, Section, Status, Term, Text, Topic, Trust
from kiosk.bundle.withdrawn import is_later
from kiosk.errors import ContentError
from kiosk.files import quoted, write_whole

DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_NOT_WORDS = {
    Topic: ("trust", "find", "category", "icon"),
    Section: ("icon",),
    Picture: ("name",),
    Text: ("sentences",),
}
"""What may change without another approval: where a topic is found, its icons, the name of a picture's file, and
the places of sentences, which follow from the words."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody's word for the words of one topic, or of the glossary, in one language."""

    role: str
    on: date
    due: date
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a version, and every earlier one, must not be shown again."""

    on: date
    why: str
    version: str


@dataclass(frozen=True, slots=True)
class Record:
    """What the file beside a topic or a glossary holds."""

    approved: Approval | None = None
    withdrawn: Withdrawal | None = None


def digest_of(topic: Topic) -> str:
    """Return the SHA-256 over the words, numbers, pictures and sources of a topic, in hexadecimal.

    Made from the topic as parsed: a comment, a blank line or other line breaks in the file change nothing. What is
    empty is left out, so that a part that topics learn later leaves the digests of those without it as they are.
    """
    return _digest(_plain(topic))


def digest_of_terms(terms: Sequence[Term], lang: str) -> str:
    """Return the SHA-256 over the words of a glossary and what they are said to mean; as `digest_of`."""
    return _digest({"is": "Glossary", "lang": lang, "terms": _plain(terms)})


def digest_of_translation(topic: Topic, made_from: str) -> str:
    """Return the SHA-256 over the words of a translation and over which words it was made from; as `digest_of`.

    So an approval ends when either changes, and no new mark of what it was made from can carry an old one on.
    """
    return _digest({"is": "Translation", "made_from": made_from, "words": _plain(topic)})


def _digest(plain: Any) -> str:
    written = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        without = _NOT_WORDS.get(type(value), ())
        named = {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
        kept = {
            name: inner for name, inner in named.items()
            if name not in without and inner is not False and inner not in ("", [], None)
        }  # fmt: skip
        return {"is": type(value).__name__, **kept}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


def record_path(topic_file: Path) -> Path:
    """Return where the record of a file lies: `en-GB.approval.toml` beside `en-GB.md`."""
    return topic_file.with_suffix(".approval.toml")


def read_record(topic_file: Path, findings: Findings) -> Record:
    """Return the record beside a topic file; an empty one when there is none or after a finding in it."""
    path = record_path(topic_file)
    try:
        source = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Record()
    except (OSError, UnicodeDecodeError) as error:
        found = Findings(path)
        found.error(1, "approval-file", f"The record cannot be read: {error}.", "Put the file back as it was.")
        findings.extend(found.all())
        return Record()
    found = Findings(path)
    fields = load_fields(source, 1, found, "The record")
    record = _record(fields) if fields else Record()
    findings.extend(found.all())
    return Record() if found.failed else record


def _record(fields: Fields) -> Record:
    approved = withdrawn = None
    tables = {key: fields.tables(key) for key in ("approved", "withdrawn")}
    for key, found in tables.items():
        if len(found) > 1:
            fields.wrong(key, "twice", f"The record has more than one '{key}'.", "Write it anew with 'kiosk review'.")
    for table in tables["approved"]:
        role, on, due = table.text("role"), _day(table, "on"), _day(table, "due")
        version, digest = table.text("version"), table.text("digest")
        if digest and not DIGEST.match(digest):
            table.wrong("digest", "approval-file", "The digest is not one.", "Approve the words again.")
        table.finish()
        if on and due:
            approved = Approval(role, on, due, version, digest)
    for table in tables["withdrawn"]:
        day, why, version = _day(table, "on"), table.text("why"), table.text("version")
        table.finish()
        if day:
            withdrawn = Withdrawal(day, why, version)
    fields.finish()
    return Record(approved, withdrawn)


def _day(table: Fields, key: str) -> date | None:
    day = table.day(key)
    if day is None and not table.has(key):
        table.wrong(key, "missing-key", f"{table.what} lacks '{key}'.", "Write it anew with 'kiosk review'.")
    return day


def standing(trust: Trust, record: Record, digest: str) -> Trust:
    """Return the trust of words that have `digest`, by their head and their record: the one place where anything
    becomes approved.

    The head says what its author wants of it (draft, in review, withdrawn); that somebody approved it is said by
    the record alone, and role and days of a review come from there.
    """
    withdrawn = ""
    if trust.status is Status.WITHDRAWN:
        withdrawn = trust.version
    elif record.withdrawn is not None:
        withdrawn = record.withdrawn.version
        if not is_later(trust.version, withdrawn):
            return replace(trust, status=Status.WITHDRAWN, reviewer="", reviewed_on=None, withdrawn=withdrawn)
    given = record.approved
    if trust.status is not Status.WITHDRAWN and given is not None and given.digest == digest:
        return replace(
            trust, status=Status.APPROVED, reviewer=given.role, reviewed_on=given.on, review_due=given.due,
            withdrawn=withdrawn,
        )  # fmt: skip
    draft = trust.status is Status.APPROVED or given is not None
    status = Status.DRAFT if draft and trust.status is not Status.WITHDRAWN else trust.status
    return replace(trust, status=status, reviewer="", reviewed_on=None, withdrawn=withdrawn)


def judge(topic: Topic, topic_file: Path, findings: Findings) -> Topic:
    """Return the topic as its record beside `topic_file` lets it stand; findings tell of an approval that is void."""
    return replace(topic, trust=judge_trust(topic.trust, lambda: digest_of(topic), topic_file, findings))


def judge_trust(trust: Trust, digest: Callable[[], str], file: Path, findings: Findings, what: str = "topic") -> Trust:
    """Return the trust that the record beside `file` gives to words with `digest`; findings as `judge`."""
    record = read_record(file, findings)
    known = standing(trust, record, digest() if record.approved else "")
    approved = known.status is Status.APPROVED
    if record.approved is not None and not approved and known.status is not Status.WITHDRAWN:
        findings.warning(
            1, "approval-void",
            f"The words have changed since the {record.approved.role} approved them on {record.approved.on}: "
            f"the {what} counts as a draft.",
            "Have the changes read ('kiosk bundle diff' shows them), then use 'kiosk review approve'.",
        )  # fmt: skip
    elif trust.status is Status.APPROVED and not approved:
        findings.warning(
            1, "no-approval", "The head says 'approved', and nobody has approved these words.",
            "Write 'in review'; a clinician approves with 'kiosk review approve'.",
        )  # fmt: skip
    return known


_ABOUT = "# Written by 'kiosk review'. Do not change it by hand: what it says is bound to the words beside it.\n"


def write_record(topic_file: Path, record: Record) -> Path:
    """Write the record of a file and return where; ContentError when it cannot be written."""
    parts = [_ABOUT]
    if record.approved is not None:
        one = record.approved
        parts.append(
            f"[[approved]]\nrole = {quoted(one.role)}\non = {one.on.isoformat()}\ndue = {one.due.isoformat()}\n"
            f"version = {quoted(one.version)}\ndigest = {quoted(one.digest)}\n"
        )
    if record.withdrawn is not None:
        gone = record.withdrawn
        parts.append(
            f"[[withdrawn]]\non = {gone.on.isoformat()}\nwhy = {quoted(gone.why)}\nversion = {quoted(gone.version)}\n"
        )
    path = record_path(topic_file)
    try:
        write_whole(path, "\n".join(parts))
    except OSError as error:
        raise ContentError(f"{path} cannot be written: {error.strerror}. Check the folder.") from error
    return path
