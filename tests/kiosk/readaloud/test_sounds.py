"""What the kiosk keeps on its disk: bounded, whole or not at all, and no harm where the disk takes nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kiosk.readaloud.sounds import DiskSounds, human_key


def key(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def used_before(store: DiskSounds, number: int, days: int) -> None:
    day = time.time() - 86_400 * days
    os.utime(store.folder / f"{key(number)}.opus", (day, day))


def test_what_was_kept_is_there_again_after_a_new_start(tmp_path: Path) -> None:
    assert DiskSounds(tmp_path / "sounds", 1000).put(key(1), b"one")
    store = DiskSounds(tmp_path / "sounds", 1000)
    assert store.has(key(1))
    assert store.get(key(1)) == b"one"
    assert store.get(key(2)) is None
    assert not store.has(key(2))


def test_those_not_used_for_the_longest_go_first(tmp_path: Path) -> None:
    store = DiskSounds(tmp_path, 1000)
    for number in range(4):
        assert store.put(key(number), bytes(200))
        used_before(store, number, days=10 - number)
    assert store.get(key(0)) is not None, "heard today"
    assert store.put(key(4), bytes(200))
    assert [store.has(key(number)) for number in range(5)] == [True, False, True, True, True]


def test_making_for_later_pushes_nothing_out(tmp_path: Path) -> None:
    store = DiskSounds(tmp_path, 500)
    assert store.put(key(1), bytes(400))
    assert not store.put(key(2), bytes(400), make_room=False)
    assert store.has(key(1))
    assert store.works


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 400)), max_size=40))
def test_it_never_grows_past_its_limit(puts: list[tuple[int, int]]) -> None:
    folder = Path(os.environ["KIOSK_HOME"]) / "sounds"
    shutil.rmtree(folder, ignore_errors=True)
    store = DiskSounds(folder, 1500)
    for number, size in puts:
        store.put(key(number), bytes(size))
        assert sum(path.stat().st_size for path in folder.iterdir()) <= 1500


@given(st.data())
def test_a_damaged_file_counts_as_none_and_is_made_anew(data: st.DataObject) -> None:
    folder = Path(os.environ["KIOSK_HOME"]) / "sounds"
    store = DiskSounds(folder, 10_000)
    assert store.put(key(1), b"a sentence that is whole")
    path = next(folder.iterdir())
    written = bytearray(path.read_bytes())
    kind = data.draw(st.sampled_from(["flip", "cut", "longer"]))
    if kind == "flip":
        written[data.draw(st.integers(0, len(written) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    elif kind == "cut":
        written = written[: data.draw(st.integers(0, len(written) - 1))]
    else:
        written += b"x"
    path.write_bytes(written)
    assert store.get(key(1)) is None
    assert not store.has(key(1))
    assert store.put(key(1), b"new")
    assert store.get(key(1)) == b"new"


def test_a_disk_that_takes_nothing_is_asked_once_and_nothing_fails(tmp_path: Path) -> None:
    place = tmp_path / "a file, no folder"
    place.write_bytes(b"")
    store = DiskSounds(place / "sounds", 1000)
    assert store.works
    assert not store.put(key(1), b"one")
    assert not store.works
    assert store.get(key(1)) is None
    assert not store.has(key(1))


def test_a_folder_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    DiskSounds(tmp_path, 1000).put(key(1), b"one")
    (path,) = tmp_path.iterdir()
    path.chmod(stat.S_IRUSR)
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert DiskSounds(tmp_path, 1000).get(key(1)) == b"one"
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_a_limit_of_nothing_keeps_nothing(tmp_path: Path) -> None:
    store = DiskSounds(tmp_path / "sounds", 0)
    assert not store.works
    assert not store.put(key(1), b"one")
    assert not (tmp_path / "sounds").exists()


def test_when_something_was_heard_is_known_to_the_day_only(tmp_path: Path) -> None:
    store = DiskSounds(tmp_path, 1000)
    store.put(key(1), b"one")
    store.get(key(1))
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mtime % 86_400 == 0


def test_what_an_ended_program_left_half_written_goes_after_a_day(tmp_path: Path) -> None:
    for name, age in (("part-old", 2), ("part-new", 0)):
        (tmp_path / name).write_bytes(b"half")
        then = time.time() - age * 86_400
        os.utime(tmp_path / name, (then, then))
    DiskSounds(tmp_path, 1000).put(key(1), b"one")
    assert not (tmp_path / "part-old").exists()
    assert (tmp_path / "part-new").exists()


def test_a_recording_by_a_person_is_for_its_exact_words_in_its_language() -> None:
    assert human_key("en-GB", "Rest.") == human_key("en-GB", "Rest.")
    assert len({human_key("en-GB", "Rest."), human_key("cy", "Rest."), human_key("en-GB", "Rest!")}) == 3
