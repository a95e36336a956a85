"""Checks an Ed25519 signature (RFC 8032, section 5.1.7) without a library: a start pays a few ms for it.

Only public values are handled here, so it need not take the same time for each. Signing, where a secret is at stake,
is left to a library (`kiosk.kit.keys`).
"""

from __future__ import annotations

import hashlib

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
"""The order of the base point."""
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT_OF_MINUS_ONE = pow(2, (_P - 1) // 4, _P)
_Point = tuple[int, int, int, int]
"""Extended coordinates: x = X/Z, y = Y/Z, and T with xy = T/Z."""
_NEUTRAL: _Point = (0, 1, 1, 0)


def verified(public: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether `signature` (64 bytes) was made over `message` by the key whose public half is `public` (32)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment = _point(public), _point(signature[:32])
    factor = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or factor >= _L:
        return False
    hashed = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(hashed, "little") % _L
    base = _point((4 * pow(5, -1, _P) % _P).to_bytes(32, "little"))
    assert base is not None
    minus_key = (_P - key[0], key[1], 1, _P - key[3])
    return _same(_both(factor, base, challenge, minus_key), commitment)


def _point(encoded: bytes) -> _Point | None:
    """Return the point that 32 bytes stand for; None when they stand for none, or are not its one right spelling."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if x * x % _P != square:
        x = x * _ROOT_OF_MINUS_ONE % _P
    if x * x % _P != square or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return (x, y, 1, x * y % _P)


def _sum(one: _Point, other: _Point) -> _Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _double(point: _Point) -> _Point:
    x, y, z, _ = point
    a, b = x * x % _P, y * y % _P
    h, g = a + b, a - b
    e, f = h - (x + y) * (x + y), 2 * z * z + g
    e %= _P
    f %= _P
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _both(one: int, at: _Point, other: int, beside: _Point) -> _Point:
    """Return `one` times `at` plus `other` times `beside`, in one walk over the bits of both."""
    added = (None, at, beside, _sum(at, beside))
    total = _NEUTRAL
    for bit in range(max(one, other).bit_length() - 1, -1, -1):
        total = _double(total)
        step = added[one >> bit & 1 | (other >> bit & 1) << 1]
        if step is not None:
            total = _sum(total, step)
    return total


def _same(one: _Point, other: _Point) -> bool:
    return (one[0] * other[2] - other[0] * one[2]) % _P == 0 and (one[1] * other[2] - other[1] * one[2]) % _P == 0
