"""What is shipped: wheel, source archive, pinned packages, set-up lists."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

SHIPPED = ("kiosk", "ui", "content", "resources")


def listed(root: Path, *folders: str) -> set[str]:
    """Return the files of the checkout that version control holds or would take; ignored ones are not among them."""
    if not (root / ".git").exists():
        pytest.skip("this is no checkout, so there is nothing to compare with")
    answer = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", *folders],
        cwd=root, capture_output=True, check=True,
    )
    names = answer.stdout.decode().split("\0")
    return {name for name in names if name and (root / name).is_file()}


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source archive, and the wheel from it, without a network."""
    out = tmp_path_factory.mktemp("dist")
    made = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(root)],
        env={**os.environ, "PIP_NO_INDEX": "1"}, capture_output=True, text=True, timeout=300, check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    return out


def test_the_wheel_holds_exactly_the_files_under_version_control(root: Path, built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = {
        name if name.startswith(("kiosk/", "ui/")) else f"kiosk/_data/{name}" for name in listed(root, *SHIPPED)
    }
    assert inside == expected


def test_the_wheel_carries_the_licences(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert any(name.endswith(".dist-info/licenses/NOTICE") for name in names)
    assert "kiosk/_data/resources/fonts/KioskHyperlegible-OFL.txt" in names


def test_the_source_archive_holds_all_that_is_needed_to_build_and_test(root: Path, built: Path) -> None:
    (source,) = built.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert listed(root, *SHIPPED, "tests", "Makefile", "pyproject.toml", "LICENSE", "NOTICE", ".ci") <= inside


def test_an_installed_wheel_runs_from_its_own_data(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    target = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(target)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    asked = subprocess.run(
        [sys.executable, "-c", "from kiosk import paths; print(paths.data_root()); print(paths.shipped_pack())"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(target)}, capture_output=True, text=True, check=True,
    )
    root, pack = map(Path, asked.stdout.split("\n")[:2])
    assert root == target / "kiosk" / "_data"
    assert (pack / "bundle.toml").is_file()


PINNED = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;]+)", re.MULTILINE)


def pinned(path: Path) -> dict[str, str]:
    """Return the versions a requirement file pins."""
    return {match["name"]: match["version"] for match in PINNED.finditer(path.read_text(encoding="utf-8"))}


def requirement_files(root: Path) -> list[Path]:
    """Return the pinned requirement files."""
    return sorted((root / "resources" / "deploy").glob("requirements*.txt"))


def test_every_pinned_package_has_hashes_and_no_file_names_a_host(root: Path) -> None:
    files = requirement_files(root)
    assert len(files) == 6
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        assert not re.search(r"^\s*-", text, re.MULTILINE) or "--hash=" in text
        for block in re.split(r"\n(?=\S)", text):
            if not block.startswith("#"):
                assert re.match(r"[a-z0-9._-]+==\S+", block), block[:80]
                assert "--hash=sha256:" in block, block[:80]


def test_the_pinned_files_agree_with_each_other(root: Path) -> None:
    versions: dict[str, str] = {}
    for path in requirement_files(root):
        for name, version in pinned(path).items():
            assert versions.setdefault(name, version) == version, f"{name} in {path.name}"


def test_every_dependency_of_the_project_is_pinned(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = pinned(root / "resources" / "deploy" / "requirements.txt")
    for dependency in project["dependencies"]:
        name = re.split(r"[=<>~!\s]", dependency)[0].lower().replace("_", "-")
        assert name in locked, f"{dependency}: run 'make lock'"


def test_pyside_stays_at_the_version_that_loses_no_references(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"PySide6-Essentials==6.11.3", "PySide6-Addons==6.11.3"} <= set(project["dependencies"])
    locked = pinned(root / "resources" / "deploy" / "requirements.txt")
    assert {locked["pyside6-essentials"], locked["pyside6-addons"], locked["shiboken6"]} == {"6.11.3"}


def test_what_is_installed_is_what_is_pinned(root: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "pip", "list", "--format=json"], capture_output=True, text=True, check=True
    )
    installed = {row["name"].lower().replace("_", "-"): row["version"] for row in json.loads(answer.stdout)}
    for name, version in pinned(root / "resources" / "deploy" / "requirements.txt").items():
        assert installed.get(name.replace("_", "-")) == version, f"{name}: run 'make setup'"


@pytest.mark.parametrize("name", ["packages-run.txt", "packages-test.txt"])
def test_lists_of_system_packages_are_sorted_and_name_each_once(root: Path, name: str) -> None:
    lines = (root / "resources" / "deploy" / name).read_text(encoding="utf-8").splitlines()
    packages = [line for line in lines if line and not line.startswith("#")]
    assert packages == sorted(set(packages))
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.+-]+( \| [a-z0-9][a-z0-9.+-]+)*", line) for line in packages)


@pytest.mark.parametrize("script", ["setup.sh", "run.sh", "test.sh", "lock.sh", "kit.sh"])
def test_scripts_stop_at_the_first_failure(root: Path, script: str) -> None:
    path = root / "resources" / "deploy" / script
    assert "\nset -euo pipefail\n" in path.read_text(encoding="utf-8")
    assert subprocess.run(["bash", "-n", str(path)], check=False).returncode == 0
