"""Cold start: from starting the process to the picture on the glass, seen from outside; and what it takes in memory."""

from __future__ import annotations

import os
import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from figures import Budget, Part, ratio, row
from glass import HEIGHT, WIDTH, Eye, Running, environment
from page import page

HERE = Path(__file__).resolve().parent
_SETTLED_SECONDS = 4.0
_CHROMIUM = (
    "--kiosk", "--no-first-run", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-crash-restore-bubble", "--noerrdialogs",
    "--password-store=basic", "--window-position=0,0", f"--window-size={WIDTH},{HEIGHT}",
)  # fmt: skip


@dataclass(slots=True)
class _Contender:
    name: str
    command: list[str]
    picture: bytes = b""
    ms: list[float] = field(default_factory=list)
    pss: list[float] = field(default_factory=list)


def measure(screen: str, work: Path, rounds: int) -> Part:
    """Start each contender in turn, `rounds` times, after one start that is not counted."""
    part = Part("Cold start (warm page cache): process start to picture on the glass, 1920 x 1080, Xvfb")
    eye, env = Eye(screen), environment(screen, work)
    contenders = _contenders(work, part)
    for one in contenders:
        one.picture = _first(one, eye, env, work)
    for _ in range(rounds):
        for one in contenders:
            one.ms.append(_timed(one, eye, env))
    times = [row(one.name, "ms", one.ms) for one in contenders]
    sizes = [row(f"{one.name}: memory of the tree (PSS)", "MB", one.pss) for one in contenders]
    part.rows = [*times, *sizes]
    part.budgets.append(Budget("Home beside an empty window", ratio(times[0], times[2]), 1.5, "times"))
    if len(contenders) > 3:
        part.budgets.append(Budget("Home beside Chromium", ratio(times[0], times[3]), 0.5, "times"))
        part.budgets.append(Budget("memory beside Chromium", ratio(sizes[0], sizes[3]), 0.5, "times"))
    return part


def _contenders(work: Path, part: Part) -> list[_Contender]:
    python = sys.executable
    contenders = [
        _Contender("kiosk, Home", [python, str(HERE / "kiosk_home.py")]),
        _Contender("kiosk, attract (the command)", [str(Path(python).with_name("kiosk"))]),
        _Contender("empty PySide6 window", [python, str(HERE / "empty_window.py")]),
    ]
    browser = shutil.which("chromium")
    if browser is None:
        part.notes.append("Chromium is not installed, so it was not measured (Debian: apt-get install chromium).")
        return contenders
    (work / "tiles.html").write_text(page(), encoding="utf-8")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    profile = f"--user-data-dir={work / 'chromium'}"
    command = [browser, *_CHROMIUM, *sandbox, profile, (work / "tiles.html").as_uri()]
    return [*contenders, _Contender("Chromium --kiosk, the same tiles", command)]


def _first(one: _Contender, eye: Eye, env: dict[str, str], work: Path) -> bytes:
    """Start once, let it settle, keep what the screen looks like and what the tree takes."""
    bare = eye.look()
    running = Running(one.command, env)
    try:
        time.sleep(_SETTLED_SECONDS)
        picture = eye.look()
        if picture == bare:
            raise SystemExit(f"'{one.name}' painted nothing in {_SETTLED_SECONDS} s.")
        one.pss.append(running.pss())
        eye.keep(work / f"{one.name.partition(',')[0]} {len(picture)}.png")
    finally:
        running.end()
    eye.wait_for(bare, 5.0)
    return picture


def _timed(one: _Contender, eye: Eye, env: dict[str, str]) -> float:
    bare = eye.look()
    running = Running(one.command, env)
    try:
        seen = eye.wait_for(one.picture, 20.0)
        if len(one.pss) < 3:
            time.sleep(_SETTLED_SECONDS)
            one.pss.append(running.pss())
    finally:
        running.end()
    eye.wait_for(bare, 5.0)
    return (seen - running.begun) * 1000
