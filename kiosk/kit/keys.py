"""The key that a kit and its bundles are signed with: made once, kept by who hands out the kit.

The secret half is a PEM file (PKCS 8) that `openssl` reads too, locked with a passphrase where one is given. Signing is
left to the `cryptography` package: a secret is at stake. Checking needs no package (`kiosk.bundle.ed25519`).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.bundle import signed
from kiosk.errors import SetupError, UsageError
from kiosk.files import write_whole

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SECRET, PUBLIC = "kiosk.key", "kiosk.pub"
PASSPHRASE = "KIOSK_KEY_PASSPHRASE"
"""Environment variable with the passphrase of the secret half."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that can sign."""

    secret: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """The public half: 32 bytes."""
        return self.secret.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature over `message`: 64 bytes."""
        return self.secret.sign(message)

    def sign_bundle(self, bundle: Path, digest: str) -> Path:
        """Write the signature beside a bundle of this SHA-256, and return where."""
        beside = signed.signature_file(bundle)
        write_whole(beside, signed.written(self.sign(signed.message(digest))) + "\n")
        return beside


def make_key(folder: Path, passphrase: str = "") -> Key:
    """Make a key and write both halves into `folder`; UsageError when there is one already: it is never overwritten."""
    _must_be_installed()
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = folder / SECRET
    if secret.exists():
        raise UsageError(f"{secret} is there already, and kiosks may trust it. Name another folder for a new key.")
    key = Key(Ed25519PrivateKey.generate())
    lock = serialization.BestAvailableEncryption(passphrase.encode()) if passphrase else serialization.NoEncryption()
    pem = key.secret.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)
    try:
        write_whole(secret, pem, mode=0o600)
        write_whole(folder / PUBLIC, signed.written(key.public) + "\n")
    except OSError as error:
        raise UsageError(f"The key cannot be written to {folder}: {error.strerror}. Name another folder.") from error
    return key


def load_key(file: Path, passphrase: str = "") -> Key:
    """Read a secret half; UsageError when it is none, or locked with another passphrase."""
    _must_be_installed()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        secret = load_pem_private_key(file.read_bytes(), passphrase.encode() or None)
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}. 'kiosk kit key FOLDER' makes a key.") from error
    except TypeError as error:
        how = f"Set {PASSPHRASE} to its passphrase" if not passphrase else f"Unset {PASSPHRASE}: it has none"
        raise UsageError(f"{file} does not open. {how}.") from error
    except ValueError as error:
        raise UsageError(f"{file} is no secret key, or {PASSPHRASE} holds another passphrase.") from error
    if not isinstance(secret, Ed25519PrivateKey):
        raise UsageError(f"{file} is a key of another kind. 'kiosk kit key FOLDER' makes one that fits.")
    return Key(secret)


def _must_be_installed() -> None:
    if find_spec("cryptography") is None:
        raise SetupError(
            "Signing needs the Python package 'cryptography': install resources/deploy/requirements-kit.txt."
        )
