"""Steps that need not be done twice: each remembers what it was made from, and what came out.

A step is kept when both are as they were, byte for byte; a file that is missing, cut short or changed is made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.files import write_whole
from kiosk.kit.checksums import files_below, sha256

Say = Callable[[str], None]
"""Told one line of progress at a time."""


class Steps:
    """Does steps in their order and keeps their records in a folder."""

    def __init__(self, records: Path, say: Say) -> None:
        """`records` is a folder, made when it is needed."""
        self._records = records
        self._say = say

    def do(self, name: str, made_from: Sequence[str], outputs: Sequence[Path], make: Callable[[], None]) -> bool:
        """Call `make` unless `outputs` (files or folders) are there as it left them; return whether it was called."""
        record = self._records / f"{name.replace(' ', '-')}.json"
        source = hashlib.sha256("\0".join(made_from).encode()).hexdigest()
        if _kept(record, source, outputs):
            self._say(f"{name}: kept, checked")
            return False
        self._say(f"{name} ...")
        record.unlink(missing_ok=True)
        make()
        write_whole(record, json.dumps({"from": source, "files": _state(outputs)}, indent=1))
        return True


def _kept(record: Path, source: str, outputs: Sequence[Path]) -> bool:
    try:
        known = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(known, dict) and known.get("from") == source and known.get("files") == _state(outputs)


def _state(outputs: Sequence[Path]) -> dict[str, str]:
    found = [file for one in outputs for file in ([one] if one.is_file() else files_below(one))]
    missing = {str(one): "missing" for one in outputs if not one.exists()}
    return {str(file): sha256(file) for file in found} | missing
