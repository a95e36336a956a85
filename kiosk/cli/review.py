"""`kiosk review`: approve the words of a topic or of the glossary, withdraw them, and see where all of them stand."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import paths, settings
from kiosk.errors import ContentError, SetupError, UsageError

if TYPE_CHECKING:
    from kiosk.bundle.approval import Record
    from kiosk.bundle.model import Trust
    from kiosk.bundle.review import Row

HELP = "Approve the words of a topic or the glossary, withdraw one, or list where all stand."
EXAMPLES = """
kiosk review approve baclofen --as "Consultant neurologist" --due 2028-11-30
kiosk review approve baclofen --as "MS specialist nurse" --due 2028-11-30 --lang cy --content content/ms
kiosk review approve relapse-what-to-do --lang es --as "MS specialist nurse" --due 2028-11-30
kiosk review approve glossary --as "MS specialist nurse" --due 2028-11-30
kiosk review withdraw baclofen --why "The advice on stopping has changed."
kiosk review status --json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk review`."""
    jobs = parser.add_subparsers(dest="job", required=True, metavar="approve|withdraw|status")
    approve = jobs.add_parser("approve", help="record that a clinician stands for the words as they are now",
                              allow_abbrev=False)  # fmt: skip
    approve.add_argument("topic", metavar="TOPIC", help="id of the topic; 'glossary' for the words explained")
    approve.add_argument("--as", dest="role", required=True, metavar="ROLE", help="role of the clinician, not a name")
    approve.add_argument("--due", type=_day, required=True, metavar="DATE",
                         help="day it must be checked again, such as 2028-11-30")  # fmt: skip
    approve.add_argument("--lang", metavar="TAG", help="language that was read; needed when there are several")
    approve.add_argument("--content", type=Path, metavar="PATH", help="the pack's folder; the shipped one if left out")
    withdraw = jobs.add_parser("withdraw", help="take a topic away from every kiosk, for good", allow_abbrev=False)
    withdraw.add_argument("topic", metavar="TOPIC", help="id of the topic; 'glossary' for the words explained")
    withdraw.add_argument("--why", required=True, metavar="TEXT", help="the reason, for whoever reads the record")
    withdraw.add_argument("--lang", metavar="TAG", help="only this language; every one if left out")
    withdraw.add_argument("--content", type=Path, metavar="PATH", help="the pack's folder; the shipped one if left out")
    status = jobs.add_parser("status", help="list all topics, the oldest due first", allow_abbrev=False)
    status.add_argument("--content", type=Path, metavar="PATH", help="bundle or pack folder, not the settings' own")
    status.add_argument("--settings", type=Path, metavar="FILE", help="settings file: content, grace_days")
    status.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Do the job; UsageError when words can't be approved or withdrawn as asked."""
    now = datetime.now()
    if args.job == "approve":
        return _approve(args, now)
    if args.job == "withdraw":
        return _withdraw(args, now)
    return _status(args, now)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date: write it as 2028-11-30") from None


# -- approving and withdrawing ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """What is approved or withdrawn: a topic or the glossary in one language, as it stands now."""

    file: Path
    name: str
    trust: Trust
    digest: str
    record: Record


def _approve(args: argparse.Namespace, now: datetime) -> int:
    from kiosk.bundle.approval import Approval, Record, write_record

    today = _today(now)
    role = " ".join(args.role.split())
    if not role:
        raise UsageError('Say in which role the words were read: --as "MS specialist nurse".')
    if args.due <= today:
        raise UsageError(f"The review would be due on {args.due}, which is not after today ({today}).")
    pack = _Pack(args.content)
    words = pack.words(args.topic, pack.one_language(args.topic, args.lang))
    _refuse_withdrawn(words)
    if not words.digest:
        raise UsageError(f"{words.name} is stale: its topic has changed since. 'kiosk check' says what to do.")
    version = words.trust.version
    written = write_record(
        words.file, Record(Approval(role, today, args.due, version, words.digest), words.record.withdrawn)
    )
    print(f"{words.name}, version {version}: approved as {role} until {args.due}: {written}")
    return 0


def _withdraw(args: argparse.Namespace, now: datetime) -> int:
    from kiosk.bundle.approval import Record, Withdrawal, write_record

    today = _today(now)
    why = " ".join(args.why.split())
    if not why:
        raise UsageError('Say why the topic is withdrawn: --why "The advice has changed."')
    pack = _Pack(args.content)
    langs = [lang for lang in pack.files(args.topic) if args.lang in (None, lang)]
    if not langs:
        raise UsageError(f"There is no '{args.topic}' in {args.lang}.")
    for words in [pack.words(args.topic, lang) for lang in langs]:
        version = _version_to_withdraw(words)
        written = write_record(words.file, Record(None, Withdrawal(today, why, version)))
        print(f"{words.name}, version {version} and before: withdrawn: {written}")
    print("Build the bundle and bring it to each kiosk: it is gone there at the next start.")
    return 0


def _version_to_withdraw(words: _Words) -> str:
    """Return the version that is there, or a later one that was withdrawn before: a withdrawal is never taken back."""
    from kiosk.bundle.withdrawn import is_later

    version, before = words.trust.version, words.record.withdrawn
    return version if before is None or is_later(version, before.version) else before.version


def _today(now: datetime) -> date:
    from kiosk.bundle.clock import believed_day

    today = believed_day(now)
    if today is None:
        raise SetupError(f"The clock of this machine can't be right: it shows {now:%Y-%m-%d}. Set it, then try again.")
    return today


class _Pack:
    """The folder of a pack; UsageError when it is a bundle file."""

    def __init__(self, content: Path | None) -> None:
        from kiosk.bundle.folder import read_pack

        if content is None and paths.has_the_machine():
            raise UsageError(
                "The topics that came with the kiosk are not shown from here, and its next version replaces them. "
                "Copy them, and name your copy with --content; the manual says how it comes onto the kiosks."
            )
        self.folder = content or paths.shipped_pack()
        if self.folder.is_file():
            raise UsageError(
                f"{self.folder} is a bundle. Approve and withdraw in the folder of its pack, then build it again."
            )
        self._pack = read_pack(self.folder)

    def files(self, topic_id: str) -> dict[str, Path]:
        """Return the file of a topic, or of the glossary, by language; UsageError when there is none."""
        from kiosk.bundle.findings import nearest
        from kiosk.bundle.folder import glossary_file, topic_files
        from kiosk.bundle.glossary import ID as GLOSSARY
        from kiosk.bundle.translation_files import translation_files

        by_id: dict[str, dict[str, Path]] = {}
        translated = ((file, lang) for file, lang, _ in translation_files(self.folder, self._pack))
        for file, lang in (*topic_files(self.folder, self._pack), *translated):
            by_id.setdefault(file.parent.name, {})[lang] = file
        glossaries = {lang: glossary_file(self.folder, self._pack, lang) for lang in self._pack.languages}
        by_id[GLOSSARY] = {lang: file for lang, file in glossaries.items() if file.is_file()}
        if not by_id.get(topic_id):
            raise UsageError(f"There is no topic '{topic_id}' in {self.folder}. {nearest(topic_id, by_id)}")
        return by_id[topic_id]

    def one_language(self, topic_id: str, lang: str | None) -> str:
        """Return the language that was read: the one named, or the only one of the pack's; a translation is named."""
        files = self.files(topic_id)
        own = [one for one in files if one in self._pack.languages]
        if lang is None and len(own) > 1:
            raise UsageError(f"'{topic_id}' is there in {', '.join(files)}: say which was read with --lang.")
        wanted = lang or own[0]
        if wanted not in files:
            raise UsageError(f"There is no '{topic_id}' in {wanted}. It is there in {', '.join(files)}.")
        return wanted

    def words(self, topic_id: str, lang: str) -> _Words:
        """Return what stands in a file; ContentError when it is written wrongly."""
        from kiosk.bundle.approval import digest_of, digest_of_terms, read_record
        from kiosk.bundle.files import read_text
        from kiosk.bundle.findings import Findings
        from kiosk.bundle.folder import read_glossary, wrongly_written
        from kiosk.bundle.glossary import ID as GLOSSARY
        from kiosk.bundle.markup import parse_topic

        file = self.files(topic_id)[lang]
        record = read_record(file, Findings(file))
        name = f"{topic_id} ({lang})"
        if topic_id == GLOSSARY:
            glossary = read_glossary(self.folder, self._pack, lang)
            return _Words(file, name, glossary.trust, digest_of_terms(glossary.terms, lang), record)
        if lang not in self._pack.languages:
            return self._translation(topic_id, lang, record)
        topic, findings = parse_topic(read_text(file), path=file, lang=lang)
        if topic is None:
            raise wrongly_written(file, findings)
        return _Words(file, name, topic.trust, digest_of(topic), record)

    def _translation(self, topic_id: str, lang: str, record: Record) -> _Words:
        """Return what stands in a translation; its digest is empty when it is stale, and then nobody can approve it."""
        from kiosk.bundle.approval import digest_of_translation
        from kiosk.bundle.files import read_text
        from kiosk.bundle.folder import wrongly_written
        from kiosk.bundle.markup import parse_topic
        from kiosk.bundle.translation_files import parse_translation

        files, first = self.files(topic_id), self._pack.languages[0]
        topic, findings = parse_topic(read_text(files[first]), path=files[first], lang=first)
        if topic is None:
            raise wrongly_written(files[first], findings)
        made, findings = parse_translation(read_text(files[lang]), path=files[lang], lang=lang, of=topic)
        if made is None:
            raise wrongly_written(files[lang], findings)
        digest = digest_of_translation(made.topic, made.made_from) if made.fresh(topic) else ""
        return _Words(files[lang], f"{topic_id} ({lang})", made.topic.trust, digest, record)


def _refuse_withdrawn(words: _Words) -> None:
    from kiosk.bundle.model import Status

    if words.trust.status is not Status.WITHDRAWN:
        return
    gone = words.record.withdrawn
    if gone is None:
        raise ContentError(f"The head of {words.name} says 'withdrawn'. Write 'in review' and a later version first.")
    raise ContentError(
        f'Version {gone.version} of {words.name} was withdrawn on {gone.on}: "{gone.why}" Kiosks keep it and all '
        "before it away. Mend it and give it a later version first (the glossary has its pack's, in bundle.toml)."
    )


# -- where all stand -------------------------------------------------------------------------------------


def _status(args: argparse.Namespace, now: datetime) -> int:
    from kiosk.bundle.opening import content_path
    from kiosk.bundle.review import review_of

    chosen = settings.load(args.settings or paths.settings_file())
    path = content_path(chosen, args.content)
    review = review_of(path, now, chosen.grace_days)
    if args.json:
        today = review.today.isoformat() if review.today else None
        rows = [_plain(row) for row in review.rows]
        print(json.dumps({"content": str(path), "today": today, "topics": rows}, indent=2, ensure_ascii=False))
        return 0
    if review.today is None:
        print(f"The clock can't be right ({now:%Y-%m-%d}): nothing is called overdue. Set it.")
    for row in review.rows:
        print(_line(row))
    return 0


def _plain(row: Row) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(row).items()}


def _line(row: Row) -> str:
    due = f"due {row.due}" if row.due else ""
    by = f"{row.role}, {row.on}" if row.role else ""
    line = f"{due:<15} {row.topic:<32} {row.lang:<6} {row.version:<8} {row.state.value:<25} {by}"
    return line.rstrip()
