"""Checksums over a folder, as `sha256sum` writes and checks them, and a digest over many files at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from kiosk.files import write_whole
from kiosk.kit import openpgp
from kiosk.kit.keys import Key

SUMS, SIGNATURE, KEYRING = "SHA256SUMS", "SHA256SUMS.asc", "kit-key.pgp"


def sha256(file: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def files_below(folder: Path) -> list[Path]:
    """Return every file below a folder, sorted by name; no link is followed."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def digest_of(folder: Path, files: Iterable[Path]) -> str:
    """Return one SHA-256 over the names and contents of files below `folder`."""
    lines = "".join(f"{sha256(file)} {file.relative_to(folder)}\n" for file in files)
    return hashlib.sha256(lines.encode()).hexdigest()


def sign_folder(folder: Path, key: Key) -> int:
    """Write the public key, the checksums of every file and the signature over them; return the number of files."""
    (folder / KEYRING).write_bytes(openpgp.public_key(key))
    listed = [file for file in files_below(folder) if file.parent != folder or file.name not in (SUMS, SIGNATURE)]
    text = "".join(f"{sha256(file)}  {file.relative_to(folder)}\n" for file in listed)
    write_whole(folder / SUMS, text)
    write_whole(folder / SIGNATURE, openpgp.detached(key, text.encode()))
    return len(listed)
