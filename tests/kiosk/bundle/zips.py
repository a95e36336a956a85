"""Makes ZIP files byte by byte, so that a test can make one that lies in exactly one place."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field


@dataclass
class Entry:
    """One member; what is set in `local` or `central` is what that record says instead of the truth."""

    name: bytes
    data: bytes = b"hello"
    method: int = 8
    local: dict[str, int] = field(default_factory=dict)
    central: dict[str, int] = field(default_factory=dict)
    local_name: bytes | None = None
    packed: bytes | None = None
    extra: bytes = b""
    comment: bytes = b""


def pack(data: bytes, method: int) -> bytes:
    if method != 8:
        return data
    engine = zlib.compressobj(6, zlib.DEFLATED, -15)
    return engine.compress(data) + engine.flush()


def make_zip(entries: list[Entry], *, prefix: bytes = b"", gap: bytes = b"", end: dict[str, int] | None = None,
             comment: bytes = b"", trailing: bytes = b"") -> bytes:  # fmt: skip
    """Return a ZIP of `entries`; `gap` lies between members and directory, `end` overrides the end record."""
    body, directory = bytearray(prefix), bytearray()
    for entry in entries:
        packed = entry.packed if entry.packed is not None else pack(entry.data, entry.method)
        true = {"flags": 0, "method": entry.method, "crc": zlib.crc32(entry.data), "packed": len(packed),
                "size": len(entry.data), "offset": len(body), "attributes": 0o100644 << 16, "disk": 0}  # fmt: skip
        told, listed = {**true, **entry.local}, {**true, **entry.central}
        name = entry.local_name if entry.local_name is not None else entry.name
        body += struct.pack("<4s5H3I2H", b"PK\3\4", 20, told["flags"], told["method"], 0, 33, told["crc"],
                            told["packed"], told["size"], len(name), 0) + name + packed  # fmt: skip
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 0x314, 20, listed["flags"], listed["method"], 0, 33, listed["crc"],
            listed["packed"], listed["size"], len(entry.name), len(entry.extra), len(entry.comment), listed["disk"], 0,
            listed["attributes"], listed["offset"],
        ) + entry.name + entry.extra + entry.comment  # fmt: skip
    body += gap
    last = {"disk": 0, "start": 0, "here": len(entries), "count": len(entries), "length": len(directory),
            "offset": len(body), **(end or {})}  # fmt: skip
    record = struct.pack("<4s4H2IH", b"PK\5\6", last["disk"], last["start"], last["here"], last["count"],
                         last["length"], last["offset"], len(comment))  # fmt: skip
    return bytes(body + directory) + record + comment + trailing
