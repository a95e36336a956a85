"""`kiosk review`: approve the words of a topic, withdraw it, and see where all of them stand."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import paths, settings
from kiosk.errors import ContentError, SetupError, UsageError

if TYPE_CHECKING:
    from kiosk.bundle.approval import Record
    from kiosk.bundle.model import Topic
    from kiosk.bundle.review import Row

HELP = "Approve the words of a topic, withdraw a topic, or list where all stand."
EXAMPLES = """
kiosk review approve baclofen --as "Consultant neurologist" --due 2028-11-30
kiosk review approve baclofen --as "MS specialist nurse" --due 2028-11-30 --lang cy --content content/ms
kiosk review withdraw baclofen --why "The advice on stopping has changed."
kiosk review status --json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk review`."""
    jobs = parser.add_subparsers(dest="job", required=True, metavar="approve|withdraw|status")
    approve = jobs.add_parser("approve", help="record that a clinician stands for the words as they are now",
                              allow_abbrev=False)  # fmt: skip
    approve.add_argument("topic", metavar="TOPIC", help="id of the topic")
    approve.add_argument("--as", dest="role", required=True, metavar="ROLE", help="role of the clinician, not a name")
    approve.add_argument("--due", type=_day, required=True, metavar="DATE",
                         help="day it must be checked again, such as 2028-11-30")  # fmt: skip
    approve.add_argument("--lang", metavar="TAG", help="language that was read; needed when there are several")
    approve.add_argument("--content", type=Path, metavar="PATH", help="the pack's folder; the shipped one if left out")
    withdraw = jobs.add_parser("withdraw", help="take a topic away from every kiosk, for good", allow_abbrev=False)
    withdraw.add_argument("topic", metavar="TOPIC", help="id of the topic")
    withdraw.add_argument("--why", required=True, metavar="TEXT", help="the reason, for whoever reads the record")
    withdraw.add_argument("--lang", metavar="TAG", help="only this language; every one if left out")
    withdraw.add_argument("--content", type=Path, metavar="PATH", help="the pack's folder; the shipped one if left out")
    status = jobs.add_parser("status", help="list all topics, the oldest due first", allow_abbrev=False)
    status.add_argument("--content", type=Path, metavar="PATH", help="bundle or pack folder, not the settings' own")
    status.add_argument("--settings", type=Path, metavar="FILE", help="settings file: content, grace_days")
    status.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Do the job; UsageError when a topic can't be approved or withdrawn as asked."""
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


def _approve(args: argparse.Namespace, now: datetime) -> int:
    from kiosk.bundle.approval import Approval, Record, digest_of, write_record

    today = _today(now)
    role = " ".join(args.role.split())
    if not role:
        raise UsageError("Say in which role the topic was read: --as \"MS specialist nurse\".")
    if args.due <= today:
        raise UsageError(f"The review would be due on {args.due}, which is not after today ({today}).")
    file = _one_file(args.topic, args.lang, args.content)
    topic, record = _read(file)
    _refuse_withdrawn(topic, record)
    approval = Approval(role, today, args.due, topic.trust.version, digest_of(topic))
    written = write_record(file, Record(approval, record.withdrawn))
    print(f"{topic.id} ({topic.lang}), version {topic.trust.version}: approved as {role} until {args.due}: {written}")
    return 0


def _withdraw(args: argparse.Namespace, now: datetime) -> int:
    from kiosk.bundle.approval import Record, Withdrawal, write_record

    today = _today(now)
    why = " ".join(args.why.split())
    if not why:
        raise UsageError("Say why the topic is withdrawn: --why \"The advice has changed.\"")
    files = [file for file in _files(args.topic, args.content) if args.lang in (None, file.stem)]
    if not files:
        raise UsageError(f"There is no '{args.topic}' in {args.lang}.")
    for file, version in [(file, _version_to_withdraw(*_read(file))) for file in files]:
        written = write_record(file, Record(None, Withdrawal(today, why, version)))
        print(f"{args.topic} ({file.stem}), version {version} and before: withdrawn: {written}")
    print("Build the bundle and bring it to each kiosk: it is gone there at the next start.")
    return 0


def _version_to_withdraw(topic: Topic, record: Record) -> str:
    """Return the version that is there, or a later one that was withdrawn before: a withdrawal is never taken back."""
    from kiosk.bundle.withdrawn import is_later

    version, before = topic.trust.version, record.withdrawn
    return version if before is None or is_later(version, before.version) else before.version


def _today(now: datetime) -> date:
    from kiosk.bundle.clock import believed_day

    today = believed_day(now)
    if today is None:
        raise SetupError(f"The clock of this machine can't be right: it shows {now:%Y-%m-%d}. Set it, then try again.")
    return today


def _files(topic_id: str, content: Path | None) -> list[Path]:
    """Return the files of a topic, one a language; UsageError when there is no such topic or pack."""
    from kiosk.bundle.findings import nearest
    from kiosk.bundle.folder import read_pack, topic_files

    folder = content or paths.shipped_pack()
    if folder.is_file():
        raise UsageError(f"{folder} is a bundle. Approve and withdraw in the folder of its pack, then build it again.")
    files = list(topic_files(folder, read_pack(folder)))
    found = [file for file, _ in files if file.parent.name == topic_id]
    if not found:
        hint = nearest(topic_id, {file.parent.name for file, _ in files})
        raise UsageError(f"There is no topic '{topic_id}' in {folder}. {hint}")
    return found


def _one_file(topic_id: str, lang: str | None, content: Path | None) -> Path:
    files = {file.stem: file for file in _files(topic_id, content)}
    if lang is None and len(files) > 1:
        raise UsageError(f"'{topic_id}' is there in {', '.join(files)}: say which was read with --lang.")
    wanted = lang or next(iter(files))
    if wanted not in files:
        raise UsageError(f"There is no '{topic_id}' in {wanted}. It is there in {', '.join(files)}.")
    return files[wanted]


def _read(file: Path) -> tuple[Topic, Record]:
    from kiosk.bundle.approval import read_record
    from kiosk.bundle.findings import Findings
    from kiosk.bundle.folder import read_text, wrongly_written
    from kiosk.bundle.markup import parse_topic

    topic, findings = parse_topic(read_text(file), path=file, lang=file.stem)
    if topic is None:
        raise wrongly_written(file, findings)
    return topic, read_record(file, Findings(file))


def _refuse_withdrawn(topic: Topic, record: Record) -> None:
    from kiosk.bundle.model import Status

    if topic.trust.status is not Status.WITHDRAWN:
        return
    if record.withdrawn is None:
        raise ContentError(f"The head of '{topic.id}' says 'withdrawn'. Write 'in review' and a later version first.")
    raise ContentError(
        f"Version {record.withdrawn.version} of '{topic.id}' was withdrawn on {record.withdrawn.on}: "
        f"\"{record.withdrawn.why}\" Kiosks keep it and all before it away. Mend it and give it a later version first."
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
