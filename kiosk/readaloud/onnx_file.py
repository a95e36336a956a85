"""Just enough of the ONNX file format to change a model without an ONNX tool: Protocol Buffers fields, to and fro.

Where a message occurs twice, parsers merge the two; so a fragment put behind a model adds to its graph. Field numbers
are those of onnx.proto: of a model, its graph is 7; of a graph, nodes are 1, constants 5, outputs 12; of a node,
inputs are 1, outputs 2, its name 3, its operation 4, attributes 5.
"""

from __future__ import annotations

from collections.abc import Iterator

_LENGTHS = {1: 8, 5: 4}
"""Bytes of a value by wire type, where they are always as many."""


def field(number: int, content: bytes) -> bytes:
    """Return a length-delimited field."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def node(operation: bytes, inputs: tuple[bytes, ...], output: bytes, attributes: bytes = b"") -> bytes:
    """Return a node as a field of its graph."""
    named = field(2, output) + field(3, output + b"_out") + field(4, operation)
    return field(1, b"".join(field(1, one) for one in inputs) + named + attributes)


def graph(content: bytes) -> bytes:
    """Return a fragment that adds nodes, constants and outputs to a model."""
    return field(7, content)


def nodes(model: bytes, operation: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each node of an operation begins and ends; ValueError where that is no model."""
    for number, at, to in fields(model, 0, len(model)):
        if number == 7:
            for kind, start, end in fields(model, at, to):
                if kind == 1 and any(part == 4 and model[a:b] == operation for part, a, b in fields(model, start, end)):
                    yield start, end


def fields(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield number, start and end of each length-delimited field between two places of `data`.

    ValueError where that is no message.
    """
    at = start
    while at < end:
        key, at = _read_varint(data, at, end)
        wire = key & 7
        if wire == 0:
            _, at = _read_varint(data, at, end)
            continue
        if wire == 2:
            length, at = _read_varint(data, at, end)
        elif wire in _LENGTHS:
            length = _LENGTHS[wire]
        else:
            raise ValueError(f"no field begins with {key}")
        if at + length > end:
            raise ValueError("a field is cut off")
        if wire == 2:
            yield key >> 3, at, at + length
        at += length


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _read_varint(data: bytes, at: int, end: int) -> tuple[int, int]:
    value = shift = 0
    while at < end and shift < 64:
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 0x80:
            return value, at
    raise ValueError("a number is cut off")
