"""Keys, steps that are not done twice, the index of packages, the list of parts: what a kit is put together with."""

from __future__ import annotations

import json
import stat
import subprocess
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.__main__ import main
from kiosk.bundle.reader import open_bundle
from kiosk.bundle.signed import written
from kiosk.bundle.writer import write_bundle
from kiosk.errors import BundleError, SetupError, UsageError
from kiosk.kit import repository
from kiosk.kit.build import KitBuild, Sources, must_be_whole
from kiosk.kit.checksums import sha256
from kiosk.kit.commands import run
from kiosk.kit.keys import PASSPHRASE, Key, load_key, make_key
from kiosk.kit.parts import copy_licences, write_list
from kiosk.kit.steps import Steps
from tests.kiosk.bundle.makers import TOPIC, write_pack

KEY = Key(Ed25519PrivateKey.from_private_bytes(b"\1" * 32))


# -- keys ----------------------------------------------------------------------------------------------------


def test_the_secret_half_is_for_its_owner_only_and_reads_back(tmp_path: Path) -> None:
    made = make_key(tmp_path / "keys")
    secret = tmp_path / "keys" / "kiosk.key"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert load_key(secret).public == made.public
    assert (tmp_path / "keys" / "kiosk.pub").read_text(encoding="ascii") == written(made.public) + "\n"


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    made = make_key(tmp_path)
    with pytest.raises(UsageError, match="there already"):
        make_key(tmp_path)
    assert load_key(tmp_path / "kiosk.key").public == made.public


def test_a_locked_key_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    made = make_key(tmp_path, "stairs and oranges")
    assert load_key(tmp_path / "kiosk.key", "stairs and oranges").public == made.public
    for wrong in ("", "stairs"):
        with pytest.raises(UsageError, match=PASSPHRASE):
            load_key(tmp_path / "kiosk.key", wrong)


