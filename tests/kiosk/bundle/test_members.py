"""The strict reader: what is no plain bundle is refused before anything of it is unpacked."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.members import Members
from kiosk.errors import BundleError
from tests.kiosk.bundle.zips import Entry, make_zip, pack

A, B = Entry(b"a.json", b"first " * 20), Entry(b"b.json", b"second " * 20)
BOMB = pack(bytes(70 << 20), 8)
HOSTILE = {
    "nothing at all": b"",
    "one byte": b"P",
    "text": b"not a bundle " * 20,
    "an empty ZIP": make_zip([]),
    "a comment": make_zip([A], comment=b"hello"),
    "trailing bytes": make_zip([A], trailing=b"\0"),
    "bytes before the first member": make_zip([A], prefix=b"#!/bin/sh\n"),
    "bytes between members and directory": make_zip([A], gap=b"hidden"),
    "a gap between members": make_zip([A, Entry(b"b.json", central={"offset": 400})]),
    "the same name twice": make_zip([A, Entry(b"a.json", b"other")]),
    "two members that overlap": make_zip([A, Entry(b"b.json", central={"offset": 0})]),
    "a path that climbs": make_zip([Entry(b"../a.json")]),
    "a path that climbs inside": make_zip([Entry(b"a/../../b.json")]),
    "an absolute path": make_zip([Entry(b"/etc/passwd")]),
    "a back-slash": make_zip([Entry(b"a\\b.json")]),
    "a drive letter": make_zip([Entry(b"c:a.json")]),
    "a capital letter": make_zip([Entry(b"A.json")]),
    "a letter outside ASCII": make_zip([Entry("é.json".encode())]),
    "a zero byte in the name": make_zip([Entry(b"a\0.json")]),
    "a line end after the name": make_zip([Entry(b"a.json\n")]),
    "an empty name": make_zip([Entry(b"")]),
    "a very long name": make_zip([Entry(b"a" * 300)]),
    "a folder": make_zip([Entry(b"a/", b"", 0)]),
    "a symbolic link": make_zip([Entry(b"a", b"/etc/passwd", 0, central={"attributes": 0o120777 << 16})]),
    "a device": make_zip([Entry(b"a", central={"attributes": 0o020666 << 16})]),
    "a folder by its DOS flag": make_zip([Entry(b"a", central={"attributes": 0x10})]),
    "an encrypted member": make_zip([Entry(b"a", central={"flags": 1}, local={"flags": 1})]),
    "a size that follows later": make_zip([Entry(b"a", central={"flags": 8}, local={"flags": 8})]),
    "bzip2": make_zip([Entry(b"a", method=12)]),
    "LZMA": make_zip([Entry(b"a", method=14)]),
    "an extra field, as ZIP64 has": make_zip([Entry(b"a", extra=b"\1\0\x08\0" + bytes(8))]),
    "a comment on a member": make_zip([Entry(b"a", comment=b"x")]),
    "a member on another disk": make_zip([Entry(b"a", central={"disk": 1})]),
    "another disk": make_zip([A], end={"disk": 1}),
    "fewer members than it says": make_zip([A], end={"count": 2, "here": 2}),
    "more members than it says": make_zip([A, B], end={"count": 1, "here": 1}),
    "65,535 members": make_zip([A], end={"count": 65535, "here": 65535}),
    "a directory elsewhere": make_zip([A], end={"offset": 0}),
    "a directory larger than the file": make_zip([A], end={"length": 1 << 30}),
    "a bomb by size": make_zip([Entry(b"a", bytes(70 << 20), packed=BOMB)]),
    "a bomb by ratio": make_zip([Entry(b"a", bytes(8 << 20))]),
    "a bomb by the sum": make_zip(
        [Entry(b"a%d" % n, packed=b"x" * 400_000, central={"size": 64 << 20}) for n in range(40)]
    ),
    "a stored member that lies about its size": make_zip([Entry(b"a", method=0, central={"size": 4})]),
}
LYING_INSIDE = {
    "another name at the member": make_zip([Entry(b"a", local_name=b"b")]),
    "another method at the member": make_zip([Entry(b"a", local={"method": 0})]),
    "another size at the member": make_zip([Entry(b"a", local={"size": 6})]),
    "another checksum at the member": make_zip([Entry(b"a", local={"crc": 1})]),
    "a wrong checksum": make_zip([Entry(b"a", central={"crc": 1}, local={"crc": 1})]),
    "more inside than it says": make_zip([Entry(b"a", packed=pack(b"hello" * 99, 8))]),
    "less inside than it says": make_zip([Entry(b"a", packed=pack(b"hell", 8))]),
    "bytes after the packed end": make_zip([Entry(b"a", packed=pack(b"hello", 8) + b"more")]),
    "no packed end": make_zip([Entry(b"a", packed=pack(b"hello", 8)[:-1])]),
    "what is not packed at all": make_zip([Entry(b"a", packed=b"\xff" * 9)]),
    "a small bomb behind an honest line": make_zip([Entry(b"a", packed=BOMB[:50_000])]),
}


def test_a_plain_file_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.kib"
    path.write_bytes(make_zip([A, Entry(b"sub/b.txt", b"stored", 0)]))
    members = Members(path)
    assert list(members.all) == ["a.json", "sub/b.txt"]
    assert members.read("a.json") == A.data
    assert members.read("sub/b.txt") == b"stored"


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_archive_is_refused_when_it_is_opened(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "hostile.kib"
    path.write_bytes(HOSTILE[kind])
    monkeypatch.delattr(zlib, "decompressobj")  # nothing may be unpacked to find out
    with pytest.raises(BundleError, match="not a sound bundle"):
        Members(path)


@pytest.mark.parametrize("kind", LYING_INSIDE)
def test_a_member_that_is_not_what_the_directory_says_is_refused_when_it_is_read(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.kib"
    path.write_bytes(LYING_INSIDE[kind])
    members = Members(path)
    with pytest.raises(BundleError, match="not a sound bundle"):
        members.read("a")


def test_a_member_that_is_not_there_is_an_error_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.kib"
    path.write_bytes(make_zip([A]))
    with pytest.raises(BundleError, match=r"lacks c\.json"):
        Members(path).read("c.json")


@given(st.data())
def test_however_a_file_is_damaged_only_a_bundle_error_comes_out(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = bytearray(make_zip([A, B, Entry(b"c.txt", b"x" * 50, 0)]))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(whole) - 1))
        match data.draw(st.sampled_from(["change", "cut", "double"])):
            case "change":
                whole[place] = data.draw(st.integers(0, 255))
            case "cut":
                del whole[place : place + data.draw(st.integers(1, 8))]
            case "double":
                whole[place:place] = whole[place : place + data.draw(st.integers(1, 60))]
        if not whole:
            break
    path = tmp_path_factory.getbasetemp() / "damaged.kib"
    path.write_bytes(bytes(whole))
    try:
        members = Members(path)
        contents = [members.read(name) for name in members.all]
    except BundleError:
        return
    # What passes holds what was put in: names may change (no checksum covers them), contents cannot.
    assert set(contents) <= {A.data, B.data, b"x" * 50}
