"""`kiosk bundle`: make one file of a pack, sign it, look into one, check one, compare two."""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import time
from datetime import datetime
from pathlib import Path

from kiosk.errors import BundleError, HandoutError

HELP = "Build a bundle file from a pack, sign it, say what is in one, verify it, or compare two."
EXAMPLES = """
kiosk bundle build content/ms -o ms.kib
kiosk bundle build content/ms -o ms.kib --voice bf_emma
kiosk bundle info ms.kib --json
kiosk bundle verify ms.kib
kiosk bundle verify ms.kib --sha256 "$(cut -c1-64 ms.kib.sha256)"
kiosk bundle sign ms.kib --key keys/kiosk.key
kiosk bundle verify ms.kib --key "$(cat keys/kiosk.pub)"
kiosk bundle diff ms.kib content/ms
kiosk bundle diff old.kib new.kib -o to-read-again.pdf
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk bundle`."""
    jobs = parser.add_subparsers(dest="job", required=True, metavar="build|sign|info|verify|diff")
    build = jobs.add_parser("build", help="make one file of a pack", allow_abbrev=False)
    build.add_argument("source", type=Path, metavar="SRC", help="the pack's folder")
    build.add_argument("-o", "--out", type=Path, required=True, metavar="FILE.kib", help="file to write")
    build.add_argument("--voice", metavar="NAME", help="say everything beforehand; 'kiosk voices' lists the voices")
    build.add_argument("--jobs", type=_jobs, metavar="N", help="processes that speak; every core if left out")
    build.add_argument(
        "--sounds", type=Path, metavar="FOLDER",
        help="where sentences are kept, so that a build goes on where it was ended; the kiosk's own if left out",
    )
    sign = jobs.add_parser("sign", help="sign a bundle, for kiosks whose settings name the key", allow_abbrev=False)
    sign.add_argument("file", type=Path, metavar="FILE", help="bundle file")
    sign.add_argument("--key", type=Path, required=True, metavar="FILE", help="secret key, of 'kiosk kit key'")
    info = jobs.add_parser("info", help="say what is in a bundle", allow_abbrev=False)
    info.add_argument("file", type=Path, metavar="FILE", help="bundle file")
    info.add_argument("--json", action="store_true", help="print JSON")
    verify = jobs.add_parser("verify", help="check a whole bundle, every part of it", allow_abbrev=False)
    verify.add_argument("file", type=Path, metavar="FILE", help="bundle file")
    verify.add_argument("--sha256", metavar="HEX", help="SHA-256 to hold the file to, in place of FILE.sha256's")
    verify.add_argument("--key", default="", metavar="KEY", help="public key that must have signed it, 44 characters")
    diff = jobs.add_parser("diff", help="say what must be read again, sentence by sentence", allow_abbrev=False)
    diff.add_argument("old", type=Path, metavar="OLD", help="bundle file or pack folder as it was")
    diff.add_argument("new", type=Path, metavar="NEW", help="bundle file or pack folder as it is now")
    diff.add_argument("--json", action="store_true", help="print JSON")
    diff.add_argument("-o", "--out", type=Path, metavar="FILE.pdf", help="also write it as pages to print")


def run(args: argparse.Namespace) -> int:
    """Do the job asked for; BundleError when a file is not a sound bundle."""
    if args.job == "build":
        return _build(args)
    if args.job == "sign":
        return _sign(args.file, args.key)
    if args.job == "info":
        return _info(args.file, as_json=args.json)
    if args.job == "diff":
        return _diff(args.old, args.new, args.out, as_json=args.json)
    return _verify(args.file, args.sha256, args.key)


def _build(args: argparse.Namespace) -> int:
    from kiosk import paths
    from kiosk.bundle.writer import write_bundle
    from kiosk.readaloud.rendering import render
    from kiosk.readaloud.sounds import DiskSounds

    begun = time.monotonic()
    store = DiskSounds(args.sounds or paths.sounds_folder(), limit=None)
    rendered = render(args.source, args.voice, store, args.jobs or os.cpu_count() or 1, _show_progress)
    digest = write_bundle(args.source, args.out, rendered.sounds)
    if rendered.sounds:
        print(
            f"{rendered.made} sentences made, {rendered.kept} kept, {rendered.by_people} by people: "
            f"{rendered.seconds() / 60:.1f} minutes, {rendered.size / 1e6:.1f} MB, "
            f"built in {(time.monotonic() - begun) / 60:.1f} minutes"
        )
    print(f"{args.out}: {args.out.stat().st_size} bytes, SHA-256 {digest}")
    _tell_changed(args.source)
    return 0


