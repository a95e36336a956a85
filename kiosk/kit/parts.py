"""The list of parts (CycloneDX 1.6, JSON) and the licences of all that a kit brings.

Written by hand: the list is a table of names, versions, checksums and licences, all of which lie in the wheels and
packages themselves; the tools that write such lists bring thirty packages along.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from kiosk.files import write_whole
from kiosk.kit.checksums import sha256
from kiosk.kit.commands import run

_LICENCE_FILES = ("licen", "copying", "notice", "copyright", "authors", "thirdpartynotices")
_COMMON = Path("/usr/share/common-licenses")
_IN_DEBIAN = {"LGPL-3": ("LGPL-3", "GPL-3"), "Apache": ("Apache-2.0",)}
"""Texts that every Debian has, by what a licence's name says."""


def write_list(target: Path, version: str, wheels: Iterable[Path], packages: Iterable[Path]) -> int:
    """Write the list of parts for wheels and Debian packages; return how many parts it names."""
    about = {"type": "application", "bom-ref": "kiosk", "name": "patient-education-kiosk", "version": version}
    parts = [_wheel(wheel) for wheel in sorted(wheels)] + [_package(package) for package in sorted(packages)]
    table: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**about, "licenses": [{"expression": "Apache-2.0 AND CC-BY-4.0 AND OFL-1.1"}]}},
        "components": list({part["bom-ref"]: part for part in parts}.values()),
    }
    write_whole(target, json.dumps(table, indent=1, ensure_ascii=False) + "\n")
    return len(table["components"])


def copy_licences(target: Path, wheels: Iterable[Path]) -> int:
    """Write the licences of each wheel into a folder of its name; return how many files there are.

    A wheel that brings none is told by its own description, with Debian's copy of the licence that it names.
    """
    count = 0
    for wheel in sorted(wheels):
        about = _about(wheel)
        found = dict(_own_licences(wheel)) or {"METADATA": str(about).encode()} | _common(_licence(about))
        for name, text in found.items():
            write_whole(target / about["Name"] / name, text)
        count += len(found)
    return count


def _own_licences(wheel: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            inside = PurePosixPath(name)
            beside = inside.parts[0].endswith(".dist-info") or len(inside.parts) == 2
            if beside and inside.name.lower().startswith(_LICENCE_FILES) and inside.suffix not in (".py", ".pyi"):
                yield "-".join(inside.parts[1:]).removeprefix("licenses-"), archive.read(name)


def _common(licence: str) -> dict[str, bytes]:
    names = [name for word, texts in _IN_DEBIAN.items() if word in licence for name in texts]
    return {name: (_COMMON / name).read_bytes() for name in names if (_COMMON / name).is_file()}


def _licence(about: Message) -> str:
    return (about.get("License-Expression") or about.get("License") or "see its licence files").split("\n")[0]


def _wheel(wheel: Path) -> dict[str, Any]:
    about = _about(wheel)
    name, version = about["Name"], about["Version"]
    return _part(name, version, f"pkg:pypi/{name.lower().replace('_', '-')}@{version}", wheel, _licence(about))


def _package(package: Path) -> dict[str, Any]:
    name, version = run("dpkg-deb", "--show", "--showformat=${Package}\n${Version}", package).split("\n")
    return _part(name, version, f"pkg:deb/debian/{quote(name)}@{quote(version)}?arch=amd64", package, "")


def _part(name: str, version: str, purl: str, file: Path, licence: str) -> dict[str, Any]:
    part: dict[str, Any] = {
        "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
        "hashes": [{"alg": "SHA-256", "content": sha256(file)}],
    }  # fmt: skip
    return part | ({"licenses": [{"license": {"name": licence[:120]}}]} if licence else {})


def _about(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        name = next(one for one in archive.namelist() if one.count("/") == 1 and one.endswith(".dist-info/METADATA"))
        return HeaderParser().parsestr(archive.read(name).decode())
