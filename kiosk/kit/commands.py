"""Runs the tools that a kit is made with, and turns their failure into one error with their last lines."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from kiosk.errors import SetupError

_LAST = 12
"""Lines of a tool that failed which are worth reading."""


def run(*words: str | Path, cwd: Path | None = None, more: Mapping[str, str] | None = None) -> str:
    """Run a command to its end and return what it printed; `more` is added to the environment.

    SetupError names a command that is not installed, or ends with the last lines of one that failed.
    """
    command = [str(word) for word in words]
    if shutil.which(command[0]) is None:
        raise SetupError(f"The command '{command[0]}' is missing. Install it, then run the same command again.")
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **(more or {})}, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode != 0:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-_LAST:])
        name = Path(command[0]).name
        told = f"{name} stopped with code {done.returncode}; its last lines:\n{said}"
        raise SetupError(f"{told}\nThe same command goes on where it was.")
    return done.stdout