def _tell_changed(source: Path) -> None:
    """Tell staff what was approved once and went in as a draft, because its words are others now."""
    from kiosk.bundle.review import State, review_of

    for row in review_of(source, datetime.now()).rows:
        if row.state is State.CHANGED:
            said = f"{row.topic} ({row.lang}) has changed since the {row.role} approved it on {row.on}: it goes in as a"
            print(f"{said} draft. Have it read, use 'kiosk review approve', and build again.", file=sys.stderr)


def _show_progress(done: int, total: int, left: float | None) -> None:
    """Tell a person at a terminal how far it is, and a log every hundredth sentence."""
    if sys.stderr.isatty() or done % 100 == 0 or done == total:
        time_left = "" if left is None else f", {math.ceil(left / 60)} min left"
        end = "\n" if done == total or not sys.stderr.isatty() else ""
        print(f"\r{done} of {total} sentences{time_left}   ", end=end, file=sys.stderr, flush=True)


def _jobs(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 64:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is no number of processes: write 1 to 64")


def _info(file: Path, *, as_json: bool) -> int:
    from kiosk.bundle.archive import ArchiveBundle

    bundle = ArchiveBundle(file)
    bundle.verified()
    pack = bundle.pack
    about = {
        "file": str(file),
        "sha256": bundle.digest,
        "held_to": bundle.expected,
        "bytes": bundle.members.file_size,
        "members": len(bundle.members.all),
        "id": pack.id,
        "title": pack.title,
        "audience": pack.audience or None,
        "version": pack.version,
        "categories": [category.id for category in pack.categories],
        "most_asked": list(pack.most_asked),
        "beside": list(bundle.translations.languages),
        "recorded": {lang: bundle.sounds.count(lang) for lang in pack.languages},
        "topics": {lang: {str(status): n for status, n in sorted(by.items())} for lang, by in bundle.counts.items()},
    }
    if as_json:
        print(json.dumps(about, indent=2, ensure_ascii=False))
        return 0
    for key, value in about.items():
        print(f"{key:<11} {_in_words(value)}")
    return 0


def _sign(file: Path, key: Path) -> int:
    from kiosk.bundle.archive import ArchiveBundle
    from kiosk.bundle.signed import written
    from kiosk.kit.keys import PASSPHRASE, load_key

    bundle = ArchiveBundle(file)
    bundle.verified()
    signer = load_key(key, os.environ.get(PASSPHRASE, ""))
    try:
        beside = signer.sign_bundle(file, bundle.digest)
    except OSError as error:
        raise BundleError(f"The signature cannot be written beside {file}: {error.strerror}.") from error
    print(f"{beside}: signed. Kiosks that shall refuse any other content have this in their settings:")
    print(f'content_key = "{written(signer.public)}"')
    return 0


def _verify(file: Path, sha256: str | None, key: str) -> int:
    from kiosk.bundle.archive import ArchiveBundle

    bundle = ArchiveBundle(file, expect=sha256, key=key)
    bundle.verified()
    topics = bundle.read_everything()
    held = "as recorded" if bundle.expected else "with nothing recorded to hold it to"
    held += ", signed by that key" if key else ""
    print(f"{file}: sound; {len(bundle.members.all)} parts, {topics} topics, SHA-256 {bundle.digest} {held}")
    return 0


def _diff(old: Path, new: Path, out: Path | None, *, as_json: bool) -> int:
    from kiosk.bundle.diff import compare, to_json, to_text
    from kiosk.bundle.reader import open_bundle

    before, after = open_bundle(old), open_bundle(new)
    before.verified()
    after.verified()
    changes = compare(before, after)
    print(json.dumps(to_json(changes), indent=2, ensure_ascii=False) if as_json else to_text(changes))
    if out is not None:
        from kiosk import phrases
        from kiosk.handout.changes import draw_changes

        drawn = draw_changes(changes, phrases.load("en-GB"))
        try:
            out.write_bytes(drawn.pdf)
        except OSError as error:
            raise HandoutError(f"Cannot write {out}: {error.strerror}.") from error
    return 0


def _in_words(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_in_words(inner)}" for key, inner in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "nothing recorded" if value is None else str(value)
