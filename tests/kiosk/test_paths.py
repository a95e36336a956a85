"""Where things live."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk import paths
from kiosk.errors import SetupError


def test_a_checkout_finds_its_content_and_resources_beside_the_package(root: Path) -> None:
    assert paths.data_root() == root
    assert (paths.shipped_pack() / "bundle.toml").is_file()
    assert (paths.resources() / "fonts").is_dir()


def test_an_installed_package_finds_its_data_inside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "kiosk"
    (package / "_data" / "resources" / "themes").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.data_root() == package / "_data"


def test_missing_data_is_an_error_that_names_both_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "kiosk"
    monkeypatch.setattr(paths, "_PACKAGE", package)
    with pytest.raises(SetupError) as caught:
        paths.data_root()
    assert str(package / "_data") in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_the_folder_a_clinic_writes_to_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "clinic"))
    assert paths.settings_file() == tmp_path / "clinic" / "settings.toml"
    assert paths.printed_folder() == tmp_path / "clinic" / "printed"


def test_without_a_named_folder_it_is_the_users_own_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KIOSK_HOME")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert paths.home() == tmp_path / "patient-education-kiosk"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the program stand where its package installs it; return the folder that stands for `/var/lib/kiosk`."""
    monkeypatch.delenv("KIOSK_HOME")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    monkeypatch.setattr(paths, "_PACKAGE", Path("/opt/patient-education-kiosk/_internal/kiosk"))
    (tmp_path / "state").mkdir()
    monkeypatch.setattr(paths, "_KEPT", tmp_path / "state")
    return tmp_path / "state"


def test_a_kiosk_that_has_a_machine_to_itself_is_set_in_etc_and_keeps_handouts_off_the_disk(machine: Path) -> None:
    for file, name in (
        (paths.settings_file, "settings.toml"), (paths.staff_file, "staff.toml"), (paths.packs_file, "packs.toml"),
    ):  # fmt: skip
        assert file() == Path("/etc/kiosk") / name
    assert paths.withdrawn_file() == machine / "withdrawn.json"
    assert paths.pin_tries_file() == machine / "pin.json"
    assert paths.sounds_folder() == Path("/var/cache/kiosk/sounds")
    assert paths.printed_folder() == Path("/run/kiosk/printed")


def test_who_tries_the_machines_kiosk_as_somebody_else_writes_at_home_and_reads_its_settings(
    machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: machine.stat().st_uid + 1)
    own = tmp_path / "own" / "patient-education-kiosk"
    assert paths.settings_file() == Path("/etc/kiosk/settings.toml")
    assert paths.withdrawn_file() == own / "withdrawn.json"
    assert paths.sounds_folder() == own / "sounds"
    assert paths.printed_folder() == own / "printed"


def test_a_machine_whose_folder_is_missing_is_not_given_another_that_is_empty(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.rmdir()
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert paths.home() == machine


def test_the_folder_that_is_named_wins_over_the_machines(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_HOME", "/srv/other")
    assert paths.settings_file() == Path("/srv/other/settings.toml")
    assert paths.withdrawn_file() == Path("/srv/other/withdrawn.json")


def test_the_built_bundle_is_shown_once_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "share", lambda: tmp_path)
    assert paths.default_content() == paths.shipped_pack()
    (tmp_path / "ms.kib").write_bytes(b"")
    assert paths.default_content() == tmp_path / "ms.kib"