def test_what_is_no_key_is_refused_with_words(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.key"
    with pytest.raises(UsageError, match="cannot be read"):
        load_key(file)
    file.write_bytes(b"nothing")
    with pytest.raises(UsageError, match="no secret key"):
        load_key(file)
    pem = X25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(pem)
    with pytest.raises(UsageError, match="another kind"):
        load_key(file)


def test_a_bundle_is_signed_and_verified_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = tmp_path / "ms.kib"
    write_bundle(write_pack(tmp_path / "pack", {"baclofen": TOPIC}), bundle)
    assert main(["kit", "key", str(tmp_path / "keys")]) == 0
    public = (tmp_path / "keys" / "kiosk.pub").read_text(encoding="ascii").strip()
    assert f'content_key = "{public}"' in capsys.readouterr().out
    assert main(["bundle", "verify", str(bundle), "--key", public]) == BundleError.exit_code
    assert "is not signed" in capsys.readouterr().err
    assert main(["bundle", "sign", str(bundle), "--key", str(tmp_path / "keys" / "kiosk.key")]) == 0
    assert f'content_key = "{public}"' in capsys.readouterr().out
    assert main(["bundle", "verify", str(bundle), "--key", public]) == 0
    assert "signed by that key" in capsys.readouterr().out
    open_bundle(bundle, key=public).verified()


# -- steps ---------------------------------------------------------------------------------------------------


@pytest.fixture
def step(tmp_path: Path) -> tuple[Path, list[str]]:
    """Return the file that a step makes, and what has been said."""
    return tmp_path / "out" / "made", []


def do(step: tuple[Path, list[str]], made_from: str = "one", content: bytes = b"made") -> bool:
    """Do the step and return whether it was done anew."""
    made, said = step

    def make() -> None:
        made.parent.mkdir(exist_ok=True)
        made.write_bytes(content)

    return Steps(made.parent.parent / "done", said.append).do("a step", [made_from], [made.parent], make)


def test_a_second_run_keeps_what_is_finished(step: tuple[Path, list[str]]) -> None:
    assert [do(step), do(step)] == [True, False]
    assert step[1] == ["a step ...", "a step: kept, checked"]


@pytest.mark.parametrize("damage", [b"Made", b"mad", None])
def test_what_was_damaged_since_is_made_anew(step: tuple[Path, list[str]], damage: bytes | None) -> None:
    do(step)
    if damage is None:
        step[0].unlink()
    else:
        step[0].write_bytes(damage)
    assert do(step)
    assert step[0].read_bytes() == b"made"


def test_a_step_is_done_anew_when_what_it_is_made_from_has_changed(step: tuple[Path, list[str]]) -> None:
    do(step)
    assert do(step, "another", b"other")
    assert step[0].read_bytes() == b"other"


def test_a_step_that_was_cut_off_is_done_again(step: tuple[Path, list[str]], tmp_path: Path) -> None:
    do(step)

    def fail() -> None:
        step[0].write_bytes(b"half")
        raise SetupError("the network is gone")

    with pytest.raises(SetupError):
        Steps(tmp_path / "done", step[1].append).do("a step", ["another"], [step[0].parent], fail)
    assert do(step)
    (tmp_path / "done" / "a-step.json").write_text("[", encoding="utf-8")
    assert do(step)


# -- tools ---------------------------------------------------------------------------------------------------


def test_a_tool_that_fails_tells_its_last_lines_and_one_that_is_missing_its_name() -> None:
    with pytest.raises(SetupError, match=r"sh stopped with code 3; its last lines:\nno room"):
        run("sh", "-c", "echo no room >&2; exit 3")
    with pytest.raises(SetupError, match="'no-such-tool' is missing"):
        run("no-such-tool")


def test_a_kit_is_made_of_commits_only(tmp_path: Path) -> None:
    sources = Sources(tmp_path, tmp_path / "voice", tmp_path / "ms.kib", KEY, "python3")
    with pytest.raises(SetupError, match="no checkout"):
        KitBuild(sources, tmp_path / "out", tmp_path / "work", print).make()


def test_a_commit_that_does_not_compile_is_refused(tmp_path: Path) -> None:
    (tmp_path / "right.py").write_text("x = 1\n", encoding="utf-8")
    must_be_whole([tmp_path / "right.py"])
    (tmp_path / "half.py").write_text("def x():\ny = 1\n", encoding="utf-8")
    with pytest.raises(SetupError, match=r"half\.py, line 2"):
        must_be_whole([tmp_path / "right.py", tmp_path / "half.py"])


def test_a_folder_with_other_files_is_not_emptied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_key(tmp_path / "keys")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "to-a-friend.txt").touch()
    bundle = tmp_path / "ms.kib"
    write_bundle(write_pack(tmp_path / "pack", {"baclofen": TOPIC}), bundle)
    words = ["--out", str(tmp_path / "letters"), "--key", str(tmp_path / "keys" / "kiosk.key"), "--bundle", str(bundle)]
    code = main(["kit", "build", *words])
    assert code in (UsageError.exit_code, SetupError.exit_code)  # the second where no voice is installed
    assert (tmp_path / "letters" / "to-a-friend.txt").exists()
    assert capsys.readouterr().err.startswith("kiosk: ")


# -- packages and parts --------------------------------------------------------------------------------------


def package(folder: Path, name: str, version: str) -> Path:
    """Build a small Debian package."""
    tree = folder / f"{name}.tree"
    (tree / "DEBIAN").mkdir(parents=True)
    control = f"Package: {name}\nVersion: {version}\nArchitecture: amd64\nMaintainer: x <x@example.invalid>\n"
    (tree / "DEBIAN" / "control").write_text(control + f"Description: {name}\n", encoding="utf-8")
    target = folder / "packages" / f"{name}_{version}_amd64.deb"
    target.parent.mkdir(exist_ok=True)
    subprocess.run(["dpkg-deb", "--build", "--root-owner-group", tree, target], check=True, capture_output=True)
    return target


