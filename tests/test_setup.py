"""The set-up and start scripts, run in a copy of the checkout's folders with stand-ins for what they call."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """Return a folder that holds the scripts and nothing else."""
    shutil.copytree(root / "resources" / "deploy", tmp_path / "resources" / "deploy")
    return tmp_path


def program(path: Path, script: str) -> None:
    """Write an executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/usr/bin/env bash\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def run(copy: Path, script: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script of the copy; its `bin` comes first on the PATH."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    path = f"{copy / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", str(copy / "resources" / "deploy" / script), *words],
        env={**kept, "PATH": path, **environment}, capture_output=True, text=True, timeout=60, check=False,
    )


def test_without_rights_set_up_lists_what_to_install_and_stops(copy: Path) -> None:
    program(copy / "bin" / "id", "echo 1000")
    program(copy / "bin" / "sudo", "exit 1")
    program(copy / "bin" / "dpkg-query", "[[ ${*: -1} == xvfb ]] && exit 1; printf installed")
    done = run(copy, "setup.sh")
    assert done.returncode == 1
    assert "apt-get install --no-install-recommends xvfb \n" in done.stderr
    assert not (copy / ".venv").exists()


def test_a_package_under_its_other_name_counts_as_there(copy: Path) -> None:
    program(copy / "bin" / "id", "echo 1000")
    program(copy / "bin" / "sudo", "exit 1")
    program(copy / "bin" / "dpkg-query", "case ${*: -1} in libglib2.0-0|xvfb) exit 1;; esac; printf installed")
    assert "install --no-install-recommends xvfb \n" in run(copy, "setup.sh").stderr


def test_with_sudo_only_what_is_missing_is_installed(copy: Path) -> None:
    log = copy / "log"
    program(copy / "bin" / "id", "echo 1000")
    program(copy / "bin" / "sudo", f'shift; echo "$*" >>{log}')
    program(copy / "bin" / "dpkg-query", "[[ ${*: -1} == xvfb ]] && exit 1; printf installed")
    program(copy / "bin" / "apt-cache", "exit 0")
    run(copy, "setup.sh", PYTHON="/nonexistent")
    lines = log.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "true"
    assert lines[1].endswith(" update")
    assert lines[2].endswith("install -y --no-install-recommends xvfb")


def test_an_unknown_option_of_set_up_is_refused(copy: Path) -> None:
    done = run(copy, "setup.sh", "--fast")
    assert done.returncode == 1
    assert "--fast" in done.stderr


def test_without_a_display_the_kiosk_walks_through_itself_on_a_virtual_one(copy: Path) -> None:
    kiosk = 'echo "$1 on $DISPLAY"; [[ $1 == tour ]] || touch "${!#}"; exit 0'
    program(copy / ".venv" / "bin" / "kiosk", kiosk)
    done = run(copy, "run.sh")
    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines() if " on :" in line] == ["tour", "handout", "speak"]
    assert (copy / "out" / "handout.pdf").exists()
    assert (copy / "out" / "spoken.wav").exists()


def test_a_walk_that_fails_is_reported_by_its_own_exit_code(copy: Path) -> None:
    program(copy / ".venv" / "bin" / "kiosk", "exit 9")
    assert run(copy, "run.sh").returncode == 9


def test_with_a_display_the_kiosk_takes_it(copy: Path) -> None:
    program(copy / ".venv" / "bin" / "kiosk", 'echo "$* on $DISPLAY"')
    assert run(copy, "run.sh", DISPLAY=":77").stdout == "run on :77\n"
