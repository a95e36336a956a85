"""A machine of its own for the kiosk's units: a real systemd in namespaces, over this machine's files.

Or over those of another system, such as one that `debootstrap` made of Debian 13, with the packages of the session:
KIOSK_MACHINE=/srv/debian13 .venv/bin/python -m pytest tests/deploy/test_machine.py
KIOSK_JOURNAL=FILE keeps what the machine's journal says at the end.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SYSTEM = os.environ.get("KIOSK_MACHINE", "/")
HERE = Path(__file__).resolve().parent / "machine"
NEEDED = ("unshare", "nsenter", "systemd-analyze", "systemd-tmpfiles", "cage", "seatd", "setpriv")
NAMESPACES = ("--cgroup", "--pid", "--mount", "--ipc", "--uts", "--net")
TRY = """
mount --make-rprivate / && mount -t tmpfs tmpfs "$0" && mkdir "$0/upper" "$0/work" "$0/root" "$0/cgroup" &&
mount -t overlay -o "lowerdir=/,upperdir=$0/upper,workdir=$0/work" overlay "$0/root" &&
mount -t proc proc "$0/root/proc" && mount -t cgroup2 cgroup2 "$0/cgroup"
"""


class Machine:
    """A systemd that runs; `run` does something on its machine, as root."""

    def __init__(self, first: int) -> None:
        self._first = str(first)

    def run(self, *words: str, given: str | None = None, check: bool = True, timeout: float = 30.0) -> str:
        """Run a command there and return what it wrote; AssertionError with its words when it fails."""
        enter = ["nsenter", "--target", self._first, "-m", "-u", "-i", "-n", "-p", "-C", "--root", "--wd"]
        clean = ["/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"]
        done = subprocess.run(
            [*enter, "--", *clean, *words], input=given, capture_output=True, text=True, timeout=timeout, check=False
        )
        assert not check or done.returncode == 0, f"{' '.join(words)}: {done.stdout}{done.stderr}"
        return done.stdout

    def state(self, unit: str, what: str = "ActiveState") -> str:
        """Return a property of a unit."""
        return self.run("systemctl", "show", "--value", "-p", what, unit).strip()

    def wrong_with(self, *units: str) -> list[str]:
        """Return what systemd finds wrong with units; that 252 does not know a line for its successors is nothing."""
        checked = self.run("sh", "-c", f"systemd-analyze verify {' '.join(units)} 2>&1")
        return [line for line in checked.splitlines() if "kiosk" in line and "'RestartMode'" not in line]

    def log(self, *words: str) -> str:
        """Return the journal, or that of what `words` choose."""
        return self.run("journalctl", "--no-pager", "-o", "cat", *words)

    def wait(self, until: Callable[[], bool], seconds: float, what: str) -> None:
        """Wait until something has come about; AssertionError with the journal when it has not in time."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, f"not within {seconds} s: {what}\n{self.log()[-4000:]}"
            time.sleep(0.1)


def _lacks(folder: Path) -> str:
    """Return what this machine lacks for a systemd in namespaces, '' when nothing."""
    if os.geteuid() != 0:
        return "only root may make namespaces for a systemd"
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing or not Path("/lib/systemd/systemd").is_file():
        return f"not installed: {', '.join(missing) or 'systemd'}"
    words = ["unshare", *NAMESPACES, "--fork", "sh", "-c", TRY, str(folder)]
    tried = subprocess.run(words, capture_output=True, text=True, timeout=30, check=False)
    return f"no namespaces here: {tried.stderr.strip()}" if tried.returncode else ""


def _control_group() -> Path:
    """Make an empty control group of version 2, to be the whole world of the machine."""
    base = Path("/sys/fs/cgroup")
    base = base if (base / "cgroup.controllers").exists() else base / "unified"
    group = base / f"kiosk-test-{os.getpid()}"
    group.mkdir()
    return group


def _first_process(outside: subprocess.Popen[bytes]) -> int:
    """Return the first process inside, once it is systemd and answers."""
    children = Path(f"/proc/{outside.pid}/task/{outside.pid}/children")
    end = time.monotonic() + 30.0
    while time.monotonic() < end and outside.poll() is None:
        first = children.read_text().split()
        if first and Path(f"/proc/{first[0]}/comm").read_text() == "systemd\n":
            with contextlib.suppress(AssertionError):
                Machine(int(first[0])).run("systemctl", "is-active", "kiosk-lab.target")
                return int(first[0])
        time.sleep(0.1)
    raise AssertionError("systemd did not start")


@pytest.fixture(scope="module")
def machine(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """Give a machine on which the package is installed and nothing runs yet. Its folder is empty outside."""
    folder = tmp_path_factory.mktemp("machine")
    lacks = _lacks(folder)
    if lacks:
        pytest.skip(lacks)
    group = _control_group()
    boot = ["sh", str(HERE / "boot.sh"), str(folder), str(root), sys.base_prefix, SYSTEM]
    into = ["sh", "-c", 'echo $$ >"$0/cgroup.procs"; exec "$@"', str(group), "unshare", *NAMESPACES]
    log = (tmp_path_factory.mktemp("log") / "boot.log").open("w+b")
    outside = subprocess.Popen([*into, "--fork", "--kill-child", *boot], stdout=log, stderr=log)
    try:
        made = Machine(_first_process(outside))
        yield made
        if journal := os.environ.get("KIOSK_JOURNAL"):
            Path(journal).write_text(made.run("journalctl", "--no-pager", "-o", "short-monotonic"), encoding="utf-8")
    except AssertionError as error:
        raise AssertionError(f"{error}: {Path(log.name).read_text()}") from error
    finally:
        outside.kill()
        outside.wait()
        log.close()
        _take_away(group)


def _take_away(group: Path) -> None:
    """Take away a control group once its last process has ended."""
    end = time.monotonic() + 10.0
    for one in sorted((path for path in [group, *group.rglob("*")] if path.is_dir()), reverse=True):
        while True:
            try:
                one.rmdir()
                break
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
