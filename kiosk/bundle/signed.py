"""Who made a bundle: a signature beside the file, held against the one public key that the clinic's settings name.

`<file>.sig` holds the Ed25519 signature in base64 over `message(SHA-256 of the file)`. A public key is written as the
base64 of its 32 bytes, 44 characters. Keys are made and used in `kiosk.kit.keys`.
"""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

from kiosk.errors import BundleError

_HOW = "Ask who made the bundle for one that is signed; they use 'kiosk bundle sign'."


def message(digest: str) -> bytes:
    """Return what is signed for a file of this SHA-256: said in full, so that no signature of something else fits."""
    return f"patient-education-kiosk bundle sha256 {digest}\n".encode()


def signature_file(path: Path) -> Path:
    """Return where the signature of a bundle lies."""
    return path.with_name(path.name + ".sig")


def written(raw: bytes) -> str:
    """Return a public key or a signature as text."""
    return base64.b64encode(raw).decode()


class Signature:
    """What stands beside one bundle, to be held against one key."""

    def __init__(self, path: Path, key: str) -> None:
        """Read both; BundleError when the key is none, or the signature is missing or none."""
        self._path = path
        self._public = _raw(key, 32)
        if len(self._public) != 32:
            raise BundleError(
                "The setting content_key is no public key, so nothing can be shown that it would vouch for. "
                "Write the line that 'kiosk kit key' printed, 44 characters in quotes."
            )
        beside = signature_file(path)
        try:
            self._signature = _raw(beside.read_text(encoding="ascii"), 64)
        except FileNotFoundError as error:
            raise BundleError(f"{path} is not signed: there is no {beside.name}. {_HOW}") from error
        except (OSError, UnicodeDecodeError) as error:
            raise BundleError(f"{beside} cannot be read: {error}. Copy it again with the bundle.") from error

    def check(self, digest: str) -> None:
        """Return when the key's owner signed a file of this SHA-256; BundleError when not."""
        from kiosk.bundle.ed25519 import verified

        if not verified(self._public, message(digest), self._signature):
            raise BundleError(
                f"{self._path} was not signed by the key that the setting content_key names, or was changed since. "
                f"{_HOW}"
            )


def _raw(text: str, length: int) -> bytes:
    """Return the bytes that base64 stands for; none when they are not `length` or not written in the one right way."""
    try:
        raw = base64.b64decode(text.strip(), validate=True)
    except (ValueError, binascii.Error):
        return b""
    return raw if len(raw) == length and written(raw) == text.strip() else b""
