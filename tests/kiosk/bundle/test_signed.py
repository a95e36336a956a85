"""A kiosk that was given a public key shows what its owner signed, and nothing else."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.bundle.ed25519 import verified
from kiosk.bundle.opening import open_content
from kiosk.bundle.reader import open_bundle
from kiosk.bundle.signed import message, signature_file, written
from kiosk.bundle.writer import write_bundle
from kiosk.errors import BundleError
from kiosk.settings import Settings, from_text
from tests.kiosk.bundle.makers import TOPIC, write_pack

OURS, THEIRS = (Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32) for seed in (1, 2))
KEY = written(OURS.public_key().public_bytes_raw())
RFC_8032 = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
]  # fmt: skip
"""Section 7.1, tests 1 to 3: public key, message, signature."""
_ORDER = 2**252 + 27742317777372353535851937790883648493


def sign(path: Path, digest: str, by: Ed25519PrivateKey = OURS) -> None:
    signature_file(path).write_text(written(by.sign(message(digest))), encoding="ascii")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Return a bundle that its maker has signed."""
    out = tmp_path / "ms.kib"
    sign(out, write_bundle(write_pack(tmp_path / "pack", {"baclofen": TOPIC}), out))
    return out


def test_what_the_owner_of_the_key_signed_is_shown(built: Path) -> None:
    content = open_content(Settings(content=str(built), content_key=KEY), datetime(2026, 11, 25))
    content.verified()
    assert content.topic("baclofen", "en-GB").title.plain == "Baclofen"


def test_a_bundle_without_a_signature_is_refused(built: Path) -> None:
    signature_file(built).unlink()
    with pytest.raises(BundleError, match="is not signed"):
        open_content(Settings(content=str(built), content_key=KEY), datetime(2026, 11, 25))


def test_a_bundle_that_another_key_signed_is_refused(built: Path) -> None:
    sign(built, open_bundle(built).digest, THEIRS)
    content = open_bundle(built, key=KEY)
    with pytest.raises(BundleError, match="not signed by the key that the setting content_key names"):
        content.verified()


def test_a_bundle_with_other_words_is_refused_though_its_checksum_was_replaced_too(built: Path, tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "stranger", {"baclofen": TOPIC.replace("Baclofen", "Bacloven")})
    write_bundle(pack, built)  # writes the checksum beside it, too; the old signature stays
    open_bundle(built).verified()
    content = open_bundle(built, key=KEY)
    with pytest.raises(BundleError, match="content_key"):
        content.verified()


def test_a_folder_is_refused_where_content_must_be_signed(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", {"baclofen": TOPIC})
    with pytest.raises(BundleError, match="can't be signed"):
        open_content(Settings(content=str(pack), content_key=KEY), datetime(2026, 11, 25))


@pytest.mark.parametrize("line", ['content_key = "not a key"', "content_key = 7", 'content_key = "' + KEY])
def test_a_key_that_is_written_wrongly_refuses_everything(built: Path, line: str) -> None:
    chosen = from_text(f"{line}\n")
    with pytest.raises(BundleError, match="content_key is no public key"):
        open_content(chosen, datetime(2026, 11, 25), built)


@pytest.mark.parametrize("beside", [b"", b"\xff\xfe", b"AAAA", b"\0" * 64, written(bytes(64)).encode()])
def test_a_damaged_signature_is_refused_with_words(built: Path, beside: bytes) -> None:
    signature_file(built).write_bytes(beside)
    with pytest.raises(BundleError, match=r"signed|cannot be read"):
        open_content(Settings(content=str(built), content_key=KEY), datetime(2026, 11, 25)).verified()


@pytest.mark.parametrize(("public", "text", "signature"), RFC_8032)
def test_the_signatures_of_the_standard_hold(public: str, text: str, signature: str) -> None:
    assert verified(bytes.fromhex(public), bytes.fromhex(text), bytes.fromhex(signature))


@settings(max_examples=25)
@given(st.binary(max_size=200), st.integers(0, 95), st.integers(1, 255))
def test_a_signature_holds_as_made_and_not_with_any_byte_changed(text: bytes, place: int, change: int) -> None:
    public, signature = OURS.public_key().public_bytes_raw(), OURS.sign(text)
    assert verified(public, text, signature)
    both = bytearray(public + signature)
    both[place] ^= change
    assert not verified(bytes(both[:32]), text, bytes(both[32:]))
    assert not verified(public, text + b"x", signature)


def test_a_second_spelling_of_a_signature_is_refused() -> None:
    signature = OURS.sign(b"x")
    larger = int.from_bytes(signature[32:], "little") + _ORDER
    assert not verified(OURS.public_key().public_bytes_raw(), b"x", signature[:32] + larger.to_bytes(32, "little"))
    assert not verified(OURS.public_key().public_bytes_raw(), b"x", signature[:63])


def test_checking_a_signature_costs_a_start_next_to_nothing() -> None:
    public, signature = OURS.public_key().public_bytes_raw(), OURS.sign(b"x")
    begun = time.process_time()
    for _ in range(10):
        assert verified(public, b"x", signature)
    assert (time.process_time() - begun) / 10 < 0.05
