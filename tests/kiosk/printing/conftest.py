"""A real CUPS with one queue, and behind it an emulated network printer that can run out of paper; all on loopback."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.printing.printer import Job, JobState, Phase, Printer
from kiosk.printing.server import Server

PROGRAMS = ("cupsd", "lpadmin", "ippeveprinter", "avahi-daemon", "dbus-daemon")
PACKAGES = "cups-daemon cups-client cups-ipp-utils cups-filters avahi-daemon dbus"
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"

DBUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={root}/bus</listen><auth>EXTERNAL</auth><policy context="default">
<allow user="*"/><allow own="*"/><allow send_type="method_call"/><allow send_type="signal"/>
<allow send_type="method_return"/><allow send_type="error"/><allow receive_type="method_call"/>
<allow receive_type="signal"/><allow receive_type="method_return"/><allow receive_type="error"/></policy></busconfig>
"""
AVAHI = """[server]
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
[wide-area]
enable-wide-area=no
[publish]
publish-hinfo=no
publish-workstation=no
"""
CUPSD = """LogLevel info
Listen localhost:{port}
Listen {root}/cups/run/cups.sock
Browsing Off
BrowseLocalProtocols none
DefaultAuthType None
WebInterface No
ErrorPolicy retry-job
JobRetryInterval 2
PreserveJobHistory 300
PreserveJobFiles No
<Location />
Order allow,deny
Allow localhost
</Location>
<Policy default>
JobPrivateAccess default
JobPrivateValues default
<Limit All>
Order deny,allow
Allow localhost
</Limit>
</Policy>
"""
CUPS_FILES = """SystemGroup root
User lp
Group lp
ServerRoot {root}/cups/etc
StateDir {root}/cups/run
CacheDir {root}/cups/cache
RequestRoot {root}/cups/spool
TempDir {root}/cups/spool/tmp
ServerBin /usr/lib/cups
DataDir /usr/share/cups
AccessLog {root}/cups/log/access_log
ErrorLog {root}/cups/log/error_log
PageLog {root}/cups/log/page_log
Printcap {root}/printcap
"""
PRINT = """#!/bin/sh
# Called by the emulated printer for each job with the spooled file. {root}/fault holds a printer-state-reason,
# {root}/warning one that hinders nothing, {root}/pages how many pages are done while it lies on the printer.
warning=$(cat "{root}/warning")
[ -n "$warning" ] && echo "STATE: +$warning" >&2
while [ -s "{root}/fault" ]; do
  reason=$(cat "{root}/fault")
  # Not at once: CUPS (2.4.2) takes a job that is gone before it first asks for one that was printed.
  [ "$reason" = abort ] && {{ sleep 1; echo "ERROR: given up" >&2; exit 1; }}
  if [ "$reason" != "$last" ]; then
    [ -n "$last" ] && echo "STATE: -$last" >&2
    echo "STATE: +$reason" >&2
    last=$reason
  fi
  sleep 0.1
done
[ -n "$last" ] && echo "STATE: -$last" >&2
[ -z "$warning" ] && echo "STATE: -toner-low" >&2
while [ -s "{root}/pages" ]; do
  echo "ATTR: job-impressions-completed=$(cat "{root}/pages")" >&2
  sleep 0.1
done
cp "$1" "{root}/out/$(date +%s%N).pdf"
exit 0
"""


