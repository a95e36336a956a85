"""Disk, memory, swap, core dumps and other programs: what passes, what does not, and what to do about it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.bench_test import machine
from kiosk.bench_test.finding import Finding, State
from kiosk.bench_test.others import _wayland_clients, others


def write(root: Path, **files: str) -> Path:
    """Write files such as `sys__kernel__core_pattern` under `root`; return it."""
    for name, text in files.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_a_disk_that_takes_nothing_is_told_with_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "deep" / "down"))
    assert machine.disk().state is State.PASSED
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "KIOSK_HOME" in machine.disk().do


def test_a_full_disk_is_told_with_how_much_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 10**6))
    found = machine.disk()
    assert found.state is State.FAILED
    assert f"{machine.FREE_DISK_MB} MB are wanted" in found.do


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("MemTotal: 4000000 kB\nMemAvailable:  2500000 kB\n", State.PASSED),
        ("MemTotal: 4000000 kB\nMemAvailable:  300000 kB\n", State.FAILED),
        ("", State.NOT_TRIED),
    ],
)
def test_memory_passes_only_where_the_voice_has_room(tmp_path: Path, told: str, state: State) -> None:
    assert machine.memory(write(tmp_path, meminfo=told)).state is state


HEAD = "Filename Type Size Used Priority\n"


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (HEAD, State.PASSED),
        (HEAD + "/dev/zram0 partition 1 0 100\n", State.PASSED),
        (HEAD + "/dev/dm-1 partition 1 0 100\n", State.PASSED),
        (HEAD + "/dev/dm-2 partition 1 0 100\n", State.FAILED),
        (HEAD + "/dev/zram0 partition 1 0 100\n/swapfile file 1 0 -2\n", State.FAILED),
        ("", State.NOT_TRIED),
    ],
)
def test_swap_passes_only_where_nothing_is_written_to_a_disk_in_the_clear(
    tmp_path: Path, told: str, state: State
) -> None:
    sys_folder = write(
        tmp_path / "sys", **{"block__dm-1__dm__uuid": "CRYPT-PLAIN-swap", "block__dm-2__dm__uuid": "LVM-abc"}
    )
    found = machine.swap(write(tmp_path, swaps=told), sys_folder)
    assert found.state is state
    assert found.passed or found.do


@pytest.mark.parametrize(
    ("pattern", "limit", "conf", "state"),
    [
        ("core", 0, "", State.PASSED),
        ("core", -1, "", State.FAILED),
        ("|/bin/false", -1, "", State.PASSED),
        ("|/usr/share/apport/apport %p", 0, "", State.FAILED),
        ("|/usr/lib/systemd/systemd-coredump %P", -1, "", State.FAILED),
        ("|/usr/lib/systemd/systemd-coredump %P", -1, "[Coredump]\n#Storage=none\n", State.FAILED),
        ("|/usr/lib/systemd/systemd-coredump %P", -1, "[Coredump]\nStorage=none\n", State.PASSED),
        ("|/usr/lib/systemd/systemd-coredump %P", 0, "", State.PASSED),
    ],
)
def test_core_dumps_pass_only_where_no_memory_of_a_crash_is_kept(
    tmp_path: Path, pattern: str, limit: int, conf: str, state: State
) -> None:
    proc = write(tmp_path / "proc", sys__kernel__core_pattern=pattern + "\n")
    etc = write(tmp_path / "etc", **{"systemd__coredump.conf": conf})
    assert machine.core_dumps(proc, (etc,), limit).state is state


def test_the_kiosks_own_package_turns_core_dumps_off(root: Path, tmp_path: Path) -> None:
    proc = write(tmp_path, sys__kernel__core_pattern="|/usr/lib/systemd/systemd-coredump %P")
    shipped = root / "resources/deploy/system/usr/lib"
    assert machine.core_dumps(proc, (shipped, tmp_path / "etc"), -1).passed
    etc = write(tmp_path / "etc", **{"systemd__coredump.conf.d__zz.conf": "[Coredump]\nStorage=external\n"})
    assert not machine.core_dumps(proc, (shipped, etc), -1).passed


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """Return a screen of our own."""
    if shutil.which("Xvfb") is None:
        pytest.skip("not installed: xvfb")
    told, tell = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(tell), "-screen", "0", "640x480x24"], pass_fds=(tell,),
                              stderr=subprocess.DEVNULL)  # fmt: skip
    os.close(tell)
    with os.fdopen(told) as reader:
        number = reader.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(["mail"])
label = QLabel("3 new messages")
label.resize(300, 200)
label.show()
app.processEvents()
print(int(label.winId()), flush=True)
app.exec()
"""


def test_another_program_on_the_screen_is_named_and_ones_own_window_is_not(
    display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    assert others().passed
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    mail = subprocess.Popen([sys.executable, "-c", WINDOW], env=environment, stdout=subprocess.PIPE, text=True)
    assert mail.stdout is not None
    window = int(mail.stdout.readline())
    try:
        assert "mail (300 x 200 pixels)" in _seen(others)
        assert others(window).passed
    finally:
        mail.terminate()
        mail.wait()
        mail.stdout.close()
    monkeypatch.setenv("DISPLAY", ":4242")
    assert others().state is State.NOT_TRIED


def test_under_wayland_programs_that_can_show_windows_are_named_but_not_those_that_started_us(tmp_path: Path) -> None:
    for number, parent, name, maps in (
        (1, 0, "init", ""), (10, 1, "cage", "libwayland-client.so.0"), (11, 10, "kiosk", "libwayland-client.so.0"),
        (20, 1, "Xwayland", "libwayland-client.so.0"), (21, 1, "sshd", "libc.so.6"),
        (22, 1, "mail", "/usr/lib/libwayland-client.so.0.21"),
    ):  # fmt: skip
        stat = f"{number} (a b) S {parent} 1"
        write(tmp_path, **{f"{number}__comm": name, f"{number}__maps": maps, f"{number}__stat": stat})
    assert list(_wayland_clients(tmp_path, 11)) == ["mail"]


def _seen(look: object) -> str:
    """Return what is found, once the window has come up."""
    assert callable(look)
    for _ in range(100):
        found: Finding = look()
        if not found.passed:
            return found.found
    raise AssertionError("never seen")
