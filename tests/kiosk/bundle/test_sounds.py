"""Recorded sound in a bundle: found by key, whole or refused, and the same bytes each time."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.archive import ArchiveBundle
from kiosk.bundle.reader import open_bundle
from kiosk.bundle.sounds import SOUNDS_A_SHARD, read_shard, write_shards
from kiosk.bundle.writer import write_bundle
from kiosk.errors import BundleError
from tests.kiosk.bundle.makers import TOPIC, write_pack
from tests.kiosk.bundle.zips import Entry, make_zip

LANG = "en-GB"


def key(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


SOUNDS = {key(number): hashlib.sha512(str(number).encode()).digest() * (number % 7 + 1) for number in range(60)}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    out = tmp_path / "ms.kib"
    write_bundle(write_pack(tmp_path / "pack", {"baclofen": TOPIC}), out, {LANG: SOUNDS})
    return out


def test_every_recorded_sound_is_found_by_its_key_and_no_other(built: Path) -> None:
    sounds = open_bundle(built).sounds
    assert sounds.count(LANG) == 60
    assert sounds.count("cy") == 0
    assert {one: sounds.get(one) for one in SOUNDS} == SOUNDS
    assert all(sounds.has(one) for one in SOUNDS)
    assert not sounds.has(key(99))
    assert sounds.get(key(99)) is None


def test_a_bundle_with_recordings_is_verified_whole_and_built_the_same_each_time(built: Path, tmp_path: Path) -> None:
    bundle = ArchiveBundle(built)
    bundle.verified()
    assert bundle.read_everything() == 1
    backwards = dict(reversed(SOUNDS.items()))
    assert write_bundle(tmp_path / "pack", tmp_path / "again.kib", {LANG: backwards}) == bundle.digest


def test_one_sound_costs_one_short_read(built: Path) -> None:
    bundle = ArchiveBundle(built, verify=False)
    before = bundle.members.bytes_read
    bundle.sounds.get(key(3))
    assert 0 < bundle.members.bytes_read - before < 20_000


def test_content_without_recordings_has_none(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", {"baclofen": TOPIC})
    write_bundle(pack, tmp_path / "plain.kib")
    for content in (open_bundle(pack), open_bundle(tmp_path / "plain.kib")):
        assert content.sounds.count(LANG) == 0
        assert not content.sounds.has(key(1))
        assert content.sounds.get(key(1)) is None


@given(st.dictionaries(st.integers().map(key), st.binary(min_size=1, max_size=50), max_size=40))
def test_shards_hold_what_was_put_in_and_are_few(sounds: dict[str, bytes]) -> None:
    shards, members = write_shards(sounds)
    assert {one: sound for data in members.values() for one, sound in read_shard(data).items()} == sounds
    assert len(members) <= shards <= -(-len(sounds) // SOUNDS_A_SHARD)


@given(st.binary(max_size=80))
def test_a_shard_of_other_bytes_is_refused_or_empty(data: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert read_shard(data) == {}


@pytest.mark.parametrize(
    "told", [3, {"shards": -1, "counts": {}}, {"shards": "2", "counts": {}}, {"shards": 2}, {"shards": 1, "counts": []}]
)
def test_a_manifest_that_tells_nonsense_of_sounds_is_refused(told: object, built: Path, tmp_path: Path) -> None:
    import json

    from kiosk.bundle import layout
    from kiosk.bundle.members import Members

    members = Members(built)
    parts = {name: members.read(name) for name in members.all}
    manifest = json.loads(parts[layout.MANIFEST]) | {"sounds": told}
    parts[layout.MANIFEST] = layout.to_line(manifest).encode()
    bad = tmp_path / "bad.kib"
    bad.write_bytes(make_zip([Entry(name.encode(), data) for name, data in sorted(parts.items())]))
    with pytest.raises(BundleError, match="sounds"):
        ArchiveBundle(bad, verify=False)
