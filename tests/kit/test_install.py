"""The installer of the kit takes what was signed, byte for byte, and says plainly what is wrong with anything else."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.kit import openpgp
from kiosk.kit.checksums import SIGNATURE, SUMS, sign_folder
from kiosk.kit.keys import Key

OURS, THEIRS = (Key(Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)) for seed in (1, 2))
pytestmark = pytest.mark.skipif(
    not (shutil.which("gpgv") or shutil.which("sqv")), reason="neither gpgv nor sqv is here, so this is no Debian"
)


@pytest.fixture
def stick(root: Path, tmp_path: Path) -> Path:
    """Return a signed folder with the installer and two more files."""
    folder = tmp_path / "a stick"
    (folder / "packages" / "program").mkdir(parents=True)
    shutil.copy(root / "resources" / "deploy" / "kit" / "install.sh", folder)
    (folder / "packages" / "program" / "kiosk.deb").write_bytes(b"a package\n")
    (folder / "README.txt").write_bytes(b"read me\n")
    sign_folder(folder, OURS)
    return folder


def check(stick: Path, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installer's check of the folder."""
    words = ["sh", "install.sh", *(more or ("--check",))]
    env = {"PATH": os.environ["PATH"], "KIOSK_ROOT": "/nonexistent", **environment}
    return subprocess.run(words, cwd=stick, env=env, capture_output=True, text=True, timeout=60, check=False)


def test_the_installer_takes_a_folder_as_it_was_signed(stick: Path) -> None:
    done = check(stick)
    assert done.returncode == 0, done.stderr
    assert "Every file is as it was signed." in done.stdout


def test_the_installer_refuses_a_file_that_was_changed(stick: Path) -> None:
    package = stick / "packages" / "program" / "kiosk.deb"
    package.write_bytes(b"a Package\n")
    done = check(stick)
    assert done.returncode == 1
    assert "packages/program/kiosk.deb: FAILED" in done.stdout + done.stderr
    assert "NOT installed: the files named above are damaged or missing" in done.stderr
    assert "What to do: Copy the folder to the stick again" in done.stderr


def test_the_installer_refuses_a_folder_that_lacks_a_file(stick: Path) -> None:
    (stick / "README.txt").unlink()
    done = check(stick)
    assert done.returncode == 1
    assert "NOT installed" in done.stderr


def test_the_installer_refuses_checksums_that_were_written_anew(stick: Path) -> None:
    (stick / "README.txt").write_bytes(b"something else\n")
    theirs = stick.with_name("theirs")
    shutil.copytree(stick, theirs)
    sign_folder(theirs, THEIRS)
    shutil.copy(theirs / SUMS, stick)
    done = check(stick)
    assert done.returncode == 1
    assert "NOT installed: the list of files was not signed by the key" in done.stderr


def test_the_installer_refuses_a_kit_of_another_key_than_the_one_installed(stick: Path, tmp_path: Path) -> None:
    known = tmp_path / "machine" / "usr" / "share" / "kiosk" / "kit-key.pgp"
    known.parent.mkdir(parents=True)
    known.write_bytes(openpgp.public_key(OURS))
    machine = {"KIOSK_ROOT": str(tmp_path / "machine")}
    assert check(stick, **machine).returncode == 0
    sign_folder(stick, THEIRS)
    assert check(stick).returncode == 0  # a machine that has no key takes the one on the stick
    done = check(stick, **machine)
    assert done.returncode == 1
    assert "get that key from them by another way than this stick" in done.stderr


def test_a_check_with_a_key_of_ones_own_only_checks(stick: Path, tmp_path: Path) -> None:
    key = tmp_path / "given.pgp"
    key.write_bytes(openpgp.public_key(OURS))
    done = check(stick, "--key", str(key), "--check")
    assert done.returncode == 0, done.stderr
    assert "Every file is as it was signed." in done.stdout
    assert "Does it fit" not in done.stdout


def test_a_damaged_signature_is_refused(stick: Path) -> None:
    signature = stick / SIGNATURE
    signature.write_text(signature.read_text(encoding="ascii").replace("\n\n", "\n\nAAAA", 1), encoding="ascii")
    assert check(stick).returncode == 1


def test_the_same_files_and_key_give_the_same_signature(stick: Path) -> None:
    before = (stick / SIGNATURE).read_bytes()
    sign_folder(stick, OURS)
    assert (stick / SIGNATURE).read_bytes() == before


@pytest.mark.parametrize("length", [0, 1, 47, 48, 49, 191, 192, 5000])
def test_signatures_over_any_length_are_what_the_checkers_read(tmp_path: Path, length: int) -> None:
    checker = shutil.which("gpgv") or "sqv"
    content = tmp_path / "content"
    content.write_bytes(bytes(range(256)) * 20)
    content.write_bytes(content.read_bytes()[:length])
    (tmp_path / "key.pgp").write_bytes(openpgp.public_key(OURS))
    (tmp_path / "content.asc").write_text(openpgp.detached(OURS, content.read_bytes()), encoding="ascii")
    words = [checker, "--keyring", tmp_path / "key.pgp", tmp_path / "content.asc", content]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert openpgp.fingerprint(OURS) in done.stdout + done.stderr
