"""The units as files: how exposed they are, that they agree with each other, with the package and with the settings."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kiosk import paths, settings
from kiosk.errors import SetupError

ROOT = Path(__file__).resolve().parent.parent.parent
SYSTEM = ROOT / "resources" / "deploy" / "system"
UNITS = SYSTEM / "usr" / "lib" / "systemd" / "system"
SCRIPTS = ROOT / "resources" / "deploy" / "system-scripts"
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
MOST_EXPOSED = 15
"""Tenths of 10, as `systemd-analyze security --threshold` counts: 1.5."""


def directives(unit: str) -> dict[str, list[str]]:
    """Return the lines of a unit by their names."""
    found: dict[str, list[str]] = {}
    for line in (UNITS / unit).read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_hardly_exposed(service: str) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("not installed: systemd")
    words = ["systemd-analyze", "security", "--no-pager", "--offline=true", f"--threshold={MOST_EXPOSED}"]
    score = subprocess.run([*words, str(UNITS / service)], capture_output=True, text=True, timeout=20, check=False)
    assert score.returncode == 0, score.stdout + score.stderr


@pytest.mark.parametrize("other", ["kiosk-safe.service", "kiosk-doctor.service"])
def test_what_else_stands_on_the_screen_is_held_as_tightly_as_the_kiosk(other: str) -> None:
    kiosk, page = directives("kiosk.service"), directives(other)
    tight = [
        name for name in kiosk
        if name.startswith(("Protect", "Private", "Restrict", "Device", "TTY", "SystemCallA", "Lock", "NoNew", "Cap"))
    ]  # fmt: skip
    assert len(tight) > 20
    assert {name: page.get(name) for name in tight} == {name: kiosk[name] for name in tight}


def test_signs_of_life_count_although_the_program_is_the_compositors_child() -> None:
    kiosk = directives("kiosk.service")
    assert (kiosk["Type"], kiosk["NotifyAccess"], kiosk["WatchdogSec"]) == (["notify"], ["all"], ["30"])
    assert "PAMName" not in kiosk, "a PAM session moves the program into a unit of its own: see systemd.exec(5)"


def test_keys_can_neither_change_the_console_nor_close_the_window() -> None:
    for service in ("kiosk.service", "kiosk-safe.service", "kiosk-doctor.service"):
        compositor = directives(service)["ExecStart"][0].partition(" -- ")[0].split()
        assert compositor == ["/usr/bin/cage", "-d"]


def test_the_bench_test_takes_the_screen_from_the_kiosk_and_gives_it_back() -> None:
    doctor = directives("kiosk-doctor.service")
    assert "kiosk.service" in doctor["Conflicts"][0].split()
    assert any("kiosk.service" in line.split() for line in doctor["After"])
    assert doctor["ExecStopPost"] == ["+/bin/systemctl --no-block start kiosk.service"]
    assert str(SetupError.exit_code) in doctor["SuccessExitStatus"][0].split()


def test_a_kiosk_that_is_tried_again_has_its_starts_back() -> None:
    minutes = int(directives("kiosk-retry.timer")["OnActiveSec"][0].removesuffix("min"))
    assert int(directives("kiosk.service")["StartLimitIntervalSec"][0]) < minutes * 60


def test_the_folders_of_the_package_are_those_that_the_program_looks_into(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KIOSK_HOME")
    monkeypatch.setattr(paths, "_PACKAGE", Path("/opt/patient-education-kiosk/_internal/kiosk"))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    made = (SYSTEM / "usr" / "lib" / "tmpfiles.d" / "kiosk.conf").read_text(encoding="utf-8").splitlines()
    folders = {line.split()[1] for line in made if not line.startswith("#")}
    assert {str(paths.settings_file()), str(paths.settings_folder()), str(paths.home())} <= folders
    assert str(paths.sounds_folder()) in folders
    kiosk = directives("kiosk.service")
    assert f"/var/lib/{kiosk['StateDirectory'][0]}" == str(paths.home())
    assert f"/var/cache/{kiosk['CacheDirectory'][0]}" == str(paths.sounds_folder().parent)
    assert f"/run/{kiosk['RuntimeDirectory'][0]}" == str(paths.printed_folder().parent)


def test_the_sample_of_the_settings_is_that_of_the_table_and_sets_nothing(tmp_path: Path) -> None:
    sample = SYSTEM / "usr" / "share" / "kiosk" / "settings.toml"
    assert settings.load(sample) == settings.Settings()
    maker = ROOT / "resources" / "deploy" / "make_sample.py"
    written = subprocess.run(
        [sys.executable, "-c", f"import runpy; print(runpy.run_path({str(maker)!r})['sample'](), end='')"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    ).stdout  # fmt: skip
    assert sample.read_text(encoding="utf-8") == written, f"run: .venv/bin/python {maker.relative_to(ROOT)}"


def test_each_line_of_the_sample_holds_once_its_mark_is_taken_away(tmp_path: Path) -> None:
    lines = (SYSTEM / "usr" / "share" / "kiosk" / "settings.toml").read_text(encoding="utf-8").splitlines()
    told = [line[1:] for line in lines if line.startswith("#") and not line.startswith("# ")]
    assert list(tomllib.loads("\n".join(told))) == [row.key for row in settings.described()]
    mended = tmp_path / "settings.toml"
    mended.write_text("\n".join(told), encoding="utf-8")
    assert settings.load(mended) == settings.Settings()


@pytest.mark.parametrize("script", ["postinst", "prerm", "postrm"])
def test_a_script_of_the_package_is_sound_and_does_nothing_when_it_is_asked_nothing(script: str) -> None:
    file = SCRIPTS / script
    assert file.stat().st_mode & 0o111 == 0o111
    for words in (["sh", "-n", str(file)], ["sh", str(file), "abort-upgrade", "1.0"]):
        done = subprocess.run(words, capture_output=True, text=True, timeout=20, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
