"""`kiosk kit`: make the key that things are signed with, and the folder for a clinic without a network."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from kiosk import paths
from kiosk.errors import SetupError, UsageError

HELP = "Make a key, and the folder that installs a kiosk where there is no network."
EXAMPLES = """
kiosk kit key keys
kiosk kit build --key keys/kiosk.key --out stick
kiosk kit build --key keys/kiosk.key --out stick --bundle recorded.kib
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `kiosk kit`."""
    jobs = parser.add_subparsers(dest="job", required=True, metavar="key|build")
    key = jobs.add_parser("key", help="make a key that signs kits and bundles", allow_abbrev=False)
    key.add_argument("folder", type=Path, metavar="FOLDER", help="where both halves go")
    build = jobs.add_parser("build", help="make the folder for a stick", allow_abbrev=False)
    build.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to make; what is in it goes")
    build.add_argument("--key", type=Path, required=True, metavar="FILE", help="secret key, of 'kiosk kit key'")
    build.add_argument("--bundle", type=Path, metavar="FILE", help="bundle to bring; the one installed if left out")
    build.add_argument("--work", type=Path, metavar="DIR", help="where finished steps are kept; DIR.work if left out")
    build.add_argument(
        "--python", default="/usr/bin/python3", metavar="FILE", help="Python to freeze; Debian's own if left out"
    )


def run(args: argparse.Namespace) -> int:
    """Do the job asked for; SetupError when a tool is missing or fails."""
    return _key(args.folder) if args.job == "key" else _build(args)


def _key(folder: Path) -> int:
    from kiosk.bundle.signed import written
    from kiosk.kit.keys import PASSPHRASE, PUBLIC, SECRET, make_key
    from kiosk.kit.openpgp import fingerprint

    key = make_key(folder, os.environ.get(PASSPHRASE, ""))
    print(f"{folder / SECRET}: keep it where nobody else can read it; who has it can sign in your name.")
    print(f"{folder / PUBLIC}: for everyone. The settings of kiosks that shall show only what you sign have:")
    print(f'content_key = "{written(key.public)}"')
    print(f"Those who install from a stick may compare: {fingerprint(key)}")
    return 0


def _build(args: argparse.Namespace) -> int:
    from kiosk.bundle.archive import ArchiveBundle
    from kiosk.kit.build import KitBuild, Sources
    from kiosk.kit.keys import PASSPHRASE, load_key
    from kiosk.readaloud.install import model_path

    key = load_key(args.key, os.environ.get(PASSPHRASE, ""))
    checkout = paths.data_root()
    bundle: Path = args.bundle or paths.built_bundle()
    for needed in (bundle, model_path()):
        if not needed.is_file():
            raise SetupError(f"There is no {needed}. Run 'make setup'.")
    if args.out.exists() and any(args.out.iterdir()) and not (args.out / "SHA256SUMS").exists():
        raise UsageError(f"{args.out} holds other files, and what is in it would go. Name an empty folder.")
    ArchiveBundle(bundle).verified()
    work: Path = args.work or args.out.with_name(args.out.name + ".work")
    sources = Sources(checkout, model_path(), bundle, key, args.python)
    KitBuild(sources, args.out, work, lambda line: print(f"kit: {line}", flush=True)).make()
    return 0
