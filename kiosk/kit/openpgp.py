"""The kit's key and signatures as OpenPGP writes them (RFC 4880 and its EdDSA draft), which a bare Debian can check.

apt brings a checker of such signatures with it (`gpgv` in Debian 12, `sqv` in Debian 13) and nothing else that knows
Ed25519; openssl need not be there. Only what these two ask for is written: one key that certifies and signs, one name,
detached signatures over SHA-512. All of it counts from one fixed day, so that a kiosk whose clock stands wrong can
still check, and the same files give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from struct import pack

from kiosk.kit.keys import Key

_DAY = 1_577_836_800
"""1 January 2020, in seconds since 1970."""
_NAME = b"Patient education kiosk kit"
_CURVE = bytes.fromhex("092b06010401da470f01")
_EDDSA, _SHA512 = 22, 10
_CERTIFIES, _BINARY = 0x13, 0x00


def public_key(key: Key) -> bytes:
    """Return the public half with its name and the signature that binds both: a keyring for gpgv, sqv and apt."""
    body = _key_body(key)
    bound = _signature(key, _CERTIFIES, _framed(body) + b"\xb4" + pack(">I", len(_NAME)) + _NAME, b"\x02\x1b\x03")
    return _packet(6, body) + _packet(13, _NAME) + bound


def fingerprint(key: Key) -> str:
    """Return what the checkers call the key by: 40 hexadecimal figures."""
    return hashlib.sha1(_framed(_key_body(key)), usedforsecurity=False).hexdigest().upper()


def detached(key: Key, content: bytes) -> str:
    """Return a signature over `content`, in letters, as apt wants it."""
    raw = _signature(key, _BINARY, content)
    letters = base64.b64encode(raw).decode()
    text = "\n".join(letters[at : at + 64] for at in range(0, len(letters), 64))
    check = base64.b64encode(_crc24(raw).to_bytes(3, "big")).decode()
    return f"-----BEGIN PGP SIGNATURE-----\n\n{text}\n={check}\n-----END PGP SIGNATURE-----\n"


def _key_body(key: Key) -> bytes:
    return b"\x04" + pack(">I", _DAY) + bytes([_EDDSA]) + _CURVE + _number(b"\x40" + key.public)


def _signature(key: Key, kind: int, content: bytes, more: bytes = b"") -> bytes:
    """Return a signature packet of version 4; `more` are further subpackets of its signed part."""
    issuer = bytes.fromhex(fingerprint(key))
    hashed = b"\x05\x02" + pack(">I", _DAY) + b"\x16\x21\x04" + issuer + more
    head = bytes([4, kind, _EDDSA, _SHA512]) + pack(">H", len(hashed)) + hashed
    digest = hashlib.sha512(content + head + b"\x04\xff" + pack(">I", len(head))).digest()
    made = key.sign(digest)
    unhashed = b"\x09\x10" + issuer[-8:]
    body = head + pack(">H", len(unhashed)) + unhashed + digest[:2] + _number(made[:32]) + _number(made[32:])
    return _packet(2, body)


def _packet(tag: int, body: bytes) -> bytes:
    return bytes([0xC0 | tag]) + (bytes([len(body)]) if len(body) < 192 else b"\xff" + pack(">I", len(body))) + body


def _framed(body: bytes) -> bytes:
    return b"\x99" + pack(">H", len(body)) + body


def _number(raw: bytes) -> bytes:
    """Return a whole number as OpenPGP writes it: the count of its bits, then no zero in front."""
    value = int.from_bytes(raw, "big")
    return pack(">H", value.bit_length()) + value.to_bytes((value.bit_length() + 7) // 8, "big")


def _crc24(raw: bytes) -> int:
    total = 0xB704CE
    for byte in raw:
        total ^= byte << 16
        for _ in range(8):
            total <<= 1
            if total & 0x1000000:
                total ^= 0x1864CFB
    return total
