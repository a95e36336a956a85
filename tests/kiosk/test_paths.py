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


def test_the_built_bundle_is_shown_once_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "share", lambda: tmp_path)
    assert paths.default_content() == paths.shipped_pack()
    (tmp_path / "ms.kib").write_bytes(b"")
    assert paths.default_content() == tmp_path / "ms.kib"
