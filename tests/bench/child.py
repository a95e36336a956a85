"""Runs one measuring script in a process of its own and takes its figures, one JSON object on its last line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def figures(script: str, *words: str, env: dict[str, str]) -> dict[str, Any]:
    """Return what `tests/bench/<script>` measured; what it says on stderr is passed on."""
    path = Path(__file__).resolve().parent / script
    ended = subprocess.run([sys.executable, str(path), *words], env=env, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return found
