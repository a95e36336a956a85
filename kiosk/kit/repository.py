"""A folder of Debian packages as apt wants it: an index, and a signed list of what the index must be.

Made here, of what `dpkg-deb` tells: dpkg-scanpackages and apt-ftparchive come with development packages.
"""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

from kiosk.files import write_whole
from kiosk.kit import openpgp
from kiosk.kit.checksums import sha256
from kiosk.kit.commands import run
from kiosk.kit.keys import Key

_DATE = "Wed, 01 Jan 2020 00:00:00 UTC"
"""One fixed day, as `openpgp` has it."""


def index(folder: Path, key: Key) -> int:
    """Write `Packages`, `Packages.gz`, `Release` and `Release.gpg` for the packages of a folder; return how many."""
    packages = sorted(folder.glob("*.deb"))
    text = "\n".join(_entry(package) for package in packages).encode()
    packed = gzip.compress(text, mtime=0)
    write_whole(folder / "Packages", text)
    write_whole(folder / "Packages.gz", packed)
    sums = "".join(
        f" {hashlib.sha256(data).hexdigest()} {len(data)} {name}\n"
        for name, data in (("Packages", text), ("Packages.gz", packed))
    )
    release = f"Origin: Patient education kiosk\nLabel: kit\nDate: {_DATE}\nArchitectures: amd64\nSHA256:\n{sums}"
    write_whole(folder / "Release", release)
    write_whole(folder / "Release.gpg", openpgp.detached(key, release.encode()))
    return len(packages)


def _entry(package: Path) -> str:
    control = run("dpkg-deb", "--field", package).rstrip("\n")
    return f"{control}\nFilename: ./{package.name}\nSize: {package.stat().st_size}\nSHA256: {sha256(package)}\n"
