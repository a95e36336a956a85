"""A voice in Piper's format of a few hundred bytes: a real VITS model's inputs and outputs, and sound one can count.

Each sound lasts four frames of 64 samples, times the length asked for, as loud as its number says.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

from kiosk.readaloud.onnx_file import field, graph, node

LETTERS = "_^$ .,?abdefhijklmnoprstuvwzðŋɐɑɒɔəɛɜɡɪɹɾʃʊʌʒθˈˌː"
LOUDEST = 200.0
FRAME, FRAMES = 64, 4
_FLOAT, _INT64 = 1, 7


def write_voice(
    path: Path, *, code: str = "en_GB", letters: str = LETTERS, loud: float = 1.0, **config: object
) -> Path:
    """Write the model and its settings; return the model's path."""
    path.write_bytes(_model(loud))
    told = {
        "audio": {"sample_rate": 24_000}, "phoneme_type": "espeak", "language": {"code": code}, "num_speakers": 1,
        "inference": {"length_scale": 1.0},
        "phoneme_id_map": {letter: [0 if letter == "_" else 40 + place] for place, letter in enumerate(letters)},
    }  # fmt: skip
    path.with_name(path.name + ".json").write_text(json.dumps(told | config), encoding="utf-8")
    return path


def _model(loud: float) -> bytes:
    nodes = [
        node(b"Cast", (b"input",), b"f", _attribute(b"to", _FLOAT)),
        node(b"Gather", (b"scales", b"one"), b"length"),
        node(b"Mul", (b"f", b"nought"), b"noughts"),
        node(b"Add", (b"noughts", b"frames_each"), b"even"),
        node(b"Mul", (b"even", b"length"), b"longer"),
        node(b"Ceil", (b"longer",), b"w_ceil"),
        node(b"ReduceMax", (b"w_ceil",), b"most", _attribute(b"keepdims", 0)),
        node(b"Mul", (b"most", b"pairs"), b"count"),
        node(b"Cast", (b"count",), b"count_whole", _attribute(b"to", _INT64)),
        node(b"Reshape", (b"count_whole", b"as_one"), b"count_one"),
        node(b"Concat", (b"ones", b"count_one", b"as_one"), b"shape", _attribute(b"axis", 0)),
        node(b"Div", (b"f", b"loudest"), b"loud"),
        node(b"Unsqueeze", (b"loud", b"behind"), b"loud_deep"),
        node(b"Expand", (b"loud_deep", b"shape"), b"spread"),
        node(b"Mul", (b"spread", b"to_and_fro"), b"waves"),
        node(b"Reshape", (b"waves", b"in_a_row"), b"output"),
    ]
    constants = [
        _whole(b"one", 1), _float(b"nought", 0.0), _float(b"frames_each", float(FRAMES)), _float(b"pairs", FRAME / 2),
        _whole(b"as_one", 1, deep=True), _whole(b"ones", 1, 1), _float(b"loudest", LOUDEST / loud if loud else 1e9),
        _whole(b"behind", 2, 3), _float(b"to_and_fro", 1.0, -1.0), _whole(b"in_a_row", 1, 1, 1, -1),
    ]  # fmt: skip
    inputs = [_input(b"input", _INT64, 2), _input(b"input_lengths", _INT64, 1), _input(b"scales", _FLOAT, 1)]
    parts = [*nodes, *constants, *inputs, field(12, field(1, b"output")), field(2, b"small")]
    return b"\x08\x08" + field(8, b"\x10\x0d") + graph(b"".join(parts))


def _attribute(name: bytes, value: int) -> bytes:
    return field(5, field(1, name) + b"\x18" + bytes([value]) + b"\xa0\x01\x02")


def _whole(name: bytes, *values: int, deep: bool = False) -> bytes:
    dims = b"\x08" + bytes([len(values)]) if len(values) > 1 or deep else b""
    return field(5, dims + b"\x10\x07" + field(8, name) + field(9, struct.pack(f"<{len(values)}q", *values)))


def _float(name: bytes, *values: float) -> bytes:
    dims = b"\x08" + bytes([len(values)]) if len(values) > 1 else b""
    return field(5, dims + b"\x10\x01" + field(8, name) + field(9, struct.pack(f"<{len(values)}f", *values)))


def _input(name: bytes, kind: int, dims: int) -> bytes:
    shape = b"".join(field(1, field(2, name + bytes([48 + place]))) for place in range(dims))
    return field(11, field(1, name) + field(2, field(1, b"\x08" + bytes([kind]) + field(2, shape))))
