"""One sentence as it is kept: a line of JSON with its word marks, then Ogg Opus at about 24 kbit/s.

    {"gain":1.5,"marks":[[0,80,310],...],"rate":24000}      marks in milliseconds, gain in decibels

The same sound gives the same bytes: the number that libsndfile draws for each Ogg stream is put back to zero.
libsndfile (LGPL-2.1, a library file of its own beside Python's `soundfile`) encodes and decodes; it is imported when
the first sound is asked for.
"""

from __future__ import annotations

import io
import json
import struct
from functools import cache
from typing import Any

from kiosk.readaloud.voice import Mark, Sound

_COMPRESSION = 0.936
"""libsndfile's scale from 256 (0.0) to 6 kbit/s (1.0): with this, speech comes out at 24 kbit/s."""
_PAGE = struct.Struct("<4sBBqIIIB")
_MOST_WORDS = 1000


class DamagedSoundError(ValueError):
    """What was kept is no sound that `pack` made."""


def pack(sound: Sound, gain: float = 0.0) -> bytes:
    """Return a sound as it is kept; `gain` in decibels is applied when it is unpacked."""
    import numpy as np
    import soundfile

    written = io.BytesIO()
    with soundfile.SoundFile(
        written, "w", sound.rate, 1, format="OGG", subtype="OPUS", compression_level=_COMPRESSION
    ) as sink:
        sink.write(np.frombuffer(sound.pcm, "<i2"))
    marks = [[mark.word, round(1000 * mark.start), round(1000 * mark.end)] for mark in sound.marks]
    return _head(sound.rate, gain, marks) + _without_serial(written.getvalue())


def with_gain(packed: bytes, gain: float) -> bytes:
    """Return what was packed with another gain in decibels; the coded sound is not touched."""
    head, coded = _parted(packed)
    return _head(head["rate"], gain, head["marks"]) + coded


def unpack(packed: bytes) -> Sound:
    """Return a sound that was packed; DamagedSoundError when it is not whole."""
    import numpy as np
    import soundfile

    head, coded = _parted(packed)
    try:
        wave, rate = soundfile.read(io.BytesIO(coded), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise DamagedSoundError(f"it cannot be decoded ({error})") from error
    if rate != head["rate"] or wave.shape[1] != 1:
        raise DamagedSoundError("it is not the sound that its marks are for")
    loud = np.clip(wave[:, 0] * 10 ** (head["gain"] / 20), -1.0, 1.0)
    marks = tuple(Mark(word, start / 1000, end / 1000) for word, start, end in head["marks"])
    return Sound((loud * 32767).astype("<i2").tobytes(), rate, marks)


def _head(rate: int, gain: float, marks: list[list[int]]) -> bytes:
    value = {"gain": round(gain, 2), "marks": marks, "rate": rate}
    return json.dumps(value, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def _parted(packed: bytes) -> tuple[dict[str, Any], bytes]:
    line, newline, coded = packed.partition(b"\n")
    try:
        head = json.loads(line)
    except ValueError as error:
        raise DamagedSoundError("its first line is no JSON") from error
    if not newline or not isinstance(head, dict) or set(head) != {"gain", "marks", "rate"}:
        raise DamagedSoundError("its first line is not as it should be")
    gain, marks, rate = head["gain"], head["marks"], head["rate"]
    if type(gain) not in (int, float) or not abs(gain) <= 40 or type(rate) is not int or not isinstance(marks, list):
        raise DamagedSoundError("its numbers are out of range")
    if len(marks) > _MOST_WORDS or not all(_is_mark(mark) for mark in marks):
        raise DamagedSoundError("a word mark is not as it should be")
    return head, coded


def _is_mark(mark: Any) -> bool:
    whole = isinstance(mark, list) and len(mark) == 3 and all(type(number) is int for number in mark)
    return bool(whole and mark[0] >= 0 and 0 <= mark[1] <= mark[2])


def _without_serial(coded: bytes) -> bytes:
    """Return an Ogg stream with its random number at zero, each page's checksum made anew."""
    pages, place = [], 0
    while place < len(coded):
        mark, version, kind, granule, _, number, _, segments = _PAGE.unpack_from(coded, place)
        body = place + _PAGE.size + segments
        end = body + sum(coded[place + _PAGE.size : body])
        page = bytearray(coded[place:end])
        _PAGE.pack_into(page, 0, mark, version, kind, granule, 0, number, 0, segments)
        struct.pack_into("<I", page, 22, _checksum(page))
        pages.append(bytes(page))
        place = end
    return b"".join(pages)


def _checksum(page: bytearray) -> int:
    """Return Ogg's CRC-32: polynomial 0x04c11db7, not reflected, without start value (RFC 3533, 6)."""
    table = _table()
    crc = 0
    for byte in page:
        crc = (crc << 8 & 0xFFFFFFFF) ^ table[(crc >> 24) ^ byte]
    return crc


@cache
def _table() -> tuple[int, ...]:
    found = []
    for byte in range(256):
        crc = byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)) & 0xFFFFFFFF
        found.append(crc)
    return tuple(found)
