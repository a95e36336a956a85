"""Signs of life come from the thread that draws, and end when it stands still, whatever else goes on."""

from __future__ import annotations

import faulthandler
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from kiosk import notify
from kiosk.errors import SettingsError
from ui.heartbeat import BEATS, Heartbeat

PATIENCE = 0.3


class Listener:
    """A service manager that only listens."""

    def __init__(self, address: str) -> None:
        self._end = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._end.bind("\0" + address[1:] if address.startswith("@") else address)

    def heard(self, seconds: float = 0.0) -> list[str]:
        """Return what comes within `seconds`, and what waits already."""
        messages, end = [], time.monotonic() + seconds
        while True:
            self._end.settimeout(max(0.001, end - time.monotonic()))
            try:
                messages.append(self._end.recv(1000).decode())
            except TimeoutError:
                return messages

    def wait(self, for_: str, seconds: float) -> bool:
        """Wait until a message comes; return whether it came."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if for_ in self.heard(0.05):
                return True
        return False

    def close(self) -> None:
        """Hear no more."""
        self._end.close()


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    """Give a manager at `tmp_path / "notify"`."""
    one = Listener(str(tmp_path / "notify"))
    yield one
    one.close()


def let_pass(seconds: float) -> None:
    """Let Qt run in this thread."""
    application = QApplication.instance() or QApplication([])
    QTimer.singleShot(round(seconds * 1000), application.quit)
    application.exec()


@contextmanager
def beating(manager: notify.Manager) -> Iterator[None]:
    """Have a heartbeat in this thread."""
    QApplication.instance() or QApplication([])
    parent = QObject()
    Heartbeat(manager, parent)
    yield
    parent.deleteLater()
    let_pass(0.0)


def test_the_kiosk_is_ready_once_it_takes_events_and_then_lives(listener: Listener, tmp_path: Path) -> None:
    with beating(notify.Manager(str(tmp_path / "notify"), PATIENCE)):
        assert listener.heard() == [], "it says so before anybody could touch it"
        let_pass(PATIENCE * 3)
        ready, *alive = listener.heard()
    assert ready == "READY=1"
    assert set(alive) == {"WATCHDOG=1"}
    assert len(alive) >= 2 * BEATS


def test_when_the_thread_that_draws_hangs_no_sign_of_life_is_given_although_others_go_on(
    listener: Listener, tmp_path: Path
) -> None:
    worked = []
    over = threading.Event()
    other = threading.Thread(target=lambda: [worked.append(1) for _ in iter(lambda: over.wait(0.02), True)])
    other.start()
    with beating(notify.Manager(str(tmp_path / "notify"), PATIENCE)):
        let_pass(PATIENCE)
        assert "WATCHDOG=1" in listener.heard()
        before = len(worked)
        time.sleep(PATIENCE * 3)  # a hang: nothing of Qt runs in this thread
        assert listener.heard() == []
        assert len(worked) > before + 5
        let_pass(PATIENCE)
        assert "WATCHDOG=1" in listener.heard()
    over.set()
    other.join()


def test_a_manager_that_does_not_watch_is_told_only_that_the_kiosk_is_ready(listener: Listener, tmp_path: Path) -> None:
    with beating(notify.Manager(str(tmp_path / "notify"), 0.0)):
        let_pass(0.2)
        assert listener.heard() == ["READY=1"]


def test_a_manager_that_is_gone_is_told_of_in_the_log_and_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with beating(notify.Manager(str(tmp_path / "nobody"), PATIENCE)):
        let_pass(PATIENCE)
    assert "The service manager does not hear: No such file or directory" in caplog.text


def test_a_manager_that_reads_nothing_never_holds_the_screen_up(tmp_path: Path) -> None:
    deaf = Listener(str(tmp_path / "deaf"))
    manager = notify.Manager(str(tmp_path / "deaf"), PATIENCE)
    begin = time.monotonic()
    with pytest.raises(BlockingIOError):
        for _ in range(100_000):
            manager.tell("WATCHDOG=1")
    assert time.monotonic() - begin < 10.0
    deaf.close()


def test_an_address_without_a_file_is_understood() -> None:
    listener = Listener(f"@kiosk-test-{os.getpid()}")
    notify.Manager(f"@kiosk-test-{os.getpid()}", 0.0).tell("READY=1")
    assert listener.heard() == ["READY=1"]
    listener.close()


@pytest.mark.parametrize(
    ("told", "understood"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "30000000"}, None),
        ({"NOTIFY_SOCKET": "/run/n"}, notify.Manager("/run/n", 0.0)),
        ({"NOTIFY_SOCKET": "/run/n", "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}, notify.Manager("/run/n", 30.0)),
        ({"NOTIFY_SOCKET": "/run/n", "WATCHDOG_USEC": "soon"}, notify.Manager("/run/n", 0.0)),
    ],
)
def test_what_systemd_says_is_read_once_so_that_no_child_speaks_for_the_kiosk(
    told: dict[str, str], understood: notify.Manager | None
) -> None:
    environment = {**told, "HOME": "/run/kiosk"}
    assert notify.manager(environment) == understood
    assert environment == {"HOME": "/run/kiosk"}


def test_where_a_hang_stands_is_written_down_before_patience_is_lost(listener: Listener, tmp_path: Path) -> None:
    QApplication.instance() or QApplication([])
    parent = QObject()
    with (tmp_path / "journal").open("w+") as journal:
        Heartbeat(notify.Manager(str(tmp_path / "notify"), PATIENCE), parent, journal)
        let_pass(PATIENCE)
        assert (tmp_path / "journal").read_text() == ""
        time.sleep(PATIENCE)
        faulthandler.cancel_dump_traceback_later()
        parent.deleteLater()
        let_pass(0.0)
    assert "in test_where_a_hang_stands" in (tmp_path / "journal").read_text()


@contextmanager
def started(*words: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Have the real program running, with no screen."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "run", "--screen", "1920x1080", *words],
        cwd=Path(__file__).resolve().parent.parent.parent,
        env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_the_program_itself_tells_its_manager_and_tells_where_it_stood_when_it_is_aborted(
    listener: Listener, tmp_path: Path
) -> None:
    with started(NOTIFY_SOCKET=str(tmp_path / "notify"), WATCHDOG_USEC="600000") as kiosk:
        assert listener.wait("READY=1", 30.0)
        assert listener.wait("WATCHDOG=1", 10.0)
        kiosk.send_signal(signal.SIGABRT)
        told = kiosk.communicate(timeout=20)[0].decode()
    assert kiosk.returncode == -signal.SIGABRT
    assert "Current thread" in told
    assert "app.py" in told


def test_a_kiosk_that_has_nothing_sound_to_show_lives_all_the_same(listener: Listener, tmp_path: Path) -> None:
    (tmp_path / "ms.kib").write_bytes(b"damaged")
    told = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "600000"}
    with started("--content", str(tmp_path / "ms.kib"), **told):
        assert listener.wait("READY=1", 30.0)
        assert listener.wait("WATCHDOG=1", 10.0)


def test_a_screen_that_says_it_is_small_sends_people_to_the_desk_instead_of_starting_again_and_again(
    listener: Listener, tmp_path: Path
) -> None:
    small = tmp_path / "settings.toml"
    small.write_text("screen_width_mm = 100.0\n", encoding="utf-8")
    told = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "600000"}
    with started("--settings", str(small), **told) as kiosk:
        assert listener.wait("READY=1", 30.0)
        assert listener.wait("WATCHDOG=1", 10.0)
        kiosk.terminate()
        said = kiosk.communicate(timeout=20)[0].decode()
    assert "set 'screen_width_mm'" in said
    with started("--settings", str(small)) as by_hand:
        assert by_hand.wait(timeout=30) == SettingsError.exit_code


def _loaded(code: str) -> bool:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.strip() == "True"


def test_a_start_that_nobody_watches_reads_nothing_of_this() -> None:
    assert not _loaded("import sys, ui.app; print('ui.heartbeat' in sys.modules or 'kiosk.notify' in sys.modules)")
