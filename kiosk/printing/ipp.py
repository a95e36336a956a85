"""The Internet Printing Protocol, as much of it as a kiosk needs: requests and answers as bytes (RFC 8010).

Written here because it is small and the libraries are not fit: pycups is GPL, pyipp pulls in an HTTP framework of its
own, ippx is days old. Compared with `lp` and `lpstat`, answers are numbers and keywords, not words in the machine's
language, and a job that the printer gave up is told apart from one that is printed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from kiosk.errors import PrinterError


class Operation(IntEnum):
    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001
    CUPS_GET_PRINTERS = 0x4002


class Tag(IntEnum):
    """Groups up to 0x0F, then the kinds of values."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49


Value = int | bool | str | bytes
"""A number, yes or no, words, or the bytes of a kind that is not needed here."""
Group = Mapping[str, tuple[Value, ...]]

_NUMBERS = {Tag.INTEGER, Tag.ENUM}
_WORDS = {Tag.TEXT, Tag.NAME, Tag.KEYWORD, Tag.URI, Tag.CHARSET, Tag.LANGUAGE, Tag.MIME, 0x46}
_VERSION = b"\x02\x00"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a request, with one value or more of a kind."""

    tag: Tag
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A decoded answer: the status (under 0x0100 is success) and its groups in order, each with the group's tag."""

    status: int
    groups: tuple[tuple[int, Group], ...]

    def all(self, tag: Tag) -> tuple[Group, ...]:
        """Return every group of a kind."""
        return tuple(group for found, group in self.groups if found == tag)

    def first(self, tag: Tag) -> Group:
        """Return the first group of a kind, or an empty one."""
        return next(iter(self.all(tag)), {})


def encode(operation: Operation, request_id: int, groups: Sequence[tuple[Tag, Sequence[Attribute]]]) -> bytes:
    """Return a request; charset and language are put first, as the protocol wants."""
    out = [_VERSION, struct.pack(">HI", operation, request_id)]
    common = (Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
              Attribute(Tag.LANGUAGE, "attributes-natural-language", ("en",)))  # fmt: skip
    for tag, attributes in groups:
        out.append(bytes([tag]))
        for attribute in (*(common if tag is Tag.OPERATION else ()), *attributes):
            for number, value in enumerate(attribute.values):
                name = b"" if number else attribute.name.encode()
                data = _packed(attribute.tag, value)
                out.append(struct.pack(">BH", attribute.tag, len(name)) + name + struct.pack(">H", len(data)) + data)
    return b"".join([*out, bytes([Tag.END])])


def _packed(tag: Tag, value: Value) -> bytes:
    if tag in _NUMBERS:
        return struct.pack(">i", value)
    if tag is Tag.BOOLEAN:
        return b"\x01" if value else b"\x00"
    return value if isinstance(value, bytes) else str(value).encode()


def decode(data: bytes) -> Answer:
    """Return an answer; PrinterError when the bytes are not one."""
    try:
        status = struct.unpack_from(">H", data, 2)[0]
        return Answer(status, tuple(_groups(data)))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise PrinterError("The print system gave an answer that is not IPP. Restart CUPS.") from error


def _groups(data: bytes) -> Iterator[tuple[int, Group]]:
    at, tag, group, name = 8, 0, dict[str, tuple[Value, ...]](), ""
    while data[at] != Tag.END:
        if data[at] < 0x10:
            if tag:
                yield tag, group
            tag, group, at = data[at], {}, at + 1
            continue
        kind, size = struct.unpack_from(">BH", data, at)
        at += 3
        name = data[at : at + size].decode() if size else name
        at += size
        (length,) = struct.unpack_from(">H", data, at)
        at += 2
        if at + length >= len(data):
            raise IndexError
        group[name] = (*group.get(name, ()), _unpacked(kind, data[at : at + length]))
        at += length
    if tag:
        yield tag, group


def _unpacked(kind: int, data: bytes) -> Value:
    if kind in _NUMBERS:
        return int(struct.unpack(">i", data)[0])
    if kind == Tag.BOOLEAN:
        return data != b"\x00"
    return data.decode() if kind in _WORDS else data
