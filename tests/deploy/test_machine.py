"""The units on a machine: a real systemd starts the kiosk in its compositor, notices a hang, and gives up calmly.

In order: the last test takes the program away again.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.deploy.conftest import Machine

pytestmark = pytest.mark.slow

CRASH = "/var/lib/kiosk/crash"
"""While it is there, the stand-in of the command stops at once."""


@pytest.fixture
def kiosk(machine: Machine) -> Machine:
    """Give the machine with the kiosk on its screen, and no failure counted."""
    machine.run("rm", "-f", CRASH)
    machine.run("systemctl", "reset-failed")
    machine.run("systemctl", "start", "kiosk.service")
    return machine


def test_systemd_finds_nothing_wrong_with_the_units(machine: Machine) -> None:
    units = ("kiosk.service", "kiosk-safe.service", "kiosk-sound.service", "kiosk-keys.service", "kiosk-retry.timer")
    assert machine.wrong_with(*units) == []


def test_the_unit_starts_the_program_in_its_compositor_and_it_says_itself_that_it_is_ready(
    kiosk: Machine, tmp_path: Path
) -> None:
    assert kiosk.state("kiosk.service") == "active"
    assert kiosk.state("kiosk.service", "NRestarts") == "0"
    processes = kiosk.run("ps", "-o", "user=,args=", "-C", "cage,python,python3")
    assert "/usr/bin/cage -d -- /usr/bin/kiosk" in processes
    assert {line.split()[0] for line in processes.splitlines()} == {"kiosk"}
    seat = f"uid: {kiosk.run('id', '-u', 'kiosk').strip()}"  # through seatd: it needs no right to open a device itself
    assert any(seat in line for line in kiosk.log("-u", "seatd.service").splitlines() if "New client" in line)
    assert "Opened client" in kiosk.log("-u", "seatd.service")
    if shutil.which("grim") is not None:
        picture = tmp_path / "first.png"
        kiosk.run("pkill", "-USR2", "-f", "kiosk-lab/start.py")  # cage's headless screen gives what changes only
        kiosk.wait(lambda: _colours(kiosk, picture) > 20, 15.0, f"something is drawn: see {picture}")
    assert "Traceback" not in kiosk.log("-u", "kiosk.service")


def _colours(kiosk: Machine, path: Path) -> int:
    """Take a picture of the screen and return how many colours some thousand of its points have."""
    kiosk.run("env", "XDG_RUNTIME_DIR=/run/kiosk", "WAYLAND_DISPLAY=wayland-0", "grim", "/run/picture.png")
    path.write_bytes(bytes.fromhex(kiosk.run("od", "-An", "-v", "-tx1", "/run/picture.png")))
    picture = QImage(str(path))
    assert (picture.width(), picture.height()) == (1280, 720)
    return len({picture.pixel(x, y) for x in range(0, 1280, 16) for y in range(0, 720, 9)})


def test_what_runs_there_has_no_network_sees_no_home_and_writes_only_where_it_keeps_things(kiosk: Machine) -> None:
    seen = json.loads(kiosk.run("cat", "/run/kiosk/seen.json"))
    for kind in ("inet", "inet6"):
        assert seen[kind] == "Address family not supported by protocol"
    for folder in ("etc", "settings", "opt"):
        assert seen[folder] == "Read-only file system"
    for folder in ("home", "root"):
        assert seen[folder] == "Permission denied"
    assert seen["state"] == ""
    assert seen["first_process"] is False
    assert seen["core"] == [0, 0]
    assert (seen["new_privileges"], seen["capabilities"]) == ("1", 0)
    assert seen["user"] == int(kiosk.run("id", "-u", "kiosk"))
    assert seen["home_folder"] == "/run/kiosk"
    assert seen["mounts"]["/run/kiosk"] == "tmpfs"


def test_staff_that_root_lists_are_known_to_the_kiosk_and_to_nobody_else(kiosk: Machine) -> None:
    kiosk.run("kiosk", "staff", "add", "Anna", given="830461\n830461\n")
    file = "/etc/kiosk/staff.toml"
    assert kiosk.run("stat", "-c", "%U:%G %a", file) == "root:kiosk 640\n"
    as_kiosk = ("setpriv", "--reuid=kiosk", "--regid=kiosk", "--clear-groups")
    assert "Anna" in kiosk.run(*as_kiosk, "cat", file)
    assert kiosk.run("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "cat", file, check=False) == ""
    assert kiosk.run(*as_kiosk, "sh", "-c", f"echo >>{file} && echo written", check=False) == ""


def test_the_kiosk_is_heard_through_a_sound_server_that_only_it_may_ask(kiosk: Machine) -> None:
    if shutil.which("pulseaudio") is None or shutil.which("pactl") is None:
        pytest.skip("not installed: pulseaudio, pulseaudio-utils")
    kiosk.wait(lambda: kiosk.state("kiosk-sound.service") == "active", 10.0, "the sound server runs")
    ask = ("pactl", "-s", "unix:/run/kiosk-sound/native", "info")
    as_kiosk = ("setpriv", "--reuid=kiosk", "--regid=kiosk", "--clear-groups", "env", "HOME=/run/kiosk")
    assert "User Name: kiosk" in kiosk.run(*as_kiosk, *ask)
    others = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "env", "HOME=/tmp")
    assert kiosk.run(*others, *ask, check=False) == ""
    kiosk.wait(lambda: "pactl subscribe" in kiosk.run("ps", "-u", "kiosk", "-o", "args="), 20.0, "a headset is watched")


def test_a_hang_of_the_thread_that_draws_is_noticed_and_the_kiosk_starts_anew(kiosk: Machine) -> None:
    before = int(kiosk.state("kiosk.service", "NRestarts"))
    kiosk.run("pkill", "-USR1", "-f", "kiosk-lab/start.py")
    anew = "it started anew and is ready"
    kiosk.wait(lambda: int(kiosk.state("kiosk.service", "NRestarts")) > before, 15.0, "the hang is noticed")
    kiosk.wait(lambda: kiosk.state("kiosk.service") == "active", 15.0, anew)
    told = kiosk.log("-u", "kiosk.service")
    assert "Watchdog timeout" in told
    assert "in stand_still" in told, "where it stood is not in the journal"


def test_a_kiosk_that_stops_again_and_again_sends_people_to_the_desk_and_is_tried_again(kiosk: Machine) -> None:
    kiosk.run("touch", CRASH)
    kiosk.run("pkill", "-f", "kiosk-lab/start.py")
    kiosk.wait(lambda: kiosk.state("kiosk-safe.service") == "active", 20.0, "the page for the desk is shown")
    assert kiosk.state("kiosk.service") == "failed"
    assert kiosk.state("kiosk-retry.timer") == "active"
    kiosk.wait(lambda: "kiosk-lab/start.py safe" in kiosk.run("ps", "-eo", "args="), 10.0, "the page's program runs")

    # Still broken: it is tried, and the page comes back.
    tries = _restarts(kiosk)
    kiosk.wait(lambda: _restarts(kiosk) > tries, 20.0, "it is tried again")
    kiosk.wait(lambda: kiosk.state("kiosk-safe.service") == "active", 20.0, "the page is back")

    kiosk.run("rm", CRASH)
    kiosk.wait(lambda: kiosk.state("kiosk.service") == "active", 20.0, "it is tried again, and runs")
    assert kiosk.state("kiosk-safe.service") == "inactive"
    assert kiosk.state("kiosk-retry.timer") == "inactive"


def _restarts(kiosk: Machine) -> int:
    return kiosk.log("-u", "kiosk.service").count("Scheduled restart job")


def test_who_stops_the_kiosk_by_hand_gets_a_dark_screen_and_not_the_page(kiosk: Machine) -> None:
    kiosk.run("systemctl", "stop", "kiosk.service")
    assert kiosk.state("kiosk.service") == "inactive"
    assert kiosk.state("kiosk-safe.service") == "inactive"


def test_keys_lead_nowhere_while_the_kiosk_is_shown_and_as_usual_when_it_is_not(kiosk: Machine) -> None:
    keys = "/run/systemd/logind.conf.d/kiosk.conf"
    assert "HandlePowerKey=ignore" in kiosk.run("cat", keys)
    assert kiosk.state("ctrl-alt-del.target", "LoadState") == "masked"
    kiosk.run("systemctl", "stop", "kiosk.service")
    kiosk.wait(lambda: kiosk.run("cat", keys, check=False) == "", 10.0, "keys do what they did")
    kiosk.wait(lambda: kiosk.state("ctrl-alt-del.target", "LoadState") == "loaded", 10.0, "so does Ctrl+Alt+Del")


def test_a_handout_that_waits_for_the_printer_is_not_on_the_disk(machine: Machine) -> None:
    if shutil.which("cupsd", path="/usr/sbin") is None or shutil.which("lpadmin", path="/usr/sbin:/usr/bin") is None:
        pytest.skip("not installed: cups-daemon, cups-client")
    machine.run("systemctl", "start", "cups.service")
    machine.run("lpadmin", "-p", "desk", "-v", "ipp://127.0.0.1:9/x", "-m", "raw")
    machine.run("cupsaccept", "desk")
    machine.run("lp", "-d", "desk", "-t", "handout", given="For Quilliam Zorbach\n")
    assert "desk-1" in machine.run("lpstat", "-o", "desk")
    cups = machine.state("cups.service", "MainPID")
    look = "grep -rl Zorbach {0}/var/spool/cups {0}/var/cache/cups {0}/var/log/cups {0}/etc/cups 2>/dev/null"
    assert "/var/spool/cups/d00001" in machine.run("sh", "-c", look.format(f"/proc/{cups}/root"))
    assert machine.run("sh", "-c", look.format(""), check=False) == ""
    forgets = machine.run("grep", "-iE", "^PreserveJob(Files No|History 300)", "/etc/cups/cupsd.conf")
    assert len(forgets.splitlines()) == 2
    machine.run("systemctl", "stop", "cups.service", "cups.socket", "cups.path")


def test_removal_leaves_what_the_clinic_set_and_purge_leaves_nothing(kiosk: Machine) -> None:
    scripts = "/opt/patient-education-kiosk/resources/deploy/system-scripts"
    kiosk.run("systemctl", "enable", "kiosk.service")
    kiosk.run("systemctl", "start", "kiosk-doctor.service")
    kiosk.run("touch", "/etc/kiosk/staff.toml")
    kiosk.run("sh", f"{scripts}/prerm", "remove")
    assert kiosk.state("kiosk-doctor.service") == "inactive"
    assert kiosk.state("kiosk.service") == "inactive"
    assert kiosk.run("systemctl", "is-enabled", "kiosk.service", check=False).strip() == "disabled"
    kiosk.run("sh", f"{scripts}/postrm", "remove")
    kept = ("/etc/kiosk/settings.toml", "/etc/kiosk/staff.toml", "/var/lib/kiosk")
    kiosk.run("ls", *kept)
    kiosk.run("sh", f"{scripts}/postinst", "configure", "0.1")
    assert "screen_width_mm = 527" in kiosk.run("cat", "/etc/kiosk/settings.toml")
    kiosk.run("sh", f"{scripts}/prerm", "remove")
    kiosk.run("sh", f"{scripts}/postrm", "remove")
    kiosk.run("sh", f"{scripts}/postrm", "purge")
    left = "/etc/kiosk /var/lib/kiosk /var/cache/kiosk /run/kiosk* /run/systemd/logind.conf.d/kiosk.conf"
    assert kiosk.run("sh", "-c", f"ls -d {left} 2>/dev/null", check=False) == ""
    assert (
        kiosk.run("getent", "passwd", "kiosk", check=False) + kiosk.run("getent", "group", "kiosk", check=False) == ""
    )