class PrintShop:
    """The print system and the printer, with its faults."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.port, self.printer_port = _free_port(), _free_port()
        self.server = Server(f"localhost:{self.port}")
        self.environment = {"PATH": PATH, "CUPS_SERVER": f"localhost:{self.port}",
                            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={root}/bus", "HOME": str(root)}  # fmt: skip
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def open(self) -> None:
        self._write_files()
        self._start("dbus-daemon", f"--config-file={self.root}/dbus.conf", "--nofork", "--nopidfile")
        _until(lambda: (self.root / "bus").exists(), "dbus")
        self._start("avahi-daemon", "--no-drop-root", "--no-chroot", "--no-rlimits", "-f", f"{self.root}/avahi.conf")
        etc = self.root / "cups/etc"
        self._start("cupsd", "-f", "-c", f"{etc}/cupsd.conf", "-s", f"{etc}/cups-files.conf")
        self.plug_in()
        _until(lambda: _listens(self.port), "cupsd")
        self.run(
            "lpadmin",
            "-p",
            "kiosk",
            "-E",
            "-v",
            f"ipp://localhost:{self.printer_port}/ipp/print",
            "-m",
            "everywhere",
            "-D",
            "Waiting room printer",
            "-L",
            "beside the desk",
        )
        # CUPS goes on loading a new queue after lpadmin has ended, and aborts jobs until it is done.
        log = self.root / "cups/log/error_log"
        _until(lambda: 'Printer "kiosk" is now available' in log.read_text(), "the queue")

    def _write_files(self) -> None:
        for folder in ("cups/etc", "cups/run", "cups/cache", "cups/spool/tmp", "cups/log", "out", "spool"):
            (self.root / folder).mkdir(parents=True)
        etc = "cups/etc"
        texts = {"dbus.conf": DBUS, f"{etc}/cupsd.conf": CUPSD, f"{etc}/cups-files.conf": CUPS_FILES, "print.sh": PRINT}
        for name, words in texts.items():
            (self.root / name).write_text(words.format(root=self.root, port=self.port))
        (self.root / "avahi.conf").write_text(AVAHI)
        (self.root / "print.sh").chmod(0o755)
        self.fault("")
        self.warn("")
        self.pages("")

    def _start(self, *command: str) -> None:
        log = (self.root / f"{command[0]}.log").open("ab")
        with log:
            self._running[command[0]] = subprocess.Popen(
                command, stdout=log, stderr=log, env=self.environment, start_new_session=True
            )

    def run(self, *command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, env=self.environment, timeout=30)

    def plug_in(self) -> None:
        """Start the printer and wait until it listens; it fails at once while the name service is not up."""
        for _ in range(100):
            running = self._running.get("ippeveprinter")
            if running is None or running.poll() is not None:
                self._start(
                    "ippeveprinter",
                    "-n",
                    "localhost",
                    "-p",
                    str(self.printer_port),
                    "-d",
                    f"{self.root}/spool",
                    "-s",
                    "600,600",
                    "-f",
                    "application/pdf,image/pwg-raster,image/urf",
                    "-c",
                    f"{self.root}/print.sh",
                    "-M",
                    "Emulated",
                    "-m",
                    "Laser",
                    "-2",
                    "Kiosk Test",
                )
            if _listens(self.printer_port):
                return
            time.sleep(0.1)
        raise AssertionError((self.root / "ippeveprinter.log").read_text())

    def unplug(self) -> None:
        self._end("ippeveprinter")

    def fault(self, reason: str) -> None:
        (self.root / "fault").write_text(reason)

    def warn(self, reason: str) -> None:
        (self.root / "warning").write_text(reason)

    def pages(self, done: str) -> None:
        """Hold the job at so many pages done; '' lets it go."""
        (self.root / "pages").write_text(done)

    def printed(self) -> list[Path]:
        return sorted((self.root / "out").glob("*.pdf"))

    def close(self) -> None:
        for name in reversed(list(self._running)):
            self._end(name)

    def _end(self, name: str) -> None:
        process = self._running.pop(name)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.3)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _until(true: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what} did not start in {seconds} s"
        time.sleep(0.05)


@pytest.fixture(scope="session")
def shop() -> Iterator[PrintShop]:
    missing = [name for name in PROGRAMS if shutil.which(name, path=PATH) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}; apt-get install {PACKAGES}")
    # Not pytest's own folder: that one is closed to the user that CUPS runs its filters as.
    root = Path(tempfile.mkdtemp(prefix="kiosk-print-"))
    root.chmod(0o711)
    opened = PrintShop(root)
    try:
        opened.open()
        if os.geteuid() == 0:
            shutil.chown(root / "out", "lp")
        yield opened
    finally:
        opened.close()
        shutil.rmtree(root)


@pytest.fixture
def wait_for() -> Callable[..., JobState]:
    """Poll a job until it is in a phase: `wait_for(printer, job, Phase.PRINTED)`."""

    def wait(printer: Printer, job: Job, phase: Phase, seconds: float = 20.0) -> JobState:
        end, seen = time.monotonic() + seconds, list[JobState]()
        while time.monotonic() < end:
            state = printer.state(job)
            if not seen or seen[-1] != state:
                seen.append(state)
            if state.phase is phase:
                return state
            assert not state.over, f"ended as {state}; before that {seen}"
            time.sleep(0.1)
        raise AssertionError(f"not '{phase}' in {seconds} s: {seen}")

    return wait
