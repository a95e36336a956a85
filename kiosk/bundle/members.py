"""The strict reader of a bundle's members: a ZIP as `writer` makes it, and nothing a ZIP could otherwise be.

Every limit is checked against the central directory before anything is unpacked: no comment, prefix or trailing
bytes, no ZIP64, no second member of a name, plain lower-case names, stored or deflated regular files only, sizes,
ratio, total and count within bounds. Members must lie one after the other without a gap, so none can overlap.
Python's own `zipfile` is not used for reading: some releases open archives whose members overlap.
"""

from __future__ import annotations

import hashlib
import os
import re
import struct
import weakref
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import BundleError

MOST_MEMBERS = 20_000
LARGEST_MEMBER = 64 << 20
"""Bytes of one member, unpacked."""
LARGEST_TOTAL = 2 << 30
"""Bytes of all members, unpacked."""
LARGEST_RATIO = 200
"""How many times larger a member may be unpacked than packed."""
RATIO_FREE = 64 << 10
"""Bytes up to which the ratio does not matter."""
LONGEST_NAME = 200
NAME = re.compile(rb"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*\Z")
STORED, DEFLATED = 0, 8

_END = struct.Struct("<4s4H2IH")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_REGULAR = 0o100000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the directory."""

    name: str
    offset: int
    method: int
    crc: int
    packed: int
    size: int


class Members:
    """A bundle file that is open, its directory read and found sound. May be read from several threads."""

    def __init__(self, path: Path) -> None:
        """Open the file; BundleError when it is no sound bundle."""
        self.path = path
        self.bytes_read = 0
        """Bytes read from the file so far, for measurements."""
        try:
            self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            raise BundleError(f"{path} cannot be opened: {error.strerror}.") from error
        weakref.finalize(self, os.close, self._file)
        self.file_size = os.fstat(self._file).st_size
        self._members = self._read_directory()

    @property
    def all(self) -> Mapping[str, Member]:
        """Every member by name, in the order of the file."""
        return self._members

    def read(self, name: str) -> bytes:
        """Return a member unpacked and checked against its checksum; BundleError when it is missing or damaged."""
        member = self._members.get(name)
        if member is None:
            raise self._refused(f"it lacks {name}")
        head = _LOCAL.size + len(name)
        data = self._bytes(member.offset, head + member.packed)
        sig, _, flags, method, _, _, crc, packed, size, name_length, extra = _LOCAL.unpack_from(data)
        told = (sig, flags, method, crc, packed, size, name_length, extra)
        if told != (b"PK\3\4", 0, member.method, member.crc, member.packed, member.size, len(name), 0):
            raise self._refused(f"the header of {name} differs from the directory")
        if data[_LOCAL.size : head] != name.encode():
            raise self._refused(f"{name} lies under another name")
        whole = data[head:] if member.method == STORED else self._inflated(data[head:], member)
        if len(whole) != member.size or zlib.crc32(whole) != member.crc:
            raise self._refused(f"{name} does not match its checksum")
        return whole

    def sha256(self) -> str:
        """Return the SHA-256 of the whole file in hexadecimal; other threads go on meanwhile."""
        digest = hashlib.sha256()
        for place in range(0, self.file_size, _CHUNK):
            digest.update(self._bytes(place, min(_CHUNK, self.file_size - place)))
        return digest.hexdigest()

    def directory_sha256(self, without: str) -> str:
        """Return the SHA-256 over names, sizes and checksums of all members but one, as `writer` records it."""
        return directory_sha256((m.name, m.size, m.crc) for m in self._members.values() if m.name != without)

    # -- the directory -----------------------------------------------------------------------------------

    def _read_directory(self) -> Mapping[str, Member]:
        if self.file_size < _END.size:
            raise self._refused("it is too short")
        end = self._bytes(self.file_size - _END.size, _END.size)
        sig, disk, start_disk, here, count, length, offset, comment = _END.unpack(end)
        if sig != b"PK\5\6" or comment:
            raise self._refused("its end is not that of a bundle")
        if disk or start_disk or here != count or offset + length + _END.size != self.file_size:
            raise self._refused("its end record does not fit the file")
        if not 0 < count <= MOST_MEMBERS:
            raise self._refused(f"it has {count} members, not 1 to {MOST_MEMBERS}")
        if length > count * (_ENTRY.size + LONGEST_NAME):
            raise self._refused("its directory is larger than its members need")
        data = self._bytes(offset, length)
        members: dict[str, Member] = {}
        place = expected = total = 0
        for _ in range(count):
            member, place = self._entry(data, place)
            if member.name in members:
                raise self._refused(f"{member.name} is there twice")
            if member.offset != expected:
                raise self._refused(f"{member.name} overlaps another member or leaves a gap")
            members[member.name] = member
            expected += _LOCAL.size + len(member.name) + member.packed
            total += member.size
        if place != length or expected != offset:
            raise self._refused("there are bytes that belong to no member")
        if total > LARGEST_TOTAL:
            raise self._refused(f"unpacked it is {total} bytes, more than {LARGEST_TOTAL}")
        return members

    def _entry(self, data: bytes, place: int) -> tuple[Member, int]:
        """Return the member whose line begins at `place`, and where the next line begins."""
        if place + _ENTRY.size > len(data):
            raise self._refused("its directory is cut short")
        (sig, _, _, flags, method, _, _, crc, packed, size, name_length, extra, comment, disk, _, attributes,
         offset) = _ENTRY.unpack_from(data, place)  # fmt: skip
        name = data[place + _ENTRY.size : place + _ENTRY.size + name_length]
        if sig != b"PK\1\2" or flags or extra or comment or disk:
            raise self._refused("a line of its directory is not plain")
        if len(name) != name_length or name_length > LONGEST_NAME or not NAME.match(name) or b".." in name:
            raise self._refused(f"a member is called {name[:40]!r}")
        if method not in (STORED, DEFLATED) or (attributes >> 16) & 0o170000 not in (0, _REGULAR) or attributes & 0x10:
            raise self._refused(f"{name.decode()} is not a plain file")
        if size > LARGEST_MEMBER or size > max(RATIO_FREE, packed * LARGEST_RATIO):
            raise self._refused(f"{name.decode()} unpacks to {size} bytes, more than it may")
        if method == STORED and size != packed:
            raise self._refused(f"{name.decode()} is not as large as it says")
        return Member(name.decode(), offset, method, crc, packed, size), place + _ENTRY.size + name_length

    # -- bytes -------------------------------------------------------------------------------------------

    def _inflated(self, packed: bytes, member: Member) -> bytes:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            whole = engine.decompress(packed, member.size + 1)
        except zlib.error as error:
            raise self._refused(f"{member.name} cannot be unpacked") from error
        if not engine.eof or engine.unused_data or engine.unconsumed_tail:
            raise self._refused(f"{member.name} is longer or shorter than it says")
        return whole

    def _bytes(self, place: int, length: int) -> bytes:
        parts = []
        while length > 0:
            try:
                part = os.pread(self._file, length, place)
            except OSError as error:
                raise BundleError(f"{self.path} cannot be read: {error.strerror}. Check the disk.") from error
            if not part:
                raise self._refused("it ends too early")
            parts.append(part)
            place, length = place + len(part), length - len(part)
            self.bytes_read += len(part)
        return b"".join(parts)

    def _refused(self, why: str) -> BundleError:
        return refused(self.path, why)


def directory_sha256(lines: Iterable[tuple[str, int, int]]) -> str:
    """Return the SHA-256 over (name, size, checksum) of members, sorted by name."""
    written = "".join(f"{name} {size} {crc:08x}\n" for name, size, crc in sorted(lines))
    return hashlib.sha256(written.encode()).hexdigest()


def refused(path: Path, why: str) -> BundleError:
    """Return the error for a file that is not a sound bundle."""
    return BundleError(f"{path} is not a sound bundle: {why}. Copy it again, or build it with 'kiosk bundle build'.")
