"""A clean Debian in a folder, as a machine that a kit is installed on: no network, no other processes."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

STICK = "/media/a stick"
"""Where the kit is seen from inside: a path with a blank, as sticks have."""


def cannot() -> str:
    """Return why no such machine can be made here; '' when it can."""
    if os.geteuid() != 0:
        return "only root may make a clean Debian"
    lacking = [name for name in ("debootstrap", "unshare", "Xvfb") if shutil.which(name) is None]
    if lacking:
        return f"not installed: {', '.join(lacking)}"
    works = subprocess.run(["unshare", "--net", "--mount", "--pid", "--fork", "true"], capture_output=True, check=False)
    return "" if works.returncode == 0 else "this machine lets nobody make namespaces"


class Machine:
    """One clean Debian. Nothing that runs in it outlives the command that started it."""

    def __init__(self, name: str, suite: str, clean: Path, folder: Path, kit: Path) -> None:
        """Copy a clean Debian, made once into `clean`, and show it the kit."""
        self.name = name
        if not (clean / "etc" / "debian_version").exists():
            shutil.rmtree(clean, ignore_errors=True)
            unfinished = clean.with_name(clean.name + ".part")
            shutil.rmtree(unfinished, ignore_errors=True)
            made = ["debootstrap", "--variant=minbase", suite, str(unfinished)]
            subprocess.run(made, check=True, capture_output=True)
            unfinished.rename(clean)
        self.root, self._kit = folder, kit
        subprocess.run(["cp", "--archive", "--reflink=auto", str(clean), str(folder)], check=True)
        for path in (STICK, "/tmp/.X11-unix", "/run/test"):
            (folder / path[1:]).mkdir(parents=True, exist_ok=True)
        (folder / "run" / "test").chmod(0o777)

    def run(self, script: str, user: str = "root", seconds: float = 600) -> subprocess.CompletedProcess[str]:
        """Run a shell script in it, without a network, and return how it ended; output and errors in one."""
        return subprocess.run(
            self._words(script, user), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=seconds,
            check=False,
        )  # fmt: skip

    @contextmanager
    def running(self, script: str, user: str) -> Iterator[subprocess.Popen[str]]:
        """Run a shell script in it meanwhile; all that it started ends with it."""
        process = subprocess.Popen(
            self._words(script, user), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )  # fmt: skip
        try:
            yield process
        finally:
            if process.returncode is None:
                _end(process)

    @contextmanager
    def ready(self, command: str, seconds: float = 90) -> Iterator[float]:
        """Start the kiosk, wait for its first picture, and yield how long that took; it runs on meanwhile."""
        address = self.root / "run" / "test" / "notify"
        address.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
            ear.bind(str(address))
            address.chmod(0o777)
            ear.settimeout(0.5)
            begun = time.monotonic()
            with self.running(f"NOTIFY_SOCKET=/run/test/notify exec {command}", "kiosk") as process:
                while not _heard(ear):
                    over = begun + 1 < time.monotonic() and not _children(process)
                    assert not over, f"it ended: {process.communicate(timeout=30)[0][-2000:]}"
                    assert time.monotonic() - begun < seconds, "no first picture"
                yield time.monotonic() - begun

    def files(self) -> set[str]:
        """Return every path of it, but for what packages and logs leave of each other."""
        others = ("var/lib/dpkg/", "var/lib/apt/", "var/log/", "var/cache/apt/", "run/test/", "media/", "tmp/")
        found = {str(path.relative_to(self.root)) for path in self.root.rglob("*")}
        return {path for path in found if not path.startswith(others)}

    def _words(self, script: str, user: str) -> list[str]:
        inner = (
            f'mount --bind "{self._kit}" "{self.root}{STICK}" && mount -o remount,ro,bind "{self.root}{STICK}" && '
            f'mount --bind /tmp/.X11-unix "{self.root}/tmp/.X11-unix" && mount -t proc proc "{self.root}/proc" && '
            f'mount -t tmpfs tmpfs "{self.root}/dev/shm" && '
            f'exec chroot --userspec={user} "{self.root}" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin '
            'HOME=/run/test XDG_RUNTIME_DIR=/run/test LC_ALL=C.UTF-8 sh -c "$1"'
        )
        words = ["unshare", "--net", "--mount", "--pid", "--fork", "sh", "-c", inner, "machine"]
        return [*words, f"cd /\n{script}"]


def _children(process: subprocess.Popen[str]) -> list[int]:
    try:
        told = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
    except FileNotFoundError:
        return []
    return [int(child) for child in told.split()]


def _end(process: subprocess.Popen[str]) -> str:
    """End the first process of the machine, and with it all others; return what was said since the start."""
    for child in _children(process):
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    return process.communicate(timeout=30)[0]


def _heard(ear: socket.socket) -> bool:
    try:
        return b"READY=1" in ear.recv(4096)
    except TimeoutError:
        return False