def test_apt_takes_a_package_from_the_signed_index_and_refuses_a_changed_index(tmp_path: Path) -> None:
    package(tmp_path, "kiosk-test-one", "1.0")
    folder = package(tmp_path, "kiosk-test-two", "2.0").parent
    assert repository.index(folder, KEY) == 2
    from kiosk.kit import openpgp

    keyring = tmp_path / "kit.gpg"
    keyring.write_bytes(openpgp.public_key(KEY))
    (tmp_path / "sources.list").write_text(f"deb [signed-by={keyring}] file:{folder} ./\n", encoding="utf-8")

    def known() -> tuple[int, str]:
        (tmp_path / "lists" / "partial").mkdir(parents=True, exist_ok=True)
        options = [
            f"Dir::Etc::SourceList={tmp_path}/sources.list", "Dir::Etc::SourceParts=/dev/null",
            f"Dir::State::Lists={tmp_path}/lists", f"Dir::Cache={tmp_path}/cache", "APT::Sandbox::User=",
            "Acquire::Check-Date=false", "APT::Architecture=amd64", "APT::Update::Error-Mode=any",
        ]  # fmt: skip
        words = [word for option in options for word in ("-o", option)]
        update = subprocess.run(["apt-get", *words, "update"], capture_output=True, text=True, check=False)
        shown = subprocess.run(
            ["apt-cache", *words, "madison", "kiosk-test-two"], capture_output=True, text=True, check=False
        )
        return update.returncode, shown.stdout

    code, told = known()
    assert code == 0
    assert "2.0" in told
    release = folder / "Release"
    release.write_text(release.read_text(encoding="utf-8").replace("Label: kit", "Label: cat"), encoding="utf-8")
    assert known()[0] != 0


def wheel(folder: Path) -> Path:
    """Build a small wheel with a licence."""
    target = folder / "small-1.2-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("small-1.2.dist-info/METADATA", "Name: small\nVersion: 1.2\nLicense-Expression: MIT\n\nText\n")
        archive.writestr("small-1.2.dist-info/licenses/LICENSE", "Do what you like.")
        archive.writestr("small/LICENSE.py", "")
    return target


def test_the_list_of_parts_names_each_with_version_checksum_and_licence(tmp_path: Path) -> None:
    small, debian = wheel(tmp_path), package(tmp_path, "kiosk-test", "1:2.0+b1")
    assert write_list(tmp_path / "parts.cdx.json", "0.1.0", [small], [debian, debian]) == 2
    table = json.loads((tmp_path / "parts.cdx.json").read_text(encoding="utf-8"))
    assert (table["bomFormat"], table["specVersion"]) == ("CycloneDX", "1.6")
    python, other = table["components"]
    assert python["purl"] == "pkg:pypi/small@1.2"
    assert python["hashes"] == [{"alg": "SHA-256", "content": sha256(small)}]
    assert python["licenses"] == [{"license": {"name": "MIT"}}]
    assert other["purl"] == "pkg:deb/debian/kiosk-test@1%3A2.0%2Bb1?arch=amd64"


def test_a_part_without_licence_files_is_told_by_what_it_says_of_itself(tmp_path: Path) -> None:
    target = tmp_path / "bare-1.0-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("bare-1.0.dist-info/METADATA", "Name: bare\nVersion: 1.0\nLicense: LGPL-3.0-only\n\n")
    assert copy_licences(tmp_path / "licences", [target]) >= 1
    names = {file.name for file in (tmp_path / "licences" / "bare").iterdir()}
    assert names in ({"METADATA"}, {"METADATA", "LGPL-3", "GPL-3"})  # the second on Debian
    assert "LGPL-3.0-only" in (tmp_path / "licences" / "bare" / "METADATA").read_text(encoding="utf-8")


def test_the_licences_of_all_parts_come_along(tmp_path: Path) -> None:
    assert copy_licences(tmp_path / "licences", [wheel(tmp_path)]) == 1
    assert (tmp_path / "licences" / "small" / "LICENSE").read_text(encoding="utf-8") == "Do what you like."
